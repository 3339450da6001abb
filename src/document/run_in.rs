//! Labels that run in at the beginning of a line: `**Leslie says:** No.`

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::markdown::Spanned;

use super::labels::{LabelTable, Meaning, shown};

/// A line that begins with a label.
pub(super) struct Opening<'a> {
    pub(super) meaning: Meaning,
    /// The label as written, without markup and colon.
    pub(super) label: String,
    /// What follows the word of an update, such as its date.
    pub(super) detail: String,
    /// How many bytes of text the label and its colon are.
    length: usize,
    /// The events from the line's start on, the label taken out.
    pub(super) rest: Vec<Spanned<'a>>,
}

/// The label at the beginning of some inline events, if there is one with its colon.
pub(super) fn opening<'a>(events: &[Spanned<'a>], table: &LabelTable) -> Option<Opening<'a>> {
    let text = leading_text(events, table.reach());
    // The last piece of the text may reach as far as it likes, and be full of colons.
    let near = text.char_indices().take_while(|(at, _)| *at <= table.reach());
    let mut colons = near.filter(|(_, c)| matches!(c, ':' | '：'));
    colons.find_map(|(at, colon)| {
        let label = text.get(..at)?;
        let (meaning, detail) = table.meaning(label)?;
        let length = at + colon.len_utf8();
        let rest = without_empty_emphasis(without_prefix(events, length));
        let is_space = |c: char| c.is_whitespace() || label.starts_with(c) && matches!(c, '*' | '_');
        let rest = trimmed_start(rest, is_space);
        Some(Opening { meaning, label: shown(label), detail: detail.to_owned(), length, rest })
    })
}

impl Opening<'_> {
    /// Where the label stands in the Markdown, from its first letter to its colon.
    pub(super) fn range(&self, events: &[Spanned<'_>]) -> Range<usize> {
        text_range(events, self.length)
    }
}

/// Where the first `length` bytes of the text of some events stand in the Markdown.
pub(super) fn text_range(events: &[Spanned<'_>], length: usize) -> Range<usize> {
    let mut left = length;
    let mut found: Option<Range<usize>> = None;
    let texts = events
        .iter()
        .filter_map(|(event, range)| if let Event::Text(text) = event { Some((text, range)) } else { None });
    for (text, range) in texts {
        let start = found.map_or(range.start, |found| found.start);
        if left <= text.len() {
            return start..(range.start + left).min(range.end);
        }
        left -= text.len();
        found = Some(start..range.end);
    }
    found.unwrap_or(0..0)
}

/// What stands before the first colon of the beginning of a line, if there is one near enough to end a label.
pub(super) fn before_colon(leading: &str) -> Option<&str> {
    leading.split_once([':', '：']).map(|(label, _)| label)
}

/// The text at the beginning of a line, through emphasis but not through links, code or line breaks.
pub(super) fn leading_text(events: &[Spanned<'_>], reach: usize) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(piece) => text.push_str(piece),
            Event::Start(Tag::Strong | Tag::Emphasis) | Event::End(TagEnd::Strong | TagEnd::Emphasis) => {}
            Event::InlineHtml(tag) if formatting_tag(tag).is_some() => {}
            _ => break,
        }
        if text.len() > reach {
            break;
        }
    }
    text
}

/// The name of an HTML tag that only formats, with a leading `/` where it closes.
fn formatting_tag(tag: &str) -> Option<String> {
    let inside = tag.strip_prefix('<')?.strip_suffix('>')?;
    let name: String = inside.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
    let name = name.to_ascii_lowercase();
    let bare = name.trim_start_matches('/');
    matches!(bare, "b" | "strong" | "i" | "em" | "u" | "span" | "font").then_some(name)
}

/// The events without the first `length` bytes of their text.
fn without_prefix<'a>(events: &[Spanned<'a>], length: usize) -> Vec<Spanned<'a>> {
    let mut left = length;
    let mut rest = Vec::with_capacity(events.len());
    for (event, range) in events {
        match event {
            Event::Text(text) if left >= text.len() => left -= text.len(),
            Event::Text(text) if left > 0 => {
                rest.push((Event::Text(tail(text, left)), range.clone()));
                left = 0;
            }
            event => rest.push((event.clone(), range.clone())),
        }
    }
    rest
}

fn tail<'a>(text: &CowStr<'a>, from: usize) -> CowStr<'a> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(text.get(from..).unwrap_or("")),
        text => text.get(from..).unwrap_or("").to_owned().into(),
    }
}

/// The events without emphasis at the beginning that has lost all its text.
fn without_empty_emphasis(events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    let mut kept: Vec<Spanned<'_>> = Vec::with_capacity(events.len());
    let mut is_start = true;
    for (event, range) in events {
        let is_closed = match (kept.last().map(|(event, _)| event), &event) {
            (Some(Event::Start(tag)), Event::End(end)) => tag.to_end() == *end,
            (Some(Event::InlineHtml(open)), Event::InlineHtml(close)) => {
                formatting_tag(open).is_some_and(|name| formatting_tag(close) == Some(format!("/{name}")))
            }
            _ => false,
        };
        if is_start && is_closed {
            kept.pop();
            continue;
        }
        is_start = is_start && matches!(event, Event::Start(_) | Event::InlineHtml(_));
        kept.push((event, range));
    }
    kept
}

/// The events without the white space before the first text.
fn trimmed_start<'a>(events: Vec<Spanned<'a>>, is_space: impl Fn(char) -> bool) -> Vec<Spanned<'a>> {
    let mut is_start = true;
    let trim = |(event, range): Spanned<'a>| {
        let event = match event {
            event if !is_start => event,
            event @ (Event::Start(_) | Event::InlineHtml(_)) => event,
            Event::SoftBreak | Event::HardBreak => return None,
            Event::Text(text) => {
                let lead = text.len() - text.trim_start_matches(&is_space).len();
                if lead == text.len() {
                    return None;
                }
                is_start = false;
                Event::Text(tail(&text, lead))
            }
            event => {
                is_start = false;
                event
            }
        };
        Some((event, range))
    };
    events.into_iter().filter_map(trim).collect()
}
