//! The files to publish while they are collected: who claims a route, and who had it before.

use rustc_hash::FxHashMap;

use crate::address::Route;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Alias;
use crate::source::SourcePath;

use super::model::Site;
use super::table::NewRoutes;
use super::target::Target;

/// The routes that are taken.
pub(super) struct Claims<'s> {
    pub(super) routes: NewRoutes,
    pub(super) site: &'s Site,
    /// Where the old addresses that are among the routes are written.
    aliases: FxHashMap<Route, Span>,
    pub(super) diagnostics: &'s mut Vec<Diagnostic>,
}

impl<'s> Claims<'s> {
    /// None yet.
    pub(super) fn new(site: &'s Site, diagnostics: &'s mut Vec<Diagnostic>) -> Self {
        let routes = NewRoutes::with_capacity(site.posts.len() * 3 / 2);
        Self { routes, site, aliases: FxHashMap::default(), diagnostics }
    }

    /// Takes a route for content.
    pub(super) fn claim(&mut self, route: Route, target: Target) {
        if let Some(other) = self.routes.get(&route) {
            let other = self.named(&route, other);
            let span = self.place(&route, &target).unwrap_or_else(settings);
            self.diagnostics.push(Diagnostic::error(
                Code::DuplicateRoute,
                span,
                format!("this would be published at `/{}`, and so would {other}", route.address()),
                "give one of the two another slug or file name",
            ));
        } else {
            self.routes.insert(route, target);
        }
    }

    /// Where the content of what is at a route is written; what columnist makes itself is written nowhere.
    pub(super) fn place(&self, route: &Route, target: &Target) -> Option<Span> {
        let site = self.site;
        match target {
            Target::Post(id) => {
                site.posts.get(*id).map(|entry| Span::new(entry.post.path.shared(), entry.post.slug_range()))
            }
            Target::Page(page) => site.pages.get(*page).map(|page| Span::start_of(page.path.shared())),
            Target::File(path) => Some(Span::start_of(path.shared())),
            Target::Redirect(_) => self.aliases.get(route).cloned(),
            _ => None,
        }
    }

    fn named(&self, route: &Route, target: &Target) -> String {
        let place = self.place(route, target);
        place.map_or_else(|| "a page that columnist makes itself".to_owned(), |span| span.file.to_string())
    }

    /// Takes a route for what columnist makes itself.
    pub(super) fn claim_generated(&mut self, route: Route, target: Target) {
        match self.routes.get(&route).and_then(|other| self.place(&route, other)) {
            Some(span) => self.diagnostics.push(Diagnostic::error(
                Code::DuplicateRoute,
                span,
                format!("this would be published at `/{}`, where columnist puts a page of its own", route.address()),
                "give it another slug or file name",
            )),
            None => self.routes.insert(route, target),
        }
    }

    /// A file in `static` wins over what columnist makes itself (such as `robots.txt`), not over content. Of a whole page it
    /// is told, for few mean that.
    pub(super) fn claim_static(&mut self, route: Route, path: &SourcePath) {
        let other = self.routes.get(&route);
        if other.is_some_and(|other| self.place(&route, other).is_some()) {
            return self.claim(route, Target::File(path.clone()));
        }
        if let Some(template) = other.and_then(page_template) {
            self.diagnostics.push(Diagnostic::warning(
                Code::DuplicateRoute,
                Span::start_of(path.shared()),
                format!("this file takes the place of the page that columnist makes at `/{}`", route.address()),
                format!("give it another name, unless you mean that; how the page looks is a matter of `templates/{template}`"),
            ));
        }
        self.routes.insert(route, Target::File(path.clone()));
    }

    /// Takes an old address of what is at `target` now.
    pub(super) fn claim_alias(&mut self, path: &SourcePath, target: &Route, alias: &Alias) {
        let span = Span::new(path.shared(), alias.range.clone());
        let how = match self.routes.get(&alias.route) {
            // What is written twice in one file still leads to one place.
            _ if alias.route == *target => return,
            Some(Target::Redirect(other)) if other == target => return,
            Some(Target::Redirect(_)) => "an old address",
            Some(_) => "the address",
            None => {
                self.routes.insert(alias.route.clone(), Target::Redirect(target.clone()));
                self.aliases.insert(alias.route.clone(), span);
                return;
            }
        };
        let other = self.routes.get(&alias.route).map_or_else(String::new, |other| self.named(&alias.route, other));
        self.diagnostics.push(Diagnostic::error(
            Code::AliasCollision,
            span,
            format!("the old address `/{}` is {how} of {other}", alias.route.address()),
            "take it out here: an address can lead to one place only",
        ));
    }
}

/// The template of a page that columnist makes itself.
fn page_template(target: &Target) -> Option<&'static str> {
    match target {
        Target::Index(_) => Some("index.html"),
        Target::Author { .. } => Some("author.html"),
        Target::Tag { .. } => Some("tag.html"),
        Target::Tags => Some("tags.html"),
        Target::Archive => Some("archive.html"),
        Target::Year(_) => Some("year.html"),
        Target::Verdicts { .. } => Some("verdicts.html"),
        Target::Search => Some("search.html"),
        Target::NotFound => Some("404.html"),
        _ => None,
    }
}

/// Where to look for what no content file is the reason of.
pub(super) fn settings() -> Span {
    Span::start_of(&"site.toml".into())
}
