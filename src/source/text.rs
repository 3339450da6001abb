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
    let is_plain = |byte: u8| byte >= 0x20 && byte != 0x7f || matches!(byte, b'\n' | b'\t');
    // In UTF-8, C1 controls are 0xc2 and a byte below 0xa0; the two non-characters that XML forbids end EF BF.
    let is_rare = |(first, second): (u8, u8)| (first == 0xc2 && second < 0xa0) || (first == 0xef && second == 0xbf);
    if text.bytes().all(is_plain) && !text.bytes().zip(text.bytes().skip(1)).any(is_rare) {
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
