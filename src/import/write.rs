//! New files on the site: whole or not at all, and never in the place of another.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::NamedTempFile;

use super::error::ImportError;

/// How many files are written at a time, on all cores.
const BATCH: usize = 256;

/// Where files are written, unless nothing is to be.
pub(super) struct Writer {
    root: PathBuf,
    is_dry: bool,
    waiting: Vec<(String, Vec<u8>)>,
    written: Vec<String>,
}

impl Writer {
    /// Writes to a folder.
    pub(super) fn new(root: &Path, is_dry: bool) -> Self {
        Self { root: root.to_owned(), is_dry, waiting: Vec::new(), written: Vec::new() }
    }

    /// Writes a file that is not there yet, at the latest when this ends.
    pub(super) fn create(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), ImportError> {
        self.written.push(path.to_owned());
        self.waiting.push((path.to_owned(), bytes));
        if self.waiting.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    /// Copies a file from elsewhere to where none is yet.
    pub(super) fn copy(&mut self, from: &Path, path: &str) -> Result<(), ImportError> {
        if !self.is_dry {
            let target = self.root.join(path);
            let mut file = self.prepared(&target, path, &[])?;
            let mut source = fs::File::open(from).map_err(|error| ImportError::io("read", from.display(), error))?;
            io::copy(&mut source, &mut file).map_err(|error| ImportError::io("write", path, error))?;
            file.persist_noclobber(&target).map_err(|error| ImportError::io("write", path, error.error))?;
        }
        self.written.push(path.to_owned());
        Ok(())
    }

    /// Writes what waits.
    pub(super) fn flush(&mut self) -> Result<(), ImportError> {
        let waiting = std::mem::take(&mut self.waiting);
        if self.is_dry {
            return Ok(());
        }
        waiting.par_iter().try_for_each(|(path, bytes)| {
            let target = self.root.join(path);
            let file = self.prepared(&target, path, bytes)?;
            file.persist_noclobber(&target).map(|_| ()).map_err(|error| ImportError::io("write", path, error.error))
        })
    }

    /// Adds to the end of a file that this importer made.
    pub(super) fn extend(&mut self, path: &str, before: &str, more: &str) -> Result<(), ImportError> {
        if !self.is_dry {
            let target = self.root.join(path);
            let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
            let file = self.prepared(&target, path, format!("{before}{gap}{more}").as_bytes())?;
            file.persist(&target).map_err(|error| ImportError::io("write", path, error.error))?;
        }
        self.written.push(path.to_owned());
        Ok(())
    }

    /// Writes what still waits, and says which files were written, from the site's folder.
    pub(super) fn end(mut self) -> Result<Vec<String>, ImportError> {
        self.flush()?;
        Ok(self.written)
    }

    fn prepared(&self, target: &Path, path: &str, bytes: &[u8]) -> Result<NamedTempFile, ImportError> {
        let failed = |error| ImportError::io("write", path, error);
        let folder = target.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(failed)?;
        // Hidden, so that a server that watches the folder passes it over.
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new file, the system's mask has the last word.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.prefix(".columnist-import-").tempfile_in(folder).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        Ok(file)
    }

    /// The text of a file, where it is there.
    pub(super) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.root.join(path)).ok()
    }
}
