//! The threads of a post's comments.

/// A comment in its thread. A site has one for each comment, so it is kept small: a post has far less than four
/// thousand million of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadEntry {
    /// The place of the comment in the post's list or in the file beside it.
    place: u32,
    is_in_file: bool,
    /// Whether only its place is kept, for the sake of its answers.
    pub is_removed: bool,
    depth: u32,
    parent: Option<u32>,
}

impl ThreadEntry {
    pub(super) fn new(comment: CommentAt, depth: usize, parent: Option<usize>, is_removed: bool) -> Self {
        let (place, is_in_file) = match comment {
            CommentAt::Post(place) => (place, false),
            CommentAt::File(place) => (place, true),
        };
        Self { place: short(place), is_in_file, is_removed, depth: short(depth), parent: parent.map(short) }
    }

    /// Which comment.
    pub fn comment(&self) -> CommentAt {
        let place = self.place as usize;
        if self.is_in_file { CommentAt::File(place) } else { CommentAt::Post(place) }
    }

    /// How many comments stand above it.
    pub fn depth(&self) -> usize {
        self.depth as usize
    }

    /// The place in the post's threads of the comment that it answers.
    pub fn parent(&self) -> Option<usize> {
        self.parent.map(|parent| parent as usize)
    }
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Where a comment of a post is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentAt {
    /// In the post's own list.
    Post(usize),
    /// In the file beside it.
    File(usize),
}
