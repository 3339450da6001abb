//! Tags and years.

use std::collections::BTreeMap;

use crate::address::Slug;
use crate::markdown::Anchors;

use super::model::{PostEntry, PostId, TagEntry, YearEntry};

/// The tags by name. Spellings that differ only in case are one tag, named as most posts name it; tags with the same
/// slug that differ otherwise get slugs with numbers.
pub(super) fn tags(entries: &mut [PostEntry]) -> Vec<TagEntry> {
    let mut by_key: BTreeMap<String, (BTreeMap<&str, usize>, Vec<PostId>)> = BTreeMap::new();
    for (id, entry) in entries.iter().enumerate() {
        for tag in &entry.post.tags {
            let (spellings, posts) = by_key.entry(tag.to_lowercase()).or_default();
            *spellings.entry(tag.as_str()).or_default() += 1;
            if posts.last() != Some(&id) {
                posts.push(id);
            }
        }
    }
    let mut slugs = Anchors::default();
    let tags: Vec<TagEntry> = by_key
        .into_values()
        .map(|(spellings, posts)| {
            let name = spellings.iter().rev().max_by_key(|(_, count)| **count).map_or("", |(name, _)| name).to_owned();
            let slug = slugs.claim(Slug::from_text(&name).as_str());
            TagEntry { name, slug: Slug::from_text(&slug), posts }
        })
        .collect();
    for (index, tag) in tags.iter().enumerate() {
        for post in &tag.posts {
            if let Some(entry) = entries.get_mut(*post) {
                entry.tags.push(index);
            }
        }
    }
    tags
}

/// The years, newest first.
pub(super) fn years(entries: &[PostEntry]) -> Vec<YearEntry> {
    let mut years: BTreeMap<i16, Vec<PostId>> = BTreeMap::new();
    for (id, entry) in entries.iter().enumerate() {
        years.entry(entry.post.date.year()).or_default().push(id);
    }
    years.into_iter().rev().map(|(year, posts)| YearEntry { year, posts }).collect()
}
