//! Components called from a text, in the syntax of Tera 2: `{{ <name key="value" /> }}`, and
//! `{% <name key="value"> %}` … `{% </name> %}` around a body of Markdown.
//!
//! A text is no template: arguments are literals, and whatever else stands between `{{` and `}}` is text. A call begins
//! with `{{` or `{%`, a blank, `<` and a letter; nothing in code or in raw HTML is one, and nothing behind a backslash.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::config::MarkdownRules;
use crate::diagnostic::Code;

use super::call_syntax::{Token, TokenKind, tokens};
use super::events::Spanned;
use super::fragment::{Argument, MARK};
use super::parse::parse;
use super::problem::Problem;

/// How deep calls may stand in the bodies of others.
const DEEPEST: usize = 8;

/// What stands in the place of a call while its text is parsed: no sign of Markdown, no letter, and no white space.
const FILLING: u8 = 1;

/// The calls of a text, and the text without them.
#[derive(Debug, Default)]
pub struct Calls {
    list: Vec<RawCall>,
    /// The text with every call filled, so that all offsets stay as they were; empty where there are no calls.
    filled: String,
    /// Where the text begins in the one that was searched.
    start: usize,
}

/// A call whose body is not HTML yet. Ranges are those of the text that was searched.
#[derive(Debug)]
pub(super) struct RawCall {
    pub(super) name: Box<str>,
    pub(super) name_range: Range<usize>,
    pub(super) arguments: Vec<Argument>,
    pub(super) body: Option<Body>,
    pub(super) range: Range<usize>,
}

/// The text between the two tags of a call.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) calls: Calls,
}

impl Calls {
    /// The calls of an author's text, and what is wrong with them.
    pub fn find(text: &str, rules: &MarkdownRules) -> (Self, Vec<Problem>) {
        if !Self::may_be_in(text) {
            return (Self::default(), Vec::new());
        }
        let closed = merged(code_of(text, rules));
        let mut problems = Vec::new();
        let tokens = tokens(text, |at| is_in(&closed, at), &mut problems);
        let list = paired(tokens, text, &mut problems);
        (Self::new(list, text, 0), problems)
    }

    /// Whether a text can have a call; nearly none has.
    pub fn may_be_in(text: &str) -> bool {
        (text.contains("{{") || text.contains("{%")) && text.contains('<')
    }

    fn new(list: Vec<RawCall>, text: &str, start: usize) -> Self {
        if list.is_empty() {
            return Self { start, ..Self::default() };
        }
        let mut bytes = text.as_bytes().to_vec();
        for call in &list {
            if let Some(place) = bytes.get_mut(call.range.start - start..call.range.end - start) {
                place.fill(FILLING);
            }
        }
        // Whole calls are replaced, which begin and end with ASCII.
        Self { list, filled: String::from_utf8(bytes).unwrap_or_default(), start }
    }

    /// The text to parse.
    pub fn text<'t>(&'t self, text: &'t str) -> &'t str {
        if self.list.is_empty() { text } else { &self.filled }
    }

    /// All of them, by their numbers.
    pub(super) fn list(&self) -> &[RawCall] {
        &self.list
    }

    /// The call with a number.
    pub(super) fn get(&self, index: usize) -> Option<&RawCall> {
        self.list.get(index)
    }

    /// The events of the text with a mark for each call.
    pub fn mark<'a>(&self, events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
        if self.list.is_empty() {
            return events;
        }
        let mut out = Vec::with_capacity(events.len() + 2 * self.list.len());
        for (event, range) in events {
            match event {
                Event::Text(text) if text.len() == range.len() && text.as_bytes().contains(&FILLING) => {
                    self.mark_text(&text, range, &mut out);
                }
                event => out.push((event, range)),
            }
        }
        out
    }

    fn mark_text<'a>(&self, text: &str, range: Range<usize>, out: &mut Vec<Spanned<'a>>) {
        let mut from = range.start;
        let push = |part: Range<usize>, out: &mut Vec<Spanned<'a>>| {
            if let Some(words) =
                text.get(part.start - range.start..part.end - range.start).filter(|words| !words.is_empty())
            {
                out.push((Event::Text(words.to_owned().into()), part));
            }
        };
        let first = self.list.partition_point(|call| call.range.start - self.start < range.start);
        for (index, call) in self.list.iter().enumerate().skip(first) {
            let place = call.range.start - self.start..call.range.end - self.start;
            if place.end > range.end {
                break;
            }
            push(from..place.start, out);
            from = place.end;
            out.push((Event::InlineHtml(format!("{MARK}{index}").into()), place));
        }
        push(from..range.end, out);
    }
}

/// The number of the call that an event is the mark of.
pub(super) fn marked(event: &Event<'_>) -> Option<usize> {
    match event {
        Event::InlineHtml(html) => html.strip_prefix(MARK)?.parse().ok(),
        _ => None,
    }
}

/// Where the text has code and raw HTML.
fn code_of(text: &str, rules: &MarkdownRules) -> Vec<Range<usize>> {
    let is_code = |event: &Event<'_>| {
        matches!(event, Event::Code(_) | Event::InlineHtml(_) | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock))
    };
    parse(text, rules).into_iter().filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// Ranges in order, of which none touches another.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

fn is_in(ranges: &[Range<usize>], at: usize) -> bool {
    let behind = ranges.partition_point(|range| range.end <= at);
    ranges.get(behind).is_some_and(|range| range.contains(&at))
}

/// A call that waits for its closing tag.
struct Open {
    token: Token,
    inside: Vec<RawCall>,
}

/// Calls of tags: each opening tag with the closing one of its name.
fn paired(tokens: Vec<Token>, text: &str, problems: &mut Vec<Problem>) -> Vec<RawCall> {
    let mut calls: Vec<RawCall> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for token in tokens {
        match token.kind {
            TokenKind::Whole => {
                let call = call(token, None);
                open.last_mut().map_or(&mut calls, |open| &mut open.inside).push(call);
            }
            TokenKind::Opening => {
                if open.len() == DEEPEST {
                    let message = format!("`{}` stands in the bodies of {DEEPEST} other components", token.name);
                    problems.push(wrong(&token, message, "call fewer components inside each other"));
                    return calls;
                }
                open.push(Open { token, inside: Vec::new() });
            }
            TokenKind::Closing => {
                let Some(at) = open.iter().rposition(|open| open.token.name == token.name) else {
                    let message = format!("nothing is open that `{{% </{}> %}}` could close", token.name);
                    problems.push(wrong(
                        &token,
                        message,
                        format!("write `{{% <{}> %}}` before it, or take it out", token.name),
                    ));
                    continue;
                };
                problems.extend(open.iter().skip(at + 1).map(|open| unclosed(&open.token)));
                open.truncate(at + 1);
                let Some(Open { token: opening, inside }) = open.pop() else { continue };
                let body = opening.range.end..token.range.start;
                let body_text = text.get(body.clone()).unwrap_or("");
                let body = Body {
                    calls: Calls::new(inside, body_text, body.start),
                    text: body_text.to_owned(),
                    start: body.start,
                };
                let range = opening.range.start..token.range.end;
                let call = RawCall { range, ..call(opening, Some(body)) };
                open.last_mut().map_or(&mut calls, |open| &mut open.inside).push(call);
            }
        }
    }
    problems.extend(open.iter().map(|open| unclosed(&open.token)));
    calls
}

fn call(token: Token, body: Option<Body>) -> RawCall {
    RawCall { name: token.name, name_range: token.name_range, arguments: token.arguments, range: token.range, body }
}

fn unclosed(token: &Token) -> Problem {
    let help = format!("write `{{% </{0}> %}}` where it ends, or `{{{{ <{0} … /> }}}}` if it has none", token.name);
    wrong(token, format!("the body of `{}` is not closed", token.name), help)
}

fn wrong(token: &Token, message: String, help: impl Into<String>) -> Problem {
    Problem::error(Code::ComponentSyntax, token.range.clone(), message, help)
}

#[cfg(test)]
mod tests {
    use super::super::inline::plain_text;
    use super::*;

    fn find(text: &str) -> (Calls, Vec<Problem>) {
        Calls::find(text, &MarkdownRules::default())
    }

    #[test]
    fn bodies_pair_and_nest() {
        let (calls, problems) = find("{% <a> %}x {{ <b /> }} {% <a> %}y{% </a> %}{% </a> %} {{ <c /> }}");
        assert!(problems.is_empty(), "{problems:?}");
        let names: Vec<&str> = calls.list.iter().map(|call| call.name.as_ref()).collect();
        assert_eq!(names, ["a", "c"]);
        let body = calls.list[0].body.as_ref().unwrap();
        assert_eq!(body.text, "x {{ <b /> }} {% <a> %}y{% </a> %}");
        assert_eq!(body.calls.list.len(), 2);
    }

    #[test]
    fn code_and_html_hold_no_calls() {
        for text in [
            "`{{ <a /> }}`",
            "```\n{{ <a /> }}\n```",
            "    {{ <a /> }}",
            "<div>\n{{ <a /> }}\n</div>",
            "x <b title=\"{{ <a /> }}\">y</b>",
        ] {
            assert!(find(text).0.list.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_call_is_no_word_of_the_text() {
        let text = "One {{ <a b=\"*two*\" /> }} three www.{{ <a /> }} four";
        let (calls, _) = find(text);
        let events = calls.mark(parse(calls.text(text), &MarkdownRules::default()));
        assert_eq!(plain_text(&events), "One  three www. four");
        assert_eq!(events.iter().filter_map(|(event, _)| marked(event)).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn tags_without_their_other_half_are_problems() {
        for (text, marked, message) in [
            ("a {% <b> %} c", "{% <b> %}", "the body of `b` is not closed"),
            ("a {% </b> %} c", "{% </b> %}", "nothing is open that `{% </b> %}` could close"),
            ("{% <a> %}{% <b> %}{% </a> %}", "{% <b> %}", "the body of `b` is not closed"),
        ] {
            let (_, problems) = find(text);
            assert_eq!(problems.len(), 1, "{text}");
            assert_eq!((text.get(problems[0].range.clone()), problems[0].message.as_str()), (Some(marked), message));
        }
    }

    #[test]
    fn no_depth_is_too_deep() {
        for part in ["{% <a> %}", "{{ <a b={[", "{{ <a b=\"", "{{ <a ", "{% </a> %}"] {
            let (calls, problems) = find(&part.repeat(20_000));
            assert!(calls.list.is_empty() && !problems.is_empty(), "{part}");
        }
    }
}
