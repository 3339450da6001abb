//! A site's files by their paths.

use std::borrow::{Borrow, Cow};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span};

use super::text::decode;

/// The longest text that is read, in bytes: what is parsed takes many times its size in memory.
const LONGEST_TEXT: u64 = 16 << 20;

/// From this size on, in bytes, a file that is published as it is is not read into memory.
const LARGE: u64 = 8 << 20;

/// A file's path relative to the site's folder, with `/` between its parts on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path from text that is already relative and separated by `/`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as diagnostics hold it.
    pub fn shared(&self) -> &Arc<str> {
        &self.0
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// All but the last part, without a slash at its end; empty for a file in the site's folder itself.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's name without its last ending.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Whether the name ends with `.` and this ending, whatever its case.
    pub fn has_ending(&self, ending: &str) -> bool {
        self.file_name().rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
    }

    /// Whether `other` is this path, or lies below it.
    pub(super) fn holds(&self, other: &str) -> bool {
        other.strip_prefix(self.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Where it leads from a folder of the disk.
    fn below(&self, root: &Path) -> PathBuf {
        let mut file = PathBuf::with_capacity(root.as_os_str().len() + 1 + self.0.len());
        file.push(root);
        file.extend(self.0.split('/'));
        file
    }

    /// The path that `relative` names from this file's folder, `..` resolved; `None` where it leaves the site.
    pub fn join(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(Self::new(parts.join("/")))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Where a file's bytes are.
#[derive(Debug, Clone)]
pub enum Content {
    /// On disk, read when they are asked for: where its path leads from this folder, which all files of a site share.
    Below(Arc<Path>),
    /// On disk, under a name that its path cannot show because it is not UTF-8.
    At(Box<Path>),
    /// In memory: tests, and the theme that is built into the program.
    Memory(Arc<[u8]>),
}

impl Content {
    /// The bytes of a file that was found on disk, for the path that it has below a folder.
    pub(super) fn on_disk(root: &Arc<Path>, path: &SourcePath, found: &Path) -> Self {
        if path.below(root) == found { Self::Below(Arc::clone(root)) } else { Self::At(found.into()) }
    }
}

/// One raw file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path in the site.
    pub path: SourcePath,
    /// Its bytes, or where they are.
    pub content: Content,
}

impl Source {
    /// A file that is in memory.
    pub fn in_memory(path: &str, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { path: SourcePath::new(path), content: Content::Memory(bytes.into()) }
    }

    /// Whether its bytes do not depend on the disk any more.
    pub fn is_in_memory(&self) -> bool {
        matches!(self.content, Content::Memory(_))
    }

    /// Where it is on the disk, if its bytes are there.
    pub(super) fn on_disk(&self) -> Option<PathBuf> {
        match &self.content {
            Content::Below(root) => Some(self.path.below(root)),
            Content::At(path) => Some(path.to_path_buf()),
            Content::Memory(_) => None,
        }
    }

    /// Whether its bytes were on the disk, and no file is there any more.
    pub fn is_gone(&self) -> bool {
        self.on_disk().is_some_and(|path| !path.exists())
    }

    /// The bytes as they are.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Diagnostic> {
        let read = match &self.content {
            Content::Memory(bytes) => return Ok(Cow::Borrowed(bytes)),
            Content::Below(root) => fs::read(self.path.below(root)),
            Content::At(path) => fs::read(path),
        };
        read.map(Cow::Owned).map_err(|error| self.unreadable(&error))
    }

    /// Where the bytes are, if they are so many that they should be passed on piece by piece; that they can be read is
    /// found out.
    pub fn large(&self) -> Option<Result<PathBuf, Diagnostic>> {
        let path = self.on_disk().filter(|_| self.length() >= LARGE)?;
        Some(match File::open(&path) {
            Ok(_) => Ok(path),
            Err(error) => Err(self.unreadable(&error)),
        })
    }

    fn unreadable(&self, error: &io::Error) -> Diagnostic {
        Diagnostic::error(
            Code::UnreadableFile,
            Span::start_of(self.path.shared()),
            format!("this file cannot be read: {error}"),
            "make the file readable for you, or take it out of the site's folder",
        )
    }

    /// The text, with `\n` line ends and without control characters.
    pub fn text(&self) -> Result<String, Diagnostic> {
        let length = self.length();
        if length > LONGEST_TEXT {
            return Err(Diagnostic::error(
                Code::TooLarge,
                Span::start_of(self.path.shared()),
                format!("this text is too large: it has {} MiB, and may have {}", length >> 20, LONGEST_TEXT >> 20),
                "divide it into several files; what is no text belongs into `static`, under another ending",
            ));
        }
        decode(&self.bytes()?).map_err(|(at, _)| {
            Diagnostic::error(
                Code::NotUtf8,
                Span::new(self.path.shared(), at..at),
                "from here on this file is not UTF-8 text",
                "save the file with the encoding UTF-8 (in most editors: Save as …, Encoding)",
            )
        })
    }

    /// Its size in bytes; 0 where it cannot be found out, for then it cannot be read either.
    pub fn length(&self) -> u64 {
        match &self.content {
            Content::Memory(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            _ => self.on_disk().and_then(|path| fs::metadata(path).ok()).map_or(0, |metadata| metadata.len()),
        }
    }

    /// The text as far as it is text, for showing a line of it.
    pub fn text_to_show(&self) -> Option<String> {
        if self.length() > LONGEST_TEXT {
            return None;
        }
        self.bytes().ok().map(|bytes| decode(&bytes).unwrap_or_else(|(_, valid)| valid))
    }
}

/// All files of a site, in the order of their paths.
///
/// A copy is cheap: the files are shared. A file that is the very same in two trees (`Arc::ptr_eq`) did not change
/// between them.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    files: BTreeMap<SourcePath, Arc<Source>>,
    problems: Vec<Diagnostic>,
    /// The folders that were walked, but for those behind links.
    pub(super) folders: BTreeSet<SourcePath>,
    /// Whether a link was met below the top folders.
    pub(super) has_links: bool,
}

impl SourceTree {
    /// Adds a file, in the place of one with the same path.
    pub fn insert(&mut self, source: impl Into<Arc<Source>>) {
        let source = source.into();
        self.files.insert(source.path.clone(), source);
    }

    /// Takes out the file at a path.
    pub(super) fn remove(&mut self, path: &SourcePath) {
        self.files.remove(path);
    }

    /// Notes what could not be taken in.
    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Forgets and gives what could not be taken in at a path and below it.
    pub(super) fn take_problems(&mut self, path: &SourcePath) -> Vec<Diagnostic> {
        let (taken, rest) =
            std::mem::take(&mut self.problems).into_iter().partition(|problem| path.holds(&problem.span.file));
        self.problems = rest;
        taken
    }

    /// What could not be taken in, and why.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&Arc<Source>> {
        self.files.get(path)
    }

    /// Whether this very file is among them.
    pub fn holds(&self, source: &Source) -> bool {
        self.get(source.path.as_str()).is_some_and(|own| std::ptr::eq(own.as_ref(), source))
    }

    /// The file at a path, or the files below it, in order.
    pub(super) fn at_or_below<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Arc<Source>> {
        self.get(path).into_iter().chain(self.below(path))
    }

    /// The files below a folder, in order; `folder` has no slash at its end.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Arc<Source>> {
        self.files
            .range::<str, _>((std::ops::Bound::Excluded(folder), std::ops::Bound::Unbounded))
            .skip_while(move |(path, _)| path.as_str() < folder)
            .take_while(move |(path, _)| path.as_str().starts_with(folder))
            .filter(move |(path, _)| path.as_str().as_bytes().get(folder.len()) == Some(&b'/'))
            .map(|(_, source)| source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_is_found_from_the_file_s_folder() {
        let post = SourcePath::new("content/posts/a/index.md");
        assert_eq!(post.join("photo.jpg").unwrap().as_str(), "content/posts/a/photo.jpg");
        assert_eq!(post.join("../b.md").unwrap().as_str(), "content/posts/b.md");
        assert_eq!(post.join("../../../../etc/passwd"), None);
    }

    #[test]
    fn files_below_a_folder_are_its_own_only() {
        let mut tree = SourceTree::default();
        for path in ["content/a.md", "content-old/b.md", "content/x/c.md", "contentz"] {
            tree.insert(Source::in_memory(path, *b""));
        }
        let below: Vec<&str> = tree.below("content").map(|source| source.path.as_str()).collect();
        assert_eq!(below, ["content/a.md", "content/x/c.md"]);
    }
}
