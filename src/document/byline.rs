//! The first line of a comment: who wrote it, and when. Or what was meant to say so.

use std::ops::Range;

use jiff::tz::TimeZone;
use pulldown_cmark::{Event, Tag};

use crate::markdown::{Spanned, block_end, plain_text, reader_link, reader_text, reader_words};

use super::date::Date;
use super::loose_date;

/// What may stand between a name and a date.
const SEPARATORS: [char; 7] = ['·', ',', '—', '–', '•', '-', '|'];

/// The most words that a name is thought to have.
const MOST_WORDS: usize = 4;

/// How far into a line, in characters, a date is looked for.
const FARTHEST: usize = 100;

/// More characters than a date has.
const LONGEST_DATE: usize = 48;

/// What people write before a date who go back to their own text.
const NO_NAMES: [&str; 12] = [
    "update",
    "updated",
    "updates",
    "edit",
    "edited",
    "added",
    "addendum",
    "correction",
    "note",
    "posted",
    "ps",
    "p.s.",
];

/// Words with which sentences begin, and no names.
const NO_FIRST_WORDS: [&str; 14] =
    ["in", "on", "at", "by", "since", "until", "from", "before", "after", "around", "my", "our", "last", "the"];

/// Words of names in lower case.
const PARTICLES: [&str; 15] =
    ["de", "da", "do", "dos", "du", "di", "la", "le", "van", "von", "der", "den", "bin", "al", "and"];

/// What a first line is.
pub(super) enum FirstLine {
    Byline(Byline),
    Near(NearByline),
    /// What the comment says.
    Text,
}

/// Who wrote a comment, and when.
#[derive(Default)]
pub(super) struct Byline {
    pub(super) author: Option<String>,
    pub(super) url: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) bad_date: Option<(Range<usize>, String, String)>,
}

/// What was meant as a byline and is none: its name is not bold, all of it is, or the text begins in its line.
#[derive(Debug, PartialEq)]
pub(super) struct NearByline {
    pub(super) range: Range<usize>,
    pub(super) name: String,
    /// None where the calendar has no such day.
    pub(super) date: Option<String>,
}

/// Reads the first line of a comment.
pub(super) fn read(line: &[Spanned<'_>], zone: &TimeZone) -> FirstLine {
    let near = |name: &str, dated: &Dated<'_>| {
        FirstLine::Near(NearByline {
            range: line.first().map_or(0, |(_, range)| range.start)..line.last().map_or(0, |(_, range)| range.end),
            name: name.to_owned(),
            date: dated.date.map(str::to_owned),
        })
    };
    let Some((url, bold, behind)) = bold_opening(line) else {
        return match name_and_date(&plain_text(line), false, zone) {
            Some((name, dated)) if is_name(name, &dated) => near(name, &dated),
            _ => FirstLine::Text,
        };
    };
    let bold = reader_text(bold);
    let name = bold.trim().trim_end_matches(':').trim_end();
    match name_and_date(&bold, true, zone) {
        Some((name, dated)) if is_name(name, &dated) => return near(name, &dated),
        None if !name.is_empty() => {}
        _ => return FirstLine::Text,
    }
    let mut byline =
        Byline { author: Some(reader_words(name)), url: url.and_then(reader_link), date: None, bad_date: None };
    let rest = plain_text(behind);
    let rest = rest.trim();
    if rest.is_empty() || rest == ":" {
        return FirstLine::Byline(byline);
    }
    let separated = rest.strip_prefix(SEPARATORS);
    let date = separated.unwrap_or(rest).trim().trim_end_matches(':').trim_end();
    let date = date.strip_prefix('(').and_then(|date| date.strip_suffix(')')).unwrap_or(date);
    match Date::parse_loose(date, zone) {
        Ok(date) => byline.date = Some(date),
        Err(_) if is_no_name(name) => return FirstLine::Text,
        Err(reason) => {
            let is_separator = |c: char| c.is_whitespace() || c == '(' || SEPARATORS.contains(&c);
            let dated = dated(rest.trim_start_matches(is_separator), zone);
            // The text begins in the line.
            let is_short = name.split_whitespace().count() <= MOST_WORDS;
            if let Some(dated) = dated.filter(|dated| is_short && dated.goes_on() && dated.is_certain()) {
                return near(name, &dated);
            }
            // A sentence that begins with a bold name goes on with words, a date with numbers.
            let is_like_date = separated.is_some() && is_like_date(date) || loose_date::read(date).is_some();
            if !is_like_date && !rest.starts_with('·') {
                return FirstLine::Text;
            }
            byline.bad_date = Some((date_range(behind), date.to_owned(), reason));
        }
    }
    FirstLine::Byline(byline)
}

/// The bold words, which may be a link, with which a line begins: the link's address, their events, and those behind.
fn bold_opening<'l, 'a>(line: &'l [Spanned<'a>]) -> Option<(Option<&'l str>, &'l [Spanned<'a>], &'l [Spanned<'a>])> {
    let second = line.get(1).map(|(event, _)| event);
    let url = match (&line.first()?.0, second) {
        (Event::Start(Tag::Strong), Some(Event::Start(Tag::Link { dest_url, .. })))
        | (Event::Start(Tag::Link { dest_url, .. }), Some(Event::Start(Tag::Strong))) => Some(&**dest_url),
        (Event::Start(Tag::Strong), _) => None,
        _ => return None,
    };
    let (bold, behind) = line.split_at_checked(block_end(line, 0) + 1)?;
    Some((url, bold, behind))
}

/// What a text begins with that is a date, or has the form of one.
struct Dated<'t> {
    /// As much of it as is a date.
    date: Option<&'t str>,
    has_time: bool,
    /// Whether it is written as computers do.
    is_day: bool,
    /// Whether a parenthesis closes behind it.
    is_closed: bool,
    /// What follows.
    behind: &'t str,
}

impl Dated<'_> {
    /// Whether a sign parts it from what follows.
    fn is_parted(&self) -> bool {
        self.behind.is_empty() || self.behind.starts_with([':', '—', '–', '-', '·', '•', '|'])
    }

    /// Whether text follows.
    fn goes_on(&self) -> bool {
        !self.behind.trim_start_matches(':').is_empty()
    }

    /// Whether behind a bold name it is a byline's.
    fn is_certain(&self) -> bool {
        self.is_day || self.has_time || self.is_closed || self.is_parted()
    }
}

/// The date with which a text begins.
fn dated<'t>(text: &'t str, zone: &TimeZone) -> Option<Dated<'t>> {
    if !loose_date::may_begin(text) {
        return None;
    }
    let is_end = |c: char| c.is_whitespace() || matches!(c, ':' | ')') || SEPARATORS.contains(&c);
    let ends = text.char_indices().map(|(at, c)| (at, is_end(c))).chain([(text.len(), true)]);
    let mut date = None;
    let mut length = 0;
    // The longest is meant; its time need not be one of the clock.
    for (end, _) in ends.take(LONGEST_DATE).filter(|(_, is_end)| *is_end) {
        let part = text.get(..end)?;
        match Date::parse_loose(part, zone) {
            Ok(read) => (date, length) = (Some((part, read.has_time())), end),
            Err(_) if loose_date::read(part).is_some() => length = end,
            Err(_) => {}
        }
    }
    let behind = text.get(length..).filter(|_| length > 0)?.trim_start();
    Some(Dated {
        date: date.map(|(date, _)| date.trim_end()),
        has_time: date.is_some_and(|(date, has_time)| has_time || date.len() < length),
        is_day: is_day(text),
        is_closed: behind.starts_with(')'),
        behind: behind.trim_start_matches(')').trim_start(),
    })
}

/// The name and the date with which a text begins that does not begin with a date: a separator between them, and behind
/// them nothing, or a colon or a dash. No sentence does so. In bold type the separator may be missing.
fn name_and_date<'t>(text: &'t str, is_bold: bool, zone: &TimeZone) -> Option<(&'t str, Dated<'t>)> {
    let is_separator = |c: char| c.is_whitespace() || c == '(' || SEPARATORS.contains(&c);
    let may_part = |at: usize, c: char| match c {
        '(' => true,
        c if c.is_whitespace() => is_bold && text.get(at..).is_some_and(|rest| is_day(rest.trim_start())),
        c => SEPARATORS.contains(&c),
    };
    let places = text.char_indices().take(FARTHEST).filter(|(at, c)| may_part(*at, *c));
    let mut parted = places.filter_map(|(at, _)| {
        let (name, rest) = text.split_at_checked(at)?;
        let dated = dated(rest.trim_start_matches(is_separator), zone)?;
        dated.is_parted().then_some((name.trim_matches(is_separator), dated))
    });
    let parted = parted.next()?;
    dated(text, zone).is_none().then_some(parted)
}

/// Whether some words before a date are a person's name.
fn is_name(name: &str, dated: &Dated<'_>) -> bool {
    let is_of_name = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '\'' | '’' | '-');
    // People write of days as well, `The day of the wedding, May 19, 2012: …`.
    let is_capital = |word: &str| !word.starts_with(char::is_lowercase) || PARTICLES.contains(&word);
    name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && name.chars().all(is_of_name)
        && name.split_whitespace().count() <= MOST_WORDS
        && (dated.is_day || name.split_whitespace().all(is_capital))
        && !is_no_name(name)
}

fn is_no_name(name: &str) -> bool {
    let is_among = |words: &[&str], word: &str| words.iter().any(|own| own.eq_ignore_ascii_case(word));
    is_among(&NO_NAMES, name) || name.split_whitespace().next().is_some_and(|first| is_among(&NO_FIRST_WORDS, first))
}

/// Whether a text begins with the form of `2012-04-17`.
fn is_day(text: &str) -> bool {
    let is_part = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() >= 10 && text.bytes().take(10).enumerate().all(is_part)
}

/// Whether a text begins with three numbers such as `17.4.2012`, or has the number of a year in it.
fn is_like_date(text: &str) -> bool {
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let first = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | 'T')).next().unwrap_or("");
    let parts = first.split(['-', '.', '/']).filter(is_number).count();
    let has_year = || text.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    text.starts_with(|c: char| c.is_ascii_digit()) && (parts >= 3 || has_year())
}

/// Where the date stands in what follows a name: all of it but the separator.
fn date_range(rest: &[Spanned<'_>]) -> Range<usize> {
    let is_separator = |c: char| c.is_whitespace() || SEPARATORS.contains(&c);
    let start = rest.iter().find_map(|(event, range)| match event {
        Event::Text(text) => {
            let date = text.trim_start_matches(is_separator);
            (!date.is_empty()).then(|| range.start + (text.len() - date.len()))
        }
        _ => None,
    });
    let end = rest.last().map_or(0, |(_, range)| range.end);
    start.unwrap_or(end)..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::MarkdownRules;
    use crate::markdown::parse;

    /// The name, its sign and the date.
    fn first_line(text: &str) -> String {
        let events = parse(text, &MarkdownRules::default());
        let date = |date: Option<String>| date.unwrap_or("none".to_owned());
        match read(&events[1..events.len() - 1], &TimeZone::UTC) {
            FirstLine::Byline(Byline { author, bad_date: Some((_, date, _)), .. }) => {
                format!("{} has {date}", author.unwrap())
            }
            FirstLine::Byline(read) => {
                format!("{} is {}", read.author.unwrap(), date(read.date.map(|date| date.short())))
            }
            FirstLine::Near(near) => format!("{} near {}", near.name, date(near.date)),
            FirstLine::Text => "text".to_owned(),
        }
    }

    #[test]
    fn a_bold_name_and_a_date_are_a_byline() {
        for (text, expected) in [
            ("**Dana**", "Dana is none"),
            ("**Dana:**", "Dana is none"),
            ("**Dana Oak** · 2012-04-18 09:30", "Dana Oak is 2012-04-18 09:30"),
            ("[**Dana**](https://dana.example/), May 19, 2012 at 9.30", "Dana is 2012-05-19 09:30"),
            ("**Dana** 19 May 2012, 21h30:", "Dana is 2012-05-19 21:30"),
            ("**Dana** (May 19, 2012 12 AM)", "Dana is 2012-05-19 00:00"),
            ("**Dana** · 2012-02-30", "Dana has 2012-02-30"),
            ("**Dana**, 2012-02-30:", "Dana has 2012-02-30"),
            ("**Dana** · 2012-05-19 25:61", "Dana has 2012-05-19 25:61"),
            ("**Dana** May 19, 2012 9:30 AM PDT", "Dana has May 19, 2012 9:30 AM PDT"),
            ("**Dana** · once", "Dana has once"),
            ("**Edit Nagy** · 2012-02-30", "Edit Nagy has 2012-02-30"),
        ] {
            assert_eq!(first_line(text), expected, "{text}");
        }
    }

    #[test]
    fn what_was_meant_as_a_byline_is_known() {
        for (text, expected) in [
            ("Bob, May 19, 2012: text", "Bob near May 19, 2012"),
            ("Bob - 19 May 2012", "Bob near 19 May 2012"),
            ("Bob (5.19.12)", "Bob near 5.19.12"),
            (
                "Mary-Ann van Oak | Sat, May 19th, 2012 at 9:30 PM — text",
                "Mary-Ann van Oak near Sat, May 19th, 2012 at 9:30 PM",
            ),
            ("*Rita*, May 19, 2012", "Rita near May 19, 2012"),
            ("Bob, 2012-05-19: text", "Bob near 2012-05-19"),
            ("Bob, 2012-05-19 09:30:15: text", "Bob near 2012-05-19 09:30:15"),
            ("Bob, 2012-05-19 9:30 PM: text", "Bob near 2012-05-19 9:30 PM"),
            ("Bob, 2012-05-19 09:30:75: text", "Bob near 2012-05-19 09:30"),
            ("Bob, 2012-05-19 25:61: text", "Bob near 2012-05-19"),
            ("Bob, May 19, 2012 at 25:61: text", "Bob near May 19, 2012"),
            ("Bob, May 19, 2012 9:30 AM PDT: text", "Bob near May 19, 2012 9:30 AM"),
            ("Bob, 2012-02-30: text", "Bob near none"),
            ("Bob, April 31, 2012: text", "Bob near none"),
            ("May, 2012-05-19: text", "May near 2012-05-19"),
            ("محمد, 2012-05-19: text", "محمد near 2012-05-19"),
            ("**Bob** 2012-05-19 09:30:15 text", "Bob near 2012-05-19 09:30:15"),
            ("**Bob** 2012-05-19 25:61 text", "Bob near 2012-05-19"),
            ("**Bob** · 2012-02-30: text", "Bob near none"),
            ("**Bob** May 19, 2012 9:30 text", "Bob near May 19, 2012 9:30"),
            ("[**Bob**](https://bob.example/) · May 19, 2012: text", "Bob near May 19, 2012"),
            ("**Bob, 2012-05-19**", "Bob near 2012-05-19"),
            ("**Bob 2012-05-19**", "Bob near 2012-05-19"),
            ("**Bob, May 19, 2012** text", "Bob near May 19, 2012"),
            ("**Bob (May 19, 2012):** text", "Bob near May 19, 2012"),
        ] {
            assert_eq!(first_line(text), expected, "{text}");
        }
    }

    #[test]
    fn what_people_say_of_days_is_no_byline() {
        for text in [
            "In May 2012 I met her.",
            "In May, 2012-05-19: it was.",
            "On Sunday, May 19, 2012: it was.",
            "Sunday, May 19, 2012: it was.",
            "Sat, 2012-05-19: it was.",
            "May 19, 2012 - a day to forget",
            "Update, 2012-05-19: it was.",
            "Update, May 19, 2012: it was.",
            "**Update**, May 19, 2012: it was.",
            "**Update, May 19, 2012**",
            "**Update 2012-05-19:** it was.",
            "My birthday, May 19, 2012: nobody came.",
            "The Wedding - May 19, 2012",
            "Thom, May 19, 2012 was a Saturday.",
            "Thom, May 19, 2012, was a Saturday.",
            "Well, 5 years ago I met her.",
            "Bob, May 2012: it was.",
            "**Bob** May 19, 2012 3 people told me so.",
            "**The day that I met her, at last,** 2012-05-19 it was.",
            "**Score**, 3-2 to Thom",
            "",
        ] {
            let events = parse(text, &MarkdownRules::default());
            if !events.is_empty() {
                assert_eq!(first_line(text), "text", "{text}");
            }
        }
    }

    #[test]
    fn no_line_takes_long() {
        for part in ["Aa-", "May 1, ", "A, 2012-05-19 ", "(", "9:"] {
            assert_eq!(first_line(&part.repeat(20_000)), "text", "{part}");
        }
    }
}
