//! Prose from patterns: sentences and paragraphs in Markdown.

use super::random::Random;
use super::words;

/// Whether words may be emphasised and linked.
#[derive(Clone, Copy, PartialEq)]
pub enum Style {
    /// Words only, for titles and descriptions.
    Plain,
    /// Some *emphasis*, **bold** and links.
    Markdown,
}

/// One of `patterns`, its slots filled, with a capital first.
pub fn sentence(random: &mut Random, patterns: &[&str], style: Style) -> String {
    let mut rest = *random.pick(patterns);
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(&filled(random, slot, style));
        rest = after;
    }
    text.push_str(rest);
    capitalized(&text)
}

/// A paragraph of `sentences` sentences.
pub fn paragraph(random: &mut Random, patterns: &[&str], sentences: usize) -> String {
    (0..sentences).map(|_| sentence(random, patterns, Style::Markdown)).collect::<Vec<_>>().join(" ")
}

/// How many words a Markdown text has, about as a reader would count them.
pub fn word_count(markdown: &str) -> usize {
    markdown.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The words of one slot of a pattern.
fn filled(random: &mut Random, slot: &str, style: Style) -> String {
    let word = match slot {
        "who" => noun_phrase(random, words::PEOPLE),
        "what" => noun_phrase(random, words::THINGS),
        "do" => random.pick(words::THING_VERBS).0.to_owned(),
        "did" => random.pick(words::THING_VERBS).1.to_owned(),
        "meet" => random.pick(words::PERSON_VERBS).0.to_owned(),
        "met" => random.pick(words::PERSON_VERBS).1.to_owned(),
        "quality" => (*random.pick(words::QUALITIES)).to_owned(),
        "feeling" => (*random.pick(words::FEELINGS)).to_owned(),
        "how" => (*random.pick(words::MANNERS)).to_owned(),
        "when" => (*random.pick(words::OCCASIONS)).to_owned(),
        _ => unreachable!("a pattern has an unknown slot: {slot}"),
    };
    match style {
        Style::Plain => word,
        Style::Markdown => decorated(random, slot, word),
    }
}

/// `my invoice`, `the awkward invoice`.
fn noun_phrase(random: &mut Random, nouns: &[&str]) -> String {
    let owner = random.pick(words::OWNERS);
    let noun = random.pick(nouns);
    if random.chance(35) {
        let quality = random.pick(words::QUALITIES);
        format!("{owner} {quality} {noun}")
    } else {
        format!("{owner} {noun}")
    }
}

/// Now and then emphasis, bold or a link around the words of a slot.
fn decorated(random: &mut Random, slot: &str, word: String) -> String {
    match (slot, random.below(100)) {
        ("how" | "feeling" | "quality", 0..22) => format!("*{word}*"),
        ("what", 0..6) => format!("**{word}**"),
        ("what", 6..12) => {
            let page = random.pick(words::THINGS);
            format!("[{word}](https://example.org/{page}/)")
        }
        ("who", 0..2) => format!("[{word}](/about/)"),
        _ => word,
    }
}

/// The text with its first letter, which may follow Markdown's signs, as a capital.
fn capitalized(text: &str) -> String {
    let Some((at, letter)) = text.char_indices().find(|(_, c)| c.is_alphabetic()) else {
        return text.to_owned();
    };
    let after = &text[at + letter.len_utf8()..];
    format!("{}{}{after}", &text[..at], letter.to_uppercase())
}
