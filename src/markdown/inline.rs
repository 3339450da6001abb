//! Small questions about events.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Spanned;
use super::part::{end_part, without_end};

/// The index of the event that ends the element begun at `start`; the last event where it is not begun or not ended.
pub fn block_end(events: &[Spanned<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    events.len().saturating_sub(1)
}

/// The index after the next line break that is not inside emphasis or a link.
pub fn next_line(events: &[Spanned<'_>], from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate().skip(from) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak if depth == 0 => return Some(index + 1),
            _ => {}
        }
    }
    None
}

/// The words of some events, without markup and the descriptions of pictures; blocks and line breaks are one space.
pub fn plain_text(events: &[Spanned<'_>]) -> String {
    text_of(events, usize::MAX, push_space)
}

/// The beginning of the same, of at least so many bytes where it has as many.
pub fn plain_beginning(events: &[Spanned<'_>], enough: usize) -> String {
    text_of(events, enough, push_space)
}

/// The same for those who read it away from its page: the words of one block do not run into those of the next.
pub fn told_text(events: &[Spanned<'_>]) -> String {
    let mut text = text_of(events, usize::MAX, end_part);
    let length = without_end(&text).len();
    #[expect(clippy::disallowed_methods, reason = "what is left after trimming ends between characters")]
    text.truncate(length);
    text
}

fn text_of(events: &[Spanned<'_>], enough: usize, end_block: fn(&mut String)) -> String {
    // There is hardly more to read than is written.
    let written = match events {
        [(_, first), .., (_, last)] => last.end.saturating_sub(first.start),
        events => events.first().map_or(0, |(_, only)| only.len()),
    };
    let mut text = String::with_capacity(written.min(enough));
    let mut pictures = 0_usize;
    for (event, _) in events {
        if text.len() >= enough {
            break;
        }
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            _ if pictures > 0 => {}
            Event::Text(piece) | Event::Code(piece) | Event::InlineMath(piece) | Event::DisplayMath(piece) => {
                text.push_str(piece);
            }
            Event::SoftBreak | Event::HardBreak => push_space(&mut text),
            Event::InlineHtml(html) if is_line_break(html) => push_space(&mut text),
            Event::Rule => end_block(&mut text),
            // An item's text may stand in it without a paragraph, and end where the next block begins.
            Event::Start(tag) if is_block(tag.to_end()) => end_block(&mut text),
            Event::End(tag) if is_block(*tag) => end_block(&mut text),
            _ => {}
        }
    }
    #[expect(clippy::disallowed_methods, reason = "what is left after trimming ends between characters")]
    text.truncate(text.trim_end().len());
    text
}

fn is_line_break(html: &str) -> bool {
    html.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

/// Whether raw HTML begins with a tag of the element `name`; `opening` is `<` or `</`.
pub(super) fn is_tag(tag: &str, opening: &str, name: &str) -> bool {
    let Some(rest) = tag.strip_prefix(opening) else { return false };
    let Some((own, rest)) = rest.split_at_checked(name.len()) else { return false };
    own.eq_ignore_ascii_case(name) && rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
}

/// Whether an element is one of blocks, not of running text.
pub(super) fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

/// Whether an address leads out of the site: it has a scheme (RFC 3986, section 3.1) or begins with `//`.
pub fn is_external(address: &str) -> bool {
    if address.starts_with("//") {
        return true;
    }
    match address.split_once(':') {
        Some((scheme, _)) => {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::config::MarkdownRules;

    use super::super::parse::parse;
    use super::*;

    #[test]
    fn text_loses_its_markup_and_keeps_its_spaces() {
        let events = parse("# One *two*\n\n- `three`\n- [four](x)\nfive\n", &MarkdownRules::default());
        assert_eq!(plain_text(&events), "One two three four five");
        assert_eq!(told_text(&events), "One two · three · four five");
    }

    #[test]
    fn what_follows_an_item_does_not_run_into_it() {
        let events = parse("- list\n  - in *it*\n- code:\n  ```\n  f()\n  ```\n- a<br>b", &MarkdownRules::default());
        assert_eq!(plain_text(&events), "list in it code: f()\n a b");
        assert_eq!(told_text(&events), "list · in it · code: f() · a b");
    }

    #[test]
    fn an_address_with_a_scheme_leads_out() {
        for out in ["https://a", "mailto:a@b", "//cdn", "tel:+1"] {
            assert!(is_external(out), "{out}");
        }
        for inside in ["a.md", "/x:y/", "#a:b", "../a.md", ""] {
            assert!(!is_external(inside), "{inside}");
        }
    }
}
