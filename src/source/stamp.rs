//! What a file looks like from outside.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

/// What the file system says of a file without opening it; a change of the file shows in it, unless it follows another
/// change so closely that the file system's clock stands still in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    identity: Identity,
}

impl Stamp {
    /// The stamp of a file; `None` where there is none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self { length: metadata.len(), modified: metadata.modified().ok(), identity: Identity::of(&metadata) })
    }

    /// Bytes in the file.
    pub(super) fn length(self) -> u64 {
        self.length
    }
}

/// Which file it is, and when its entry was last changed: a program can set a file's time of modification back, but not
/// that of its change.
#[cfg(unix)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity {
    device: u64,
    inode: u64,
    changed: (i64, i64),
}

#[cfg(unix)]
impl Identity {
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self { device: metadata.dev(), inode: metadata.ino(), changed: (metadata.ctime(), metadata.ctime_nsec()) }
    }
}

/// When the file was made: of other systems nothing more is known.
#[cfg(not(unix))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity(Option<SystemTime>);

#[cfg(not(unix))]
impl Identity {
    fn of(metadata: &Metadata) -> Self {
        Self(metadata.created().ok())
    }
}
