//! Whether a place in a text is in a line of words, where no block can stand.

use pulldown_cmark::{Event, TagEnd};

/// The open elements during a walk through events.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Of each whether words stand in it, and nothing else can.
    open: Vec<bool>,
}

impl Lines {
    /// Goes on behind an event.
    pub(super) fn pass(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.open.push(holds_words(tag.to_end())),
            Event::End(_) => self.end(),
            _ => {}
        }
    }

    /// Goes on behind the end of the innermost open element.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Whether the place is in a line of words.
    pub(super) fn is_open(&self) -> bool {
        self.open.last().is_some_and(|holds_words| *holds_words)
    }
}

/// A cell of a table could hold blocks in HTML, and in Markdown is one line.
fn holds_words(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition | TagEnd::BlockQuote(_))
}
