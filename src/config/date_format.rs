//! How dates are shown.

use jiff::civil::{self, date};
use jiff::fmt::strtime;

use super::labels::Labels;

/// A day by strftime's letters, with the site's own name of its month for `%B`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat {
    /// For the days of each month, January first.
    of_months: Vec<String>,
}

impl DateFormat {
    /// Reads a format. The error says that it cannot be used for a day.
    pub fn parse(format: &str, labels: &Labels) -> Result<Self, jiff::Error> {
        strtime::format(format, date(2012, 4, 17))?;
        let of_month = |month| format.replace("%B", &labels.month(month).replace('%', "%%"));
        Ok(Self { of_months: (1..=12).map(of_month).collect() })
    }

    /// A day as readers see it.
    pub fn text(&self, day: civil::Date) -> String {
        let month = usize::from(day.month().unsigned_abs()).saturating_sub(1);
        let format = self.of_months.get(month).map_or("", String::as_str);
        strtime::format(format, day).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_the_names_that_the_site_gives_them() {
        let labels = Labels { month_4: "100% April".to_owned(), ..Labels::default() };
        let text = |format: &str, month| DateFormat::parse(format, &labels).unwrap().text(date(2012, month, 7));
        assert_eq!(text("%B %-d, %Y", 4), "100% April 7, 2012");
        assert_eq!(text("%d. %B", 12), "07. December");
        assert_eq!(text("%Y-%m-%d", 4), "2012-04-07");
        assert!(DateFormat::parse("%H:%M", &labels).is_err());
    }
}
