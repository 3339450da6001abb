//! Markdown → HTML.
//!
//! [`parse()`] gives the events of a text; `document` cuts them into sections and comments; a [`Writer`] turns any run of
//! them into a [`Fragment`]. There are two [`Profile`]s: authors may write raw HTML, readers may not do anything that
//! could harm. Addresses inside the site stay holes in a fragment until the whole site is known. This module knows
//! nothing of posts.

mod anchors;
mod autolink;
mod balance;
mod blank_address;
mod call;
mod call_syntax;
mod code_block;
mod code_info;
mod control;
mod emoji;
mod events;
mod footnotes;
mod fragment;
mod html_text;
mod inline;
mod line;
mod lines;
mod link;
mod near_call;
mod outline;
mod parse;
mod part;
mod phrasing;
mod problem;
mod quotes;
mod reader;
mod table;
mod wordless;
mod writer;

pub use anchors::{Anchors, Ids};
pub use balance::{Imbalance, imbalance};
pub use call::Calls;
pub use events::Spanned;
pub use footnotes::Footnotes;
pub use fragment::{Argument, Call, CallPlace, Fragment, Heading, Hole};
pub use inline::{block_end, is_external, next_line, plain_beginning, plain_text, told_text};
pub use line::set_line;
pub use near_call::NearCall;
pub use parse::{parse, parse_reader};
pub use part::{BETWEEN_PARTS, end_part, next_part};
pub use phrasing::{first_block, first_interactive, is_element};
pub use problem::Problem;
pub use reader::{is_harmless, reader_link, reader_text, reader_words};
pub use writer::{Profile, Writer};
