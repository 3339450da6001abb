//! Dates as exports write them → RFC 3339.

use jiff::fmt::strtime;
use jiff::tz::{Offset, TimeZone};

use crate::document::Date;

/// The zones that dates are read in.
#[derive(Debug, Clone)]
pub(in crate::import) struct Zones {
    /// The zone that was asked for: times in UTC are told in it.
    pub(in crate::import) chosen: Option<TimeZone>,
    /// The zone of times without an offset.
    pub(in crate::import) default: TimeZone,
}

impl Zones {
    fn zone(&self) -> &TimeZone {
        self.chosen.as_ref().unwrap_or(&self.default)
    }
}

/// A time that names its offset; one that says only UTC is told in the blog's own zone.
pub(super) fn absolute(text: &str, zones: &Zones) -> Option<String> {
    let date = Date::parse(text, zones.zone()).ok()?;
    if text.trim().ends_with(['Z', 'z']) {
        let there = date.timestamp().to_zoned_datetime(zones.zone().clone());
        return strtime::format("%Y-%m-%dT%H:%M:%S%:z", &there).ok();
    }
    Some(date.rfc3339())
}

/// A local time, whose offset follows from the same time in UTC.
pub(super) fn of_pair(local: Option<&str>, utc: Option<&str>, zones: &Zones) -> Option<String> {
    let read = |text: &str| strtime::parse("%Y-%m-%d %H:%M:%S", text).and_then(|parsed| parsed.to_datetime()).ok();
    let (local, utc) = (local.and_then(read), utc.and_then(read));
    let Some(utc) = utc else {
        return local.and_then(|local| Date::parse(&local.to_string(), zones.zone()).ok()).map(|date| date.rfc3339());
    };
    let at = utc.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp();
    let own = local.and_then(|local| local.to_zoned_datetime(TimeZone::UTC).ok()).and_then(|local| {
        let seconds = local.timestamp().as_second() - at.as_second();
        // Zones lie within 14 hours of UTC, and differ from it by quarters of an hour.
        let is_zone = seconds % 900 == 0 && seconds.abs() <= 14 * 3_600;
        i32::try_from(seconds).ok().filter(|_| is_zone).and_then(|seconds| Offset::from_seconds(seconds).ok())
    });
    let zone = own.map_or_else(|| zones.zone().clone(), TimeZone::fixed);
    strtime::format("%Y-%m-%dT%H:%M:%S%:z", &at.to_zoned_datetime(zone)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones(name: Option<&str>) -> Zones {
        let database = jiff::tz::TimeZoneDatabase::bundled();
        Zones { chosen: name.and_then(|name| database.get(name).ok()), default: TimeZone::UTC }
    }

    #[test]
    fn offsets_follow_from_the_two_times() {
        let pair = |local, utc| of_pair(Some(local), Some(utc), &zones(None));
        assert_eq!(pair("2018-10-20 20:03:48", "2018-10-21 03:03:48").as_deref(), Some("2018-10-20T20:03:48-07:00"));
        assert_eq!(pair("2012-04-17 09:30:00", "0000-00-00 00:00:00").as_deref(), Some("2012-04-17T09:30:00+00:00"));
        assert_eq!(pair("2012-04-17 09:31:07", "2012-04-17 09:30:00").as_deref(), Some("2012-04-17T09:30:00+00:00"));
        assert_eq!(pair("0000-00-00 00:00:00", "0000-00-00 00:00:00"), None);
    }

    #[test]
    fn utc_is_told_in_the_blog_s_zone() {
        let berlin = zones(Some("Europe/Berlin"));
        assert_eq!(absolute("2012-04-17T22:30:00Z", &berlin).as_deref(), Some("2012-04-18T00:30:00+02:00"));
        assert_eq!(absolute("2012-04-17T22:30:00.123-07:00", &berlin).as_deref(), Some("2012-04-17T22:30:00-07:00"));
    }
}
