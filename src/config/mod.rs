//! `site.toml`: [`read()`] turns its text into a [`Config`], or says what is wrong with it.
//!
//! This module knows nothing of content.

mod check;
mod column;
mod date_format;
mod images;
mod labels;
mod look;
mod permalink;
mod quotes;
mod raw;
mod read;
mod read_look;
mod validated;
mod words;

pub use date_format::DateFormat;
pub use labels::{Labels, fill};
pub use look::{Font, FontRole, Look, StaticFile};
pub use permalink::{PermalinkParts, PermalinkPattern};
pub use quotes::Quotes;
pub use raw::{NavItem, RawConfig, RequiredPart};
pub use read::read;
pub use validated::{
    Cards, ColumnRules, CommentState, Config, Images, MarkdownRules, MarkdownWords, Search, SectionLabels, StanceWords,
    TextRules,
};
