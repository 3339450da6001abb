//! A text → its words as they are indexed, each with its place.
//!
//! The same has to be done to what a reader asks for, and that is done by pagefind in the browser: letters are small and
//! without accents, and a word of a language that pagefind knows is cut to its stem.

use pagefind_stem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What parts the letters of a script that has no spaces in a text that is kept for excerpts.
const NO_SPACE: char = '\u{200b}';

/// How many letters of a script without spaces are indexed together at each place. What a reader asks for is found where
/// it is the beginning of that.
const TOGETHER: usize = 4;

/// Makes words of the texts of one language.
pub(super) struct Splitter {
    stemmer: Option<Stemmer>,
}

/// A word as it is indexed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// What it is found by.
    pub(super) stem: String,
    /// The word with its accents, where it has some.
    pub(super) accented: Option<String>,
    /// Whether it is only a part of what stands there, such as `law` in `son-in-law`.
    pub(super) is_part: bool,
}

/// What stands at one place of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    text: &'t str,
    /// What is indexed here, which may be longer.
    pub(super) indexed: &'t str,
    /// Whether it stands at the one before it without a space.
    is_joined: bool,
}

/// A text taken apart.
#[derive(Debug, Default)]
pub(super) struct Tokens<'t> {
    /// What stands at each place.
    pub(super) places: Vec<Token<'t>>,
    /// Whether something is in a script without spaces.
    has_runs: bool,
}

impl<'t> Tokens<'t> {
    /// Takes a text apart at its spaces, and where it has none at its letters.
    pub(super) fn of(text: &'t str) -> Self {
        let mut tokens = Self::default();
        for text in text.split(|c: char| c.is_whitespace() || matches!(c, NO_SPACE | '\u{feff}')) {
            if text.is_ascii() || !text.contains(is_of_run) {
                let token = Token { text, indexed: text, is_joined: false };
                tokens.places.extend((!text.is_empty()).then_some(token));
            } else {
                tokens.has_runs = true;
                tokens.run(text);
            }
        }
        tokens
    }

    /// Each letter of a script without spaces with those after it; what stands between as it is.
    fn run(&mut self, run: &'t str) {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let is_joined = rest.len() < run.len();
            let (text, indexed, after) = if is_of_run(first) {
                let mut ends = ends_of_letters(rest);
                let end = ends.next().unwrap_or(rest.len());
                let together = ends.take(TOGETHER - 1).last().unwrap_or(end);
                let (letter, after) = cut(rest, end);
                (letter, cut(rest, together).0, after)
            } else {
                let (between, after) = cut(rest, rest.find(is_of_run).unwrap_or(rest.len()));
                (between, between, after)
            };
            self.places.push(Token { text, indexed, is_joined });
            rest = after;
        }
    }

    /// The text as it is kept for excerpts, in which the browser counts places as they were counted here.
    pub(super) fn text(&self, original: &str) -> String {
        let mut text = String::with_capacity(original.len());
        for (at, token) in self.places.iter().enumerate() {
            if at > 0 && !token.is_joined {
                text.push(' ');
            }
            if at > 0 && self.has_runs {
                text.push(NO_SPACE);
            }
            text.push_str(token.text);
        }
        text
    }
}

/// A text before and after a place between two characters.
fn cut(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// Where each letter ends that a text in a script without spaces begins with, marks above and below included.
fn ends_of_letters(text: &str) -> impl Iterator<Item = usize> {
    let is_end = |(at, c): &(usize, char)| *at > 0 && !is_combining_mark(*c);
    let run = text.find(|c: char| !is_of_run(c) && !is_combining_mark(c)).unwrap_or(text.len());
    text.char_indices().take_while(move |(at, _)| *at < run).filter(is_end).map(|(at, _)| at).chain([run])
}

/// Whether a letter is of a script that does not part words: Han, Kana, Thai, Lao, Burmese, Khmer.
fn is_of_run(c: char) -> bool {
    let is_known = matches!(
        u32::from(c),
        0x0e00..=0x0eff
            | 0x1000..=0x109f
            | 0x1780..=0x17ff
            | 0x3041..=0x30ff
            | 0x31f0..=0x31ff
            | 0x3400..=0x4dbf
            | 0x4e00..=0x9fff
            | 0xf900..=0xfaff
            | 0xff66..=0xff9f
            | 0x20000..=0x323af
    );
    is_known && (c.is_alphanumeric() || is_combining_mark(c))
}

impl Splitter {
    pub(super) fn new(language: &str) -> Self {
        let algorithm = algorithm(language.split('-').next().unwrap_or(""));
        Self { stemmer: algorithm.map(Stemmer::create) }
    }

    /// The words of a token: all of it, and its parts where it has some.
    pub(super) fn words(&self, token: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let whole: String =
            token.chars().filter(|c| c.is_alphanumeric() || *c == '_').flat_map(char::to_lowercase).collect();
        if whole.is_empty() {
            return words;
        }
        if whole.contains(is_of_run) {
            let (stem, accented) = plain(whole);
            words.push(Word { stem, accented, is_part: false });
            return words;
        }
        words.push(self.word(whole, false));
        let parts = parts(token);
        if parts.len() > 1 {
            let long = parts.into_iter().filter(|part| part.len() > 1);
            words.extend(long.map(|part| self.word(part.to_lowercase(), true)));
        }
        words
    }

    fn word(&self, word: String, is_part: bool) -> Word {
        let (plain, accented) = plain(word);
        let stem = match &self.stemmer {
            Some(stemmer) => stemmer.stem(&plain).into_owned(),
            None => plain,
        };
        Word { stem, accented, is_part }
    }
}

/// The pieces of a token between what is no letter, and before a capital that follows a small letter.
fn parts(token: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for piece in token.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
        let mut from = 0;
        let mut was_small = false;
        for (at, c) in piece.char_indices() {
            if was_small && c.is_uppercase() {
                parts.extend(piece.get(from..at));
                from = at;
            }
            was_small = c.is_lowercase();
        }
        parts.extend(piece.get(from..));
    }
    parts
}

/// A word without its accents, and with them where it has some. The marks of kana stay: they make other words.
fn plain(word: String) -> (String, Option<String>) {
    if word.is_ascii() {
        return (word, None);
    }
    let is_of_kana = |c: char| matches!(c, '\u{3099}' | '\u{309a}');
    let mut plain: String = word.nfd().filter(|c| !is_combining_mark(*c) || is_of_kana(*c)).collect();
    if plain.contains(is_of_kana) {
        plain = plain.nfc().collect();
    }
    if plain == word { (plain, None) } else { (plain, Some(word)) }
}

/// How the words of a language are cut, by its subtag (ISO 639).
fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(language: &str, token: &str) -> Vec<String> {
        Splitter::new(language).words(token).into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn words_are_small_plain_and_cut() {
        assert_eq!(stems("en", "Weddings,"), ["wed"]);
        assert_eq!(stems("de-AT", "„Hochzeiten“"), ["hochzeit"]);
        assert_eq!(stems("xx", "ÉTÉ"), ["ete"]);
        assert_eq!(stems("en", "—"), Vec::<String>::new());
        assert_eq!(Splitter::new("xx").words("été")[0].accented.as_deref(), Some("été"));
    }

    #[test]
    fn a_compound_is_found_by_its_parts() {
        assert_eq!(stems("en", "son-in-law’s"), ["soninlaw", "son", "in", "law"]);
        assert_eq!(stems("xx", "YouTube"), ["youtube", "you", "tube"]);
    }

    #[test]
    fn what_has_no_spaces_is_found_from_each_letter_on() {
        let text = "我的朋友很好。 OK";
        let tokens = Tokens::of(text);
        let indexed: Vec<&str> = tokens.places.iter().map(|token| token.indexed).collect();
        assert_eq!(indexed, ["我的朋友", "的朋友很", "朋友很好", "友很好", "很好", "好", "。", "OK"]);
        assert_eq!(tokens.text(text), "我\u{200b}的\u{200b}朋\u{200b}友\u{200b}很\u{200b}好\u{200b}。 \u{200b}OK");
        assert_eq!(stems("ja", "バンド"), ["バンド"]);
    }

    #[test]
    fn marks_stay_with_their_letters() {
        let places = Tokens::of("ที่ดี").places;
        assert_eq!(places.iter().map(|token| token.text).collect::<Vec<_>>(), ["ที่", "ดี"]);
    }
}
