//! The least time that a build can take on this machine: reading the sources, and writing the pages from memory.
//!
//! `machine_limit SITE PAGES NEW` reads every file below the folder SITE, then takes the files below PAGES into memory
//! and writes the same tree to the folder NEW, on all cores. Only reading SITE and writing NEW are timed; what is printed
//! is the two times in seconds.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use walkdir::WalkDir;

fn main() -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "a program of its own reads its arguments")]
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [site, pages, new] = arguments.as_slice() else {
        return Err(io::Error::other("usage: machine_limit SITE PAGES NEW"));
    };
    let (reading, _) = timed(|| read_all(site))?;
    let tree = read_all(pages)?;
    let (writing, ()) = timed(|| write_all(&tree, pages, new))?;
    println!("{:.3} {:.3}", reading.as_secs_f64(), writing.as_secs_f64());
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<(Duration, T)> {
    let started = Instant::now();
    let result = work()?;
    Ok((started.elapsed(), result))
}

/// Every file below a folder.
fn read_all(folder: &Path) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let entries = WalkDir::new(folder).into_iter().collect::<Result<Vec<_>, _>>()?;
    let files: Vec<_> = entries.into_iter().filter(|entry| entry.file_type().is_file()).collect();
    files.into_par_iter().map(|entry| fs::read(entry.path()).map(|bytes| (entry.into_path(), bytes))).collect()
}

/// Writes files that were below one folder to the same places below another.
fn write_all(files: &[(PathBuf, Vec<u8>)], from: &Path, to: &Path) -> io::Result<()> {
    files.par_iter().try_for_each(|(path, bytes)| {
        let target = to.join(path.strip_prefix(from).map_err(io::Error::other)?);
        match fs::write(&target, bytes) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(target.parent().unwrap_or(to))?;
                fs::write(&target, bytes)
            }
            result => result,
        }
    })
}
