//! Quotation marks that were typed straight: which way each turns, and what it is in the site's language.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::config::Quotes;

use super::events::Spanned;

/// Words that begin with an apostrophe.
const ELIDED: [&str; 8] = ["em", "n", "til", "tis", "twas", "twere", "twill", "twould"];

/// What stands between two lengths.
const TIMES: [&str; 3] = ["x", "×", "by"];

/// The most words, and the most marks, that are looked through for the end of a title that begins with a number.
const LONGEST_TITLE: usize = 8;

/// Words before what belongs to somebody, or to a year.
const OWNERS: [&str; 9] = ["the", "a", "my", "our", "your", "his", "her", "their", "of"];

/// Whether a text can have a mark at all.
pub(super) fn may_have(text: &str) -> bool {
    text.contains(['"', '\''])
}

/// What a straight mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Opening,
    Closing,
    Apostrophe,
    /// Feet or inches, which stay as they were typed.
    Measure,
}

/// A straight mark and what is around it.
#[derive(Debug, Clone, Copy)]
struct Mark<'s> {
    /// The place of its event.
    event: usize,
    is_double: bool,
    before: &'s str,
    behind: &'s str,
}

/// Gives the marks that were typed straight those of a language; curly ones that the author typed stay.
pub(super) fn set(events: &mut [Spanned<'_>], source: &str, quotes: &Quotes) {
    let mut marks: Vec<Mark<'_>> = Vec::new();
    let mut senses: Vec<(Mark<'_>, Sense)> = Vec::new();
    for (event, (shown, range)) in events.iter().enumerate() {
        match shown {
            Event::Text(shown) => marks.extend(typed(source, shown, range).map(|mark| Mark { event, ..mark })),
            Event::Start(tag) if super::inline::is_block(tag.to_end()) => turn(&mut marks, &mut senses),
            Event::End(tag) if super::inline::is_block(*tag) => turn(&mut marks, &mut senses),
            _ => {}
        }
    }
    turn(&mut marks, &mut senses);
    for (mark, sense) in senses {
        let sign = match (sense, mark.is_double) {
            (Sense::Opening, true) => quotes.double[0],
            (Sense::Closing, true) => quotes.double[1],
            (Sense::Opening, false) => quotes.single[0],
            (Sense::Closing, false) => quotes.single[1],
            (Sense::Apostrophe, _) => "’",
            (Sense::Measure, true) => "\"",
            (Sense::Measure, false) => "'",
        };
        if let Some((Event::Text(shown), _)) = events.get_mut(mark.event) {
            *shown = sign.into();
        }
    }
}

/// The mark that an event is, if it was typed straight and shown otherwise.
fn typed<'s>(source: &'s str, shown: &str, range: &Range<usize>) -> Option<Mark<'s>> {
    let is_set = matches!(shown, "“" | "”" | "‘" | "’");
    let is_double = match source.get(range.clone()).filter(|_| is_set)? {
        "\"" => true,
        "'" => false,
        _ => return None,
    };
    Some(Mark { event: 0, is_double, before: source.get(..range.start)?, behind: source.get(range.end..)? })
}

/// Finds out the senses of the marks of one block, and goes on to the next.
fn turn<'s>(marks: &mut Vec<Mark<'s>>, senses: &mut Vec<(Mark<'s>, Sense)>) {
    let first = senses.len();
    let (mut depth, mut open) = (0_usize, None);
    for (place, mark) in marks.iter().enumerate() {
        let sense = if mark.is_double {
            let next = || marks.iter().skip(place + 1).find(|next| next.is_double && !next.is_inches_after_feet());
            double(mark, depth, next)
        } else if mark.is_feet(open.is_some()) {
            Sense::Measure
        } else if let Some(opening) = open.filter(|_| mark.can_close()) {
            if let Some((_, sense)) = senses.get_mut(opening) {
                *sense = Sense::Opening;
            }
            open = None;
            Sense::Closing
        } else {
            let closing = || marks.iter().skip(place + 1).take(LONGEST_TITLE).find(|next| next.can_end_single());
            let is_title = || open.is_none() && closing().is_some_and(|closing| mark.opens_title(closing));
            if mark.can_open() && (!mark.is_elision(open.is_some()) || is_title()) {
                open = Some(first + place);
            }
            // Until another one closes what it opens.
            Sense::Apostrophe
        };
        depth = match sense {
            Sense::Opening if mark.is_double => depth + 1,
            Sense::Closing if mark.is_double => depth.saturating_sub(1),
            _ => depth,
        };
        senses.push((*mark, sense));
    }
    marks.clear();
}

/// What a double mark stands for where so many are open; `next` is the one after it that is no measure for sure.
fn double<'s, 'm>(mark: &Mark<'s>, depth: usize, next: impl Fn() -> Option<&'m Mark<'s>>) -> Sense
where
    's: 'm,
{
    let is_closed_later = || next().is_some_and(|next| next.can_close() && !next.can_open());
    if mark.is_inches_after_feet() || mark.follows_digit() && (depth == 0 || is_closed_later()) {
        return Sense::Measure;
    }
    match (mark.can_open(), mark.can_close()) {
        (_, true) | (false, false) if depth > 0 => Sense::Closing,
        (true, _) | (false, false) => Sense::Opening,
        (false, true) => Sense::Closing,
    }
}

impl Mark<'_> {
    fn last(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    fn next(&self) -> Option<char> {
        self.behind.chars().next()
    }

    /// Whether something can begin behind it: left-flanking, as CommonMark says (section 6.2).
    fn can_open(&self) -> bool {
        let is_apart = |c: char| !c.is_alphanumeric() && (self.is_double || !matches!(c, ']' | ')'));
        self.next().is_some_and(|next| !next.is_whitespace())
            && self.last().is_none_or(is_apart)
            && (self.is_double || !self.ends_word_in_markup())
    }

    /// Whether a word stands before it whose markup or quotation marks end there: `*Emma*'s`, `"Emma"'s`.
    fn ends_word_in_markup(&self) -> bool {
        let signs = self.before.trim_end_matches(['*', '_', '~', '`', '"', '”']);
        let tag = signs.strip_suffix('>').map(|tag| tag.trim_end_matches(|c: char| c.is_ascii_alphanumeric()));
        let word = tag.and_then(|tag| tag.strip_suffix("</")).unwrap_or(signs);
        let is_call = ["}}", "%}"].iter().any(|end| word.ends_with(end));
        is_call || word.len() < self.before.len() && word.ends_with(char::is_alphanumeric)
    }

    /// Whether something can end before it: right-flanking.
    fn can_close(&self) -> bool {
        self.last().is_some_and(|last| !last.is_whitespace()) && self.next().is_none_or(|next| !next.is_alphanumeric())
    }

    fn follows_digit(&self) -> bool {
        self.last().is_some_and(|last| last.is_ascii_digit())
    }

    /// Whether it is that of feet: inches follow it, as in `6'2"` and `6' 2"`, or it is one of `3' x 4'`, or it stands behind a
    /// number where nothing is quoted.
    fn is_feet(&self, is_quoted: bool) -> bool {
        let inches = self.behind.trim_start_matches(' ');
        let rest = inches.trim_start_matches(|c: char| c.is_ascii_digit());
        let has_inches = rest.len() < inches.len() && rest.starts_with('"');
        let is_alone = || !is_quoted && self.can_close();
        self.follows_digit() && (has_inches || is_alone() || self.is_first_side() || self.is_second_side())
    }

    /// Whether another length follows it: `3' x 4'`.
    fn is_first_side(&self) -> bool {
        let rest = self.behind.trim_start_matches(' ');
        let other = TIMES.iter().find_map(|sign| rest.strip_prefix(sign));
        other.is_some_and(|other| other.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether it stands behind the second of two lengths.
    fn is_second_side(&self) -> bool {
        let number = |c: char| c.is_ascii_digit() || c == '.';
        let rest = self.before.trim_end_matches(number).trim_end_matches(' ');
        let other = TIMES.iter().find_map(|sign| rest.strip_suffix(sign)).map(|other| other.trim_end_matches(' '));
        other.and_then(|other| other.strip_suffix('\'')).is_some_and(|other| other.ends_with(number))
    }

    /// Whether it is the second mark of these.
    fn is_inches_after_feet(&self) -> bool {
        let feet = self.before.trim_end_matches(|c: char| c.is_ascii_digit());
        let feet = (feet.len() < self.before.len()).then(|| feet.trim_end_matches(' ').strip_suffix('\''));
        feet.flatten().is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether it is a single mark that ends a word.
    fn can_end_single(&self) -> bool {
        !self.is_double && self.can_close() && !self.can_open()
    }

    /// Whether a title stands between it and another mark: `'12 Angry Men'`. Behind an s that mark is an apostrophe where the
    /// rest is no title, or where somebody's are meant: `the '98 Yankees' season`.
    fn opens_title(&self, closing: &Mark<'_>) -> bool {
        let length = self.behind.len().checked_sub(closing.behind.len() + 1);
        let Some(title) = length.and_then(|length| self.behind.get(..length)) else { return false };
        let is_capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let mut words = title.split_whitespace().skip(1).take(LONGEST_TITLE + 1);
        if words.clone().count() > LONGEST_TITLE || !words.clone().next().is_some_and(is_capital) {
            return false;
        }
        let before = self.before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
        let is_somebodys = OWNERS.iter().any(|own| own.eq_ignore_ascii_case(before));
        !title.ends_with(['s', 'S']) || !is_somebodys && words.all(is_capital)
    }

    /// Whether it stands in the place of letters: `'tis`, `'90s`. Inside of other marks a year is not quoted once more.
    fn is_elision(&self, is_quoted_already: bool) -> bool {
        let word = self.behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let year = word.strip_suffix('s').unwrap_or(word);
        let is_year = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
        let is_quoted = self.behind.get(word.len()..).is_some_and(|rest| rest.starts_with('\''))
            && !word.eq_ignore_ascii_case("n")
            && !(is_year && is_quoted_already);
        !is_quoted && (is_year || ELIDED.iter().any(|own| own.eq_ignore_ascii_case(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::inline::plain_text;
    use super::super::parse::parse;
    use super::*;
    use crate::config::MarkdownRules;

    fn in_language(tag: &str, text: &str) -> String {
        let rules = MarkdownRules { quotes: Some(Quotes::of_language(tag)), ..MarkdownRules::default() };
        plain_text(&parse(text, &rules))
    }

    #[test]
    fn what_follows_a_word_in_markup_is_an_apostrophe() {
        for (text, expected) in [
            ("*The Guardian*'s columnists' advice", "The Guardian’s columnists’ advice"),
            ("\"Emma\"'s plot, and the fans' delight", "“Emma”’s plot, and the fans’ delight"),
            ("<b>You</b>'re right about the parents' house.", "You’re right about the parents’ house."),
            ("`x`'s boys'", "x’s boys’"),
            ("*'quoted'* and \"'twice'\"", "‘quoted’ and “‘twice’”"),
            ("'Summer of '69' is a song", "‘Summer of ’69’ is a song"),
            ("Rock 'N' Roll", "Rock ’N’ Roll"),
            ("In '12 Angry Men' one doubts.", "In ‘12 Angry Men’ one doubts."),
            ("'12 Monkeys' and '10 Things I Hate'", "‘12 Monkeys’ and ‘10 Things I Hate’"),
            ("the '98 Yankees' season", "the ’98 Yankees’ season"),
            ("In '12 she sold her parents' house.", "In ’12 she sold her parents’ house."),
            ("A '68 Mustang in my parents' garage", "A ’68 Mustang in my parents’ garage"),
            ("A 3' x 4' rug", "A 3' x 4' rug"),
            ("'A 3'x4.5' rug'", "‘A 3'x4.5' rug’"),
            ("a 6' fence, 10' by 12' wide", "a 6' fence, 10' by 12' wide"),
            ("'I was 12' and '12'", "‘I was 12’ and ‘12’"),
        ] {
            assert_eq!(in_language("en", text), expected, "{text}");
        }
    }

    #[test]
    fn each_language_has_its_marks_and_all_have_one_apostrophe() {
        let text = "\"He said 'don't' twice\", it's true";
        for (tag, expected) in [
            ("en", "“He said ‘don’t’ twice”, it’s true"),
            ("de", "„He said ‚don’t‘ twice“, it’s true"),
            ("fr", "«\u{202f}He said «\u{202f}don’t\u{202f}» twice\u{202f}», it’s true"),
            ("sv", "”He said ’don’t’ twice”, it’s true"),
            ("pl", "„He said «don’t» twice”, it’s true"),
            ("ja", "「He said 『don’t』 twice」, it’s true"),
        ] {
            assert_eq!(in_language(tag, text), expected, "{tag}");
        }
    }

    #[test]
    fn marks_turn_the_right_way_in_each_other_and_beside_numbers() {
        for (text, english, german) in [
            ("6'2\" tall", "6'2\" tall", "6'2\" tall"),
            ("He is 6' 2\" tall.", "He is 6' 2\" tall.", "He is 6' 2\" tall."),
            ("a 12\" record", "a 12\" record", "a 12\" record"),
            ("\"a 12\" record\"", "“a 12\" record”", "„a 12\" record“"),
            ("\"He is 6'2\"\"", "“He is 6'2\"”", "„He is 6'2\"“"),
            (
                "\"I was 12\", she said, \"and tall\"",
                "“I was 12”, she said, “and tall”",
                "„I was 12“, she said, „and tall“",
            ),
            ("\"I was 12\" and 6'2\".", "“I was 12” and 6'2\".", "„I was 12“ and 6'2\"."),
            ("\"'Tis\"", "“’Tis”", "„’Tis“"),
            ("'Tis the dogs' bone, 'so'.", "’Tis the dogs’ bone, ‘so’.", "’Tis the dogs’ bone, ‚so‘."),
            ("the '90s, rock 'n' roll", "the ’90s, rock ’n’ roll", "the ’90s, rock ’n’ roll"),
            ("\"He said 'no'\"", "“He said ‘no’”", "„He said ‚no‘“"),
            ("\"'No,' she said.\"", "“‘No,’ she said.”", "„‚No,‘ she said.“"),
            ("'\"No,\" he said.'", "‘“No,” he said.’", "‚„No,“ he said.‘"),
            ("\"He: 'She: \"no.\"'\"", "“He: ‘She: “no.”’”", "„He: ‚She: „no.“‘“"),
            ("他说\"你好\"。", "他说“你好”。", "他说„你好“。"),
            ("(\"so\") *\"so\"* --\"so\"-- x/\"y\"", "(“so”) “so” –“so”– x/“y”", "(„so“) „so“ –„so“– x/„y“"),
            ("\"One.\n\n\"Two.\"", "“One. “Two.”", "„One. „Two.“"),
        ] {
            assert_eq!(in_language("en", text), english, "{text}");
            assert_eq!(in_language("de", text), german, "{text}");
        }
    }

    #[test]
    fn code_escapes_and_curly_marks_stay() {
        assert_eq!(in_language("de", "`\"a\"` \\\"b\\\" “c” &quot;d&quot;"), "\"a\" \"b\" “c” \"d\"");
    }

    #[test]
    fn all_of_it_can_be_left_out() {
        let rules = MarkdownRules { quotes: None, ..MarkdownRules::default() };
        assert_eq!(plain_text(&parse("\"a\" -- it's...", &rules)), "\"a\" -- it's...");
    }
}
