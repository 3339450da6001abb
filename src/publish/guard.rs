//! Which folders are no place to write a site to.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::error::PublishError;

/// What must not be written over.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The site's folder.
    pub root: PathBuf,
    /// The user's home folder, where it is known.
    pub home: Option<PathBuf>,
}

impl Guard {
    /// Refuses an output folder that is, holds or lies inside the sources, or is the home folder or the root of the
    /// file system.
    pub(super) fn check(&self, output: &Path) -> Result<(), PublishError> {
        let refuse = |reason| Err(PublishError::Refused { folder: output.to_owned(), reason });
        if output.as_os_str().is_empty() {
            return refuse("has no name");
        }
        let real = real(output);
        let root = self::real(&self.root);
        if real.parent().is_none() {
            return refuse("is the root of the file system");
        }
        if self.home.as_ref().is_some_and(|home| self::real(home) == real) {
            return refuse("is your home folder");
        }
        if real.components().any(|part| part.as_os_str() == ".git") {
            return refuse("belongs to git");
        }
        if root.starts_with(&real) {
            return refuse("holds the sources of the site");
        }
        let sources =
            ["content", "static", "templates", "themes", "site.toml"].map(|name| self::real(&root.join(name)));
        if sources.iter().any(|source| real.starts_with(source) || source.starts_with(&real)) {
            return refuse("is among the sources of the site");
        }
        if real.exists() && !real.is_dir() {
            return refuse("is a file");
        }
        Ok(())
    }
}

/// The path with links followed as far as it exists, and `..` resolved in the rest.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing = Vec::new();
    let mut here = absolute.as_path();
    loop {
        if let Ok(found) = fs::canonicalize(here) {
            let mut real = found;
            for part in missing.iter().rev() {
                match part {
                    Component::ParentDir => {
                        real.pop();
                    }
                    Component::Normal(name) => real.push(name),
                    _ => {}
                }
            }
            return real;
        }
        match (here.components().next_back(), here.parent()) {
            (Some(part), Some(parent)) => {
                missing.push(part);
                here = parent;
            }
            _ => return absolute.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_and_what_holds_them_are_refused() {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir_all(site.path().join("content/posts")).unwrap();
        let guard = Guard { root: site.path().to_owned(), home: Some(PathBuf::from("/home/someone")) };
        for bad in ["", "/", "/home/someone", "/home/x/../someone"] {
            assert!(guard.check(Path::new(bad)).is_err(), "{bad}");
        }
        for bad in [".", "..", "content", "content/posts", "static/new", "public/../content", "site.toml"] {
            assert!(guard.check(&site.path().join(bad)).is_err(), "{bad}");
        }
        for good in ["public", "dist/site", "../elsewhere-columnist"] {
            assert!(guard.check(&site.path().join(good)).is_ok(), "{good}");
        }
    }
}
