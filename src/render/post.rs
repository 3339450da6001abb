//! A post on its own page.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::document::{Post, Section, SectionKind};
use crate::site::{Origin, Outcome, PostEntry, PostId, Site, outcome, related};

use super::cards;
use super::comments;
use super::common::Common;
use super::components::Components;
use super::contents;
use super::failed::Failed;
use super::html::{Loading, Place};
use super::view::{ContentsView, Html, LetterView, PartView, PostView, SectionView};
use super::voices;

/// How many related posts a page shows.
const RELATED: usize = 3;

/// What `post.html` sees.
pub(super) fn view(
    common: &Common<'_>,
    components: &Components<'_>,
    id: PostId,
    entry: &PostEntry,
) -> Result<PostView, Failed> {
    let site = common.site;
    let post = &entry.post;
    let origin = Origin { source: &post.path, route: &entry.route };
    // Themes show the post's own picture above its text.
    let loading = if post.image().is_some() { Loading::further_down() } else { Loading::from_top() };
    let introduction = &post.introduction;
    let mut failed = Vec::new();
    let introduction = (!introduction.is_empty())
        .then(|| Html::new(&components.text(origin, introduction, Place::Page(&loading), &mut failed)));
    let contents = table_of_contents(site, post);
    let view = PostView {
        card: common.card(id)?,
        updated: post.updated.as_ref().map(|date| voices::date(&site.config, date)),
        words: post.words,
        introduction,
        parts: parts(common, components, entry, &loading, &mut failed),
        heading_count: contents::count(&contents),
        contents,
        voices: voices::bios(site, &common.authors, entry),
        comments: comments::of_post(site, &common.authors, entry),
        follows_up: entry.follows_up().and_then(|post| cards::link(site, post)),
        followed_up_by: entry.followed_up_by().iter().filter_map(|post| cards::link(site, *post)).collect(),
        related: related(site, id, RELATED).into_iter().map(|post| common.card(post)).collect::<Result<_, _>>()?,
        previous: cards::link(site, id + 1),
        next: id.checked_sub(1).and_then(|post| cards::link(site, post)),
        extra: post.extra().clone(),
    };
    Failed::unless_none(view, failed)
}

/// The headings of the introduction, then the sections, each with the headings in it.
fn table_of_contents(site: &Site, post: &Post) -> Vec<ContentsView> {
    let sections = post.sections.iter().map(|section| ContentsView {
        title: heading(site, section),
        href: format!("#{}", section.anchor),
        children: contents::nested(section.body.headings()),
    });
    contents::nested(post.introduction.headings()).into_iter().chain(sections).collect()
}

/// The label of a section, or the theme's word where it has none.
fn heading(site: &Site, section: &Section) -> String {
    match section.kind {
        SectionKind::Dilemma if section.heading.is_empty() => site.config.labels.the_dilemma.clone(),
        _ => section.heading.to_string(),
    }
}

/// The sections, with takes that follow each other put together.
fn parts(
    common: &Common<'_>,
    components: &Components<'_>,
    entry: &PostEntry,
    loading: &Loading,
    failed: &mut Vec<Diagnostic>,
) -> Vec<PartView> {
    let sections = &entry.post.sections;
    let origin = Origin { source: &entry.post.path, route: &entry.route };
    let together = |a: &Section, b: &Section| a.kind == SectionKind::Take && b.kind == SectionKind::Take;
    sections
        .chunk_by(together)
        .map(|chunk| {
            let kind = chunk.first().map_or(SectionKind::Aside, |section| section.kind);
            // A voice that speaks twice has one stance: its first.
            let mut heard = BTreeSet::new();
            let stances = chunk.iter().filter_map(|section| {
                section.verdict.as_ref().filter(|_| heard.insert(&section.voice)).map(|verdict| verdict.stance)
            });
            let outcome = outcome(stances).map(Outcome::as_str);
            let sections = chunk.iter().map(|section| {
                let html = components.text(origin, &section.body, Place::Page(loading), failed);
                self::section(common, entry, section, &html)
            });
            PartView { kind, outcome, sections: sections.collect() }
        })
        .collect()
}

fn section(common: &Common<'_>, entry: &PostEntry, section: &Section, html: &str) -> SectionView {
    let site = common.site;
    SectionView {
        kind: section.kind,
        heading: heading(site, section),
        anchor: section.anchor.to_string(),
        html: Html::new(html),
        voice: section
            .voice
            .as_deref()
            .and_then(|id| voices::find(&common.authors, entry, id))
            .map(|voice| voice.value),
        verdict: section.verdict.as_ref().map(voices::verdict),
        date: section.date().map(|date| voices::date(&site.config, date)),
        letter: (section.kind == SectionKind::Dilemma).then(|| letter(site, entry, section)),
    }
}

/// Who wrote a letter. Front matter's `letter` is about the first one; the others say it by their signatures.
pub(super) fn letter_from<'e>(entry: &'e PostEntry, section: &'e Section) -> Option<&'e str> {
    let own = (section.letter == 0).then_some(&entry.post.letter);
    section.signature().or_else(|| own?.from.as_deref())
}

fn letter(site: &Site, entry: &PostEntry, section: &Section) -> LetterView {
    let letter = (section.letter == 0).then_some(&entry.post.letter);
    LetterView {
        from: letter_from(entry, section).map(str::to_owned),
        location: letter.and_then(|letter| letter.location.as_deref()).map(str::to_owned),
        received: letter.and_then(|letter| letter.received.as_ref()).map(|date| voices::date(&site.config, date)),
    }
}
