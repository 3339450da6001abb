//! Names of emoji in running text: `:smile:`, as GitHub has them.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::events::Spanned;

/// The events with signs in the place of names. Nothing in code or in an address is one.
pub(super) fn name_signs<'a>(events: &[Spanned<'a>], source: &'a str) -> Vec<Spanned<'a>> {
    let mut out = Vec::with_capacity(events.len() + 4);
    let mut closed = 0_usize;
    let mut at = 0;
    while let Some((event, range)) = events.get(at) {
        let run = if closed > 0 { 0 } else { written_length(events.get(at..).unwrap_or_default(), source) };
        let whole = range.start..events.get(at + run.max(1) - 1).map_or(range.end, |(_, last)| last.end);
        match source.get(whole.clone()).filter(|text| run > 0 && text.contains(':')) {
            Some(text) if write(text, whole.start, is_escaped(source, whole.start), &mut out) => {}
            _ => out.extend_from_slice(events.get(at..at + run.max(1)).unwrap_or_default()),
        }
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                closed += 1;
            }
            Event::Start(Tag::Link { .. }) if closed > 0 => closed += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => closed = closed.saturating_sub(1),
            _ => {}
        }
        at += run.max(1);
    }
    out
}

/// How many events from the first on are text as it was written, without a gap.
fn written_length(events: &[Spanned<'_>], source: &str) -> usize {
    let mut end = events.first().map_or(0, |(_, range)| range.start);
    let is_next = |(event, range): &&Spanned<'_>| {
        let is_whole = matches!(event, Event::Text(text) if source.get(range.clone()) == Some(text.as_ref()));
        let follows = range.start == std::mem::replace(&mut end, range.end);
        is_whole && follows
    };
    events.iter().take_while(is_next).count()
}

/// Whether a backslash wrote the first sign of a text.
fn is_escaped(source: &str, start: usize) -> bool {
    start.checked_sub(1).and_then(|before| source.as_bytes().get(before)) == Some(&b'\\')
}

/// Writes a text whose names become signs, but for one at its escaped beginning; false, and nothing written, where it has none.
fn write<'a>(text: &'a str, start: usize, is_escaped: bool, out: &mut Vec<Spanned<'a>>) -> bool {
    let mut from = 0;
    let push = |range: Range<usize>, out: &mut Vec<Spanned<'a>>| {
        if let Some(words) = text.get(range.clone()).filter(|words| !words.is_empty()) {
            out.push((Event::Text(CowStr::Borrowed(words)), start + range.start..start + range.end));
        }
    };
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find(':')).map(|found| at + found) {
        let rest = text.get(open + 1..).unwrap_or("");
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
        let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        // In `a:b:c` nothing is named.
        let is_in_word =
            text.get(..open).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric);
        let sign = rest.get(length..).filter(|after| after.starts_with(':')).and_then(|_| rest.get(..length));
        at = open + 1 + length;
        if let Some(sign) = sign.filter(|_| !(is_in_word || is_escaped && open == 0)).and_then(emojis::get_by_shortcode)
        {
            at += 1;
            push(from..open, out);
            out.push((Event::Text(CowStr::Borrowed(sign.as_str())), start + open..start + at));
            from = at;
        }
    }
    if from > 0 {
        push(from..text.len(), out);
    }
    from > 0
}

#[cfg(test)]
mod tests {
    use super::super::inline::plain_text;
    use super::super::parse::parse;
    use crate::config::MarkdownRules;

    #[test]
    fn names_are_signs_where_they_are_wanted() {
        let rules = MarkdownRules { emoji: true, ..MarkdownRules::default() };
        let shown = |text: &str, rules: &MarkdownRules| plain_text(&parse(text, rules));
        for (text, expected) in [
            ("So :smile: and *:heart_eyes:*:+1:", "So 😄 and 😍👍"),
            ("at 10:30:45, a:b:c, :no_such_name:", "at 10:30:45, a:b:c, :no_such_name:"),
            ("`:smile:` https://a.example/:smile: \\:smile:", ":smile: https://a.example/:smile: :smile:"),
            ("[:smile:](x)", "😄"),
        ] {
            assert_eq!(shown(text, &rules), expected, "{text}");
        }
        assert_eq!(shown(":smile:", &MarkdownRules::default()), ":smile:");
    }
}
