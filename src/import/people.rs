//! The authors that come in: those who write posts, and those who speak in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::address::Slug;
use crate::document::{Voice, default_labels};
use crate::source::SourcePath;

use super::ending::Ending;
use super::export::Person;
use super::house::House;
use super::voices::Speaker;

/// An author's file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewAuthor {
    pub(super) id: String,
    pub(super) name: String,
    /// Empty where those that follow from the name will do.
    pub(super) labels: Vec<String>,
}

/// Who is who.
pub(super) struct People {
    pub(super) new: Vec<NewAuthor>,
    /// The ids of authors by the accounts that write comments.
    pub(super) accounts: HashMap<String, String>,
    /// Labels that were seen, of authors whose files are there and do not have them: id and label.
    pub(super) missing: Vec<(String, String)>,
}

/// What new entries show of people.
pub(super) struct Heard {
    pub(super) speakers: Vec<Speaker>,
    /// Names that are written out.
    pub(super) names: BTreeSet<String>,
    /// The keys of those who wrote the entries.
    pub(super) writers: BTreeSet<String>,
}

/// Decides who becomes an author.
pub(super) fn people(persons: &[Person], heard: Heard, house: &House) -> People {
    let mut people = People { new: Vec::new(), accounts: HashMap::new(), missing: Vec::new() };
    for speaker in heard.speakers {
        people.add_speaker(speaker, &heard.names, house);
    }
    for person in persons {
        if let Some(id) = people.add_person(person, heard.writers.contains(&person.key), house) {
            people.accounts.insert(person.account.clone().unwrap_or_else(|| person.key.clone()), id);
        }
    }
    people.tell_apart(house);
    people
}

impl People {
    fn add_speaker(&mut self, speaker: Speaker, names: &BTreeSet<String>, house: &House) {
        let same = house.authors.iter().find(|author| first(&author.name) == first(&speaker.name));
        if let Some(author) = same {
            let has = |label: &String| author.labels.iter().any(|own| Voice::compared(own) == Voice::compared(label));
            let lacks = speaker.labels.into_iter().filter(|label| !has(label));
            self.missing.extend(lacks.map(|label| (author.id.clone(), label)));
            return;
        }
        // A bio, or the name under the posts, says the whole name.
        let whole = names.iter().find(|name| first(name) == first(&speaker.name) && name.len() > speaker.name.len());
        let name = whole.unwrap_or(&speaker.name).clone();
        let id = self.free_id(&first(&speaker.name), house);
        self.new.push(NewAuthor { id, name, labels: speaker.labels });
    }

    /// The id of a person, who becomes an author with the first post.
    fn add_person(&mut self, person: &Person, has_written: bool, house: &House) -> Option<String> {
        let is = |name: &str| name.eq_ignore_ascii_case(&person.name);
        if let Some(author) = house.authors.iter().find(|author| is(&author.name)) {
            return Some(author.id.clone());
        }
        let same = |author: &&NewAuthor| {
            is(&author.name) || (first(&author.name) == first(&person.name) && !author.labels.is_empty())
        };
        if let Some(author) = self.new.iter().find(same) {
            return Some(author.id.clone());
        }
        if !has_written {
            return None;
        }
        let id = self.free_id(&person.name, house);
        self.new.push(NewAuthor { id: id.clone(), name: person.name.clone(), labels: Vec::new() });
        Some(id)
    }

    fn free_id(&self, name: &str, house: &House) -> String {
        let is_taken = |id: &str| {
            self.new.iter().any(|author| author.id == id) || house.authors.iter().any(|author| author.id == id)
        };
        let base = Slug::from_text(name).to_string();
        let mut id = base.clone();
        let mut number = 1_usize;
        while is_taken(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        id
    }

    /// No two authors may have the same label, so that of two Leslies each needs her own.
    fn tell_apart(&mut self, house: &House) {
        let fixed = &house.config.rules.column.labels;
        let fixed = [&fixed.dilemma, &fixed.conclusion, &fixed.update, &fixed.comments].into_iter().flatten();
        let known = house.authors.iter().flat_map(|author| &author.labels);
        let mut taken: BTreeSet<String> = fixed.chain(known).map(|label| Voice::compared(label)).collect();
        for author in &mut self.new {
            let declares = !author.labels.is_empty();
            let wished = if declares { author.labels.clone() } else { default_labels(&author.name) };
            let free: Vec<String> =
                wished.iter().filter(|label| taken.insert(Voice::compared(label))).cloned().collect();
            if declares || free.len() < wished.len() {
                let own = format!("{} Says", author.id);
                author.labels = if free.is_empty() { vec![own] } else { free };
            }
        }
    }
}

fn first(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).trim_end_matches(['.', ',']).to_lowercase()
}

/// The paragraphs that are bios: under more than one post, and beginning with the name of somebody who speaks there.
pub(super) fn bios<'a>(endings: impl Iterator<Item = &'a [Ending]>, speakers: &[String]) -> BTreeMap<u64, String> {
    let mut counts: HashMap<u64, (usize, &str)> = HashMap::new();
    for endings in endings {
        let mut here = BTreeSet::new();
        for ending in endings.iter().filter(|ending| here.insert(ending.sum)) {
            counts.entry(ending.sum).or_insert((0, &ending.name)).0 += 1;
        }
    }
    let speaks = |name: &str| speakers.iter().any(|speaker| first(speaker) == first(name));
    let repeated = counts.into_iter().filter(|(_, (count, name))| *count > 1 && speaks(name));
    repeated.map(|(sum, (_, name))| (sum, name.to_owned())).collect()
}

/// The file of an author.
pub(super) fn author_path(id: &str) -> SourcePath {
    SourcePath::new(format!("content/authors/{id}.md"))
}
