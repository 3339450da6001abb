//! What is wrong in an export file, and where.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use quick_xml::Error;

use crate::import::error::{BadExport, ImportError};

/// What is wrong, before its offset is made a line and a column.
pub(super) struct Fault {
    pub(super) offset: u64,
    pub(super) message: String,
    pub(super) help: &'static str,
}

pub(super) const AGAIN: &str = "export the blog again; a file that was edited, cut or joined by hand cannot be read";

pub(super) fn not_xml(offset: u64) -> Fault {
    let help = "give the XML file that Blogger, WordPress or Disqus made; unpack an archive first";
    Fault { offset, message: "this is no XML file".to_owned(), help }
}

/// The sign with which a merge that was left half done begins.
pub(super) const CONFLICT: &str = "<<<<<<<";

/// The sign of a merge that was left half done, at the beginning of a line.
pub(super) fn marker(text: &str) -> Option<&'static str> {
    [CONFLICT, "=======", ">>>>>>>"].into_iter().find(|marker| text.lines().any(|line| line.starts_with(marker)))
}

/// Where a merge has left its mark in text that is no markup, in which an author would have escaped it.
pub(super) fn unmerged(text: &str) -> Option<u64> {
    let mut lines = text.match_indices('\n').map(|(at, _)| at + 1);
    let at = lines.find(|at| text.get(*at..).is_some_and(|line| line.starts_with("<<<<<<< ")))?;
    u64::try_from("<![CDATA[".len() + at).ok()
}

pub(super) fn conflict(offset: u64, marker: &str) -> Fault {
    let message = format!("`{marker}` is left over from a merge conflict");
    Fault { offset, message, help: "settle the conflict first, or export the blog again" }
}

pub(super) fn syntax(error: &Error, offset: u64) -> Fault {
    let help = match error {
        Error::Encoding(_) => "save the file as UTF-8",
        _ => AGAIN,
    };
    let message = match error {
        Error::Encoding(_) => "the file is not written in UTF-8".to_owned(),
        error => format!("the XML is broken: {error}"),
    };
    Fault { offset, message, help }
}

/// Makes an offset a line and a column, by reading the file again from its beginning.
pub(super) fn located(path: &Path, fault: Fault) -> ImportError {
    let found = File::open(path).and_then(|file| place(file, fault.offset));
    let (line, column, text) = found.unwrap_or((1, 1, String::new()));
    let (message, help) = match marker(&text) {
        Some(marker) => (conflict(0, marker).message, conflict(0, marker).help),
        None => (fault.message, fault.help),
    };
    ImportError::Export(BadExport { line, column, message, help: help.to_owned() })
}

/// The line and column of an offset, and the beginning of the text there.
fn place(mut file: File, offset: u64) -> std::io::Result<(u64, u64, String)> {
    let mut line = 1;
    let mut line_start = 0;
    let mut seen = 0;
    let mut chunk = vec![0; 1 << 16];
    while seen < offset {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        for byte in chunk.iter().take(read) {
            if seen == offset {
                break;
            }
            seen += 1;
            if *byte == b'\n' {
                line += 1;
                line_start = seen;
            }
        }
    }
    // A line may be the whole file, so that of its characters only so many are counted.
    let start = line_start.max(seen.saturating_sub(1 << 20));
    file.seek(SeekFrom::Start(start))?;
    let mut before = Vec::new();
    let taken = file.by_ref().take(seen - start).read_to_end(&mut before)?;
    let mut after = vec![0; 64];
    let length = file.read(&mut after)?;
    let text = String::from_utf8_lossy(after.get(..length).unwrap_or_default()).trim_start().to_owned();
    let characters = String::from_utf8_lossy(before.get(..taken).unwrap_or_default()).chars().count();
    let column = (start - line_start).saturating_add(u64::try_from(characters).unwrap_or(0)) + 1;
    Ok((line, column, text))
}
