//! The files of a site, as raw text and bytes.
//!
//! [`read_site`] walks a site's folder into a [`SourceTree`]; tests build one in memory; a [`Listing`]
//! keeps one up to date. Nothing else in the library
//! opens a content file. This module knows nothing of Markdown, nor of what the files mean.

mod listing;
mod stamp;
mod text;
mod text_range;
mod tree;
mod walk;

pub use listing::Listing;
pub use text::clean;
pub use text_range::TextRange;
pub use tree::{Content, Source, SourcePath, SourceTree};
pub use walk::{PLACES, is_source, read_site};
