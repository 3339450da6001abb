//! Links and pictures that are text, because their address has a blank in it: CommonMark (section 6.3) has addresses with
//! blanks in angle brackets only.

use std::ops::Range;

use memchr::{memchr, memchr2_iter, memrchr};
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Code;

use super::events::Spanned;
use super::inline::is_block;
use super::problem::Problem;

/// The longest label and the longest address that are looked at, in bytes; so a text of many brackets is not read to its
/// end again and again.
const LONGEST: usize = 1_000;

/// The most definitions of links that are looked at, because for each one the text is searched.
const MOST_DEFINITIONS: usize = 100;

/// What is wrong with such addresses in some events of a text. Places are those of the text.
pub(super) fn problems(events: &[Spanned<'_>], text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    // Of each bracket that is open whether it is that of a picture.
    let mut open: Vec<bool> = Vec::new();
    let byte = |at: usize| text.as_bytes().get(at);
    let is_escaped = |at: usize| at.checked_sub(1).and_then(byte) == Some(&b'\\');
    let mut is_code = false;
    let mut looked_at = 0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Start(tag) if is_block(tag.to_end()) => open.clear(),
            Event::Text(_) if !is_code => {
                let words = text.as_bytes().get(range.clone()).unwrap_or_default();
                let brackets = memchr2_iter(b'[', b']', words).map(|at| range.start + at);
                for at in brackets.filter(|at| !(*at == range.start && is_escaped(*at))) {
                    match byte(at) {
                        Some(b'[') => {
                            let before = at.checked_sub(1).filter(|before| !is_escaped(*before));
                            open.push(before.and_then(byte) == Some(&b'!'));
                        }
                        Some(b']') => {
                            let is_picture = open.pop();
                            if byte(at + 1) == Some(&b':') && looked_at < MOST_DEFINITIONS {
                                let found_here = definition(text, at);
                                looked_at += usize::from(found_here.is_some());
                                found.extend(found_here.and_then(|(label, target)| undefined(text, label, target)));
                            }
                            let is_link = is_picture.is_some() && byte(at + 1) == Some(&b'(');
                            let target = if is_link { target(text, at + 2) } else { None };
                            found.extend(target.and_then(|target| problem(text, target, is_picture == Some(true))));
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// What stands from a place up to the closing parenthesis in the same line.
fn target(text: &str, start: usize) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    for (at, c) in text.get(start..)?.char_indices().take_while(|(at, c)| *at < LONGEST && *c != '\n') {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn problem(text: &str, target: Range<usize>, is_picture: bool) -> Option<Problem> {
    let written = text.get(target.clone())?;
    // A title may follow.
    let end = [" \"", " '"].iter().filter_map(|title| written.find(title)).min().unwrap_or(written.len());
    let address = written.get(..end)?.trim();
    let has_blank = address.contains(char::is_whitespace) && !address.starts_with('<');
    if !has_blank || !(is_picture || is_address(address)) {
        return None;
    }
    let what = if is_picture { "picture" } else { "link" };
    Some(Problem::warning(
        Code::BlankInAddress,
        target.start - 1..target.end + 1,
        format!("the address `{address}` has a blank in it, so this is no {what}, and readers see what you typed"),
        format!("write `(<{address}>)`, or `{}`", address.replace(char::is_whitespace, "%20")),
    ))
}

/// The label and the address of a line that would define a link if the address had no blank in it, by the place of the
/// bracket that closes the label.
fn definition(text: &str, closing: usize) -> Option<(&str, Range<usize>)> {
    let from = closing.saturating_sub(LONGEST);
    let line = match memrchr(b'\n', text.as_bytes().get(from..closing)?) {
        Some(end) => text.get(from + end + 1..closing)?,
        None if from == 0 => text.get(..closing)?,
        None => return None,
    };
    let label = line.trim_start().strip_prefix('[').filter(|label| !label.contains('[') && !label.is_empty())?;
    let start = closing + 2;
    let after = text.as_bytes().get(start..)?;
    let end = memchr(b'\n', after.get(..LONGEST).unwrap_or(after)).or((after.len() < LONGEST).then_some(after.len()))?;
    let rest = text.get(start..start + end)?;
    // A title may follow.
    let end = [" \"", " '", " ("].iter().filter_map(|title| rest.find(title)).min().unwrap_or(rest.len());
    let address = rest.get(..end)?;
    let inside = address.trim();
    let start = start + (address.len() - address.trim_start().len());
    let is_meant = inside.contains(char::is_whitespace) && !inside.starts_with('<');
    (is_meant && is_address(inside)).then(|| (label, start..start + inside.len()))
}

/// What is wrong with such a definition, if a link asks for it; else it may be a line of a conversation.
fn undefined(text: &str, label: &str, target: Range<usize>) -> Option<Problem> {
    let name = format!("[{label}]");
    let is_asked_for = text.match_indices(&name).any(|(at, _)| text.as_bytes().get(at + name.len()) != Some(&b':'));
    let address = text.get(target.clone())?;
    is_asked_for.then(|| {
        Problem::warning(
            Code::BlankInAddress,
            target,
            format!(
                "the address `{address}` has a blank in it, so `{name}` is no link, and readers see what you typed"
            ),
            format!("write `{name}: <{address}>`, or `{}`", address.replace(char::is_whitespace, "%20")),
        )
    })
}

/// Whether words in parentheses look like an address: behind brackets they may be an aside too.
fn is_address(words: &str) -> bool {
    let ending = words.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (2..=5).contains(&ending.len())
        && ending.starts_with(|c: char| c.is_ascii_alphabetic())
        && ending.chars().all(|c| c.is_ascii_alphanumeric());
    is_file || words.contains("://") || ["/", "./", "../", "#"].iter().any(|start| words.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;
    use crate::config::MarkdownRules;

    fn marked(text: &str) -> Vec<&str> {
        let events = parse(text, &MarkdownRules::default());
        problems(&events, text).into_iter().map(|problem| text.get(problem.range).unwrap()).collect()
    }

    #[test]
    fn an_address_with_a_blank_is_told() {
        for (text, place) in [
            ("![x](my photo.jpg)", "(my photo.jpg)"),
            ("See ![x](my photo) and", "(my photo)"),
            ("[about](../about us.md)", "(../about us.md)"),
            ("[*a* [b]](my post.md)", "(my post.md)"),
            ("| a |\n|---|\n| [b](my post.md \"Title\") |", "(my post.md \"Title\")"),
            ("> - [b](https://a.example/b (c) d)", "(https://a.example/b (c) d)"),
        ] {
            assert!(marked(text).contains(&place), "{text}: {:?}", marked(text));
        }
        for (text, place) in [
            ("See [x][ref].\n\n[ref]: a b.pdf", "a b.pdf"),
            ("See [ref].\n\n[ref]:  ../a b.md \"Title\"\n", "../a b.md"),
        ] {
            assert_eq!(marked(text), [place], "{text}");
        }
        let events = parse("![x](my photo.jpg)", &MarkdownRules::default());
        let found = problems(&events, "![x](my photo.jpg)");
        assert_eq!(found[0].help, "write `(<my photo.jpg>)`, or `my%20photo.jpg`");
    }

    #[test]
    fn asides_and_addresses_that_are_read_are_not() {
        for text in [
            "![x](<my photo.jpg>) ![x](my%20photo.jpg) [x]( y.md ) [x](y.md \"a title.md\")",
            "[sic](as it was written) [1](see p. 3) [x](and so on...)",
            "`![x](my photo.jpg)` \\![x](y z) \\[x](my photo.jpg) [x\\](my photo.jpg)",
            "    ![x](my photo.jpg)",
            "x](my photo.jpg) [x](my\nphoto.jpg",
            "<b title=\"[x](my photo.jpg)\">",
            "[Editor]: see my notes.pdf\n\n[Editor]: I saw them in notes.pdf",
            "See [x][ref].\n\n[ref]: <a b.pdf>",
            "See [x][ref].\n\n[ref]: what they said",
            "See [x][ref].\n\n    [ref]: a b.pdf",
        ] {
            assert_eq!(marked(text), Vec::<&str>::new(), "{text}");
        }
    }
}
