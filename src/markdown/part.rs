//! Where one part of a text ends and the next begins, when both are told in one line.

/// What stands between parts, with blanks around it: it means the same in every language.
pub const BETWEEN_PARTS: char = '·';

/// What may stand behind the end of a sentence.
const CLOSING: [char; 10] = ['"', '\'', '”', '’', '“', '‘', '»', '›', ')', ']'];

/// The signs that end a sentence, or say that it goes on in the next part.
const ENDS: [char; 26] = [
    BETWEEN_PARTS,
    '.',
    '!',
    '?',
    ':',
    ';',
    ',',
    '…',
    '–',
    '—',
    '-',
    '。',
    '！',
    '？',
    '：',
    '；',
    '，',
    '、',
    '．',
    '،',
    '؛',
    '؟',
    '۔',
    '।',
    '॥',
    '։',
];

/// Ends a part, such as a heading, an item of a list or a line of code, so that its words do not run into those of the
/// next: with a sign of its own where it ends with none. Spaces at its end are dropped.
pub fn end_part(text: &mut String) {
    #[expect(clippy::disallowed_methods, reason = "what is left after trimming ends between characters")]
    text.truncate(text.trim_end().len());
    if text.is_empty() {
        return;
    }
    if !text.trim_end_matches(CLOSING).ends_with(ENDS) {
        text.extend([' ', BETWEEN_PARTS]);
    }
    text.push(' ');
}

/// A text of which no part follows the last.
pub(super) fn without_end(text: &str) -> &str {
    let text = text.trim_end();
    text.strip_suffix(BETWEEN_PARTS).filter(|part| part.ends_with(' ')).map_or(text, str::trim_end)
}

/// What follows the sign between two parts, where a text begins with it.
pub fn next_part(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix(BETWEEN_PARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_ends_with_one_sign() {
        for (part, expected) in [
            ("", ""),
            ("A heading \n", "A heading · "),
            ("“End.”)", "“End.”) "),
            ("Eins:", "Eins: "),
            ("終。", "終。 "),
        ] {
            let mut text = part.to_owned();
            end_part(&mut text);
            assert_eq!(text, expected);
            end_part(&mut text);
            assert_eq!(text, expected, "a second end");
        }
    }
}
