//! Posts about the same things.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::model::Site;
use super::target::PostId;

/// How many neighbours of a post in each of its tags are looked at: those nearest in time, so that a tag of thousands
/// costs no more than one of a hundred.
const NEIGHBOURS: usize = 40;

/// The posts that share most with one: rare tags count more than common ones, then nearness in time decides. Posts that
/// it follows up on, or that follow up on it, are linked elsewhere and left out.
pub fn related(site: &Site, post: PostId, most: usize) -> Vec<PostId> {
    let Some(entry) = site.posts.get(post) else { return Vec::new() };
    let room = entry.tags.len() * (2 * NEIGHBOURS + 1);
    let mut scores: FxHashMap<PostId, usize> =
        FxHashMap::with_capacity_and_hasher(room.min(site.posts.len()), FxBuildHasher);
    for tag in entry.tags.iter().filter_map(|tag| site.tags.get(*tag)) {
        let weight = 1_000_000 / tag.posts.len().max(1);
        let here = tag.posts.partition_point(|other| *other < post);
        let from = here.saturating_sub(NEIGHBOURS);
        for other in tag.posts.iter().skip(from).take(2 * NEIGHBOURS + 1) {
            *scores.entry(*other).or_default() += weight;
        }
    }
    scores.remove(&post);
    for linked in entry.follows_up().iter().chain(entry.followed_up_by()) {
        scores.remove(linked);
    }
    let mut ranked: Vec<(PostId, usize)> = scores.into_iter().collect();
    let rank = |(other, score): &(PostId, usize)| (std::cmp::Reverse(*score), other.abs_diff(post), *other);
    // Of hundreds only a few are wanted, so only these are put in order.
    if most < ranked.len() {
        ranked.select_nth_unstable_by_key(most, rank);
        ranked.truncate(most);
    }
    ranked.sort_unstable_by_key(rank);
    ranked.into_iter().map(|(other, _)| other).collect()
}
