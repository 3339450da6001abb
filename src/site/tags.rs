//! Tags and years.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::address::Slug;
use crate::markdown::Anchors;

use super::alone::Alone;
use super::alphabet::Alphabet;
use super::model::{TagEntry, YearEntry};
use super::target::PostId;

/// The tags by name. Of several spellings of one tag it has the one that most posts have; tags with the same slug that
/// differ otherwise get slugs with numbers.
pub(super) fn tags(posts: &[Arc<Alone>], alphabet: Alphabet) -> Vec<TagEntry> {
    let mut by_key: FxHashMap<&str, (FxHashMap<&str, usize>, Vec<PostId>)> = FxHashMap::default();
    for (id, alone) in posts.iter().enumerate() {
        for (key, name) in alone.spelled_tags() {
            let (spellings, posts) = by_key.entry(key).or_default();
            *spellings.entry(name).or_default() += 1;
            if posts.last() != Some(&id) {
                posts.push(id);
            }
        }
    }
    let mut slugs = Anchors::default();
    let by_key: BTreeMap<_, _> = by_key.into_iter().collect();
    let entries = by_key.into_values().map(|(spellings, posts)| {
        // Of spellings that are as frequent, the first by name.
        let most = spellings.iter().max_by_key(|(name, count)| (**count, Reverse(**name)));
        let name = most.map_or("", |(name, _)| name).to_owned();
        let slug = slugs.claim(Slug::from_text(&name).as_str());
        TagEntry { name, slug: Slug::from_text(&slug), posts }
    });
    let mut entries: Vec<TagEntry> = entries.collect();
    entries.sort_by_cached_key(|entry| (alphabet.key(&entry.name), entry.name.clone()));
    entries
}

/// The years, newest first.
pub(super) fn years(posts: &[Arc<Alone>]) -> Vec<YearEntry> {
    let mut years: BTreeMap<i16, Vec<PostId>> = BTreeMap::new();
    for (id, alone) in posts.iter().enumerate() {
        years.entry(alone.year).or_default().push(id);
    }
    years.into_iter().rev().map(|(year, posts)| YearEntry { year, posts }).collect()
}
