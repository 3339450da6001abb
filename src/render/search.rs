//! What readers can search for: each post as a record of the index.

use std::collections::BTreeMap;

use crate::address::Route;
use crate::config::{Config, Search};
use crate::document::{Section, SectionKind, Stance};
use crate::markdown::end_part;
use crate::search::{self, Record};
use crate::site::{PostEntry, Site};

use super::post::letter_from;
use super::voices::{self, Speaker};

/// The script that a page loads to search.
pub(super) const ENGINE: &str = "pagefind.js";

/// The colours that a theme has for voices; the next voice begins again with the first.
const COLOURS: usize = 6;

/// The files that the search needs, by their routes: the index of all posts, and what it is read with.
pub fn search_files(site: &Site) -> BTreeMap<Route, Vec<u8>> {
    let Some(settings) = site.config.search else { return BTreeMap::new() };
    let authors = voices::authors(site);
    let record = |number: usize| {
        let entry = site.posts.get(number);
        entry.map_or_else(Record::default, |entry| record(site, settings, &authors, entry))
    };
    let files = search::index(&site.config.language, site.posts.len(), &record);
    files.into_iter().map(|(name, bytes)| (site.search_file_route(&name), bytes)).collect()
}

fn record(site: &Site, settings: Search, authors: &[Speaker], entry: &PostEntry) -> Record {
    let date = voices::date(&site.config, &entry.post.date);
    let speakers = voices::of_post(authors, entry);
    let stances = [Some(Stance::Yes), Some(Stance::No), Some(Stance::Mixed), None];
    let said = |stance: &Option<Stance>| {
        entry.post.sections.iter().any(|section| section.verdict.as_ref().is_some_and(|own| own.stance == *stance))
    };
    let tags = entry.tags.iter().filter_map(|tag| site.tags.get(*tag));
    let filters = BTreeMap::from([
        ("author", speakers.iter().map(|speaker| speaker.name.clone()).collect::<Vec<_>>()),
        ("verdict", stances.iter().filter(|stance| said(stance)).map(|stance| label(&site.config, *stance)).collect()),
        ("tag", tags.map(|tag| tag.name.clone()).collect()),
        ("year", vec![date.year.to_string()]),
    ]);
    let verdicts: Vec<String> = speakers.iter().map(|speaker| verdict(speaker, entry)).collect();
    Record {
        url: site.config.base.href(&entry.route),
        title: entry.post.title.to_string(),
        text: text(site, settings, &speakers, entry),
        filters,
        shown: BTreeMap::from([("date", date.text), ("iso", date.iso), ("verdicts", verdicts.join("\n"))]),
    }
}

fn label(config: &Config, stance: Option<Stance>) -> String {
    let labels = &config.labels;
    let label = match stance {
        Some(Stance::Yes) => &labels.stance_yes,
        Some(Stance::No) => &labels.stance_no,
        Some(Stance::Mixed) => &labels.stance_mixed,
        None => &labels.stance_none,
    };
    label.clone()
}

/// A voice and its first verdict as the script of a theme reads it: the number of a colour, the monogram, the stance, the
/// name and the verdict, parted by tabs.
fn verdict(speaker: &Speaker, entry: &PostEntry) -> String {
    let own = entry.post.sections.iter().filter(|section| section.voice.as_deref() == Some(&speaker.id));
    let verdict = own.into_iter().find_map(|section| section.verdict.as_ref());
    let stance = match verdict.and_then(|verdict| verdict.stance) {
        Some(Stance::Yes) => "yes",
        Some(Stance::No) => "no",
        Some(Stance::Mixed) => "mixed",
        None => "none",
    };
    let colour = (speaker.number.max(1) - 1) % COLOURS + 1;
    let label = verdict.map_or("", |verdict| &*verdict.label);
    [&colour.to_string(), &speaker.monogram, stance, &speaker.name, label]
        .map(|part| part.replace(['\t', '\n'], " "))
        .join("\t")
}

/// All that is searched beside the title.
fn text(site: &Site, settings: Search, speakers: &[Speaker], entry: &PostEntry) -> String {
    let mut text = String::new();
    entry.post.introduction.append_text(&mut text);
    for section in &entry.post.sections {
        append_section(speakers, entry, section, &mut text);
    }
    if settings.comments {
        for comment in entry.threads.iter().filter(|thread| !thread.is_removed) {
            let Some(comment) = entry.comment(comment.comment()) else { continue };
            let name = comment.author.as_deref().unwrap_or(&site.config.labels.anonymous);
            end_part(&mut text);
            text.push_str(&format!("{name}: "));
            comment.body.append_text(&mut text);
        }
    }
    for tag in entry.tags.iter().filter_map(|tag| site.tags.get(*tag)) {
        end_part(&mut text);
        text.push_str(&tag.name);
    }
    text
}

/// A take begins with the name of its voice, so that an excerpt of it says who speaks.
fn append_section(speakers: &[Speaker], entry: &PostEntry, section: &Section, text: &mut String) {
    let voice = section.voice.as_deref().and_then(|id| speakers.iter().find(|speaker| speaker.id == id));
    end_part(text);
    match (section.kind, voice) {
        (_, Some(voice)) => text.push_str(&format!("{}: ", voice.name)),
        (SectionKind::Aside, None) => {
            text.push_str(&section.heading);
            end_part(text);
        }
        _ => {}
    }
    let mut body = String::new();
    section.body.append_text(&mut body);
    // A verdict mostly stands at the beginning of its take; where front matter has it, it does not.
    if let Some(verdict) = section.verdict.as_ref().filter(|verdict| !body.trim_start().starts_with(&*verdict.label)) {
        text.push_str(&format!("{}. ", verdict.label));
    }
    text.push_str(&body);
    if section.kind == SectionKind::Dilemma
        && let Some(from) = letter_from(entry, section).filter(|from| !body.contains(from))
    {
        text.push_str(&format!(" — {from} "));
    }
}
