//! A new output folder: made beside its place, and renamed into it when it is whole.

use std::collections::BTreeSet;
use std::path::Path;

use super::claim::beside;
use super::debris;
use super::disk::Disk;
use super::error::PublishError;
use super::files::{Files, folders, make_all};
use super::manifest;

/// Makes an output folder that is not there yet; the number of files in it.
pub(super) fn create(disk: &dyn Disk, output: &Path, files: Files<'_>) -> Result<usize, PublishError> {
    let stage = beside(output, "new");
    debris::remove(disk, &stage)?;
    let result = fill(disk, &stage, output, files)
        .and_then(|()| disk.rename(&stage, output).map_err(PublishError::io("make", output)));
    if result.is_err() {
        // The reason why it failed says more than that its remains could not be removed: the next build does that.
        let _ = debris::remove(disk, &stage);
    }
    result.map(|()| files.all.len())
}

fn fill(disk: &dyn Disk, stage: &Path, output: &Path, files: Files<'_>) -> Result<(), PublishError> {
    disk.make_folder(stage).map_err(PublishError::io("make", output))?;
    for folder in folders(files.routes()) {
        disk.make_folder(&stage.join(folder)).map_err(PublishError::io("make", &output.join(folder)))?;
    }
    make_all(files, |_, route, made| {
        let failed = |error| PublishError::io("write", &output.join(route.as_str()))(error);
        made.write(disk, &stage.join(route.as_str())).map_err(failed)
    })?;
    let routes: BTreeSet<&str> = files.routes().collect();
    let text = manifest::text(routes.into_iter());
    let failed = PublishError::io("write", &output.join(manifest::NAME));
    disk.write(&stage.join(manifest::NAME), text.as_bytes()).map_err(failed)
}
