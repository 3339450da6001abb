//! Dates as people write them: `April 18th, 2012 at 9:30 AM`, `18 Apr. 2012`, `5.19.12`. Here they are only taken apart;
//! whether the calendar has such a day is not known here.

use jiff::civil::Time;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// More words than any date has, so that a long text is not read to its end.
const MOST_WORDS: usize = 9;

/// What stands between the numbers of a time.
const BETWEEN_NUMBERS: [char; 3] = [':', '.', 'h'];

/// `AM` and the name of a time zone.
const MOST_WORDS_BEHIND_A_CLOCK: usize = 2;

/// The parts of a date. Its month and day need not exist.
pub(super) struct LooseDate {
    pub(super) year: i16,
    pub(super) month: i8,
    pub(super) day: i8,
    pub(super) time: TimeOfDay,
}

/// What stands behind a day.
pub(super) enum TimeOfDay {
    /// Nothing.
    None,
    /// A time on the clocks of the site, or of Greenwich.
    At { time: Time, is_utc: bool },
    /// What begins as a time and cannot be read as one.
    Unread,
}

/// The parts of a text that is a date as a whole.
pub(super) fn read(text: &str) -> Option<LooseDate> {
    let parts = |c: char| c.is_whitespace() || c == ',';
    let words: Vec<&str> = text.split(parts).filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    let words = match words.as_slice() {
        [first, rest @ ..] if number_of(first, &WEEKDAYS).is_some() => rest,
        words => words,
    };
    let (first, rest) = words.split_first()?;
    let ((year, month, day), rest) = match (numbers(first), rest) {
        (Some(numbers), rest) => (numbers, rest),
        (None, [second, third, rest @ ..]) => {
            let (month, day) = match number_of(first, &MONTHS) {
                Some(month) => (month, second),
                None => (number_of(second, &MONTHS)?, first),
            };
            ((four_digits(third)?, month, day_of_month(day)?), rest)
        }
        _ => return None,
    };
    Some(LooseDate { year, month, day, time: time(rest)? })
}

/// Whether a text may begin with a date, which [`read`] then finds out.
pub(super) fn may_begin(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let (Some(first), second) = (words.next(), words.next()) else { return false };
    let is_month = |word: &str| number_of(word, &MONTHS).is_some();
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return first.matches(['-', '.', '/']).count() >= 2 || second.is_some_and(is_month);
    }
    is_month(first) || number_of(first, &WEEKDAYS).is_some()
}

/// `2012/4/18`, and `5.19.12` where only one of the first two numbers can be the month.
fn numbers(text: &str) -> Option<(i16, i8, i8)> {
    let number = |part: &str| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let numbers: Vec<i16> = text.split(['.', '/', '-']).map(number).collect::<Option<_>>()?;
    let [first, second, third] = numbers.as_slice() else { return None };
    let (year, month, day) = match (first, second) {
        (1000.., _) => (*first, *second, *third),
        (1..=12, 13..=31) => (*third, *first, *second),
        (13..=31, 1..=12) => (*third, *second, *first),
        (same, other) if same == other => (*third, *first, *second),
        _ => return None,
    };
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    let is_possible = (1..=12).contains(&month) || *first >= 1000;
    is_possible.then_some((year, i8::try_from(month).ok()?, i8::try_from(day).ok()?))
}

/// The place of a name in a list, from 1, by all of it or by its beginning: `April`, `Apr`, `Sept.`, `Thurs`.
fn number_of(word: &str, names: &[&str]) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let is_of = |name: &str| {
        let start = name.get(..word.len()).unwrap_or("");
        word.len() >= 3 && start.eq_ignore_ascii_case(word)
    };
    (1..).zip(names).find(|(_, name)| is_of(name)).map(|(number, _)| number)
}

/// `18`, `18.` or `18th`.
fn day_of_month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..).unwrap_or("");
    let is_ordinal = ["", "st", "nd", "rd", "th"].iter().any(|own| ending.eq_ignore_ascii_case(own));
    let is_number = matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_ordinal && is_number)
}

fn four_digits(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| word.len() == 4 && *year >= 1000)
}

/// The time that some words say, or none where they are a text of another kind.
fn time(words: &[&str]) -> Option<TimeOfDay> {
    let words = match words {
        ["at" | "At" | "@", rest @ ..] if !rest.is_empty() => rest,
        words => words,
    };
    let Some((first, rest)) = words.split_first() else { return Some(TimeOfDay::None) };
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let clock = first.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    // `9:30: Hi` and `3 people` go on as sentences.
    let is_clock = clock.chars().all(|c| c.is_ascii_digit() || BETWEEN_NUMBERS.contains(&c)) && !clock.ends_with(':');
    if !is_clock || rest.len() > MOST_WORDS_BEHIND_A_CLOCK {
        return None;
    }
    let (half, rest) = match (first.get(clock.len()..).unwrap_or(""), rest.split_first()) {
        ("", Some((word, behind))) if half_of_day(word).is_some() => (half_of_day(word), behind),
        ("" | "." | "h", _) => (None, rest),
        (joined, _) => match half_of_day(joined) {
            Some(half) => (Some(half), rest),
            None => return Some(TimeOfDay::Unread),
        },
    };
    let is_utc = matches!(rest, ["UTC" | "GMT" | "Z"]);
    let is_time = half.is_some() || first.trim_end_matches('.').contains(BETWEEN_NUMBERS);
    match on_the_clock(clock, half).filter(|_| is_time && (is_utc || rest.is_empty())) {
        Some(time) => Some(TimeOfDay::At { time, is_utc }),
        None => (is_time && rest.iter().all(|word| is_like_zone(word))).then_some(TimeOfDay::Unread),
    }
}

/// Whether a word looks like the name of a time zone: `PDT`, `GMT+2`, `+0200`.
fn is_like_zone(word: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '+' | '-' | ':' | '(' | ')');
    word.len() > 1 && !word.ends_with(':') && word.chars().all(is_sign)
}

/// Whether a word such as `p.m.` says that it is after noon.
fn half_of_day(word: &str) -> Option<bool> {
    let is = |words: [&str; 3]| words.iter().any(|own| own.eq_ignore_ascii_case(word));
    if is(["am", "a.m.", "a.m"]) {
        return Some(false);
    }
    is(["pm", "p.m.", "p.m"]).then_some(true)
}

/// The time that `9:30`, `09:30:15`, `9.30`, `9h30` or `9` is, in a half of the day or the whole of it.
fn on_the_clock(text: &str, is_after_noon: Option<bool>) -> Option<Time> {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| part.parse::<i8>().ok().filter(|_| is_number(part));
    let mut parts = text.split(BETWEEN_NUMBERS);
    let hour = parts.next().filter(|hour| hour.len() <= 2).and_then(number)?;
    let mut behind_hour = || parts.next().map_or(Some(0), |part| number(part).filter(|_| part.len() == 2));
    let (minute, second) = (behind_hour()?, behind_hour()?);
    let hour = match is_after_noon {
        Some(is_after_noon) => {
            let hour = (1..=12).contains(&hour).then_some(hour % 12)?;
            if is_after_noon { hour + 12 } else { hour }
        }
        None => hour,
    };
    if parts.next().is_some() { None } else { Time::new(hour, minute, second, 0).ok() }
}
