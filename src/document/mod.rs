//! One source file → one parsed document and what is wrong with it.
//!
//! [`parse_post`], [`parse_page`], [`parse_author`] and [`parse_comments`] are pure and look at one file at a time;
//! they know nothing of other documents but the [`Voices`] whose labels start takes. Parsing never fails: what cannot
//! be understood becomes a diagnostic.

mod author;
mod comment_file;
mod comment_id;
mod comment_list;
mod context;
mod date;
mod excerpt;
mod front_matter;
mod keys;
mod labels;
mod model;
mod page;
mod post;
mod raw;
mod run_in;
mod sections;
mod signature;
mod verdict;

pub use author::parse_author;
pub use comment_file::parse_comments;
pub use context::Context;
pub use date::Date;
pub use labels::{LabelTable, Voice, Voices, default_labels};
pub use model::{
    Alias, Author, Comment, CommentFile, CommentStatus, Image, Letter, Page, Post, PostKind, Section, SectionKind,
    Stance, UpdateTo, Verdict,
};
pub use page::parse_page;
pub use post::parse_post;
pub use raw::{RawAuthor, RawComment, RawComments, RawPage, RawPost};

/// A value and what is wrong with the file that it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The document, as far as it could be understood; `None` where there is nothing to go on with.
    pub value: Option<T>,
    /// What is wrong.
    pub diagnostics: Vec<crate::diagnostic::Diagnostic>,
}
