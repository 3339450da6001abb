//! What the pages of a site share, made once and only when it is asked for.

use std::sync::OnceLock;

use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::site::{Outcome, PostId, Site, VerdictRow};
use crate::theme::Theme;

use super::cards;
use super::kept_cards::KeptCards;
use super::tally;
use super::view::{AgreementView, Html, PostCard, Shared, TagView, Tally};
use super::voices::Speaker;

/// What the pages of a site share.
#[derive(Debug)]
pub(super) struct Common<'s> {
    pub(super) site: &'s Site,
    theme: &'s Theme,
    /// What a component can ask for with `@name`.
    implicits: Context,
    pub(super) authors: Vec<Speaker>,
    tags: Vec<Shared<TagView>>,
    tallies: OnceLock<Vec<Tally>>,
    agreements: OnceLock<Vec<AgreementView>>,
    /// The letters with each outcome, in the order of [`Outcome::ALL`].
    rows: OnceLock<[Vec<&'s VerdictRow>; Outcome::ALL.len()]>,
    cards: KeptCards,
}

impl<'s> Common<'s> {
    /// What the pages of a site with these authors share.
    pub(super) fn new(site: &'s Site, theme: &'s Theme, authors: Vec<Speaker>, implicits: Context) -> Self {
        Self {
            authors,
            tags: (0..site.tags.len()).filter_map(|tag| cards::tag(site, tag)).map(|tag| Shared::new(&tag)).collect(),
            tallies: OnceLock::new(),
            agreements: OnceLock::new(),
            rows: OnceLock::new(),
            cards: KeptCards::of(site.posts.len()),
            site,
            theme,
            implicits,
        }
    }

    /// The post as lists show it. The error is that of the component that draws it.
    pub(super) fn card(&self, post: PostId) -> Result<Shared<PostCard>, Diagnostic> {
        let Some(entry) = self.site.posts.get(post) else { return Ok(Shared::none()) };
        self.cards.get(post, || {
            let mut card = cards::card(self.site, &self.authors, &self.tags, entry);
            let undrawn = Shared::new(&card);
            let Some(html) = self.theme.card(undrawn.value(), &card.href, &self.implicits) else { return Ok(undrawn) };
            card.html = Some(Html::new(&html?));
            Ok(Shared::new(&card))
        })
    }

    /// The letters with an outcome, newest first.
    pub(super) fn rows(&self, outcome: Outcome) -> &[&'s VerdictRow] {
        let site = self.site;
        let rows = self.rows.get_or_init(|| Outcome::ALL.map(|outcome| site.verdicts_with(Some(outcome)).collect()));
        let at = Outcome::ALL.iter().position(|other| *other == outcome);
        at.and_then(|at| rows.get(at)).map_or(&[], Vec::as_slice)
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
