//! A post on its own page.

use crate::document::{Section, SectionKind};
use crate::site::{Origin, Outcome, PostEntry, PostId, Site, outcome, related};

use super::cards;
use super::comments;
use super::common::Common;
use super::html::{self, Loading};
use super::view::{Html, LetterView, PartView, PostView, SectionView};
use super::voices;

/// How many related posts a page shows.
const RELATED: usize = 3;

/// What `post.html` sees.
pub(super) fn view(common: &Common<'_>, id: PostId, entry: &PostEntry) -> PostView {
    let site = common.site;
    let post = &entry.post;
    let origin = Origin { source: &post.path, route: &entry.route };
    let optional = |html: Html, is_empty: bool| (!is_empty).then_some(html);
    // Themes show the post's own picture above its text.
    let loading = if post.image.is_some() { Loading::further_down() } else { Loading::from_top() };
    PostView {
        card: common.card(id),
        updated: post.updated.as_ref().map(|date| voices::date(&site.config, date)),
        words: post.words,
        introduction: optional(html::safe(site, origin, &post.introduction, &loading), post.introduction.is_empty()),
        parts: parts(common, entry, &loading),
        voices: voices::bios(site, &common.authors, entry),
        comments: comments::of_post(site, &common.authors, entry),
        follows_up: entry.follows_up.and_then(|post| cards::link(site, post)),
        followed_up_by: entry.followed_up_by.iter().filter_map(|post| cards::link(site, *post)).collect(),
        related: related(site, id, RELATED).into_iter().map(|post| common.card(post)).collect(),
        previous: cards::link(site, id + 1),
        next: id.checked_sub(1).and_then(|post| cards::link(site, post)),
        extra: post.extra.clone(),
    }
}

/// The sections, with takes that follow each other put together.
fn parts(common: &Common<'_>, entry: &PostEntry, loading: &Loading) -> Vec<PartView> {
    let sections = &entry.post.sections;
    let together = |a: &Section, b: &Section| a.kind == SectionKind::Take && b.kind == SectionKind::Take;
    sections
        .chunk_by(together)
        .map(|chunk| {
            let kind = chunk.first().map_or(SectionKind::Aside, |section| section.kind);
            let stances = chunk.iter().enumerate().filter_map(|(at, section)| {
                // A voice that speaks twice has one stance: its first.
                let is_first =
                    chunk.iter().take(at).all(|earlier| earlier.voice != section.voice || earlier.verdict.is_none());
                section.verdict.as_ref().filter(|_| is_first).map(|verdict| verdict.stance)
            });
            PartView {
                kind,
                outcome: outcome(stances).map(Outcome::as_str),
                sections: chunk.iter().map(|section| self::section(common, entry, section, loading)).collect(),
            }
        })
        .collect()
}

fn section(common: &Common<'_>, entry: &PostEntry, section: &Section, loading: &Loading) -> SectionView {
    let site = common.site;
    let labels = &site.config.labels;
    let origin = Origin { source: &entry.post.path, route: &entry.route };
    let heading = match section.kind {
        SectionKind::Dilemma if section.heading.is_empty() => labels.the_dilemma.clone(),
        _ => section.heading.clone(),
    };
    SectionView {
        kind: section.kind,
        heading,
        anchor: section.anchor.clone(),
        html: html::safe(site, origin, &section.body, loading),
        voice: section
            .voice
            .as_deref()
            .and_then(|id| voices::find(&common.authors, entry, id))
            .map(|voice| voice.value),
        verdict: section.verdict.as_ref().map(voices::verdict),
        date: section.date.as_ref().map(|date| voices::date(&site.config, date)),
        letter: (section.kind == SectionKind::Dilemma).then(|| letter(site, entry, section)),
    }
}

/// Who wrote a letter. Front matter's `letter` is about the first one; the others say it by their signatures.
pub(super) fn letter_from<'e>(entry: &'e PostEntry, section: &'e Section) -> Option<&'e str> {
    let own = (section.letter == 0).then_some(&entry.post.letter);
    section.signature.as_deref().or_else(|| own?.from.as_deref())
}

fn letter(site: &Site, entry: &PostEntry, section: &Section) -> LetterView {
    let letter = (section.letter == 0).then_some(&entry.post.letter);
    LetterView {
        from: letter_from(entry, section).map(str::to_owned),
        location: letter.and_then(|letter| letter.location.clone()),
        received: letter.and_then(|letter| letter.received.as_ref()).map(|date| voices::date(&site.config, date)),
    }
}
