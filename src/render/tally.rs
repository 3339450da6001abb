//! How often who said what.

use crate::document::Stance;
use crate::site::Site;

use super::view::{AgreementView, RecordView, Tally};
use super::voices::Speaker;

/// How often each author said what.
pub(super) fn tallies(site: &Site, authors: &[Speaker]) -> Vec<Tally> {
    let authors = authors.iter();
    authors.map(|voice| Tally { record: record(site, &voice.id), voice: voice.value.clone() }).collect()
}

/// How often a voice said what.
fn record(site: &Site, voice: &str) -> RecordView {
    let mut record = RecordView::default();
    for (_, verdict) in site.verdicts.iter().flat_map(|row| site.verdicts_of(row)).filter(|(id, _)| *id == voice) {
        let count = match verdict.stance {
            Some(Stance::Yes) => &mut record.yes,
            Some(Stance::No) => &mut record.no,
            Some(Stance::Mixed) => &mut record.mixed,
            None => &mut record.other,
        };
        *count += 1;
        record.total += 1;
    }
    record
}

/// Each pair of authors who took a stance on a letter together.
pub(super) fn agreements(site: &Site, authors: &[Speaker]) -> Vec<AgreementView> {
    let mut pairs = Vec::new();
    for (index, first) in authors.iter().enumerate() {
        for second in authors.iter().skip(index + 1) {
            let both = site.verdicts.iter().filter_map(|row| {
                let verdicts = site.verdicts_of(row);
                let stance =
                    |id: &str| verdicts.iter().find(|(voice, _)| *voice == id).and_then(|(_, verdict)| verdict.stance);
                Some(stance(&first.id)? == stance(&second.id)?)
            });
            let both: Vec<bool> = both.collect();
            if !both.is_empty() {
                let agreed = both.iter().filter(|same| **same).count();
                pairs.push(AgreementView {
                    first: first.value.clone(),
                    second: second.value.clone(),
                    agreed,
                    total: both.len(),
                });
            }
        }
    }
    pairs
}
