//! The first words of a text.

use crate::markdown::BETWEEN_PARTS;

/// The longest excerpt in characters; search engines show about as much.
const LONGEST: usize = 200;

/// How many bytes of a text are enough for its excerpt in most scripts, whose letters are a byte or two.
pub(super) const OFTEN_ENOUGH: usize = LONGEST + LONGEST / 2;

/// How many are in any script, with signs before its first word.
pub(super) const ENOUGH: usize = 5 * LONGEST;

/// The beginning of a text, cut at a word with an ellipsis when it is long; white space is folded, but for that at which
/// no line is broken.
pub(super) fn excerpt(text: &str) -> String {
    cut(text).0
}

/// The excerpt of a text, and whether it is only a part of it.
pub(super) fn cut(text: &str) -> (String, bool) {
    // Of most scripts a letter is a byte or two, so this is room enough and not much too much.
    let mut excerpt = Excerpt { text: String::with_capacity(text.len().min(LONGEST + '…'.len_utf8())), length: 0 };
    // Bytes are looked at faster than characters.
    let is_cut = text.trim().split_ascii_whitespace().any(|word| {
        if word.is_ascii() {
            return excerpt.is_full_with(word, word.len());
        }
        let words = word.split(breaks_line).filter(|word| !word.is_empty());
        words.into_iter().any(|word| excerpt.is_full_with(word, word.chars().count()))
    });
    (excerpt.text, is_cut)
}

/// Whether a character is white space at which a line may be broken.
fn breaks_line(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

struct Excerpt {
    text: String,
    /// In characters, with a space after the last.
    length: usize,
}

impl Excerpt {
    /// Adds a word of so many characters, or ends the text before it where there is no room for it.
    fn is_full_with(&mut self, word: &str, size: usize) -> bool {
        if self.length + size + 1 > LONGEST {
            if self.text.is_empty() {
                self.text.extend(word.chars().take(LONGEST));
            }
            let is_loose =
                |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '-' | BETWEEN_PARTS);
            let end = self.text.trim_end_matches(is_loose).len();
            #[expect(clippy::disallowed_methods, reason = "what is left after trimming ends between characters")]
            self.text.truncate(end);
            self.text.push('…');
            return true;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.length += size + 1;
        false
    }
}

/// The beginning of a text that has so many bytes, or the next few more that end between characters.
pub(super) fn beginning(text: &str, length: usize) -> &str {
    (length..text.len()).take(4).find_map(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_ends_between_characters() {
        for (length, expected) in [(0, ""), (1, "a"), (2, "a文"), (3, "a文"), (4, "a文"), (5, "a文b"), (9, "a文b")]
        {
            assert_eq!(beginning("a文b", length), expected, "{length}");
        }
    }

    #[test]
    fn long_texts_are_cut_at_a_word() {
        assert_eq!(excerpt("a  b\nc 10\u{a0}km\u{2028}ü\u{2029}\u{3000}d"), "a b c 10\u{a0}km ü d");
        assert_eq!(excerpt("\u{a0}\u{3000}a\u{a0}"), "a");
        assert_eq!(excerpt(&format!("a{}", "\u{a0}".repeat(300))), "a");
        assert_eq!(excerpt(&format!("a{}b", "\u{a0}".repeat(300))), "a…");
        assert!(excerpt(&"word · ".repeat(100)).ends_with(" word…"));
        let long = excerpt(&"word, ".repeat(100));
        assert!(long.ends_with("word…") && long.chars().count() <= 201, "{long}");
        assert_eq!(excerpt(&"文".repeat(500)).chars().count(), 201);
    }
}
