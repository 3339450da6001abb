//! Old blogs → content files.
//!
//! [`import`] takes an export of Blogger, WordPress or Disqus into the site in a folder. The way is one: `xml` reads the
//! file record by record, `export` makes items of records, `gather` has their HTML made Markdown (`html`) and keeps it on
//! the disk (`spill`). When the whole file has been read, `house` looks at what the site has, `voices` and `people` find
//! out who speaks, `shape` makes columns, `threads` sorts the comments, and `write` writes each file whole. The
//! [`Report`] says what came in and what did not. This module knows nothing of how a site is linked or rendered.

mod album;
mod comment_files;
mod ending;
mod entry_file;
mod error;
mod export;
mod gallery;
mod gather;
mod house;
mod html;
mod left_over;
mod new_site;
mod old_address;
mod opening;
mod options;
mod paragraph;
mod people;
mod pictures;
mod report;
mod run;
mod shape;
mod spill;
mod threads;
mod voices;
mod write;
mod xml;
mod yaml;

pub use error::{BadExport, ImportError};
pub use export::Kind;
pub use options::{Options, VoiceOption, time_zone};
pub use report::{Counts, Note, Report};
pub use run::import;
