//! The picture that stands for a post where somebody links to it: its own, or a card.

use crate::card::{self, HEIGHT, WIDTH};
use crate::site::{Origin, PostEntry, PostId, Site};

use super::html::{self, Form};
use super::view::SharedImageView;

/// The picture that stands for a post.
pub(super) fn image(site: &Site, id: PostId, entry: &PostEntry) -> Option<SharedImageView> {
    let origin = Origin { source: &entry.post.path, route: &entry.route };
    if let Some(image) = entry.post.image() {
        let measures = html::picture(site, origin, &image.src).map(|entry| entry.picture.size);
        return Some(SharedImageView {
            url: html::address(site, origin, &image.src, Form::Whole).into_owned(),
            alt: image.alt.clone(),
            width: measures.map(|size| size.width),
            height: measures.map(|size| size.height),
        });
    }
    let card = site.cards.get(id)?;
    Some(SharedImageView {
        url: site.config.base.permalink(&card.route),
        alt: words(&site.card(entry)),
        width: Some(WIDTH),
        height: Some(HEIGHT),
    })
}

/// What is on a card, in words.
fn words(card: &card::Card) -> String {
    let verdict = |voice: &card::Voice| {
        voice.verdict.as_ref().map_or_else(|| voice.name.clone(), |(label, _)| format!("{}: {label}", voice.name))
    };
    let says: Vec<String> = card.voices.iter().map(verdict).collect();
    let mut words = card.title.clone();
    for more in [says.join("; "), card.outcome.as_ref().map_or_else(String::new, |(_, words)| words.clone())] {
        if !more.is_empty() {
            words.push_str(" — ");
            words.push_str(&more);
        }
    }
    words
}

/// Appends the card of a post.
pub(super) fn write(site: &Site, id: PostId, out: &mut Vec<u8>) -> Option<()> {
    let card = site.card(site.posts.get(id)?);
    out.extend_from_slice(&card::draw(&card, site.cards.fonts()?)?);
    Some(())
}
