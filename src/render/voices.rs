//! The voices of a site and of a post.

use std::ops::Deref;
use std::sync::Arc;

use crate::config::Config;
use crate::document::{Author, Date, Verdict, Voice};
use crate::site::{Origin, PostEntry, Site, monogram};

use super::html::{self, Loading};
use super::view::{BioView, DateView, Html, Shared, VerdictView, VoiceView};

/// A voice, and the value of it that every page shares.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    view: Arc<VoiceView>,
    pub(super) value: Shared<VoiceView>,
}

impl Speaker {
    fn new(view: VoiceView) -> Self {
        Self { value: Shared::new(&view), view: Arc::new(view) }
    }
}

impl Deref for Speaker {
    type Target = VoiceView;

    fn deref(&self) -> &VoiceView {
        &self.view
    }
}

/// All authors of a site, in their order.
pub(super) fn authors(site: &Site) -> Vec<Speaker> {
    let authors = site.authors.iter().enumerate();
    authors.map(|(index, author)| Speaker::new(of_author(site, index, author))).collect()
}

fn of_author(site: &Site, index: usize, author: &Author) -> VoiceView {
    let route = site.author_route(&author.id);
    let origin = Origin { source: &author.path, route: &route };
    VoiceView {
        id: author.id.clone(),
        name: author.name.clone(),
        monogram: monogram(&author.name),
        number: index + 1,
        title: author.title.clone(),
        href: Some(site.config.base.href(&route)),
        image: html::image(site, origin, author.image.as_ref()),
        is_guest: false,
    }
}

fn of_guest(number: usize, guest: &Voice) -> VoiceView {
    VoiceView {
        id: guest.id.clone(),
        name: guest.name.clone(),
        monogram: monogram(&guest.name),
        number,
        title: None,
        href: None,
        image: None,
        is_guest: true,
    }
}

/// The voice with an id: an author of the site, or a guest of the post.
pub(super) fn find(authors: &[Speaker], entry: &PostEntry, id: &str) -> Option<Speaker> {
    authors.iter().find(|voice| voice.id == id).cloned().or_else(|| {
        let guests = entry.post.guests();
        let index = guests.iter().position(|guest| guest.id == id)?;
        guests.get(index).map(|guest| Speaker::new(of_guest(authors.len() + index + 1, guest)))
    })
}

/// The bio of a voice.
fn bio(site: &Site, entry: &PostEntry, voice: &VoiceView) -> Html {
    if let Some(author) = site.authors.iter().find(|author| author.id == voice.id && !voice.is_guest) {
        return author_bio(site, author);
    }
    let origin = Origin { source: &entry.post.path, route: &entry.route };
    entry
        .post
        .guests()
        .iter()
        .find(|guest| guest.id == voice.id)
        .map_or_else(|| Html::new(""), |guest| html::safe(site, origin, &guest.bio, &Loading::further_down()))
}

/// The bio of an author.
pub(super) fn author_bio(site: &Site, author: &Author) -> Html {
    let route = site.author_route(&author.id);
    html::safe(site, Origin { source: &author.path, route: &route }, &author.bio, &Loading::further_down())
}

/// The ids of the voices that have a take in a post, in the order of their first.
pub(super) fn ids_of(entry: &PostEntry) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for id in entry.post.sections.iter().filter_map(|section| section.voice.as_deref()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The voices that have a take in a post, in the order of their first.
pub(super) fn of_post(authors: &[Speaker], entry: &PostEntry) -> Vec<Speaker> {
    ids_of(entry).into_iter().filter_map(|id| find(authors, entry, id)).collect()
}

/// The voices that have a take in a post, with their bios.
pub(super) fn bios(site: &Site, authors: &[Speaker], entry: &PostEntry) -> Vec<BioView> {
    let speakers = of_post(authors, entry).into_iter();
    speakers.map(|speaker| BioView { html: bio(site, entry, &speaker), voice: speaker.value }).collect()
}

/// A date for machines: with its time and offset where it has a time.
pub(super) fn iso(date: &Date) -> String {
    if date.has_time() { date.rfc3339() } else { date.short() }
}

/// A date for a template.
pub(super) fn date(config: &Config, date: &Date) -> DateView {
    DateView { iso: iso(date), text: date.text(&config.date_format), year: date.year() }
}

/// A verdict for a template.
pub(super) fn verdict(verdict: &Verdict) -> VerdictView {
    VerdictView { label: verdict.label.to_string(), stance: verdict.stance }
}
