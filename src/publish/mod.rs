//! Every route → a file in the output folder.
//!
//! [`claim()`] makes sure that a folder may be written to and that no other build does; [`publish()`] makes all files in
//! parallel, keeps none in memory, and puts them in their places. Nothing that is already published is touched before
//! every file has been made: a new folder is made beside its place and renamed into it, an existing one gets only the
//! files that changed, each by a rename. Only files that columnist wrote are ever replaced or removed; a manifest in the
//! folder lists them. Whenever this is interrupted, each published file is an old one or a new one, and the next build
//! finishes it. This module does not know what a post is.

mod claim;
mod create;
mod debris;
mod disk;
mod error;
mod files;
mod guard;
mod lock;
mod manifest;
mod place;
#[expect(clippy::module_inception, reason = "it is what the module is for")]
mod publish;
mod report;
mod spelling;
mod survey;
mod update;

pub use claim::{Claim, claim};
pub use disk::{Disk, Kind, RealDisk};
pub use error::PublishError;
pub use files::{Copied, File, Files, Make};
pub use guard::Guard;
pub use publish::publish;
pub use report::Report;
