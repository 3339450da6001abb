//! The first words of sections and comments. Lists and machines are shown them, and they are made when they are asked for:
//! kept, they would take as much memory as all else that a post has besides its text.

use crate::markdown::Fragment;

use super::excerpt::{ENOUGH, OFTEN_ENOUGH, cut, excerpt};
use super::model::{Comment, Section};
use super::verdict;

impl Section {
    /// The first words; of a take those behind its verdict.
    pub fn excerpt(&self) -> String {
        let verdict = self.verdict.as_ref();
        let label = verdict.map_or(0, |verdict| verdict.label.len());
        first_words(&self.body, label, |text| verdict::without(text, verdict))
    }
}

impl Comment {
    /// The first words.
    pub fn excerpt(&self) -> String {
        first_words(&self.body, 0, |text| text)
    }
}

/// The excerpt of a text from which `without` takes a beginning of so many bytes.
fn first_words(body: &Fragment, taken: usize, without: impl Fn(&str) -> &str) -> String {
    let length = taken + OFTEN_ENOUGH;
    let beginning = body.beginning(length);
    match cut(without(&beginning)) {
        (words, is_cut) if is_cut || beginning.len() < length => words,
        _ => excerpt(without(&body.beginning(taken + ENOUGH))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::MarkdownRules;
    use crate::markdown::{Footnotes, Profile, Writer, parse};

    fn without(text: &str) -> &str {
        text.strip_prefix("No. ").unwrap_or(text)
    }

    #[test]
    fn as_many_words_are_read_as_are_shown() {
        for word in ["letter ", "ünïçödé ", "*文字*文 ", "🎺🎺🎺🎺 ", "a&amp;b\n"] {
            for count in [1, 20, 24, 25, 26, 30, 40, 60, 120, 400] {
                let text = format!("No. {}", word.repeat(count));
                let rules = MarkdownRules::default();
                let (events, footnotes) = Footnotes::take_from(parse(&text, &rules));
                let body = Writer::new(&text, footnotes, 0, &rules).fragment(&events, Profile::Author);
                let mut whole = String::new();
                body.append_text(&mut whole);
                let words = first_words(&body, "No".len(), without);
                assert_eq!(words, excerpt(without(&whole)), "{count} × {word}");
            }
        }
    }
}
