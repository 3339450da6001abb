//! A folder of kept files, one a key.
//!
//! A file begins with a digest of its key and of the rest, so that a damaged or a misplaced one is known, and appears under its name only when it is
//! whole. Nothing that happens to the folder is an error: what cannot be read is made again, and what cannot be written
//! is not kept.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use crate::picture::{Digest, digest};

/// The bytes of the digest.
const HEAD: usize = 16;

/// So many bytes of files that no site uses are always kept; more of them, up to as many as are in use.
const SPARE: u64 = 64 << 20;

/// How a file begins its name while it is written.
const UNFINISHED: &str = ".new-";

/// Another build may need this long for one file; what is older was left by one that was killed.
const PATIENCE: Duration = Duration::from_secs(3600);

#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    has_grown: AtomicBool,
    /// Whether it cannot be written to; then it is not tried again for every file.
    is_closed: AtomicBool,
    /// Whether it, or the folder around it, is a link: what is behind that is not the cache's to read or to remove.
    is_elsewhere: bool,
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        let is_elsewhere = is_link(&path) || path.parent().is_some_and(is_link);
        Self { path, has_grown: AtomicBool::new(false), is_closed: AtomicBool::new(is_elsewhere), is_elsewhere }
    }

    /// Whether something was added.
    pub(super) fn has_grown(&self) -> bool {
        self.has_grown.load(Ordering::Relaxed)
    }

    /// Appends what is kept under a key; whether there is something, and it is what was put there.
    pub(super) fn read(&self, key: Digest, out: &mut Vec<u8>) -> bool {
        let path = self.path.join(key.to_string());
        // A pipe would be waited for, and a link leads elsewhere.
        if self.is_elsewhere || !fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
            return false;
        }
        let Ok(file) = fs::read(path) else { return false };
        let Some((head, bytes)) = file.split_at_checked(HEAD) else { return false };
        if head != seal(key, bytes) {
            return false;
        }
        out.extend_from_slice(bytes);
        true
    }

    /// Keeps some bytes under a key.
    pub(super) fn keep(&self, key: Digest, bytes: &[u8]) {
        if self.is_closed.load(Ordering::Relaxed) {
            return;
        }
        let is_kept = self.write(key, bytes).is_ok();
        if is_kept {
            self.has_grown.store(true, Ordering::Relaxed);
        } else {
            self.is_closed.store(true, Ordering::Relaxed);
        }
    }

    fn write(&self, key: Digest, bytes: &[u8]) -> io::Result<()> {
        let new = || tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&self.path);
        let mut file: NamedTempFile = match new() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.make()?;
                new()?
            }
            file => file?,
        };
        file.write_all(&seal(key, bytes))?;
        file.write_all(bytes)?;
        file.persist(self.path.join(key.to_string()))?;
        Ok(())
    }

    /// Makes the folder, with a note for git that it is nobody's work.
    fn make(&self) -> io::Result<()> {
        fs::create_dir_all(&self.path)?;
        fs::write(self.path.join(".gitignore"), "*\n")
    }

    /// Removes the oldest files that are not among `used` until few enough are left, and what killed builds have left.
    pub(super) fn sweep(&self, used: &BTreeSet<String>) {
        let Some(entries) = fs::read_dir(&self.path).ok().filter(|_| !self.is_elsewhere) else { return };
        let mut spare: Vec<Spare> = Vec::new();
        let (mut in_use, mut newest) = (0, SystemTime::UNIX_EPOCH);
        for entry in entries.map_while(Result::ok) {
            let Some(found) = Spare::of(&entry) else { continue };
            newest = newest.max(found.modified);
            if used.contains(&found.name) { in_use += found.length } else { spare.push(found) }
        }
        spare.sort_by(|a, b| b.modified.cmp(&a.modified).then_with(|| a.name.cmp(&b.name)));
        let mut left = SPARE.max(in_use);
        for file in spare {
            let is_unfinished = file.name.starts_with(UNFINISHED);
            let is_alive = is_unfinished && newest.duration_since(file.modified).is_ok_and(|age| age < PATIENCE);
            if is_alive {
                continue;
            }
            match left.checked_sub(file.length).filter(|_| !is_unfinished) {
                Some(rest) => left = rest,
                None => {
                    // One that cannot be removed is only a waste of space.
                    let _ = fs::remove_file(self.path.join(&file.name));
                }
            }
        }
    }
}

/// What a file begins with.
fn seal(key: Digest, bytes: &[u8]) -> [u8; HEAD] {
    digest([key.0.to_le_bytes().as_slice(), bytes]).0.to_le_bytes()
}

/// A file in the folder that is one of the cache's own.
struct Spare {
    name: String,
    length: u64,
    modified: SystemTime,
}

impl Spare {
    fn of(entry: &DirEntry) -> Option<Self> {
        let name = entry.file_name().into_string().ok()?;
        let is_key = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let metadata: Metadata = entry.metadata().ok().filter(Metadata::is_file)?;
        (is_key || name.starts_with(UNFINISHED))
            .then(|| Some(Self { name, length: metadata.len(), modified: metadata.modified().ok()? }))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Digest = Digest(7);

    fn kept(folder: &Folder) -> Option<Vec<u8>> {
        let mut out = b"before ".to_vec();
        folder.read(KEY, &mut out).then_some(out)
    }

    #[test]
    fn what_is_damaged_is_not_there() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().join("a/cache"));
        assert_eq!(kept(&folder), None);
        folder.keep(KEY, b"bytes");
        assert_eq!(kept(&folder).unwrap(), b"before bytes");
        assert_eq!(fs::read(place.path().join("a/cache/.gitignore")).unwrap(), b"*\n");
        let file = place.path().join("a/cache").join(KEY.to_string());
        let whole = fs::read(&file).unwrap();
        for damage in [&whole[..whole.len() - 1], &whole[..3], b"", b"something else entirely"] {
            fs::write(&file, damage).unwrap();
            assert_eq!(kept(&folder), None);
        }
        folder.keep(KEY, b"again");
        assert_eq!(kept(&folder).unwrap(), b"before again");
    }

    #[test]
    fn what_is_kept_under_another_key_is_not_believed() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().join("cache"));
        folder.keep(Digest(8), b"bytes");
        fs::copy(folder.path.join(Digest(8).to_string()), folder.path.join(KEY.to_string())).unwrap();
        assert_eq!(kept(&folder), None);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_behind_a_link_is_read_or_removed() {
        let place = tempfile::tempdir().unwrap();
        let elsewhere = place.path().join("elsewhere");
        Folder::new(elsewhere.clone()).keep(KEY, b"bytes");
        std::os::unix::fs::symlink(&elsewhere, place.path().join("cache")).unwrap();
        for path in [place.path().join("cache"), place.path().join("cache/inside")] {
            let folder = Folder::new(path);
            assert_eq!(kept(&folder), None);
            folder.keep(Digest(8), b"more");
            folder.sweep(&BTreeSet::new());
            assert!(!folder.has_grown());
        }
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 2);
    }

    #[test]
    fn a_place_that_cannot_be_written_to_keeps_nothing() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("cache"), "a file").unwrap();
        let folder = Folder::new(place.path().join("cache"));
        folder.keep(KEY, b"bytes");
        assert!(kept(&folder).is_none() && !folder.has_grown());
        folder.sweep(&BTreeSet::new());
    }

    #[test]
    fn what_is_used_stays_and_the_oldest_of_the_rest_goes() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().to_owned());
        let name = |key: u128| Digest(key).to_string();
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let write = |name: &str, length: u64, minute: u64| {
            let file = fs::File::create(place.path().join(name)).unwrap();
            file.set_len(length).unwrap();
            file.set_modified(start + Duration::from_secs(60 * minute)).unwrap();
        };
        write(&name(1), 1, 0);
        write(&name(2), SPARE / 2, 1);
        write(&name(3), SPARE / 2, 2);
        write(&name(4), SPARE / 2, 500);
        write(".new-dead", 1, 3);
        write(".new-alive", 1, 499);
        write("notes.txt", SPARE, 0);
        folder.sweep(&BTreeSet::from([name(1)]));
        let mut left: Vec<String> = fs::read_dir(place.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, [".new-alive", &name(1), &name(3), &name(4), "notes.txt"]);
    }
}
