//! Whose labels begin the takes of a column: those that are told, those that the site knows, and those that the export
//! shows.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Voice;

use super::opening::{Form, Opening};
use super::options::VoiceOption;

/// Somebody who speaks in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Speaker {
    pub(super) name: String,
    pub(super) labels: Vec<String>,
}

/// What is seen of one label in all entries.
#[derive(Default)]
struct Seen {
    name: String,
    label: String,
    entries: usize,
    times: usize,
    /// In how many entries something else says that they are columns.
    in_columns: usize,
    form: Option<Form>,
    is_marked: bool,
}

/// The speakers that openings show. `is_known` says which labels begin letters, conclusions or takes already.
pub(super) fn guess<'a>(
    entries: impl Iterator<Item = &'a [Opening]>,
    told: &[VoiceOption],
    is_known: impl Fn(&str) -> bool,
) -> Vec<Speaker> {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for openings in entries {
        look(openings, &is_known, &mut seen);
    }
    let mut speakers: Vec<Speaker> =
        told.iter().map(|voice| Speaker { name: voice.name.clone(), labels: voice.labels.clone() }).collect();
    let told: BTreeSet<String> = speakers.iter().flat_map(|s| &s.labels).map(|label| Voice::compared(label)).collect();
    for (key, seen) in seen {
        if !is_voice(&seen) || told.contains(&key) {
            continue;
        }
        let same = |speaker: &&mut Speaker| first(&speaker.name) == first(&seen.name);
        match speakers.iter_mut().find(same) {
            Some(speaker) => {
                if seen.name.len() > speaker.name.len() && seen.name.starts_with(&speaker.name) {
                    speaker.name = seen.name;
                }
                speaker.labels.push(seen.label);
            }
            None => speakers.push(Speaker { name: seen.name, labels: vec![seen.label] }),
        }
    }
    speakers
}

fn first(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_lowercase()
}

fn look(openings: &[Opening], is_known: &impl Fn(&str) -> bool, seen: &mut BTreeMap<String, Seen>) {
    let speaking = || openings.iter().filter(|opening| opening.form != Form::Other && !is_known(&opening.label));
    let has_known = openings.iter().any(|opening| is_known(&opening.label));
    let names: BTreeSet<String> = speaking().map(|opening| first(&opening.name)).collect();
    let mut here: BTreeSet<String> = BTreeSet::new();
    for opening in speaking() {
        let key = Voice::compared(&opening.label);
        let label = seen.entry(key.clone()).or_default();
        label.times += 1;
        label.is_marked |= opening.is_marked;
        if here.insert(key) {
            label.entries += 1;
            label.in_columns += usize::from(has_known || (names.len() > 1 && opening.form == Form::Voice));
        }
        if label.form.is_none() {
            label.form = Some(opening.form);
            label.name.clone_from(&opening.name);
            label.label.clone_from(&opening.label);
        }
    }
}

/// Whether a label begins takes. In an interview the same names come again and again, in a column once or twice.
fn is_voice(seen: &Seen) -> bool {
    let is_sparse = seen.times <= seen.entries * 3;
    match seen.form {
        Some(Form::Voice) => seen.in_columns > 0 || (seen.is_marked && seen.entries > 2),
        Some(Form::Pronoun) => is_sparse && (seen.in_columns > 0 || (seen.is_marked && seen.entries > 2)),
        Some(Form::Name) => is_sparse && (seen.in_columns > 0 || seen.entries > 2),
        Some(Form::Other) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::opening::openings;
    use super::*;

    fn names(texts: &[&str]) -> Vec<(String, Vec<String>)> {
        let all: Vec<Vec<Opening>> = texts.iter().map(|text| openings(text)).collect();
        let known = |label: &str| matches!(Voice::compared(label).as_str(), "the dilemma" | "the conclusion");
        let speakers = guess(all.iter().map(Vec::as_slice), &[], known);
        speakers.into_iter().map(|speaker| (speaker.name, speaker.labels)).collect()
    }

    #[test]
    fn two_who_say_something_are_voices() {
        let found = names(&["Help.\n\nLeslie Says: No.\n\nThom Says: Yes."]);
        assert_eq!(
            found,
            [("Leslie".to_owned(), vec!["Leslie Says".to_owned()]), ("Thom".to_owned(), vec!["Thom Says".to_owned()])]
        );
        assert_eq!(names(&["**The Dilemma:** Help.\n\nDALE: No."]), [("Dale".to_owned(), vec!["DALE".to_owned()])]);
    }

    #[test]
    fn an_interview_has_no_voices() {
        let interview = "**MARY:** a\n\n**JOHN:** b\n\n**MARY:** c\n\n**JOHN:** d";
        assert!(names(&[interview]).is_empty());
        assert!(names(&["As Mary says: x\n\nTime: noon."]).is_empty());
    }
}
