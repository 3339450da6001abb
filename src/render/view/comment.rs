//! The comments of a post.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::CommentState;

use super::site::{DateView, VoiceView};
use super::values::{Html, Shared};

/// The comments of a post.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CommentsView {
    /// `open`, `closed` or `off`.
    pub state: CommentState,
    /// The number of comments that are shown.
    pub count: usize,
    /// Text of the comments section that belongs to no comment.
    pub note: Option<Html>,
    /// The threads, oldest first.
    pub threads: Vec<ThreadView>,
}

/// A comment and all that answers it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ThreadView {
    /// The comment that began it.
    pub first: CommentView,
    /// The answers, each after the comment that it answers; `depth` says how deep.
    pub replies: Vec<CommentView>,
}

/// One comment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CommentView {
    /// The id of its element.
    pub anchor: String,
    /// The name; none is anonymous.
    pub author: Option<String>,
    /// The writer's own address, to be marked `rel="nofollow ugc"`.
    pub url: Option<String>,
    /// When it was written.
    pub date: Option<DateView>,
    /// The text; none where the comment was removed and only its place is kept.
    pub html: Option<Html>,
    /// 0 for the first of a thread, 1 for its answers, …
    pub depth: usize,
    /// The name of whom it answers, where `depth` is more than 0; none is anonymous.
    pub parent_author: Option<String>,
    /// Whether the comment that it answers was removed.
    pub parent_is_removed: bool,
    /// The id of the comment that it answers.
    pub parent_anchor: Option<String>,
    /// The columnist who wrote it.
    pub voice: Option<Shared<VoiceView>>,
    /// Whether the columnists picked it.
    pub is_featured: bool,
}
