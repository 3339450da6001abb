//! What is wrong with a text as it is read and written, and the components that it calls.

use crate::config::MarkdownRules;
use crate::diagnostic::Diagnostic;
use crate::markdown::{Calls, Problem};

use super::front_matter::FrontMatter;

/// The calls of an author's text. What is wrong with them is reported.
pub(super) fn calls(markdown: &str, rules: &MarkdownRules, report: &mut FrontMatter<'_>) -> Calls {
    let (calls, problems) = Calls::find(markdown, rules);
    let in_file = |problem: Problem| Problem { range: report.in_body(&problem.range), ..problem };
    report_problems(problems.into_iter().map(in_file).collect(), report);
    calls
}

/// Reports what is wrong with a text at its places in the file.
pub(super) fn report_problems(problems: Vec<Problem>, report: &mut FrontMatter<'_>) {
    for Problem { severity, code, range, message, help } in problems {
        let span = report.span(range);
        report.push(Diagnostic { severity, code, span, message, help });
    }
}
