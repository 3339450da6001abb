//! What parsing needs to know besides the file.

use crate::config::TextRules;

use super::labels::LabelTable;
use super::voices::Voices;

/// What parsing needs to know besides the file: the settings that it depends on, and the voices. Of nothing else can
/// it know, so that a document can be kept for as long as these two stay the same.
#[derive(Debug)]
pub struct Context<'a> {
    /// The settings that parsing depends on.
    pub rules: &'a TextRules,
    /// The authors' labels.
    pub voices: &'a Voices,
    /// All labels that start a section of a post.
    pub labels: LabelTable,
}

impl<'a> Context<'a> {
    /// The context for all files of a site.
    pub fn new(rules: &'a TextRules, voices: &'a Voices) -> Self {
        let labels = LabelTable::new(&rules.column.labels, voices.iter());
        Self { rules, voices, labels }
    }
}
