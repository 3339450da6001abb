//! Comments → the comments files beside the posts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::document::{Date, RawComment, RawComments};
use crate::source::SourcePath;

use super::error::ImportError;
use super::gather::WaitingComment;
use super::report::Report;
use super::threads::{Keeping, Kept, keep};
use super::write::Writer;
use super::yaml::comments;

/// How comments are kept, whatever the post.
pub(super) struct Manner<'a> {
    pub(super) pending_too: bool,
    /// The ids of authors by the accounts that write comments.
    pub(super) accounts: &'a HashMap<String, String>,
}

/// The comments file of a post: `a.comments.yaml` beside `a.md`, `comments.yaml` beside `index.md`.
fn path_of(post: &SourcePath) -> String {
    match post.stem() {
        "index" => format!("{}/comments.yaml", post.folder()),
        stem => format!("{}/{stem}.comments.yaml", post.folder()),
    }
}

/// Writes the comments of a post that are not there yet.
pub(super) fn settle(
    post: &SourcePath,
    waiting: &[WaitingComment],
    manner: &Manner<'_>,
    writer: &mut Writer,
    report: &mut Report,
) -> Result<(), ImportError> {
    if waiting.is_empty() {
        return Ok(());
    }
    let path = path_of(post);
    let before = writer.read(&path);
    let there = before.as_deref().map_or_else(|| Some(Vec::new()), read);
    let Some(there) = there else {
        report.note("comments-unread", Some(&path), "this file cannot be read, so no comment was added to it");
        return Ok(());
    };
    let known: BTreeSet<String> =
        there.iter().filter_map(|comment| comment.id.as_ref().map(|id| id.0.clone())).collect();
    let copies = copies(waiting, &there, &known);
    let keeping =
        Keeping { pending_too: manner.pending_too, accounts: manner.accounts, known: &known, copies: &copies };
    let mut kept = keep(waiting, &keeping);
    count(&kept, copies.len(), report);
    kept.lines.retain(|line| !known.contains(&line.id));
    if kept.lines.is_empty() {
        return Ok(());
    }
    let more = comments(&kept.lines);
    match before {
        None => writer.create(&path, more.into_bytes()),
        Some(before) if fits(&before, &more, there.len() + kept.lines.len()) => writer.extend(&path, &before, &more),
        Some(_) => {
            report.note(
                "comments-unread",
                Some(&path),
                "new comments cannot be added in the form in which it is written",
            );
            Ok(())
        }
    }
}

fn read(text: &str) -> Option<Vec<RawComment>> {
    if text.trim().is_empty() {
        return Some(Vec::new());
    }
    serde_yaml::from_str::<RawComments>(text).ok().map(|RawComments(comments)| comments)
}

/// Whether more can be added to a file, so that it is still one list.
fn fits(before: &str, more: &str, expected: usize) -> bool {
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    read(&format!("{before}{gap}{more}")).is_some_and(|all| all.len() == expected)
}

/// Counts what is on the site now.
pub(super) fn count(kept: &Kept, copies: usize, report: &mut Report) {
    let counts = &mut report.counts;
    counts.comments += kept.lines.len();
    counts.replies += kept.replies;
    counts.removed += kept.removed;
    counts.depth = counts.depth.max(kept.depth);
    counts.known += kept.known;
    counts.comments_left += kept.left;
    counts.copies += copies;
}

/// Comments that are there under another id: Disqus took copies of a blog's own.
fn copies(waiting: &[WaitingComment], there: &[RawComment], known: &BTreeSet<String>) -> BTreeMap<String, String> {
    let utc = jiff::tz::TimeZone::UTC;
    let time = |date: &str| Date::parse(date, &utc).ok().map(|date| date.timestamp());
    let mut by_words: HashMap<_, &str> = HashMap::new();
    for comment in there {
        let text = |text: &Option<crate::fields::Text>| text.as_ref().map_or("", |text| text.0.as_str()).to_owned();
        let words = (text(&comment.author), time(&text(&comment.date)), letters(&text(&comment.body)));
        if let Some(id) = comment.id.as_ref().filter(|_| words.1.is_some()) {
            by_words.insert(words, &id.0);
        }
    }
    let mut copies = BTreeMap::new();
    for WaitingComment { comment, markdown } in waiting.iter().filter(|waiting| !known.contains(&waiting.comment.id)) {
        let original = comment.copy_of.as_deref().filter(|id| known.contains(*id)).or_else(|| {
            let time = comment.date.as_deref().and_then(time)?;
            by_words.get(&(comment.author.clone().unwrap_or_default(), Some(time), letters(markdown))).copied()
        });
        copies.extend(original.map(|original| (comment.id.clone(), original.to_owned())));
    }
    copies
}

/// What a text says, however it is written.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
