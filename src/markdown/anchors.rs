//! The ids of a page's elements, each once.

use std::collections::{BTreeSet, HashMap};

use crate::address::Slug;

/// The ids that are taken on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchors {
    taken: BTreeSet<String>,
    /// The number that the next element with the same wish gets, so that ten thousand equal headings stay quick.
    next: HashMap<String, usize>,
}

impl Anchors {
    /// Takes an id made from `text`; the second of the same text gets `-2`, and so on.
    pub fn claim_text(&mut self, text: &str) -> String {
        self.claim(Slug::from_text(text).as_str())
    }

    /// Takes `wanted`, with a number if it is taken.
    pub fn claim(&mut self, wanted: &str) -> String {
        let number = self.next.entry(wanted.to_owned()).or_insert(1);
        loop {
            let id = if *number == 1 { wanted.to_owned() } else { format!("{wanted}-{number}") };
            *number += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Whether the page has an element with this id.
    pub fn has(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// All ids, in order.
    pub fn into_ids(self) -> Box<[Box<str>]> {
        self.taken.into_iter().map(String::into_boxed_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_get_numbers_and_a_taken_number_is_passed_over() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.claim_text("Leslie Says"), "leslie-says");
        assert_eq!(anchors.claim("leslie-says-2"), "leslie-says-2");
        assert_eq!(anchors.claim_text("Leslie says:"), "leslie-says-3");
    }
}
