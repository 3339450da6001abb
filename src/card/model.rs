//! What is on a card.

use crate::document::Stance;
use crate::picture::{Digest, digest};

/// The width of a card in pixels: what social networks ask for.
pub const WIDTH: u32 = 1200;

/// The height of a card in pixels.
pub const HEIGHT: u32 = 630;

/// Another drawing of the same card wants another number here.
const VERSION: &[u8] = b"2 resvg-0.49";

/// Whether the voices agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All say the same.
    Agree,
    /// They do not.
    Differ,
}

/// One voice on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The name.
    pub name: String,
    /// Its initials.
    pub monogram: String,
    /// Its colour, such as `#1b4f8a`.
    pub colour: String,
    /// What it says, and what that amounts to.
    pub verdict: Option<(String, Option<Stance>)>,
}

/// The words for voices that a card has no room for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct More {
    /// For one of them.
    pub one: String,
    /// For several; `{n}` stands for their number.
    pub many: String,
}

/// What is on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The name of the site.
    pub site: String,
    /// The question.
    pub title: String,
    /// Who answers.
    pub voices: Vec<Voice>,
    /// The words for those of them that are not shown.
    pub more: More,
    /// Whether they agree, and the words for it.
    pub outcome: Option<(Outcome, String)>,
}

impl Card {
    /// What decides the bytes of the card, with fonts of this digest.
    pub fn digest(&self, fonts: Digest) -> Digest {
        let fonts = fonts.0.to_le_bytes();
        let mut parts: Vec<&[u8]> = vec![VERSION, &fonts, self.site.as_bytes(), self.title.as_bytes()];
        for voice in &self.voices {
            let (verdict, stance) = match &voice.verdict {
                Some((label, stance)) => (label.as_str(), *stance),
                None => ("", None),
            };
            let stance = match stance {
                Some(Stance::Yes) => "yes",
                Some(Stance::No) => "no",
                Some(Stance::Mixed) => "mixed",
                None => "",
            };
            let texts = [&voice.name, &voice.monogram, &voice.colour, verdict, stance];
            parts.extend(texts.map(str::as_bytes));
        }
        let (outcome, words) = match &self.outcome {
            Some((Outcome::Agree, words)) => ("agree", words.as_str()),
            Some((Outcome::Differ, words)) => ("differ", words.as_str()),
            None => ("", ""),
        };
        parts.extend([outcome, words, &self.more.one, &self.more.many].map(str::as_bytes));
        digest(parts)
    }
}
