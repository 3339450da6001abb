//! Many tags in an order in which one finds something: by initials, and those of most posts.

use std::cmp::Reverse;

use crate::site::{Alphabet, Initial};

use super::view::{TagGroup, TagView};

/// How many tags one list shows well.
pub(super) const READABLE: usize = 80;

/// How many of the most used tags are shown.
const MOST_USED: usize = 24;

/// The tags, which are in order, by their initials: first what is no letter, then digits, then the letters.
pub(super) fn by_initial(tags: &[TagView], alphabet: Alphabet) -> Vec<TagGroup> {
    let mut groups: Vec<TagGroup> = Vec::new();
    for tag in tags {
        let initial = match alphabet.initial(&tag.name) {
            Initial::Other => "#".to_owned(),
            Initial::Digit => "0".to_owned(),
            Initial::Letter(letter) => letter,
        };
        match groups.last_mut().filter(|group| group.initial == initial) {
            Some(group) => group.tags.push(tag.clone()),
            None => groups.push(TagGroup { initial, tags: vec![tag.clone()] }),
        }
    }
    groups
}

/// The tags of most posts, those of most first; of as many posts, in their order.
pub(super) fn most_used(tags: &[TagView]) -> Vec<TagView> {
    let mut ranked: Vec<&TagView> = tags.iter().filter(|tag| tag.count > 1).collect();
    ranked.sort_by_key(|tag| Reverse(tag.count));
    ranked.into_iter().take(MOST_USED).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(names: &[(&str, usize)]) -> Vec<TagView> {
        names
            .iter()
            .map(|(name, count)| TagView { name: (*name).to_owned(), href: String::new(), count: *count })
            .collect()
    }

    #[test]
    fn each_tag_is_in_one_group() {
        let tags =
            tags(&[("", 1), ("#hash", 1), ("7 things", 1), ("Apple", 1), ("ärger", 1), ("zoo", 1), ("работа", 1)]);
        let groups = by_initial(&tags, Alphabet::of("en"));
        let groups: Vec<(&str, Vec<&str>)> = groups
            .iter()
            .map(|group| (group.initial.as_str(), group.tags.iter().map(|tag| tag.name.as_str()).collect()))
            .collect();
        let expected = [
            ("#", vec!["", "#hash"]),
            ("0", vec!["7 things"]),
            ("A", vec!["Apple", "ärger"]),
            ("Z", vec!["zoo"]),
            ("Р", vec!["работа"]),
        ];
        assert_eq!(groups, expected);
    }

    #[test]
    fn a_tag_of_one_post_is_not_much_used() {
        let most = most_used(&tags(&[("a", 1), ("b", 2), ("c", 9), ("d", 2)]));
        assert_eq!(most.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["c", "b", "d"]);
    }
}
