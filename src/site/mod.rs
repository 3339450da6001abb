//! All documents → one [`Site`]: sorted, linked and indexed, with a route for every file to publish.
//!
//! [`link()`] is pure: the same documents give the same site. This module knows neither templates nor disk.

mod authors;
mod check_links;
mod documents;
mod link;
mod model;
mod places;
mod posts;
mod related;
mod resolve;
mod routes;
mod tags;
mod threads;
mod verdicts;

pub use documents::{Documents, LinkOptions};
pub use link::link;
pub use model::{CommentAt, FeedKind, PostEntry, PostId, Site, TagEntry, Target, ThreadEntry, VerdictRow, YearEntry};
pub use related::related;
pub use resolve::{LinkProblem, Origin, Resolved};
pub use routes::{SITEMAP_LIMIT, sitemap_parts};
pub use verdicts::{Outcome, outcome, verdicts_on};
