//! What is published at a route.

use crate::address::Route;
use crate::source::SourcePath;

use super::verdicts::Outcome;

/// A post's place in the site's posts.
pub type PostId = usize;

/// What is published at a route. A site has one for each file, so it is kept small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A post.
    Post(PostId),
    /// A page, by its place in the site’s pages.
    Page(usize),
    /// A page of the list of posts, from 1.
    Index(usize),
    /// A page of an author's takes, from 1.
    Author {
        /// The place in the site’s authors.
        author: usize,
        /// The page, from 1.
        page: usize,
    },
    /// A page of a tag's posts.
    Tag {
        /// The place in the site’s tags.
        tag: usize,
        /// The page, from 1.
        page: usize,
    },
    /// The list of tags.
    Tags,
    /// The list of years.
    Archive,
    /// A year, by its place in the site’s years.
    Year(usize),
    /// A page of the verdicts.
    Verdicts {
        /// The outcome that its letters have; all letters without one.
        outcome: Option<Outcome>,
        /// The page, from 1.
        page: usize,
    },
    /// The page of the search.
    Search,
    /// The page for addresses that lead to nothing.
    NotFound,
    /// An old address that leads to this route.
    Redirect(Route),
    /// A feed.
    Feed(FeedKind),
    /// `sitemap.xml`.
    Sitemap,
    /// A part of a sitemap that is too long for one file, from 0.
    SitemapPart(usize),
    /// `robots.txt`.
    Robots,
    /// A file of the site, as it is.
    File(SourcePath),
    /// A file of the theme, as it is.
    ThemeFile(Box<str>),
    /// The share card of a post.
    Card(PostId),
    /// A smaller version of a picture.
    Picture {
        /// Where the picture is published as it is.
        original: Route,
        /// The place among the versions of the picture.
        version: u32,
    },
}

impl Target {
    /// Whether it is made from texts: whether one that is drawn can be made is another question, and a costly one.
    pub fn is_written(&self) -> bool {
        !matches!(self, Self::Picture { .. } | Self::Card(_))
    }
}

/// A feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedKind {
    /// Atom, all posts.
    Atom,
    /// RSS, all posts.
    Rss,
    /// JSON Feed, all posts.
    Json,
    /// Atom, the posts of a tag.
    Tag(usize),
    /// Atom, the posts in which an author has a take.
    Author(usize),
    /// Atom, the comments on all posts.
    Comments,
}
