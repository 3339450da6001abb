//! Dates of the corpus: minutes since 1970, in UTC, and the three ways in which they are written.

const MINUTES_PER_DAY: usize = 24 * 60;

/// A moment, to the minute.
#[derive(Clone, Copy)]
pub struct Moment {
    minutes: usize,
}

impl Moment {
    /// The first minute of the day that is `days` days after 1970-01-01.
    pub const fn on_day(days: usize) -> Self {
        Self { minutes: days * MINUTES_PER_DAY }
    }

    /// The moment that is `minutes` later.
    pub const fn plus(self, minutes: usize) -> Self {
        Self { minutes: self.minutes + minutes }
    }

    /// `2012-04-17`.
    pub fn day(self) -> String {
        let (year, month, day) = civil(self.minutes / MINUTES_PER_DAY);
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// `2012-04-17 09:30`, as authors write it.
    pub fn local(self) -> String {
        format!("{} {}", self.day(), self.clock())
    }

    /// `2012-04-17T09:30:00Z`, RFC 3339.
    pub fn rfc3339(self) -> String {
        format!("{}T{}:00Z", self.day(), self.clock())
    }

    fn clock(self) -> String {
        let minutes = self.minutes % MINUTES_PER_DAY;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// The year, month and day of a day number, in the Gregorian calendar.
///
/// It counts in years that start on 1 March, so that the leap day is a year's last day.
fn civil(days_since_1970: usize) -> (usize, usize, usize) {
    let days = days_since_1970 + 719_468; // from 0000-03-01
    let era = days / 146_097; // 400 years
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153; // 0 is March
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let (month, carry) = match shifted_month {
        0..10 => (shifted_month + 3, 0),
        _ => (shifted_month - 9, 1),
    };
    (era * 400 + year_of_era + carry, month, day)
}
