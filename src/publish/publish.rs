//! The build: everything is made, then put in its place.

use super::claim::Claim;
use super::create::create;
use super::error::PublishError;
use super::files::Files;
use super::report::Report;
use super::update::update;

/// Publishes files to the folder that was claimed, and gives the folder back.
///
/// # Errors
/// Files that cannot be made, a file of somebody else in the place of one, or what the file system says. Whatever it is,
/// each published file is whole, and the next build goes on from there.
pub fn publish(claim: Claim<'_>, files: Files<'_>) -> Result<Report, PublishError> {
    let result = match &claim.before {
        Some(before) => update(claim.disk, &claim.output, before, files),
        None => create(claim.disk, &claim.output, files).map(|written| Report { written, ..Report::default() }),
    };
    let result = result.map_err(|error| claim.name(error));
    // Only now may another build go on.
    drop(claim);
    result
}
