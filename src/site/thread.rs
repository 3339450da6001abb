//! The threads of a post's comments.

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
