//! What is wrong in a site's files, said so that its author can mend it.
//!
//! Every check yields [`Diagnostic`]s; nothing else in the library reports content errors. They are collected,
//! [`locate()`]d in their files, and drawn by [`human`], [`json`] or [`github`]. This module knows nothing of sites.

mod code;
mod draw;
mod locate;
mod model;
mod suggest;

pub use code::Code;
pub use draw::{github, human, json};
pub use locate::{Located, in_order, locate};
pub use model::{Diagnostic, Severity, Span};
pub use suggest::{Vocabulary, list_of, nearest};
