//! What a take comes down to.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::config::StanceWords;
use crate::markdown::{Spanned, block_end, next_part, plain_text};

use super::model::{Stance, Verdict};

/// What begins with a word of the stances and says neither yes nor no.
const NO_VERDICT: [[&str; 2]; 15] = [
    ["no", "matter"],
    ["no", "one"],
    ["no", "doubt"],
    ["no", "wonder"],
    ["no", "sooner"],
    ["no", "longer"],
    ["no", "less"],
    ["no", "offense"],
    ["no", "harm"],
    ["no", "problem"],
    ["no", "worries"],
    ["no", "shame"],
    ["no", "question"],
    ["no", "idea"],
    ["never", "mind"],
];

/// Words that may stand before the stance with which something begins.
const LEAD_INS: [&str; 15] =
    ["oh", "ah", "well", "hm", "hmm", "um", "so", "but", "and", "or", "then", "hell", "heck", "probably", "simply"];

/// How many words, with a sign behind them, may stand before the stance with which a verdict begins: `In short, no`.
const LONGEST_LEAD_IN: usize = 3;

/// The most bytes of questions before a verdict that lists leave out with it.
const LONGEST_QUESTIONS: usize = 150;

/// The most words that an opening sentence without bold type may have to be the verdict as a whole.
const SHORT: usize = 8;

/// The verdict that opens a take, if one does.
pub(super) fn of_take(events: &[Spanned<'_>], words: &StanceWords) -> Option<Verdict> {
    let (Event::Start(Tag::Paragraph), _) = events.first()? else { return None };
    let inside = unstruck(events.get(1..block_end(events, 0))?);
    let plain = || plain_opening(&plain_text(&inside), words);
    let label = bold_opening(&inside, words).or_else(plain)?;
    Some(from_label(&label, words))
}

/// The events without what is struck out, which its writer takes back, and without the blanks before what is left.
fn unstruck<'e, 'a>(events: &'e [Spanned<'a>]) -> Cow<'e, [Spanned<'a>]> {
    if !events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Strikethrough))) {
        return Cow::Borrowed(events);
    }
    let mut kept: Vec<Spanned<'a>> = Vec::with_capacity(events.len());
    let mut depth = 0_usize;
    for (event, range) in events {
        match event {
            Event::Start(Tag::Strikethrough) => depth += 1,
            Event::End(TagEnd::Strikethrough) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 && kept.is_empty() => {
                let text = text.trim_start();
                if !text.is_empty() {
                    kept.push((Event::Text(text.to_owned().into()), range.clone()));
                }
            }
            event if depth == 0 => kept.push((event.clone(), range.clone())),
            _ => {}
        }
    }
    Cow::Owned(kept)
}

/// The text of a take without the verdict that opens it, and the questions that it answers, for lists, which show the
/// verdict beside it.
pub(super) fn without<'t>(text: &'t str, verdict: Option<&Verdict>) -> &'t str {
    let Some(verdict) = verdict else { return text };
    let behind_label = |text: &'t str| {
        let rest = text.strip_prefix(&*verdict.label).or_else(|| {
            let inside = text.strip_prefix(MARKS)?;
            inside.strip_prefix(&*verdict.label).map(|rest| rest.trim_start_matches(MARKS))
        })?;
        next_part(rest)
            .or_else(|| rest.starts_with(ENDS).then(|| rest.trim_start_matches(ENDS).trim_start_matches(MARKS)))
    };
    let opening = text.trim_start();
    let behind_questions = || {
        let answer = behind_questions(opening);
        (opening.len() - answer.len() <= LONGEST_QUESTIONS).then(|| behind_label(answer)).flatten()
    };
    let rest = behind_label(opening).or_else(behind_questions);
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
    // What is asked in bold is answered behind it.
    if behind_questions(&bold).is_empty()
        && let Some(answer) = plain_opening(rest.trim_start(), words)
    {
        return Some(answer);
    }
    let is_sentence =
        bold.trim_end().trim_end_matches(MARKS).ends_with(ENDS) || rest.is_empty() || rest.starts_with(ENDS);
    let has_stance = leading_stance(&bold, words).is_some();
    // `Note:` is the name of what follows.
    if (bold.trim_end().ends_with(COLONS) || rest.starts_with(COLONS)) && stance(&bold, words).is_none() {
        return None;
    }
    let (sentence, has_stance) = match answer(&bold, words) {
        Some(answer) => (first_sentence(answer, true), true),
        None => (first_sentence(&bold, has_stance), has_stance),
    };
    if is_abbreviation(&bold) || is_abbreviation(sentence) {
        return None;
    }
    let label = unquoted(trimmed(sentence));
    (!label.is_empty() && (is_sentence || has_stance)).then(|| label.to_owned())
}

fn is_tag(tag: &str, names: &[&str]) -> bool {
    names.iter().any(|name| tag.eq_ignore_ascii_case(name))
}

/// The opening sentence, or the one that answers it, when it begins with a stance; only its first words when it is long.
fn plain_opening(text: &str, words: &StanceWords) -> Option<String> {
    leading_stance(text, words)?;
    let text = answer(text, words).unwrap_or(text);
    if !text.starts_with(char::is_alphanumeric) {
        return quoted_opening(text);
    }
    let length = leading_stance(text, words)?;
    let sentence = first_sentence(text, true);
    if sentence.split_whitespace().count() <= SHORT {
        return Some(trimmed(sentence).to_owned());
    }
    let stance = text.get(..length)?;
    Some(stance.trim().to_owned())
}

/// The opening sentence in quotation marks that are closed behind it: `"No." You gain nothing.` What goes on behind them is
/// somebody else's word: `"No," she said`, `"No." said she`, `"No." "Yes."`.
fn quoted_opening(text: &str) -> Option<String> {
    let sentence = first_sentence(text, true);
    let is_closed = trimmed(sentence).ends_with(MARKS) && sentence.trim_end_matches(MARKS).ends_with(ENDS);
    let behind = text.get(sentence.len()..)?.trim_start();
    let is_asked = sentence.contains(['?', '？']);
    let goes_on = behind.starts_with(MARKS) || sentence.ends_with(MARKS) && behind.starts_with(char::is_lowercase);
    let label = unquoted(trimmed(sentence));
    let is_short = label.split_whitespace().count() <= SHORT && !label.contains(MARKS);
    (is_closed && is_short && !is_asked && !goes_on).then(|| label.to_owned())
}

/// What stands behind the questions with which a text begins, where that begins with a stance: it answers `"Yes"? No.`
fn answer<'t>(text: &'t str, words: &StanceWords) -> Option<&'t str> {
    let answer = behind_questions(text);
    (answer.len() < text.len() && leading_stance(answer, words).is_some()).then_some(answer)
}

/// A text without the questions with which it begins.
fn behind_questions(text: &str) -> &str {
    let mut rest = text;
    loop {
        let sentence = first_sentence(rest, true);
        if !sentence.trim_end_matches(MARKS).ends_with(['?', '？']) {
            return rest;
        }
        rest = rest.get(sentence.len()..).unwrap_or("").trim_start();
    }
}

/// Whether a text is letters with a full stop behind each, such as `P.S.`: a word, and no sentence.
fn is_abbreviation(text: &str) -> bool {
    let mut letters = text.trim().trim_end_matches(['.', ':']).split('.').map(|part| part.trim().chars());
    let is_letter =
        |part: &mut std::str::Chars<'_>| part.next().is_some_and(char::is_alphabetic) && part.next().is_none();
    text.contains('.') && letters.clone().count() > 1 && letters.all(|mut part| is_letter(&mut part))
        || ["ps", "pps", "nb"].iter().any(|own| own.eq_ignore_ascii_case(text.trim().trim_end_matches(ENDS)))
}

/// The bytes of the stance with which the first sentence of a text begins.
fn leading_stance(text: &str, words: &StanceWords) -> Option<usize> {
    let said = said(first_sentence(text, true));
    let (_, count) = match_at(&said, words)?;
    said.get(count - 1).map(|word| word.end)
}

const ENDS: [char; 8] = ['.', '!', '?', ':', '…', '。', '！', '？'];

const COLONS: [char; 2] = [':', '：'];

/// Quotation marks; which of them open and which close depends on the language.
const MARKS: [char; 14] = ['"', '“', '”', '„', '«', '»', '「', '」', '『', '』', '\'', '‘', '’', '‚'];

/// Those that are no apostrophes.
const DOUBLE_MARKS: [char; 10] = ['"', '“', '”', '„', '«', '»', '「', '」', '『', '』'];

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
                // A pause is no end, `Hmm… no.`, nor is that of a number: `No. 5`
                let after = text.get(at + c.len_utf8()..).unwrap_or("").trim_start();
                let is_pause = c == '…' && after.starts_with(char::is_lowercase);
                let is_number =
                    c == '.' && text.get(..at) == Some("No") && after.starts_with(|c: char| c.is_ascii_digit());
                if is_last && !is_pause && !is_number {
                    // The marks that close what was said belong to it.
                    let behind = text.get(at + c.len_utf8()..).unwrap_or("");
                    let closing = behind.len() - behind.trim_start_matches(MARKS).len();
                    return text.get(..at + c.len_utf8() + closing).unwrap_or(text);
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

/// A label without the quotation marks around all of it, or the one before it whose other half is not in it.
fn unquoted(label: &str) -> &str {
    let Some(inside) = label.strip_prefix(MARKS) else { return label };
    let closed = inside.strip_suffix(MARKS);
    let is_alone = closed.is_some() || label.starts_with(DOUBLE_MARKS);
    let inside = closed.unwrap_or(inside);
    if is_alone && !inside.contains(DOUBLE_MARKS) { trimmed(inside) } else { label }
}

/// The stance of a label that begins with one, perhaps behind a short lead-in: `mixed` where it hedges after that, or names
/// the other as well. Inside a sentence the words say something else, as in `There is no harm in it`.
fn stance(label: &str, words: &StanceWords) -> Option<Stance> {
    // A word that is only asked about: `"Yes"?`
    if label.starts_with(MARKS) && label.ends_with(['?', '？']) {
        return None;
    }
    let said = said(label);
    let begins = |at: usize| at == 0 || said.get(at).is_some_and(|word| word.sign.is_some());
    let is_led_in = |at: usize| {
        at.checked_sub(1).and_then(|before| said.get(before)).is_some_and(|word| LEAD_INS.contains(&word.text.as_str()))
    };
    let from = |at: usize| match_at(said.get(at..).unwrap_or_default(), words);
    let is_opening = |at: usize| {
        let is_near = at <= LONGEST_LEAD_IN || said.get(at).is_some_and(|word| word.sign == Some(':'));
        is_near && (begins(at) || (is_led_in(at) && begins(at - 1)))
    };
    let (opening, (first, length)) = (0..said.len()).find_map(|at| Some((at, from(at).filter(|_| is_opening(at))?)))?;
    let mut at = opening + length;
    while first != Stance::Mixed && at < said.len() {
        let Some((stance, length)) = from(at) else {
            at += 1;
            continue;
        };
        let is_own = begins(at) || is_led_in(at) || at + length == said.len() || begins(at + length);
        if stance == Stance::Mixed || (is_own && stance != first) {
            return Some(Stance::Mixed);
        }
        at += length;
    }
    Some(first)
}

/// The longest stance with which some words begin, and how many of them it takes.
fn match_at(said: &[Word], words: &StanceWords) -> Option<(Stance, usize)> {
    let lists = [(&words.mixed, Stance::Mixed), (&words.no, Stance::No), (&words.yes, Stance::Yes)];
    let first = said.first()?.text.as_str();
    let mut best: Option<(Stance, usize)> = None;
    for (list, stance) in lists {
        for phrase in list.iter().filter(|phrase| phrase.trim_start().starts_with(first)) {
            let count = phrase.split_whitespace().count();
            let matches = count > 0
                && said.len() >= count
                && phrase.split_whitespace().zip(said).all(|(word, said)| word == said.text);
            if matches && best.is_none_or(|(_, longest)| count > longest) {
                best = Some((stance, count));
            }
        }
    }
    // A phrase of the site's own list is meant.
    best.filter(|(_, count)| *count > 1 || !is_no_verdict(said))
}

fn is_no_verdict(said: &[Word]) -> bool {
    let [first, second, ..] = said else { return false };
    // `No. 5` is a number.
    let is_number =
        first.text == "no" && second.sign == Some('.') && second.text.starts_with(|c: char| c.is_ascii_digit());
    is_number || second.sign.is_none() && NO_VERDICT.contains(&[first.text.as_str(), second.text.as_str()])
}

/// A word of a text.
struct Word {
    /// In lower case.
    text: String,
    /// The offset of its end.
    end: usize,
    /// The last sign, other than a blank, between it and the word before.
    sign: Option<char>,
}

/// The words of a text.
fn said(text: &str) -> Vec<Word> {
    let mut said = Vec::new();
    let mut word = String::new();
    let mut sign = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if c.is_alphanumeric() || !word.is_empty() && matches!(c, '\'' | '’' | '-' | '‐' | '‑') && goes_on {
            word.extend(if c == '’' { '\'' } else { c }.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            said.push(Word { text: std::mem::take(&mut word), end: at, sign: sign.take() });
        }
        if !c.is_whitespace() {
            sign = Some(c);
        }
    }
    if !word.is_empty() {
        said.push(Word { text: word, end: text.len(), sign });
    }
    said
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
            ("**No — but yes if she asks.** x", "No — but yes if she asks", Some(Stance::Mixed)),
            ("No. One must be kind.", "No", Some(Stance::No)),
            ("~~Yes.~~ No. Never.", "No", Some(Stance::No)),
            ("**\"No.\"** You gain nothing.", "No", Some(Stance::No)),
            ("**“No”.** x", "No", Some(Stance::No)),
            ("**\"No. Never.\"** x", "No", Some(Stance::No)),
            ("**'No!'** x", "No", Some(Stance::No)),
            ("**\"No\" is a full sentence.** x", "“No” is a full sentence", Some(Stance::No)),
            ("**Call it \"luck.\"** x", "Call it “luck.”", None),
            ("**'Tis so.** x", "’Tis so", None),
            ("**No:** she is rude.", "No", Some(Stance::No)),
            ("**In short: no**: she is rude.", "In short: no", Some(Stance::No)),
            ("~~**Yes.**~~ **No.** Never.", "No", Some(Stance::No)),
            ("**No. 5 is a perfume.** x", "No. 5 is a perfume", None),
            ("**No.** 5 of them are enough.", "No", Some(Stance::No)),
            ("**\"Yes\"? No.** x", "No", Some(Stance::No)),
            ("**Should you go? No, never.** x", "No, never", Some(Stance::No)),
            ("Yes? No. Never.", "No", Some(Stance::No)),
            ("Yes? No? Yes? No? Yes? No. Never.", "No", Some(Stance::No)),
            ("**“Yes”?** x", "“Yes”?", None),
            ("\"No.\" You gain nothing.", "No", Some(Stance::No)),
            ("“No”. You gain nothing.", "No", Some(Stance::No)),
            ("\"Yes, but be careful!\" That is all I can say.", "Yes, but be careful", Some(Stance::Yes)),
            ("**Should you? Would I? No.** x", "No", Some(Stance::No)),
            ("**Should you? No? Never.** x", "Never", Some(Stance::No)),
            ("**Should you?** No. You gain nothing.", "No", Some(Stance::No)),
            ("**Should you? Would I?** \"No.\" You gain nothing.", "No", Some(Stance::No)),
            ("**Should you?** I would.", "Should you?", None),
            ("\"Yes?\" No.", "No", Some(Stance::No)),
            ("“Yes”? “Would I?” Never. x", "Never", Some(Stance::No)),
            ("Yes? Would I? No. Never.", "No", Some(Stance::No)),
            ("\"No\". you gain nothing.", "No", Some(Stance::No)),
        ] {
            assert_eq!(verdict(text), Some((label.to_owned(), stance)), "{text}");
        }
    }

    #[test]
    fn a_stance_counts_where_a_verdict_begins() {
        for (label, stance) in [
            ("There is no harm in it", None),
            ("No harm in it", None),
            ("There is never a good time", None),
            ("Better late than never", None),
            ("Nobody says yes", None),
            ("A no-brainer", None),
            ("No-brainer: yes", Some(Stance::Yes)),
            ("Yes, there is no harm in it", Some(Stance::Yes)),
            ("Yes, with no regrets", Some(Stance::Yes)),
            ("No, and never mind the others", Some(Stance::No)),
            ("Well, no", Some(Stance::No)),
            ("Oh yes", Some(Stance::Yes)),
            ("In short, no", Some(Stance::No)),
            ("What I think of it: no", Some(Stance::No)),
            ("Yes or no", Some(Stance::Mixed)),
            ("Yes, though it depends on her", Some(Stance::Mixed)),
            ("Yes, but never before noon", Some(Stance::Mixed)),
        ] {
            assert_eq!(from_label(label, &words()).stance, stance, "{label}");
        }
        assert_eq!(verdict("**There is no harm in it.** Go."), Some(("There is no harm in it".to_owned(), None)));
    }

    #[test]
    fn lists_show_a_verdict_once() {
        for (text, rest) in [
            ("No. You gain nothing.", "You gain nothing."),
            ("**No.** “Yes” is harder.", "“Yes” is harder."),
            ("**No**\n\nYou gain nothing.", "You gain nothing."),
            ("\"No.\" You gain nothing.", "You gain nothing."),
            ("“No”. You gain nothing.", "You gain nothing."),
            ("**'No!'** You gain nothing.", "You gain nothing."),
            ("**\"Yes\"? No.** You gain nothing.", "You gain nothing."),
            ("**Should you?** “No.” You gain nothing.", "You gain nothing."),
            ("**“Yes”?** Hm.", "“Yes”? Hm."),
            ("**No**, you gain nothing.", "No, you gain nothing."),
            ("**“No” is a full sentence.** Use it.", "Use it."),
        ] {
            let events = parse(text, &crate::config::MarkdownRules::default());
            let verdict = of_take(&events, &words());
            assert_eq!(without(&crate::markdown::told_text(&events), verdict.as_ref()), rest, "{text}");
        }
        let long = format!("{} No. Hm.", "Why? ".repeat(100));
        assert_eq!(without(&long, Some(&from_label("No", &words()))), long);
    }

    #[test]
    fn other_openings_are_no_verdict() {
        for text in [
            "Nobody gains.",
            "Yesterday I met her.",
            "No matter what others say, write to her.",
            "No one needs this.",
            "**LinkedIn** is a tool.",
            "**Note:** we both know her.",
            "**Full disclosure**: we both know her.",
            "**What I would do:**",
            "You should. Yes.",
            "“No,” she said.",
            "\"No!\" she said.",
            "“Yes.” she said.",
            "\"No.\" said she.",
            "\"No?\" Then do not.",
            "\"No. I will not come,\" she said.",
            "\"No.\" \"Yes.\" So they went on.",
            "\"No\" is a full sentence.",
            "No. 5 is a perfume.",
            "No.5 is a perfume.",
            "**P.S.** I would go.",
            "**P. S.** I would go.",
            "**N.B.:** I would go.",
            "**PS.** I would go.",
            "- No.",
            "",
        ] {
            assert_eq!(verdict(text), None, "{text}");
        }
    }
}
