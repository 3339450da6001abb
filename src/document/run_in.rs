//! Labels that run in at the beginning of a line: `**Leslie says:** No.`

use std::ops::Range;

use memchr::memchr2;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::markdown::Spanned;

use super::excerpt::beginning;
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
    /// How many of the events the label is in, and the white space behind it.
    pub(super) taken: usize,
    /// What stays of those events: never more of them.
    pub(super) left: Vec<Spanned<'a>>,
}

/// The label at the beginning of some inline events, if there is one with its colon. `text` is their leading text.
pub(super) fn opening<'a>(events: &[Spanned<'a>], text: &str, table: &LabelTable) -> Option<Opening<'a>> {
    if !may_have_colon(text) {
        return None;
    }
    let colons = text.char_indices().filter(|(at, c)| matches!(c, ':' | '：') && !is_in_time(text, *at));
    colons.into_iter().find_map(|(at, colon)| {
        let label = text.get(..at)?;
        let (meaning, detail) = table.meaning(label)?;
        let length = at + colon.len_utf8();
        let is_space = |c: char| c.is_whitespace() || label.starts_with(c) && matches!(c, '*' | '_');
        let (taken, left) = without_prefix(events, length, is_space);
        Some(Opening { meaning, label: shown(label), detail: detail.to_owned(), length, taken, left })
    })
}

/// Whether the colon at a place stands between two digits: that of a time ends no label.
fn is_in_time(text: &str, at: usize) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))
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
    if !may_have_colon(leading) {
        return None;
    }
    leading.split_once([':', '：']).map(|(label, _)| label)
}

/// Whether a text has a colon or a byte with which a wide one begins: most lines have none, and bytes are found faster
/// than characters.
fn may_have_colon(text: &str) -> bool {
    memchr2(b':', 0xef, text.as_bytes()).is_some()
}

/// The text at the beginning of a line, through emphasis but not through links, code or line breaks.
pub(super) fn leading_text(events: &[Spanned<'_>], reach: usize) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(piece) => {
                // A piece may be all of a long text, and only its beginning matters.
                text.push_str(beginning(piece, (reach + 1).saturating_sub(text.len())));
            }
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

/// Takes the first `length` bytes off the text of some events, then the emphasis that has lost all its text by that,
/// and then the white space. Gives how many events that concerns, and what stays of them: those behind are not looked at,
/// since every line of a long paragraph may begin with a label.
fn without_prefix<'a>(
    events: &[Spanned<'a>],
    length: usize,
    is_space: impl Fn(char) -> bool,
) -> (usize, Vec<Spanned<'a>>) {
    let mut left = length;
    let mut kept: Vec<Spanned<'a>> = Vec::new();
    let (mut is_emphasis, mut is_over, mut taken) = (true, false, 0);
    for (event, range) in events {
        taken += 1;
        let mut event = event.clone();
        if let Event::Text(text) = &mut event {
            let cut = left.min(text.len());
            left -= cut;
            *text = tail(text, cut);
            if text.is_empty() {
                continue;
            }
        }
        if is_emphasis && kept.last().is_some_and(|(last, _)| is_pair(last, &event)) {
            kept.pop();
            continue;
        }
        let is_open = matches!(event, Event::Start(_) | Event::InlineHtml(_));
        is_emphasis &= is_open;
        match &mut event {
            Event::Text(text) if !is_over => {
                *text = tail(text, text.len() - text.trim_start_matches(&is_space).len());
                if text.is_empty() {
                    continue;
                }
            }
            Event::SoftBreak | Event::HardBreak if !is_over => continue,
            _ => {}
        }
        kept.push((event, range.clone()));
        is_over |= !is_open;
        if is_over && left == 0 {
            break;
        }
    }
    (taken, kept)
}

fn tail<'a>(text: &CowStr<'a>, from: usize) -> CowStr<'a> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(text.get(from..).unwrap_or("")),
        text => text.get(from..).unwrap_or("").to_owned().into(),
    }
}

/// Whether one event opens emphasis and the other closes it.
fn is_pair(open: &Event<'_>, close: &Event<'_>) -> bool {
    match (open, close) {
        (Event::Start(tag), Event::End(end)) => tag.to_end() == *end,
        (Event::InlineHtml(open), Event::InlineHtml(close)) => {
            formatting_tag(open).is_some_and(|name| formatting_tag(close) == Some(format!("/{name}")))
        }
        _ => false,
    }
}
