//! Quotation marks of the site's language in the place of the English ones.

use pulldown_cmark::Event;

use crate::config::Quotes;

use super::events::Spanned;

/// Whether a text can have a mark at all.
pub(super) fn may_have(text: &str) -> bool {
    text.contains(['"', '\''])
}

/// Gives the marks that were typed straight those of a language; curly ones that the author typed stay.
pub(super) fn localise(events: &mut [Spanned<'_>], source: &str, quotes: &Quotes) {
    let mut is_single_open = false;
    for (event, range) in events {
        match event {
            Event::Text(shown) => {
                let typed = source.get(range.clone());
                let mark = match (typed, shown.as_ref()) {
                    (Some("\""), "“") => quotes.double[0],
                    (Some("\""), "”") => quotes.double[1],
                    (Some("'"), "‘") => {
                        is_single_open = true;
                        quotes.single[0]
                    }
                    // The same sign is an apostrophe: inside a word, or where nothing is open.
                    (Some("'"), "’") if is_single_open && !is_in_word(source, range.end) => {
                        is_single_open = false;
                        quotes.single[1]
                    }
                    _ => continue,
                };
                *shown = mark.into();
            }
            Event::End(tag) if super::inline::is_block(*tag) => is_single_open = false,
            _ => {}
        }
    }
}

fn is_in_word(source: &str, at: usize) -> bool {
    source.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::super::inline::plain_text;
    use super::super::parse::parse;
    use super::*;
    use crate::config::MarkdownRules;

    fn in_language(tag: &str, text: &str) -> String {
        let rules = MarkdownRules { quotes: Some(Quotes::of_language(tag)), ..MarkdownRules::default() };
        plain_text(&parse(text, &rules))
    }

    #[test]
    fn each_language_has_its_marks_and_all_have_one_apostrophe() {
        let text = "\"He said 'don't' twice\", it's true";
        for (tag, expected) in [
            ("en", "“He said ‘don’t’ twice”, it’s true"),
            ("de", "„He said ‚don’t‘ twice“, it’s true"),
            ("fr", "«\u{202f}He said «\u{202f}don’t\u{202f}» twice\u{202f}», it’s true"),
            ("sv", "”He said ’don’t’ twice”, it’s true"),
            ("pl", "„He said «don’t» twice”, it’s true"),
            ("ja", "「He said 『don’t』 twice」, it’s true"),
        ] {
            assert_eq!(in_language(tag, text), expected, "{tag}");
        }
    }

    #[test]
    fn code_escapes_and_curly_marks_stay() {
        assert_eq!(in_language("de", "`\"a\"` \\\"b\\\" “c” &quot;d&quot;"), "\"a\" \"b\" “c” \"d\"");
    }

    #[test]
    fn all_of_it_can_be_left_out() {
        let rules = MarkdownRules { quotes: None, ..MarkdownRules::default() };
        assert_eq!(plain_text(&parse("\"a\" -- it's...", &rules)), "\"a\" -- it's...");
    }
}
