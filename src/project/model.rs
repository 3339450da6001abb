//! What a site's files come to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use rayon::prelude::*;

use crate::address::{Base, Route};
use crate::diagnostic::Diagnostic;
use crate::render::{Failed, Renderer, search_files};
use crate::site::{Site, Target, in_sequence};
use crate::source::{SourceTree, read_site};
use crate::theme::Theme;

/// What belongs to a site, and where it is to live.
#[derive(Debug, Clone)]
pub struct Options {
    /// The time; posts after it are scheduled.
    pub now: Timestamp,
    /// Whether drafts belong to the site.
    pub drafts: bool,
    /// Whether scheduled posts belong to the site.
    pub future: bool,
    /// In the place of site.toml's `base_url`.
    pub base: Option<Base>,
}

/// A site's files, and what they come to.
#[derive(Debug)]
pub struct Project {
    /// The files, with the built-in theme's.
    pub tree: SourceTree,
    /// The site and its theme; `None` where the settings or the theme cannot be understood.
    pub parts: Option<Parts>,
    /// What is wrong so far; pages that fail to render are found by [`Project::check_pages`].
    pub diagnostics: Vec<Diagnostic>,
}

/// A site and its theme.
#[derive(Debug)]
pub struct Parts {
    /// The linked site.
    pub site: Site,
    /// Its templates and assets.
    pub theme: Arc<Theme>,
    search_files: OnceLock<SearchFiles>,
}

/// The files that the search needs, by their routes.
pub type SearchFiles = BTreeMap<Route, Vec<u8>>;

impl Parts {
    pub(super) fn new(site: Site, theme: Arc<Theme>) -> Self {
        Self { site, theme, search_files: OnceLock::new() }
    }

    /// The files that the search needs, beside those of the site's routes. They are made when they are first asked for:
    /// that takes about as long as all other pages together.
    pub fn search_files(&self) -> &SearchFiles {
        self.search_files.get_or_init(|| search_files(&self.site))
    }
}

/// The folder holds no site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSite;

/// Reads the files of the site in a folder; there must be a `site.toml`.
pub fn open(root: &Path) -> Result<SourceTree, NoSite> {
    let tree = read_site(root);
    if tree.get("site.toml").is_some() { Ok(tree) } else { Err(NoSite) }
}

impl Project {
    /// Whether nothing stops a build so far.
    pub fn is_publishable(&self) -> bool {
        self.parts.is_some() && !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Makes every page and throws it away, to find the templates that fail.
    pub fn check_pages(&mut self) {
        let Some(parts) = &self.parts else { return };
        let renderer = Renderer::new(&parts.site, &parts.theme, &self.tree);
        let failed = in_sequence(&parts.site.files_in_sequence(), |buffer, _, (route, target)| {
            let is_checked = target.is_written();
            is_checked.then(|| renderer.check(route, buffer).err().map(|Failed(problems)| problems)).flatten()
        });
        self.diagnostics.extend(failed.into_iter().flatten());
    }

    /// Decodes every picture of which smaller versions are published, to find those that cannot be.
    pub fn check_pictures(&mut self) {
        let Some(parts) = &self.parts else { return };
        let renderer = Renderer::new(&parts.site, &parts.theme, &self.tree);
        let routes = parts.site.routes.iter();
        let originals: BTreeSet<_> = routes
            .filter_map(|(_, target)| if let Target::Picture { original, .. } = target { Some(original) } else { None })
            .collect();
        let failed: Vec<Diagnostic> =
            originals.par_iter().filter_map(|original| renderer.check_picture(original).err()).collect();
        self.diagnostics.extend(failed);
    }

    /// The text of a file, for showing a line of it.
    pub fn text_of(&self, file: &str) -> Option<String> {
        self.tree.get(file).and_then(|source| source.text_to_show())
    }
}
