//! Why an import cannot be done.

use std::fmt;
use std::io;

/// Why an import cannot be done. Nothing has been written then.
#[derive(Debug)]
pub enum ImportError {
    /// The export is broken, or is none.
    Export(BadExport),
    /// The site that should take it is broken.
    Site(String),
    /// An option that makes no sense here.
    Option {
        /// What is wrong.
        message: String,
        /// What to do instead.
        help: String,
    },
    /// The file system said no.
    Io {
        /// What was tried, such as `read`.
        doing: &'static str,
        /// With which file.
        file: String,
        /// What the system said.
        error: io::Error,
    },
}

/// What is wrong with an export, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadExport {
    /// The line, from 1.
    pub line: u64,
    /// The character in the line, from 1.
    pub column: u64,
    /// What is wrong, a sentence without its full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Export(bad) => write!(f, "{}:{}: {}", bad.line, bad.column, bad.message),
            Self::Site(message) | Self::Option { message, .. } => f.write_str(message),
            Self::Io { doing, file, error } => write!(f, "could not {doing} {file}: {error}"),
        }
    }
}

impl std::error::Error for ImportError {}

impl ImportError {
    /// What the file system said of a file.
    pub(super) fn io(doing: &'static str, file: impl fmt::Display, error: io::Error) -> Self {
        Self::Io { doing, file: file.to_string(), error }
    }
}
