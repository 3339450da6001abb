//! Texts that wait on the disk until everything of the export is known.
//!
//! The file has no name, so that nothing is left of it, whatever happens.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::ImportError;

/// Where a value waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    at: u64,
    length: u32,
}

/// Values on the disk: first all are written, then they are read.
pub(super) struct Spill {
    file: BufWriter<File>,
    end: u64,
    /// What reads, and where it stands.
    reader: Option<(BufReader<File>, u64)>,
}

impl Spill {
    /// A new file in a folder.
    pub(super) fn new(folder: &Path) -> Result<Self, ImportError> {
        let file = tempfile::tempfile_in(folder).map_err(|error| failed("make a file in", folder, error))?;
        Ok(Self { file: BufWriter::with_capacity(1 << 18, file), end: 0, reader: None })
    }

    /// Writes a value.
    pub(super) fn put<T: Serialize>(&mut self, value: &T) -> Result<Place, ImportError> {
        let failed = |error| ImportError::io("write", "a temporary file", error);
        let bytes = serde_json::to_vec(value).map_err(|error| failed(error.into()))?;
        let length = u32::try_from(bytes.len())
            .map_err(|_| failed(std::io::Error::other("a text is larger than four gigabytes")))?;
        self.file.write_all(&bytes).map_err(failed)?;
        let place = Place { at: self.end, length };
        self.end += u64::from(length);
        Ok(place)
    }

    /// Reads a value.
    pub(super) fn get<T: DeserializeOwned>(&mut self, place: Place) -> Result<T, ImportError> {
        let bytes = self.bytes(place).map_err(|error| ImportError::io("read", "a temporary file", error))?;
        serde_json::from_slice(&bytes).map_err(|error| ImportError::io("read", "a temporary file", error.into()))
    }

    fn bytes(&mut self, place: Place) -> std::io::Result<Vec<u8>> {
        let (mut reader, at) = if let Some(reader) = self.reader.take() {
            reader
        } else {
            self.file.flush()?;
            let mut file = self.file.get_ref().try_clone()?;
            file.rewind()?;
            (BufReader::with_capacity(1 << 16, file), 0)
        };
        // What is near is in the buffer already.
        match (i64::try_from(place.at), i64::try_from(at)) {
            (Ok(to), Ok(from)) => reader.seek_relative(to - from)?,
            _ => reader.seek(SeekFrom::Start(place.at)).map(|_| ())?,
        }
        let mut bytes = vec![0; usize::try_from(place.length).unwrap_or(usize::MAX)];
        reader.read_exact(&mut bytes)?;
        self.reader = Some((reader, place.at + u64::from(place.length)));
        Ok(bytes)
    }
}

fn failed(doing: &'static str, folder: &Path, error: std::io::Error) -> ImportError {
    ImportError::io(doing, folder.display(), error)
}
