//! Comments from the nested list in a post.
//!
//! An item is a comment and a bullet list inside it holds the answers. The walk keeps its own stack, so that no depth
//! of nesting can exhaust the program's.

use std::ops::Range;

use jiff::tz::TimeZone;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{
    Anchors, Profile, Spanned, Writer, block_end, next_line, plain_text, reader_link, reader_text, reader_words,
};
use crate::source::TextRange;

use super::comment_id::derived;
use super::date::Date;
use super::front_matter::{FrontMatter, bad_date};
use super::loose_date;
use super::model::{Comment, CommentStatus, RareOfComment};
use super::voices::Voices;

/// What may stand between a name and a date.
const SEPARATORS: [char; 7] = ['·', ',', '—', '–', '•', '-', '|'];

/// An item of the list.
struct Item<'a> {
    parent: Option<usize>,
    events: Vec<Spanned<'a>>,
    range: Range<usize>,
}

/// What a comments section holds.
pub(super) struct Listed<'a> {
    /// The comments in written order, each after the one that it answers.
    pub(super) comments: Vec<Comment>,
    /// What belongs to no comment.
    pub(super) stray: Vec<Spanned<'a>>,
}

/// What reading the list needs.
pub(super) struct ListContext<'c> {
    /// The authors, whose own comments are marked: the list is written by them, so a name in it can be trusted.
    pub(super) voices: &'c Voices,
    pub(super) zone: &'c TimeZone,
}

/// Reads the comments of a section.
pub(super) fn read<'a>(
    events: &[Spanned<'a>],
    context: &ListContext<'_>,
    writer: &mut Writer<'a>,
    report: &mut FrontMatter<'_>,
) -> Listed<'a> {
    let (items, stray) = split(events);
    let mut ids = Anchors::default();
    let mut comments: Vec<Comment> = Vec::with_capacity(items.len());
    for item in items {
        let (byline, body) = byline(&item.events, context.zone);
        if let Some(near) = byline.near {
            let (name, date) = (&near.name, &near.date);
            report.push(Diagnostic::warning(
                Code::NearByline,
                report.span(report.in_body(&near.range)),
                format!("this looks like the byline of `{name}`, but it is none, so the comment has no name and no date"),
                format!(
                    "write `**{name}** · {date}` alone in the first line, and the text below it, indented by two spaces more than the hyphen"
                ),
            ));
        }
        if let Some((range, text, reason)) = byline.bad_date {
            report.push(bad_date(report.span(report.in_body(&range)), &text, &reason));
        }
        let text = reader_text(&body);
        if text.trim().is_empty() && !body.iter().any(|(event, _)| matches!(event, Event::Rule)) {
            report.push(Diagnostic::error(
                Code::EmptyComment,
                report.span(report.in_body(&item.range)),
                "this comment has no text",
                "write what the reader said below the name, indented by two spaces more than the hyphen",
            ));
        }
        let date_text = byline.date.as_ref().map(Date::rfc3339);
        let voice = byline.author.as_deref().and_then(|name| context.voices.named(name)).map(|voice| voice.id.clone());
        let id = ids.claim(&derived(byline.author.as_deref(), date_text.as_deref(), &text));
        comments.push(Comment {
            id: id.into(),
            parent: item.parent.and_then(|parent| comments.get(parent)).map(|parent| parent.id.clone()),
            author: byline.author.map(Into::into),
            date: byline.date,
            status: CommentStatus::Approved,
            featured: false,
            body: writer.fragment(&body, Profile::Reader),
            range: report.in_body(&item.range).into(),
            parent_range: TextRange::default(),
            rare: RareOfComment::new(voice, byline.url),
        });
    }
    Listed { comments, stray }
}

/// One open container of the walk.
enum Open {
    /// A list of comments.
    List,
    /// A comment.
    Item,
    /// Anything inside a comment, or outside of the lists.
    Other,
}

fn split<'a>(events: &[Spanned<'a>]) -> (Vec<Item<'a>>, Vec<Spanned<'a>>) {
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut stray = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut current: Vec<usize> = Vec::new();
    for (event, range) in events {
        match (event, open.last()) {
            (Event::Start(Tag::List(None)), None | Some(Open::Item)) => {
                open.push(Open::List);
                continue;
            }
            (Event::Start(Tag::Item), Some(Open::List)) => {
                open.push(Open::Item);
                let parent = current.last().copied();
                current.push(items.len());
                items.push(Item { parent, events: Vec::new(), range: range.clone() });
                continue;
            }
            (Event::End(TagEnd::List(_)), Some(Open::List)) => {
                open.pop();
                continue;
            }
            (Event::End(TagEnd::Item), Some(Open::Item)) => {
                open.pop();
                current.pop();
                continue;
            }
            (Event::Start(_), _) => open.push(Open::Other),
            (Event::End(_), _) => {
                open.pop();
            }
            _ => {}
        }
        match current.last().and_then(|index| items.get_mut(*index)) {
            Some(item) => item.events.push((event.clone(), range.clone())),
            None => stray.push((event.clone(), range.clone())),
        }
    }
    (items, stray)
}

/// Who wrote a comment, and when.
#[derive(Default)]
struct Byline {
    author: Option<String>,
    url: Option<String>,
    date: Option<Date>,
    bad_date: Option<(Range<usize>, String, String)>,
    near: Option<NearByline>,
}

/// What was meant as a byline and is none: its name is not bold, all of it is, or the text begins in its line.
struct NearByline {
    range: Range<usize>,
    name: String,
    date: String,
}

/// The byline of a comment, and its events without it.
fn byline<'a>(events: &[Spanned<'a>], zone: &TimeZone) -> (Byline, Vec<Spanned<'a>>) {
    let paragraph = opening_paragraph(events);
    let line_end = next_line(paragraph, 0).map_or(paragraph.len(), |next| next.saturating_sub(1));
    let line = paragraph.get(..line_end).unwrap_or_default();
    match parse_byline(line, zone) {
        Some(byline) => {
            let rest = paragraph.get(line_end + 1..).unwrap_or_default();
            (byline, with_paragraph(rest, after_paragraph(events, paragraph.len())))
        }
        None => (
            Byline { near: near_byline(line, zone), ..Byline::default() },
            with_paragraph(paragraph, after_paragraph(events, paragraph.len())),
        ),
    }
}

/// The inline events with which a comment begins: of its first paragraph, or bare in a tight list.
fn opening_paragraph<'e, 'a>(events: &'e [Spanned<'a>]) -> &'e [Spanned<'a>] {
    if let Some((Event::Start(Tag::Paragraph), _)) = events.first() {
        return events.get(1..block_end(events, 0)).unwrap_or_default();
    }
    let is_block = |tag: &Tag<'_>| {
        !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
    };
    let end = events
        .iter()
        .position(|(event, _)| matches!(event, Event::Start(tag) if is_block(tag)) || matches!(event, Event::Rule))
        .unwrap_or(events.len());
    events.get(..end).unwrap_or_default()
}

/// What follows an opening paragraph of that many inline events.
fn after_paragraph<'e, 'a>(events: &'e [Spanned<'a>], length: usize) -> &'e [Spanned<'a>] {
    let skip = if matches!(events.first(), Some((Event::Start(Tag::Paragraph), _))) { length + 2 } else { length };
    events.get(skip..).unwrap_or_default()
}

fn with_paragraph<'a>(inline: &[Spanned<'a>], rest: &[Spanned<'a>]) -> Vec<Spanned<'a>> {
    let mut events = Vec::with_capacity(inline.len() + rest.len() + 2);
    if let (Some((_, first)), Some((_, last))) = (inline.first(), inline.last()) {
        let range = first.start..last.end;
        events.push((Event::Start(Tag::Paragraph), range.clone()));
        events.extend_from_slice(inline);
        events.push((Event::End(TagEnd::Paragraph), range));
    }
    // The text of a tight item goes on bare after a block; each such run is a paragraph of its own.
    let mut at = 0;
    while at < rest.len() {
        let run = opening_paragraph(rest.get(at..).unwrap_or_default());
        if matches!(rest.get(at), Some((Event::Start(Tag::Paragraph), _))) || run.is_empty() {
            let end = block_end(rest, at);
            events.extend_from_slice(rest.get(at..=end).unwrap_or_default());
            at = end + 1;
        } else {
            let range = rest.get(at).map_or(0..0, |(_, range)| range.clone());
            events.push((Event::Start(Tag::Paragraph), range.clone()));
            events.extend_from_slice(run);
            events.push((Event::End(TagEnd::Paragraph), range));
            at += run.len();
        }
    }
    events
}

/// Where the date stands in what follows a name: all of it but the separator.
fn date_range(rest: &[Spanned<'_>]) -> Range<usize> {
    let is_separator = |c: char| c.is_whitespace() || SEPARATORS.contains(&c);
    let start = rest.iter().find_map(|(event, range)| match event {
        Event::Text(text) => {
            let date = text.trim_start_matches(is_separator);
            (!date.is_empty()).then(|| range.start + (text.len() - date.len()))
        }
        _ => None,
    });
    let end = rest.last().map_or(0, |(_, range)| range.end);
    start.unwrap_or(end)..end
}

/// The most words that a name is thought to have.
const LONGEST_NAME: usize = 4;

/// What people who go back to their own text write before a date.
const NO_NAMES: [&str; 9] =
    ["update", "updated", "updates", "edit", "edited", "added", "addendum", "correction", "note"];

fn is_no_name(name: &str) -> bool {
    NO_NAMES.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// What was meant as a byline, in a line that is none.
fn near_byline(line: &[Spanned<'_>], zone: &TimeZone) -> Option<NearByline> {
    near_byline_with_day(line).or_else(|| near_byline_in_words(line, zone))
}

/// How far into a line a date as people write it is looked for.
const LONGEST_DATE: usize = 48;

/// A name in bold and a date as people write it, behind which the text begins in the line: `**Ann** May 5, 2012: Hi`.
fn near_byline_in_words(line: &[Spanned<'_>], zone: &TimeZone) -> Option<NearByline> {
    let (Event::Start(Tag::Strong), range) = line.first()? else { return None };
    let end = block_end(line, 0);
    let name = plain_text(line.get(..=end)?);
    let name = name.trim().trim_end_matches(':').trim_end();
    let rest = plain_text(line.get(end + 1..)?);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '(' || SEPARATORS.contains(&c));
    let is_end = |c: char| matches!(c, ':' | ')') || SEPARATORS.contains(&c) && c != ',';
    let ends = rest.char_indices().take(LONGEST_DATE).filter(|(_, c)| is_end(*c));
    let mut dates = ends.filter_map(|(at, _)| rest.get(..at)).map(str::trim_end);
    let date = dates.find(|date| Date::parse_loose(date, zone).is_ok())?;
    (!name.is_empty() && !is_no_name(name)).then(|| NearByline {
        range: range.start..line.last().map_or(0, |(_, range)| range.end),
        name: name.to_owned(),
        date: date.to_owned(),
    })
}

/// A line that begins with a name, a separator and a day as computers write it, with nothing, or a colon or a dash, behind
/// it: no sentence does. Behind a name in bold the separator may be missing, and anything may follow.
fn near_byline_with_day(line: &[Spanned<'_>]) -> Option<NearByline> {
    let text = plain_text(line);
    let (before, rest) = text.split_at_checked(text.find(|c: char| c.is_ascii_digit())?)?;
    let is_separator = |c: char| SEPARATORS.contains(&c) || c == '(';
    let name = before.trim_end().trim_end_matches(is_separator).trim();
    let is_of_name = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '\'' | '’' | '-');
    let is_name = name.starts_with(char::is_uppercase)
        && name.chars().all(is_of_name)
        && name.split_whitespace().count() <= LONGEST_NAME
        && !is_no_name(name);
    let is_apart = before.trim_end().ends_with(is_separator);
    let is_bold = || {
        matches!(line.first(), Some((Event::Start(Tag::Strong), _)))
            && line.get(..block_end(line, 0)).is_some_and(|bold| plain_text(bold).trim() == name)
    };
    let is_unparted = before.trim_end().trim_end_matches('(').trim_end() == name && is_bold();
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
    let (day, behind) = rest.split_at_checked(length)?;
    let time = behind.trim_start().get(..5).filter(|time| is_time(time));
    let tail = time.map_or(behind, |time| behind.trim_start().strip_prefix(time).unwrap_or(behind));
    let tail = tail.trim_start().trim_start_matches(')').trim_start();
    let is_end = tail.is_empty() || tail.starts_with([':', '—', '–', '-', '·', '|']);
    let is_byline = is_apart && is_end || is_unparted;
    (is_name && is_day(day) && is_byline).then(|| NearByline {
        range: line.first().map_or(0, |(_, range)| range.start)..line.last().map_or(0, |(_, range)| range.end),
        name: name.to_owned(),
        date: time.map_or_else(|| day.to_owned(), |time| format!("{day} {time}")),
    })
}

/// Whether a text begins with three numbers such as `17.4.2012`, or has the number of a year in it.
fn is_like_date(text: &str) -> bool {
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let first = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | 'T')).next().unwrap_or("");
    let parts = first.split(['-', '.', '/']).filter(is_number).count();
    let has_year = || text.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    text.starts_with(|c: char| c.is_ascii_digit()) && (parts >= 3 || has_year())
}

/// Whether a text has the form of `2012-04-17`.
fn is_day(text: &str) -> bool {
    text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| (byte == b'-') == matches!(at, 4 | 7))
}

/// Whether a text has the form of `09:30`.
fn is_time(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| if at == 2 { byte == b':' } else { byte.is_ascii_digit() })
}

/// A line that is a bold name, which may be a link, and then perhaps a date.
fn parse_byline(line: &[Spanned<'_>], zone: &TimeZone) -> Option<Byline> {
    let (first, _) = line.first()?;
    let inner = match (first, line.get(1).map(|(event, _)| event)) {
        (Event::Start(Tag::Strong), Some(Event::Start(Tag::Link { dest_url, .. })))
        | (Event::Start(Tag::Link { dest_url, .. }), Some(Event::Start(Tag::Strong))) => Some(dest_url),
        (Event::Start(Tag::Strong), _) => None,
        _ => return None,
    };
    let end = block_end(line, 0);
    let name = reader_text(line.get(..=end)?);
    let name = name.trim().trim_end_matches(':').trim_end();
    let rest_events = line.get(end + 1..)?;
    let rest = plain_text(rest_events);
    let rest = rest.trim();
    let ends_with_day = name.rsplit(char::is_whitespace).next().is_some_and(is_day);
    if name.is_empty() || ends_with_day {
        return None;
    }
    let mut byline =
        Byline { author: Some(reader_words(name)), url: inner.and_then(|url| reader_link(url)), ..Byline::default() };
    if rest.is_empty() || rest == ":" {
        return Some(byline);
    }
    let separated = rest.strip_prefix(SEPARATORS);
    let date = separated.unwrap_or(rest).trim().trim_end_matches(':').trim_end();
    let date = date.strip_prefix('(').and_then(|date| date.strip_suffix(')')).unwrap_or(date);
    match Date::parse_loose(date, zone) {
        Ok(date) => byline.date = Some(date),
        // The text begins in the line.
        Err(_) if is_no_name(name) || near_byline(line, zone).is_some_and(|near| near.date != date) => return None,
        // A sentence that begins with a bold name goes on with words, a date with numbers.
        Err(reason)
            if rest.starts_with('·')
                || (separated.is_some() && is_like_date(date))
                || loose_date::read(date).is_some() =>
        {
            byline.bad_date = Some((date_range(rest_events), date.to_owned(), reason));
        }
        Err(_) => return None,
    }
    Some(byline)
}
