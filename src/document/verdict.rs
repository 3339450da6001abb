//! What a take comes down to.

use pulldown_cmark::{Event, Tag};

use crate::config::StanceWords;
use crate::markdown::{Spanned, block_end, next_part, plain_text};

use super::model::{Stance, Verdict};

/// Openings that begin with a word of the stances and say neither yes nor no.
const NO_VERDICT: [&str; 9] =
    ["no matter", "no one", "no doubt", "no wonder", "no sooner", "no longer", "no less", "never mind", "no offense"];

/// The most words that an opening sentence without bold type may have to be the verdict as a whole.
const SHORT: usize = 8;

/// The verdict that opens a take, if one does.
pub(super) fn of_take(events: &[Spanned<'_>], words: &StanceWords) -> Option<Verdict> {
    let (Event::Start(Tag::Paragraph), _) = events.first()? else { return None };
    let inside = events.get(1..block_end(events, 0))?;
    let label = bold_opening(inside, words).or_else(|| plain_opening(&plain_text(inside), words))?;
    Some(from_label(&label, words))
}

/// The text of a take without the verdict that opens it, for lists, which show the verdict beside it.
pub(super) fn without<'t>(text: &'t str, verdict: Option<&Verdict>) -> &'t str {
    let rest = verdict.and_then(|verdict| text.trim_start().strip_prefix(&*verdict.label));
    let rest = match rest.and_then(next_part) {
        Some(next_part) => Some(next_part),
        None => rest.filter(|rest| rest.starts_with(ENDS)),
    };
    rest.map_or(text, |rest| rest.trim_start_matches(|c: char| c.is_whitespace() || ENDS.contains(&c)))
}

/// A verdict from its words.
pub(super) fn from_label(label: &str, words: &StanceWords) -> Verdict {
    Verdict { label: label.trim().into(), stance: stance(label, words) }
}

/// The bold words at the beginning, when they are a sentence or begin with a stance.
fn bold_opening(inside: &[Spanned<'_>], words: &StanceWords) -> Option<String> {
    let (first, _) = inside.first()?;
    let end = match first {
        Event::Start(Tag::Strong) => block_end(inside, 0),
        Event::InlineHtml(tag) if is_tag(tag, &["<b>", "<strong>"]) => inside
            .iter()
            .position(|(event, _)| matches!(event, Event::InlineHtml(tag) if is_tag(tag, &["</b>", "</strong>"])))?,
        _ => return None,
    };
    let bold = plain_text(inside.get(1..end)?);
    let rest = plain_text(inside.get(end + 1..)?);
    let is_sentence = bold.trim_end().ends_with(ENDS) || rest.is_empty() || rest.starts_with(ENDS);
    let has_stance = leading_stance(&bold, words).is_some();
    let label = trimmed(first_sentence(&bold, has_stance));
    (!label.is_empty() && (is_sentence || has_stance)).then(|| label.to_owned())
}

fn is_tag(tag: &str, names: &[&str]) -> bool {
    names.iter().any(|name| tag.eq_ignore_ascii_case(name))
}

/// The opening sentence, when it begins with a stance; only its first words when it is long.
fn plain_opening(text: &str, words: &StanceWords) -> Option<String> {
    // What begins with a quotation mark is somebody else's word.
    let length = leading_stance(text, words).filter(|_| text.starts_with(char::is_alphanumeric))?;
    let sentence = first_sentence(text, true);
    if sentence.split_whitespace().count() <= SHORT {
        return Some(trimmed(sentence).to_owned());
    }
    let stance = text.get(..length)?;
    Some(stance.trim().to_owned())
}

/// The bytes of the stance with which a text begins.
fn leading_stance(text: &str, words: &StanceWords) -> Option<usize> {
    let tokens = tokens(text);
    let lower: Vec<String> = tokens.iter().map(|(word, _)| word.clone()).collect();
    let opening = lower.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
    if NO_VERDICT.contains(&opening.as_str()) {
        return None;
    }
    let (_, count) = match_at(&lower, words)?;
    tokens.get(count - 1).map(|(_, end)| *end)
}

const ENDS: [char; 8] = ['.', '!', '?', ':', '…', '。', '！', '？'];

/// The text up to the end of its first sentence, which parentheses do not end. A colon ends it only after a stance: what
/// follows `Verdict:` is still to come.
fn first_sentence(text: &str, colon_ends: bool) -> &str {
    let mut depth = 0_i32;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '。' | '！' | '？' => return text.get(..at + c.len_utf8()).unwrap_or(text),
            '.' | '!' | '?' | '…' | ':' | '\n' if depth <= 0 && (c != ':' || colon_ends) => {
                let is_last = chars.peek().is_none_or(|(_, next)| {
                    next.is_whitespace() || matches!(next, '"' | '”' | '“' | '’' | '‘' | '»' | '«' | ')')
                });
                // A pause is no end: `Hmm… no.`
                let after = text.get(at + c.len_utf8()..).unwrap_or("").trim_start();
                if is_last && !(c == '…' && after.starts_with(char::is_lowercase)) {
                    return text.get(..at + c.len_utf8()).unwrap_or(text);
                }
            }
            _ => {}
        }
    }
    text
}

fn trimmed(sentence: &str) -> &str {
    sentence.trim().trim_end_matches(['.', '!', ':', ',', ';', '。', '！', '–', '—', ' '])
}

/// The stance of a label: `mixed` where it hedges or names both, none where it names neither.
fn stance(label: &str, words: &StanceWords) -> Option<Stance> {
    let tokens: Vec<String> = tokens(label).into_iter().map(|(word, _)| word).collect();
    let (mut yes, mut no) = (false, false);
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let step = match match_at(rest, words) {
            Some((Stance::Mixed, _)) => return Some(Stance::Mixed),
            Some((Stance::Yes, count)) => {
                yes = true;
                count
            }
            Some((Stance::No, count)) => {
                no = true;
                count
            }
            None => 1,
        };
        rest = rest.get(step..).unwrap_or_default();
    }
    match (yes, no) {
        (true, true) => Some(Stance::Mixed),
        (true, false) => Some(Stance::Yes),
        (false, true) => Some(Stance::No),
        (false, false) => None,
    }
}

/// The longest stance with which some words begin, and how many of them it takes.
fn match_at(tokens: &[String], words: &StanceWords) -> Option<(Stance, usize)> {
    let lists = [(&words.mixed, Stance::Mixed), (&words.no, Stance::No), (&words.yes, Stance::Yes)];
    let mut best: Option<(Stance, usize)> = None;
    for (list, stance) in lists {
        for phrase in list {
            let count = phrase.split_whitespace().count();
            let matches = count > 0
                && tokens.len() >= count
                && phrase.split_whitespace().zip(tokens).all(|(word, token)| word == token);
            if matches && best.is_none_or(|(_, longest)| count > longest) {
                best = Some((stance, count));
            }
        }
    }
    best
}

/// The words of a text in lower case, each with the offset of its end.
fn tokens(text: &str) -> Vec<(String, usize)> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || matches!(c, '\'' | '’') && !word.is_empty() {
            word.extend(if c == '’' { '\'' } else { c }.to_lowercase());
        } else if !word.is_empty() {
            tokens.push((std::mem::take(&mut word), at));
        }
    }
    if !word.is_empty() {
        tokens.push((word, text.len()));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn words() -> StanceWords {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        StanceWords {
            yes: list(&["yes", "absolutely", "of course"]),
            no: list(&["no", "never", "absolutely not"]),
            mixed: list(&["maybe", "it depends", "depends"]),
        }
    }

    fn verdict(text: &str) -> Option<(String, Option<Stance>)> {
        of_take(&parse(text, &crate::config::MarkdownRules::default()), &words())
            .map(|verdict| (verdict.label.into(), verdict.stance))
    }

    #[test]
    fn an_opening_says_what_a_take_comes_down_to() {
        for (text, label, stance) in [
            ("No. You gain nothing.", "No", Some(Stance::No)),
            ("**No.** You gain nothing.", "No", Some(Stance::No)),
            ("**No**, you gain nothing.", "No", Some(Stance::No)),
            ("Yes (well, Maybe). Think of the two companies.", "Yes (well, Maybe)", Some(Stance::Mixed)),
            ("**Yes (well, maybe. Or not).** Think.", "Yes (well, maybe. Or not)", Some(Stance::Mixed)),
            ("It depends. On her.", "It depends", Some(Stance::Mixed)),
            ("Absolutely not! Never.", "Absolutely not", Some(Stance::No)),
            ("**Run.** Fast.", "Run", None),
            ("**Ask her to lunch**", "Ask her to lunch", None),
            ("Yes, and I would do it at once, before anybody else thinks of it.", "Yes", Some(Stance::Yes)),
            ("<b>No.</b> x", "No", Some(Stance::No)),
            ("**Verdict: yes.** x", "Verdict: yes", Some(Stance::Yes)),
            ("No: she is rude.", "No", Some(Stance::No)),
            ("**Hmm… no.** She is rude.", "Hmm… no", Some(Stance::No)),
            ("**Yes and no.** x", "Yes and no", Some(Stance::Mixed)),
        ] {
            assert_eq!(verdict(text), Some((label.to_owned(), stance)), "{text}");
        }
    }

    #[test]
    fn other_openings_are_no_verdict() {
        for text in [
            "Nobody gains.",
            "Yesterday I met her.",
            "No matter what others say, write to her.",
            "No one needs this.",
            "**LinkedIn** is a tool.",
            "You should. Yes.",
            "“No,” she said.",
            "- No.",
            "",
        ] {
            assert_eq!(verdict(text), None, "{text}");
        }
    }
}
