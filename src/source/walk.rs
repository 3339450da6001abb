//! A folder on disk to a [`SourceTree`].

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Span};

use super::tree::{Content, Source, SourcePath, SourceTree};

/// Where the sources of a site are, from its folder.
pub const PLACES: [&str; 5] = ["content", "site.toml", "static", "templates", "themes"];

/// Reads the list of a site's files: `site.toml` and what is below `content`, `static`, `templates` and `themes`.
///
/// The four folders may be links. A link inside them that leads out of the site's folder is left out and reported.
/// Hidden files and those that editors leave behind are passed over, but for hidden ones in `static`, which web
/// servers use (`.htaccess`, `.well-known`).
pub fn read_site(root: &Path) -> SourceTree {
    let mut tree = SourceTree::default();
    let root = root.into();
    for place in PLACES {
        read_below(&root, &SourcePath::new(place), &mut tree);
    }
    tree
}

/// Whether a path, relative to a site's folder, may be that of one of its files or of a folder that holds some.
pub fn is_source(path: &str) -> bool {
    let (place, inside) = path.split_once('/').unwrap_or((path, ""));
    PLACES.contains(&place) && !inside.split('/').any(|name| is_ignored(name, place == "static"))
}

/// Adds the files at one path of a site and below it.
pub(super) fn read_below(root: &Arc<Path>, path: &SourcePath, tree: &mut SourceTree) {
    if !is_source(path.as_str()) {
        return;
    }
    let (place, inside) = path.as_str().split_once('/').unwrap_or((path.as_str(), ""));
    let file = root.join(path.as_str());
    if place == "site.toml" {
        tree.has_links |= file.is_symlink();
        if file.is_file() {
            tree.insert(Source { path: path.clone(), content: Content::on_disk(root, path, &file) });
        }
    } else if !inside.is_empty() || file.is_dir() {
        walk(root, place, &file, tree);
    }
}

/// Walks what is at `start`, which is the folder `place` of the site or lies below it.
fn walk(root: &Arc<Path>, place: &str, start: &Path, tree: &mut SourceTree) {
    let top = root.join(place);
    let depth = usize::from(start == top);
    if start == top {
        tree.folders.insert(SourcePath::new(place));
    }
    // What is behind a link is at another place too.
    let mut behind: Option<PathBuf> = None;
    let mut entries = WalkDir::new(start).follow_links(true).min_depth(depth).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                tree.has_links |= error.loop_ancestor().is_some() || error.path().is_some_and(Path::is_symlink);
                if !is_gone(&error) {
                    tree.report(unreadable(place, &top, &error));
                }
                continue;
            }
        };
        if is_ignored(&entry.file_name().to_string_lossy(), place == "static") {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        let path = site_path(place, &top, entry.path());
        if entry.path_is_symlink() && entry.file_type().is_dir() {
            behind = Some(entry.path().to_owned());
        }
        if entry.file_type().is_dir() && behind.as_ref().is_none_or(|link| !entry.path().starts_with(link)) {
            tree.folders.insert(SourcePath::new(path.clone()));
        }
        if entry.file_name().to_string_lossy().chars().any(char::is_control) {
            tree.report(Diagnostic::error(
                Code::BadAddress,
                Span::start_of(&path),
                "the name of this file has a control character, such as a line break",
                "rename the file",
            ));
            continue;
        }
        tree.has_links |= entry.path_is_symlink();
        if entry.path_is_symlink() && leads_out(entry.path(), &[root, &top]) {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            tree.report(Diagnostic::warning(
                Code::LinkLeavesSite,
                Span::start_of(&path),
                "this link leads out of the site's folder, so it is left out",
                "copy the file into the site's folder",
            ));
        } else if entry.file_type().is_file() {
            if entry.file_name().to_str().is_none() {
                tree.report(unreadable_name(&path, tree.get(&path).is_some()));
            }
            if tree.get(&path).is_none() {
                let path = SourcePath::new(path);
                tree.insert(Source { content: Content::on_disk(root, &path, entry.path()), path });
            }
        }
    }
}

/// The path in the site; a name that is not UTF-8 keeps its readable part.
fn site_path(folder: &str, top: &Path, path: &Path) -> Arc<str> {
    let mut text = folder.to_owned();
    for part in path.strip_prefix(top).unwrap_or(path) {
        text.push('/');
        // It is printed on terminals.
        text.extend(part.to_string_lossy().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }));
    }
    text.into()
}

/// The report of a file whose name is not UTF-8, and reads perhaps as that of another.
fn unreadable_name(path: &Arc<str>, is_taken: bool) -> Diagnostic {
    let help = "rename the file with letters that this computer shows";
    if is_taken {
        let message = "the names of two files differ only in bytes that are not UTF-8, so they cannot be told apart";
        return Diagnostic::error(Code::BadAddress, Span::start_of(path), message, help);
    }
    let message =
        "the name of this file is not UTF-8, so its address has `\u{fffd}` in the place of what cannot be read";
    Diagnostic::warning(Code::BadAddress, Span::start_of(path), message, help)
}

fn leads_out(path: &Path, inside: &[&Path]) -> bool {
    let is_below =
        |target: &Path, folder: &Path| fs::canonicalize(folder).is_ok_and(|folder| target.starts_with(folder));
    fs::canonicalize(path).map_or(true, |target| !inside.iter().any(|folder| is_below(&target, folder)))
}

/// Whether the error is only that nothing is there (any more).
fn is_gone(error: &walkdir::Error) -> bool {
    let kind = error.io_error().map(io::Error::kind);
    matches!(kind, Some(io::ErrorKind::NotFound | io::ErrorKind::NotADirectory))
        && error.path().is_none_or(|path| fs::symlink_metadata(path).is_err())
}

fn unreadable(folder: &str, top: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = site_path(folder, top, error.path().unwrap_or(top));
    let (code, message, help) = if error.loop_ancestor().is_some() {
        let help = "remove the link";
        (Code::LinkLeavesSite, "this link leads back to a folder that it is in, so it is left out".to_owned(), help)
    } else {
        let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        (Code::UnreadableFile, format!("this cannot be read: {reason}"), "make it readable for you, or remove it")
    };
    let severity = if code == Code::LinkLeavesSite { Diagnostic::warning } else { Diagnostic::error };
    severity(code, Span::start_of(&path), message, help)
}

/// Whether a file or folder of this name is none of the site's: hidden, or left behind by an editor or a file manager.
fn is_ignored(name: &str, hidden_counts: bool) -> bool {
    let junk = name.ends_with('~')
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".vsctmp", "___jb_tmp___", "___jb_old___"]
            .iter()
            .any(|ending| name.ends_with(ending))
        || matches!(name, ".DS_Store" | ".git" | "Thumbs.db" | "desktop.ini" | "4913");
    junk || (name.starts_with('.') && !hidden_counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(tree: &SourceTree, folder: &str) -> Vec<String> {
        tree.below(folder).map(|source| source.path.to_string()).collect()
    }

    #[test]
    fn hidden_files_count_in_static_only() {
        let root = tempfile::tempdir().unwrap();
        for file in ["content/.a.md.swp", "content/b.md", "content/.hidden/c.md", "static/.htaccess", "static/x~"] {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let tree = read_site(root.path());
        assert_eq!(paths(&tree, "content"), ["content/b.md"]);
        assert_eq!(paths(&tree, "static"), ["static/.htaccess"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_left_and_reported_and_a_circle_ends() {
        let root = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("secret.md"), "x").unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let link =
            |to: &Path, name: &str| std::os::unix::fs::symlink(to, root.path().join("content").join(name)).unwrap();
        link(&elsewhere.path().join("secret.md"), "secret.md");
        link(&root.path().join("content"), "round");
        let tree = read_site(root.path());
        assert_eq!(paths(&tree, "content"), Vec::<String>::new());
        let codes: Vec<&str> = tree.problems().iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(codes, ["link-leaves-site", "link-leaves-site"]);
    }

    // Elsewhere file systems have no such names.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_whose_name_is_not_utf8_is_read_where_it_is() {
        use std::os::unix::ffi::OsStrExt;

        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("content").join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in [(&b"a.md"[..], "one"), (b"\xff.md", "two"), ("e\u{301}.md".as_bytes(), "three")] {
            fs::write(folder.join(std::ffi::OsStr::from_bytes(name)), text).unwrap();
        }
        let tree = read_site(root.path());
        let texts: Vec<String> = tree.below("content").map(|source| source.text().unwrap()).collect();
        assert_eq!(texts, ["one", "three", "two"]);
        assert_eq!(tree.get("content/caf\u{fffd}/\u{fffd}.md").unwrap().length(), 3);
        assert_eq!(tree.problems().len(), 1);
        assert_eq!(tree.problems()[0].severity, crate::diagnostic::Severity::Warning);
        // Of two that read the same, none is lost without a word.
        fs::write(folder.join(std::ffi::OsStr::from_bytes(b"\xfe.md")), "four").unwrap();
        let tree = read_site(root.path());
        let errors = tree.problems().iter().filter(|problem| problem.severity == crate::diagnostic::Severity::Error);
        assert_eq!(errors.count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn the_top_folders_may_be_links() {
        let root = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("a.md"), "x").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), root.path().join("content")).unwrap();
        assert_eq!(paths(&read_site(root.path()), "content"), ["content/a.md"]);
    }
}
