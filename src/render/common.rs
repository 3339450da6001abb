//! What the pages of a site share, made once and only when it is asked for.

use std::sync::OnceLock;

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
    cards: Vec<OnceLock<Shared<PostCard>>>,
}

impl<'s> Common<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        Self {
            authors: voices::authors(site),
            tags: (0..site.tags.len()).filter_map(|tag| cards::tag(site, tag)).map(|tag| Shared::new(&tag)).collect(),
            tallies: OnceLock::new(),
            agreements: OnceLock::new(),
            cards: std::iter::repeat_with(OnceLock::new).take(site.posts.len()).collect(),
            site,
        }
    }

    /// The post as lists show it, made when it is first asked for.
    pub(super) fn card(&self, post: PostId) -> Shared<PostCard> {
        let make = || {
            self.site
                .posts
                .get(post)
                .map(|entry| Shared::new(&cards::card(self.site, &self.authors, &self.tags, entry)))
        };
        match self.cards.get(post) {
            Some(slot) => slot.get_or_init(|| make().unwrap_or_else(Shared::none)).clone(),
            None => Shared::none(),
        }
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
