//! Headings without words. Nobody could read one, and who finds their way by headings would hear nothing: what is in it
//! stays, and is no heading.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Code;

use super::call::marked;
use super::events::Spanned;
use super::inline::block_end;
use super::problem::Problem;
use super::reader::is_seen;

/// Whether what stands in a heading has no words; those that describe a picture are some, and a component may have some.
fn is_wordless(inside: &[Spanned<'_>]) -> bool {
    !inside.iter().any(|(event, _)| is_seen(event) || marked(event).is_some())
}

/// Where the headings without words begin and end.
fn places(events: &[Spanned<'_>]) -> impl Iterator<Item = (usize, usize)> {
    let headings =
        events.iter().enumerate().filter(|(_, (event, _))| matches!(event, Event::Start(Tag::Heading { .. })));
    let extents = headings.map(|(start, _)| (start, block_end(events, start)));
    extents.filter(|(start, end)| is_wordless(events.get(start + 1..*end).unwrap_or_default()))
}

/// What to say of those in some events.
pub(super) fn problems(events: &[Spanned<'_>]) -> Vec<Problem> {
    let headings = places(events).filter_map(|(start, _)| events.get(start));
    let problem = |(_, range): &Spanned<'_>| {
        Problem::warning(
            Code::EmptyHeading,
            range.clone(),
            "this heading has no words, so it is shown as none".to_owned(),
            "write its words behind the `#`, or take the line out",
        )
    };
    headings.map(problem).collect()
}

/// The events with paragraphs in their place, or nothing where they are empty.
pub(super) fn as_text<'e, 'a>(events: &'e [Spanned<'a>]) -> Cow<'e, [Spanned<'a>]> {
    if places(events).next().is_none() {
        return Cow::Borrowed(events);
    }
    let mut shown: Vec<Spanned<'a>> = Vec::with_capacity(events.len());
    let mut from = 0;
    for (start, end) in places(events) {
        shown.extend_from_slice(events.get(from..start).unwrap_or_default());
        if let (Some((_, range)), Some(inside)) = (events.get(start), events.get(start + 1..end))
            && !inside.is_empty()
        {
            shown.push((Event::Start(Tag::Paragraph), range.clone()));
            shown.extend_from_slice(inside);
            shown.push((Event::End(TagEnd::Paragraph), range.clone()));
        }
        from = end + 1;
    }
    shown.extend_from_slice(events.get(from..).unwrap_or_default());
    Cow::Owned(shown)
}
