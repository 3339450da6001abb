//! The ids of a page's elements, each once.

use std::cmp::Ordering;
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

    /// Takes the ids that an author wrote into HTML, as they are.
    pub(super) fn take_from_html(&mut self, html: &str) {
        for (at, name) in html.match_indices("id") {
            let is_attribute = html.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
            let rest = html.get(at + name.len()..).unwrap_or("").trim_start();
            let Some(value) = rest.strip_prefix('=').filter(|_| is_attribute).map(str::trim_start) else { continue };
            let id = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value.split(quote).nth(1),
                _ => value.split(|c: char| c.is_whitespace() || c == '>').next(),
            };
            if let Some(id) = id.filter(|id| !id.is_empty() && !id.contains(END)) {
                self.taken.insert(id.to_owned());
            }
        }
    }

    /// Whether the page has an element with this id.
    pub fn has(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// All ids, in order.
    pub fn into_ids(self) -> Ids {
        let mut ended = String::with_capacity(self.taken.iter().map(|id| id.len() + 1).sum());
        for id in &self.taken {
            ended.push_str(id);
            ended.push(END);
        }
        Ids { ended: ended.into_boxed_str() }
    }
}

/// Ends an id; none has a line break, as each stands in one line of its text.
const END: char = '\n';

/// The ids of a page's elements, in order. A site keeps those of all its pages, so they are one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ids {
    ended: Box<str>,
}

impl Ids {
    /// Each id, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.ended.split_terminator(END)
    }

    /// Whether this id is among them. It is sought from the middle, for a page may have very many and as many links to them.
    pub fn has(&self, id: &str) -> bool {
        let is_end = |byte: &u8| char::from(*byte) == END;
        let mut rest = self.ended.as_bytes();
        while let Some((before, behind)) = rest.split_at_checked(rest.len() / 2).filter(|_| !rest.is_empty()) {
            let start = before.iter().rposition(is_end).map_or(0, |end| end + 1);
            let end = before.len() + behind.iter().position(is_end).unwrap_or(behind.len());
            rest = match rest.get(start..end).cmp(&Some(id.as_bytes())) {
                Ordering::Less => rest.get(end + 1..).unwrap_or_default(),
                Ordering::Equal => return true,
                Ordering::Greater => before.get(..start).unwrap_or_default(),
            };
        }
        false
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

    #[test]
    fn each_id_is_found_and_no_part_of_one() {
        let wanted = ["a", "ab", "b", "déjà", "leslie-says", "leslie-says-2", "the-dilemma", "ж"];
        for count in 0..=wanted.len() {
            let mut anchors = Anchors::default();
            for id in wanted.iter().take(count).rev() {
                anchors.claim(id);
            }
            let ids = anchors.into_ids();
            assert!(ids.iter().eq(wanted.iter().take(count).copied()));
            for (at, id) in wanted.iter().enumerate() {
                assert_eq!(ids.has(id), at < count, "{id} of {count}");
            }
            for other in ["", "A", "aa", "leslie", "says", "leslie-says-", "a\nab", "\n", "я"] {
                assert!(!ids.has(other), "{other:?} of {count}");
            }
        }
    }

    #[test]
    fn ids_that_an_author_wrote_are_taken() {
        let mut anchors = Anchors::default();
        anchors.take_from_html("<p id=\"a\" data-id=\"no\"><b\nid = 'b c'>id</b><i id=d>e</i id>");
        assert_eq!(anchors.claim("a"), "a-2");
        assert_eq!(anchors.into_ids().iter().collect::<Vec<_>>(), ["a", "a-2", "b c", "d"]);
    }
}
