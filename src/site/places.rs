//! Which file is published where, and the other way round.

use crate::address::Route;
use crate::source::SourcePath;

use super::model::Site;
use super::target::Target;

impl Site {
    /// Where a file below `content` is published.
    pub fn route_of_source(&self, path: &SourcePath) -> Option<&Route> {
        self.by_source.get(path)
    }

    /// The document that a page is made of; lists are made of many.
    pub fn source_of(&self, route: &Route) -> Option<&SourcePath> {
        match self.routes.get(route)? {
            Target::Post(post) => self.posts.get(*post).map(|entry| &entry.post.path),
            Target::Page(page) => self.pages.get(*page).map(|page| &page.path),
            Target::Author { author, page: 1 } => self.authors.get(*author).map(|author| &author.path),
            _ => None,
        }
    }

    /// The title of the document in a file: of a post, a page, or the name of an author.
    pub fn title_of(&self, path: &SourcePath) -> Option<&str> {
        match self.routes.get(self.by_source.get(path)?)? {
            Target::Post(post) => self.posts.get(*post).map(|entry| &*entry.post.title),
            Target::Page(page) => self.pages.get(*page).map(|page| page.title.as_str()),
            Target::Author { author, .. } => self.authors.get(*author).map(|author| author.name.as_str()),
            _ => None,
        }
    }
}
