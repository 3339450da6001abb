//! What makes a column, with the words that an English one has.

use crate::fields::TextList;

use super::raw::{RawColumn, RequiredPart};
use super::validated::{ColumnRules, SectionLabels, StanceWords};

/// `[column]` with its defaults.
pub(super) fn column_rules(raw: RawColumn) -> ColumnRules {
    let words = |own: Option<TextList>, default: &[&str]| match own {
        Some(TextList(own)) => own,
        None => default.iter().map(|word| (*word).to_owned()).collect(),
    };
    let lower = |words: Vec<String>| words.iter().map(|word| word.to_lowercase().replace('’', "'")).collect();
    ColumnRules {
        require: raw.require.unwrap_or_else(|| vec![RequiredPart::Dilemma, RequiredPart::Take]),
        labels: SectionLabels {
            dilemma: words(
                raw.labels.dilemma,
                &["The Dilemma", "Dilemma", "The Question", "Question", "The Letter", "Letter", "The Problem"],
            ),
            conclusion: words(
                raw.labels.conclusion,
                &["The Conclusion", "Conclusion", "In Conclusion", "Our Conclusion", "The Bottom Line", "Bottom Line"],
            ),
            update: words(raw.labels.update, &["Update", "An Update"]),
            comments: words(
                raw.labels.comments,
                &["Comments", "Readers’ Comments", "Reader Comments", "Readers Say", "What Readers Say"],
            ),
        },
        stances: StanceWords {
            yes: lower(words(raw.stances.yes, &["yes", "yeah", "yep", "absolutely", "definitely", "of course"])),
            no: lower(words(
                raw.stances.no,
                &["no", "nope", "never", "absolutely not", "definitely not", "of course not"],
            )),
            mixed: lower(words(
                raw.stances.mixed,
                &["maybe", "perhaps", "it depends", "that depends", "depends", "possibly", "sometimes", "yes and no"],
            )),
        },
    }
}
