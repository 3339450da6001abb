//! Links inside the site.

use percent_encoding::percent_decode_str;

use crate::address::Route;
use crate::diagnostic::nearest;
use crate::source::SourcePath;

use super::model::{PostEntry, Site};
use super::target::Target;

/// Ids that the theme gives to parts of a page.
const THEME_ANCHORS: [&str; 3] = ["comments", "main", "top"];

/// Where a link stands.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The file.
    pub source: &'a SourcePath,
    /// Its address.
    pub route: &'a Route,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The file that is published there.
    pub route: Route,
    /// `?…`, as written.
    pub query: String,
    /// `#…`, as written.
    pub fragment: String,
}

/// Why a link leads to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkProblem {
    /// There is nothing; perhaps this was meant.
    Nothing {
        /// A file beside the link's own with a similar name.
        near: Option<String>,
    },
    /// The document is a draft or scheduled.
    Unpublished(&'static str),
    /// The page has no element with this id.
    NoAnchor {
        /// An id that it has.
        near: Option<String>,
    },
}

impl Site {
    /// Why a document is left out, if it is: it is `a draft`, or `scheduled for later`.
    pub fn left_out(&self, path: &SourcePath) -> Option<&'static str> {
        self.unpublished.get(path).copied()
    }

    /// Follows a link as an author writes it: a path to a file from the link's own (`../b.md`, `photo.jpg`), an
    /// address of this site (`/about/`), or a place on the page (`#leslie-says`).
    pub fn resolve(&self, origin: Origin<'_>, target: &str) -> Result<Resolved, LinkProblem> {
        let (rest, fragment) = split_at(target, '#');
        let (path, query) = split_at(rest, '?');
        let route = self.route_of(origin, path)?;
        if fragment.len() > 1 {
            let id = percent_decode_str(fragment.trim_start_matches('#')).decode_utf8_lossy();
            self.check_anchor(&route, &id)?;
        }
        Ok(Resolved { route, query: query.to_owned(), fragment: fragment.to_owned() })
    }

    fn route_of(&self, origin: Origin<'_>, path: &str) -> Result<Route, LinkProblem> {
        if path.is_empty() {
            return Ok(origin.route.clone());
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        if path.starts_with('/') {
            return self.absolute(path).ok_or_else(|| LinkProblem::Nothing { near: self.near_address(path) });
        }
        let source = origin.source.join(&decoded);
        if let Some(source) = &source {
            if let Some(route) = self.by_source.get(source.as_str()) {
                return Ok(route.clone());
            }
            if let Some(reason) = self.unpublished.get(source.as_str()) {
                return Err(LinkProblem::Unpublished(reason));
            }
        }
        let beside = SourcePath::new(origin.route.as_str());
        let address = beside.join(&decoded).map(|path| {
            let slash = if decoded.ends_with('/') { "/" } else { "" };
            format!("/{path}{slash}")
        });
        address
            .and_then(|address| self.absolute(&address))
            .ok_or_else(|| LinkProblem::Nothing { near: self.near(origin, &decoded) })
    }

    /// The route of an address of this site, with or without the path of the site's base.
    fn absolute(&self, address: &str) -> Option<Route> {
        let base = self.config.base.path();
        let inside = address.strip_prefix(base).map(|rest| format!("/{rest}"));
        let candidates = [Some(address.to_owned()), inside];
        candidates.into_iter().flatten().find_map(|address| {
            let route = Route::from_address(&address).ok()?;
            let as_file = Route::new(percent_decode_str(address.trim_start_matches('/')).decode_utf8_lossy().as_ref());
            [route, as_file].into_iter().find(|route| self.routes.contains_key(route))
        })
    }

    /// The address of a page that is nearest to this one.
    fn near_address(&self, address: &str) -> Option<String> {
        let pages = self.routes.iter().filter(|(_, target)| {
            matches!(
                target,
                Target::Post(_) | Target::Page(_) | Target::Author { .. } | Target::Tag { .. } | Target::File(_)
            )
        });
        let addresses: Vec<String> = pages.map(|(route, _)| format!("/{}", route.address())).collect();
        nearest(address, addresses.iter().map(String::as_str)).map(str::to_owned)
    }

    /// The file name, in the link's own folder or the one it names, that is nearest to the link's, or the same after a
    /// date. Texts and other files are not taken for each other.
    fn near(&self, origin: Origin<'_>, path: &str) -> Option<String> {
        let wanted = origin.source.join(path)?;
        let is_text = |path: &SourcePath| path.has_ending("md") || path.has_ending("markdown");
        let mut names: Vec<&str> = self
            .by_source
            .keys()
            .filter(|source| source.folder() == wanted.folder() && is_text(source) == is_text(&wanted))
            .map(SourcePath::file_name)
            .collect();
        names.sort_unstable();
        let dated = |name: &&str| name.get("2012-04-17-".len()..) == Some(wanted.file_name());
        let near = names.iter().copied().find(dated).or_else(|| nearest(wanted.file_name(), names.iter().copied()))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") })
    }

    fn check_anchor(&self, route: &Route, id: &str) -> Result<(), LinkProblem> {
        let anchors: &[Box<str>] = match self.routes.get(route) {
            Some(Target::Post(post)) => match self.posts.get(*post) {
                Some(entry) if has_comment(entry, id) => return Ok(()),
                Some(entry) => &entry.post.anchors,
                None => return Ok(()),
            },
            Some(Target::Page(page)) => match self.pages.get(*page) {
                Some(page) => &page.anchors,
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        if anchors.binary_search_by(|anchor| (**anchor).cmp(id)).is_ok() || THEME_ANCHORS.contains(&id) {
            return Ok(());
        }
        Err(LinkProblem::NoAnchor { near: nearest(id, anchors.iter().map(AsRef::as_ref)).map(str::to_owned) })
    }
}

fn has_comment(entry: &PostEntry, anchor: &str) -> bool {
    let Some(id) = anchor.strip_prefix("comment-") else { return false };
    entry.threads.iter().filter_map(|thread| entry.comment(thread.comment)).any(|comment| *comment.id == *id)
}

fn split_at(text: &str, mark: char) -> (&str, &str) {
    text.find(mark).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}
