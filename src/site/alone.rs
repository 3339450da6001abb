//! What a post comes to on its own, before it stands among the others.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use unicode_normalization::UnicodeNormalization;

use crate::address::{Route, Slug};
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
    pub(super) slug: Slug,
    pub(super) is_draft: bool,
    pub(super) timestamp: Timestamp,
    pub(super) year: i16,
    /// Its comments in the order in which they are shown: each before its answers.
    pub threads: Box<[ThreadEntry]>,
    /// The places of the threads in the order of the ids of their comments.
    by_id: Box<[u32]>,
    /// What is wrong with the threads.
    pub(super) problems: Vec<Diagnostic>,
    /// Of each tag what its spellings have in common.
    tag_keys: Box<[Box<str>]>,
    /// The letters that got a verdict.
    pub(super) judged_letters: Box<[usize]>,
    /// Where the first take of each voice stands among the sections, by the voice.
    first_takes: Box<[usize]>,
    /// The slug of the post that it follows up on, as it is written.
    pub(super) update_to: Option<String>,
    /// Its old addresses.
    pub(super) aliases: Vec<Route>,
    /// Whether it has links or pictures inside the site.
    pub(super) has_links: bool,
    /// Whether one of them leads to a place on a page: then it depends on the text of the other.
    pub(super) has_anchored_links: bool,
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
        let id_of =
            |place: &u32| threads.get(*place as usize).and_then(|thread| id_at(post, comment_file, thread.comment()));
        let mut by_id: Vec<u32> = (0..).take(threads.len()).collect();
        by_id.sort_by(|a, b| id_of(a).cmp(&id_of(b)));
        let holes = || post.fragments().flat_map(Fragment::holes);
        Self {
            route: permalink.route(parts),
            slug: post.slug.clone(),
            is_draft: post.draft,
            timestamp: date.timestamp(),
            year: date.year(),
            by_id: by_id.into_boxed_slice(),
            threads,
            problems,
            tag_keys: post.tags.iter().map(|tag| tag_key(tag).into_boxed_str()).collect(),
            judged_letters: verdicts::judged_letters(post),
            first_takes: first_takes.into_values().collect(),
            update_to: post.update_to().map(|update| update.slug.clone()),
            aliases: post.aliases().iter().map(|alias| alias.route.clone()).collect(),
            has_links: post.image().is_some() || holes().next().is_some(),
            has_anchored_links: holes().any(|hole| hole.target.contains('#')),
            post: Arc::clone(post),
            comment_file: comment_file.cloned(),
        }
    }

    /// Whether the site around it stays as it is when the other stands in its place: only texts differ.
    pub(super) fn is_outlined_like(&self, other: &Self) -> bool {
        self.post.path == other.post.path
            && (&self.route, &self.slug, self.is_draft) == (&other.route, &other.slug, other.is_draft)
            && (self.timestamp, self.year, &self.post.tags) == (other.timestamp, other.year, &other.post.tags)
            && self.judged_letters.len() == other.judged_letters.len()
            && self.voices().eq(other.voices())
            && (&self.update_to, &self.aliases) == (&other.update_to, &other.aliases)
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
}

/// What spellings of one tag have in common: those that differ only in case, hyphens, underscores and spaces are one.
fn tag_key(tag: &str) -> String {
    let words =
        tag.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '‐' | '‑')).filter(|word| !word.is_empty());
    let key = words.map(|word| word.nfc().collect::<String>().to_lowercase()).collect::<Vec<_>>().join(" ");
    if key.is_empty() { tag.to_owned() } else { key }
}

impl Alone {
    /// Who has a take.
    fn voices(&self) -> impl Iterator<Item = &str> {
        self.first_takes.iter().filter_map(|section| self.voice_of(*section))
    }

    fn voice_of(&self, section: usize) -> Option<&str> {
        self.post.sections.get(section)?.voice.as_deref()
    }

    /// Its tags, as they are written and by what their spellings have in common.
    pub(super) fn spelled_tags(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tag_keys.iter().map(AsRef::as_ref).zip(self.post.tags.iter().map(AsRef::as_ref))
    }

    /// Where the first take of a voice stands among the sections.
    pub(super) fn first_take(&self, voice: &str) -> Option<usize> {
        let at = self.first_takes.binary_search_by(|section| self.voice_of(*section).cmp(&Some(voice))).ok()?;
        self.first_takes.get(at).copied()
    }

    /// The comment of an entry.
    pub fn comment(&self, at: CommentAt) -> Option<&Comment> {
        comment_at(&self.post, self.comment_file.as_ref(), at)
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
        let thread = |place: &u32| self.threads.get(*place as usize);
        let of = |place: &u32| id_at(&self.post, self.comment_file.as_ref(), thread(place)?.comment());
        self.by_id.binary_search_by(|place| of(place).cmp(&Some(id))).is_ok()
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

fn comment_at<'c>(post: &'c Post, file: Option<&'c Arc<CommentFile>>, at: CommentAt) -> Option<&'c Comment> {
    match at {
        CommentAt::Post(index) => post.comments.get(index),
        CommentAt::File(index) => file?.comments.get(index),
    }
}

fn id_at<'c>(post: &'c Post, file: Option<&'c Arc<CommentFile>>, at: CommentAt) -> Option<&'c str> {
    comment_at(post, file, at).map(|comment| &*comment.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_tag_have_one_key() {
        for tag in ["job hunt", "Job-Hunt", "job_hunt", "JOB  HUNT", "-job hunt"] {
            assert_eq!(tag_key(tag), "job hunt", "{tag}");
        }
        assert_eq!(tag_key("cafe\u{301}"), tag_key("Café"));
        assert_ne!(tag_key("jobhunt"), tag_key("job hunt"));
        assert_ne!(tag_key("-"), tag_key("--"));
    }
}
