//! Posts and takes in lists.

use crate::document::SectionKind;
use crate::site::{Origin, Outcome, PostEntry, PostId, Site, VerdictRow, outcome, verdicts_on};

use super::html;
use super::view::{
    AuthorTake, PostCard, PostLink, Shared, TagView, TakeCard, VerdictRow as VerdictRowView, VoiceVerdict,
};
use super::voices::{self, Speaker};

/// A post in a list.
pub(super) fn card(site: &Site, authors: &[Speaker], tags: &[Shared<TagView>], entry: &PostEntry) -> PostCard {
    let post = &entry.post;
    let origin = Origin { source: &post.path, route: &entry.route };
    let first_letter = post.sections.iter().filter(|section| section.letter == 0);
    let signature = first_letter.into_iter().find_map(|section| section.signature());
    let letter_from = signature.or(post.letter.from.as_deref()).map(str::to_owned);
    let verdicts = verdicts_on(&entry.post, 0);
    PostCard {
        title: post.title.to_string(),
        href: site.config.base.href(&entry.route),
        kind: post.kind,
        date: voices::date(&site.config, &post.date),
        description: post.description.to_string(),
        letter_from,
        letter_excerpt: letter_excerpt(entry),
        image: html::image(site, origin, post.image()),
        tags: entry.tags.iter().filter_map(|tag| tags.get(*tag).cloned()).collect(),
        takes: takes(authors, entry),
        outcome: outcome(verdicts.iter().map(|(_, verdict)| verdict.stance)).map(Outcome::as_str),
        comment_count: entry.comment_count(),
        is_draft: post.draft,
        is_scheduled: entry.is_scheduled,
        html: None,
    }
}

fn letter_excerpt(entry: &PostEntry) -> Option<String> {
    let letter = entry.post.sections.iter().find(|section| section.kind == SectionKind::Dilemma)?;
    Some(letter.excerpt()).filter(|text| !text.is_empty())
}

/// The first take of each voice.
fn takes(authors: &[Speaker], entry: &PostEntry) -> Vec<TakeCard> {
    let sections = &entry.post.sections;
    let takes = sections.iter().enumerate().filter(|(_, section)| section.kind == SectionKind::Take);
    takes
        .filter(|(at, section)| sections.iter().take(*at).all(|earlier| earlier.voice != section.voice))
        .filter_map(|(_, section)| {
            Some(TakeCard {
                voice: voices::find(authors, entry, section.voice.as_deref()?)?.value,
                verdict: section.verdict.as_ref().map(voices::verdict),
                excerpt: section.excerpt(),
            })
        })
        .collect()
}

/// A tag.
pub(super) fn tag(site: &Site, tag: usize) -> Option<TagView> {
    let entry = site.tags.get(tag)?;
    let href = site.config.base.href(&site.tag_route(tag, 1));
    Some(TagView { name: entry.name.clone(), href, count: entry.posts.len() })
}

/// A link to a post.
pub(super) fn link(site: &Site, post: PostId) -> Option<PostLink> {
    let entry = site.posts.get(post)?;
    Some(PostLink {
        title: entry.post.title.to_string(),
        href: site.config.base.href(&entry.route),
        date: voices::date(&site.config, &entry.post.date),
        is_draft: entry.post.draft,
        is_scheduled: entry.is_scheduled,
    })
}

/// One take on its author's page; `section` is the take's place in the post.
pub(super) fn author_take(site: &Site, post: PostId, section: usize) -> Option<AuthorTake> {
    let link = link(site, post)?;
    let section = site.posts.get(post)?.post.sections.get(section)?;
    Some(AuthorTake {
        href: format!("{}#{}", link.href, section.anchor),
        post: link,
        verdict: section.verdict.as_ref().map(voices::verdict),
        excerpt: section.excerpt(),
    })
}

/// One letter and what was said to it.
pub(super) fn verdict_row(site: &Site, authors: &[Speaker], row: &VerdictRow) -> Option<VerdictRowView> {
    let entry = site.posts.get(row.post)?;
    let has_letters = entry.post.sections.iter().any(|section| section.letter > 0);
    let verdicts = site.verdicts_of(row).into_iter().filter_map(|(id, verdict)| {
        Some(VoiceVerdict { voice: voices::find(authors, entry, id)?.value, verdict: voices::verdict(verdict) })
    });
    Some(VerdictRowView {
        post: link(site, row.post)?,
        letter: has_letters.then_some(row.letter + 1),
        verdicts: verdicts.collect(),
        outcome: row.outcome.map(Outcome::as_str),
    })
}
