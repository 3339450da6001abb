//! Every file operation of publishing fails once, and the disk goes away at every operation.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use columnist::publish::{Disk, Kind, PublishError, RealDisk, Report};

use crate::pages::{Pages, build, tree_of};
use crate::trees::{Tree, assert_old_or_new, assert_same, published, tree};

/// How a disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// One operation fails.
    Once,
    /// All operations fail from one on, as if the program had been killed there: nothing can be put right any more.
    FromThen,
    /// One operation fails, and the folders inside the output folder are on other disks than the folder itself.
    OtherDisks,
}

/// A disk on which the n-th operation fails.
struct Faulty {
    fault: Fault,
    fails_at: usize,
    done: AtomicUsize,
}

impl Faulty {
    fn new(fault: Fault, fails_at: usize) -> Self {
        Self { fault, fails_at, done: AtomicUsize::new(0) }
    }

    fn has_failed(&self) -> bool {
        self.done.load(Ordering::SeqCst) > self.fails_at
    }

    fn next(&self) -> io::Result<()> {
        let number = self.done.fetch_add(1, Ordering::SeqCst);
        let fails = match self.fault {
            Fault::Once | Fault::OtherDisks => number == self.fails_at,
            Fault::FromThen => number >= self.fails_at,
        };
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl Disk for Faulty {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.next().and_then(|()| RealDisk.kind(path))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.next().and_then(|()| RealDisk.real(path))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.next().and_then(|()| RealDisk.names(folder))
    }

    fn read(&self, file: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.next().and_then(|()| RealDisk.read(file, limit))
    }

    fn has_bytes_of(&self, file: &Path, other: &Path) -> io::Result<bool> {
        self.next().and_then(|()| RealDisk.has_bytes_of(file, other))
    }

    fn copy(&self, from: &Path, file: &Path) -> io::Result<()> {
        self.next().inspect_err(|_| {
            let _ = RealDisk.write(file, b"half");
        })?;
        RealDisk.copy(from, file)
    }

    fn has_bytes(&self, file: &Path, bytes: &[u8]) -> io::Result<bool> {
        self.next().and_then(|()| RealDisk.has_bytes(file, bytes))
    }

    /// A disk that is full takes the first half of a file.
    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        self.next().inspect_err(|_| {
            let _ = RealDisk.write(file, &bytes[..bytes.len() / 2]);
        })?;
        RealDisk.write(file, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.next()?;
        let is_inside = |folder: &Path| to.parent() != Some(folder) && to.parent() != folder.parent();
        if self.fault == Fault::OtherDisks && from.parent().is_some_and(is_inside) {
            return Err(io::ErrorKind::CrossesDevices.into());
        }
        RealDisk.rename(from, to)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.next().and_then(|()| RealDisk.make_folder(folder))
    }

    fn remove_file(&self, file: &Path) -> io::Result<()> {
        self.next().and_then(|()| RealDisk.remove_file(file))
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.next().and_then(|()| RealDisk.remove_folder(folder))
    }

    fn remove_tree(&self, folder: &Path) -> io::Result<()> {
        self.next().and_then(|()| RealDisk.remove_tree(folder))
    }

    fn open_lock(&self, file: &Path) -> io::Result<File> {
        self.next().and_then(|()| RealDisk.open_lock(file))
    }
}

/// Each page is what it links to.
fn old_site() -> Pages {
    vec![
        ("style.css", "old"),
        ("same.txt", "same"),
        ("same.film", "a film that is copied"),
        ("other.film", "old"),
        ("posts/a/index.html", "old href=\"/posts/b/\" href=\"/style.css\""),
        ("posts/b/index.html", "old href=\"/posts/a/\""),
        ("posts/gone/index.html", "old href=\"/posts/a/\" href=\"/\""),
        ("index.html", "old href=\"/posts/a/\" href=\"/posts/b/\" href=\"/posts/gone/\""),
    ]
}

fn new_site() -> Pages {
    vec![
        ("style.css", "new and longer"),
        ("same.txt", "same"),
        ("same.film", "a film that is copied"),
        ("other.film", "new"),
        ("posts/a/index.html", "new href=\"/posts/c/\" href=\"/tags/new/\""),
        ("posts/b/index.html", "new href=\"/posts/a/\""),
        ("posts/c/index.html", "new href=\"/posts/a/\" href=\"/tags/new/\""),
        ("tags/new/index.html", "new href=\"/posts/c/\""),
        ("index.html", "new href=\"/posts/c/\" href=\"/tags/new/\""),
    ]
}

/// As many files become folders, and folders files.
fn crossed_site() -> Pages {
    vec![
        ("style.css/inside.txt", "new"),
        ("posts/a/index.html/deep/inside.txt", "new"),
        ("posts/b", "new"),
        ("posts/gone", "new"),
        ("index.html", "new"),
    ]
}

/// A folder with the whole new site and nothing else in or beside it.
fn assert_repaired(new: &Pages, output: &Path, when: &str) {
    build(new, output, &RealDisk).unwrap_or_else(|error| panic!("{when}: {error}"));
    let mut found: Tree = tree(output).into_iter().filter(|(name, _)| !name.ends_with('/')).collect();
    assert!(found.remove(".columnist-manifest").is_some(), "{when}: there is no manifest");
    assert_same(&found, &tree_of(new), &format!("repaired after {when}"));
    let above = output.parent().expect("a folder");
    assert_eq!(std::fs::read_dir(above).expect("the folder").count(), 1, "{when}: something is left beside");
}

/// Says what is wrong: the file, the reason and the remedy.
fn assert_clear(error: &PublishError, when: &str) {
    let remedy = error.remedy().unwrap_or_default();
    assert!(error.to_string().starts_with("could not ") && remedy.contains("build again"), "{when}: {error}: {remedy}");
}

fn fail_everywhere(fault: Fault, old: Option<&Pages>, new: &Pages, are_links_checked: bool) {
    for fails_at in 0.. {
        let place = tempfile::tempdir().expect("a temporary folder");
        let output = place.path().join("public");
        if let Some(old) = old {
            build(old, &output, &RealDisk).expect("the disk works");
        }
        let disk = Faulty::new(fault, fails_at);
        let result = build(new, &output, &disk);
        let when = format!("{fault:?} at operation {fails_at}");
        let found = if output.exists() { published(&output) } else { Tree::new() };
        let before = old.map(tree_of).unwrap_or_default();
        match &result {
            Ok(_) => assert_same(&found, &tree_of(new), &when),
            Err(error @ PublishError::Io { is_late, .. }) => {
                assert_clear(error, &when);
                if *is_late {
                    assert!(old.is_some(), "{when}: a new folder came in parts");
                } else {
                    assert_same(&found, &before, &when);
                }
            }
            Err(other) => panic!("{when}: {other}"),
        }
        if are_links_checked && output.exists() {
            assert_old_or_new(&found, &before, &tree_of(new), &when);
        }
        assert_repaired(new, &output, &when);
        if !disk.has_failed() {
            assert!(result.is_ok() && fails_at > 10, "{when}: {result:?}");
            return;
        }
    }
}

#[test]
fn a_new_folder_comes_whole_or_not_at_all() {
    for fault in [Fault::Once, Fault::FromThen] {
        fail_everywhere(fault, None, &new_site(), true);
    }
}

#[test]
fn an_update_leaves_old_or_new_files_and_no_dead_link_wherever_it_fails() {
    for fault in [Fault::Once, Fault::FromThen, Fault::OtherDisks] {
        fail_everywhere(fault, Some(&old_site()), &new_site(), true);
    }
}

#[test]
fn files_that_become_folders_and_folders_that_become_files_are_repaired_wherever_it_fails() {
    for fault in [Fault::Once, Fault::FromThen, Fault::OtherDisks] {
        fail_everywhere(fault, Some(&old_site()), &crossed_site(), false);
    }
    fail_everywhere(Fault::FromThen, Some(&crossed_site()), &old_site(), false);
}

#[test]
fn a_second_build_touches_nothing() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let output = place.path().join("public");
    let new = new_site();
    build(&new, &output, &RealDisk).expect("the disk works");
    let report = build(&new, &output, &RealDisk).expect("the disk works");
    assert_eq!(report, Report { written: 0, unchanged: new.len(), removed: 0 });
}
