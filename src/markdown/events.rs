//! The value that flows through this module.

use std::ops::Range;

use pulldown_cmark::Event;

/// An event and the bytes of the text that it stands for.
pub type Spanned<'a> = (Event<'a>, Range<usize>);
