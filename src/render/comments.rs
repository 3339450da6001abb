//! The comments of a post, as threads.

use crate::site::{Origin, PostEntry, Site, ThreadEntry};

use super::html::{self, Loading};
use super::view::{CommentView, CommentsView, ThreadView};
use super::voices::{self, Speaker};

/// The comments of a post.
pub(super) fn of_post(site: &Site, authors: &[Speaker], entry: &PostEntry) -> CommentsView {
    let mut threads: Vec<ThreadView> = Vec::new();
    for thread in &entry.threads {
        let Some(view) = comment(site, authors, entry, thread) else { continue };
        match threads.last_mut() {
            Some(current) if thread.depth() > 0 => current.replies.push(view),
            _ => threads.push(ThreadView { first: view, replies: Vec::new() }),
        }
    }
    let origin = Origin { source: &entry.post.path, route: &entry.route };
    let note = &entry.post.comments_note;
    CommentsView {
        state: entry.post.comment_state,
        count: entry.comment_count(),
        note: (!note.is_empty()).then(|| html::safe(site, origin, note, &Loading::further_down())),
        threads,
    }
}

fn comment(site: &Site, authors: &[Speaker], entry: &PostEntry, thread: &ThreadEntry) -> Option<CommentView> {
    let comment = entry.comment(thread.comment())?;
    let parent = thread.parent().and_then(|parent| entry.threads.get(parent));
    let parent_comment = parent.and_then(|parent| entry.comment(parent.comment()));
    let parent_is_removed = parent.is_some_and(|parent| parent.is_removed);
    let origin = Origin { source: entry.file_of_comment(thread.comment()), route: &entry.route };
    // Nothing that was said in a removed comment reaches the page, its writer's name neither.
    let shown = (!thread.is_removed).then_some(comment);
    Some(CommentView {
        anchor: format!("comment-{}", comment.id),
        author: shown.and_then(|comment| comment.author.as_deref()).map(str::to_owned),
        url: shown.and_then(|comment| comment.url()).map(str::to_owned),
        date: shown.and_then(|comment| comment.date.as_ref()).map(|date| voices::date(&site.config, date)),
        html: shown.map(|comment| html::safe(site, origin, &comment.body, &Loading::further_down())),
        depth: thread.depth(),
        parent_author: parent_comment
            .filter(|_| !parent_is_removed)
            .and_then(|parent| parent.author.as_deref())
            .map(str::to_owned),
        parent_is_removed,
        parent_anchor: parent_comment.map(|parent| format!("comment-{}", parent.id)),
        voice: shown
            .and_then(|comment| comment.voice())
            .and_then(|id| voices::find(authors, entry, id))
            .map(|voice| voice.value),
        is_featured: shown.is_some_and(|comment| comment.featured),
    })
}
