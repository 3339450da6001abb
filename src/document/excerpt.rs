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
    let mut out = String::with_capacity(text.len().min(LONGEST + '…'.len_utf8()));
    let mut length = 0;
    for word in text.split_ascii_whitespace() {
        let size = if word.is_ascii() { word.len() } else { word.chars().count() };
        if length + size + 1 > LONGEST {
            if out.is_empty() {
                out.extend(word.chars().take(LONGEST));
            }
            #[expect(clippy::disallowed_methods, reason = "what is left after trimming ends between characters")]
            out.truncate(out.trim_end_matches([',', ';', ':', '–', '—', '-', BETWEEN_PARTS, ' ']).len());
            out.push('…');
            return (out, true);
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        length += size + 1;
    }
    (out, false)
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
        assert_eq!(excerpt("a  b\nc 10\u{a0}km"), "a b c 10\u{a0}km");
        assert!(excerpt(&"word · ".repeat(100)).ends_with(" word…"));
        let long = excerpt(&"word, ".repeat(100));
        assert!(long.ends_with("word…") && long.chars().count() <= 201, "{long}");
        assert_eq!(excerpt(&"文".repeat(500)).chars().count(), 201);
    }
}
