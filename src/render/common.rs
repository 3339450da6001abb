//! What the pages of a site share, made once and only when it is asked for.

use std::sync::{Mutex, OnceLock, PoisonError};

use crate::site::{PostId, Site};

use super::cards;
use super::tally;
use super::view::{AgreementView, PostCard, Shared, TagView, Tally};
use super::voices::{self, Speaker};

/// What the pages of a site share.
#[derive(Debug)]
pub(super) struct Common<'s> {
    pub(super) site: &'s Site,
    pub(super) authors: Vec<Speaker>,
    tags: Vec<Shared<TagView>>,
    tallies: OnceLock<Vec<Tally>>,
    agreements: OnceLock<Vec<AgreementView>>,
    cards: Cards,
}

/// For how many posts what lists show of them is kept: 4 kB each. On a larger site a card that gave way to another is
/// made again, which takes a few microseconds.
const KEPT_CARDS: usize = 8192;

/// The cards that were asked for last, each at the place that its post shares with few others.
#[derive(Debug)]
struct Cards(Box<[Slot]>);

type Slot = Mutex<Option<(PostId, Shared<PostCard>)>>;

impl Cards {
    fn of(posts: usize) -> Self {
        Self(std::iter::repeat_with(Mutex::default).take(posts.clamp(1, KEPT_CARDS)).collect())
    }

    /// The card of a post: the kept one, or the one that `make` makes.
    fn get(&self, post: PostId, make: impl FnOnce() -> Shared<PostCard>) -> Shared<PostCard> {
        let Some(slot) = self.0.get(post % self.0.len()) else { return make() };
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        match &*slot {
            Some((kept, card)) if *kept == post => card.clone(),
            _ => slot.insert((post, make())).1.clone(),
        }
    }
}

impl<'s> Common<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        Self {
            authors: voices::authors(site),
            tags: (0..site.tags.len()).filter_map(|tag| cards::tag(site, tag)).map(|tag| Shared::new(&tag)).collect(),
            tallies: OnceLock::new(),
            agreements: OnceLock::new(),
            cards: Cards::of(site.posts.len()),
            site,
        }
    }

    /// The post as lists show it.
    pub(super) fn card(&self, post: PostId) -> Shared<PostCard> {
        let Some(entry) = self.site.posts.get(post) else { return Shared::none() };
        self.cards.get(post, || Shared::new(&cards::card(self.site, &self.authors, &self.tags, entry)))
    }

    /// How often each author said what.
    pub(super) fn tallies(&self) -> &[Tally] {
        self.tallies.get_or_init(|| tally::tallies(self.site, &self.authors))
    }

    /// How often each pair of authors agreed.
    pub(super) fn agreements(&self) -> &[AgreementView] {
        self.agreements.get_or_init(|| tally::agreements(self.site, &self.authors))
    }
}
