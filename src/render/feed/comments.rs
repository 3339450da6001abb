//! The newest comments of all posts, as Atom with its threading extension (RFC 4685).

use std::cmp::Reverse;

use jiff::Timestamp;

use crate::document::Comment;
use crate::site::{FeedKind, Origin, PostEntry, Site, ThreadEntry};

use super::super::html::{Place, text};
use super::atom;
use super::entry::{Channel, Entry};
use crate::config::fill;

/// A comment that is shown, and where.
type Shown<'s> = (&'s PostEntry, &'s ThreadEntry, &'s Comment);

/// Appends the feed of comments.
pub(super) fn write(site: &Site, out: &mut Vec<u8>) {
    let shown = site.posts.iter().flat_map(|entry| {
        let visible = entry.threads.iter().filter(|thread| !thread.is_removed);
        visible.filter_map(move |thread| Some((entry, thread, entry.comment(thread.comment())?)))
    });
    let when = |entry: &PostEntry, comment: &Comment| comment.date.as_ref().unwrap_or(&entry.post.date).timestamp();
    let mut newest: Vec<(Reverse<Timestamp>, usize, Shown<'_>)> =
        shown.enumerate().map(|(at, shown)| (Reverse(when(shown.0, shown.2)), at, shown)).collect();
    // Of very many only a few are wanted, so only these are put in order.
    let order = |(when, at, _): &(Reverse<Timestamp>, usize, _)| (*when, *at);
    if site.config.feed_limit < newest.len() {
        newest.select_nth_unstable_by_key(site.config.feed_limit, order);
        newest.truncate(site.config.feed_limit);
    }
    newest.sort_unstable_by_key(order);
    let entries: Vec<Entry> =
        newest.into_iter().map(|(.., (entry, thread, comment))| of_comment(site, entry, thread, comment)).collect();
    atom::write(&Channel::new(site, FeedKind::Comments), &entries, out);
}

fn of_comment(site: &Site, entry: &PostEntry, thread: &ThreadEntry, comment: &Comment) -> Entry {
    let labels = &site.config.labels;
    let post_url = site.config.base.permalink(&entry.route);
    let url_of = |id: &str| format!("{post_url}#comment-{id}");
    let parent =
        thread.parent().and_then(|parent| entry.threads.get(parent)).and_then(|parent| entry.comment(parent.comment()));
    let name = comment.author.as_deref().unwrap_or(&labels.anonymous);
    let date = comment.date.as_ref().unwrap_or(&entry.post.date).clone();
    let origin = Origin { source: entry.file_of_comment(thread.comment()), route: &entry.route };
    Entry {
        title: fill(&labels.comment_on, &[("name", name), ("title", &entry.post.title)]),
        url: url_of(&comment.id),
        published: date.clone(),
        updated: date,
        authors: vec![(name.to_owned(), comment.url().filter(|url| url.starts_with("http")).map(str::to_owned))],
        tags: Vec::new(),
        summary: None,
        image: None,
        html: text(site, origin, &comment.body, Place::Feed),
        in_reply_to: Some(parent.map_or(post_url.clone(), |parent| url_of(&parent.id))),
    }
}
