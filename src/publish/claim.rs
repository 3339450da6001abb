//! The right to publish to a folder: it is no forbidden place, it is columnist's, and no other build writes to it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::debris;
use super::disk::{Disk, Kind};
use super::error::PublishError;
use super::guard::Guard;
use super::lock::{self, Lock};
use super::manifest::{self, Manifest};

/// What is locked, inside an output folder.
const LOCK: &str = ".columnist-lock";

/// The right to publish to a folder, for as long as this lives.
pub struct Claim<'d> {
    pub(super) disk: &'d dyn Disk,
    /// The folder, with links followed.
    pub(super) output: PathBuf,
    /// What columnist has written into the folder; `None` where the folder is still to be made.
    pub(super) before: Option<BTreeSet<String>>,
    named: PathBuf,
    lock: Lock<'d>,
    /// Goes after the lock, which may lie in one of them.
    _parents: Parents<'d>,
}

impl Claim<'_> {
    /// Whether another build had to be waited for. What was read of the site before that may be old.
    pub fn has_waited(&self) -> bool {
        self.lock.has_waited
    }

    /// Names files as the user named the folder that they are in.
    pub(super) fn name(&self, error: PublishError) -> PublishError {
        error.with_names(&self.output, &self.named)
    }
}

/// Claims a folder to publish to, after any other build that does; `waiting` is told of a wait before it begins, and by
/// which process the folder is held where that is known.
///
/// # Errors
/// A folder that must not be written to, or what the file system says. Nothing in the folder has changed then.
pub fn claim<'d>(
    folder: &Path,
    guard: &Guard,
    disk: &'d dyn Disk,
    waiting: &dyn Fn(Option<u32>),
) -> Result<Claim<'d>, PublishError> {
    let output = guard.check(folder)?;
    let claimed = take(&output, folder, guard.adopt, disk, waiting);
    claimed.map_err(|error| error.with_names(&output, folder))
}

fn take<'d>(
    output: &Path,
    named: &Path,
    adopt: bool,
    disk: &'d dyn Disk,
    waiting: &dyn Fn(Option<u32>),
) -> Result<Claim<'d>, PublishError> {
    let is_there = || Ok(disk.kind(output).map_err(PublishError::io("look at", output))? == Kind::Folder);
    let mut parents = Parents { disk, made: Vec::new() };
    let mut has_waited = false;
    loop {
        let was_there = is_there()?;
        if was_there {
            // Nothing is put into a folder that is refused, not even a lock.
            written_before(output, named, adopt, disk)?;
        } else {
            parents.make(output)?;
        }
        let place = if was_there { output.join(LOCK) } else { beside(output, "lock") };
        let about_the_folder = |error| if was_there { error } else { PublishError::about("make", output, error) };
        let mut lock = lock::lock(disk, &place, waiting).map_err(about_the_folder)?;
        lock.has_waited |= has_waited;
        // Who waited beside the folder's place until it was made must now wait inside, as others do.
        if is_there()? == was_there {
            if was_there {
                // That the folder can be published to does not depend on it.
                let _ = clear_beside(disk, output, waiting);
            }
            let before = if was_there { Some(written_before(output, named, adopt, disk)?) } else { None };
            let (output, named) = (output.to_owned(), named.to_owned());
            return Ok(Claim { disk, output, before, named, lock, _parents: parents });
        }
        has_waited = lock.has_waited;
    }
}

/// What columnist has written into a folder. One that has other files and no manifest is refused, unless it is adopted.
fn written_before(output: &Path, named: &Path, adopt: bool, disk: &dyn Disk) -> Result<BTreeSet<String>, PublishError> {
    let manifest = manifest::read(disk, output)?;
    let (reason, remedy) = match manifest {
        Manifest::Files(files) => return Ok(files),
        _ if adopt => return Ok(BTreeSet::new()),
        Manifest::Missing => (
            "has files in it, and columnist did not make it",
            "choose another one with `-o`, or add to this one with `--adopt`: the files in it stay as they are",
        ),
        Manifest::Damaged => (
            "has a damaged list of what columnist wrote (.columnist-manifest)",
            "if columnist made all of the folder, remove it and build again; or go on with `--adopt`: what is in it \
             stays as it is, unless it is right already",
        ),
    };
    let entries = disk.names(output).map_err(PublishError::io("read", output))?;
    // A damaged manifest is a reason to be careful, but not where there is nothing else.
    if entries.iter().all(|name| name.to_string_lossy().starts_with('.')) {
        return Ok(BTreeSet::new());
    }
    Err(PublishError::Refused { folder: named.to_owned(), reason, remedy })
}

/// Removes what a build has left beside the folder that was killed before it, or just after it, had made the folder.
fn clear_beside(disk: &dyn Disk, output: &Path, waiting: &dyn Fn(Option<u32>)) -> Result<(), PublishError> {
    let (stage, place) = (beside(output, "new"), beside(output, "lock"));
    for path in [&stage, &place] {
        if disk.kind(path).map_err(PublishError::io("look at", path))? != Kind::Nothing {
            let _lock = lock::lock(disk, &place, waiting)?;
            debris::remove(disk, &stage)?;
        }
    }
    Ok(())
}

/// A path beside the output folder for a file or folder of columnist's own; hidden, and named after the folder.
pub(super) fn beside(output: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(".columnist-");
    name.push(ending);
    output.with_file_name(name)
}

/// Folders above the output folder that were made for it. Those that are empty in the end go again.
struct Parents<'d> {
    disk: &'d dyn Disk,
    made: Vec<PathBuf>,
}

impl Parents<'_> {
    /// Makes the folders above a path that are missing.
    fn make(&mut self, path: &Path) -> Result<(), PublishError> {
        let mut missing = Vec::new();
        for folder in path.ancestors().skip(1) {
            if self.disk.kind(folder).map_err(PublishError::io("look at", folder))? != Kind::Nothing {
                break;
            }
            missing.push(folder);
        }
        for folder in missing.into_iter().rev() {
            match self.disk.make_folder(folder) {
                Ok(()) => self.made.push(folder.to_owned()),
                // Another build was quicker.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(PublishError::io("make", folder)(error)),
            }
        }
        Ok(())
    }
}

impl Drop for Parents<'_> {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            let _ = self.disk.remove_folder(folder);
        }
    }
}
