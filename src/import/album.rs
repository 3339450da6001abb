//! Pictures in a folder that came with an export.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use walkdir::WalkDir;

use crate::address::Slug;

use super::error::ImportError;

/// The files of a folder by their names in small letters.
#[derive(Debug, Default)]
pub(super) struct Album(BTreeMap<String, Vec<PathBuf>>);

/// A picture that moves to its post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    /// Where it was on the web.
    pub(super) address: String,
    /// Where its file is.
    pub(super) from: PathBuf,
    /// What it is called beside the post.
    pub(super) name: String,
}

impl Album {
    /// Lists a folder and what is below it.
    pub(super) fn open(folder: &Path) -> Result<Self, ImportError> {
        let mut files: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|error| ImportError::io("read", folder.display(), error.into()))?;
            if entry.file_type().is_file() {
                let name = entry.file_name().to_string_lossy().to_lowercase();
                files.entry(name).or_default().push(entry.into_path());
            }
        }
        Ok(Self(files))
    }

    /// The file of a picture: of several with its name, the one whose folders are most like those of the address.
    fn find(&self, address: &str) -> Option<&Path> {
        let path = address.split(['?', '#']).next().unwrap_or("");
        let decoded = percent_decode_str(path).decode_utf8_lossy().to_lowercase();
        let name = decoded.rsplit('/').next()?;
        let found = self.0.get(name).or_else(|| self.0.get(&full_size(name)?))?;
        let alike = |file: &&PathBuf| {
            let own = file.parent().into_iter().flat_map(Path::components).rev();
            let own = own.map(|part| part.as_os_str().to_string_lossy().to_lowercase());
            own.zip(decoded.rsplit('/').skip(1)).take_while(|(own, other)| own == other).count()
        };
        found.iter().rev().max_by_key(alike).map(PathBuf::as_path)
    }

    /// The pictures of a post that are here, with their names beside it.
    pub(super) fn moved<'a>(&self, pictures: impl Iterator<Item = &'a String>) -> Vec<Moved> {
        let mut names = BTreeSet::new();
        let mut moved: Vec<Moved> = Vec::new();
        for address in pictures {
            let is_new = !moved.iter().any(|moved| moved.address == *address);
            if let Some(from) = self.find(address).filter(|_| is_new) {
                let name = free_name(from, &mut names);
                moved.push(Moved { address: address.clone(), from: from.to_owned(), name });
            }
        }
        moved
    }
}

/// `cat.jpg` of `cat-300x200.jpg`, as WordPress names its small copies.
fn full_size(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (stem, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(width) && is_number(height)).then(|| format!("{stem}.{ending}"))
}

/// A name that can be part of an address, and that no other picture of the post has.
fn free_name(file: &Path, names: &mut BTreeSet<String>) -> String {
    let text =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().to_lowercase()).unwrap_or_default();
    let (stem, ending) = (Slug::from_text(&text(file.file_stem())), Slug::from_text(&text(file.extension())));
    let mut name = format!("{stem}.{ending}");
    let mut number = 1_usize;
    while !names.insert(name.clone()) {
        number += 1;
        name = format!("{stem}-{number}.{ending}");
    }
    name
}

/// Markdown in which the pictures that moved are beside the post.
pub(super) fn with_moved(markdown: &str, moved: &[Moved]) -> String {
    let replaced =
        |text: String, moved: &Moved| text.replace(&format!("]({})", moved.address), &format!("]({})", moved.name));
    moved.iter().fold(markdown.to_owned(), replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_file_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["2012/04/cat.jpg", "2013/01/cat.jpg", "Big Dog.png"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
            std::fs::write(path, name).expect("the file");
        }
        let album = Album::open(folder.path()).expect("a list");
        let pictures = [
            "http://a.example/wp-content/uploads/2013/01/cat-300x200.jpg",
            "http://a.example/2012/04/CAT.jpg?w=1",
            "/Big%20Dog.png",
            "/x.png",
        ];
        let pictures = pictures.map(str::to_owned);
        let moved = album.moved(pictures.iter());
        let found: Vec<_> = moved
            .iter()
            .map(|moved| {
                (
                    moved.from.strip_prefix(folder.path()).expect("below").to_string_lossy().replace('\\', "/"),
                    moved.name.as_str(),
                )
            })
            .collect();
        let expected =
            [("2013/01/cat.jpg", "cat.jpg"), ("2012/04/cat.jpg", "cat-2.jpg"), ("Big Dog.png", "big-dog.png")];
        assert_eq!(found, expected.map(|(from, name)| (from.to_owned(), name)));
        assert_eq!(with_moved("![x](/Big%20Dog.png)", &moved), "![x](big-dog.png)");
    }
}
