//! The comments of a post, from its list and its file → threads.
//!
//! No walk here is recursive: threads may be as deep as readers make them.

use std::cell::OnceCell;
use std::collections::HashMap;

use jiff::Timestamp;

use crate::config::CommentState;
use crate::diagnostic::{Code, Diagnostic, Span, Vocabulary};
use crate::document::{Comment, CommentFile, CommentStatus, Post};
use crate::source::SourcePath;

use super::thread::{CommentAt, ThreadEntry};

/// A comment while its thread is found.
struct Node<'a> {
    at: CommentAt,
    comment: &'a Comment,
    file: &'a SourcePath,
    parent: Option<usize>,
    /// What it is sorted by: its own date, or that of the comment before it.
    order: Timestamp,
    is_kept: bool,
}

/// The comments in the order in which they are shown, and what is wrong with them.
pub(super) fn build(post: &Post, file: Option<&CommentFile>, diagnostics: &mut Vec<Diagnostic>) -> Box<[ThreadEntry]> {
    let mut nodes = nodes(post, file);
    let ids = ids(&nodes, diagnostics);
    find_parents(&mut nodes, &ids, diagnostics);
    break_cycles(&mut nodes, diagnostics);
    if post.comment_state == CommentState::Off {
        return Box::default();
    }
    keep_visible(&mut nodes);
    arrange(&nodes)
}

fn nodes<'a>(post: &'a Post, file: Option<&'a CommentFile>) -> Vec<Node<'a>> {
    let listed = post.comments.iter().enumerate().map(|(index, comment)| (CommentAt::Post(index), comment, &post.path));
    let kept = file.into_iter().flat_map(|file| {
        file.comments.iter().enumerate().map(|(index, comment)| (CommentAt::File(index), comment, &file.path))
    });
    let mut last = Timestamp::MIN;
    listed
        .chain(kept)
        .map(|(at, comment, file)| {
            last = comment.date.as_ref().map_or(last, crate::document::Date::timestamp);
            Node { at, comment, file, parent: None, order: last, is_kept: false }
        })
        .collect()
}

fn ids<'a>(nodes: &[Node<'a>], diagnostics: &mut Vec<Diagnostic>) -> HashMap<&'a str, usize> {
    let mut ids = HashMap::with_capacity(nodes.len());
    for (index, node) in nodes.iter().enumerate() {
        if ids.contains_key(&*node.comment.id) {
            diagnostics.push(Diagnostic::error(
                Code::DuplicateComment,
                Span::new(node.file.shared(), node.comment.range()),
                format!("another comment of this post has the id `{}` too", node.comment.id),
                "give each comment an `id` of its own; if it is the same comment twice, take one out",
            ));
        } else {
            ids.insert(&*node.comment.id, index);
        }
    }
    ids
}

/// For how many unknown parents a near one is looked for; of more, not all are listed.
const MOST_GUESSES: usize = 500;

fn find_parents(nodes: &mut [Node<'_>], ids: &HashMap<&str, usize>, diagnostics: &mut Vec<Diagnostic>) {
    let known = OnceCell::new();
    let mut guesses = 0..MOST_GUESSES;
    for node in nodes {
        let Some(parent) = &node.comment.parent else { continue };
        node.parent = ids.get(&**parent).copied();
        if node.parent.is_none() {
            let near = guesses.next().and_then(|_| known.get_or_init(|| vocabulary(ids)).nearest(parent));
            let near = near.filter(|near| **near != *node.comment.id);
            let help = match near {
                Some(near) => format!("did you mean `{near}`? Without `parent` the comment begins a thread of its own"),
                None => "write the `id` of a comment of this post; without `parent` it begins a thread".to_owned(),
            };
            diagnostics.push(Diagnostic::error(
                Code::UnknownParent,
                Span::new(node.file.shared(), node.comment.parent_range()),
                format!("there is no comment `{parent}` that this one could answer"),
                help,
            ));
        }
    }
}

/// The ids, for finding one that is near.
fn vocabulary(ids: &HashMap<&str, usize>) -> Vocabulary {
    let mut known: Vec<&str> = ids.keys().copied().collect();
    known.sort_unstable();
    Vocabulary::new(known.into_iter().map(str::to_owned))
}

/// Reports each circle once, at its first comment, and cuts it there.
fn break_cycles(nodes: &mut [Node<'_>], diagnostics: &mut Vec<Diagnostic>) {
    // 0: not seen; otherwise the number of the walk that came by.
    let mut seen = vec![0_usize; nodes.len()];
    for start in 0..nodes.len() {
        let walk = start + 1;
        let mut here = Some(start);
        while let Some(index) = here {
            match seen.get_mut(index) {
                Some(mark) if *mark == 0 => *mark = walk,
                Some(mark) if *mark == walk => {
                    if let Some(node) = nodes.get_mut(index) {
                        node.parent = None;
                        diagnostics.push(cycle(node.comment, node.file));
                    }
                    break;
                }
                _ => break,
            }
            here = nodes.get(index).and_then(|node| node.parent);
        }
    }
}

fn cycle(comment: &Comment, file: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        Code::CommentCycle,
        Span::new(file.shared(), comment.parent_range()),
        format!("the comment `{}` answers itself, directly or through others", comment.id),
        "take the `parent` of the oldest of them out",
    )
}

/// Keeps what is approved, and the places above it.
fn keep_visible(nodes: &mut [Node<'_>]) {
    for index in 0..nodes.len() {
        let is_approved = nodes.get(index).is_some_and(|node| node.comment.status == CommentStatus::Approved);
        let mut here = if is_approved { Some(index) } else { None };
        while let Some(node) = here.and_then(|index| nodes.get_mut(index)).filter(|node| !node.is_kept) {
            node.is_kept = true;
            here = node.parent;
        }
    }
}

/// Each comment before its answers, those of one parent oldest first.
fn arrange(nodes: &[Node<'_>]) -> Box<[ThreadEntry]> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut roots = Vec::new();
    for (index, node) in nodes.iter().enumerate().filter(|(_, node)| node.is_kept) {
        match node.parent.and_then(|parent| children.get_mut(parent)) {
            Some(siblings) => siblings.push(index),
            None => roots.push(index),
        }
    }
    let order = |index: &usize| nodes.get(*index).map(|node| node.order);
    let mut entries = Vec::with_capacity(nodes.iter().filter(|node| node.is_kept).count());
    roots.sort_by_key(order);
    let mut waiting: Vec<(usize, usize, Option<usize>)> = roots.into_iter().rev().map(|root| (root, 0, None)).collect();
    while let Some((index, depth, parent)) = waiting.pop() {
        let Some(node) = nodes.get(index) else { continue };
        let place = entries.len();
        let is_removed = node.comment.status != CommentStatus::Approved;
        entries.push(ThreadEntry::new(node.at, depth, parent, is_removed));
        let mut answers = children.get_mut(index).map(std::mem::take).unwrap_or_default();
        answers.sort_by_key(order);
        waiting.extend(answers.into_iter().rev().map(|answer| (answer, depth + 1, Some(place))));
    }
    entries.into_boxed_slice()
}
