//! The labels that start sections.

use crate::config::SectionLabels;
use crate::diagnostic::nearest;

use super::model::{SectionKind, Voice};

impl Voice {
    /// The form in which a label is compared with others.
    pub fn compared(label: &str) -> String {
        normal(label)
    }
}

/// The authors as posts need to know them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voices(Vec<Voice>);

impl Voices {
    /// The voices of a site's authors.
    pub fn new(voices: Vec<Voice>) -> Self {
        Self(voices)
    }

    /// The voice with this name, or with this first name, whatever the case.
    pub(super) fn named(&self, name: &str) -> Option<&Voice> {
        let key = normal(name);
        self.0.iter().find(|voice| normal(&voice.name) == key || normal(first_name(&voice.name)) == key)
    }

    /// Each voice.
    pub fn iter(&self) -> impl Iterator<Item = &Voice> {
        self.0.iter()
    }
}

/// The labels of a voice that declares none: `{name} Says`, `Said`, `Answers`, `’s Answer` and `’s View`, with the
/// first name and with the whole name.
pub fn default_labels(name: &str) -> Vec<String> {
    let first = first_name(name);
    let names = if first == name { vec![name] } else { vec![first, name] };
    names
        .into_iter()
        .flat_map(|name| {
            let possessive = |word: &str| format!("{name}’s {word}");
            [
                format!("{name} Says"),
                format!("{name} Said"),
                format!("{name} Answers"),
                possessive("Answer"),
                possessive("View"),
            ]
        })
        .collect()
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// The labels that a file declares, without the emphasis and colons that they may be written with; the default ones
/// where it declares none.
pub(super) fn declared(labels: &[String], name: &str) -> Vec<String> {
    let declared: Vec<String> = labels.iter().map(|label| shown(label)).filter(|label| !label.is_empty()).collect();
    if declared.is_empty() { default_labels(name) } else { declared }
}

/// What a label starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) kind: SectionKind,
    pub(super) voice: Option<String>,
}

/// What a text that is no label was probably meant to be.
#[derive(Debug, PartialEq)]
pub(super) enum Guess<'a> {
    /// A slip of the fingers in this label.
    Slip(&'a str),
    /// A form that this voice would have without labels of its own.
    Undeclared(&'a Voice),
    /// Only the name of this voice, which is a label where it is declared.
    Named(&'a Voice),
    /// The form of a label, by somebody who is no voice of this post.
    Stranger,
}

/// All labels that start a section.
#[derive(Debug, Clone, Default)]
pub struct LabelTable {
    entries: Vec<Entry>,
    voices: Vec<Voice>,
    longest: usize,
    is_for_notes: bool,
}

#[derive(Debug, Clone)]
struct Entry {
    /// In the form that is compared.
    key: String,
    /// As declared, for messages.
    shown: String,
    meaning: Meaning,
}

impl LabelTable {
    /// The labels of the fixed kinds and of some voices; the first of two equal ones wins.
    pub fn new<'v>(fixed: &SectionLabels, voices: impl Iterator<Item = &'v Voice>) -> Self {
        let mut table = Self::default();
        for (labels, kind) in [
            (&fixed.dilemma, SectionKind::Dilemma),
            (&fixed.conclusion, SectionKind::Conclusion),
            (&fixed.update, SectionKind::Update),
            (&fixed.comments, SectionKind::Comments),
        ] {
            for label in labels {
                table.add(label, Meaning { kind, voice: None });
            }
        }
        for voice in voices {
            table.add_voice(voice);
        }
        table
    }

    /// The same labels and those of a post's guests.
    pub(super) fn with_guests(&self, guests: &[Voice]) -> Self {
        let mut table = self.clone();
        for guest in guests {
            table.add_voice(guest);
        }
        table
    }

    /// Only the labels of the comments, for a post that is no column.
    pub(super) fn comments_only(&self) -> Self {
        let mut table = self.clone();
        table.entries.retain(|entry| entry.meaning.kind == SectionKind::Comments);
        table.voices.clear();
        table.is_for_notes = true;
        table
    }

    /// Whether the post is no column, so that its headings are just headings.
    pub(super) fn is_for_notes(&self) -> bool {
        self.is_for_notes
    }

    fn add_voice(&mut self, voice: &Voice) {
        for label in &voice.labels {
            self.add(label, Meaning { kind: SectionKind::Take, voice: Some(voice.id.clone()) });
        }
        self.voices.push(voice.clone());
    }

    fn add(&mut self, label: &str, meaning: Meaning) {
        let key = normal(label);
        if !key.is_empty() && self.find(&key).is_none() {
            self.longest = self.longest.max(key.len());
            self.entries.push(Entry { key, shown: shown(label), meaning });
        }
    }

    fn find(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The number of bytes within which a run-in label's colon must stand; an update may have a date before it.
    pub(super) fn reach(&self) -> usize {
        self.longest + 48
    }

    /// What a label starts; the second part is what follows the word of an update, such as its date.
    pub(super) fn meaning<'t>(&self, text: &'t str) -> Option<(Meaning, &'t str)> {
        let key = normal(text);
        if let Some(entry) = self.find(&key) {
            return Some((entry.meaning.clone(), ""));
        }
        let mut updates = self.entries.iter().filter(|entry| entry.meaning.kind == SectionKind::Update);
        updates.find_map(|entry| Some((entry.meaning.clone(), after_update(text, &entry.key)?)))
    }

    /// What a heading, or the opening of a paragraph, was probably meant to be.
    pub(super) fn guess(&self, text: &str) -> Option<Guess<'_>> {
        let key = normal(text);
        if key.chars().count() < 4 || key.len() > self.longest + 4 {
            return None;
        }
        let is_named = |voice: &&Voice| [first_name(&voice.name), &voice.name].iter().any(|name| normal(name) == key);
        if let Some(voice) = self.voices.iter().find(is_named) {
            return Some(Guess::Named(voice));
        }
        // Whoever is named at the beginning is meant, whatever another voice's label looks like.
        let speaks = |voice: &&Voice| {
            let first = normal(first_name(&voice.name));
            key.strip_prefix(&first).is_some_and(|rest| rest.starts_with([' ', '\'']))
        };
        let speaker = self.voices.iter().find(speaks).filter(|_| key.split(' ').count() <= 4);
        let near = nearest(&key, self.entries.iter().map(|entry| entry.key.as_str()));
        let near = near
            .and_then(|near| self.find(near))
            .or_else(|| self.entries.iter().find(|entry| contains(&key, &entry.key)));
        match (near, speaker) {
            (Some(entry), Some(voice)) if entry.meaning.voice.as_ref() == Some(&voice.id) => {
                Some(Guess::Slip(&entry.shown))
            }
            (_, Some(voice)) if has_form_of_take(&key) || near.is_some() => Some(Guess::Undeclared(voice)),
            (Some(entry), _) => Some(Guess::Slip(&entry.shown)),
            (None, _) => has_form_of_take(&key).then_some(Guess::Stranger),
        }
    }

    /// A label at the beginning of a text that goes on after a dash, or for a voice's label after a comma or full stop,
    /// where a colon was probably meant.
    pub(super) fn without_colon(&self, text: &str) -> Option<&str> {
        // A label and a sign after it are all that can matter of a long paragraph, and most paragraphs have no such sign.
        let head = text.char_indices().nth(self.longest + 4).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
        if !head.contains(['–', '—', '-', ',', '.']) {
            return None;
        }
        let key = normal(head);
        let entry = self.entries.iter().find(|entry| {
            let rest = key.strip_prefix(&entry.key).map(str::trim_start);
            let is_voice = entry.meaning.voice.is_some();
            rest.is_some_and(|rest| rest.starts_with(['–', '—', '-']) || (is_voice && rest.starts_with([',', '.'])))
        })?;
        Some(&entry.shown)
    }

    /// Whether there is a voice with this id.
    pub(super) fn knows_voice(&self, id: &str) -> bool {
        self.voices.iter().any(|voice| voice.id == id)
    }
}

/// Whether a text has a label at its beginning or end, apart from the rest: `first letter: the dilemma`.
fn contains(key: &str, label: &str) -> bool {
    let is_apart = |rest: &str| !rest.is_empty() && !rest.trim().starts_with(char::is_alphanumeric);
    let ends = key.strip_suffix(label).is_some_and(|rest| rest.trim_end().ends_with([':', '–', '—', '-', ',']));
    ends || key.strip_prefix(label).is_some_and(is_apart)
}

/// Whether a text in the compared form reads like the label of a take: `priya says`, `kate's answer`.
fn has_form_of_take(key: &str) -> bool {
    let is_name = |name: &str| (1..=3).contains(&name.split_whitespace().count());
    let verbs = [" says", " said", " answers", " replies", " replied", " responds", " responded", " again"];
    let nouns = ["'s answer", "'s view", "'s take"];
    verbs.iter().chain(&nouns).any(|end| key.strip_suffix(end).is_some_and(is_name))
}

/// The rest of a label that begins with the word for an update, where the rest can be a date: `, 5.19.12`.
fn after_update<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let text = text.trim();
    let head = text.char_indices().nth(key.chars().count()).map(|(at, _)| at)?;
    let (word, rest) = text.split_at_checked(head)?;
    if normal(word) != key {
        return None;
    }
    let trimmed = rest.trim_start_matches([',', ' ', '(', '–', '—', '-', '·', '[']);
    let is_apart = rest.len() > trimmed.len();
    let dated = trimmed.chars().any(|c| c.is_ascii_digit());
    (is_apart && dated).then(|| trimmed.trim_end_matches([')', ']', ' ', ':']))
}

/// The form in which labels are compared: lower case, straight apostrophes, single spaces, without emphasis and colon.
fn normal(label: &str) -> String {
    let mut text = String::with_capacity(label.len());
    for word in shown(label).split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        if word.is_ascii() {
            text.push_str(&word.to_ascii_lowercase());
            continue;
        }
        text.extend(
            word.chars().flat_map(char::to_lowercase).map(|c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c }),
        );
    }
    text
}

/// A label as declared, without the emphasis and the colon around it.
pub(super) fn shown(label: &str) -> String {
    label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '：')).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Fragment;

    fn voice(id: &str, name: &str, labels: &[&str]) -> Voice {
        let labels =
            if labels.is_empty() { default_labels(name) } else { labels.iter().map(|l| (*l).to_owned()).collect() };
        Voice { id: id.to_owned(), name: name.to_owned(), labels, bio: Fragment::default(), file: format!("{id}.md") }
    }

    fn table() -> LabelTable {
        let fixed = SectionLabels {
            dilemma: vec!["The Dilemma".to_owned()],
            conclusion: vec!["The Conclusion".to_owned()],
            update: vec!["Update".to_owned()],
            comments: vec!["Comments".to_owned()],
        };
        let voices = [voice("leslie", "Leslie Morris", &[]), voice("jt", "J.T. Dale", &["J.T.", "Her view"])];
        LabelTable::new(&fixed, voices.iter())
    }

    fn voice_of(text: &str) -> Option<String> {
        table().meaning(text).and_then(|(meaning, _)| meaning.voice)
    }

    #[test]
    fn case_emphasis_colon_and_apostrophes_do_not_matter() {
        for text in [
            "Leslie Says",
            "LESLIE SAYS:",
            "**Leslie  says:**",
            "leslie's answer",
            "Leslie Morris’s View",
            " Leslie Says : ",
        ] {
            assert_eq!(voice_of(text).as_deref(), Some("leslie"), "{text}");
        }
        assert_eq!(voice_of("j.t.:").as_deref(), Some("jt"));
        assert_eq!(voice_of("HER VIEW").as_deref(), Some("jt"));
    }

    #[test]
    fn a_name_alone_is_no_label() {
        assert_eq!(voice_of("Leslie:"), None);
        assert!(matches!(table().guess("Leslie"), Some(Guess::Named(voice)) if voice.id == "leslie"));
    }

    #[test]
    fn an_update_may_have_its_date() {
        let table = table();
        assert_eq!(table.meaning("Update, 5.19.12:").map(|(_, rest)| rest), Some("5.19.12"));
        assert_eq!(table.meaning("UPDATE (May 2012)").map(|(_, rest)| rest), Some("May 2012"));
        assert!(table.meaning("Updates").is_none());
        assert!(table.meaning("Update your profile").is_none());
    }

    #[test]
    fn slips_are_guessed_and_undeclared_forms_are_named() {
        let table = table();
        assert_eq!(table.guess("Leslei Says"), Some(Guess::Slip("Leslie Says")));
        assert_eq!(table.guess("The Concluson"), Some(Guess::Slip("The Conclusion")));
        assert!(matches!(table.guess("J.T. Says"), Some(Guess::Undeclared(voice)) if voice.id == "jt"));
        assert!(matches!(table.guess("LESLIE RESPONDS"), Some(Guess::Undeclared(voice)) if voice.id == "leslie"));
        assert_eq!(table.guess("First letter: The Dilemma"), Some(Guess::Slip("The Dilemma")));
        assert_eq!(table.without_colon("Leslie says – No."), Some("Leslie Says"));
        assert_eq!(table.without_colon("Update your profile."), None);
        assert_eq!(table.guess("A word on etiquette"), None);
        assert_eq!(table.guess("Priya Says"), Some(Guess::Stranger));
        assert_eq!(table.guess("What nobody in the office says"), None);
    }
}
