//! Blocks of code: their colours, and lines with numbers or a mark.
//!
//! What stands behind the fence is read in both spellings: Zola's `rust,linenos,hl_lines=2-4 8,linenostart=10`, and
//! Hugo's `go {linenos=true, hl_lines=[2,"4-6"], linenostart=10}`.

use std::ops::RangeInclusive;

use pulldown_cmark::{CodeBlockKind, Event};

use crate::config::MarkdownRules;
use crate::escape::{escape_attribute, escape_text};
use crate::highlight;

use super::code_info::{attributes, language, lines};
use super::events::Spanned;

/// What a block says behind its fence.
pub(super) fn info<'k>(kind: &'k CodeBlockKind<'_>) -> &'k str {
    match kind {
        CodeBlockKind::Fenced(info) => info,
        CodeBlockKind::Indented => "",
    }
}

/// The words of a block.
pub(super) fn code(block: &[Spanned<'_>]) -> String {
    let text = |(event, _): &'_ Spanned<'_>| if let Event::Text(text) = event { Some(text.to_string()) } else { None };
    block.iter().filter_map(text).collect()
}

/// A block as HTML.
pub(super) fn html(info: &str, code: &str, rules: &MarkdownRules) -> String {
    let info = Info::parse(info);
    let language = info.language;
    let coloured = if rules.highlight && !language.is_empty() { highlight::html(code, language) } else { None };
    let body = info.with_lines(coloured.unwrap_or_else(|| escape_text(code).into_owned()));
    let class = info.class();
    if language.is_empty() {
        return format!("<pre tabindex=\"0\"{class}><code>{body}</code></pre>\n");
    }
    let language = escape_attribute(language);
    format!("<pre tabindex=\"0\"{class}><code class=\"language-{language}\">{body}</code></pre>\n")
}

/// What the words behind a fence ask for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Info<'a> {
    language: &'a str,
    has_numbers: bool,
    /// The number of the first line.
    first: usize,
    /// The marked lines, from 1 whatever their numbers are: in order, and none twice.
    marked: Vec<RangeInclusive<usize>>,
}

impl<'a> Info<'a> {
    /// Reads the words; those that mean nothing here are passed over.
    fn parse(words: &'a str) -> Self {
        let mut info = Self { language: language(words), first: 1, ..Self::default() };
        let mut is_in_lines = false;
        for attribute in attributes(words) {
            match attribute.key {
                "linenos" => info.has_numbers = attribute.value != "false",
                "linenostart" => info.first = attribute.value.parse().unwrap_or(1),
                "hl_lines" => info.marked.extend(lines(attribute.value)),
                // `hl_lines=2-4 8`: further lines follow the key.
                word if is_in_lines => info.marked.extend(lines(word)),
                _ => {}
            }
            is_in_lines = attribute.key == "hl_lines" || (is_in_lines && lines(attribute.key).is_some());
        }
        info.marked = joined(info.marked);
        info
    }

    fn has_lines(&self) -> bool {
        self.has_numbers || !self.marked.is_empty()
    }

    /// The class of the block.
    fn class(&self) -> &'static str {
        if self.has_numbers { " class=\"numbered\"" } else { "" }
    }

    /// The code, already HTML, with an element for each line where numbers or marks ask for it. Numbers are an attribute,
    /// which a style sheet shows, so that whoever copies the code copies no numbers.
    fn with_lines(&self, html: String) -> String {
        if !self.has_lines() {
            return html;
        }
        let mut out = String::with_capacity(html.len() * 2);
        // The element of a token that goes on in the next line.
        let mut open = "";
        let mut marked = self.marked.iter().peekable();
        for (at, line) in html.split_inclusive('\n').enumerate() {
            let number = at + 1;
            while marked.next_if(|lines| *lines.end() < number).is_some() {}
            let name = if marked.peek().is_some_and(|lines| lines.contains(&number)) { "mark" } else { "span" };
            let text = line.trim_end_matches('\n');
            out.push_str(&format!("<{name} class=\"line\""));
            if self.has_numbers {
                out.push_str(&format!(" data-line=\"{}\"", self.first.saturating_add(at)));
            }
            out.push('>');
            out.push_str(open);
            out.push_str(text);
            open = match (text.rfind("<span"), text.rfind("</span>")) {
                (Some(start), end) if end.is_none_or(|end| end < start) => opening_tag(text, start),
                (_, Some(_)) => "",
                _ => open,
            };
            if !open.is_empty() {
                out.push_str("</span>");
            }
            out.push_str(&format!("</{name}>"));
            out.push_str(line.get(text.len()..).unwrap_or(""));
        }
        out
    }
}

fn opening_tag(text: &str, start: usize) -> &str {
    let tag = text.get(start..).unwrap_or("");
    tag.find('>').and_then(|end| tag.get(..=end)).unwrap_or("")
}

/// Lines in order, of which none is there twice.
fn joined(mut lines: Vec<RangeInclusive<usize>>) -> Vec<RangeInclusive<usize>> {
    lines.retain(|lines| !lines.is_empty());
    lines.sort_by_key(|lines| *lines.start());
    let mut out: Vec<RangeInclusive<usize>> = Vec::with_capacity(lines.len());
    for lines in lines {
        match out.last_mut().filter(|last| lines.start() <= last.end()) {
            Some(last) => *last = *last.start()..=*last.end().max(lines.end()),
            None => out.push(lines),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read() {
        for words in [
            "rust,linenos,hl_lines=2-4 8,linenostart=10",
            "rust, linenos, linenostart=10, hl_lines=2-4 8",
            "rust {linenos=true,hl_lines=[\"2-4\",8],linenostart=10}",
            "rust {linenos=table, hl_lines=\"2-4 8\" linenostart=10}",
            "rust {linenos, hl_lines=2-4, 8, linenostart=10}",
        ] {
            let expected = Info { language: "rust", has_numbers: true, first: 10, marked: vec![2..=4, 8..=8] };
            assert_eq!(Info::parse(words), expected, "{words}");
        }
        assert_eq!(Info::parse("rust {.foo name=3}"), Info { language: "rust", first: 1, ..Info::default() });
        assert!(!Info::parse("x {linenos=false}").has_lines());
        assert_eq!(Info::parse("x {hl_lines=8 2-4 3-5 9-7}").marked, [2..=5, 8..=8]);
    }

    #[test]
    fn each_line_is_whole_by_itself() {
        let info = Info::parse("x {linenos, hl_lines=2, linenostart=9}");
        assert_eq!(
            info.with_lines("a <span class=\"c\">b\nc\n</span>d\n".to_owned()),
            "<span class=\"line\" data-line=\"9\">a <span class=\"c\">b</span></span>\n\
             <mark class=\"line\" data-line=\"10\"><span class=\"c\">c</span></mark>\n\
             <span class=\"line\" data-line=\"11\"><span class=\"c\"></span>d</span>\n"
        );
    }
}
