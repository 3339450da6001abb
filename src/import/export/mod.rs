//! The three kinds of export → one model.
//!
//! [`items`] makes items of a record, whatever kind of export it comes from. What is not needed is not even read:
//! E-mail and IP addresses of commenters have no place in the model.

mod blogger;
mod disqus;
mod entry_parts;
mod kind;
mod model;
mod moment;
mod shortcodes;
mod takeout;
mod wordpress;

pub use kind::Kind;
pub(super) use kind::{items, of_root};
pub(super) use model::{Comment, CommentState, Entry, EntryKind, EntryState, Item, Left, Person, Setting, Thread};
pub(super) use moment::Zones;
