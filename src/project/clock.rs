//! What time it is.

use jiff::Timestamp;

/// The time, for as long as the program runs.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// A clock that goes, asked for the time.
    Running(fn() -> Timestamp),
    /// A time that was asked for, so that the same input gives the same bytes.
    Stopped(Timestamp),
}

impl Clock {
    /// The time now.
    pub fn now(self) -> Timestamp {
        match self {
            Self::Running(now) => now(),
            Self::Stopped(now) => now,
        }
    }

    /// A stopped clock where a time is given, else this one.
    #[must_use]
    pub fn or_stopped_at(self, time: Option<Timestamp>) -> Self {
        time.map_or(self, Self::Stopped)
    }
}
