//! Single steps in an existing output folder: a staged file takes its place, a file of an earlier build goes.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::debris::TEMPORARY;
use super::disk::{Disk, Kind};
use super::error::PublishError;
use super::spelling::Spellings;
use super::survey::written_below;

/// The places in an output folder.
pub(super) struct Places<'b> {
    disk: &'b dyn Disk,
    output: &'b Path,
    /// What columnist has written into it.
    before: &'b BTreeSet<String>,
    /// Folders that are known to be there, and to be no links.
    folders: BTreeSet<String>,
}

impl<'b> Places<'b> {
    pub(super) fn new(
        disk: &'b dyn Disk,
        output: &'b Path,
        before: &'b BTreeSet<String>,
        folders: BTreeSet<&str>,
    ) -> Self {
        Self { disk, output, before, folders: folders.into_iter().map(str::to_owned).collect() }
    }

    /// Lets a staged file take its place.
    ///
    /// What stands in the way, be it a folder in a file's place, a file in a folder's, or a link, was columnist's own:
    /// the survey has said so.
    pub(super) fn put(&mut self, staged: &Path, route: &str) -> Result<(), PublishError> {
        let path = self.output.join(route);
        self.make_folders_above(route)?;
        match self.take(staged, &path) {
            Err(_) if self.kind(&path)? == Kind::Folder => {
                self.remove_folder(route)?;
                self.take(staged, &path)
            }
            result => result,
        }
        .map_err(PublishError::io("replace", &path))
    }

    /// Removes files that an earlier build wrote; how many were there. One that is a file of the site all the same, by
    /// another spelling of its name, gets that spelling.
    pub(super) fn remove_all(&mut self, files: &[&str], site: &Spellings<'_>) -> Result<usize, PublishError> {
        let mut removed = 0;
        for file in files {
            if let Some(new) = site.of_one_file(self.disk, self.output, file) {
                let path = self.output.join(new);
                self.disk.rename(&self.output.join(file), &path).map_err(PublishError::io("rename", &path))?;
            } else {
                removed += usize::from(self.remove(file)?);
            }
        }
        Ok(removed)
    }

    /// Removes a file that an earlier build wrote, and the folders that it leaves empty; whether it was there.
    fn remove(&mut self, file: &str) -> Result<bool, PublishError> {
        if !self.unlink(file)? {
            return Ok(false);
        }
        let mut inside = file;
        while let Some((folder, _)) = inside.rsplit_once('/') {
            if self.disk.remove_folder(&self.output.join(folder)).is_err() {
                break;
            }
            self.folders.remove(folder);
            inside = folder;
        }
        Ok(true)
    }

    /// Removes a file that an earlier build wrote; whether it was there.
    fn unlink(&mut self, file: &str) -> Result<bool, PublishError> {
        // A link above it has taken the place of a folder of columnist's. What it leads to is not the site's.
        let path = match self.link_above(file)? {
            Some(link) => self.output.join(link),
            None => self.output.join(file),
        };
        let is_there = matches!(self.kind(&path)?, Kind::File | Kind::Link);
        if is_there {
            self.disk.remove_file(&path).map_err(PublishError::io("remove", &path))?;
        }
        Ok(is_there)
    }

    fn kind(&self, path: &Path) -> Result<Kind, PublishError> {
        self.disk.kind(path).map_err(PublishError::io("look at", path))
    }

    fn make_folders_above(&mut self, route: &str) -> Result<(), PublishError> {
        for folder in above(route).filter(|folder| !self.folders.contains(*folder)).collect::<Vec<_>>() {
            let path = self.output.join(folder);
            let found = self.kind(&path)?;
            if found == Kind::Link || found == Kind::File && self.before.contains(folder) {
                self.disk.remove_file(&path).map_err(PublishError::io("remove", &path))?;
            }
            if found != Kind::Folder {
                self.disk.make_folder(&path).map_err(PublishError::io("make", &path))?;
            }
            self.folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Removes a folder that has only files of earlier builds in it.
    fn remove_folder(&mut self, folder: &str) -> Result<(), PublishError> {
        for file in written_below(self.before, folder) {
            self.unlink(file)?;
        }
        let mut left = vec![self.output.join(folder)];
        // Folders that were empty already: each goes after those in it.
        while let Some(path) = left.last().cloned() {
            if self.kind(&path)? == Kind::Nothing || self.disk.remove_folder(&path).is_ok() {
                left.pop();
                continue;
            }
            let names = self.disk.names(&path).map_err(PublishError::io("read", &path))?;
            let inside: Vec<_> = names.iter().map(|name| path.join(name)).collect();
            let Some(next) =
                inside.into_iter().find(|path| self.disk.kind(path).is_ok_and(|kind| kind == Kind::Folder))
            else {
                return self.disk.remove_folder(&path).map_err(PublishError::io("remove", &path));
            };
            left.push(next);
        }
        Ok(())
    }

    /// Renames a file to its place; where the folder is another disk than the stage, a copy of it beside the place.
    fn take(&self, staged: &Path, path: &Path) -> io::Result<()> {
        match self.disk.rename(staged, path) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {}
            result => return result,
        }
        let beside = path.with_file_name(TEMPORARY);
        if self.disk.kind(&beside)? != Kind::Nothing {
            self.disk.remove_file(&beside)?;
        }
        let result = self.disk.copy(staged, &beside).and_then(|()| self.disk.rename(&beside, path));
        if result.is_err() {
            let _ = self.disk.remove_file(&beside);
        }
        result
    }

    /// The first folder above a file that is a link by now.
    fn link_above<'f>(&mut self, file: &'f str) -> Result<Option<&'f str>, PublishError> {
        for folder in above(file) {
            if self.folders.contains(folder) {
                continue;
            }
            match self.kind(&self.output.join(folder))? {
                Kind::Folder => self.folders.insert(folder.to_owned()),
                Kind::Link => return Ok(Some(folder)),
                _ => return Ok(None),
            };
        }
        Ok(None)
    }
}

/// The folders above a file, from the outermost.
fn above(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/').filter_map(|(at, _)| file.get(..at))
}
