//! Who said what to which letter.

use std::collections::HashSet;

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

/// The letters of a post that got a verdict, in written order.
pub(super) fn judged_letters(post: &Post) -> Box<[usize]> {
    let letters = post.sections.chunk_by(|a, b| a.letter == b.letter);
    let judged = letters.filter(|sections| sections.iter().any(|section| verdict_of(section).is_some()));
    judged.filter_map(|sections| sections.first()).map(|section| section.letter).collect()
}

/// The verdict of a voice.
fn verdict_of(section: &Section) -> Option<(&str, &Verdict)> {
    Some((section.voice.as_deref()?, section.verdict.as_ref()?))
}

/// Each voice's first verdict on a letter.
pub fn verdicts_on(post: &Post, letter: usize) -> Vec<(&str, &Verdict)> {
    let start = post.sections.partition_point(|section| section.letter < letter);
    let of_letter = post.sections.iter().skip(start).take_while(|section| section.letter == letter);
    let mut known = HashSet::new();
    of_letter.filter_map(verdict_of).filter(|(voice, _)| known.insert(*voice)).collect()
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
