//! A place in a text, in half the room.

use std::ops::Range;

/// From where to where something stands in a text, in bytes. No text that is read is longer than 16 MiB, so halves of
/// `usize` hold every place; a site keeps some for each comment and link.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextRange {
    start: u32,
    end: u32,
}

impl From<Range<usize>> for TextRange {
    fn from(range: Range<usize>) -> Self {
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: short(range.start), end: short(range.end) }
    }
}

impl From<TextRange> for Range<usize> {
    fn from(range: TextRange) -> Self {
        range.start as usize..range.end as usize
    }
}
