//! Markdown → HTML.
//!
//! [`parse`] gives the events of a text; `document` cuts them into sections and comments; a [`Writer`] turns any run of
//! them into a [`Fragment`]. There are two [`Profile`]s: authors may write raw HTML, readers may not do anything that
//! could harm. Addresses inside the site stay holes in a fragment until the whole site is known. This module knows
//! nothing of posts.

mod anchors;
mod footnotes;
mod fragment;
mod inline;
mod reader;
mod writer;

pub use anchors::Anchors;
pub use footnotes::Footnotes;
pub use fragment::{Fragment, Hole};
pub use inline::{block_end, is_external, plain_text};
pub use reader::{reader_link, without_direction_marks};
pub use writer::{Profile, Writer};

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

/// An event and the bytes of the text that it stands for.
pub type Spanned<'a> = (Event<'a>, Range<usize>);

/// The events of a text by an author: CommonMark with GitHub's tables, strikethrough, task lists and alerts, footnotes,
/// definition lists, smart punctuation and heading attributes.
pub fn parse(text: &str) -> Vec<Spanned<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    Parser::new_ext(text, options).into_offset_iter().collect()
}

/// The events of a text by a reader: CommonMark with strikethrough, tables and smart punctuation.
pub fn parse_reader(text: &str) -> Vec<Spanned<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(text, options).into_offset_iter().collect()
}
