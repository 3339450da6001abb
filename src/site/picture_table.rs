//! The pictures of a site, and the smaller versions that are published of them.

use rustc_hash::FxHashMap;

use crate::address::Route;
use crate::picture::{Digest, Picture, Size};
use crate::source::SourcePath;

use super::target::Target;

/// The pictures that documents show, by where they are published.
#[derive(Debug, Default)]
pub struct Pictures(FxHashMap<Route, PictureEntry>);

/// A picture of a site.
#[derive(Debug)]
pub struct PictureEntry {
    /// Its file.
    pub source: SourcePath,
    /// What its head says.
    pub picture: Picture,
    /// What is published of it besides, the smallest first.
    pub versions: Vec<Version>,
}

/// A smaller version of a picture.
#[derive(Debug)]
pub struct Version {
    /// Its size.
    pub size: Size,
    /// Where it is published.
    pub route: Route,
    /// What decides its bytes.
    pub key: Digest,
}

impl Pictures {
    pub(super) fn new(entries: impl Iterator<Item = (Route, PictureEntry)>) -> Self {
        Self(entries.collect())
    }

    /// The picture that is published at a route as it is.
    pub fn get(&self, route: &Route) -> Option<&PictureEntry> {
        self.0.get(route)
    }

    /// What is published besides: each version of each picture.
    pub(super) fn targets(&self) -> impl Iterator<Item = (Route, Target)> {
        self.0.iter().flat_map(|(original, entry)| {
            let versions = (0..).zip(&entry.versions);
            versions.map(|(index, version)| {
                (version.route.clone(), Target::Picture { original: original.clone(), version: index })
            })
        })
    }
}
