//! The values: a diagnostic, its severity and its place.

use std::ops::Range;
use std::sync::Arc;

use super::code::Code;

/// How bad it is: an error stops a build, a warning does not (unless `--strict`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be published as it is.
    Error,
    /// The site can be published, but something in it is probably not meant.
    Warning,
}

impl Severity {
    /// `error` or `warning`, as printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place: a file, relative to the site's folder and with `/`, and a range of bytes in its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file, relative to the site's folder, with `/` between its parts.
    pub file: Arc<str>,
    /// Byte offsets into the file's text as `source` reads it.
    pub range: Range<usize>,
}

impl Span {
    /// A range of bytes in a file.
    pub fn new(file: &Arc<str>, range: Range<usize>) -> Self {
        Self { file: Arc::clone(file), range }
    }

    /// The start of a file, for what is missing from it.
    pub fn start_of(file: &Arc<str>) -> Self {
        Self::new(file, 0..0)
    }
}

/// One thing that is wrong: where, what, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops a build.
    pub severity: Severity,
    /// The stable name of this kind of problem.
    pub code: Code,
    /// Where it is.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl Diagnostic {
    /// A problem that stops a build.
    pub fn error(code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, span, message: message.into(), help: help.into() }
    }

    /// A problem that a build can live with.
    pub fn warning(code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, code, span, message: message.into(), help: help.into() }
    }

    /// Whether it stops a build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
