//! What a text needs besides its own words: the components that it calls, the languages of its code.

use std::ops::Range;

use crate::config::MarkdownRules;
use crate::diagnostic::{Code, Diagnostic};
use crate::highlight::nearest_language;
use crate::markdown::{Calls, Problem, UnknownLanguage};

use super::front_matter::FrontMatter;

/// The calls of a body; those that begin in `left_alone` are text. What is wrong with them is reported.
pub(super) fn calls(
    markdown: &str,
    left_alone: &[Range<usize>],
    rules: &MarkdownRules,
    report: &mut FrontMatter<'_>,
) -> Calls {
    let (calls, problems) = Calls::find(markdown, left_alone, rules);
    for problem in problems {
        let range = report.in_body(&problem.range);
        report_problem(Problem { range, ..problem }, report);
    }
    calls
}

/// Reports what is wrong with a text at its place in the file.
pub(super) fn report_problem(problem: Problem, report: &mut FrontMatter<'_>) {
    let Problem { severity, code, range, message, help } = problem;
    let span = report.span(range);
    report.push(Diagnostic { severity, code, span, message, help });
}

/// Reports code that stays without colour because nobody knows its language.
pub(super) fn report_languages(unknown: &[UnknownLanguage], report: &mut FrontMatter<'_>) {
    for UnknownLanguage { at, name } in unknown {
        let start = report.find_in_body(name, *at).unwrap_or(*at);
        let help = match nearest_language(name) {
            Some(near) => format!("did you mean `{}`?", near.to_lowercase()),
            None => {
                "write the language’s name or the ending of its files, or `text` to leave the code plain".to_owned()
            }
        };
        report.push(Diagnostic::warning(
            Code::UnknownLanguage,
            report.span(start..start + name.len()),
            format!("`{name}` is no language that columnist can colour"),
            help,
        ));
    }
}
