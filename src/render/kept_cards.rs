//! The cards of the posts that lists showed last.

use std::sync::{Mutex, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::site::PostId;

use super::view::{PostCard, Shared};

/// How many cards are kept, some 6 kB each. The pages of a build are made in the order of time, and a list, or a post with
/// its related ones, shows posts that are near each other: so these are as good as all.
const KEPT: usize = 2048;

/// The cards that were asked for last, each at the place that its post shares with few others.
#[derive(Debug)]
pub(super) struct KeptCards(Box<[Slot]>);

type Slot = Mutex<Option<(PostId, Shared<PostCard>)>>;

impl KeptCards {
    /// Room for the cards of a site with so many posts.
    pub(super) fn of(posts: usize) -> Self {
        Self(std::iter::repeat_with(Mutex::default).take(posts.clamp(1, KEPT)).collect())
    }

    /// The card of a post: the kept one, or the one that `make` makes.
    pub(super) fn get(
        &self,
        post: PostId,
        make: impl FnOnce() -> Result<Shared<PostCard>, Diagnostic>,
    ) -> Result<Shared<PostCard>, Diagnostic> {
        let Some(slot) = self.0.get(post % self.0.len()) else { return make() };
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        match &*slot {
            Some((kept, card)) if *kept == post => Ok(card.clone()),
            _ => Ok(slot.insert((post, make()?)).1.clone()),
        }
    }
}
