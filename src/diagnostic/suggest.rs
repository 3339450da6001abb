//! "Did you mean": the nearest of some known words.

use std::collections::BTreeMap;

/// The longest word, in characters, for which a near one is looked for: nobody slips once in a text of a page.
const LONGEST: usize = 200;

/// The most words that one word is compared with letter by letter. The others are so unlike it that it shows in their
/// length and in the letters that they have, but for words that somebody made to look alike.
const MOST: usize = 100;

/// How many counters the letters of a word are counted in.
const COUNTERS: usize = 32;

/// The candidate nearest to `word`, if it is near enough to be a slip of the fingers; of several, the first.
///
/// Case is ignored. Near enough is a distance of at most a third of the word's length, and three at most, where a letter
/// too many, too few or another, and two letters that changed places, count one (optimal string alignment).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = Word::new(word)?;
    let candidates: Vec<(&str, Word)> =
        candidates.into_iter().filter_map(|candidate| Some((candidate, Word::new(candidate)?))).collect();
    let words = candidates.iter().enumerate().map(|(place, (_, other))| (place, other));
    let (_, place) = nearest_of(&word, words)?;
    candidates.get(place).map(|(candidate, _)| *candidate)
}

/// The distance and the place of the nearest of some words with their places; of several, the first.
fn nearest_of<'w>(word: &Word, others: impl Iterator<Item = (usize, &'w Word)>) -> Option<(usize, usize)> {
    let limit = limit(word);
    let alike = others.filter_map(|(place, other)| Some((word.least_distance(other, limit)?, place, other)));
    let mut alike: Vec<(usize, usize, &Word)> = alike.collect();
    alike.sort_unstable_by_key(|(least, place, _)| (*least, *place));
    let mut best: Option<(usize, usize)> = None;
    for (least, place, other) in alike.into_iter().take(MOST) {
        if best.is_some_and(|(distance, _)| distance < least) {
            break;
        }
        let found = distance(&word.letters, &other.letters, limit).map(|distance| (distance, place));
        best = best.into_iter().chain(found).min();
    }
    best
}

/// Words among which near ones are looked for again and again; looking finds what [`nearest`] finds.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    texts: Vec<String>,
    /// The words by their numbers of characters, each with its place among the texts.
    by_length: BTreeMap<usize, Vec<(usize, Word)>>,
}

impl Vocabulary {
    /// Some words; of those that are equally near, the first is preferred.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut vocabulary = Self::default();
        for word in words {
            vocabulary.add(word);
        }
        vocabulary
    }

    /// Adds a word.
    pub fn add(&mut self, text: String) {
        if let Some(word) = Word::new(&text) {
            self.by_length.entry(word.letters.len()).or_default().push((self.texts.len(), word));
        }
        self.texts.push(text);
    }

    /// The word nearest to `word`, if it is near enough to be a slip of the fingers.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        self.nearest_place(word, |_| true).and_then(|(_, place)| self.texts.get(place)).map(String::as_str)
    }

    /// The distance, and the place among the words, of the nearest one whose place may be taken.
    pub fn nearest_place(&self, word: &str, may_be: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
        let word = Word::new(word)?;
        let (limit, length) = (limit(&word), word.letters.len());
        let near = self.by_length.range(length.saturating_sub(limit)..=length + limit).flat_map(|(_, words)| words);
        nearest_of(&word, near.map(|(place, other)| (*place, other)).filter(|(place, _)| may_be(*place)))
    }
}

/// How far from a word another one may be.
fn limit(word: &Word) -> usize {
    (word.letters.len() / 3).clamp(1, 3)
}

/// A word in the form in which it is compared.
#[derive(Debug, Clone)]
struct Word {
    letters: Box<[char]>,
    /// How many of each kind of letters it has.
    counts: [u8; COUNTERS],
}

impl Word {
    /// A word, unless it is so long that it is none.
    fn new(text: &str) -> Option<Self> {
        // A character has at most four bytes.
        if text.len() > 4 * LONGEST {
            return None;
        }
        let letters: Box<[char]> = text.chars().flat_map(char::to_lowercase).collect();
        let mut counts = [0_u8; COUNTERS];
        for letter in &letters {
            if let Some(count) = counts.get_mut(u32::from(*letter) as usize % COUNTERS) {
                *count = count.saturating_add(1);
            }
        }
        (letters.len() <= LONGEST).then_some(Self { letters, counts })
    }

    /// What the distance is at least by the letters of both, if that is no more than `limit`: each step takes one letter
    /// away and adds one, at most.
    fn least_distance(&self, other: &Self, limit: usize) -> Option<usize> {
        let pairs = || self.counts.iter().zip(&other.counts);
        let missing: usize = pairs().map(|(own, other)| usize::from(own.saturating_sub(*other))).sum();
        let added: usize = pairs().map(|(own, other)| usize::from(other.saturating_sub(*own))).sum();
        let least = missing.max(added).max(self.letters.len().abs_diff(other.letters.len()));
        (least <= limit).then_some(least)
    }
}

/// The distance of two words, if it is no more than `limit`. Only the cells of the table that near words can come
/// through are looked at, so that the time grows with the length and not with its square.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let far = limit + 1;
    let mut before: Vec<usize> = vec![far; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).map(|column| column.min(far)).collect();
    for (row, letter) in a.iter().enumerate() {
        let mut now = vec![far; b.len() + 1];
        if let Some(first) = now.first_mut() {
            *first = (row + 1).min(far);
        }
        let from = row.saturating_sub(limit);
        for (column, other) in b.iter().enumerate().take(row + limit + 1).skip(from) {
            let cell = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(far);
            let mut best = cell(&last, column) + usize::from(letter != other);
            best = best.min(cell(&last, column + 1) + 1).min(cell(&now, column) + 1);
            let is_swapped =
                row > 0 && column > 0 && a.get(row - 1) == Some(other) && b.get(column - 1) == Some(letter);
            if is_swapped {
                best = best.min(cell(&before, column - 1) + 1);
            }
            if let Some(cell) = now.get_mut(column + 1) {
                *cell = best.min(far);
            }
        }
        before = std::mem::replace(&mut last, now);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

/// The most words that one sentence lists.
const LISTED: usize = 100;

/// Words as they stand in a sentence: `a`, `a or b`, `a, b or c`, each in backquotes; of very many, the first.
pub fn list_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut words = words.into_iter();
    let mut quoted: Vec<String> = words.by_ref().take(LISTED).map(|word| format!("`{word}`")).collect();
    let more = words.count();
    if more > 0 {
        quoted.push(format!("{more} more"));
    }
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [all_but_last @ .., last] => format!("{} or {last}", all_but_last.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_finds_none() {
        let keys = ["title", "date", "tags"];
        let vocabulary = Vocabulary::new(keys.map(str::to_owned));
        for (word, near) in [("titel", Some("title")), ("Dtae", Some("date")), ("weather", None), ("", None)] {
            assert_eq!(nearest(word, keys), near);
            assert_eq!(vocabulary.nearest(word), near);
        }
    }

    #[test]
    fn each_slip_counts_one_and_three_are_too_many_for_a_short_word() {
        let between = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|text| text.chars().collect::<Vec<_>>());
            distance(&a, &b, 3)
        };
        for (a, b, expected) in [
            ("abc", "abc", Some(0)),
            ("abc", "acb", Some(1)),
            ("abc", "ab", Some(1)),
            ("abc", "xabc", Some(1)),
            ("abc", "", Some(3)),
            ("", "abc", Some(3)),
            ("kitten", "sitting", Some(3)),
            ("leslei says", "lesile says", Some(2)),
            ("abcdef", "ghijkl", None),
        ] {
            assert_eq!(between(a, b), expected, "{a} {b}");
            assert_eq!(between(b, a), expected, "{b} {a}");
        }
        assert_eq!(nearest("lsot", ["lost", "last", "list"]), Some("lost"));
    }

    #[test]
    fn of_equally_near_words_the_first_is_meant() {
        let words = ["cart", "card", "care"];
        assert_eq!(nearest("carx", words), Some("cart"));
        assert_eq!(Vocabulary::new(words.map(str::to_owned)).nearest("carx"), Some("cart"));
    }

    #[test]
    fn a_text_of_a_page_is_no_slip() {
        let page = "x".repeat(1 << 20);
        assert_eq!(nearest(&page, ["title"]), None);
        assert_eq!(nearest("title", [page.as_str()]), None);
        assert_eq!(Vocabulary::new([page.clone()]).nearest(&page), None);
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list_of(["a"]), "`a`");
        assert_eq!(list_of(["a", "b", "c"]), "`a`, `b` or `c`");
        let many = list_of(std::iter::repeat_n("a", 5_000));
        assert!(many.len() < 1_000 && many.ends_with("`a` or 4900 more"));
    }
}
