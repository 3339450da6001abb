//! What stands behind the fence of a code block: its words, and what is wrong with them.

use std::ops::{Range, RangeInclusive};

use crate::diagnostic::{Code, list_of, nearest};
use crate::highlight::{self, nearest_language};

use super::problem::Problem;

/// All words that mean something.
const KNOWN: [&str; 3] = ["linenos", "linenostart", "hl_lines"];

/// The language that the words begin with.
pub(super) fn language(words: &str) -> &str {
    let end = words.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{'));
    words.get(..end.unwrap_or(words.len())).unwrap_or("")
}

/// One word, in either spelling.
pub(super) struct Attribute<'a> {
    /// What stands before its `=`, or all of it.
    pub(super) key: &'a str,
    pub(super) value: &'a str,
    /// Where it stands among the words.
    range: Range<usize>,
}

/// The words behind the language.
pub(super) fn attributes(words: &str) -> impl Iterator<Item = Attribute<'_>> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | '[' | ']' | '"' | '\'');
    let start = language(words).len();
    let rest = words.get(start..).unwrap_or("");
    rest.split(is_between)
        .scan(start, |from, word| {
            // What stands between is a byte.
            let range = *from..*from + word.len();
            *from = range.end + 1;
            Some((word, range))
        })
        .filter(|(word, _)| !word.is_empty())
        .map(|(word, range)| {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            Attribute { key, value, range }
        })
}

/// `3` or `3-5`.
pub(super) fn lines(text: &str) -> Option<RangeInclusive<usize>> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    Some(from.parse().ok()?..=to.parse().ok()?)
}

/// What is wrong with the words of a block of so many lines; places are those among the words.
pub(super) fn problems(words: &str, count: usize, is_coloured: bool) -> Vec<Problem> {
    let language = language(words);
    let mut found = Vec::new();
    if is_coloured && !language.is_empty() && !highlight::is_known(language) {
        found.push(unknown_language(language));
    }
    let mut is_in_lines = false;
    // Where a text in quotes ends that is the value of a word nobody knows.
    let mut passed = 0;
    for attribute in attributes(words).collect::<Vec<_>>() {
        let Attribute { key, value, range } = &attribute;
        if range.start < passed {
            continue;
        }
        let wrong = |message: String, help: String| Problem::warning(Code::CodeAttribute, range.clone(), message, help);
        let problem = match *key {
            "linenos" if !matches!(*value, "" | "true" | "false" | "inline" | "table") => {
                Some(wrong(format!("`linenos` cannot be `{value}`"), "write `linenos`, or `linenos=false`".to_owned()))
            }
            "linenostart" if value.parse::<usize>().is_err() => Some(wrong(
                format!("`{value}` is no number to begin with"),
                "write the number of the first line, such as `linenostart=10`".to_owned(),
            )),
            "hl_lines" if !value.is_empty() => wrong_lines(value, count).map(|(message, help)| wrong(message, help)),
            word if is_in_lines && word.starts_with(|c: char| c.is_ascii_digit()) => {
                wrong_lines(word, count).map(|(message, help)| wrong(message, help))
            }
            key if !KNOWN.contains(&key) => {
                passed = quoted_end(words, range.end);
                let help = match nearest(key, KNOWN) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("take it out; known here: {}", list_of(KNOWN)),
                };
                Some(wrong(format!("`{key}` means nothing behind a fence"), help))
            }
            _ => None,
        };
        found.extend(problem);
        is_in_lines = *key == "hl_lines" || (is_in_lines && key.starts_with(|c: char| c.is_ascii_digit()));
    }
    found
}

fn unknown_language(name: &str) -> Problem {
    let help = match nearest_language(name) {
        Some(near) => format!("did you mean `{}`?", near.to_lowercase()),
        None => "write the language’s name or the ending of its files, or `text` to leave the code plain".to_owned(),
    };
    let message = format!("`{name}` is no language that columnist can colour");
    Problem::warning(Code::UnknownLanguage, 0..name.len(), message, help)
}

/// Why lines cannot be marked, and what to write instead.
fn wrong_lines(written: &str, count: usize) -> Option<(String, String)> {
    let help = || "write lines by their numbers, counted from 1, such as `hl_lines=2-4 8`".to_owned();
    let Some(lines) = lines(written) else { return Some((format!("`{written}` is no line to mark"), help())) };
    if *lines.start() == 0 || lines.is_empty() {
        return Some((format!("`{written}` marks no line"), help()));
    }
    (*lines.end() > count).then(|| match count {
        0 => {
            (format!("there is no line {} to mark: this block is empty", lines.end()), "take `hl_lines` out".to_owned())
        }
        1 => (format!("there is no line {} to mark: this block has one", lines.end()), "write `hl_lines=1`".to_owned()),
        count => (
            format!("there is no line {} to mark: this block has {count}", lines.end()),
            format!("write lines from 1 to {count}; they count from 1 whatever the first number is"),
        ),
    })
}

/// Where a text in quotes ends that begins at a place; the place itself where none begins.
fn quoted_end(words: &str, start: usize) -> usize {
    let rest = words.get(start..).unwrap_or("");
    let quoted = rest.strip_prefix(['"', '\'']);
    let mark = rest.chars().next().unwrap_or_default();
    quoted.and_then(|quoted| quoted.find(mark)).map_or(start, |length| start + length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_mean_nothing_are_told() {
        for (words, marked, part) in [
            ("text {hl_lines=abc}", "hl_lines=abc", "no line to mark"),
            ("text,hl_lines=99", "hl_lines=99", "this block has 3"),
            ("text {hl_lines=[2,\"3-4\"]}", "3-4", "no line 4"),
            ("text,hl_lines=1 0", "0", "marks no line"),
            ("text,hl_lines=3-2", "hl_lines=3-2", "marks no line"),
            ("text {linenos=maybe}", "linenos=maybe", "cannot be `maybe`"),
            ("text {linenostart=x}", "linenostart=x", "no number"),
            ("text {linenostart}", "linenostart", "no number"),
            ("text {linenoes}", "linenoes", "means nothing"),
            ("text,ignore", "ignore", "means nothing"),
            ("text {title=\"my own file\", hl_lines=2}", "title=", "`title` means nothing"),
            ("{.python}", ".python", "means nothing"),
            ("pyhton", "pyhton", "no language"),
        ] {
            let found = problems(words, 3, true);
            assert_eq!(found.len(), 1, "{words}: {found:?}");
            assert_eq!(words.get(found[0].range.clone()), Some(marked), "{words}");
            assert!(found[0].message.contains(part), "{words}: {}", found[0].message);
        }
        let help = |words| problems(words, 3, true)[0].help.clone();
        assert_eq!(help("text {hl_line=2}"), "did you mean `hl_lines`?");
        assert_eq!(help("text,x"), "take it out; known here: `linenos`, `linenostart` or `hl_lines`");
    }

    #[test]
    fn words_that_mean_something_are_not() {
        for words in [
            "",
            "text",
            "rust,linenos,hl_lines=2-3 1,linenostart=10",
            "rust {linenos=table, hl_lines=\"2-3 1\" linenostart=10}",
            "rust {linenos=inline,hl_lines=[\"2-3\",1]}",
        ] {
            assert_eq!(problems(words, 3, true), [], "{words}");
        }
        assert_eq!(problems("pyhton", 3, false), []);
    }
}
