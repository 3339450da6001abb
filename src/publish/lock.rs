//! Builds that write to one place take turns.
//!
//! The lock is the system's, so it ends with the process that holds it, however that ends; the file that is locked
//! only says where. It names its holder, and goes when the lock is given back. A file that a killed build has left is
//! nobody's lock: the next build takes it over, and removes it in the end.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind};
use super::error::PublishError;

/// Longer than any number of a process.
const LONGEST_NUMBER: u64 = 32;

/// The right to write to a place, for as long as this lives.
pub(super) struct Lock<'d> {
    disk: &'d dyn Disk,
    path: PathBuf,
    /// Holds the system's lock until it is closed.
    _file: File,
    /// Whether another build had it first.
    pub(super) has_waited: bool,
}

/// Takes the lock at a path, after whoever has it; `waiting` is told before a wait by which process it is held.
pub(super) fn lock<'d>(
    disk: &'d dyn Disk,
    path: &Path,
    waiting: &dyn Fn(Option<u32>),
) -> Result<Lock<'d>, PublishError> {
    let failed = || PublishError::io("lock", path);
    let mut has_waited = false;
    loop {
        if matches!(disk.kind(path).map_err(failed())?, Kind::Link | Kind::Other) {
            disk.remove_file(path).map_err(failed())?;
        }
        let mut file = disk.open_lock(path).map_err(failed())?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                if !has_waited {
                    waiting(holder(&mut file));
                }
                has_waited = true;
                file.lock().map_err(failed())?;
            }
            // A disk without locks can still be published to, by one build at a time.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(failed()(error)),
        }
        // The holder before has removed the file perhaps, and the next build would lock a new one.
        if is_at(&file, path) {
            sign(&mut file);
            return Ok(Lock { disk, path: path.to_owned(), _file: file, has_waited });
        }
    }
}

impl Drop for Lock<'_> {
    /// Removes the file while it is still locked. Elsewhere than on Unix it stays, because it could not be told there
    /// whether the file that another build has opened is still the one at the path.
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = self.disk.remove_file(&self.path);
        }
    }
}

/// The process that a lock's file names.
fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(LONGEST_NUMBER).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

/// Writes this process into a lock's file. That is a courtesy to those who wait: without it they wait as well.
fn sign(file: &mut File) {
    let line = format!("{}\n", std::process::id());
    let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(line.as_bytes()));
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let (Ok(own), Ok(there)) = (file.metadata(), std::fs::symlink_metadata(path)) else { return false };
    identity(own) == identity(there)
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
