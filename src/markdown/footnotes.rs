//! Footnotes, numbered through a whole text however it is cut into sections.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag};

use super::events::Spanned;
use super::inline::block_end;

/// The footnotes of a text: what each says, and its number once something refers to it.
#[derive(Debug, Default)]
pub struct Footnotes<'a> {
    texts: HashMap<String, Vec<Spanned<'a>>>,
    numbers: HashMap<String, usize>,
    /// How many notes other texts of the page have before these.
    pub(super) before: usize,
    /// Referred to, and not written out yet.
    waiting: Vec<(usize, String)>,
}

impl<'a> Footnotes<'a> {
    /// Takes the definitions out of a text's events.
    pub fn take_from(events: Vec<Spanned<'a>>) -> (Vec<Spanned<'a>>, Self) {
        let mut footnotes = Self::default();
        if !events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::FootnoteDefinition(_)))) {
            return (events, footnotes);
        }
        let mut rest = Vec::with_capacity(events.len());
        let mut index = 0;
        while let Some((event, range)) = events.get(index) {
            if let Event::Start(Tag::FootnoteDefinition(name)) = event {
                let end = block_end(&events, index);
                let inside = events.get(index + 1..end).unwrap_or_default().to_vec();
                footnotes.texts.entry(name.to_string()).or_insert(inside);
                index = end + 1;
            } else {
                rest.push((event.clone(), range.clone()));
                index += 1;
            }
        }
        (rest, footnotes)
    }

    /// The number of the note that is referred to, from 1, and whether this is the first time; `None` if there is none.
    pub(super) fn refer(&mut self, name: &str) -> Option<(usize, bool)> {
        if !self.texts.contains_key(name) {
            return None;
        }
        if let Some(number) = self.numbers.get(name) {
            return Some((*number, false));
        }
        let number = self.count() + 1;
        self.numbers.insert(name.to_owned(), number);
        self.waiting.push((number, name.to_owned()));
        Some((number, true))
    }

    /// How many notes the page has so far.
    pub(super) fn count(&self) -> usize {
        self.before + self.numbers.len()
    }

    /// The notes that were referred to since the last call, with their numbers.
    pub(super) fn take_waiting(&mut self) -> Vec<(usize, Vec<Spanned<'a>>)> {
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().filter_map(|(number, name)| Some((number, self.texts.get(&name)?.clone()))).collect()
    }
}
