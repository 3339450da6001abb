//! Where one part of a text ends and the next begins, when both are told in one line.

/// What stands between parts: it means the same in every language.
const BETWEEN: &str = " · ";

/// What may stand behind the end of a sentence.
const CLOSING: [char; 10] = ['"', '\'', '”', '’', '“', '‘', '»', '›', ')', ']'];

/// The signs that end a sentence, or say that it goes on in the next part.
const ENDS: [char; 26] = [
    '.', '!', '?', ':', ';', ',', '…', '·', '–', '—', '-', '。', '！', '？', '：', '；', '，', '、', '．', '،', '؛',
    '؟', '۔', '।', '॥', '։',
];

/// Ends a part, such as a heading, an item of a list or a line of code, so that its words do not run into those of the
/// next: with a sign of its own where it ends with none. Spaces at its end are dropped.
pub fn end_part(text: &mut String) {
    #[expect(clippy::disallowed_methods, reason = "what is left after trimming ends between characters")]
    text.truncate(text.trim_end().len());
    if text.is_empty() {
        return;
    }
    text.push_str(if text.trim_end_matches(CLOSING).ends_with(ENDS) { " " } else { BETWEEN });
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
