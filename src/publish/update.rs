//! An output folder that is there: only what changed is put into it.
//!
//! While files are made they are compared; those that differ wait in a stage. Only when all are made do they take their
//! places. Until its last step the manifest names old files and new ones, so that a build after an interruption knows
//! all that columnist has written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::debris::{self, STAGE};
use super::disk::Disk;
use super::error::PublishError;
use super::files::{File, Files, Made, folders, make_all};
use super::manifest;
use super::place::Places;
use super::report::Report;
use super::spelling::Spellings;
use super::survey::{Found, Survey};

/// The manifest of old and new files, and that of the new ones alone, while they wait in the stage.
const FIRST_MANIFEST: &str = "manifest-of-both";
const LAST_MANIFEST: &str = "manifest";

/// What became of one file when it was made.
enum Outcome {
    /// It is there already.
    Same,
    /// It waits in the stage; whether there was an older one.
    Staged { is_new: bool },
    /// Something that columnist did not write is in its place.
    Foreign(PathBuf),
}

/// Brings an output folder up to date, in which columnist has written the files `before`.
pub(super) fn update(
    disk: &dyn Disk,
    output: &Path,
    before: &BTreeSet<String>,
    files: Files<'_>,
) -> Result<Report, PublishError> {
    let old = before.iter().map(String::as_str);
    debris::sweep(disk, output, old.clone())?;
    let result = bring_up_to_date(disk, output, before, files);
    // Where this fails, the next build does it; whether the site is published does not depend on it.
    let _ = match &result {
        Ok(_) => debris::remove(disk, &output.join(STAGE)).map(|_| ()),
        Err(_) => debris::sweep(disk, output, old.chain(files.routes())),
    };
    result
}

fn bring_up_to_date(
    disk: &dyn Disk,
    output: &Path,
    before: &BTreeSet<String>,
    files: Files<'_>,
) -> Result<Report, PublishError> {
    let needed = folders(files.routes());
    let (survey, mut foreign) = Survey::new(disk, output, before, &needed)?;
    let stage = Stage { disk, output, folder: output.join(STAGE) };
    let mut outcomes = make_all(files, |number, route, made| {
        let is_new = match survey.find(route.as_str(), made)? {
            Found::Same => return Ok(Outcome::Same),
            Found::Foreign(path) => return Ok(Outcome::Foreign(path)),
            Found::Nothing => true,
            Found::Older => false,
        };
        stage.write(&number.to_string(), route.as_str(), made)?;
        Ok(Outcome::Staged { is_new })
    })?;
    foreign.extend(outcomes.iter_mut().filter_map(|outcome| match outcome {
        Outcome::Foreign(path) => Some(std::mem::take(path)),
        _ => None,
    }));
    if !foreign.is_empty() {
        foreign.sort_unstable();
        foreign.dedup();
        return Err(PublishError::Taken(foreign));
    }
    let places = Places::new(disk, output, before, survey.into_folders());
    publish_staged(&stage, before, files, &outcomes, places)
}

/// Lets the staged files take their places: first those at addresses that were empty, to which nothing leads yet, then
/// those in the place of older ones, both by their turns. What the site has no longer goes last. So whatever
/// a page links to is there, at any moment.
fn publish_staged(
    stage: &Stage<'_>,
    before: &BTreeSet<String>,
    files: Files<'_>,
    outcomes: &[Outcome],
    mut places: Places<'_>,
) -> Result<Report, PublishError> {
    let now: BTreeSet<&str> = files.routes().collect();
    let gone: Vec<&str> = before.iter().map(String::as_str).filter(|file| !now.contains(file)).collect();
    let has_more = now.iter().any(|file| !before.contains(*file));
    // Both are written before anything is touched: that the disk is full shows here.
    if has_more {
        let both: BTreeSet<&str> = before.iter().map(String::as_str).chain(now.iter().copied()).collect();
        stage.write(FIRST_MANIFEST, manifest::NAME, Made::Bytes(manifest::text(both.into_iter()).as_bytes()))?;
    }
    if !gone.is_empty() {
        stage.write(LAST_MANIFEST, manifest::NAME, Made::Bytes(manifest::text(now.iter().copied()).as_bytes()))?;
    }
    if has_more {
        stage.put_manifest(FIRST_MANIFEST)?;
    }
    let mut report = Report::default();
    let mut in_turn: Vec<_> = files.all.iter().zip(outcomes).enumerate().collect();
    in_turn.sort_by_key(|(_, (file, _))| file.turn);
    for are_new in [true, false] {
        for (number, (File { route, .. }, outcome)) in &in_turn {
            match outcome {
                Outcome::Staged { is_new } if *is_new == are_new => {
                    let staged = stage.folder.join(number.to_string());
                    places.put(&staged, route.as_str()).map_err(PublishError::late)?;
                    report.written += 1;
                }
                Outcome::Same if are_new => report.unchanged += 1,
                _ => {}
            }
        }
    }
    report.removed = places.remove_all(&gone, &Spellings::new(&now)).map_err(PublishError::late)?;
    if !gone.is_empty() {
        stage.put_manifest(LAST_MANIFEST).map_err(PublishError::late)?;
    }
    Ok(report)
}

/// The folder in which new files wait; it is made when the first of them comes.
struct Stage<'d> {
    disk: &'d dyn Disk,
    output: &'d Path,
    folder: PathBuf,
}

impl Stage<'_> {
    /// Writes a file that is to become `target`.
    fn write(&self, name: &str, target: &str, made: Made<'_>) -> Result<(), PublishError> {
        let path = self.folder.join(name);
        let failed = |error| PublishError::io("write", &self.output.join(target))(error);
        match made.write(self.disk, &path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.make()?;
                made.write(self.disk, &path).map_err(failed)
            }
            result => result.map_err(failed),
        }
    }

    fn make(&self) -> Result<(), PublishError> {
        match self.disk.make_folder(&self.folder) {
            // Another thread was quicker.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
            result => result.map_err(PublishError::io("make", &self.folder)),
        }
    }

    fn put_manifest(&self, name: &str) -> Result<(), PublishError> {
        let path = self.output.join(manifest::NAME);
        self.disk.rename(&self.folder.join(name), &path).map_err(PublishError::io("write", &path))
    }
}
