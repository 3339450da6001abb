//! All documents → one [`Site`]: sorted, linked and indexed, with a route for every file to publish.
//!
//! [`Linker::link`] gives the same site for the same documents, whatever it linked before. This module knows neither
//! templates nor disk.

mod alone;
mod alphabet;
mod assign;
mod authors;
mod card_table;
mod cards;
mod check_links;
mod claims;
mod documents;
mod file_names;
mod link;
mod model;
mod monogram;
mod near;
mod picture_table;
mod pictures;
mod places;
mod posts;
mod related;
mod resolve;
mod routes;
mod sequence;
mod table;
mod tags;
mod target;
mod thread;
mod threads;
mod verdicts;

pub use alone::Alone;
pub use alphabet::{Alphabet, Initial};
pub use card_table::{CardEntry, Cards};
pub use check_links::LinkCheck;
pub use documents::{Documents, LinkOptions, PictureFile};
pub use link::Linker;
pub use model::{PostEntry, Site, TagEntry, VerdictRow, YearEntry};
pub use monogram::monogram;
pub use picture_table::{PictureEntry, Pictures, Version};
pub use related::related;
pub use resolve::{LinkProblem, Origin, Resolved};
pub use routes::{SITEMAP_LIMIT, sitemap_parts};
pub use sequence::in_sequence;
pub use table::Routes;
pub use target::{FeedKind, PostId, Target};
pub use thread::{CommentAt, ThreadEntry};
pub use verdicts::{Outcome, outcome, verdicts_on};
