//! From byte ranges to lines and columns.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::code::Code;
use super::model::{Diagnostic, Severity};

/// A diagnostic with its place as people read it, and the line it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Whether it stops a build.
    pub severity: Severity,
    /// The kind of problem.
    pub code: Code,
    /// The file, relative to the site's folder.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters (Unicode scalar values), from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// The source line, without its end.
    pub text: String,
    /// The bytes of `text` that are meant.
    pub mark: Range<usize>,
}

/// The most problems of one kind in one file that are listed; who has more than these has one mistake, not many.
const MOST_OF_A_KIND: usize = 500;

/// The longest part of a line, in bytes, that is kept before the mark and behind its start, each.
const LONGEST_PART: usize = 8_000;

/// Finds the line and column of each diagnostic and puts them in order of file and place, each once: what is said twice
/// of one place, such as by a template that fails on every page, is said with the help of the first.
///
/// `read` gives the text of a file, or nothing where it cannot be read; such diagnostics stand at line 1.
pub fn locate(diagnostics: Vec<Diagnostic>, mut read: impl FnMut(&str) -> Option<String>) -> Vec<Located> {
    let mut files: BTreeMap<Arc<str>, Lines> = BTreeMap::new();
    let located = limited(diagnostics)
        .into_iter()
        .map(|diagnostic| {
            let lines = files
                .entry(Arc::clone(&diagnostic.span.file))
                .or_insert_with_key(|file| Lines::new(read(file).unwrap_or_default()));
            place(diagnostic, lines)
        })
        .collect();
    in_order(located)
}

/// The first of each kind in each file; the last of those that are kept says how many are not.
fn limited(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if diagnostics.len() <= MOST_OF_A_KIND {
        return diagnostics;
    }
    let (place, words) = (
        |found: &Diagnostic| (Arc::clone(&found.span.file), found.span.range.start, found.code),
        |found: &Diagnostic| found.message.clone(),
    );
    diagnostics.sort_by_cached_key(|found| (place(found), words(found)));
    diagnostics.dedup_by(|b, a| place(a) == place(b) && a.message == b.message);
    let mut counts: BTreeMap<(Arc<str>, Code), usize> = BTreeMap::new();
    for found in &diagnostics {
        *counts.entry((Arc::clone(&found.span.file), found.code)).or_default() += 1;
    }
    let mut seen: BTreeMap<(Arc<str>, Code), usize> = BTreeMap::new();
    diagnostics.retain_mut(|found| {
        let kind = (Arc::clone(&found.span.file), found.code);
        let all = counts.get(&kind).copied().unwrap_or(0);
        let number = seen.entry(kind).or_default();
        *number += 1;
        if *number == MOST_OF_A_KIND && all > MOST_OF_A_KIND {
            found.help.push_str(&format!("; {} more of this kind in this file are not listed", all - MOST_OF_A_KIND));
        }
        *number <= MOST_OF_A_KIND
    });
    diagnostics
}

/// Puts diagnostics in order of file and place, each once.
pub fn in_order(mut located: Vec<Located>) -> Vec<Located> {
    located.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code, &a.message).cmp(&(&b.file, b.line, b.column, b.code, &b.message))
    });
    located.dedup_by(|b, a| {
        (&a.file, a.line, a.column, a.code, &a.message) == (&b.file, b.line, b.column, b.code, &b.message)
    });
    located
}

/// A text and the offsets at which its lines begin.
struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: String) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }
}

fn place(diagnostic: Diagnostic, lines: &Lines) -> Located {
    let start = floor_boundary(&lines.text, diagnostic.span.range.start);
    let index = lines.starts.partition_point(|begin| *begin <= start).saturating_sub(1);
    let begin = lines.starts.get(index).copied().unwrap_or(0);
    let rest = lines.text.get(begin..).unwrap_or("");
    let text = rest.lines().next().unwrap_or("");
    let from = (start - begin).min(text.len());
    let to = floor_boundary(text, diagnostic.span.range.end.saturating_sub(begin)).clamp(from, text.len());
    let column = text.get(..from).unwrap_or("").chars().count() + 1;
    // So far out in a line nobody could see the mark, and a line of megabytes for each problem would fill the memory.
    let (text, from) = if from > LONGEST_PART { ("", 0) } else { (text, from) };
    let text = text.get(..floor_boundary(text, from.saturating_add(LONGEST_PART))).unwrap_or("");
    let to = to.clamp(from, text.len());
    Located {
        severity: diagnostic.severity,
        code: diagnostic.code,
        file: diagnostic.span.file,
        line: index + 1,
        column,
        message: diagnostic.message,
        help: diagnostic.help,
        text: text.to_owned(),
        mark: from..to,
    }
}

/// The nearest character boundary at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::model::Span;
    use super::*;

    fn at(range: Range<usize>) -> Located {
        let span = Span::new(&"a.md".into(), range);
        let diagnostic = Diagnostic::error(Code::BadDate, span, "wrong", "right");
        locate(vec![diagnostic], |_| Some("one\nzwö drei\n".to_owned())).pop().unwrap()
    }

    #[test]
    fn columns_count_characters_and_marks_stay_on_their_line() {
        let located = at(9..40);
        assert_eq!((located.line, located.column), (2, 5));
        assert_eq!(located.text, "zwö drei");
        assert_eq!(&located.text[located.mark.clone()], "drei");
    }

    #[test]
    fn of_very_many_problems_the_first_are_listed_and_the_rest_is_counted() {
        let line = "x".repeat(200_000);
        let found = (0..100_000).map(|at| {
            Diagnostic::error(Code::BadDate, Span::new(&"a.md".into(), at..at + 1), format!("wrong {at}"), "right")
        });
        let located = locate(found.collect(), |_| Some(line.clone()));
        assert_eq!(located.len(), MOST_OF_A_KIND);
        assert_eq!(located.last().unwrap().help, "right; 99500 more of this kind in this file are not listed");
        assert!(located.iter().all(|found| found.text.len() < 3 * LONGEST_PART));
        let far = locate(
            vec![Diagnostic::error(Code::BadDate, Span::new(&"a.md".into(), 150_000..150_004), "wrong", "right")],
            |_| Some(line.clone()),
        );
        assert_eq!((far[0].column, far[0].text.as_str(), far[0].mark.clone()), (150_001, "", 0..0));
    }

    #[test]
    fn a_range_inside_a_character_or_past_the_end_is_no_panic() {
        assert_eq!(at(7..7).column, 3);
        assert_eq!(at(999..1000).line, 3);
    }
}
