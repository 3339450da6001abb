//! Small steps on the file system, each with an error that says what it did.

use std::fs;
use std::io;
use std::path::Path;

use super::error::PublishError;

/// Writes a file beside its place and renames it into it, unless it has these bytes already.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    if has_bytes(path, bytes) {
        return Ok(());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    fs::write(&beside, bytes).map_err(PublishError::io("write", &beside))?;
    fs::rename(&beside, path).map_err(PublishError::io("replace", path))
}

/// Whether a file, not a link to one, has exactly these bytes.
pub(super) fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let Ok(metadata) = fs::symlink_metadata(path) else { return false };
    metadata.is_file() && metadata.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Removes a folder and all in it; one that is not there is fine.
pub(super) fn remove_tree(path: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(PublishError::io("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Removes a file, and then the folders above it that it leaves empty, up to `top`.
pub(super) fn remove_file(top: &Path, path: &Path) -> Result<(), PublishError> {
    match fs::remove_file(path) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(PublishError::io("remove", path)(error));
        }
        _ => {}
    }
    let mut folder = path.parent();
    while let Some(here) = folder.filter(|here| *here != top && here.starts_with(top)) {
        if fs::remove_dir(here).is_err() {
            break;
        }
        folder = here.parent();
    }
    Ok(())
}
