//! What builds that died have left behind, and its removal.

use std::path::Path;

use super::disk::{Disk, Kind};
use super::error::PublishError;
use super::files::folders;
use super::survey::look_at;

/// Where new files wait for their places, inside the output folder, so that a rename takes them there.
pub(super) const STAGE: &str = ".columnist-stage";

/// A new file beside its place, in a folder that is another disk, so that none can be renamed to it from the stage.
pub(super) const TEMPORARY: &str = ".columnist-new";

/// Removes what is at a path, whatever it is; whether there was anything.
pub(super) fn remove(disk: &dyn Disk, path: &Path) -> Result<bool, PublishError> {
    match disk.kind(path).map_err(PublishError::io("look at", path))? {
        Kind::Nothing => return Ok(false),
        Kind::Folder => disk.remove_tree(path),
        _ => disk.remove_file(path),
    }
    .map_err(PublishError::io("remove", path))?;
    Ok(true)
}

/// Removes what a build that died or failed has left in an output folder, in which it may have put `files`.
pub(super) fn sweep<'f>(
    disk: &dyn Disk,
    output: &Path,
    files: impl Iterator<Item = &'f str>,
) -> Result<(), PublishError> {
    let stage = output.join(STAGE);
    if disk.kind(&stage).map_err(PublishError::io("look at", &stage))? == Kind::Nothing {
        return Ok(());
    }
    let kinds = look_at(disk, output, &folders(files))?;
    for (folder, _) in kinds.into_iter().filter(|(_, kind)| *kind == Kind::Folder) {
        let path = output.join(folder).join(TEMPORARY);
        if disk.kind(&path).map_err(PublishError::io("look at", &path))? == Kind::File {
            disk.remove_file(&path).map_err(PublishError::io("remove", &path))?;
        }
    }
    // Last: as long as the stage is there, the next build knows that it has to sweep.
    remove(disk, &stage).map(|_| ())
}
