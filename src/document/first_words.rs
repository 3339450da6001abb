//! The first words of sections and comments. Lists and machines are shown them, and they are made when they are asked for:
//! kept, they would take as much memory as all else that a post has besides its text.

use super::excerpt::{ENOUGH, excerpt};
use super::model::{Comment, Section};
use super::verdict;

impl Section {
    /// The first words; of a take those behind its verdict.
    pub fn excerpt(&self) -> String {
        let verdict = self.verdict.as_ref();
        let label = verdict.map_or(0, |verdict| verdict.label.len());
        excerpt(verdict::without(&self.body.beginning(label + ENOUGH), verdict))
    }
}

impl Comment {
    /// The first words.
    pub fn excerpt(&self) -> String {
        excerpt(&self.body.beginning(ENOUGH))
    }
}
