//! Writing files that must not be there yet.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::failure::Failure;

/// Writes a file unless there is one; whether it was written.
pub(super) fn write_new(path: &Path, text: &str) -> Result<bool, Failure> {
    let shown = path.display().to_string();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("make", &folder.display().to_string(), &error))?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes()).map_err(|error| Failure::io("write", &shown, &error))?;
            Ok(true)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Failure::io("write", &shown, &error)),
    }
}
