//! Links inside the site.

use percent_encoding::percent_decode_str;

use crate::address::Route;
use crate::markdown::Ids;
use crate::source::SourcePath;

use super::model::Site;
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
    /// There is nothing.
    Nothing,
    /// The document is a draft or scheduled.
    Unpublished(&'static str),
    /// The page at this route has no element with this id.
    NoAnchor(Route),
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
            return self.absolute(path).ok_or(LinkProblem::Nothing);
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
        address.and_then(|address| self.absolute(&address)).ok_or(LinkProblem::Nothing)
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

    fn check_anchor(&self, route: &Route, id: &str) -> Result<(), LinkProblem> {
        let Some(anchors) = self.anchors(route) else { return Ok(()) };
        let is_comment = || match (self.routes.get(route), id.strip_prefix("comment-")) {
            (Some(Target::Post(post)), Some(comment)) => {
                self.posts.get(*post).is_some_and(|entry| entry.has_comment(comment))
            }
            _ => false,
        };
        if anchors.has(id) || THEME_ANCHORS.contains(&id) || is_comment() {
            return Ok(());
        }
        Err(LinkProblem::NoAnchor(route.clone()))
    }

    /// The ids of a page's elements; `None` where they are not known.
    pub(super) fn anchors(&self, route: &Route) -> Option<&Ids> {
        match self.routes.get(route)? {
            Target::Post(post) => self.posts.get(*post).map(|entry| &entry.post.anchors),
            Target::Page(page) => self.pages.get(*page).map(|page| &page.anchors),
            _ => None,
        }
    }
}

fn split_at(text: &str, mark: char) -> (&str, &str) {
    text.find(mark).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}
