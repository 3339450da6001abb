//! Why a site could not be published.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// Why a site could not be published; the published one stays as it was, but for [`PublishError::Io`] in its last step.
#[derive(Debug)]
pub enum PublishError {
    /// Pages failed to render.
    Content(Vec<Diagnostic>),
    /// The output folder is no place to write to.
    Refused {
        /// The folder.
        folder: PathBuf,
        /// Why, as the end of a sentence.
        reason: &'static str,
    },
    /// The file system said no.
    Io {
        /// What was done, such as `write`.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

impl PublishError {
    /// Makes an I/O error say what was done to what.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { doing, path, error }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(problems) => write!(f, "{} pages could not be made", problems.len()),
            Self::Refused { folder, reason } => {
                write!(f, "the output folder {} {reason}; choose another one with `-o`", folder.display())
            }
            Self::Io { doing, path, error } => write!(f, "could not {doing} {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}
