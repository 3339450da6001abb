//! What stands behind the fence of a code block, and lines of code with numbers or a mark.
//!
//! Both spellings are read: Zola's `rust,linenos,hl_lines=2-4 8,linenostart=10`, and Hugo's
//! `go {linenos=true, hl_lines=[2,"4-6"], linenostart=10}`.

use std::ops::RangeInclusive;

/// What the words behind a fence ask for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Info<'a> {
    pub(super) language: &'a str,
    has_numbers: bool,
    /// The number of the first line.
    first: usize,
    /// The marked lines, from 1 whatever their numbers are.
    marked: Vec<RangeInclusive<usize>>,
}

impl<'a> Info<'a> {
    /// Reads the words; those that mean nothing here are passed over.
    pub(super) fn parse(words: &'a str) -> Self {
        let end = words.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{')).unwrap_or(words.len());
        let (language, rest) = words.split_at_checked(end).unwrap_or((words, ""));
        let mut info = Self { language, first: 1, ..Self::default() };
        if rest.is_empty() {
            return info;
        }
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | '[' | ']' | '"' | '\'');
        let mut is_in_lines = false;
        for word in rest.split(is_between).filter(|word| !word.is_empty()) {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            match key {
                "linenos" => info.has_numbers = value != "false",
                "linenostart" => info.first = value.parse().unwrap_or(1),
                "hl_lines" => info.marked.extend(lines(value)),
                // `hl_lines=2-4 8`: further lines follow the key.
                _ if is_in_lines => info.marked.extend(lines(word)),
                _ => {}
            }
            is_in_lines = key == "hl_lines" || (is_in_lines && lines(word).is_some());
        }
        info
    }

    fn has_lines(&self) -> bool {
        self.has_numbers || !self.marked.is_empty()
    }

    /// The class of the block.
    pub(super) fn class(&self) -> &'static str {
        if self.has_numbers { " class=\"numbered\"" } else { "" }
    }

    /// The code, already HTML, with an element for each line where numbers or marks ask for it. Numbers are an attribute,
    /// which a style sheet shows, so that whoever copies the code copies no numbers.
    pub(super) fn with_lines(&self, html: String) -> String {
        if !self.has_lines() {
            return html;
        }
        let mut out = String::with_capacity(html.len() * 2);
        // The element of a token that goes on in the next line.
        let mut open = "";
        for (at, line) in html.split_inclusive('\n').enumerate() {
            let number = at + 1;
            let name = if self.marked.iter().any(|lines| lines.contains(&number)) { "mark" } else { "span" };
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

/// `3` or `3-5`.
fn lines(text: &str) -> Option<RangeInclusive<usize>> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    Some(from.parse().ok()?..=to.parse().ok()?)
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
