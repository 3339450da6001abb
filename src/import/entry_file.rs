//! One entry of the export → one file of the site.

use crate::address::{Route, Slug};
use crate::config::PermalinkParts;
use crate::document::{Date, PostKind};
use crate::source::SourcePath;

use super::album::{Moved, with_moved};
use super::export::{Entry, EntryKind, EntryState, Kind};
use super::gather::WaitingEntry;
use super::house::{House, segment};
use super::old_address::{below, page_stem, path, slug};
use super::paragraph::{bare, blocks};
use super::report::Report;
use super::shape::Shaped;
use super::yaml::{FrontMatter, Source, document};

/// The day of what has none.
const NO_DATE: &str = "1970-01-01T00:00:00+00:00";

/// An entry with all that has been found out about it.
pub(super) struct Settled<'a> {
    pub(super) waiting: &'a WaitingEntry,
    pub(super) shaped: &'a Shaped,
    pub(super) kind: Kind,
    /// The id under which it is known again.
    pub(super) id: &'a str,
    /// The address of the picture that stands for it.
    pub(super) picture: Option<&'a str>,
    /// The pictures that move to it.
    pub(super) moved: &'a [Moved],
    /// Comments as a list, for a page.
    pub(super) list: &'a str,
}

/// The place of an entry on the site, and the text of its file.
pub(super) fn file(settled: &Settled<'_>, house: &mut House, report: &mut Report) -> (SourcePath, String) {
    let entry = &settled.waiting.entry;
    let read = |date: &Option<String>| Date::parse(date.as_deref()?, &house.config.rules.timezone).ok();
    let written = read(&entry.date).or_else(|| read(&entry.updated));
    let date = written.as_ref().map_or_else(|| NO_DATE.to_owned(), Date::rfc3339);
    let updated = read(&entry.updated).map(|date| date.rfc3339()).filter(|updated| *updated != date);
    // What has files of its own is a folder.
    let end = if settled.moved.is_empty() { ".md" } else { "/index.md" };
    let (place, route) = match entry.kind {
        EntryKind::Post => post_place(entry, &date, end, house),
        EntryKind::Page => page_place(entry, end, house),
    };
    house.take_file(&place);
    let name = place.as_str();
    if written.is_none() {
        report.note("no-date", Some(name), "it has no date in the export, so it has the first day of 1970");
    }
    let title = title(entry, settled.shaped, name, report);
    let aliases: Vec<String> = alias(entry, &place, &route, house, report).into_iter().collect();
    remarks(settled, name, report);
    let beside =
        |address: &str| settled.moved.iter().find(|moved| moved.address == address).map(|moved| moved.name.as_str());
    let picture = settled.picture.map(|address| beside(address).unwrap_or(address));
    let front = FrontMatter {
        title: &title,
        date: &date,
        updated: updated.as_deref(),
        tags: &entry.tags,
        aliases: &aliases,
        image: picture,
        kind: settled.shaped.kind,
        is_page: entry.kind == EntryKind::Page,
        is_draft: entry.state != EntryState::Public,
        source: Source { kind: settled.kind, id: settled.id, address: entry.address.as_deref() },
    };
    let text = with_moved(&settled.shaped.text, settled.moved);
    let text = match settled.list {
        "" => text,
        list => format!("{text}\n\n## Comments\n\n{list}"),
    };
    let text = document(&front, &text);
    (place, text)
}

/// The file and the address of a post; where another post has its slug, or something else its address, it gets a number.
fn post_place(entry: &Entry, date: &str, end: &str, house: &mut House) -> (SourcePath, Route) {
    let wished = slug(entry, &entry.title);
    loop {
        let slug = house.take_slug(&wished);
        let path = SourcePath::new(format!("content/posts/{}-{slug}{end}", date.get(..10).unwrap_or(date)));
        let route = route_of(&slug, date, house);
        if !house.has_file(&path) && house.take_route(&route, path.as_str()).is_ok() {
            return (path, route);
        }
    }
}

fn route_of(slug: &Slug, date: &str, house: &House) -> Route {
    let date = Date::parse(date, &house.config.rules.timezone).ok();
    let (year, month, day) = date.map_or((1970, 1, 1), |date| (date.year(), date.month(), date.day()));
    house.config.permalink.route(PermalinkParts { year, month, day, slug })
}

fn page_place(entry: &Entry, end: &str, house: &mut House) -> (SourcePath, Route) {
    let wished = page_stem(entry, &entry.title, house.config.base.path());
    let mut stem = wished.clone();
    let mut number = 1_usize;
    loop {
        let path = SourcePath::new(format!("content/{stem}{end}"));
        let route = Route::new(format!("{stem}/index.html"));
        if !house.has_file(&path) && house.take_route(&route, path.as_str()).is_ok() {
            return (path, route);
        }
        number += 1;
        stem = match wished.rsplit_once('/') {
            Some((folder, name)) => format!("{folder}/{}", segment(&format!("{name}-{number}"))),
            None => segment(&format!("{wished}-{number}")).to_string(),
        };
    }
}

/// A post without a title has its first words for one.
fn title(entry: &Entry, shaped: &Shaped, name: &str, report: &mut Report) -> String {
    if !entry.title.trim().is_empty() {
        return entry.title.clone();
    }
    let first = blocks(&shaped.text).into_iter().map(bare).find(|words| words.chars().any(char::is_alphanumeric));
    let words = first.map(|text| text.split_whitespace().take(8).collect::<Vec<_>>().join(" "));
    let title = words.filter(|words| words.chars().count() <= 100).unwrap_or_else(|| {
        let old = slug(entry, "").as_str().replace(['-', '_'], " ");
        if old.chars().any(char::is_alphanumeric) { old } else { "Untitled".to_owned() }
    });
    report.note("no-title", Some(name), format!("it has no title in the export, so it is called “{title}”"));
    title
}

/// The old address, where it leads somewhere else now.
fn alias(entry: &Entry, place: &SourcePath, route: &Route, house: &mut House, report: &mut Report) -> Option<String> {
    let whole = entry.address.as_deref()?;
    let name = Some(place.as_str());
    let Some(address) = path(whole) else {
        if entry.state == EntryState::Public && whole.contains('?') {
            report.note("bad-address", name, format!("its old address {whole} is only a query, so it cannot be kept"));
        }
        return None;
    };
    let address = below(address, house.config.base.path());
    let old = Route::from_address(&address);
    let Ok(old) = old else {
        report.note("bad-address", name, format!("its old address `{address}` cannot be kept"));
        return None;
    };
    if old == *route {
        return None;
    }
    if !old.is_html() {
        report.note(
            "bad-address",
            name,
            format!("its old address `{address}` is none of a web page, so it cannot be kept"),
        );
        return None;
    }
    match house.take_route(&old, place.as_str()) {
        Ok(()) => Some(address),
        Err(other) => {
            report.note("address-taken", name, format!("its old address `{address}` is that of {other}"));
            None
        }
    }
}

/// What happened to the text.
fn remarks(settled: &Settled<'_>, name: &str, report: &mut Report) {
    let (waiting, shaped) = (settled.waiting, settled.shaped);
    let entry = &waiting.entry;
    let mut note = |code, message: String| report.note(code, Some(name), message);
    if entry.state == EntryState::Locked {
        note("locked", "it has a password in the export, so it is a draft".to_owned());
    }
    if entry.kind == EntryKind::Post && shaped.kind == PostKind::Note {
        let why = shaped.why_not.as_ref().map_or_else(String::new, |why| format!(": {why}"));
        note("no-column", format!("it is no column, so it is a note{why}"));
    }
    for who in &shaped.bios {
        note("bio", format!("the bio of {who} under it was taken out"));
    }
    if shaped.buttons > 0 {
        note("button", format!("{} left over from buttons were taken out", lines(shaped.buttons)));
    }
    if waiting.tables > 0 {
        note("table", format!("{} of its tables stayed HTML, because Markdown cannot write them", waiting.tables));
    }
    if waiting.embeds > 0 {
        note("embed", format!("{} of its embedded things became links", waiting.embeds));
    }
    for shortcode in &entry.shortcodes {
        note("shortcode", format!("the shortcode `[{shortcode}]` has no meaning here and stayed text"));
    }
    let has_moved = |picture: &String| settled.moved.iter().any(|moved| moved.address == *picture);
    for picture in waiting.pictures.iter().filter(|picture| picture.starts_with("http") && !has_moved(picture)) {
        note("picture", format!("the picture {picture} is still where it was"));
    }
}

fn lines(number: usize) -> String {
    if number == 1 { "1 line".to_owned() } else { format!("{number} lines") }
}
