//! The quotation marks of languages, from the Unicode Common Locale Data Repository (`delimiters`).

/// The marks of a language: around what is quoted, and around what is quoted inside that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    /// The outer marks, opening and closing.
    pub double: [&'static str; 2],
    /// The inner marks, opening and closing.
    pub single: [&'static str; 2],
}

/// Languages whose marks are not the English ones, by their BCP 47 tags, and their four marks. Of `fr-CA` the inner marks
/// are the ones in use; those of the repository are turned around.
const LANGUAGES: &[(&[&str], [&str; 4])] = &[
    (&["ca", "el", "eu", "it", "kab", "br", "ast", "pt-PT", "pt-AO", "pt-CH", "pt-MZ"], ["«", "»", "“", "”"]),
    (&["cs", "de", "dsb", "et", "hr", "hsb", "is", "lb", "mk", "nds", "sk", "sl"], ["„", "“", "‚", "‘"]),
    (&["am", "fa", "gsw"], ["«", "»", "‹", "›"]),
    (&["be", "ky", "os", "ru", "sah", "uk"], ["«", "»", "„", "“"]),
    (&["fi", "he", "se", "sv", "yi"], ["”", "”", "’", "’"]),
    (&["ja", "yue", "zh-Hant", "zh-TW", "zh-HK"], ["「", "」", "『", "』"]),
    (&["nb", "nn", "no"], ["«", "»", "‘", "’"]),
    (&["ar", "syr", "ur"], ["”", "“", "’", "‘"]),
    (&["fr-CH"], ["«\u{202f}", "\u{202f}»", "‹\u{202f}", "\u{202f}›"]),
    (&["fr-CA"], ["«\u{202f}", "\u{202f}»", "“", "”"]),
    (&["fr", "oc"], ["«\u{202f}", "\u{202f}»", "«\u{202f}", "\u{202f}»"]),
    (&["ht", "hy"], ["«", "»", "«", "»"]),
    (&["bg", "lt"], ["„", "“", "„", "“"]),
    (&["pl", "ro"], ["„", "”", "«", "»"]),
    (&["hu"], ["„", "”", "»", "«"]),
    (&["bs"], ["„", "”", "‘", "’"]),
    (&["sr"], ["„", "”", "’", "’"]),
    (&["ka"], ["„", "“", "«", "»"]),
    (&["eo"], ["“", "”", "«", "»"]),
    (&["fur", "ia"], ["‘", "’", "“", "”"]),
    (&["nl"], ["‘", "’", "‘", "’"]),
    (&["ug"], ["»", "«", "›", "‹"]),
    (&["uz"], ["“", "”", "’", "‘"]),
];

impl Quotes {
    /// The marks of English, and of every language that is not listed.
    pub const ENGLISH: Self = Self { double: ["“", "”"], single: ["‘", "’"] };

    /// The marks of a language: those of its whole tag, or of what is left when subtags are taken off its end (RFC 4647,
    /// section 3.4).
    pub fn of_language(tag: &str) -> Self {
        let mut tag = tag;
        loop {
            let is_own = |own: &&str| own.eq_ignore_ascii_case(tag);
            if let Some((_, [open, close, inner, inner_close])) =
                LANGUAGES.iter().find(|(tags, _)| tags.iter().any(is_own))
            {
                return Self { double: [open, close], single: [inner, inner_close] };
            }
            match tag.rsplit_once('-') {
                Some((shorter, _)) => tag = shorter,
                None => return Self::ENGLISH,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_the_marks_of_the_nearest_that_is_listed() {
        for (tag, open) in [
            ("en-GB", "“"),
            ("de-AT", "„"),
            ("pt", "“"),
            ("pt-PT", "«"),
            ("fr-BE", "«\u{202f}"),
            ("zh-hant-hk", "「"),
            ("da", "“"),
        ] {
            assert_eq!(Quotes::of_language(tag).double[0], open, "{tag}");
        }
    }
}
