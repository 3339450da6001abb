//! The first words of a text.

use memchr::memchr2_iter;

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
    // Most lines are taken as they are, which is faster than to take each of their words.
    let is_cut = text.trim().lines().any(|line| {
        if is_even(line) {
            return excerpt.is_full_with(line);
        }
        line.split(breaks_line).filter(|word| !word.is_empty()).any(|word| excerpt.is_full_with(word))
    });
    (excerpt.text, is_cut)
}

/// Whether a character is white space at which a line may be broken.
fn breaks_line(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a line is words with one space between them: never wrongly, and nearly always where it is.
fn is_even(line: &str) -> bool {
    let bytes = line.as_bytes();
    // Apart from ASCII, white space begins with 0xc2, 0xe1, 0xe2 or 0xe3. Signs of French, dashes and quotation marks begin
    // so too.
    let is_plain = |byte: u8| !matches!(byte, 0..b' ' | 0x7f | 0xe1 | 0xe3);
    let is_sign = |at: usize| matches!(bytes.get(at..), Some([0xc2, 0xa0..=0xbf, ..] | [0xe2, 0x80, 0x90..=0xa7, ..]));
    !(line.is_empty() || line.starts_with(' ') || line.ends_with(' ') || line.contains("  "))
        && bytes.iter().fold(true, |plain, byte| plain & is_plain(*byte))
        && memchr2_iter(0xc2, 0xe2, bytes).all(is_sign)
}

struct Excerpt {
    text: String,
    /// In characters, with a space after the last.
    length: usize,
}

impl Excerpt {
    /// Adds words with one space between them; where there is no room for all, it adds those that fit and ends the text.
    fn is_full_with(&mut self, words: &str) -> bool {
        let room = LONGEST.saturating_sub(self.length + 1);
        let size = words.chars().count();
        if size <= room {
            self.push(words, size);
            return false;
        }
        let mut behind = words.chars();
        if let Some(last) = room.checked_sub(1) {
            behind.nth(last);
        }
        let behind = behind.as_str();
        let some = words.strip_suffix(behind).unwrap_or(words);
        let fitting = if behind.starts_with(' ') { Some(some) } else { some.rsplit_once(' ').map(|(words, _)| words) };
        if let Some(words) = fitting {
            self.push(words, room);
        }
        if self.text.is_empty() {
            self.text.extend(words.chars().take(LONGEST));
        }
        let is_loose = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '-' | BETWEEN_PARTS);
        let end = self.text.trim_end_matches(is_loose).len();
        #[expect(clippy::disallowed_methods, reason = "what is left after trimming ends between characters")]
        self.text.truncate(end);
        self.text.push('…');
        true
    }

    /// Adds words that have so many characters.
    fn push(&mut self, words: &str, size: usize) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(words);
        self.length += size + 1;
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
    fn white_space_and_the_breaks_of_lines_change_nothing() {
        for word in [
            "letter",
            "isn’t",
            "„ünïçödé“",
            "文字",
            "10\u{a0}km",
            "かな",
            "«a»",
            "–",
            &"a".repeat(98),
            &"b".repeat(199),
        ] {
            for count in [1, 2, 3, 19, 20, 21, 40, 60, 99, 100, 101, 400] {
                let even = vec![word; count].join(" ");
                let uneven = vec![word; count].join(" \u{2003}");
                assert_eq!(cut(&even), cut(&uneven), "{count} × {word}");
                assert_eq!(cut(&even), cut(&even.replacen(' ', "\n", 3)), "{count} × {word}");
            }
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
