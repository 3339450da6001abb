//! Headings without words. Nobody could read one, and who finds their way by headings would hear nothing: what is in it
//! stays, and is no heading.

use std::ops::Range;

use crate::diagnostic::Code;

use super::call::marked;
use super::events::Spanned;
use super::inline::plain_text;
use super::problem::Problem;

/// Whether what stands in a heading has no words. A component may have some.
pub fn is_wordless(inside: &[Spanned<'_>]) -> bool {
    plain_text(inside).trim().is_empty() && !inside.iter().any(|(event, _)| marked(event).is_some())
}

/// What to say of one.
pub(super) fn problem(heading: &Range<usize>) -> Problem {
    Problem::warning(
        Code::EmptyHeading,
        heading.clone(),
        "this heading has no words, so it is shown as none".to_owned(),
        "write its words behind the `#`, or take the line out",
    )
}
