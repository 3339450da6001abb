//! A line of words that is no Markdown, such as a title, set as texts are.

use std::borrow::Cow;

use pulldown_cmark::Event;

use crate::config::MarkdownRules;

use super::parse::parse;

/// The words in one line, without signs that turn the letters behind them around.
fn one_line(words: &str) -> Cow<'_, str> {
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let is_override = |c: char| matches!(c, '\u{202d}' | '\u{202e}');
    if !words.contains(|c| is_break(c) || is_override(c)) {
        return Cow::Borrowed(words);
    }
    let lines = words.split(is_break).map(str::trim).filter(|line| !line.is_empty());
    Cow::Owned(lines.collect::<Vec<_>>().join(" ").replace(is_override, ""))
}

/// The line with the quotation marks, dashes and dots that the same words have in a text; everything else stays as it was
/// written, also what would be a sign of Markdown there. Of several lines one is made.
pub fn set_line(line: &str, rules: &MarkdownRules) -> String {
    let line = &*one_line(line);
    let is_typed = |text: &str| matches!(text, "\"" | "'" | "...") || text.len() > 1 && text.bytes().all(|b| b == b'-');
    if rules.quotes.is_none() || !(line.contains(['"', '\'']) || line.contains("--") || line.contains("...")) {
        return line.to_owned();
    }
    let rules = MarkdownRules { emoji: false, ..rules.clone() };
    let mut out = String::with_capacity(line.len() + 8);
    let mut from = 0;
    for (event, range) in parse(line, &rules) {
        let Event::Text(set) = event else { continue };
        if range.start >= from && line.get(range.clone()).is_some_and(is_typed) {
            out.push_str(line.get(from..range.start).unwrap_or(""));
            out.push_str(&set);
            from = range.end;
        }
    }
    out.push_str(line.get(from..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::super::inline::plain_text;
    use super::*;
    use crate::config::Quotes;

    fn set(language: &str, line: &str) -> String {
        set_line(line, &MarkdownRules { quotes: Some(Quotes::of_language(language)), ..MarkdownRules::default() })
    }

    #[test]
    fn a_line_has_the_marks_of_its_language() {
        for (language, line, expected) in [
            ("en", "Is it \"rude\" to say 'no'?", "Is it “rude” to say ‘no’?"),
            ("en", "Don't -- or do --- and then...", "Don’t – or do — and then…"),
            ("de", "Ist es \"grob\", wenn's klappt?", "Ist es „grob“, wenn’s klappt?"),
            ("fr", "\"Non\", et l'ami", "«\u{202f}Non\u{202f}», et l’ami"),
        ] {
            assert_eq!(set(language, line), expected);
        }
        // Feet and inches, and whatever else is odd, come out as in a text.
        let feet = "He is 6' 2\" tall, or 6'2\"";
        assert_eq!(set("en", feet), plain_text(&parse(feet, &MarkdownRules::default())));
    }

    #[test]
    fn a_line_is_one_line_and_reads_as_it_is_written() {
        assert_eq!(set("en", "One\n  two\u{2028}three\tfour\u{7}"), "One two three four");
        assert_eq!(set("en", "Is it \u{202e}edur\u{202c}?"), "Is it edur\u{202c}?");
        assert_eq!(set("he", "\u{200f}מה\u{2066}PDF\u{2069}?"), "\u{200f}מה\u{2066}PDF\u{2069}?");
    }

    #[test]
    fn everything_else_stays_as_it_was_written() {
        for line in [
            "- *One* _two_ [three](four) ~~five~~ <b>six</b> &amp; \\*",
            "# Seven #",
            "1. 8 > 9",
            "> ten",
            "www.a.example, https://a.example/a--b...c",
            "`let a = \"b\"` :smile:",
            "<a title=\"x\">",
            "[a]: b \"c\"",
            "“so” – already…",
            "---",
            "a - b . c ..",
        ] {
            assert_eq!(set("de", line), line);
        }
        let rules = MarkdownRules { quotes: None, ..MarkdownRules::default() };
        assert_eq!(set_line("\"a\" -- b...", &rules), "\"a\" -- b...");
    }
}
