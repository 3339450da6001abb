//! The share cards of a site's posts.

use std::sync::Arc;

use crate::address::Route;
use crate::card::Fonts;
use crate::picture::Digest;

use super::target::{PostId, Target};

/// The share cards, by the posts that they stand for.
#[derive(Debug, Default)]
pub struct Cards {
    /// `None` where there are to be no cards.
    pub(super) fonts: Option<Arc<Fonts>>,
    pub(super) of_posts: Vec<Option<CardEntry>>,
}

/// A share card.
#[derive(Debug, Clone)]
pub struct CardEntry {
    /// Where it is published.
    pub route: Route,
    /// What decides its bytes.
    pub key: Digest,
}

impl Cards {
    /// What they are drawn with.
    pub fn fonts(&self) -> Option<&Fonts> {
        self.fonts.as_deref()
    }

    /// The card of a post; one with a picture of its own has none, and one whose title cannot be drawn.
    pub fn get(&self, post: PostId) -> Option<&CardEntry> {
        self.of_posts.get(post)?.as_ref()
    }

    /// What is published of them.
    pub(super) fn targets(&self) -> impl Iterator<Item = (Route, Target)> {
        let cards = self.of_posts.iter().enumerate();
        cards.filter_map(|(post, card)| Some((card.as_ref()?.route.clone(), Target::Card(post))))
    }
}
