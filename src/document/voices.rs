//! The authors, as one file of a post is read by them: who is called so, and whose label is this.

use std::collections::HashMap;

use super::excerpt::beginning;
use super::labels::{LONGEST_LABEL, names, normal};
use super::model::Voice;

/// The authors as posts need to know them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voices {
    all: Vec<Voice>,
    by_id: HashMap<String, usize>,
    /// By the whole name and by the first name, in the compared form.
    by_name: HashMap<String, usize>,
    /// By the name as it is written.
    by_written_name: HashMap<String, usize>,
    by_label: HashMap<String, usize>,
    longest_name: usize,
}

impl Voices {
    /// The voices of a site's authors; of several that have something in common, the first is found by it.
    pub fn new(voices: Vec<Voice>) -> Self {
        let mut found = Self::default();
        for (place, voice) in voices.iter().enumerate() {
            found.by_id.entry(voice.id.clone()).or_insert(place);
            for name in names(voice) {
                found.by_name.entry(name).or_insert(place);
            }
            found.by_written_name.entry(voice.name.clone()).or_insert(place);
            if voice.name.len() <= LONGEST_LABEL {
                found.longest_name = found.longest_name.max(voice.name.len());
            }
            for label in &voice.labels {
                found.by_label.entry(normal(label)).or_insert(place);
            }
        }
        found.all = voices;
        found
    }

    /// The voice with this name, or with this first name, whatever the case.
    pub(super) fn named(&self, name: &str) -> Option<&Voice> {
        self.at(self.by_name.get(&normal(name)))
    }

    /// The voice with this id.
    pub(super) fn with_id(&self, id: &str) -> Option<&Voice> {
        self.at(self.by_id.get(id))
    }

    /// The first voice with this label, which is in the compared form.
    pub(super) fn with_label(&self, label: &str) -> Option<&Voice> {
        self.at(self.by_label.get(label))
    }

    /// The voice with whose name a text begins, where ` is ` follows: most bios do.
    pub(super) fn introduced_by(&self, text: &str) -> Option<&Voice> {
        let opening = beginning(text, self.length_of_introduction());
        let names = opening.match_indices(" is ").filter_map(|(at, _)| text.get(..at));
        self.at(names.filter_map(|name| self.by_written_name.get(name)).min())
    }

    /// How many bytes of a text decide whether it introduces a voice.
    pub(super) fn length_of_introduction(&self) -> usize {
        self.longest_name + " is ".len()
    }

    fn at(&self, place: Option<&usize>) -> Option<&Voice> {
        place.and_then(|place| self.all.get(*place))
    }

    /// Each voice.
    pub fn iter(&self) -> impl Iterator<Item = &Voice> {
        self.all.iter()
    }
}
