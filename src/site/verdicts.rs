//! Who said what to which letter.

use std::collections::HashSet;
use std::sync::Arc;

use crate::document::{Post, Section, Stance, Verdict};

/// Whether those who took a stance took the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All the same.
    Agree,
    /// Not all the same.
    Differ,
}

impl Outcome {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Agree, Self::Differ];

    /// `agree` or `differ`, as templates see it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Differ => "differ",
        }
    }
}

/// Whether some stances agree; `None` where fewer than two were taken.
pub fn outcome(stances: impl IntoIterator<Item = Option<Stance>>) -> Option<Outcome> {
    let mut taken = stances.into_iter().flatten();
    let (first, second) = (taken.next()?, taken.next()?);
    let agree = first == second && taken.all(|stance| stance == first);
    Some(if agree { Outcome::Agree } else { Outcome::Differ })
}

/// A letter, from 0, and each voice's first verdict on it.
pub(super) type LetterVerdicts = (usize, Arc<[(Box<str>, Verdict)]>);

/// The letters of a post that got a verdict, in written order.
pub(super) fn by_letter(post: &Post) -> Box<[LetterVerdicts]> {
    let letters = post.sections.chunk_by(|a, b| a.letter == b.letter);
    let verdicts = letters.filter_map(|sections| Some((sections.first()?.letter, first_of_each(sections))));
    let kept = |(voice, verdict): (&str, &Verdict)| (Box::from(voice), verdict.clone());
    verdicts
        .filter(|(_, verdicts)| !verdicts.is_empty())
        .map(|(letter, verdicts)| (letter, verdicts.into_iter().map(kept).collect()))
        .collect()
}

/// Each voice's first verdict on a letter.
pub fn verdicts_on(post: &Post, letter: usize) -> Vec<(&str, &Verdict)> {
    let sections = post.sections.chunk_by(|a, b| a.letter == b.letter);
    let is_of_letter = |sections: &&[Section]| sections.first().is_some_and(|first| first.letter == letter);
    sections.into_iter().find(is_of_letter).map(first_of_each).unwrap_or_default()
}

fn first_of_each(sections: &[Section]) -> Vec<(&str, &Verdict)> {
    let mut known = HashSet::new();
    let verdicts = sections.iter().filter_map(|section| Some((section.voice.as_deref()?, section.verdict.as_ref()?)));
    verdicts.filter(|(voice, _)| known.insert(*voice)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_stances_make_an_outcome() {
        assert_eq!(outcome([Some(Stance::Yes), None]), None);
        assert_eq!(outcome([Some(Stance::Yes), None, Some(Stance::Yes)]), Some(Outcome::Agree));
        assert_eq!(outcome([Some(Stance::Yes), Some(Stance::Mixed)]), Some(Outcome::Differ));
    }
}
