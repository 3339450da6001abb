//! Smaller versions of pictures.

use crate::address::Route;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::picture::{self, Fault, digest, shrink};
use crate::site::{PictureEntry, Site};
use crate::source::SourceTree;

/// Appends a version of the picture that is published at `original`.
pub(super) fn write(
    site: &Site,
    tree: &SourceTree,
    original: &Route,
    version: usize,
    out: &mut Vec<u8>,
) -> Result<(), Diagnostic> {
    let entry = site.pictures.get(original);
    let found = entry.and_then(|entry| Some((entry, entry.versions.get(version)?, tree.get(entry.source.as_str())?)));
    let Some((entry, version, source)) = found else {
        return Err(gone(&Span::start_of(&original.as_str().into()).file));
    };
    let bytes = source.bytes()?;
    // What is kept under the key of a picture must be made of that picture.
    if digest([bytes.as_ref()]) != entry.picture.digest {
        return Err(gone(entry.source.shared()));
    }
    let webp = shrink(&bytes, &entry.picture, version.size, site.config.images.quality)
        .map_err(|fault| faulty(site, original, entry, &fault))?;
    out.extend_from_slice(&webp);
    Ok(())
}

/// Decodes a picture, to find out whether it can be.
pub(super) fn check(site: &Site, tree: &SourceTree, original: &Route) -> Result<(), Diagnostic> {
    let Some(entry) = site.pictures.get(original) else { return Ok(()) };
    let Some(source) = tree.get(entry.source.as_str()) else { return Ok(()) };
    picture::decodes(&source.bytes()?).map_err(|fault| faulty(site, original, entry, &fault))
}

/// What is wrong with a picture, where it is named.
fn faulty(site: &Site, original: &Route, entry: &PictureEntry, fault: &Fault) -> Diagnostic {
    let place = site.mention_of(original).unwrap_or_else(|| Span::start_of(entry.source.shared()));
    Diagnostic::error(Code::BadImage, place, format!("the picture {} {fault}", entry.source), fault.help())
}

fn gone(file: &std::sync::Arc<str>) -> Diagnostic {
    Diagnostic::error(
        Code::UnreadableFile,
        Span::start_of(file),
        "this picture changed while the site was made from it",
        "build the site again",
    )
}
