//! How much Markdown a text may have.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span};

/// The most signs in one document: what Markdown makes of one can take a thousand times its own room. A long book has
/// fewer.
const MOST_SIGNS: usize = 500_000;

/// The problem of a document that has more signs than it may have: everything of ASCII that is neither a letter, a digit
/// nor a blank, and every end of a line.
pub fn too_many_signs(file: &Arc<str>, text: &str) -> Option<Diagnostic> {
    if text.len() <= MOST_SIGNS {
        return None;
    }
    let is_sign = |byte: u8| byte == b'\n' || byte.is_ascii_punctuation();
    let (at, _) = text.bytes().enumerate().filter(|(_, byte)| is_sign(*byte)).nth(MOST_SIGNS)?;
    Some(Diagnostic::error(
        Code::TooLarge,
        Span::new(file, at..at),
        "this text has more than 500,000 signs and lines before this place, more than Markdown can be read with",
        "divide it into several files; if it is data or a picture, publish it as a file in `static`",
    ))
}
