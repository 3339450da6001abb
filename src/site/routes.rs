//! Where each page of a site is published.

use crate::address::Route;

use super::model::Site;
use super::target::FeedKind;
use super::verdicts::Outcome;

/// The verdicts on one page of their list: a row is one line.
const VERDICTS_PER_PAGE: usize = 50;

/// The folder of the search. What a theme has in it is published where the site can be searched.
pub(super) const SEARCH: &str = "search/";

/// The folder of the index.
pub(super) const SEARCH_FILES: &str = "search/pagefind/";

/// The most pages that one sitemap may list (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// The number of parts that the sitemap is split into; 0 where one file lists all.
pub fn sitemap_parts(site: &Site) -> usize {
    let lists = site.authors.len() + site.tags.len() + site.years.len() + 4 + Outcome::ALL.len();
    let pages = site.posts.len() + site.pages.len() + lists;
    if pages <= SITEMAP_LIMIT { 0 } else { pages.div_ceil(SITEMAP_LIMIT) }
}

impl Site {
    /// The route of an author's page.
    pub fn author_route(&self, id: &str) -> Route {
        paged("authors", id, 1)
    }

    /// The route of a page of the list of posts, from 1.
    pub fn index_route(&self, page: usize) -> Route {
        if page <= 1 { Route::new("index.html") } else { Route::new(format!("page/{page}/index.html")) }
    }

    /// The route of a page of an author's takes, from 1.
    pub fn author_page_route(&self, author: usize, page: usize) -> Route {
        paged("authors", self.authors.get(author).map_or("", |author| &author.id), page)
    }

    /// The route of a page of a tag's posts, from 1.
    pub fn tag_route(&self, tag: usize, page: usize) -> Route {
        paged("tags", self.tags.get(tag).map_or("", |tag| tag.slug.as_str()), page)
    }

    /// The route of a page of the verdicts, or of those with one outcome, from 1.
    pub fn verdicts_route(&self, outcome: Option<Outcome>, page: usize) -> Route {
        match (outcome, page) {
            (Some(outcome), page) => paged("verdicts", outcome.as_str(), page),
            (None, 0 | 1) => Route::new("verdicts/index.html"),
            (None, page) => Route::new(format!("verdicts/page/{page}/index.html")),
        }
    }

    /// The route of a year.
    pub fn year_route(&self, year: i16) -> Route {
        Route::new(format!("archive/{year:04}/index.html"))
    }

    /// The route of the list of tags.
    pub fn tags_route(&self) -> Route {
        Route::new("tags/index.html")
    }

    /// The route of the list of years.
    pub fn archive_route(&self) -> Route {
        Route::new("archive/index.html")
    }

    /// The route of the search, where the site can be searched.
    pub fn search_route(&self) -> Option<Route> {
        self.config.search.map(|_| Route::new(format!("{SEARCH}index.html")))
    }

    /// The route of a file that the search needs. What names these files have is only known when the index is made, so
    /// they are not among the site's routes; no other file may be in their folder.
    pub fn search_file_route(&self, name: &str) -> Route {
        Route::new(format!("{SEARCH_FILES}{name}"))
    }

    /// Whether a route is that of a file that the search needs, if there is such a file.
    pub fn is_search_file(&self, route: &Route) -> bool {
        self.config.search.is_some() && route.as_str().starts_with(SEARCH_FILES)
    }

    /// The route of a feed.
    pub fn feed_route(&self, kind: FeedKind) -> Route {
        match kind {
            FeedKind::Atom => Route::new("atom.xml"),
            FeedKind::Rss => Route::new("rss.xml"),
            FeedKind::Json => Route::new("feed.json"),
            FeedKind::Comments => Route::new("comments.xml"),
            FeedKind::Tag(tag) => Route::new(format!("{}/atom.xml", self.tag_route(tag, 1).folder())),
            FeedKind::Author(author) => Route::new(format!("{}/atom.xml", self.author_page_route(author, 1).folder())),
        }
    }

    /// The route of a part of the sitemap, from 0.
    pub fn sitemap_part_route(&self, part: usize) -> Route {
        Route::new(format!("sitemap-{}.xml", part + 1))
    }

    /// The verdicts on one page of their list.
    pub fn verdicts_per_page(&self) -> usize {
        VERDICTS_PER_PAGE
    }
}

fn paged(kind: &str, name: &str, page: usize) -> Route {
    if page <= 1 {
        Route::new(format!("{kind}/{name}/index.html"))
    } else {
        Route::new(format!("{kind}/{name}/page/{page}/index.html"))
    }
}
