//! The site in a browser, from memory.
//!
//! A page is rendered when it is asked for, by the same function that `build` calls, so that both give the same bytes.
//! Only routes of the site are answered: a request's path is looked up among them and never reaches the file system.
//! With a [`Watcher`] a [`Desk`] follows the changes of the files, and open pages follow the desk. This module does not
//! know how a page is made.

mod answer;
mod board;
mod checker;
mod desk;
mod guard;
mod http;
mod large_file;
mod media;
mod range;
mod respond;
mod shown;
mod stream;
mod watch;

pub use answer::Answer;
pub use board::Board;
pub use desk::{Desk, News};
pub use guard::Audience;
pub use http::{Server, listen};
pub use shown::Shown;
pub use watch::{Look, Notice, Watcher, WhyPoll};
