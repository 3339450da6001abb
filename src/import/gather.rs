//! The first step: the whole export, once, from beginning to end.
//!
//! Texts are made Markdown here, on all cores, and wait in the [`Spill`]; only small records stay in memory. Entries and
//! comments may come in any order. Nothing has been written to the site when this step fails.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::tz::TimeZone;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::{BadExport, ImportError};
use super::export::{
    Comment, CommentState, Entry, EntryKind, EntryState, Item, Kind, Left, Person, Setting, Thread, Zones, items,
    of_root,
};
use crate::document::Date;

use super::ending::{Ending, endings};
use super::html::{Markdown, Profile, Text, plain_text, to_markdown};
use super::old_address::{Patterns, path, slug};
use super::opening::{Opening, openings};
use super::options::Options;
use super::pictures::Pictures;
use super::spill::{Place, Spill};
use super::xml::{Element, Records};

/// How much of the file is made Markdown at a time.
const BATCH: u64 = 4 << 20;

/// All that an export holds.
pub(super) struct Gathered {
    pub(super) kind: Kind,
    pub(super) title: Option<String>,
    pub(super) address: Option<String>,
    pub(super) timezone: Option<String>,
    pub(super) language: Option<String>,
    pub(super) people: Vec<Person>,
    pub(super) entries: Vec<EntryRecord>,
    /// Where the comments wait, by the entry or thread that they are about.
    pub(super) comments: BTreeMap<String, Vec<Place>>,
    pub(super) patterns: Patterns,
    pub(super) threads: Vec<Thread>,
    pub(super) pictures: Pictures,
    pub(super) left: BTreeMap<Left, usize>,
    pub(super) spill: Spill,
}

/// An entry whose text waits.
pub(super) struct EntryRecord {
    pub(super) id: String,
    pub(super) place: Place,
    /// The key of the person who wrote it.
    pub(super) author: Option<String>,
    /// What in its text could be a label.
    pub(super) openings: Vec<Opening>,
    /// The paragraphs at its end, among which bios are.
    pub(super) endings: Vec<Ending>,
}

/// An entry with its text as Markdown.
#[derive(Serialize, Deserialize)]
pub(super) struct WaitingEntry {
    pub(super) entry: Entry,
    pub(super) markdown: String,
    pub(super) pictures: Vec<String>,
    pub(super) embeds: usize,
    pub(super) tables: usize,
}

/// A comment with its text as Markdown.
#[derive(Serialize, Deserialize)]
pub(super) struct WaitingComment {
    pub(super) comment: Comment,
    pub(super) markdown: String,
}

/// What reading needs besides the file.
pub(super) struct Reading<'a> {
    pub(super) options: &'a Options,
    pub(super) zones: &'a Zones,
    /// Is told how many bytes have been read.
    pub(super) progress: &'a (dyn Fn(u64) + Sync),
}

/// Reads a file.
pub(super) fn gather(file: &Path, spill: Spill, reading: &Reading<'_>) -> Result<Gathered, ImportError> {
    let mut records = Records::open(file)?;
    let mut gathered: Option<Gathered> = None;
    let mut waiting = Some(spill);
    let mut batch: Vec<Element> = Vec::new();
    let mut from = 0;
    loop {
        let record = records.next_of(file)?;
        if let (Some(spill), Some(root)) = (waiting.take_if(|_| records.root().is_some()), records.root()) {
            gathered = Some(Gathered::new(kind_of(root, reading.options.kind)?, spill));
        }
        let is_last = record.is_none();
        batch.extend(record);
        if is_last || records.position() - from >= BATCH {
            if let Some(gathered) = &mut gathered {
                gathered.take(std::mem::take(&mut batch), reading)?;
            }
            from = records.position();
            (reading.progress)(from);
        }
        if is_last {
            break;
        }
    }
    let gathered = gathered.ok_or_else(|| bad("the file holds nothing".to_owned()))?;
    if gathered.is_empty() {
        let message = format!("this {} file has no post, page or comment that could be taken", gathered.kind);
        return Err(bad(message));
    }
    Ok(gathered)
}

fn kind_of(root: &Element, said: Option<Kind>) -> Result<Kind, ImportError> {
    let found = of_root(root).map_err(bad)?;
    match said {
        Some(said) if said != found => Err(ImportError::Option {
            message: format!("this is an export of {found}, not of {said}"),
            help: format!("write `columnist import {}`, or leave the word out", found.as_str()),
        }),
        _ => Ok(found),
    }
}

fn bad(message: String) -> ImportError {
    let help = "give the file that Blogger, WordPress or Disqus made when you exported the blog".to_owned();
    ImportError::Export(BadExport { line: 1, column: 1, message, help })
}

/// An item with its text made Markdown.
enum Ready {
    Entry(Box<WaitingEntry>, Vec<Opening>, Vec<Ending>),
    Comment(Box<WaitingComment>),
    Other(Item),
}

impl Gathered {
    fn new(kind: Kind, spill: Spill) -> Self {
        Self {
            kind,
            title: None,
            address: None,
            timezone: None,
            language: None,
            people: Vec::new(),
            entries: Vec::new(),
            comments: BTreeMap::new(),
            patterns: Patterns::default(),
            threads: Vec::new(),
            pictures: Pictures::default(),
            left: BTreeMap::new(),
            spill,
        }
    }

    fn is_empty(&self) -> bool {
        // Drafts and what was thrown away show that the file is what it seems to be.
        let has_left = [Left::Draft, Left::Trash].iter().any(|left| self.left.contains_key(left));
        self.entries.is_empty() && self.comments.is_empty() && self.threads.is_empty() && !has_left
    }

    fn take(&mut self, batch: Vec<Element>, reading: &Reading<'_>) -> Result<(), ImportError> {
        let ready: Vec<Ready> =
            batch.into_par_iter().flat_map_iter(|record| items(self.kind, record, reading.zones)).map(ready).collect();
        ready.into_iter().try_for_each(|ready| self.add(ready, reading.options))
    }

    fn add(&mut self, ready: Ready, options: &Options) -> Result<(), ImportError> {
        match ready {
            Ready::Entry(waiting, openings, endings) => {
                if waiting.entry.state == EntryState::Draft && !options.drafts_too {
                    *self.left.entry(Left::Draft).or_default() += 1;
                    return Ok(());
                }
                self.see_address(&waiting.entry);
                self.see_author(&waiting.entry);
                let place = self.spill.put(&waiting)?;
                let (id, author) = (waiting.entry.id, waiting.entry.author);
                self.entries.push(EntryRecord { id, place, author, openings, endings });
            }
            Ready::Comment(waiting) => {
                let place = self.spill.put(&waiting)?;
                self.comments.entry(waiting.comment.post).or_default().push(place);
            }
            Ready::Other(item) => self.add_other(item),
        }
        Ok(())
    }

    /// Blogger lists nobody, nor did the first WXR; whoever wrote an entry is an author.
    fn see_author(&mut self, entry: &Entry) {
        let Some(name) = &entry.author else { return };
        let person = Person { key: name.clone(), account: entry.account.clone(), name: name.clone() };
        let is_listed = match self.kind {
            Kind::Blogger => self.people.contains(&person),
            _ => self.people.iter().any(|listed| listed.key == *name),
        };
        if !is_listed {
            self.people.push(person);
        }
    }

    fn see_address(&mut self, entry: &Entry) {
        let date = entry.date.as_deref().and_then(|date| Date::parse(date, &TimeZone::UTC).ok());
        if let Some(date) = date.filter(|_| entry.kind == EntryKind::Post) {
            let home = self.address.as_deref().and_then(path).unwrap_or_default();
            self.patterns.see(entry.address.as_deref(), &home, &slug(entry, &entry.title), &date);
        }
    }

    fn add_other(&mut self, item: Item) {
        match item {
            Item::Setting(Setting::Title(title)) => self.title = Some(plain_text(&title)),
            Item::Setting(Setting::Address(address)) => self.address = Some(address),
            Item::Setting(Setting::TimeZone(zone)) => self.timezone = Some(zone),
            Item::Setting(Setting::Language(language)) => self.language = Some(language),
            Item::Person(person) => self.people.push(person),
            Item::Picture(picture) => self.pictures.add(picture.id, picture.entry, picture.address),
            Item::Thread(thread) => self.threads.push(thread),
            Item::Left(left) => *self.left.entry(left).or_default() += 1,
            // Those have their texts made Markdown, and come as such.
            Item::Entry(_) | Item::Comment(_) => {}
        }
    }
}

fn ready(item: Item) -> Ready {
    let take = |text: &mut Text, profile| {
        let made: Markdown = to_markdown(text, profile);
        *text = Text::Html(String::new());
        made
    };
    match item {
        Item::Entry(mut entry) => {
            let made = take(&mut entry.text, Profile::Author);
            let (openings, endings) = (openings(&made.text), endings(&made.text));
            let Markdown { text: markdown, pictures, embeds, tables } = made;
            Ready::Entry(
                Box::new(WaitingEntry { entry: *entry, markdown, pictures, embeds, tables }),
                openings,
                endings,
            )
        }
        Item::Comment(mut comment) => {
            let made = take(&mut comment.text, Profile::Reader);
            // What was taken away stays away.
            let is_removed = comment.state == CommentState::Deleted;
            let markdown = if is_removed { String::new() } else { made.text };
            Ready::Comment(Box::new(WaitingComment { comment: *comment, markdown }))
        }
        other => Ready::Other(other),
    }
}
