//! What parsing needs to know besides the file.

use crate::config::Config;

use super::labels::{LabelTable, Voices};

/// What parsing needs to know besides the file: the settings and the voices.
#[derive(Debug)]
pub struct Context<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The authors' labels.
    pub voices: &'a Voices,
    /// All labels that start a section of a post.
    pub labels: LabelTable,
}

impl<'a> Context<'a> {
    /// The context for all files of a site.
    pub fn new(config: &'a Config, voices: &'a Voices) -> Self {
        let labels = LabelTable::new(&config.column.labels, voices.iter());
        Self { config, voices, labels }
    }
}
