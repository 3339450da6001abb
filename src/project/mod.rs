//! From a folder to everything that is needed to publish it: `source → document → site`, with the theme beside it.
//!
//! [`assemble`] is what `build`, `check` and `list` begin with. `serve` does the same again and again with one [`Memo`],
//! which keeps the documents whose files did not change.

mod clock;
mod kinds;
mod memo;
mod model;

pub use clock::Clock;
pub use memo::{Memo, assemble};
pub use model::{NoSite, Options, Parts, Project, SearchFiles, open};
