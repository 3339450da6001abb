//! Tags and years.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::address::Slug;
use crate::markdown::Anchors;

use super::alone::Alone;
use super::alphabet::Alphabet;
use super::model::{TagEntry, YearEntry};
use super::target::PostId;

/// The tags by name. Of several spellings of one tag it has the one that most posts have; tags with the same slug that
/// differ otherwise get slugs with numbers.
pub(super) fn tags(posts: &[Arc<Alone>], alphabet: Alphabet) -> Vec<TagEntry> {
    // A site has few spellings and many posts, so what spellings have in common is found out once for each of them.
    let mut by_spelling: FxHashMap<&str, Vec<PostId>> = FxHashMap::default();
    for (id, alone) in posts.iter().enumerate() {
        for name in &alone.post.tags {
            by_spelling.entry(name).or_default().push(id);
        }
    }
    let mut by_key: BTreeMap<String, Vec<(&str, Vec<PostId>)>> = BTreeMap::new();
    for (name, posts) in by_spelling {
        by_key.entry(key(name)).or_default().push((name, posts));
    }
    let mut slugs = Anchors::default();
    let entries = by_key.into_values().map(|spellings| {
        // Of spellings that are as frequent, the first by name.
        let most = spellings.iter().max_by_key(|(name, posts)| (posts.len(), Reverse(*name)));
        let name = most.map_or("", |(name, _)| name).to_owned();
        let slug = slugs.claim(Slug::from_text(&name).as_str());
        // A post may have a tag in two spellings.
        let mut posts: Vec<PostId> = spellings.into_iter().flat_map(|(_, posts)| posts).collect();
        posts.sort_unstable();
        posts.dedup();
        TagEntry { name, slug: Slug::from_text(&slug), posts }
    });
    let mut entries: Vec<TagEntry> = entries.collect();
    entries.sort_by_cached_key(|entry| (alphabet.key(&entry.name), entry.name.clone()));
    entries
}

/// What spellings of one tag have in common: those that differ only in case, hyphens, underscores and spaces are one.
fn key(tag: &str) -> String {
    let words =
        tag.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '‐' | '‑')).filter(|word| !word.is_empty());
    let key = words.map(|word| word.nfc().collect::<String>().to_lowercase()).collect::<Vec<_>>().join(" ");
    if key.is_empty() { tag.to_owned() } else { key }
}

/// The years, newest first.
pub(super) fn years(posts: &[Arc<Alone>]) -> Vec<YearEntry> {
    let mut years: BTreeMap<i16, Vec<PostId>> = BTreeMap::new();
    for (id, alone) in posts.iter().enumerate() {
        years.entry(alone.year).or_default().push(id);
    }
    years.into_iter().rev().map(|(year, posts)| YearEntry { year, posts }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_tag_have_one_key() {
        for tag in ["job hunt", "Job-Hunt", "job_hunt", "JOB  HUNT", "-job hunt"] {
            assert_eq!(key(tag), "job hunt", "{tag}");
        }
        assert_eq!(key("cafe\u{301}"), key("Café"));
        assert_ne!(key("jobhunt"), key("job hunt"));
        assert_ne!(key("-"), key("--"));
    }
}
