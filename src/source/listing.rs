//! A site's files, kept up to date while they change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use super::stamp::Stamp;
use super::tree::{Source, SourcePath, SourceTree};
use super::walk::{PLACES, read_below, read_site};

/// Up to this many bytes, a file that changed is kept as it was read.
const KEPT: u64 = 1 << 20;

/// How many times a file that changed is read again, whatever its stamp: some file systems count time in steps of two
/// seconds, so that a second change within them does not show.
const DOUBTS: u8 = 4;

/// The files of a site as they were last looked at.
///
/// Looking again gives a tree in which all that did not change is the very same (`Arc::ptr_eq`) as before.
#[derive(Debug)]
pub struct Listing {
    root: Arc<Path>,
    tree: SourceTree,
    seen: BTreeMap<SourcePath, Seen>,
}

/// What a file was like when it was last looked at.
#[derive(Debug, Clone, Copy)]
struct Seen {
    stamp: Option<Stamp>,
    /// Of its bytes, once they have been read here.
    digest: Option<u64>,
    doubts: u8,
}

impl Listing {
    /// Lists the files of the site in a folder.
    pub fn new(root: &Path) -> Self {
        let tree = read_site(root);
        let seen = PLACES.iter().flat_map(|place| tree.at_or_below(place)).map(|source| {
            let stamp = source.on_disk().and_then(|file| Stamp::of(&file));
            (source.path.clone(), Seen { stamp, digest: None, doubts: 0 })
        });
        Self { root: root.into(), seen: seen.collect(), tree }
    }

    /// The files.
    pub fn tree(&self) -> &SourceTree {
        &self.tree
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a link was met below the top folders: what it leads to may change without a sign at its own place.
    pub fn has_links(&self) -> bool {
        self.tree.has_links
    }

    /// The folders of the site, but for those behind links.
    pub fn folders(&self) -> impl Iterator<Item = &SourcePath> {
        self.tree.folders.iter()
    }

    /// Looks again at some paths and what is below them, and gives those of the files that changed, came or went.
    ///
    /// A file that is named itself is read again even if it looks as before.
    pub fn look_at(&mut self, paths: &BTreeSet<SourcePath>) -> BTreeSet<SourcePath> {
        if self.tree.has_links {
            return self.look_everywhere(paths);
        }
        let is_below = |path: &SourcePath| paths.iter().any(|other| other != path && other.holds(path.as_str()));
        let outermost = paths.iter().filter(|path| !is_below(path)).cloned().collect();
        self.look(outermost, paths)
    }

    /// Looks again at everything.
    pub fn look_at_all(&mut self) -> BTreeSet<SourcePath> {
        self.look_everywhere(&BTreeSet::new())
    }

    fn look_everywhere(&mut self, named: &BTreeSet<SourcePath>) -> BTreeSet<SourcePath> {
        self.tree.has_links = false;
        self.look(PLACES.iter().map(|place| SourcePath::new(*place)).collect(), named)
    }

    fn look(&mut self, starts: Vec<SourcePath>, named: &BTreeSet<SourcePath>) -> BTreeSet<SourcePath> {
        let mut changed = BTreeSet::new();
        for start in starts {
            let mut found = SourceTree::default();
            read_below(&self.root, &start, &mut found);
            self.tree.has_links |= found.has_links;
            self.tree.folders.retain(|folder| !start.holds(folder.as_str()));
            self.tree.folders.append(&mut found.folders);
            self.take_problems(&start, &mut found, &mut changed);
            let gone: Vec<SourcePath> = self
                .tree
                .at_or_below(start.as_str())
                .filter(|source| found.get(source.path.as_str()).is_none())
                .map(|source| source.path.clone())
                .collect();
            for path in gone {
                self.tree.remove(&path);
                self.seen.remove(&path);
                changed.insert(path);
            }
            for source in found.at_or_below(start.as_str()) {
                if self.take(source, named.contains(&source.path)) {
                    changed.insert(source.path.clone());
                }
            }
        }
        changed
    }

    /// Takes over what could not be taken in at a path and below it.
    fn take_problems(&mut self, start: &SourcePath, found: &mut SourceTree, changed: &mut BTreeSet<SourcePath>) {
        let (before, now) = (self.tree.take_problems(start), found.take_problems(start));
        let is_new = |problem: &&_| !(before.contains(problem) && now.contains(problem));
        changed
            .extend(before.iter().chain(&now).filter(is_new).map(|problem| SourcePath::new(problem.span.file.clone())));
        for problem in now {
            self.tree.report(problem);
        }
    }

    /// Takes over one file; whether it changed.
    fn take(&mut self, source: &Arc<Source>, is_named: bool) -> bool {
        let Some(file) = source.on_disk() else { return false };
        let stamp = Stamp::of(&file);
        let old = self.seen.get(&source.path).copied();
        let looks_same = old.is_some_and(|old| old.stamp == stamp);
        if looks_same && !is_named && old.is_none_or(|old| old.doubts == 0) {
            return false;
        }
        let is_small = stamp.is_some_and(|stamp| stamp.length() <= KEPT);
        let bytes = if is_small { fs::read(file).ok() } else { None };
        let digest = bytes.as_deref().map(digest);
        let doubts = match old {
            Some(old) if looks_same => old.doubts.saturating_sub(1),
            _ => DOUBTS,
        };
        self.seen.insert(source.path.clone(), Seen { stamp, digest, doubts });
        if digest.is_some() && old.is_some_and(|old| old.digest == digest) {
            return false;
        }
        if looks_same && !is_named && digest.is_none() {
            return false;
        }
        match bytes {
            Some(bytes) => self.tree.insert(Source::in_memory(source.path.as_str(), bytes)),
            None => self.tree.insert(Arc::clone(source)),
        }
        true
    }
}

fn digest(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    struct Folder(tempfile::TempDir, Listing);

    impl Folder {
        fn new(files: &[&str]) -> Self {
            let folder = tempfile::tempdir().unwrap();
            for file in files {
                write(folder.path(), file, "x");
            }
            let listing = Listing::new(folder.path());
            Self(folder, listing)
        }

        fn write(&self, file: &str, text: &str) -> &Self {
            write(self.0.path(), file, text);
            self
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn look_at(&mut self, paths: &[&str]) -> Vec<String> {
            let changed = self.1.look_at(&paths.iter().map(|path| SourcePath::new(*path)).collect());
            changed.iter().map(ToString::to_string).collect()
        }

        fn look_at_all(&mut self) -> Vec<String> {
            self.1.look_at_all().iter().map(ToString::to_string).collect()
        }

        fn text(&self, path: &str) -> String {
            self.1.tree().get(path).map(|source| source.text().unwrap()).unwrap_or_default()
        }

        /// Whether the tree is what a fresh look gives.
        fn is_true(&self) -> bool {
            let fresh = read_site(self.0.path());
            let list = |tree: &SourceTree| -> Vec<(String, String)> {
                let all = PLACES.iter().flat_map(|place| tree.at_or_below(place));
                all.map(|source| (source.path.to_string(), source.text().unwrap())).collect()
            };
            list(&fresh) == list(self.1.tree())
                && fresh.problems() == self.1.tree().problems()
                && fresh.folders == self.1.tree().folders
        }
    }

    fn write(root: &Path, file: &str, text: &str) {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn what_did_not_change_stays_the_very_same() {
        let mut folder = Folder::new(&["content/a.md", "content/b.md", "site.toml"]);
        let before = folder.1.tree().clone();
        folder.write("content/a.md", "y");
        assert_eq!(folder.look_at(&["content/a.md"]), ["content/a.md"]);
        assert_eq!(folder.text("content/a.md"), "y");
        let same = |path| Arc::ptr_eq(before.get(path).unwrap(), folder.1.tree().get(path).unwrap());
        assert!(same("content/b.md") && same("site.toml") && !same("content/a.md"));
    }

    #[test]
    fn a_folder_is_looked_at_with_all_in_it() {
        let mut folder = Folder::new(&["content/a.md", "content/old/b.md"]);
        fs::rename(folder.path("content/old"), folder.path("content/new")).unwrap();
        folder.write("content/new/deep/c.md", "c");
        let changed = folder.look_at(&["content/old", "content/new", "content/new/deep/c.md"]);
        assert_eq!(changed, ["content/new/b.md", "content/new/deep/c.md", "content/old/b.md"]);
        assert!(folder.is_true());
        fs::remove_dir_all(folder.path("content")).unwrap();
        assert_eq!(folder.look_at(&["content"]).len(), 3);
        assert!(folder.is_true());
    }

    #[test]
    fn a_change_that_keeps_the_time_is_seen() {
        let mut folder = Folder::new(&["content/a.md"]);
        let time = fs::metadata(folder.path("content/a.md")).unwrap().modified().unwrap();
        folder.write("content/a.md", "y");
        fs::File::options().write(true).open(folder.path("content/a.md")).unwrap().set_modified(time).unwrap();
        assert_eq!(folder.look_at(&["content/a.md"]), ["content/a.md"]);
        folder.write("content/a.md", "z");
        assert_eq!(folder.look_at_all(), ["content/a.md"]);
        assert_eq!(folder.text("content/a.md"), "z");
    }

    #[test]
    fn the_same_bytes_again_are_no_change() {
        let mut folder = Folder::new(&["content/a.md"]);
        folder.write("content/a.md", "y");
        assert_eq!(folder.look_at_all(), ["content/a.md"]);
        folder.write("content/a.md", "y");
        assert_eq!(folder.look_at_all(), Vec::<String>::new());
        assert_eq!(folder.look_at(&["content/a.md"]), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_source_is_not_looked_at() {
        let mut folder = Folder::new(&["content/a.md"]);
        folder.write("content/.a.md.swp", "x").write("content/4913", "x").write("public/a.md", "x").write("x.md", "x");
        let paths = ["content/.a.md.swp", "content/4913", "public/a.md", "x.md", "content/.git/x.md", ""];
        assert_eq!(folder.look_at(&paths), Vec::<String>::new());
        assert!(folder.is_true());
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_is_seen_too() {
        let mut folder = Folder::new(&["content/a.md", "templates/x.html"]);
        std::os::unix::fs::symlink(folder.path("content/a.md"), folder.path("content/b.md")).unwrap();
        assert_eq!(folder.look_at(&["content/b.md"]), ["content/b.md"]);
        folder.write("content/a.md", "longer");
        assert_eq!(folder.look_at(&["content/a.md"]), ["content/a.md", "content/b.md"]);
        fs::remove_file(folder.path("content/b.md")).unwrap();
        std::os::unix::fs::symlink("/etc", folder.path("content/c")).unwrap();
        assert_eq!(folder.look_at(&["content"]), ["content/b.md", "content/c"]);
        assert!(folder.is_true());
        fs::remove_file(folder.path("content/c")).unwrap();
        assert_eq!(folder.look_at(&["content/c"]), ["content/c"]);
        assert!(folder.is_true() && !folder.1.has_links());
    }
}
