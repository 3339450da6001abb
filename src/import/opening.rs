//! What in a text could be the label of a take.

use super::paragraph::{bare, blocks, is_plain};

/// How a label looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `Leslie Says`, `Kate’s Answer`.
    Voice,
    /// `She said`, `Her view`.
    Pronoun,
    /// `DALE`, `J.T.`: no more than a name, in capitals.
    Name,
    /// Any other short line or opening, which may be the label of a letter or conclusion.
    Other,
}

/// A text that could be a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    /// As written, without marks and colon.
    pub(super) label: String,
    pub(super) form: Form,
    /// Who would be speaking.
    pub(super) name: String,
    /// Whether it is a heading, in bold type or in capitals.
    pub(super) is_marked: bool,
}

/// The longest label in characters.
const LONGEST: usize = 40;

const VERBS: [&str; 9] =
    ["says", "said", "answers", "replies", "replied", "responds", "responded", "thinks", "advises"];
const NOUNS: [&str; 8] = ["answer", "view", "take", "advice", "response", "reply", "opinion", "verdict"];

/// What in a text could be a label.
pub(super) fn openings(markdown: &str) -> Vec<Opening> {
    blocks(markdown).into_iter().flat_map(str::lines).filter_map(opening).collect()
}

fn opening(line: &str) -> Option<Opening> {
    let heading = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim());
    if heading.is_none() && !is_plain(line) {
        return None;
    }
    let text = heading.unwrap_or(line);
    let head: String = text.chars().take(LONGEST + 12).collect();
    let is_bold = head.starts_with("**");
    let (label, has_colon) = match head.split_once([':', '：']) {
        Some((label, _)) => (bare(label), true),
        None => (bare(text.trim_end_matches('\\')), false),
    };
    // A line without a colon is a label only where it stands out as a whole.
    let stands_alone = heading.is_some() || (is_bold && text.trim_end_matches('\\').ends_with("**"));
    let is_short = label.chars().count() <= LONGEST && label.split_whitespace().count() <= 5;
    if label.is_empty() || !is_short || !(has_colon || stands_alone) {
        return None;
    }
    let (form, name) = form(&label);
    let is_loud = label.chars().any(char::is_uppercase) && !label.chars().any(char::is_lowercase);
    let is_marked = heading.is_some() || is_bold || is_loud;
    (form != Form::Other || is_marked || has_colon).then_some(Opening { label, form, name, is_marked })
}

/// How a label looks, and who would be speaking.
fn form(label: &str) -> (Form, String) {
    let words: Vec<&str> = label.split_whitespace().collect();
    let Some((last, before)) = words.split_last() else { return (Form::Other, String::new()) };
    let last = last.to_lowercase();
    let name = before.join(" ");
    let owner = ["’s", "'s", "’S", "'S", "’", "'"].iter().find_map(|end| name.strip_suffix(end));
    let pronoun = match name.to_lowercase().as_str() {
        "she" | "her" => Some("She"),
        "he" | "his" => Some("He"),
        _ => None,
    };
    let (is_verb, is_noun) = (VERBS.contains(&last.as_str()), NOUNS.contains(&last.as_str()));
    match (pronoun, owner) {
        (Some(who), _) if is_verb || is_noun => (Form::Pronoun, who.to_owned()),
        (None, Some(owner)) if is_noun && is_name(owner) => (Form::Voice, cased(owner)),
        (None, None) if is_verb && is_name(&name) => (Form::Voice, cased(&name)),
        _ => {
            let is_loud = label.chars().any(char::is_alphabetic) && !label.chars().any(char::is_lowercase);
            let is_name = is_loud && words.len() <= 2 && label.chars().count() >= 2 && label.chars().count() <= 20;
            let is_letters = label.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | ' ' | '-' | '\'' | '’'));
            let form = if is_name && is_letters { Form::Name } else { Form::Other };
            (form, cased(label))
        }
    }
}

/// Whether a text could be a name: one to three words that begin with capitals.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_no_name =
        ["as", "it", "they", "we", "you", "who", "what", "this", "that", "everyone", "everybody", "one", "the"];
    (1..=3).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase())))
        && !words.first().is_some_and(|first| is_no_name.contains(&first.to_lowercase().as_str()))
}

/// `DALE` as `Dale`; what has small letters or dots stays.
fn cased(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || name.contains('.') {
        return name.to_owned();
    }
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_string() + &chars.as_str().to_lowercase()).unwrap_or_default()
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Form, String)> {
        openings(text).into_iter().map(|opening| (opening.label, opening.form, opening.name)).collect()
    }

    #[test]
    fn labels_of_every_dress_are_seen() {
        for (text, label, form, name) in [
            ("Leslie Says: No.", "Leslie Says", Form::Voice, "Leslie"),
            ("**Thom says:** Yes.", "Thom says", Form::Voice, "Thom"),
            ("### Kate’s Answer", "Kate’s Answer", Form::Voice, "Kate"),
            ("**Cheryl's Answer**", "Cheryl's Answer", Form::Voice, "Cheryl"),
            ("DALE: No.", "DALE", Form::Name, "Dale"),
            ("J.T.: Yes.", "J.T.", Form::Name, "J.T."),
            ("SHE SAID: Hm.", "SHE SAID", Form::Pronoun, "She"),
            ("Her view : Hm.", "Her view", Form::Pronoun, "She"),
            ("The Conclusion: Think.", "The Conclusion", Form::Other, "The Conclusion"),
        ] {
            assert_eq!(found(text), [(label.to_owned(), form, name.to_owned())], "{text}");
        }
        assert!(found("What nobody in the whole office ever says: x").is_empty());
        assert!(found("> Leslie Says: No.\n\n- Thom Says: x").is_empty());
    }
}
