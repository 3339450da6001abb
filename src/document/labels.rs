//! The labels that start sections.
//!
//! A post may have very many lines and a site very many voices, so no label is looked for from the first to the last:
//! all are found by their keys.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::config::SectionLabels;
use crate::diagnostic::{Code, Diagnostic, Vocabulary};

use super::excerpt::excerpt;
use super::front_matter::FrontMatter;
use super::model::{SectionKind, Voice};

/// The most labels of one voice.
pub(super) const MOST_LABELS: usize = 100;

/// The longest label in characters: how far into a line its colon may be.
pub(super) const LONGEST_LABEL: usize = 200;

impl Voice {
    /// The form in which a label is compared with others.
    pub fn compared(label: &str) -> String {
        normal(label)
    }
}

/// The whole name and the first name of a voice in the compared form.
pub(super) fn names(voice: &Voice) -> [String; 2] {
    [normal(&voice.name), normal(first_name(&voice.name))]
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

/// Reports labels of a voice that are too many, or too long to be labels. `range` is where they stand.
pub(super) fn report_labels(labels: &[String], range: &Range<usize>, report: &mut FrontMatter<'_>) {
    if labels.len() > MOST_LABELS {
        report.push(Diagnostic::error(
            Code::TooLarge,
            report.span(range.clone()),
            format!("these are {} labels of one voice, and there may be {MOST_LABELS}", labels.len()),
            "keep those with which takes begin",
        ));
    }
    if let Some(long) = labels.iter().find(|label| label.chars().count() > LONGEST_LABEL) {
        report.push(Diagnostic::error(
            Code::TooLarge,
            report.span(range.clone()),
            format!("the label `{}` is longer than {LONGEST_LABEL} characters", excerpt(long)),
            "write a label as it stands before a take, such as `Leslie Says`",
        ));
    }
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
    /// The site's labels, and those of a post's guests; of two equal ones the first wins.
    layers: Vec<Arc<Layer>>,
    /// Those of the site's labels that start comments.
    comments: Arc<Layer>,
    is_for_notes: bool,
}

/// Labels that were declared together.
#[derive(Debug, Default)]
struct Layer {
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
    /// The keys, for finding one that is near.
    keys: Vocabulary,
    longest: usize,
    /// The numbers of characters that the labels of updates have.
    update_lengths: BTreeSet<usize>,
    voices: Vec<Voice>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_first_name: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// In the form that is compared.
    key: String,
    /// As declared, for messages.
    shown: String,
    meaning: Meaning,
}

impl Layer {
    fn of_voices<'v>(voices: impl IntoIterator<Item = &'v Voice>) -> Self {
        let mut layer = Self::default();
        for voice in voices {
            layer.add_voice(voice);
        }
        layer
    }

    fn add_voice(&mut self, voice: &Voice) {
        for label in &voice.labels {
            self.add(label, Meaning { kind: SectionKind::Take, voice: Some(voice.id.clone()) });
        }
        let place = self.voices.len();
        let [name, first] = names(voice);
        self.by_id.entry(voice.id.clone()).or_insert(place);
        self.by_first_name.entry(first.clone()).or_insert(place);
        for name in [name, first] {
            self.by_name.entry(name).or_insert(place);
        }
        self.voices.push(voice.clone());
    }

    fn add(&mut self, label: &str, meaning: Meaning) {
        let key = normal(label);
        let length = key.chars().count();
        // One that is too long is reported where it is declared.
        if key.is_empty() || length > LONGEST_LABEL || self.by_key.contains_key(&key) {
            return;
        }
        if meaning.kind == SectionKind::Update {
            self.update_lengths.insert(length);
        }
        // Capitals may have more bytes.
        let written: usize = bare(label).split_whitespace().map(|word| word.len() + 1).sum();
        self.longest = self.longest.max(key.len()).max(written);
        self.by_key.insert(key.clone(), self.entries.len());
        self.keys.add(key.clone());
        self.entries.push(Entry { key, shown: shown(label), meaning });
    }

    /// The first of the entries whose keys are among these, and which are right.
    fn first<'k>(&self, keys: impl Iterator<Item = &'k str>, is_right: impl Fn(&Entry) -> bool) -> Option<&Entry> {
        let places = keys.filter_map(|key| self.by_key.get(key).copied());
        let right = places.filter(|place| self.entries.get(*place).is_some_and(&is_right));
        right.min().and_then(|place| self.entries.get(place))
    }
}

impl LabelTable {
    /// The labels of the fixed kinds and of some voices; the first of two equal ones wins.
    pub fn new<'v>(fixed: &SectionLabels, voices: impl Iterator<Item = &'v Voice>) -> Self {
        let mut layer = Layer::default();
        for (labels, kind) in [
            (&fixed.dilemma, SectionKind::Dilemma),
            (&fixed.conclusion, SectionKind::Conclusion),
            (&fixed.update, SectionKind::Update),
            (&fixed.comments, SectionKind::Comments),
        ] {
            for label in labels {
                layer.add(label, Meaning { kind, voice: None });
            }
        }
        let mut comments = Layer::default();
        for entry in layer.entries.iter().filter(|entry| entry.meaning.kind == SectionKind::Comments) {
            comments.add(&entry.shown, entry.meaning.clone());
        }
        for voice in voices {
            layer.add_voice(voice);
        }
        Self { layers: vec![Arc::new(layer)], comments: Arc::new(comments), is_for_notes: false }
    }

    /// The same labels and those of a post's guests.
    pub(super) fn with_guests(&self, guests: &[Voice]) -> Self {
        let mut table = self.clone();
        table.layers.push(Arc::new(Layer::of_voices(guests)));
        table
    }

    /// Only the labels of the comments, for a post that is no column.
    pub(super) fn comments_only(&self) -> Self {
        let comments = Arc::clone(&self.comments);
        Self { layers: vec![Arc::clone(&comments)], comments, is_for_notes: true }
    }

    /// Whether the post is no column, so that its headings are just headings.
    pub(super) fn is_for_notes(&self) -> bool {
        self.is_for_notes
    }

    fn find(&self, key: &str) -> Option<&Entry> {
        self.layers.iter().find_map(|layer| layer.by_key.get(key).and_then(|place| layer.entries.get(*place)))
    }

    /// The voice at a place that is looked up in each layer.
    fn voice(&self, place: impl Fn(&Layer) -> Option<usize>) -> Option<&Voice> {
        self.layers.iter().find_map(|layer| place(layer).and_then(|place| layer.voices.get(place)))
    }

    fn longest(&self) -> usize {
        self.layers.iter().map(|layer| layer.longest).max().unwrap_or(0)
    }

    /// The number of bytes within which a run-in label's colon must stand; an update may have a date before it.
    pub(super) fn reach(&self) -> usize {
        self.longest() + 48
    }

    /// What a label starts; the second part is what follows the word of an update, such as its date.
    pub(super) fn meaning<'t>(&self, text: &'t str) -> Option<(Meaning, &'t str)> {
        if let Some(entry) = self.find(&normal(text)) {
            return Some((entry.meaning.clone(), ""));
        }
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.layers.iter().find_map(|layer| {
            let of_length = |length: &usize| {
                let (key, rest) = dated(text, *length).filter(|(key, _)| key.chars().count() == *length)?;
                let place = *layer.by_key.get(&key)?;
                let is_update = |entry: &&Entry| entry.meaning.kind == SectionKind::Update;
                let entry = layer.entries.get(place).filter(is_update)?;
                Some((place, entry.meaning.clone(), rest))
            };
            let found = layer.update_lengths.iter().filter_map(of_length).min_by_key(|(place, ..)| *place);
            found.map(|(_, meaning, rest)| (meaning, rest))
        })
    }

    /// What a heading, or the opening of a paragraph, was probably meant to be.
    pub(super) fn guess(&self, text: &str) -> Option<Guess<'_>> {
        let key = normal(text);
        if key.chars().count() < 4 || key.len() > self.longest() + 4 {
            return None;
        }
        if let Some(voice) = self.voice(|layer| layer.by_name.get(&key).copied()) {
            return Some(Guess::Named(voice));
        }
        // Whoever is named at the beginning is meant, whatever another voice's label looks like.
        let openings = || key.match_indices([' ', '\'']).filter_map(|(at, _)| key.get(..at));
        let speaks = |layer: &Layer| openings().filter_map(|first| layer.by_first_name.get(first).copied()).min();
        let speaker = self.voice(speaks).filter(|_| key.split(' ').count() <= 4);
        let near = self.near(&key).or_else(|| self.inside(&key));
        match (near, speaker) {
            (Some(entry), Some(voice)) if entry.meaning.voice.as_ref() == Some(&voice.id) => {
                Some(Guess::Slip(&entry.shown))
            }
            (_, Some(voice)) if has_form_of_take(&key) || near.is_some() => Some(Guess::Undeclared(voice)),
            (Some(entry), _) => Some(Guess::Slip(&entry.shown)),
            (None, _) => has_form_of_take(&key).then_some(Guess::Stranger),
        }
    }

    /// The label that is nearest to a key, if it is near enough to be a slip of the fingers.
    fn near(&self, key: &str) -> Option<&Entry> {
        let near = self.layers.iter().filter_map(|layer| {
            let (distance, place) = layer.keys.nearest_place(key, |_| true)?;
            Some((distance, layer.entries.get(place)?))
        });
        near.min_by_key(|(distance, _)| *distance).map(|(_, entry)| entry)
    }

    /// The label that a key has at its beginning or end, apart from the rest: `first letter: the dilemma`.
    fn inside(&self, key: &str) -> Option<&Entry> {
        let cuts: Vec<(&str, &str)> =
            key.char_indices().skip(1).filter_map(|(at, _)| key.split_at_checked(at)).collect();
        let is_apart = |rest: &str| !rest.trim().starts_with(char::is_alphanumeric);
        let ends = |before: &str| before.trim_end().ends_with([':', '–', '—', '-', ',']);
        let starts = cuts.iter().filter(|(_, rest)| is_apart(rest)).map(|(label, _)| *label);
        let labels: Vec<&str> =
            starts.chain(cuts.iter().filter(|(before, _)| ends(before)).map(|(_, label)| *label)).collect();
        self.layers.iter().find_map(|layer| layer.first(labels.iter().copied(), |_| true))
    }

    /// A label at the beginning of a text that goes on after a dash, or for a voice's label after a comma or full stop,
    /// where a colon was probably meant.
    pub(super) fn without_colon(&self, text: &str) -> Option<&str> {
        // A label and a sign after it are all that can matter of a long paragraph, and most paragraphs have no such sign.
        let head = text.char_indices().nth(self.longest() + 4).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
        if !head.contains(['–', '—', '-', ',', '.']) {
            return None;
        }
        let key = normal(head);
        let signs = |at: usize| key.get(at..).map_or("", str::trim_start);
        let is_sign = |at: usize| signs(at).starts_with(['–', '—', '-', ',', '.']);
        let labels: Vec<&str> =
            key.char_indices().filter(|(at, _)| is_sign(*at)).filter_map(|(at, _)| key.get(..at)).collect();
        let is_cut = |entry: &Entry| {
            let rest = signs(entry.key.len());
            rest.starts_with(['–', '—', '-']) || (entry.meaning.voice.is_some() && rest.starts_with([',', '.']))
        };
        let entry = self.layers.iter().find_map(|layer| layer.first(labels.iter().copied(), is_cut))?;
        Some(&entry.shown)
    }

    /// Whether there is a voice with this id.
    pub(super) fn knows_voice(&self, id: &str) -> bool {
        self.layers.iter().any(|layer| layer.by_id.contains_key(id))
    }
}

/// Whether a text in the compared form reads like the label of a take: `priya says`, `kate's answer`.
fn has_form_of_take(key: &str) -> bool {
    let is_name = |name: &str| (1..=3).contains(&name.split_whitespace().count());
    let verbs = [" says", " said", " answers", " replies", " replied", " responds", " responded", " again"];
    let nouns = ["'s answer", "'s view", "'s take"];
    verbs.iter().chain(&nouns).any(|end| key.strip_suffix(end).is_some_and(is_name))
}

/// The first characters of a label that may be the word for an update, in the compared form, and the rest where that can
/// be a date: `, 5.19.12`.
fn dated(text: &str, length: usize) -> Option<(String, &str)> {
    let text = text.trim();
    let head = text.char_indices().nth(length).map(|(at, _)| at)?;
    let (word, rest) = text.split_at_checked(head)?;
    let trimmed = rest.trim_start_matches([',', ' ', '(', '–', '—', '-', '·', '[']);
    let is_apart = rest.len() > trimmed.len();
    let is_dated = is_apart && trimmed.chars().any(|c| c.is_ascii_digit());
    is_dated.then(|| (normal(word), trimmed.trim_end_matches([')', ']', ' ', ':'])))
}

/// The form in which labels are compared: lower case, straight apostrophes, single spaces, without emphasis and colon.
pub(super) fn normal(label: &str) -> String {
    let mut text = String::with_capacity(label.len());
    for word in bare(label).split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        if word.is_ascii() {
            let start = text.len();
            text.push_str(word);
            text.get_mut(start..).into_iter().for_each(str::make_ascii_lowercase);
            continue;
        }
        text.extend(word.chars().map(|c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { lower(c) }));
    }
    text
}

/// The lower case of a character, which is one: the dot above the `i` of `İ` is none of its own here, as in Turkish.
fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// A label as declared, without the emphasis and the colon around it.
pub(super) fn shown(label: &str) -> String {
    bare(label).to_owned()
}

fn bare(label: &str) -> &str {
    label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '：'))
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

    fn fixed(update: &str) -> SectionLabels {
        SectionLabels {
            dilemma: vec!["The Dilemma".to_owned()],
            conclusion: vec!["The Conclusion".to_owned()],
            update: vec![update.to_owned()],
            comments: vec!["Comments".to_owned()],
        }
    }

    fn table() -> LabelTable {
        let voices = [voice("leslie", "Leslie Morris", &[]), voice("jt", "J.T. Dale", &["J.T.", "Her view"])];
        LabelTable::new(&fixed("Update"), voices.iter())
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
    fn a_label_is_as_long_in_either_case() {
        for letter in ["İ", "ẞ", "Ⱥ", "\u{212a}"] {
            let label = letter.repeat(LONGEST_LABEL);
            let table = LabelTable::new(&fixed(&format!("{letter}x")), [voice("a", "A", &[&label])].iter());
            assert!(label.len() <= table.reach(), "{letter}");
            let voice = |text: &str| table.meaning(text).and_then(|(meaning, _)| meaning.voice);
            assert_eq!(voice(&label).as_deref(), Some("a"), "{letter}");
            assert_eq!(
                table.meaning(&format!("{letter}X, 5.19.12")).map(|(_, rest)| rest),
                Some("5.19.12"),
                "{letter}"
            );
        }
        let turkish = LabelTable::new(&fixed("Update"), [voice("a", "A", &["İpek diyor"])].iter());
        assert!(turkish.meaning("ipek diyor").is_some() && turkish.meaning("İPEK DİYOR").is_some());
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
