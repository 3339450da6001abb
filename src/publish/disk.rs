//! The file operations that publishing is made of, behind one trait: tests let each of them fail.
//!
//! None of them follows a link at the end of its path, but for the one that is asked where links lead.

use std::ffi::OsString;
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The bytes of a file that are looked at in one piece.
const PIECE: usize = 256 << 10;

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Nothing,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, wherever it leads.
    Link,
    /// Anything else, such as a pipe.
    Other,
}

/// The file operations that publishing is made of.
pub trait Disk: Sync {
    /// What is at a path; that nothing is there is no error.
    fn kind(&self, path: &Path) -> io::Result<Kind>;
    /// The path as it really is: all links followed, and each name as the disk has kept it.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;
    /// The names in a folder, in no order.
    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// The bytes of a file, up to a limit.
    fn read(&self, file: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// Whether a file has exactly these bytes.
    fn has_bytes(&self, file: &Path, bytes: &[u8]) -> io::Result<bool>;
    /// Whether a file has exactly the bytes of another one; both are read piece by piece.
    fn has_bytes_of(&self, file: &Path, other: &Path) -> io::Result<bool>;
    /// Writes a new file with the bytes of another one, piece by piece.
    fn copy(&self, from: &Path, file: &Path) -> io::Result<()>;
    /// Writes a new file.
    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file or a folder another name, in the place of a file that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes a folder.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a file or a link.
    fn remove_file(&self, file: &Path) -> io::Result<()>;
    /// Removes a folder that is empty.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a folder and all in it; links in it are removed, not followed.
    fn remove_tree(&self, folder: &Path) -> io::Result<()>;
    /// Opens a file that can be locked, and makes it where it is missing.
    fn open_lock(&self, file: &Path) -> io::Result<File>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        match fs::symlink_metadata(path) {
            Ok(metadata) => Ok(kind_of(metadata.file_type())),
            // Below a file there is nothing.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(Kind::Nothing)
            }
            Err(error) => Err(error),
        }
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    fn read(&self, file: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        open_to_read(file)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Most files of a build have not changed: this opens, asks for the size, and reads no further than needed.
    fn has_bytes(&self, file: &Path, bytes: &[u8]) -> io::Result<bool> {
        let mut file = open_to_read(file)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
            return Ok(false);
        }
        let mut chunk = [0; 16 * 1024];
        let mut rest = bytes;
        while !rest.is_empty() {
            let count = file.read(&mut chunk)?;
            match chunk.get(..count).and_then(|read| rest.strip_prefix(read)) {
                Some(more) if count > 0 => rest = more,
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    fn has_bytes_of(&self, file: &Path, other: &Path) -> io::Result<bool> {
        let (file, other) = (open_to_read(file)?, File::open(other)?);
        let metadata = file.metadata()?;
        if !metadata.is_file() || metadata.len() != other.metadata()?.len() {
            return Ok(false);
        }
        let [mut file, mut other] = [file, other].map(|file| BufReader::with_capacity(PIECE, file));
        loop {
            let (own, wanted) = (file.fill_buf()?, other.fill_buf()?);
            let length = own.len().min(wanted.len());
            if length == 0 || own.get(..length) != wanted.get(..length) {
                return Ok(own.is_empty() && wanted.is_empty());
            }
            file.consume(length);
            other.consume(length);
        }
    }

    fn copy(&self, from: &Path, file: &Path) -> io::Result<()> {
        let mut from = File::open(from)?;
        io::copy(&mut from, &mut File::create(file)?).map(|_| ())
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(file, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    fn remove_file(&self, file: &Path) -> io::Result<()> {
        fs::remove_file(file)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn remove_tree(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir_all(folder)
    }

    fn open_lock(&self, file: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        no_follow(options.read(true).write(true).create(true).truncate(false)).open(file)
    }
}

fn kind_of(file_type: FileType) -> Kind {
    match file_type {
        found if found.is_file() => Kind::File,
        found if found.is_dir() => Kind::Folder,
        found if found.is_symlink() => Kind::Link,
        _ => Kind::Other,
    }
}

#[cfg(unix)]
fn open_to_read(file: &Path) -> io::Result<File> {
    no_follow(OpenOptions::new().read(true)).open(file)
}

#[cfg(not(unix))]
fn open_to_read(file: &Path) -> io::Result<File> {
    if fs::symlink_metadata(file)?.is_symlink() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a link"));
    }
    File::open(file)
}

/// A link is not followed, and a pipe in a file's place does not make us wait for somebody to write to it.
#[cfg(unix)]
fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
}

#[cfg(not(unix))]
fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}
