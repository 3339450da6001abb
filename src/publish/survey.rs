//! What an existing output folder has where the site's files go, found out before anything is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{Disk, Kind};
use super::error::PublishError;
use super::files::Made;
use super::spelling::is_among;

/// What is at the place of a file of the site.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file with the right bytes.
    Same,
    /// Nothing, or only what is in the way and may go: no reader is at this address.
    Nothing,
    /// A file of an earlier build.
    Older,
    /// Something that columnist did not write.
    Foreign(PathBuf),
}

/// What an existing output folder has, as far as it concerns the site.
pub(super) struct Survey<'b> {
    disk: &'b dyn Disk,
    output: &'b Path,
    /// What columnist has written into it.
    before: &'b BTreeSet<String>,
    /// The folders of the site that are there. Folders behind a link are not: links are not followed.
    folders: BTreeSet<&'b str>,
}

impl<'b> Survey<'b> {
    /// Looks at the folders that the site needs; also gives what is in the place of one and was not written by columnist.
    pub(super) fn new(
        disk: &'b dyn Disk,
        output: &'b Path,
        before: &'b BTreeSet<String>,
        needed: &BTreeSet<&'b str>,
    ) -> Result<(Self, Vec<PathBuf>), PublishError> {
        let kinds = look_at(disk, output, needed)?;
        let is_foreign = |path: &str, kind: Kind| match kind {
            Kind::Nothing | Kind::Folder => false,
            Kind::File | Kind::Other => !before.contains(path),
            // columnist makes no links: somebody has put it where a folder of columnist's was.
            Kind::Link => !before.contains(path) && written_below(before, path).next().is_none(),
        };
        let foreign = kinds.iter().filter(|(path, kind)| is_foreign(path, **kind));
        let foreign = foreign.map(|(path, _)| output.join(path)).collect();
        let folders = kinds.into_iter().filter(|(_, kind)| *kind == Kind::Folder).map(|(path, _)| path).collect();
        Ok((Self { disk, output, before, folders }, foreign))
    }

    /// The folders of the site that are there.
    pub(super) fn into_folders(self) -> BTreeSet<&'b str> {
        self.folders
    }

    /// What is at the place of a file with these bytes.
    pub(super) fn find(&self, route: &str, made: Made<'_>) -> Result<Found, PublishError> {
        let is_reachable = route.rsplit_once('/').is_none_or(|(folder, _)| self.folders.contains(folder));
        if !is_reachable {
            return Ok(Found::Nothing);
        }
        let path = self.output.join(route);
        // A file that cannot be read is not the same, and whether it may be replaced is another question.
        if made.are_in(self.disk, &path).unwrap_or(false) {
            return Ok(Found::Same);
        }
        match self.disk.kind(&path).map_err(PublishError::io("look at", &path))? {
            Kind::Nothing => Ok(Found::Nothing),
            Kind::Folder => Ok(self.foreign_in(route)?.map_or(Found::Nothing, Found::Foreign)),
            _ if self.before.contains(route) => Ok(Found::Older),
            Kind::File if is_among(self.disk, self.output, &path, self.before) => Ok(Found::Older),
            _ => Ok(Found::Foreign(path)),
        }
    }

    /// A file below a folder that columnist did not write.
    fn foreign_in(&self, folder: &str) -> Result<Option<PathBuf>, PublishError> {
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let path = self.output.join(&folder);
            for name in self.disk.names(&path).map_err(PublishError::io("read", &path))? {
                let path = path.join(&name);
                let inside = name.to_str().map(|name| format!("{folder}/{name}"));
                match (self.disk.kind(&path).map_err(PublishError::io("look at", &path))?, inside) {
                    (Kind::Folder, Some(inside)) => folders.push(inside),
                    (_, Some(inside)) if self.before.contains(&inside) => {}
                    _ => return Ok(Some(path)),
                }
            }
        }
        Ok(None)
    }
}

/// What columnist has written below a folder.
pub(super) fn written_below<'b>(before: &'b BTreeSet<String>, folder: &str) -> impl Iterator<Item = &'b str> {
    let start = format!("{folder}/");
    let from: (Bound<&str>, Bound<&str>) = (Bound::Included(&start), Bound::Unbounded);
    let below: Vec<&str> =
        before.range::<str, _>(from).map(String::as_str).take_while(|path| path.starts_with(&start)).collect();
    below.into_iter()
}

/// What is at the places of some folders; those below something else than a folder are left out.
pub(super) fn look_at<'f>(
    disk: &dyn Disk,
    output: &Path,
    folders: &BTreeSet<&'f str>,
) -> Result<BTreeMap<&'f str, Kind>, PublishError> {
    let look = |folder: &&'f str| {
        let path = output.join(folder);
        disk.kind(&path).map(|kind| (*folder, kind)).map_err(PublishError::io("look at", &path))
    };
    let all: Vec<(&str, Kind)> = folders.par_iter().map(look).collect::<Result<_, _>>()?;
    let mut kinds: BTreeMap<&str, Kind> = BTreeMap::new();
    // A folder comes after those above it.
    for (folder, kind) in all {
        let above = folder.rsplit_once('/').map(|(above, _)| above);
        if above.is_none_or(|above| kinds.get(above) == Some(&Kind::Folder)) {
            kinds.insert(folder, kind);
        }
    }
    Ok(kinds)
}
