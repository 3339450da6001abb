//! A line of words that is no Markdown, such as a title, set as texts are.

use pulldown_cmark::Event;

use crate::config::MarkdownRules;

use super::parse::parse;

/// The line with the quotation marks, dashes and dots that the same words have in a text; everything else stays as it was
/// written, also what would be a sign of Markdown there.
pub fn set_line(line: &str, rules: &MarkdownRules) -> String {
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
