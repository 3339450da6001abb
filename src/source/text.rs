//! Bytes to text, in the one form that all parsers read.

use std::borrow::Cow;

/// Decodes UTF-8, drops a byte order mark, and turns every line end into `\n` and every other control character into
/// a space (a tab stays), so that no parser meets them and none reaches a feed, where XML forbids them.
///
/// The error is the offset of the first byte that is not UTF-8, and the valid text before it.
pub(super) fn decode(bytes: &[u8]) -> Result<String, (usize, String)> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(clean(text).into_owned()),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            Err((error.valid_up_to(), String::from_utf8_lossy(valid).into_owned()))
        }
    }
}

/// The text with `\n` line ends, and a space for every other control character but a tab.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether a text is as [`clean`] would leave it. Nearly all are, so both questions are asked of many bytes in one step.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_control = |byte: u8| (byte < 0x20 && byte != b'\n' && byte != b'\t') || byte == 0x7f;
    if bytes.iter().fold(false, |any, byte| any | is_control(*byte)) {
        return false;
    }
    // In UTF-8, C1 controls are 0xc2 and a byte below 0xa0; the two non-characters that XML forbids end EF BF.
    !memchr::memchr2_iter(0xc2, 0xef, bytes).any(|at| match (bytes.get(at), bytes.get(at + 1)) {
        (Some(0xc2), Some(second)) => *second < 0xa0,
        (_, second) => second == Some(&0xbf),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_becomes_one() {
        assert_eq!(decode(b"\xef\xbb\xbfa\r\nb\rc\n").unwrap(), "a\nb\nc\n");
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(decode("a\0b\u{1}c\u{85}d\té".as_bytes()).unwrap(), "a b c d\té");
    }

    #[test]
    fn bytes_that_are_no_text_are_placed() {
        assert_eq!(decode(b"ab\xffc"), Err((2, "ab".to_owned())));
    }
}
