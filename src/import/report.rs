//! What an import took, what it left, and why.

use super::export::Kind;

/// What an import did, or would do.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Which program wrote the export.
    pub kind: Option<Kind>,
    /// What came in.
    pub counts: Counts,
    /// The files that were written, from the site's folder.
    pub written: Vec<String>,
    /// What the author should know, in the order of the export.
    pub notes: Vec<Note>,
    /// The pattern for site.toml with which posts keep their addresses without aliases.
    pub permalink: Option<String>,
}

/// How much came in, or was left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Posts of the export that are on the site now, drafts too.
    pub posts: usize,
    /// Those of them that have no dilemma and answers.
    pub notes: usize,
    /// Those of them that are drafts.
    pub drafts: usize,
    /// Pages of the export that are on the site now.
    pub pages: usize,
    /// Comments of the export that are on the site now, places of removed ones too.
    pub comments: usize,
    /// Those of them that answer another.
    pub replies: usize,
    /// The comments on the longest way from a first comment to an answer.
    pub depth: usize,
    /// Those of the comments that only keep the place of a removed one.
    pub removed: usize,
    /// Comments that were not taken: they never were shown, or are shown no more.
    pub comments_left: usize,
    /// Comments that are copies of others on the site.
    pub copies: usize,
    /// Comments on pages, which stand in their texts.
    pub on_pages: usize,
    /// Comments on what did not come in.
    pub homeless: usize,
    /// Author files that were written.
    pub authors: usize,
    /// Posts, pages and comments that had been there before.
    pub known: usize,
}

/// Something that the author should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The kind of it; these names are stable.
    pub code: &'static str,
    /// The file on the site that it is about.
    pub file: Option<String>,
    /// What it is, a sentence without its full stop.
    pub message: String,
}

impl Report {
    /// Adds a note.
    pub(super) fn note(&mut self, code: &'static str, file: Option<&str>, message: impl Into<String>) {
        self.notes.push(Note { code, file: file.map(str::to_owned), message: message.into() });
    }
}
