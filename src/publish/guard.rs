//! Which folders are no place to write a site to.
//!
//! Paths are compared as they really are: links followed, `..` resolved, and on Unix by what is there, so that another
//! spelling of a folder's name, or a second place where it is mounted, is the same folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::source::PLACES;

use super::error::PublishError;

/// What to do about most folders that are refused.
const ANOTHER: &str = "choose another one with `-o`, or as `output_dir` in site.toml";

/// What must not be written over.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The site's folder.
    pub root: PathBuf,
    /// The user's home folder, where it is known.
    pub home: Option<PathBuf>,
    /// Whether a folder with files that columnist did not write may be added to.
    pub adopt: bool,
}

impl Guard {
    /// Refuses an output folder that is, holds or lies inside the sources, or is the home folder or the root of the
    /// file system. The result is the folder's real path.
    pub(super) fn check(&self, output: &Path) -> Result<PathBuf, PublishError> {
        let refuse = |reason, remedy| Err(PublishError::Refused { folder: output.to_owned(), reason, remedy });
        if output.to_string_lossy().trim().is_empty() {
            return refuse("has no name", "name one with `-o`, or as `output_dir` in site.toml");
        }
        let Some(real) = real(output) else {
            return refuse(
                "is behind a link that leads nowhere",
                "make the folder that the link names, or remove the link",
            );
        };
        if let Some(reason) = self.reason_against(&real) {
            return refuse(reason, ANOTHER);
        }
        if real.exists() && !real.is_dir() {
            return refuse("is a file", "remove the file, or choose another folder with `-o`");
        }
        Ok(real)
    }

    fn reason_against(&self, output: &Path) -> Option<&'static str> {
        let root = real(&self.root).unwrap_or_else(|| self.root.clone());
        let home = self.home.as_ref().and_then(|home| real(home));
        if output.parent().is_none() {
            return Some("is the root of the file system");
        }
        if home.is_some_and(|home| is_same(&home, output)) {
            return Some("is your home folder");
        }
        if output.components().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")) {
            return Some("belongs to git");
        }
        if is_within(&root, output) {
            return Some("holds the sources of the site");
        }
        let sources = PLACES.map(|name| real(&root.join(name)).unwrap_or_else(|| root.join(name)));
        let is_source = sources.iter().any(|source| is_within(output, source) || is_within(source, output));
        // A source folder that is not there yet may be made later, and on some disks any case of its name is that name.
        let below = output.strip_prefix(&root).ok().and_then(|inside| inside.components().next());
        let is_named_so =
            below.is_some_and(|first| PLACES.iter().any(|place| first.as_os_str().eq_ignore_ascii_case(place)));
        (is_source || is_named_so).then_some("is among the sources of the site")
    }
}

/// Whether a path is `folder`, or lies inside it.
fn is_within(path: &Path, folder: &Path) -> bool {
    path.ancestors().any(|ancestor| is_same(ancestor, folder))
}

#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()));
    one == other || identity(one).is_some_and(|one| identity(other) == Some(one))
}

#[cfg(not(unix))]
fn is_same(one: &Path, other: &Path) -> bool {
    one == other
}

/// The path with links followed as far as it exists, and `..` resolved in the rest; `None` for one that goes through a
/// link to nothing.
fn real(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            part => real.push(part),
        }
        match fs::canonicalize(&real) {
            Ok(found) => real = found,
            Err(_) if real.is_symlink() => return None,
            Err(_) => {}
        }
    }
    Some(real)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, Guard) {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir_all(site.path().join("content/posts")).unwrap();
        fs::write(site.path().join("site.toml"), "").unwrap();
        let guard = Guard { root: site.path().to_owned(), home: Some(PathBuf::from("/home/someone")), adopt: true };
        (site, guard)
    }

    #[test]
    fn the_sources_and_what_holds_them_are_refused() {
        let (site, guard) = site();
        for bad in ["", " ", "/", "/home/someone", "/home/x/../someone", "//"] {
            assert!(guard.check(Path::new(bad)).is_err(), "{bad}");
        }
        let inside = [
            ".",
            "..",
            "content",
            "content/posts",
            "static/new",
            "public/../content",
            "site.toml",
            "Static",
            "CONTENT/x",
            "site.toml/x",
            "missing/../content/new",
            "public/.git",
            "x/.GIT/y",
        ];
        for bad in inside {
            assert!(guard.check(&site.path().join(bad)).is_err(), "{bad}");
        }
        for good in ["public", "dist/site", "../elsewhere-columnist", "contents", "dist/content"] {
            assert!(guard.check(&site.path().join(good)).is_ok(), "{good}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_before_a_folder_is_judged() {
        use std::os::unix::fs::symlink;
        let (site, guard) = site();
        let elsewhere = tempfile::tempdir().unwrap();
        let below = |name: &str| site.path().join(name);
        symlink(below("content"), elsewhere.path().join("to-content")).unwrap();
        symlink(site.path(), below("to-root")).unwrap();
        symlink(elsewhere.path(), below("static")).unwrap();
        symlink("nowhere", below("dangling")).unwrap();
        symlink("loop", below("loop")).unwrap();
        let bad = [
            elsewhere.path().join("to-content/new"),
            below("to-root"),
            below("to-root/content"),
            below("static"),
            elsewhere.path().to_owned(),
            elsewhere.path().join("inside-static"),
            below("dangling"),
            below("dangling/site"),
            below("loop"),
        ];
        for bad in bad {
            assert!(guard.check(&bad).is_err(), "{}", bad.display());
        }
        symlink(below("public"), below("to-public")).unwrap();
        fs::create_dir(below("public")).unwrap();
        assert_eq!(guard.check(&below("to-public")).unwrap(), fs::canonicalize(below("public")).unwrap());
    }
}
