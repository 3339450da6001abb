//! The list of the files that columnist wrote into an output folder.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::error::PublishError;
use super::folder::replace;

/// The manifest's name in the output folder.
const NAME: &str = ".columnist-manifest";

/// Its first line; a manifest with another one was not written by this version and is not relied on.
const HEADER: &str = "columnist 1";

/// The files that an earlier build wrote; none where there is no manifest.
pub(super) fn read(output: &Path) -> Result<BTreeSet<String>, PublishError> {
    let path = output.join(NAME);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(PublishError::io("read", &path)(error)),
    };
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return Ok(BTreeSet::new());
    }
    // The folder is on a web server perhaps: a line that leads out of it is not believed.
    let is_inside = |line: &&str| !line.is_empty() && line.split('/').all(|part| !matches!(part, "" | "." | ".."));
    Ok(lines.filter(is_inside).map(str::to_owned).collect())
}

/// Writes the manifest.
pub(super) fn write<'a>(output: &Path, files: impl Iterator<Item = &'a str>) -> Result<(), PublishError> {
    let mut text = format!("{HEADER}\n");
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    replace(&output.join(NAME), text.as_bytes())
}
