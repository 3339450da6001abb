//! Names in two letters.

/// The first letters of the first and the last word of a name.
pub fn monogram(name: &str) -> String {
    let initial = |word: &str| word.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string());
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => initial(only).unwrap_or_default(),
        [first, .., last] => format!("{}{}", initial(first).unwrap_or_default(), initial(last).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monograms_have_two_letters_at_most() {
        assert_eq!(monogram("Leslie Morris"), "LM");
        assert_eq!(monogram("Anna Maria van der Berg"), "AB");
        assert_eq!(monogram("dale"), "D");
        assert_eq!(monogram("“Ж”"), "Ж");
        assert_eq!(monogram(""), "");
    }
}
