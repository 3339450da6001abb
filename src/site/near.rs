//! What somebody meant whose link leads to nothing.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;

use crate::address::Route;
use crate::diagnostic::Vocabulary;
use crate::markdown::Ids;
use crate::source::SourcePath;

use super::model::Site;
use super::resolve::Origin;
use super::target::Target;

/// Finds what is near to links that lead to nothing. What it looks among is put in order when the first of them comes:
/// most sites have none, and some have one on every page.
#[derive(Debug)]
pub(super) struct Near<'s> {
    site: &'s Site,
    addresses: OnceLock<Vocabulary>,
    folders: OnceLock<HashMap<Kind<'s>, Folder<'s>>>,
    anchors: Mutex<FxHashMap<Route, Arc<Vocabulary>>>,
}

/// A folder, and whether the texts in it are meant or the other files: these are not taken for each other.
type Kind<'s> = (&'s str, bool);

/// The names of files in a folder.
#[derive(Debug, Default)]
struct Folder<'s> {
    names: Vocabulary,
    /// The names that begin with a date, by the rest of them.
    dated: BTreeMap<&'s str, &'s str>,
}

impl<'s> Near<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        Self { site, addresses: OnceLock::new(), folders: OnceLock::new(), anchors: Mutex::default() }
    }

    /// What was probably meant by the path of a link.
    pub(super) fn path(&self, origin: Origin<'_>, target: &str) -> Option<String> {
        let path = target.split(['#', '?']).next().unwrap_or("");
        if path.starts_with('/') { self.address(path) } else { self.file(origin, path) }
    }

    /// The address of a page that is nearest to this one.
    fn address(&self, address: &str) -> Option<String> {
        let addresses = self.addresses.get_or_init(|| {
            let pages = self.site.routes.iter().filter(|(_, target)| {
                matches!(
                    target,
                    Target::Post(_) | Target::Page(_) | Target::Author { .. } | Target::Tag { .. } | Target::File(_)
                )
            });
            Vocabulary::new(pages.map(|(route, _)| format!("/{}", route.address())))
        });
        addresses.nearest(address).map(str::to_owned)
    }

    /// The file name, in the link's own folder or the one it names, that is nearest to the link's, or the same after a
    /// date.
    fn file(&self, origin: Origin<'_>, path: &str) -> Option<String> {
        let path = percent_decode_str(path).decode_utf8_lossy();
        let wanted = origin.source.join(&path)?;
        let folder = self.folders.get_or_init(|| folders(self.site)).get(&(wanted.folder(), is_text(&wanted)))?;
        let dated = folder.dated.get(wanted.file_name()).copied();
        let near = dated.or_else(|| folder.names.nearest(wanted.file_name()))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") })
    }

    /// The id of an element of a page that is nearest to this one.
    pub(super) fn anchor(&self, route: &Route, target: &str) -> Option<String> {
        let id = target.split_once('#').map_or("", |(_, id)| id);
        let id = percent_decode_str(id).decode_utf8_lossy();
        let known = Arc::clone(
            self.anchors.lock().unwrap_or_else(PoisonError::into_inner).entry(route.clone()).or_insert_with(|| {
                let anchors = self.site.anchors(route).into_iter().flat_map(Ids::iter);
                Arc::new(Vocabulary::new(anchors.map(str::to_owned)))
            }),
        );
        known.nearest(&id).map(str::to_owned)
    }
}

fn is_text(path: &SourcePath) -> bool {
    path.has_ending("md") || path.has_ending("markdown")
}

fn folders(site: &Site) -> HashMap<Kind<'_>, Folder<'_>> {
    let mut sources: Vec<&SourcePath> = site.by_source.keys().collect();
    sources.sort_unstable();
    let mut folders: HashMap<Kind<'_>, Folder<'_>> = HashMap::new();
    for source in sources {
        let folder = folders.entry((source.folder(), is_text(source))).or_default();
        let name = source.file_name();
        folder.names.add(name.to_owned());
        if let Some(rest) = name.get("2012-04-17-".len()..) {
            folder.dated.entry(rest).or_insert(name);
        }
    }
    folders
}
