//! What a site is linked from.

use std::sync::Arc;

use jiff::Timestamp;

use crate::card::Fonts;
use crate::config::Config;
use crate::document::{Author, CommentFile, Page, Post};
use crate::picture::Look;
use crate::source::SourcePath;

/// Every document of a site, and the files that are published as they are.
#[derive(Debug, Clone)]
pub struct Documents {
    /// The settings.
    pub config: Arc<Config>,
    /// The authors.
    pub authors: Vec<Arc<Author>>,
    /// The posts, drafts and scheduled ones too.
    pub posts: Vec<Arc<Post>>,
    /// The pages, drafts too.
    pub pages: Vec<Arc<Page>>,
    /// The comments files.
    pub comment_files: Vec<Arc<CommentFile>>,
    /// Files below `content` that are no documents.
    pub content_files: Vec<SourcePath>,
    /// The pictures among them, and among those below `static`, that documents may show.
    pub pictures: Vec<Arc<PictureFile>>,
    /// What share cards are drawn with; `None` where there are to be none.
    pub fonts: Option<Arc<Fonts>>,
    /// Files below `static`.
    pub static_files: Vec<SourcePath>,
    /// Names of the theme's files, as paths below the site's base.
    pub theme_files: Vec<String>,
}

/// A picture's file, looked at.
#[derive(Debug)]
pub struct PictureFile {
    /// The file.
    pub path: SourcePath,
    /// What its head says.
    pub look: Look,
}

/// What belongs to a site besides its published posts, and when it is.
#[derive(Debug, Clone, Copy)]
pub struct LinkOptions {
    /// The time; posts after it are scheduled.
    pub now: Timestamp,
    /// Whether drafts belong to the site.
    pub drafts: bool,
    /// Whether scheduled posts belong to the site.
    pub future: bool,
}
