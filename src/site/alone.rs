//! What a post comes to on its own, before it stands among the others.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use crate::address::Route;
use crate::config::{PermalinkParts, PermalinkPattern};
use crate::diagnostic::Diagnostic;
use crate::document::{Comment, CommentFile, Date, Post, SectionKind};
use crate::markdown::Fragment;
use crate::source::SourcePath;

use super::thread::{CommentAt, ThreadEntry};
use super::threads;
use super::verdicts;

/// What a post and the comments file beside it come to on their own.
///
/// It has all that linking needs of the post, close together: a site of many posts is linked again without a look into
/// each of them.
#[derive(Debug)]
pub struct Alone {
    /// The document.
    pub post: Arc<Post>,
    /// The comments file beside it.
    pub comment_file: Option<Arc<CommentFile>>,
    /// Where it is published.
    pub route: Route,
    pub(super) is_draft: bool,
    pub(super) timestamp: Timestamp,
    pub(super) year: i16,
    /// Its comments in the order in which they are shown: each before its answers.
    pub threads: Box<[ThreadEntry]>,
    /// The places of the threads in the order of the ids of their comments; made when a link leads to one.
    by_id: OnceLock<Box<[u32]>>,
    /// The letters that got a verdict.
    pub(super) judged_letters: Box<[usize]>,
    /// Where the first take of each voice stands among the sections, by the voice.
    first_takes: Box<[usize]>,
    /// Whether it has links or pictures inside the site.
    pub(super) has_links: bool,
    /// Whether one of them leads to a place on a page: then it depends on the text of the other.
    pub(super) has_anchored_links: bool,
    rare: Option<Box<Rare>>,
}

/// What most posts have none of. A site keeps each of its posts, so what one does not have takes no room in it.
#[derive(Debug, Default, PartialEq)]
struct Rare {
    /// What is wrong with the threads.
    problems: Vec<Diagnostic>,
    /// The slug of the post that it follows up on, as it is written.
    update_to: Option<String>,
    aliases: Vec<Route>,
}

impl Alone {
    pub(super) fn new(post: &Arc<Post>, comment_file: Option<&Arc<CommentFile>>, permalink: &PermalinkPattern) -> Self {
        let date = &post.date;
        let parts = PermalinkParts { year: date.year(), month: date.month(), day: date.day(), slug: &post.slug };
        let mut problems = Vec::new();
        let threads = threads::build(post, comment_file.map(AsRef::as_ref), &mut problems);
        let mut first_takes: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, section) in
            post.sections.iter().enumerate().filter(|(_, section)| section.kind == SectionKind::Take)
        {
            if let Some(voice) = &section.voice {
                first_takes.entry(voice).or_insert(index);
            }
        }
        let rare = Rare {
            problems,
            update_to: post.update_to().map(|update| update.slug.clone()),
            aliases: post.aliases().iter().map(|alias| alias.route.clone()).collect(),
        };
        let holes = || post.fragments().flat_map(Fragment::holes);
        Self {
            route: permalink.route(parts),
            is_draft: post.draft,
            timestamp: date.timestamp(),
            year: date.year(),
            by_id: OnceLock::new(),
            threads,
            judged_letters: verdicts::judged_letters(post),
            first_takes: first_takes.into_values().collect(),
            has_links: post.image().is_some() || holes().next().is_some(),
            has_anchored_links: holes().any(|hole| hole.target.contains('#')),
            rare: (rare != Rare::default()).then(|| Box::new(rare)),
            post: Arc::clone(post),
            comment_file: comment_file.cloned(),
        }
    }

    /// Whether the site around it stays as it is when the other stands in its place: only texts differ.
    pub(super) fn is_outlined_like(&self, other: &Self) -> bool {
        self.post.path == other.post.path
            && (&self.route, &self.post.slug, self.is_draft) == (&other.route, &other.post.slug, other.is_draft)
            && (self.timestamp, self.year, &self.post.tags) == (other.timestamp, other.year, &other.post.tags)
            && self.judged_letters.len() == other.judged_letters.len()
            && self.voices().eq(other.voices())
            && (self.update_to(), self.aliases()) == (other.update_to(), other.aliases())
    }

    /// Whether it was made of the very same documents.
    pub(super) fn is_of(&self, post: &Arc<Post>, comment_file: Option<&Arc<CommentFile>>) -> bool {
        let is_same_file = match (&self.comment_file, comment_file) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            (None, None) => true,
            _ => false,
        };
        is_same_file && Arc::ptr_eq(&self.post, post)
    }

    /// What is wrong with the threads.
    pub(super) fn problems(&self) -> &[Diagnostic] {
        self.rare.as_ref().map_or(&[], |rare| &rare.problems)
    }

    /// The slug of the post that it follows up on, as it is written.
    pub(super) fn update_to(&self) -> Option<&str> {
        self.rare.as_ref()?.update_to.as_deref()
    }

    /// Its old addresses.
    pub(super) fn aliases(&self) -> &[Route] {
        self.rare.as_ref().map_or(&[], |rare| &rare.aliases)
    }

    /// Who has a take.
    fn voices(&self) -> impl Iterator<Item = &str> {
        self.first_takes.iter().filter_map(|section| self.voice_of(*section))
    }

    fn voice_of(&self, section: usize) -> Option<&str> {
        self.post.sections.get(section)?.voice.as_deref()
    }

    /// Where the first take of a voice stands among the sections.
    pub(super) fn first_take(&self, voice: &str) -> Option<usize> {
        let at = self.first_takes.binary_search_by(|section| self.voice_of(*section).cmp(&Some(voice))).ok()?;
        self.first_takes.get(at).copied()
    }

    /// The comment of an entry.
    pub fn comment(&self, at: CommentAt) -> Option<&Comment> {
        match at {
            CommentAt::Post(index) => self.post.comments.get(index),
            CommentAt::File(index) => self.comment_file.as_ref()?.comments.get(index),
        }
    }

    /// The file that the comment of an entry stands in.
    pub fn file_of_comment(&self, at: CommentAt) -> &SourcePath {
        match (at, &self.comment_file) {
            (CommentAt::File(_), Some(file)) => &file.path,
            _ => &self.post.path,
        }
    }

    /// Whether a comment with this id is shown, or its place.
    pub(super) fn has_comment(&self, id: &str) -> bool {
        let id_of = |place: &u32| {
            let thread = self.threads.get(*place as usize)?;
            self.comment(thread.comment()).map(|comment| &*comment.id)
        };
        let by_id = self.by_id.get_or_init(|| {
            let mut places: Box<[u32]> = (0..).take(self.threads.len()).collect();
            places.sort_by(|a, b| id_of(a).cmp(&id_of(b)));
            places
        });
        by_id.binary_search_by(|place| id_of(place).cmp(&Some(id))).is_ok()
    }

    /// The number of comments that are shown.
    pub fn comment_count(&self) -> usize {
        self.threads.iter().filter(|entry| !entry.is_removed).count()
    }

    /// When it was last changed.
    pub fn updated(&self) -> &Date {
        self.post.updated.as_ref().unwrap_or(&self.post.date)
    }
}
