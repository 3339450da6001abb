//! The linked site.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use crate::address::{Route, Slug};
use crate::config::Config;
use crate::document::{Author, Page, Verdict};
use crate::source::SourcePath;

use super::alone::Alone;
use super::card_table::Cards;
use super::picture_table::Pictures;
use super::table::Routes;
use super::target::PostId;
use super::verdicts::{Outcome, verdicts_on};

/// A site whose parts know each other.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The authors in their order.
    pub authors: Vec<Arc<Author>>,
    /// The posts, newest first.
    pub posts: Vec<PostEntry>,
    /// The pages in the order of their addresses.
    pub pages: Vec<Arc<Page>>,
    /// The tags by name.
    pub tags: Arc<Vec<TagEntry>>,
    /// The years, newest first.
    pub years: Arc<Vec<YearEntry>>,
    /// The letters that got a verdict, newest first.
    pub verdicts: Vec<VerdictRow>,
    /// For each author the posts with a take, newest first, and the place of the first take among the sections.
    pub author_takes: Vec<Vec<(PostId, usize)>>,
    /// When the next of the posts that lie in the future is due.
    pub next_due: Option<Timestamp>,
    /// Each file to publish.
    pub routes: Routes,
    /// The pictures that documents show.
    pub pictures: Arc<Pictures>,
    /// The share cards of the posts.
    pub cards: Arc<Cards>,
    /// Where the files below `content` are published.
    pub(super) by_source: Arc<FxHashMap<SourcePath, Route>>,
    /// Documents that are left out because they are drafts or scheduled.
    pub(super) unpublished: Arc<HashMap<SourcePath, &'static str>>,
}

impl Site {
    /// The letters with an outcome, newest first; without one all that got a verdict.
    pub fn verdicts_with(&self, outcome: Option<Outcome>) -> impl Iterator<Item = &VerdictRow> {
        self.verdicts.iter().filter(move |row| outcome.is_none() || row.outcome == outcome)
    }

    /// Each voice's first verdict on a letter, in written order.
    pub fn verdicts_of(&self, row: &VerdictRow) -> Vec<(&str, &Verdict)> {
        self.posts.get(row.post).map(|entry| verdicts_on(&entry.post, row.letter)).unwrap_or_default()
    }
}

/// A post in its site: what it is on its own, and what the others make of it.
#[derive(Debug, Clone)]
pub struct PostEntry {
    pub(super) alone: Arc<Alone>,
    /// Its tags, as places in [`Site::tags`].
    pub tags: Arc<[usize]>,
    /// Whether it lies in the future.
    pub is_scheduled: bool,
    /// How it and other posts follow up on each other; nothing where none does.
    pub(super) follow_ups: Option<Box<FollowUps>>,
}

/// How a post and others follow up on each other.
#[derive(Debug, Clone, Default)]
pub(super) struct FollowUps {
    /// The earlier post.
    pub(super) on: Option<PostId>,
    /// The later posts, oldest first.
    pub(super) by: Vec<PostId>,
}

impl PostEntry {
    /// The post that it follows up on.
    pub fn follows_up(&self) -> Option<PostId> {
        self.follow_ups.as_ref()?.on
    }

    /// The posts that follow up on it, oldest first.
    pub fn followed_up_by(&self) -> &[PostId] {
        self.follow_ups.as_ref().map_or(&[], |follow_ups| &follow_ups.by)
    }
}

impl Deref for PostEntry {
    type Target = Alone;

    fn deref(&self) -> &Alone {
        &self.alone
    }
}

/// A tag and its posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagEntry {
    /// The spelling that most posts use.
    pub name: String,
    /// Its segment of the address.
    pub slug: Slug,
    /// Its posts, newest first.
    pub posts: Vec<PostId>,
}

/// A year and its posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearEntry {
    /// The year.
    pub year: i16,
    /// Its posts, newest first.
    pub posts: Vec<PostId>,
}

/// What was said to one letter.
#[derive(Debug, Clone, PartialEq)]
pub struct VerdictRow {
    /// The post.
    pub post: PostId,
    /// The letter, from 0.
    pub letter: usize,
    /// Whether those who took a stance took the same.
    pub outcome: Option<Outcome>,
}
