//! One source file → one parsed document and what is wrong with it.
//!
//! [`parse_post`], [`parse_page`], [`parse_author`] and [`parse_comments`] are pure and look at one file at a time;
//! they know nothing of other documents but the [`Voices`] whose labels start takes. Parsing never fails: what cannot
//! be understood becomes a diagnostic.

mod author;
mod byline;
mod column;
mod column_checks;
mod comment_file;
mod comment_id;
mod comment_list;
mod context;
mod date;
mod excerpt;
mod first_words;
mod front_matter;
mod guests;
mod keys;
mod labels;
mod loose_date;
mod model;
mod needs;
mod page;
mod post;
mod raw;
mod readers_part;
mod run_in;
mod sections;
mod signature;
mod signs;
mod verdict;
mod voices;
mod yaml_error;

pub use author::parse_author;
pub use comment_file::parse_comments;
pub use context::Context;
pub use date::Date;
pub use labels::{LabelTable, default_labels};
pub use model::{
    Alias, Author, Comment, CommentFile, CommentStatus, Image, Letter, Page, Parsed, Post, PostKind, Section,
    SectionKind, Stance, TemplateName, UpdateTo, Verdict, Voice,
};
pub use page::parse_page;
pub use post::parse_post;
pub use raw::{RawAuthor, RawComment, RawComments, RawPage, RawPost};
pub use signs::too_many_signs;
pub use voices::Voices;
