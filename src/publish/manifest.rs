//! The list of the files that columnist wrote into an output folder.
//!
//! Only these are ever replaced or removed. The folder is on a web server perhaps, and the list has gone through other
//! hands: it is read with care, and what it says of places outside the folder is not believed.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use super::disk::{Disk, Kind};
use super::error::PublishError;

/// The manifest's name in the output folder.
pub(super) const NAME: &str = ".columnist-manifest";

/// Its first line; a manifest with another one was not written by this version and is not relied on.
const HEADER: &str = "columnist 1";

/// No list that columnist writes is longer, in bytes: this is room for more than a million files.
const LIMIT: u64 = 64 << 20;

/// What an output folder says of the files in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Manifest {
    /// It has no manifest.
    Missing,
    /// It has one that cannot be used.
    Damaged,
    /// The files that earlier builds wrote.
    Files(BTreeSet<String>),
}

/// Reads the manifest of an output folder.
pub(super) fn read(disk: &dyn Disk, output: &Path) -> Result<Manifest, PublishError> {
    let path = output.join(NAME);
    match disk.kind(&path).map_err(PublishError::io("read", &path))? {
        Kind::Nothing => return Ok(Manifest::Missing),
        Kind::File => {}
        _ => return Ok(Manifest::Damaged),
    }
    let bytes = disk.read(&path, LIMIT + 1).map_err(PublishError::io("read", &path))?;
    Ok(if bytes.len() as u64 > LIMIT { Manifest::Damaged } else { parse(&bytes) })
}

/// The text of a manifest.
pub(super) fn text<'a>(files: impl Iterator<Item = &'a str>) -> String {
    let mut text = format!("{HEADER}\n");
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    text
}

fn parse(bytes: &[u8]) -> Manifest {
    let Ok(text) = str::from_utf8(bytes) else { return Manifest::Damaged };
    // What follows the last line end is the beginning of a name whose rest is lost.
    let end = text.rfind('\n').map_or(0, |at| at + 1);
    let mut lines = text.get(..end).unwrap_or("").lines();
    if lines.next() != Some(HEADER) {
        return Manifest::Damaged;
    }
    Manifest::Files(lines.filter(|line| is_ours(line)).map(str::to_owned).collect())
}

/// Whether columnist may have written a file of this name: it lies inside the folder, and is no tool's own.
fn is_ours(name: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git");
    // The last line is for systems on which more than `/` has a meaning in paths.
    name.split('/').all(is_plain)
        && !name.starts_with(".columnist-")
        && !name.contains('\0')
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Vec<String> {
        match parse(text.as_bytes()) {
            Manifest::Files(files) => files.into_iter().collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = text(["a/index.html", "é b.png"].into_iter());
        assert_eq!(files(&text), ["a/index.html", "é b.png"]);
        assert_eq!(files(&text.replace('\n', "\r\n")), ["a/index.html", "é b.png"]);
    }

    #[test]
    fn names_that_lead_out_are_not_believed() {
        let hostile =
            "../../etc/passwd\n/etc/passwd\na/../../b\n.\n\na//b\n.git/config\nx/.GIT/y\n.columnist-lock\na\0b\n";
        assert_eq!(files(&format!("{HEADER}\n{hostile}good\n")), ["good"]);
    }

    #[test]
    fn a_manifest_that_was_cut_off_is_read_as_far_as_its_lines_are_whole() {
        assert_eq!(files(&format!("{HEADER}\nposts/a/index.html\nposts/b/in")), ["posts/a/index.html"]);
        for damaged in [&b""[..], b"column", HEADER.as_bytes(), b"columnist 99\na\n", b"\xff\xfe\n", &[0; 100]] {
            assert_eq!(parse(damaged), Manifest::Damaged);
        }
    }
}
