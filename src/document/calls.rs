//! The components that a text calls, before it is parsed.

use std::ops::Range;

use crate::config::MarkdownRules;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::Calls;

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
        let span = report.span(report.in_body(&problem.range));
        report.push(Diagnostic::error(Code::ComponentSyntax, span, problem.message, problem.help));
    }
    calls
}
