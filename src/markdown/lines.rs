//! Whether a place in a text is in a line of words, where no block can stand.

use pulldown_cmark::{Event, TagEnd};

use super::fragment::CallPlace;

/// The open elements during a walk through events.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Of each what can stand in it.
    open: Vec<CallPlace>,
}

impl Lines {
    /// Goes on behind an event.
    pub(super) fn pass(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.open.push(self.inside(tag.to_end())),
            Event::End(_) => self.end(),
            _ => {}
        }
    }

    /// Goes on behind the end of the innermost open element.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// What can stand here.
    pub(super) fn place(&self) -> CallPlace {
        self.open.last().copied().unwrap_or(CallPlace::Block)
    }

    fn inside(&self, tag: TagEnd) -> CallPlace {
        match tag {
            TagEnd::Link => CallPlace::Link,
            _ if self.place() == CallPlace::Link => CallPlace::Link,
            tag if holds_words(tag) => CallPlace::Line,
            _ => CallPlace::Block,
        }
    }
}

/// A cell of a table could hold blocks in HTML, and in Markdown is one line.
fn holds_words(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition | TagEnd::BlockQuote(_))
}
