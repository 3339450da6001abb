//! Markdown → HTML.
//!
//! [`parse`] gives the events of a text; `document` cuts them into sections and comments; a [`Writer`] turns any run of
//! them into a [`Fragment`]. There are two [`Profile`]s: authors may write raw HTML, readers may not do anything that
//! could harm. Addresses inside the site stay holes in a fragment until the whole site is known. This module knows
//! nothing of posts.

mod anchors;
mod events;
mod footnotes;
mod fragment;
mod inline;
mod reader;
mod writer;

pub use anchors::Anchors;
pub use events::{Spanned, parse, parse_reader};
pub use footnotes::Footnotes;
pub use fragment::{Fragment, Hole};
pub use inline::{block_end, is_external, next_line, plain_text};
pub use reader::{reader_link, reader_text, without_direction_marks};
pub use writer::{Profile, Writer};
