//! An import from beginning to end.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::config::{Config, MarkdownRules};
use crate::document::{Context, PostKind, Voice, parse_author};

use super::album::Album;
use super::comment_files::{Manner, count, settle};
use super::ending::ending;
use super::entry_file::{Settled, file as entry_file};
use super::error::ImportError;
use super::export::{EntryKind, EntryState, Kind, Zones};
use super::gallery::open_galleries;
use super::gather::{EntryRecord, Gathered, Reading, WaitingComment, WaitingEntry, gather};
use super::house::{House, settings, source_key};
use super::left_over;
use super::new_site;
use super::options::Options;
use super::paragraph::blocks;
use super::people::{Heard, NewAuthor, People, author_path, bios, people};
use super::report::Report;
use super::shape::{Rules, Shaped, plain_rules, shape};
use super::spill::{Place, Spill};
use super::threads::{Keeping, as_list, keep};
use super::voices::guess;
use super::write::Writer;
use super::yaml::quoted;

/// How many entries are shaped at a time.
const BATCH: usize = 64;

/// Takes an export into the site in a folder. `progress` is told how many bytes of the file have been read.
///
/// Where the folder holds no site yet, settings are written for one. Nothing that exists is overwritten, and nothing is
/// written before the whole export has been read.
pub fn import(
    root: &Path,
    file: &Path,
    options: &Options,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Report, ImportError> {
    let config = settings(root)?;
    let album = options.images.as_deref().map(Album::open).transpose()?.unwrap_or_default();
    let default = config.as_ref().map_or(TimeZone::UTC, |config| config.rules.timezone.clone());
    let zones = Zones { chosen: options.timezone.clone(), default };
    let reading = Reading { options, zones: &zones, progress };
    let gathered = gather(file, Spill::new(root)?, &reading)?;
    let mut writer = Writer::new(root, options.dry_run);
    let mut report = Report { kind: Some(gathered.kind), ..Report::default() };
    let config = match config {
        Some(config) => config,
        None if gathered.kind == Kind::Disqus => {
            return Err(ImportError::Option {
                message: "there is no site here whose posts these comments could be about".to_owned(),
                help: "import the blog first, or name the site's folder with `--root DIR`".to_owned(),
            });
        }
        None => new_settings(&gathered, options, &mut writer)?,
    };
    report.permalink = gathered.patterns.best().map(str::to_owned);
    let house = House::open(root, config);
    let mut import = Import { options, gathered, house, album, writer, report };
    import.run()?;
    let written = import.writer.end()?;
    Ok(Report { written, ..import.report })
}

fn new_settings(gathered: &Gathered, options: &Options, writer: &mut Writer) -> Result<Config, ImportError> {
    let (text, config) = new_site::settings(gathered, options)?;
    writer.create("site.toml", text.into_bytes())?;
    Ok(config)
}

struct Import<'a> {
    options: &'a Options,
    gathered: Gathered,
    house: House,
    album: Album,
    writer: Writer,
    report: Report,
}

impl Import<'_> {
    fn run(&mut self) -> Result<(), ImportError> {
        let people = self.people();
        self.know(&people.new);
        let sums = self.bio_sums(&people);
        // Columns need their authors, so those are there first, whatever happens afterwards.
        self.authors(&people, &sums)?;
        let mut posts = self.entries(&people, &sums)?;
        if self.gathered.kind == Kind::Disqus {
            posts = left_over::match_threads(&self.gathered.threads, &self.house, &mut self.report);
        }
        self.comments(&posts, &people)?;
        left_over::report(&self.gathered, &people, &mut self.report);
        Ok(())
    }

    fn people(&self) -> People {
        let labels = &self.house.config.rules.column.labels;
        let fixed = [&labels.dilemma, &labels.conclusion].into_iter().flatten();
        let own = self.house.authors.iter().flat_map(|author| &author.labels);
        let known: BTreeSet<String> = fixed.chain(own).map(|label| Voice::compared(label)).collect();
        // Of what came in before everything is settled, so that another import learns nothing new of it.
        let kind = self.gathered.kind.as_str();
        let is_new = |entry: &&EntryRecord| !self.house.known.contains_key(&source_key(kind, &entry.id));
        let new: Vec<&EntryRecord> = self.gathered.entries.iter().filter(is_new).collect();
        let openings = new.iter().map(|entry| entry.openings.as_slice());
        let speakers = guess(openings, &self.options.voices, |label| known.contains(&Voice::compared(label)));
        let endings = new.iter().flat_map(|entry| &entry.endings);
        let names = self.gathered.people.iter().map(|person| person.name.clone());
        let heard = Heard {
            speakers,
            names: endings.map(|ending| ending.name.clone()).chain(names).collect(),
            writers: new.iter().filter_map(|entry| entry.author.clone()).collect(),
        };
        people(&self.gathered.people, heard, &self.house)
    }

    /// From here on the labels of new authors count.
    fn know(&mut self, new: &[NewAuthor]) {
        for author in new {
            let path = author_path(&author.id);
            self.house.authors.extend(parse_author(&path, &author_file(author, None), &MarkdownRules::default()).value);
        }
        self.house.listen();
    }

    fn bio_sums(&self, people: &People) -> BTreeMap<u64, String> {
        let known = self.house.authors.iter().map(|author| author.name.clone());
        let speakers: Vec<String> = known.chain(people.new.iter().map(|author| author.name.clone())).collect();
        bios(self.gathered.entries.iter().map(|entry| entry.endings.as_slice()), &speakers)
    }

    /// Writes posts and pages; where each is, by the id by which comments name it.
    fn entries(&mut self, people: &People, sums: &BTreeMap<u64, String>) -> Result<Posts, ImportError> {
        let rules = plain_rules(&self.house.config.rules);
        let context = Context { rules: &rules, voices: &self.house.voices.clone(), labels: self.house.labels() };
        let labels = &rules.column.labels;
        let compared = |labels: &[String]| labels.iter().map(|label| Voice::compared(label)).collect::<Vec<_>>();
        let takes: Vec<String> = self.house.voices.iter().flat_map(|voice| compared(&voice.labels)).collect();
        let fixed = [compared(&labels.dilemma), compared(&labels.conclusion)].concat();
        let comments = compared(&labels.comments);
        let shaping = Rules { context: &context, bios: sums, takes: &takes, fixed: &fixed, comments: &comments };
        let records = std::mem::take(&mut self.gathered.entries);
        let mut posts = Posts::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for batch in records.chunks(BATCH) {
            let waiting = batch.iter().map(|record| self.gathered.spill.get::<WaitingEntry>(record.place));
            let mut waiting = waiting.collect::<Result<Vec<_>, _>>()?;
            for waiting in &mut waiting {
                open_galleries(waiting, &self.gathered.pictures);
            }
            let shaped: Vec<Shaped> = waiting.par_iter().map(|waiting| shaped(waiting, &shaping)).collect();
            for ((record, waiting), shaped) in batch.iter().zip(&waiting).zip(&shaped) {
                let times = seen.entry(record.id.clone()).or_default();
                *times += 1;
                let id = if *times == 1 { record.id.clone() } else { format!("{}-{times}", record.id) };
                self.entry(record, &id, waiting, shaped, people, &mut posts)?;
            }
        }
        Ok(posts)
    }

    fn entry(
        &mut self,
        record: &EntryRecord,
        id: &str,
        waiting: &WaitingEntry,
        shaped: &Shaped,
        people: &People,
        posts: &mut Posts,
    ) -> Result<(), ImportError> {
        let (kind, is_page) = (self.gathered.kind, waiting.entry.kind == EntryKind::Page);
        self.count(waiting, shaped);
        let known = self.house.known.get(&source_key(kind.as_str(), id)).cloned();
        let is_first = id == record.id;
        let list = if is_page && is_first { self.page_comments(id, known.is_some(), people)? } else { String::new() };
        if let Some(path) = known {
            self.report.counts.known += 1;
            posts.entry(record.id.clone()).or_insert((path, is_page));
            return Ok(());
        }
        let picture = waiting.entry.picture.as_ref().and_then(|id| self.gathered.pictures.get(id)).map(String::as_str);
        let wanted =
            waiting.pictures.iter().chain(waiting.entry.picture.as_ref().and_then(|id| self.gathered.pictures.get(id)));
        let moved = self.album.moved(wanted);
        let settled = Settled { waiting, shaped, kind, id, picture, moved: &moved, list: &list };
        let (path, text) = entry_file(&settled, &mut self.house, &mut self.report);
        self.writer.create(path.as_str(), text.into_bytes())?;
        for picture in &moved {
            self.writer.copy(&picture.from, &format!("{}/{}", path.folder(), picture.name))?;
        }
        posts.entry(record.id.clone()).or_insert((path, is_page));
        Ok(())
    }

    fn count(&mut self, waiting: &WaitingEntry, shaped: &Shaped) {
        let counts = &mut self.report.counts;
        match waiting.entry.kind {
            EntryKind::Post => counts.posts += 1,
            EntryKind::Page => counts.pages += 1,
        }
        counts.drafts += usize::from(waiting.entry.state != EntryState::Public);
        counts.notes += usize::from(waiting.entry.kind == EntryKind::Post && shaped.kind == PostKind::Note);
    }

    /// The comments on a page, which has none of its own, as a list for its text.
    fn page_comments(&mut self, id: &str, is_known: bool, people: &People) -> Result<String, ImportError> {
        let waiting = self.waiting(&self.gathered.comments.get(id).cloned().unwrap_or_default())?;
        let (known, copies) = (BTreeSet::new(), BTreeMap::new());
        let pending_too = false;
        let keeping = Keeping { pending_too, accounts: &people.accounts, known: &known, copies: &copies };
        let kept = keep(&waiting, &keeping);
        count(&kept, 0, &mut self.report);
        self.report.counts.on_pages += kept.lines.len();
        self.report.counts.known += if is_known { kept.lines.len() } else { 0 };
        Ok(as_list(&kept.lines))
    }

    fn comments(&mut self, posts: &Posts, people: &People) -> Result<(), ImportError> {
        let mut by_path: BTreeMap<_, Vec<Place>> = BTreeMap::new();
        for (id, places) in &self.gathered.comments {
            match posts.get(id) {
                Some((path, false)) => by_path.entry(path.clone()).or_default().extend(places),
                // Those are in the page's text.
                Some((_, true)) => {}
                None => self.report.counts.homeless += places.len(),
            }
        }
        let manner = Manner { pending_too: self.options.pending_too, accounts: &people.accounts };
        for (path, mut places) in by_path {
            places.sort_unstable();
            let waiting = self.waiting(&places)?;
            settle(&path, &waiting, &manner, &mut self.writer, &mut self.report)?;
        }
        Ok(())
    }

    fn waiting(&mut self, places: &[Place]) -> Result<Vec<WaitingComment>, ImportError> {
        places.iter().map(|place| self.gathered.spill.get(*place)).collect()
    }

    fn authors(&mut self, people: &People, sums: &BTreeMap<u64, String>) -> Result<(), ImportError> {
        let bios = self.bios(sums)?;
        for author in &people.new {
            let text = author_file(author, bios.get(&first_name(&author.name)).map(String::as_str));
            self.writer.create(author_path(&author.id).as_str(), text.into_bytes())?;
            self.report.counts.authors += 1;
        }
        self.writer.flush()
    }

    /// The bios that will be taken out, by the first names of those whom they are about.
    fn bios(&mut self, sums: &BTreeMap<u64, String>) -> Result<BTreeMap<String, String>, ImportError> {
        let mut bios = BTreeMap::new();
        for (sum, name) in sums {
            let has_it = |record: &&EntryRecord| record.endings.iter().any(|ending| ending.sum == *sum);
            let Some(place) = self.gathered.entries.iter().find(has_it).map(|record| record.place) else { continue };
            let waiting: WaitingEntry = self.gathered.spill.get(place)?;
            let is_it = |block: &&str| ending(block).is_some_and(|ending| ending.sum == *sum);
            let found = blocks(&waiting.markdown).into_iter().find(is_it);
            bios.extend(found.map(|bio| (first_name(name), bio.to_owned())));
        }
        Ok(bios)
    }
}

/// Where entries are, by their ids, and whether they are pages.
type Posts = BTreeMap<String, (crate::source::SourcePath, bool)>;

fn shaped(waiting: &WaitingEntry, rules: &Rules<'_>) -> Shaped {
    match waiting.entry.kind {
        EntryKind::Post => shape(&waiting.markdown, rules),
        EntryKind::Page => Shaped { text: waiting.markdown.clone(), ..Shaped::default() },
    }
}

fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_lowercase()
}

fn author_file(author: &NewAuthor, bio: Option<&str>) -> String {
    let labels: Vec<String> = author.labels.iter().map(|label| quoted(label)).collect();
    let labels = if labels.is_empty() { String::new() } else { format!("labels: [{}]\n", labels.join(", ")) };
    let bio = bio.map_or_else(String::new, |bio| format!("\n{bio}\n"));
    format!("---\nname: {}\n{labels}---\n{bio}", quoted(&author.name))
}
