//! Texts that fit: cut into lines, or shortened.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fonts::{Ruler, spelled};

/// A text set in lines at one size.
#[derive(Debug, PartialEq)]
pub(super) struct Lines {
    pub(super) lines: Vec<String>,
    pub(super) size: f32,
}

/// More of a text has no room on a card, however small its letters.
const LONGEST: usize = 600;

/// More marks than any script puts on one letter would reach into the lines above.
const MOST_MARKS: usize = 4;

/// The text with only what the fonts have; signs that they lack, such as emoji, leave no gap.
pub(super) fn drawable(text: &str, ruler: &Ruler<'_>) -> String {
    let mut kept = String::new();
    let mut marks = 0;
    // Fonts have more letters with their marks than marks.
    for c in text.nfc().take(LONGEST) {
        let c = if c.is_whitespace() { ' ' } else { c };
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            continue;
        }
        kept.push_str(&spelled(c, &|part| ruler.has(part)).unwrap_or_default());
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sets a text in the largest of the sizes at which it fits; at the smallest it is cut off where it does not.
pub(super) fn fit(text: &str, ruler: &Ruler<'_>, sizes: &[f32], width: f32, most: impl Fn(f32) -> usize) -> Lines {
    let mut set = Lines { lines: Vec::new(), size: 0.0 };
    for size in sizes {
        let (lines, is_whole) = wrap(text, ruler, *size, width);
        let is_fitting = is_whole && lines.len() <= most(*size);
        set = Lines { lines, size: *size };
        if is_fitting {
            return set;
        }
    }
    let most = most(set.size).max(1);
    if set.lines.len() > most {
        set.lines.truncate(most);
        if let Some(last) = set.lines.last_mut() {
            *last = shortened(&format!("{last} …"), ruler, set.size, width);
        }
    }
    set
}

/// Cuts a text into lines; whether no word had to be broken.
fn wrap(text: &str, ruler: &Ruler<'_>, size: f32, width: f32) -> (Vec<String>, bool) {
    let mut lines = vec![String::new()];
    let mut is_whole = true;
    for piece in pieces(text) {
        let Some(line) = lines.last_mut() else { break };
        if ruler.width(&format!("{line}{}", piece.trim_end()), size) <= width {
            line.push_str(piece);
            continue;
        }
        if !line.is_empty() {
            lines.push(String::new());
        }
        if ruler.width(piece.trim_end(), size) <= width {
            if let Some(line) = lines.last_mut() {
                line.push_str(piece);
            }
            continue;
        }
        for c in piece.chars() {
            let Some(line) = lines.last_mut() else { break };
            let is_full = c != ' '
                && !line.is_empty()
                && !is_combining_mark(c)
                && ruler.width(&format!("{line}{c}-"), size) > width;
            if is_full {
                is_whole = false;
                if c.is_alphabetic() && line.ends_with(char::is_alphabetic) {
                    line.push('-');
                }
                lines.push(c.to_string());
            } else {
                line.push(c);
            }
        }
    }
    for line in &mut lines {
        *line = line.trim_end().to_owned();
    }
    lines.retain(|line| !line.is_empty());
    (lines, is_whole)
}

/// What a line may not break inside: a word with the space or hyphen behind it, or one character of a script that has no
/// spaces.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let is_end = match next {
            None => true,
            Some(' ') => false,
            // What closes belongs to what is closed.
            Some(next) => c == ' ' || matches!(c, '-' | '–' | '—' | '/') || (is_unspaced(c) && is_unspaced(next)),
        };
        if is_end {
            pieces.extend(text.get(start..end));
            start = end;
        }
    }
    pieces
}

/// Whether a line may break beside the character: Chinese and Japanese letters.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A text in one line, cut off with an ellipsis where it does not fit.
pub(super) fn shortened(text: &str, ruler: &Ruler<'_>, size: f32, width: f32) -> String {
    if ruler.width(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while !kept.is_empty() && ruler.width(&format!("{}…", kept.trim_end()), size) > width {
        kept.pop();
    }
    format!("{}…", kept.trim_end_matches([' ', ',', '…', '-']))
}

/// The largest of the sizes at which a text fits in one line, and the text cut off at the smallest.
pub(super) fn one_line(text: &str, ruler: &Ruler<'_>, sizes: &[f32], width: f32) -> (String, f32) {
    let fitting = sizes.iter().copied().find(|size| ruler.width(text, *size) <= width);
    let size = fitting.or_else(|| sizes.last().copied()).unwrap_or(0.0);
    (shortened(text, ruler, size, width), size)
}

/// Whether a text is read from right to left: by its first letter.
pub(super) fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(is_of_right_to_left)
}

/// Whether a character is of a script that is read from right to left.
pub(super) fn is_of_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::super::fonts::{Face, Fonts};
    use super::*;

    #[test]
    fn lines_break_between_words_and_long_words_are_set_smaller() {
        let fonts = Fonts::new(None).unwrap();
        let ruler = Ruler::new(&fonts, Face::Serif);
        let set = |text: &str| fit(text, &ruler, &[80.0, 60.0, 40.0], 1000.0, |size| if size > 50.0 { 2 } else { 3 });
        assert!(set("Short").size > 79.0);
        let compound = set("Rindfleischetikettierungsüberwachung?");
        assert!(compound.lines.len() == 1 && compound.size < 41.0);
        let endless = set(&"x".repeat(2000));
        assert!(endless.lines.len() == 3 && endless.size < 41.0);
        assert!(endless.lines[2].ends_with('…'));
        for line in set(&"Ask him-or-her, “again”. ".repeat(9)).lines {
            assert!(ruler.width(&line, 40.0) <= 1000.0 && !line.starts_with(' ') && !line.ends_with(' '), "{line}");
        }
        assert_eq!(set("").lines, Vec::<String>::new());
    }

    #[test]
    fn what_the_fonts_lack_leaves_no_gap() {
        let fonts = Fonts::new(None).unwrap();
        let ruler = Ruler::new(&fonts, Face::Serif);
        assert_eq!(drawable("Yes 🎉 or\u{200d} no\u{ad}?", &ruler).replace('\u{ad}', ""), "Yes or no?");
    }

    #[test]
    fn marks_are_put_on_their_letters_and_never_pile_up() {
        let fonts = Fonts::new(None).unwrap();
        let ruler = Ruler::new(&fonts, Face::Serif);
        assert_eq!(drawable("e\u{301}", &ruler), "é");
        assert_eq!(drawable("Tiếng Việt", &ruler), "Tiê\u{301}ng Viê\u{323}t");
        assert_eq!(fonts.lacks("Tiếng Việt, re\u{301}sume\u{301}"), None);
        let piled = format!("a{}b", "\u{301}".repeat(99));
        assert!(drawable(&piled, &ruler).chars().count() <= 2 + MOST_MARKS);
    }
}
