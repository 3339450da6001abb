//! "Did you mean": the nearest of some known words.

/// The candidate nearest to `word`, if it is near enough to be a slip of the fingers.
///
/// Case is ignored. Near enough is a Damerau–Levenshtein distance of at most a third of the word's length, and three
/// at most.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Words as they stand in a sentence: `a`, `a or b`, `a, b or c`, each in backquotes.
pub fn list_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
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
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Dtae", keys), Some("date"));
        assert_eq!(nearest("weather", keys), None);
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list_of(["a"]), "`a`");
        assert_eq!(list_of(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
