//! The linked site.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::address::{Route, Slug};
use crate::config::Config;
use crate::document::{Author, Page, Verdict};
use crate::source::SourcePath;

use super::alone::Alone;
use super::table::Routes;

/// A post's place in [`Site::posts`].
pub type PostId = usize;

/// A site whose parts know each other.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The authors in their order.
    pub authors: Vec<Arc<Author>>,
    /// The posts, newest first.
    pub posts: Vec<PostEntry>,
    /// The pages in the order of their addresses.
    pub pages: Vec<Arc<Page>>,
    /// The tags by name.
    pub tags: Vec<TagEntry>,
    /// The years, newest first.
    pub years: Vec<YearEntry>,
    /// The letters that got a verdict, newest first.
    pub verdicts: Vec<VerdictRow>,
    /// For each author the posts with a take, newest first, and the place of the first take among the sections.
    pub author_takes: Vec<Vec<(PostId, usize)>>,
    /// Each file to publish.
    pub routes: Routes,
    /// Where the files below `content` are published.
    pub(super) by_source: FxHashMap<SourcePath, Route>,
    /// Documents that are left out because they are drafts or scheduled.
    pub(super) unpublished: HashMap<SourcePath, &'static str>,
}

/// A post in its site: what it is on its own, and what the others make of it.
#[derive(Debug)]
pub struct PostEntry {
    pub(super) alone: Arc<Alone>,
    /// Its tags, as places in [`Site::tags`].
    pub tags: Vec<usize>,
    /// The post that it follows up on.
    pub follows_up: Option<PostId>,
    /// The posts that follow up on it, oldest first.
    pub followed_up_by: Vec<PostId>,
    /// Whether it lies in the future.
    pub is_scheduled: bool,
}

impl Deref for PostEntry {
    type Target = Alone;

    fn deref(&self) -> &Alone {
        &self.alone
    }
}

/// A tag and its posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagEntry {
    /// The spelling that most posts use.
    pub name: String,
    /// Its segment of the address.
    pub slug: Slug,
    /// Its posts, newest first.
    pub posts: Vec<PostId>,
}

/// A year and its posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearEntry {
    /// The year.
    pub year: i16,
    /// Its posts, newest first.
    pub posts: Vec<PostId>,
}

/// What was said to one letter.
#[derive(Debug, Clone, PartialEq)]
pub struct VerdictRow {
    /// The post.
    pub post: PostId,
    /// The letter, from 0.
    pub letter: usize,
    /// Each voice's first verdict on it, in written order.
    pub verdicts: Arc<[(String, Verdict)]>,
}

/// What is published at a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A post.
    Post(PostId),
    /// A page, by its place in [`Site::pages`].
    Page(usize),
    /// A page of the list of posts, from 1.
    Index(usize),
    /// A page of an author's takes, from 1.
    Author {
        /// The place in [`Site::authors`].
        author: usize,
        /// The page, from 1.
        page: usize,
    },
    /// A page of a tag's posts.
    Tag {
        /// The place in [`Site::tags`].
        tag: usize,
        /// The page, from 1.
        page: usize,
    },
    /// The list of tags.
    Tags,
    /// The list of years.
    Archive,
    /// A year, by its place in [`Site::years`].
    Year(usize),
    /// A page of the verdicts, from 1.
    Verdicts(usize),
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
    ThemeFile(String),
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
