//! Every route → a file in the output folder.
//!
//! [`publish`] renders all routes in parallel and keeps none in memory. Nothing that is already published is touched
//! before every route has rendered: a new folder is made beside its place and renamed into it, an existing one gets only
//! the files that changed, each by a rename. Only files that columnist wrote are ever removed; a manifest in the folder
//! lists them. This module does not know what a post is.

mod error;
mod folder;
mod guard;
mod manifest;
mod write;

pub use error::PublishError;
pub use guard::Guard;
pub use write::{Report, publish};
