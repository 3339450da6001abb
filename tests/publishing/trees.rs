//! Sites in temporary folders, and what their output folders have.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A small site in a temporary folder.
pub(crate) struct Site(TempDir);

impl Site {
    /// A site with one author and as many posts as asked for; those of another edition differ in everything.
    pub(crate) fn new(posts: usize, edition: &str) -> Self {
        let site = Self(tempfile::tempdir().expect("a temporary folder"));
        for (path, text) in files(posts, edition) {
            site.write(&path, &text);
        }
        site
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("the file");
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn remove(&self, name: &str) -> &Self {
        let path = self.path(name);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("it goes");
        self
    }

    /// The program, about to build this site.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("columnist"));
        command
            .current_dir(self.0.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .env("HOME", "/nonexistent")
            .args(["--now", "2020-01-01T00:00:00Z", "build"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Builds, which must work.
    #[track_caller]
    pub(crate) fn build(&self, arguments: &[&str]) {
        self.ends_with(0, arguments);
    }

    /// Builds, which must end with a code; what it says of errors.
    #[track_caller]
    pub(crate) fn ends_with(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("it runs");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{errors}");
        errors
    }

    /// The names in the site's folder, but for the cache's.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("the folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| name != ".columnist");
        names.sort();
        names
    }
}

/// The sources of a site, with paths from its folder.
pub(crate) fn files(posts: usize, edition: &str) -> Vec<(String, String)> {
    let mut files = vec![
        (
            "site.toml".to_owned(),
            "title = \"T\"\nbase_url = \"https://t.example\"\npaginate_by = 5\nauthors = [\"leslie\"]\n".to_owned(),
        ),
        ("content/authors/leslie.md".to_owned(), format!("---\nname: Leslie Morris\n---\nBio, {edition}.\n")),
        ("content/about.md".to_owned(), format!("---\ntitle: About\n---\nThis is {edition}.\n")),
        ("static/robots.txt".to_owned(), format!("# {edition}\n")),
    ];
    for post in 0..posts {
        let text = format!(
            "---\ntitle: Question {post}, {edition}\ntags: [all, every-{}, in-{edition}]\n---\n\n## The Dilemma\n\n\
             Help, {edition}.\n\n## Leslie Says\n\n**No.** Never.\n",
            post % 4
        );
        files.push((format!("content/posts/2012-04-{:02}-q{post}.md", post % 28 + 1), text));
        if post % 10 == 3 {
            files.push((format!("content/posts/2013-05-01-only-{edition}-{post}.md"), COLUMN.to_owned()));
        }
    }
    files
}

const COLUMN: &str = "---\ntitle: A question\n---\n\n## The Dilemma\n\nHelp.\n\n## Leslie Says\n\n**No.** Never.\n";

/// The files below a folder, by their paths from it. Folders, links and whatever else is there have an entry too.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// All that is below a folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).unwrap_or_else(|error| panic!("{}: {error}", here.display())) {
            let entry = entry.expect("an entry");
            let path = entry.path();
            let kind = entry.file_type().expect("a type");
            let name = path.strip_prefix(folder).expect("it is below").to_string_lossy().into_owned();
            if kind.is_dir() {
                folders.push(path);
                tree.insert(name + "/", Vec::new());
            } else if kind.is_symlink() {
                tree.insert(name + "@", fs::read_link(&path).expect("a link").to_string_lossy().into_owned().into());
            } else {
                tree.insert(name, fs::read(&path).expect("its bytes"));
            }
        }
    }
    tree
}

/// Only what readers can reach: no folders, and nothing of columnist's own.
pub(crate) fn published(folder: &Path) -> Tree {
    tree(folder).into_iter().filter(|(name, _)| !name.ends_with('/') && !name.starts_with(".columnist-")).collect()
}

/// Fails with the names of what differs.
#[track_caller]
pub(crate) fn assert_same(found: &Tree, expected: &Tree, when: &str) {
    let differ = |name: &&String| found.get(*name) != expected.get(*name);
    let names: Vec<&String> = found.keys().chain(expected.keys()).filter(differ).collect();
    assert!(names.is_empty(), "{when}: {names:?} differ");
}

/// Every file is whole, in an old or a new edition; what both have is there; and whoever starts at an address that both
/// have meets no link to nothing. Pages that go may lead to others that have gone already: nothing leads to them.
#[track_caller]
pub(crate) fn assert_old_or_new(found: &Tree, old: &Tree, new: &Tree, when: &str) {
    for (name, bytes) in found {
        assert!(old.get(name) == Some(bytes) || new.get(name) == Some(bytes), "{when}: {name} is torn");
    }
    for name in old.keys().filter(|name| new.contains_key(*name)) {
        assert!(found.contains_key(name), "{when}: {name} is gone");
    }
    let stays = |name: &&String| old.contains_key(*name) && new.contains_key(*name);
    let mut to_read: Vec<String> = found.keys().filter(stays).cloned().collect();
    let mut read = BTreeSet::new();
    while let Some(name) = to_read.pop() {
        if Path::new(&name).extension().is_none_or(|ending| ending != "html") || !read.insert(name.clone()) {
            continue;
        }
        for address in addresses(&String::from_utf8_lossy(&found[&name])) {
            let file = if address.ends_with('/') { format!("{address}index.html") } else { address };
            let file = file.trim_start_matches('/').to_owned();
            assert!(found.contains_key(&file), "{when}: {name} links to {file}, which is not there");
            to_read.push(file);
        }
    }
}

/// The addresses on this site that a page names.
fn addresses(page: &str) -> Vec<String> {
    let named = ["href=\"/", "src=\"/"].iter().flat_map(|start| page.split(start).skip(1));
    named.map(|rest| format!("/{}", rest.split(['"', '#', '?']).next().unwrap_or(""))).collect()
}
