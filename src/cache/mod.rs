//! Files that are costly to make, kept from one build to the next.
//!
//! A [`Cache`] is asked for the file at a route; what it has not kept, it has made and keeps. Each file is kept under a
//! key that stands for all that decides its bytes, so nothing in it is ever out of date, and nothing depends on it: it
//! may be deleted at any time, be damaged, or be on a disk that cannot be written to. This module knows nothing of what
//! the files are.

mod folder;

use std::path::PathBuf;

use crate::address::Route;
use crate::picture::Digest;
use crate::render::{Failed, Renderer};

use folder::Folder;

/// Keeps files that are costly to make.
#[derive(Debug, Default)]
pub struct Cache(Option<Folder>);

impl Cache {
    /// A cache in a folder, which is made when the first file comes.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self(Some(Folder::new(folder)))
    }

    /// Appends the bytes that are published at a route, as [`Renderer::render`] does.
    pub fn render(&self, renderer: &Renderer<'_>, route: &Route, out: &mut Vec<u8>) -> Result<(), Failed> {
        let (Some(folder), Some(key)) = (&self.0, renderer.key(route)) else { return renderer.render(route, out) };
        if folder.read(key, out) {
            return Ok(());
        }
        let from = out.len();
        renderer.render(route, out)?;
        folder.keep(key, out.get(from..).unwrap_or_default());
        Ok(())
    }

    /// Removes most of what is kept for nothing, where something was added: what a site does not use at the moment, such
    /// as what drafts show, may come back.
    pub fn sweep(&self, used: impl Iterator<Item = Digest>) {
        if let Some(folder) = self.0.as_ref().filter(|folder| folder.has_grown()) {
            folder.sweep(&used.map(|key| key.to_string()).collect());
        }
    }
}
