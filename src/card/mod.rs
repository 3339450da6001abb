//! Share cards: the picture that stands for a column where somebody links to it.
//!
//! A [`Card`] says what is on it, [`Fonts`] whether it can be drawn, and [`draw()`] makes the PNG file. Everything is pure:
//! the same card with the same fonts gives the same bytes on every machine. This module knows nothing of sites and posts.

mod draw;
mod fonts;
mod layout;
mod model;
mod page;
mod text;
mod voices;

pub use draw::draw;
pub use fonts::{Fonts, NoFont};
pub use model::{Card, HEIGHT, More, Outcome, Voice, WIDTH};
