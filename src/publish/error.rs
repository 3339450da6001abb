//! Why a site could not be published.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// How many files that are in the way are named.
const NAMED: usize = 3;

/// Why a site could not be published. Every file that is published is whole, whichever it is; with all of these but a
/// late [`PublishError::Io`] the published site is as it was.
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
        /// What to do instead.
        remedy: &'static str,
    },
    /// Where pages have to go, there are files that columnist did not write.
    Taken(Vec<PathBuf>),
    /// The file system said no.
    Io {
        /// What was done, such as `write`.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What it said.
        error: io::Error,
        /// Whether some files of the new site were in their places already.
        is_late: bool,
    },
}

impl PublishError {
    /// Makes an I/O error say what was done to what.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |error| Self::Io { doing, path, error, is_late: false }
    }

    /// Makes an error about a file of columnist's own one about what the file was for.
    pub(super) fn about(doing: &'static str, path: &Path, error: Self) -> Self {
        match error {
            Self::Io { error, .. } => Self::io(doing, path)(error),
            other => other,
        }
    }

    /// Says that some files of the new site were in their places already.
    pub(super) fn late(self) -> Self {
        match self {
            Self::Io { doing, path, error, .. } => Self::Io { doing, path, error, is_late: true },
            other => other,
        }
    }

    /// Names files as the user named the folder that they are in.
    pub(super) fn with_names(self, real: &Path, named: &Path) -> Self {
        let rename = |path: PathBuf| match path.strip_prefix(real) {
            Ok(inside) if inside.as_os_str().is_empty() => named.to_owned(),
            Ok(inside) => named.join(inside),
            Err(_) => path,
        };
        match self {
            Self::Taken(files) => Self::Taken(files.into_iter().map(rename).collect()),
            Self::Io { doing, path, error, is_late } => Self::Io { doing, path: rename(path), error, is_late },
            other => other,
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> Option<String> {
        match self {
            Self::Content(_) => None,
            Self::Refused { remedy, .. } => Some((*remedy).to_owned()),
            Self::Taken(_) => Some(
                "move what is there away, or give the page another address; if columnist made the whole folder, remove \
                 the folder and build again. Nothing has been changed"
                    .to_owned(),
            ),
            Self::Io { error, is_late: false, .. } => {
                Some(format!("{}, then build again. The published site is as it was", io_remedy(error)))
            }
            Self::Io { error, is_late: true, .. } => Some(format!(
                "{}, then build again. Every published file is whole, some are new already, and the next build does \
                 the rest",
                io_remedy(error)
            )),
        }
    }
}

/// What to do when the file system says no.
fn io_remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
        io::ErrorKind::PermissionDenied => "make the place writable for you, or choose another folder with `-o`",
        io::ErrorKind::ReadOnlyFilesystem => "make the disk writable, or choose another folder with `-o`",
        io::ErrorKind::NotADirectory
        | io::ErrorKind::IsADirectory
        | io::ErrorKind::AlreadyExists
        | io::ErrorKind::DirectoryNotEmpty => "move what is in the way",
        io::ErrorKind::InvalidFilename => "choose a shorter name",
        _ => "mend this",
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(problems) => write!(f, "{} pages could not be made", problems.len()),
            Self::Refused { folder, reason, .. } => write!(f, "the output folder {} {reason}", folder.display()),
            Self::Taken(files) => {
                let names: Vec<String> = files.iter().take(NAMED).map(|file| file.display().to_string()).collect();
                let more = match files.len().saturating_sub(NAMED) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                let verb = if files.len() == 1 { "is" } else { "are" };
                write!(f, "{}{more} {verb} in the way of a page, and columnist did not write it", names.join(", "))
            }
            Self::Io { doing, path, error, .. } => write!(f, "could not {doing} {}: {error}", path.display()),
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
