//! What makes a column, with the words that an English one has.

use crate::fields::TextList;

use super::check::Check;
use super::raw::{RawColumn, RequiredPart};
use super::validated::{ColumnRules, SectionLabels, StanceWords};

/// The most labels of one kind, or words of one stance: every line of a post is compared with them.
const MOST: usize = 100;

/// The longest of them, in characters.
const LONGEST: usize = 200;

/// `[column]` with its defaults; what is wrong with it is reported.
pub(super) fn column_rules(check: &mut Check<'_>, raw: RawColumn) -> Option<ColumnRules> {
    let (labels, stances) = (&raw.labels, &raw.stances);
    let lists = [
        ("labels.dilemma", &labels.dilemma),
        ("labels.conclusion", &labels.conclusion),
        ("labels.update", &labels.update),
        ("labels.comments", &labels.comments),
        ("stances.yes", &stances.yes),
        ("stances.no", &stances.no),
        ("stances.mixed", &stances.mixed),
    ];
    let mut is_good = true;
    for (name, TextList(list)) in lists.iter().filter_map(|(name, list)| Some((*name, list.as_ref()?))) {
        if list.len() > MOST || list.iter().any(|words| words.chars().count() > LONGEST) {
            let message =
                format!("`column.{name}` has more than {MOST} entries, or one of more than {LONGEST} characters");
            check.wrong(&format!("column.{name}"), message, "write those that your columns have");
            is_good = false;
        }
    }
    let words = |own: Option<TextList>, default: &[&str]| match own {
        Some(TextList(own)) => own,
        None => default.iter().map(|word| (*word).to_owned()).collect(),
    };
    let lower = |words: Vec<String>| words.iter().map(|word| word.to_lowercase().replace('’', "'")).collect();
    let rules = ColumnRules {
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
    };
    is_good.then_some(rules)
}
