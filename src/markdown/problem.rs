//! What is wrong with a text, for whoever knows its file.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether it stops a build.
    pub severity: Severity,
    /// The kind.
    pub code: Code,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl Problem {
    /// One that stops a build.
    pub(super) fn error(code: Code, range: Range<usize>, message: String, help: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, range, message, help: help.into() }
    }

    /// One that a build can live with.
    pub(super) fn warning(code: Code, range: Range<usize>, message: String, help: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, code, range, message, help: help.into() }
    }

    /// The same in a text that begins so many bytes into another.
    pub(super) fn moved_by(self, offset: usize) -> Self {
        Self { range: self.range.start + offset..self.range.end + offset, ..self }
    }
}
