//! What is to be published, and how each file of it is made.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::address::Route;
use crate::diagnostic::Diagnostic;
use crate::render::Failed;
use crate::site::in_sequence;

use super::disk::Disk;
use super::error::PublishError;

/// Appends the bytes of the file at a route, or says why it cannot be made.
pub type Make<'m> = dyn Fn(&Route, &mut Vec<u8>) -> Result<(), Failed> + Sync + 'm;

/// The file whose bytes are to be at a route as they are, where they are too many for memory.
pub type Copied<'m> = dyn Fn(&Route) -> Option<Result<PathBuf, Diagnostic>> + Sync + 'm;

/// The bytes of a file that was made.
#[derive(Clone, Copy)]
pub(super) enum Made<'b> {
    /// These.
    Bytes(&'b [u8]),
    /// Those of this file.
    Copy(&'b Path),
}

impl Made<'_> {
    /// Writes them to a new file.
    pub(super) fn write(self, disk: &dyn Disk, file: &Path) -> io::Result<()> {
        match self {
            Self::Bytes(bytes) => disk.write(file, bytes),
            Self::Copy(from) => disk.copy(from, file),
        }
    }

    /// Whether a file has exactly these.
    pub(super) fn are_in(self, disk: &dyn Disk, file: &Path) -> io::Result<bool> {
        match self {
            Self::Bytes(bytes) => disk.has_bytes(file, bytes),
            Self::Copy(from) => disk.has_bytes_of(file, from),
        }
    }
}

/// A file that is to be published.
#[derive(Debug, Clone, Copy)]
pub struct File<'m> {
    /// Its address.
    pub route: &'m Route,
    /// When it takes its place: what links to others does so in a later turn than they.
    pub turn: usize,
}

/// What is to be published.
#[derive(Clone, Copy)]
pub struct Files<'m> {
    /// The files, in the order in which they are made.
    pub all: &'m [File<'m>],
    /// Makes a file.
    pub make: &'m Make<'m>,
    /// Names the file in the place of making one.
    pub copied: &'m Copied<'m>,
    /// Called after each file.
    pub progress: &'m (dyn Fn() + Sync),
}

impl<'m> Files<'m> {
    /// The address of each.
    pub(super) fn routes(&self) -> impl Iterator<Item = &'m str> {
        self.all.iter().map(|file| file.route.as_str())
    }
}

/// Makes every file, in parallel, and hands its bytes on to `take`, which is also told its place among the routes.
///
/// All files that cannot be made are reported; after the first one, nothing is taken any more. What cannot be taken
/// ends it at once.
pub(super) fn make_all<T: Send>(
    files: Files<'_>,
    take: impl Fn(usize, &Route, Made<'_>) -> Result<T, PublishError> + Sync,
) -> Result<Vec<T>, PublishError> {
    let (is_lost, is_over) = (AtomicBool::new(false), AtomicBool::new(false));
    let one = |buffer: &mut Vec<u8>, number: usize, File { route, .. }: &File<'_>| {
        if is_over.load(Ordering::Relaxed) {
            return None;
        }
        buffer.clear();
        let made = match (files.copied)(route) {
            Some(file) => file.map(Some).map_err(Failed::from),
            None => (files.make)(route, buffer).map(|()| None),
        };
        let result = match &made {
            Ok(_) if is_lost.load(Ordering::Relaxed) => return None,
            Ok(file) => {
                let made = file.as_deref().map_or(Made::Bytes(buffer), Made::Copy);
                take(number, route, made).inspect_err(|_| is_over.store(true, Ordering::Relaxed))
            }
            Err(Failed(problems)) => {
                is_lost.store(true, Ordering::Relaxed);
                Err(PublishError::Content(problems.clone()))
            }
        };
        (files.progress)();
        Some(result)
    };
    let results = in_sequence(files.all, one);
    let mut taken = Vec::with_capacity(results.len());
    let mut problems: Vec<Diagnostic> = Vec::new();
    for result in results {
        match result {
            Ok(value) => taken.push(value),
            Err(PublishError::Content(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { Ok(taken) } else { Err(PublishError::Content(problems)) }
}

/// The folders that some files lie in, each after those above it.
pub(super) fn folders<'f>(files: impl Iterator<Item = &'f str>) -> BTreeSet<&'f str> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for file in files {
        let mut path = file;
        while let Some((folder, _)) = path.rsplit_once('/') {
            if !folders.insert(folder) {
                break;
            }
            path = folder;
        }
    }
    folders
}
