//! Feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, with full texts and a finite number of entries.

mod atom;
mod comments;
mod entry;
mod json;
mod rss;

use crate::site::{FeedKind, PostId};

use super::common::Common;
use super::components::Components;
use entry::{Channel, Entry};

/// Appends a feed.
pub(super) fn write(common: &Common<'_>, components: &Components<'_>, kind: FeedKind, out: &mut Vec<u8>) {
    let site = common.site;
    let limit = site.config.feed_limit;
    let newest: Vec<PostId> = match kind {
        FeedKind::Comments => return comments::write(site, out),
        FeedKind::Tag(tag) => {
            site.tags.get(tag).map_or(&[][..], |tag| &tag.posts).iter().copied().take(limit).collect()
        }
        FeedKind::Author(author) => site
            .author_takes
            .get(author)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .map(|(post, _)| *post)
            .take(limit)
            .collect(),
        FeedKind::Atom | FeedKind::Rss | FeedKind::Json => (0..site.posts.len()).take(limit).collect(),
    };
    let entries: Vec<Entry> = newest.into_iter().filter_map(|post| entry::of_post(common, components, post)).collect();
    let channel = Channel::new(site, kind);
    match kind {
        FeedKind::Rss => rss::write(&channel, &entries, out),
        FeedKind::Json => json::write(&channel, &entries, out),
        _ => atom::write(&channel, &entries, out),
    }
}
