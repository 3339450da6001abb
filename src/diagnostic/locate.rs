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

/// Finds the line and column of each diagnostic and puts them in order of file and place, each once: what is said twice
/// of one place, such as by a template that fails on every page, is said with the help of the first.
///
/// `read` gives the text of a file, or nothing where it cannot be read; such diagnostics stand at line 1.
pub fn locate(diagnostics: Vec<Diagnostic>, mut read: impl FnMut(&str) -> Option<String>) -> Vec<Located> {
    let mut files: BTreeMap<Arc<str>, Lines> = BTreeMap::new();
    let located = diagnostics
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
    Located {
        severity: diagnostic.severity,
        code: diagnostic.code,
        file: diagnostic.span.file,
        line: index + 1,
        column: text.get(..from).unwrap_or("").chars().count() + 1,
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
    fn a_range_inside_a_character_or_past_the_end_is_no_panic() {
        assert_eq!(at(7..7).column, 3);
        assert_eq!(at(999..1000).line, 3);
    }
}
