//! Notices that files changed, from the system's events or by looking at all of them again and again.
//!
//! What is noticed is only where to look: what changed is for the looker to find out.

mod burst;
mod remote;
mod system;
mod watcher;
mod why;

pub use watcher::{Look, Notice, Watcher};
pub use why::WhyPoll;
