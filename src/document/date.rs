//! Dates as authors write them.

use jiff::civil::DateTime;
use jiff::fmt::strtime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

use crate::config::DateFormat;

use super::loose_date::{self, LooseDate, TimeOfDay};

/// Why some texts are no dates, as the ends of sentences.
const NO_DAY: &str = "does not exist in the calendar";
const NO_TIME: &str = "has a time of day that columnist does not read";

/// A moment as the clocks of its place show it, and whether its time of day was written down.
///
/// A site keeps one for each comment, so it is as small as it can be: of the time zone the offset is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    civil: DateTime,
    /// Minutes east of UTC.
    offset: i16,
    has_time: bool,
}

/// The forms without an offset; the first two are the documented ones, the others are what old files have.
const WITH_TIME: [&str; 8] = [
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d, %H:%M",
    "%Y-%m-%d %I:%M %p",
];

/// The forms with an offset: RFC 3339, and what Jekyll and Hugo write.
const WITH_OFFSET: [&str; 6] = [
    "%Y-%m-%dT%H:%M:%S%.f%:z",
    "%Y-%m-%d %H:%M:%S%.f%:z",
    "%Y-%m-%d %H:%M:%S%.f %:z",
    "%Y-%m-%d %H:%M:%S%.f %z",
    "%Y-%m-%d %H:%M %:z",
    "%Y-%m-%d %H:%M %z",
];

impl Date {
    /// Reads `2012-04-17`, `2012-04-17 09:30` or an RFC 3339 date; without an offset it is a date in `zone`.
    ///
    /// The error says why the text is no date, as the end of a sentence.
    pub fn parse(text: &str, zone: &TimeZone) -> Result<Self, String> {
        let text = text.trim();
        let (result, has_time) = if text.len() <= 10 {
            (
                strtime::parse("%Y-%m-%d", text).and_then(|parsed| parsed.to_date()).map(|date| date.at(0, 0, 0, 0)),
                false,
            )
        } else {
            (parse_any(&WITH_TIME, text), true)
        };
        if let Ok(civil) = result {
            return Self::from_civil(civil, zone, has_time);
        }
        for format in WITH_OFFSET {
            // A trailing Z is RFC 3339's other spelling of +00:00.
            let numeric = text.strip_suffix(['Z', 'z']).map(|rest| format!("{rest}+00:00"));
            if let Ok(parsed) = strtime::parse(format, numeric.as_deref().unwrap_or(text))
                && let Ok(at) = parsed.to_zoned_datetime()
            {
                return Self::in_range(at, true);
            }
        }
        let day = text.get(..10).unwrap_or("");
        let is_day = strtime::parse("%Y-%m-%d", day).and_then(|parsed| parsed.to_date()).is_ok();
        let reason = match (has_shape(day), is_day) {
            (true, true) => NO_TIME,
            (true, false) => NO_DAY,
            (false, _) => "is no date that columnist reads",
        };
        Err(reason.to_owned())
    }

    fn from_civil(civil: DateTime, zone: &TimeZone, has_time: bool) -> Result<Self, String> {
        let at = civil.to_zoned_datetime(zone.clone()).map_err(|_| "is too far from today".to_owned())?;
        Self::in_range(at, has_time)
    }

    /// Feeds need four digits of the year (RFC 3339), and a day of slack on both sides for other offsets.
    fn in_range(at: ZonedDateTime, has_time: bool) -> Result<Self, String> {
        // RFC 3339 knows offsets of whole minutes within a day; before standard time there were others.
        let offset = at.offset().seconds();
        let at = if offset % 60 == 0 && offset.abs() < 86_400 { at } else { at.with_time_zone(TimeZone::UTC) };
        if (1..=9998).contains(&at.year()) {
            let offset = i16::try_from(at.offset().seconds() / 60).unwrap_or_default();
            Ok(Self { civil: at.datetime(), offset, has_time })
        } else {
            Err("has a year outside of 1 to 9998".to_owned())
        }
    }

    /// Reads the dates that follow the word "Update", or a reader's name, in old columns: the forms of [`Date::parse`], and
    /// those of `loose_date`.
    ///
    /// The error is that of [`Date::parse`].
    pub(super) fn parse_loose(text: &str, zone: &TimeZone) -> Result<Self, String> {
        let text = text.trim();
        Self::parse(text, zone).or_else(|reason| {
            let Some(loose) = loose_date::read(text) else { return Err(reason) };
            let day = day_of(&loose).ok_or(NO_DAY)?;
            match loose.time {
                TimeOfDay::None => Self::from_civil(day.at(0, 0, 0, 0), zone, false),
                TimeOfDay::At { time, is_utc: true } => Self::from_civil(day.to_datetime(time), &TimeZone::UTC, true),
                TimeOfDay::At { time, .. } => Self::from_civil(day.to_datetime(time), zone, true),
                TimeOfDay::Unread => Err(NO_TIME.to_owned()),
            }
        })
    }

    /// Whether a text that is no date has the form of one, with a day that its month does not have: `2012-04-31`, `April 31,
    /// 2012`.
    pub(super) fn is_no_day(text: &str, zone: &TimeZone) -> bool {
        let day = text.trim().get(..10).unwrap_or(text.trim());
        if has_shape(day) {
            return Self::parse(day, zone).is_err();
        }
        loose_date::read(text).is_some_and(|loose| day_of(&loose).is_none())
    }

    /// The moment.
    pub fn timestamp(&self) -> Timestamp {
        self.offset().to_timestamp(self.civil).unwrap_or_default()
    }

    fn offset(&self) -> Offset {
        Offset::from_seconds(i32::from(self.offset) * 60).unwrap_or(Offset::UTC)
    }

    /// Whether the time of day was written down.
    pub fn has_time(&self) -> bool {
        self.has_time
    }

    /// The year, for archives and addresses.
    pub fn year(&self) -> i16 {
        self.civil.year()
    }

    /// The month, 1 to 12.
    pub fn month(&self) -> i8 {
        self.civil.month()
    }

    /// The day of the month.
    pub fn day(&self) -> i8 {
        self.civil.day()
    }

    /// `2012-04-17T09:30:00-05:00` (RFC 3339).
    pub fn rfc3339(&self) -> String {
        let (time, offset) = (self.civil.time(), self.offset.unsigned_abs());
        let mut text = self.day_of_calendar();
        for (sign, number) in [('T', time.hour()), (':', time.minute()), (':', time.second())] {
            text.push(sign);
            push_pair(&mut text, number.unsigned_abs().into());
        }
        text.push(if self.offset < 0 { '-' } else { '+' });
        push_pair(&mut text, offset / 60);
        text.push(':');
        push_pair(&mut text, offset % 60);
        text
    }

    /// `2012-04-17`, or `2012-04-17 09:30` where the time is known.
    pub fn short(&self) -> String {
        let (day, time) = (self.day_of_calendar(), self.civil.time());
        if self.has_time { format!("{day} {:02}:{:02}", time.hour(), time.minute()) } else { day }
    }

    fn day_of_calendar(&self) -> String {
        let mut text = String::with_capacity("2012-04-17T09:30:00-05:00".len());
        let year = self.year().unsigned_abs();
        push_pair(&mut text, year / 100);
        push_pair(&mut text, year);
        for number in [self.month(), self.day()] {
            text.push('-');
            push_pair(&mut text, number.unsigned_abs().into());
        }
        text
    }

    /// `Tue, 17 Apr 2012 09:30:00 -0500` (RFC 2822, as RSS wants it).
    pub fn rfc2822(&self) -> String {
        let zoned = self.civil.to_zoned_datetime(self.offset().to_time_zone());
        zoned.and_then(|zoned| strtime::format("%a, %d %b %Y %H:%M:%S %z", &zoned)).unwrap_or_default()
    }

    /// The day as readers see it.
    pub fn text(&self, format: &DateFormat) -> String {
        format.text(self.civil.date())
    }
}

/// Appends the last two digits of a number. A large site writes millions of them, and `format!` takes ten times as long.
fn push_pair(text: &mut String, number: u16) {
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from_digit(digit.into(), 10).unwrap_or('0'));
    }
}

fn day_of(loose: &LooseDate) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(loose.year, loose.month, loose.day).ok()
}

fn parse_any(formats: &[&str], text: &str) -> Result<DateTime, jiff::Error> {
    let mut last = None;
    for format in formats {
        match strtime::parse(format, text).and_then(|parsed| parsed.to_datetime()) {
            Ok(found) => return Ok(found),
            Err(error) => last = Some(error),
        }
    }
    last.map_or_else(|| Ok(DateTime::MIN), Err)
}

/// Whether a text looks like `2012-02-30`.
fn has_shape(day: &str) -> bool {
    let day: Vec<&str> = day.split('-').collect();
    day.len() == 3 && day.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chicago() -> TimeZone {
        jiff::tz::TimeZoneDatabase::bundled().get("America/Chicago").unwrap()
    }

    fn parse(text: &str) -> Result<String, String> {
        Date::parse(text, &chicago()).map(|date| date.rfc3339())
    }

    #[test]
    fn every_form_is_read() {
        for (text, rfc3339) in [
            ("2012-04-17", "2012-04-17T00:00:00-05:00"),
            ("2012-4-7", "2012-04-07T00:00:00-05:00"),
            ("2012-01-17 09:30", "2012-01-17T09:30:00-06:00"),
            ("2012-04-17T09:30:15", "2012-04-17T09:30:15-05:00"),
            ("2012-04-17T09:30:00Z", "2012-04-17T09:30:00+00:00"),
            ("2012-04-17T09:30:00.123+02:00", "2012-04-17T09:30:00+02:00"),
            ("2012-04-17 09:30:00 +0200", "2012-04-17T09:30:00+02:00"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(rfc3339), "{text}");
        }
    }

    #[test]
    fn a_wrong_date_says_why() {
        assert_eq!(parse("2012-02-30").unwrap_err(), "does not exist in the calendar");
        assert_eq!(parse("2012-02-28 25:30").unwrap_err(), "has a time of day that columnist does not read");
        assert_eq!(parse("April 17").unwrap_err(), "is no date that columnist reads");
        assert!(parse("0000-01-01").is_err());
        assert!(parse("9999-12-31").is_err());
    }

    #[test]
    fn updates_have_dates_as_people_write_them() {
        let loose = |text: &str| Date::parse_loose(text, &chicago()).map(|date| date.short()).ok();
        assert_eq!(loose("5.19.12").as_deref(), Some("2012-05-19"));
        assert_eq!(loose("19/5/2012").as_deref(), Some("2012-05-19"));
        assert_eq!(loose("May 19, 2012").as_deref(), Some("2012-05-19"));
        assert_eq!(loose("April 18, 2012 at 9:30 AM").as_deref(), Some("2012-04-18 09:30"));
        assert_eq!(loose("Apr 18, 2012 at 9:30 AM").as_deref(), Some("2012-04-18 09:30"));
        assert_eq!(loose("18 April 2012, 12:05 p.m.").as_deref(), Some("2012-04-18 12:05"));
        assert_eq!(loose("april 18 2012 9:30:15pm").as_deref(), Some("2012-04-18 21:30"));
        assert_eq!(loose("Sept. 4, 2012").as_deref(), Some("2012-09-04"));
        assert_eq!(loose("April 18th, 2012").as_deref(), Some("2012-04-18"));
        assert_eq!(loose("Wednesday, 18. April 2012").as_deref(), Some("2012-04-18"));
        assert_eq!(loose("Wed, Apr 18, 2012").as_deref(), Some("2012-04-18"));
        assert_eq!(loose("Tues, Apr 17, 2012").as_deref(), Some("2012-04-17"));
        assert_eq!(loose("2012/04/18").as_deref(), Some("2012-04-18"));
        assert_eq!(loose("2012/4/18 09:30").as_deref(), Some("2012-04-18 09:30"));
        for (time, expected) in [
            ("at 9.30", "09:30"),
            ("9.30pm", "21:30"),
            ("at 9.30.", "09:30"),
            ("21h30", "21:30"),
            ("21h", "21:00"),
            ("12 PM", "12:00"),
            ("12 AM", "00:00"),
            ("12am", "00:00"),
            ("at 3 p.m.", "15:00"),
            ("12:00 a.m.", "00:00"),
            ("12.05.09 pm", "12:05"),
        ] {
            for day in ["2012-04-18", "April 18, 2012", "18/4/2012,"] {
                assert_eq!(loose(&format!("{day} {time}")), Some(format!("2012-04-18 {expected}")), "{day} {time}");
            }
        }
        for text in [
            "May 5, 2012 9.30 dollars",
            "May 5, 2012 9:5",
            "May 5, 2012 at 9",
            "May 5, 2012 9.",
            "May 5, 2012 at",
            "May 5, 2012 5 h",
            "May 5, 2012 9.3 of them",
            "+5/19/12",
            "May 5, 2012 3 people",
            "18/4/2012, 9:30: Hi",
            "5.6.12",
            "May 2012",
            "May 19, 12",
            "Mayday 19, 2012",
            "April 18, 2012 was a Wednesday",
            "3.5",
        ] {
            assert_eq!(loose(text), None, "{text}");
        }
        let zoned = Date::parse_loose("2012-04-18 09:30 UTC", &chicago()).map(|date| date.rfc3339());
        assert_eq!(zoned.as_deref(), Ok("2012-04-18T09:30:00+00:00"));
    }

    #[test]
    fn a_wrong_date_of_people_says_why() {
        let reason = |text| Date::parse_loose(text, &chicago()).unwrap_err();
        assert_eq!(reason("April 31st, 2012"), NO_DAY);
        assert_eq!(reason("2012/13/01"), NO_DAY);
        assert_eq!(reason("April 18, 2012 at 25:30"), NO_TIME);
        assert_eq!(reason("April 18, 2012 9:30 AM PDT"), NO_TIME);
        assert_eq!(reason("2012-04-18 9:30 PST"), NO_TIME);
        assert_eq!(reason("April 18, 2012 at 13 PM"), NO_TIME);
        assert_eq!(reason("April 18, 2012 at 9.75"), NO_TIME);
        assert_eq!(reason("April 18, 2012 at 9:30 I left"), "is no date that columnist reads");
        assert_eq!(reason("April 18, 2012 was a Wednesday"), "is no date that columnist reads");
    }

    #[test]
    fn a_day_that_no_month_has_is_known_from_other_words() {
        for text in [
            "2026-11-31",
            "2026-13-01",
            "2026-11-31 09:30",
            "November 31, 2026",
            "31 Nov 2026",
            "May 32, 2012",
            "April 31st, 2012",
        ] {
            assert!(Date::is_no_day(text, &chicago()), "{text}");
        }
        for text in ["2026-11-30", "May 3, 2012", "5.6.12", "31.31.12", "3 weeks later", "2", "part 2 of 3", "May 2012"]
        {
            assert!(!Date::is_no_day(text, &chicago()), "{text}");
        }
    }
}
