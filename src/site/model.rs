//! The linked site.

use std::collections::HashMap;
use std::sync::Arc;

use crate::address::{Route, Slug};
use crate::config::Config;
use crate::document::{Author, Comment, CommentFile, Date, Page, Post, Verdict};
use crate::source::SourcePath;

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
    pub(super) by_source: HashMap<SourcePath, Route>,
    /// Documents that are left out because they are drafts or scheduled.
    pub(super) unpublished: HashMap<SourcePath, &'static str>,
}

/// A post in its site.
#[derive(Debug)]
pub struct PostEntry {
    /// The document.
    pub post: Arc<Post>,
    /// The comments file beside it.
    pub comment_file: Option<Arc<CommentFile>>,
    /// Where it is published.
    pub route: Route,
    /// Its comments in the order in which they are shown: each before its answers.
    pub threads: Arc<[ThreadEntry]>,
    /// Its tags, as places in [`Site::tags`].
    pub tags: Vec<usize>,
    /// The post that it follows up on.
    pub follows_up: Option<PostId>,
    /// The posts that follow up on it, oldest first.
    pub followed_up_by: Vec<PostId>,
    /// Whether it lies in the future.
    pub is_scheduled: bool,
}

/// A comment in its thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadEntry {
    /// Which comment.
    pub comment: CommentAt,
    /// How many comments stand above it.
    pub depth: usize,
    /// The place in the post's threads of the comment that it answers.
    pub parent: Option<usize>,
    /// Whether only its place is kept, for the sake of its answers.
    pub is_removed: bool,
}

/// Where a comment of a post is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentAt {
    /// In the post's own list.
    Post(usize),
    /// In the file beside it.
    File(usize),
}

impl PostEntry {
    /// The comment of an entry.
    pub fn comment(&self, at: CommentAt) -> Option<&Comment> {
        match at {
            CommentAt::Post(index) => self.post.comments.get(index),
            CommentAt::File(index) => self.comment_file.as_ref()?.comments.get(index),
        }
    }

    /// The number of comments that are shown.
    pub fn comment_count(&self) -> usize {
        self.threads.iter().filter(|entry| !entry.is_removed).count()
    }

    /// When it was last changed.
    pub fn updated(&self) -> &Date {
        self.post.updated.as_ref().unwrap_or(&self.post.date)
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
