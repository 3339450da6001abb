//! Templates and assets, in layers: the site's own `templates` and `static` win over the theme's folder, that over the
//! theme that is built into the program, file by file.
//!
//! [`Themes::load`] makes a [`Theme`] of a source tree. This module knows nothing of posts.

mod assets;
mod built_in;
mod calls;
mod declarations;
mod errors;
mod fields;
mod foreign;
mod functions;
mod load;
mod look;
mod one_card;
mod sheet;

pub use built_in::{DEFAULT, built_in};
pub use fields::{Shape, Shapes, missing_fields};
pub use load::{LONGEST_PAGE, STACK, Theme, Themes};
