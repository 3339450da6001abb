//! Comments from the nested list in a post.
//!
//! An item is a comment and a bullet list inside it holds the answers. The walk keeps its own stack, so that no depth
//! of nesting can exhaust the program's.

use std::ops::Range;

use jiff::tz::TimeZone;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Anchors, Profile, Spanned, Writer, block_end, next_line, reader_text};
use crate::source::TextRange;

use super::byline::{self, Byline, FirstLine, NearByline};
use super::comment_id::derived;
use super::date::Date;
use super::front_matter::{FrontMatter, bad_date};
use super::model::{Comment, CommentStatus, RareOfComment};
use super::voices::Voices;

/// An item of the list.
struct Item<'a> {
    parent: Option<usize>,
    events: Vec<Spanned<'a>>,
    range: Range<usize>,
    is_answered: bool,
    /// Where its text goes on below an answer.
    below_answers: Option<Range<usize>>,
}

/// A section cut into items, and what is in none.
struct Split<'a> {
    items: Vec<Item<'a>>,
    stray: Vec<Spanned<'a>>,
    /// Where what is in none begins, each time that it does.
    stray_at: Vec<Range<usize>>,
}

/// What a comments section holds.
pub(super) struct Listed<'a> {
    /// The comments in written order, each after the one that it answers.
    pub(super) comments: Vec<Comment>,
    /// What belongs to no comment.
    pub(super) stray: Vec<Spanned<'a>>,
    /// Where that begins, each time that it does.
    pub(super) stray_at: Vec<Range<usize>>,
}

/// Where in some events the first item of a list stands that begins with a name and a date, as comments do.
pub(super) fn first_dated(events: &[Spanned<'_>], zone: &TimeZone) -> Option<Range<usize>> {
    if !events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::List(None)))) {
        return None;
    }
    let is_dated = |item: &Item<'_>| match first_line(&item.events, zone).0 {
        FirstLine::Byline(byline) => byline.author.is_some() && byline.date.is_some(),
        FirstLine::Near(_) | FirstLine::Text => false,
    };
    let item = split(events).items.into_iter().find(is_dated)?;
    let line = item.events.iter().find(|(event, _)| matches!(event, Event::Text(_))).map(|(_, range)| range.clone());
    Some(line.unwrap_or(item.range))
}

/// What reading the list needs.
pub(super) struct ListContext<'c> {
    /// The authors, whose own comments are marked: the list is written by them, so a name in it can be trusted.
    pub(super) voices: &'c Voices,
    pub(super) zone: &'c TimeZone,
}

/// Reads the comments of a section; `ids` are those of the post's comments so far.
pub(super) fn read<'a>(
    events: &[Spanned<'a>],
    context: &ListContext<'_>,
    ids: &mut Anchors,
    writer: &mut Writer<'a>,
    report: &mut FrontMatter<'_>,
) -> Listed<'a> {
    let Split { items, stray, stray_at } = split(events);
    let mut comments: Vec<Comment> = Vec::with_capacity(items.len());
    for item in items {
        let (line, body) = first_line(&item.events, context.zone);
        let byline = match line {
            FirstLine::Byline(byline) => byline,
            FirstLine::Near(near) => {
                report.push(near_byline(&near, report));
                Byline::default()
            }
            FirstLine::Text => Byline::default(),
        };
        if let Some((range, text, reason)) = byline.bad_date {
            report.push(bad_date(report.span(report.in_body(&range)), &text, &reason));
        }
        let text = reader_text(&body);
        if text.trim().is_empty() && !body.iter().any(|(event, _)| matches!(event, Event::Rule)) {
            report.push(Diagnostic::error(
                Code::EmptyComment,
                report.span(report.in_body(&item.range)),
                "this comment has no text",
                "write what the reader said below the name, indented by two spaces more than the hyphen, behind which one \
                 blank stands",
            ));
        }
        if let Some(range) = &item.below_answers {
            report.push(Diagnostic::warning(
                Code::StrayCommentText,
                report.span(report.in_body(range)),
                "this text stands below the answers to a comment and is indented as that comment’s own",
                "indent it as far as the text that it goes on from, with one blank behind each hyphen; or move it above \
                 the answers",
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
    Listed { comments, stray, stray_at }
}

/// The report of what was meant as a byline.
fn near_byline(near: &NearByline, report: &FrontMatter<'_>) -> Diagnostic {
    let name = &near.name;
    let right = match &near.date {
        Some(date) => format!("`**{name}** · {date}`"),
        None => format!("`**{name}** ·` and a day that exists"),
    };
    Diagnostic::warning(
        Code::NearByline,
        report.span(report.in_body(&near.range)),
        format!("this looks like the byline of `{name}`, but it is none, so the comment has no name and no date"),
        format!(
            "write {right} alone in the first line, and the text below it, indented by two spaces more than the hyphen"
        ),
    )
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

fn split<'a>(events: &[Spanned<'a>]) -> Split<'a> {
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut stray = Vec::new();
    let mut stray_at = Vec::new();
    let mut is_straying = false;
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
                if let Some(item) = parent.and_then(|parent| items.get_mut(parent)) {
                    item.is_answered = true;
                }
                is_straying = false;
                current.push(items.len());
                let range = range.clone();
                items.push(Item { parent, events: Vec::new(), range, is_answered: false, below_answers: None });
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
        if let Some(item) = current.last().and_then(|index| items.get_mut(*index)) {
            if item.is_answered && item.below_answers.is_none() {
                item.below_answers = Some(range.clone());
            }
            item.events.push((event.clone(), range.clone()));
        } else {
            if !std::mem::replace(&mut is_straying, true) {
                stray_at.push(range.clone());
            }
            stray.push((event.clone(), range.clone()));
        }
    }
    Split { items, stray, stray_at }
}

/// The first line of a comment, and the events of what it says.
fn first_line<'a>(events: &[Spanned<'a>], zone: &TimeZone) -> (FirstLine, Vec<Spanned<'a>>) {
    let paragraph = opening_paragraph(events);
    let line_end = next_line(paragraph, 0).map_or(paragraph.len(), |next| next.saturating_sub(1));
    let line = byline::read(paragraph.get(..line_end).unwrap_or_default(), zone);
    let said = match line {
        FirstLine::Byline(_) => paragraph.get(line_end + 1..).unwrap_or_default(),
        FirstLine::Near(_) | FirstLine::Text => paragraph,
    };
    (line, with_paragraph(said, after_paragraph(events, paragraph.len())))
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
