//! What an import is asked to do.

use std::path::PathBuf;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::address::Base;

use super::export::Kind;

/// What an import is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Which program wrote the file, where that was said.
    pub kind: Option<Kind>,
    /// The zone in which times are told that the export has in UTC.
    pub timezone: Option<TimeZone>,
    /// The address where the blog lived, where the export does not say.
    pub base: Option<Base>,
    /// Whether posts come in that were never published.
    pub drafts_too: bool,
    /// Whether comments come in that wait for approval, or are spam.
    pub pending_too: bool,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// A folder of pictures that came with the export.
    pub images: Option<PathBuf>,
    /// The voices of the column, where their labels cannot be guessed.
    pub voices: Vec<VoiceOption>,
}

/// A voice of the column: `Leslie=Leslie Says,Leslie’s view`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceOption {
    /// The name.
    pub name: String,
    /// The labels that begin its takes.
    pub labels: Vec<String>,
}

impl VoiceOption {
    /// Reads `NAME=LABEL,LABEL`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let expected = "write a name, `=` and its labels, such as `Leslie=Leslie Says,Leslie’s view`";
        let (name, labels) = text.split_once('=').ok_or(expected)?;
        let labels = labels.split(',').map(|label| label.trim().trim_end_matches(':').trim_end().to_owned());
        let labels: Vec<String> = labels.filter(|label| !label.is_empty()).collect();
        let name = name.trim().to_owned();
        if name.is_empty() || labels.is_empty() { Err(expected.to_owned()) } else { Ok(Self { name, labels }) }
    }
}

/// A time zone by its IANA name, from the bundled database.
pub fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}
