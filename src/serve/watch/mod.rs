//! Notices that files changed, from the system's events or by looking at all of them again and again.
//!
//! What is noticed is only where to look: what changed is for the looker to find out.

mod remote;
mod watcher;

pub use watcher::{Look, Notice, Watcher, WhyPoll};
