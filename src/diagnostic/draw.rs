//! Diagnostics as text: for people, for scripts, for GitHub's annotations.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::locate::Located;
use super::model::Severity;

/// The longest source line that is shown; a longer one is cut around the mark.
const WIDTH: usize = 160;

/// As people read it: the line underlined, the reason above it and the remedy below, ending with a line break.
pub fn human(diagnostic: &Located, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (text, mark) = window(diagnostic);
    let path = format!("{}:{}:{}", diagnostic.file, diagnostic.line, diagnostic.column);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH + 20);
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let help = Level::HELP.message(diagnostic.help.as_str());
    let report = if text.is_empty() {
        renderer.render(&[title.element(annotate_snippets::Origin::path(path.as_str())).element(help)])
    } else {
        let snippet = Snippet::source(text)
            .line_start(diagnostic.line)
            .path(diagnostic.file.as_ref())
            .annotation(AnnotationKind::Primary.span(mark));
        renderer.render(&[title.element(snippet).element(help)])
    };
    format!("{report}\n")
}

/// The part of the line that is shown: all of it, or a window around the mark in a very long one.
fn window(diagnostic: &Located) -> (&str, std::ops::Range<usize>) {
    let text = diagnostic.text.as_str();
    let mark = diagnostic.mark.clone();
    if text.len() <= WIDTH {
        return (text, mark);
    }
    // A window that began later would show a false column, so the start stays and only the end is cut.
    let mut end = (mark.start + WIDTH).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (text.get(..end).unwrap_or(text), mark.start..mark.end.min(end))
}

/// One JSON object on one line: `severity`, `code`, `file`, `line`, `column`, `message`, `help`.
pub fn json(diagnostic: &Located) -> String {
    #[derive(serde::Serialize)]
    struct Object<'a> {
        severity: Severity,
        code: &'a str,
        file: &'a str,
        line: usize,
        column: usize,
        message: &'a str,
        help: &'a str,
    }
    let object = Object {
        severity: diagnostic.severity,
        code: diagnostic.code.as_str(),
        file: &diagnostic.file,
        line: diagnostic.line,
        column: diagnostic.column,
        message: &diagnostic.message,
        help: &diagnostic.help,
    };
    let mut text = serde_json::to_string(&object).unwrap_or_default();
    text.push('\n');
    text
}

/// A workflow command that GitHub shows beside the line in a pull request.
///
/// GitHub wants paths from the repository's root: `root` is the site's folder in it, empty or ending with `/`. The
/// escapes are those of GitHub's "Workflow commands for GitHub Actions".
pub fn github(diagnostic: &Located, root: &str) -> String {
    format!(
        "::{} file={},line={},col={},title={}::{}\n",
        diagnostic.severity.as_str(),
        github_property(&format!("{root}{}", diagnostic.file)),
        diagnostic.line,
        diagnostic.column,
        github_property(diagnostic.code.as_str()),
        github_data(&format!("{}\n{}", diagnostic.message, diagnostic.help)),
    )
}

fn github_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::code::Code;
    use super::*;

    fn located(text: &str, mark: std::ops::Range<usize>) -> Located {
        Located {
            severity: Severity::Warning,
            code: Code::UnknownKey,
            file: "content/posts/a,b.md".into(),
            line: 3,
            column: mark.start + 1,
            message: "`titel` is no key\nof a post".to_owned(),
            help: "write `title`".to_owned(),
            text: text.to_owned(),
            mark,
        }
    }

    #[test]
    fn people_see_the_line_the_mark_and_the_remedy() {
        let text = human(&located("titel: A", 0..5), false);
        for part in ["warning[unknown-key]", "content/posts/a,b.md:3:1", "titel: A", "^^^^^", "help: write `title`"] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }

    #[test]
    fn a_very_long_line_is_cut_after_the_mark() {
        let text = human(&located(&"x".repeat(100_000), 5..9), false);
        assert!(text.len() < 2_000, "{}", text.len());
    }

    #[test]
    fn github_escapes_what_would_end_a_property_or_a_line() {
        let text = github(&located("titel: A", 0..5), "docs/");
        assert!(text.starts_with("::warning file=docs/content/posts/a%2Cb.md,line=3,col=1,title=unknown-key::"));
        assert_eq!(text.matches('\n').count(), 1);
    }
}
