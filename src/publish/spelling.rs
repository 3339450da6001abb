//! Names that are one and the same on some disks, which pass over case or over the form of letters.
//!
//! There a file that got another spelling, `Photo.jpg` that became `photo.jpg`, is old and new at once: it is
//! columnist's own by its old name, and must not be removed as old.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::disk::{Disk, Kind};

/// The files of the site by what such a disk may take their names for.
pub(super) struct Spellings<'n>(HashMap<String, &'n str>);

impl<'n> Spellings<'n> {
    pub(super) fn new(names: &BTreeSet<&'n str>) -> Self {
        Self(names.iter().map(|name| (folded(name), *name)).collect())
    }

    /// The file of the site that this disk has at the place of an old name as well.
    pub(super) fn of_one_file(&self, disk: &dyn Disk, output: &Path, old: &str) -> Option<&'n str> {
        let new = *self.0.get(&folded(old))?;
        if disk.kind(&output.join(old)).ok()? != Kind::File {
            return None;
        }
        let real = |name: &str| disk.real(&output.join(name)).ok();
        real(old).filter(|place| real(new).as_ref() == Some(place)).map(|_| new)
    }
}

/// Whether a file is one of these by another spelling, that which the disk has kept.
pub(super) fn is_among(disk: &dyn Disk, output: &Path, file: &Path, names: &BTreeSet<String>) -> bool {
    let real = |path: &Path| disk.real(path).ok();
    let (Some(file), Some(output)) = (real(file), real(output)) else { return false };
    file.strip_prefix(output).is_ok_and(|name| name.to_str().is_some_and(|name| names.contains(&slashed(name))))
}

/// A path of this system as manifests have it.
fn slashed(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}
