//! Who said what to which letter.

use std::sync::Arc;

use crate::document::{Post, Stance, Verdict};

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
pub(super) type LetterVerdicts = (usize, Arc<[(String, Verdict)]>);

/// The letters of a post that got a verdict, in written order.
pub(super) fn by_letter(post: &Post) -> Vec<LetterVerdicts> {
    let letters = post.sections.iter().map(|section| section.letter).max().map_or(0, |last| last + 1);
    let verdicts = (0..letters).map(|letter| (letter, Arc::<[_]>::from(verdicts_on(post, letter))));
    verdicts.filter(|(_, verdicts)| !verdicts.is_empty()).collect()
}

/// Each voice's first verdict on a letter.
pub fn verdicts_on(post: &Post, letter: usize) -> Vec<(String, Verdict)> {
    let mut verdicts: Vec<(String, Verdict)> = Vec::new();
    for section in post.sections.iter().filter(|section| section.letter == letter) {
        if let (Some(voice), Some(verdict)) = (&section.voice, &section.verdict)
            && verdicts.iter().all(|(known, _)| known != voice)
        {
            verdicts.push((voice.clone(), verdict.clone()));
        }
    }
    verdicts
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
