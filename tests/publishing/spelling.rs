//! Disks that take names that differ only in case for the same, as most of Apple's and Microsoft's do.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use columnist::publish::{Disk, Kind, RealDisk};

use crate::pages::{build, tree_of};
use crate::trees::{assert_same, published};

/// A disk that passes over case, and keeps it.
struct Lenient;

/// The path as the disk has kept it.
fn kept(path: &Path) -> PathBuf {
    let mut kept = PathBuf::new();
    for part in path.components() {
        let Component::Normal(name) = part else {
            kept.push(part);
            continue;
        };
        let names = fs::read_dir(&kept).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let found = names.into_iter().find(|other| other.eq_ignore_ascii_case(name));
        kept.push(found.as_deref().unwrap_or(name));
    }
    kept
}

impl Disk for Lenient {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        RealDisk.kind(&kept(path))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.real(&kept(path))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        RealDisk.names(&kept(folder))
    }

    fn read(&self, file: &Path, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(&kept(file), limit)
    }

    fn has_bytes_of(&self, file: &Path, other: &Path) -> io::Result<bool> {
        RealDisk.has_bytes_of(&kept(file), other)
    }

    fn copy(&self, from: &Path, file: &Path) -> io::Result<()> {
        RealDisk.copy(from, &kept(file))
    }

    fn has_bytes(&self, file: &Path, bytes: &[u8]) -> io::Result<bool> {
        RealDisk.has_bytes(&kept(file), bytes)
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.write(&kept(file), bytes)
    }

    /// A file that is renamed to another spelling of its own name gets that; one in the place of another keeps its.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (from, place) = (kept(from), kept(to));
        let new = if from == place { place.with_file_name(to.file_name().unwrap_or_default()) } else { place };
        RealDisk.rename(&from, &new)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.make_folder(&kept(folder))
    }

    fn remove_file(&self, file: &Path) -> io::Result<()> {
        RealDisk.remove_file(&kept(file))
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.remove_folder(&kept(folder))
    }

    fn remove_tree(&self, folder: &Path) -> io::Result<()> {
        RealDisk.remove_tree(&kept(folder))
    }

    fn open_lock(&self, file: &Path) -> io::Result<File> {
        RealDisk.open_lock(&kept(file))
    }
}

#[test]
fn a_file_whose_name_changes_its_case_only_is_not_taken_for_an_old_one() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let output = place.path().join("public");
    build(&vec![("Photo.jpg", "same"), ("Notes.txt", "old"), ("x/Gone.txt", "old")], &output, &Lenient)
        .expect("a site");
    let new = vec![("photo.jpg", "same"), ("notes.txt", "new")];
    build(&new, &output, &Lenient).expect("nothing is in the way");
    assert_same(&published(&output), &tree_of(&new), "after another spelling");
}

#[test]
fn two_files_whose_names_differ_in_case_only_are_two_where_the_disk_says_so() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let output = place.path().join("public");
    build(&vec![("Photo.jpg", "old"), ("index.html", "old")], &output, &RealDisk).expect("a site");
    let is_lenient = output.join("PHOTO.JPG").exists();
    let new = vec![("photo.jpg", "new"), ("index.html", "old")];
    let report = build(&new, &output, &RealDisk).expect("nothing is in the way");
    assert_same(&published(&output), &tree_of(&new), "after another spelling");
    assert_eq!(report.removed, usize::from(!is_lenient));
}
