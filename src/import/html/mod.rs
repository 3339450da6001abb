//! The HTML of old blogs → Markdown.
//!
//! [`to_markdown`] reads the tokens of a text, makes them simple, shallow HTML (`tidy`), and has `htmd` write that as
//! Markdown. There is one [`Profile`] for what authors wrote and one for what readers wrote.

mod elements;
mod flow;
mod inline;
mod markdown;
mod picture;
mod table;
mod text;
mod tidy;
mod token;

pub(super) use markdown::{Markdown, to_markdown};
pub(super) use text::{Profile, Text};
pub(super) use token::plain_text;
