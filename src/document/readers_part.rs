//! Comments that define links or footnotes.
//!
//! In Markdown a definition holds for the whole text, so that a reader's could change what the author says. Where the
//! comments of a post have one, they are blanked out for the parse of the author's text, and parsed apart.

use std::ops::Range;

use crate::config::MarkdownRules;
use crate::markdown::{Spanned, parse, parse_reader};

use super::labels::LabelTable;
use super::sections::{RawSection, cut};

/// A body whose comments were blanked out, and where they stand.
pub(super) struct Blanked {
    /// The body, every offset as it was.
    pub(super) text: String,
    ranges: Vec<Range<usize>>,
}

/// Where the comments of a body stand.
pub(super) fn ranges(markdown: &str, table: &LabelTable, rules: &MarkdownRules) -> Vec<Range<usize>> {
    comment_ranges(&cut(markdown, &parse(markdown, rules), table).0, markdown.len())
}

/// The body without its comments, if they define anything; nearly none do.
pub(super) fn blank(markdown: &str, table: &LabelTable, rules: &MarkdownRules) -> Option<Blanked> {
    if !markdown.contains("]:") {
        return None;
    }
    let ranges = ranges(markdown, table, rules);
    let defines = |range: &Range<usize>| markdown.get(range.clone()).is_some_and(|text| text.contains("]:"));
    if !ranges.iter().any(defines) {
        return None;
    }
    let mut text = String::with_capacity(markdown.len());
    let mut from = 0;
    for range in &ranges {
        text.push_str(markdown.get(from..range.start).unwrap_or(""));
        let blanked = markdown.get(range.clone()).unwrap_or("");
        text.extend(blanked.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = range.end;
    }
    text.push_str(markdown.get(from..).unwrap_or(""));
    // Were a label not found again, its comments would be lost.
    let is_whole = comment_ranges(&cut(&text, &parse(&text, rules), table).0, text.len()).len() == ranges.len();
    is_whole.then_some(Blanked { text, ranges })
}

impl Blanked {
    /// Gives the comments sections of the blanked body the events of their own texts.
    pub(super) fn restore<'a>(&self, markdown: &'a str, rules: &MarkdownRules, sections: &mut [RawSection<'a>]) {
        for (section, range) in sections.iter_mut().filter(|section| section.is_comments()).zip(&self.ranges) {
            let events = parse_reader(markdown.get(range.clone()).unwrap_or(""), rules);
            let shift = |(event, own): Spanned<'a>| (event, own.start + range.start..own.end + range.start);
            section.events = events.into_iter().map(shift).collect();
        }
    }
}

/// From the label of each comments section to the next label: definitions are no events, so those cannot be asked.
fn comment_ranges(sections: &[RawSection<'_>], end: usize) -> Vec<Range<usize>> {
    let ends = sections.iter().skip(1).map(|next| next.range.start).chain([end]);
    let both = sections.iter().zip(ends).filter(|(section, _)| section.is_comments());
    both.map(|(section, end)| section.range.end.min(end)..end).collect()
}
