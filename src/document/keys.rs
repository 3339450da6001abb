//! Where a key and its value stand in a YAML text.
//!
//! `serde_yaml` gives no places for values that it could read, so the text is searched along the path of keys: block
//! style by indentation, flow style by brackets. The text is known to be valid YAML. Where the search fails (anchors,
//! merges, odd keys) the nearest outer place that was found is given.

use std::collections::HashMap;
use std::ops::Range;

use crate::fields::Step;

/// The bytes of a key and of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
}

/// Finds the value that `path` leads to.
pub(super) fn locate(yaml: &str, path: &[Step]) -> Place {
    locate_from(yaml, Place { key: 0..0, value: 0..yaml.len() }, path)
}

/// Finds the value that `path` leads to from a place that is known.
pub(super) fn locate_from(yaml: &str, from: Place, path: &[Step]) -> Place {
    shown(yaml, follow(yaml, from, path))
}

/// The values of a mapping by their keys, found in one pass, for when many of them are asked for.
#[derive(Debug)]
pub(super) struct Places<'y> {
    yaml: &'y str,
    whole: Place,
    by_key: HashMap<&'y str, Place>,
}

impl<'y> Places<'y> {
    /// Of the mapping that `path` leads to.
    pub(super) fn new(yaml: &'y str, path: &[Step]) -> Self {
        let whole = follow(yaml, Place { key: 0..0, value: 0..yaml.len() }, path);
        let mut by_key = HashMap::new();
        if !whole.key.is_empty() {
            for (key, place) in entries(yaml, &whole.value) {
                by_key.entry(key).or_insert(place);
            }
        }
        Self { yaml, whole, by_key }
    }

    /// Finds the value that `path` leads to from the mapping; as [`locate`] does.
    pub(super) fn locate(&self, path: &[Step]) -> Place {
        let known = match path.split_first() {
            Some((Step::Key(key), rest)) => self.by_key.get(key.as_str()).map(|place| (place, rest)),
            _ => None,
        };
        match known {
            Some((place, rest)) => locate_from(self.yaml, place.clone(), rest),
            None => shown(self.yaml, self.whole.clone()),
        }
    }
}

/// The place of the value that `path` leads to, or of the innermost around it that is found, with all its lines.
fn follow(yaml: &str, from: Place, path: &[Step]) -> Place {
    let mut place = from;
    for step in path {
        let next = match step {
            Step::Key(key) => find_key(yaml, &place.value, key),
            Step::Index(index) => find_item(yaml, &place.value, *index),
        };
        match next {
            Some(next) => place = next,
            None => break,
        }
    }
    place
}

/// A place as it is shown: of the value its first line, and where there is none the key.
fn shown(yaml: &str, mut place: Place) -> Place {
    place.value = trimmed(yaml, &place.value);
    if place.value.is_empty() {
        place.value = place.key.clone();
    }
    place
}

fn slice<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or("")
}

/// The range without white space at both ends, and only its first line, without a comment that follows it.
fn trimmed(yaml: &str, range: &Range<usize>) -> Range<usize> {
    let text = slice(yaml, range);
    let start = range.start + (text.len() - text.trim_start().len());
    let line = text.trim_start().lines().next().unwrap_or("");
    let value = line.split_once(" #").map_or(line, |(value, _)| value);
    // A sign between quotation marks begins no comment.
    let line = if value.contains(['"', '\'']) { line } else { value };
    start..start + line.trim_end().len()
}

/// Each line of a region that has something on it: its indentation as a column of the whole text, and its range.
fn lines<'t>(yaml: &'t str, region: &Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> + use<'t> {
    let mut at = region.start;
    let text = slice(yaml, region);
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let content = line.trim_start_matches(' ');
        if content.trim().is_empty() || content.starts_with('#') {
            return None;
        }
        let from = start + (line.len() - content.len());
        let line_start = yaml.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        Some((from - line_start, from..start + line.trim_end().len()))
    })
}

fn find_key(yaml: &str, region: &Range<usize>, key: &str) -> Option<Place> {
    let text = slice(yaml, region);
    let lead = text.trim_start();
    if lead.starts_with('{') {
        let start = region.start + (text.len() - lead.len());
        let items = flow_items(yaml, start..region.end);
        return items.into_iter().find_map(|item| key_of(yaml, item, key));
    }
    let mut rows = lines(yaml, region).peekable();
    let indent = rows.peek()?.0;
    let mut rows = rows.filter(|(column, _)| *column <= indent);
    let found = rows.find_map(|(_, row)| key_of(yaml, row, key))?;
    let end = rows.next().map_or(region.end, |(_, row)| row.start);
    Some(Place { key: found.key, value: found.value.start..end })
}

/// All keys of a mapping with their places.
fn entries<'y>(yaml: &'y str, region: &Range<usize>) -> Vec<(&'y str, Place)> {
    let text = slice(yaml, region);
    let lead = text.trim_start();
    if lead.starts_with('{') {
        let start = region.start + (text.len() - lead.len());
        return flow_items(yaml, start..region.end).into_iter().filter_map(|item| any_key(yaml, item)).collect();
    }
    let mut rows = lines(yaml, region).peekable();
    let Some(indent) = rows.peek().map(|(column, _)| *column) else { return Vec::new() };
    let rows: Vec<Range<usize>> = rows.filter(|(column, _)| *column <= indent).map(|(_, row)| row).collect();
    let ends = rows.iter().skip(1).map(|next| next.start).chain([region.end]);
    let entry = |(row, end): (&Range<usize>, usize)| {
        let (key, place) = any_key(yaml, row.clone())?;
        Some((key, Place { value: place.value.start..end, ..place }))
    };
    rows.iter().zip(ends).filter_map(entry).collect()
}

/// The key at the start of a row, and the rest of the row.
fn any_key(yaml: &str, row: Range<usize>) -> Option<(&str, Place)> {
    let text = slice(yaml, &row).trim_start();
    let key = if let Some(quoted) = text.strip_prefix(['"', '\'']) {
        quoted.split(['"', '\'']).next()?
    } else {
        let is_end = |at: usize| text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        text.get(..text.match_indices(':').map(|(at, _)| at).find(|at| is_end(*at))?)?.trim_end()
    };
    key_of(yaml, row, key).map(|place| (key, place))
}

/// The key at the start of a row, if it is `key`, and the rest of the row.
fn key_of(yaml: &str, row: Range<usize>, key: &str) -> Option<Place> {
    let text = slice(yaml, &row);
    let lead = text.len() - text.trim_start().len();
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'')).map_or(0, char::len_utf8);
    let after = text.get(quote..)?.strip_prefix(key)?;
    let after = if quote > 0 { after.get(1..)? } else { after };
    let colon = after.trim_start();
    if !colon.starts_with(':') {
        return None;
    }
    let start = row.start + lead;
    let end = start + (text.len() - after.len());
    let value = start + (text.len() - colon.len()) + 1;
    Some(Place { key: start..end, value: value..row.end })
}

fn find_item(yaml: &str, region: &Range<usize>, index: usize) -> Option<Place> {
    items(yaml, region).into_iter().nth(index)
}

/// The values of all items of a list, without the white space around them.
pub(super) fn item_values(yaml: &str, region: &Range<usize>) -> Vec<Range<usize>> {
    items(yaml, region).into_iter().map(|item| trimmed(yaml, &item.value)).collect()
}

/// The places of all items of a list, in one pass.
pub(super) fn items(yaml: &str, region: &Range<usize>) -> Vec<Place> {
    let text = slice(yaml, region);
    let lead = text.trim_start();
    if lead.starts_with('[') {
        let start = region.start + (text.len() - lead.len());
        let items = flow_items(yaml, start..region.end).into_iter();
        return items.map(|item| Place { key: trimmed(yaml, &item), value: item }).collect();
    }
    let mut rows = lines(yaml, region).peekable();
    let Some(indent) = rows.peek().map(|(column, _)| *column) else { return Vec::new() };
    let is_item = |(column, row): &(usize, Range<usize>)| *column <= indent && slice(yaml, row).starts_with('-');
    let rows: Vec<Range<usize>> = rows.filter(is_item).map(|(_, row)| row).collect();
    let ends = rows.iter().skip(1).map(|next| next.start).chain([region.end]);
    rows.iter().zip(ends).map(|(row, end)| Place { key: row.clone(), value: row.start + 1..end }).collect()
}

/// The ranges between the top-level commas of a flow sequence or mapping that begins at the range's start.
fn flow_items(yaml: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut depth = 0_usize;
    let mut quote = None;
    let mut from = range.start + 1;
    for (at, c) in slice(yaml, &range).char_indices().map(|(at, c)| (range.start + at, c)) {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    items.push(from..at);
                    return items;
                }
            }
            (None, ',') if depth == 1 => {
                items.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "\
title: A
letter: {from: \"B, C\", location: D}
guests:
  priya:
    name: P
    labels:
      - One
      - Two
tags: [x, [y], z]
\"quoted\": 1
";

    fn found(path: &[&str]) -> (String, String) {
        let steps: Vec<Step> =
            path.iter().map(|step| step.parse().map_or_else(|_| Step::Key((*step).to_owned()), Step::Index)).collect();
        let place = locate(YAML, &steps);
        (YAML[place.key].to_owned(), YAML[place.value].to_owned())
    }

    #[test]
    fn keys_are_found_in_block_and_flow_style() {
        for (path, key, value) in [
            (&["title"][..], "title", "A"),
            (&["letter", "location"], "location", "D"),
            (&["letter", "from"], "from", "\"B, C\""),
            (&["guests", "priya", "name"], "name", "P"),
            (&["guests", "priya", "labels", "1"], "- Two", "Two"),
            (&["tags", "1"], "[y]", "[y]"),
            (&["quoted"], "quoted", "1"),
        ] {
            let (found_key, found_value) = found(path);
            assert_eq!((found_key.trim_matches('"'), found_value.as_str()), (key, value), "{path:?}");
        }
    }

    #[test]
    fn a_comment_is_no_part_of_a_value() {
        for (yaml, value) in
            [("draft: no # yet\n", "no"), ("draft: \"no # yet\"\n", "\"no # yet\""), ("draft: a#b\n", "a#b")]
        {
            let place = locate(yaml, &[Step::Key("draft".to_owned())]);
            assert_eq!(&yaml[place.value], value);
        }
    }

    #[test]
    fn a_missing_key_gives_the_place_around_it() {
        assert_eq!(found(&["letter", "nobody"]).0, "letter");
    }

    #[test]
    fn the_values_of_a_mapping_are_found_as_one_by_one() {
        let block = "m:\n  a: 1 # one\n  # b\n  \"b\":\n    c: 2\n  'd e' : 3\n  f:g: 4\nn: 5\n";
        let flow = "m: {a: 1, \"b\": {c: 2}, 'd e': 3, f:g: 4}\nn: 5\n";
        for yaml in [block, flow, "n: 5\n", "m: 1\n"] {
            let key = |key: &str| Step::Key(key.to_owned());
            let places = Places::new(yaml, &[key("m")]);
            for path in [&["a"][..], &["b"], &["b", "c"], &["d e"], &["f:g"], &["nobody"], &["n"]] {
                let path: Vec<Step> = path.iter().map(|step| key(step)).collect();
                let whole: Vec<Step> = std::iter::once(key("m")).chain(path.iter().cloned()).collect();
                assert_eq!(places.locate(&path), locate(yaml, &whole), "{path:?} in {yaml}");
            }
        }
    }

    #[test]
    fn items_of_a_list_of_mappings_are_found() {
        let yaml = "- id: a\n  body: |\n    - not an item\n- id: b\n  parent: zz\n";
        let place = locate(yaml, &[Step::Index(1), Step::Key("parent".to_owned())]);
        assert_eq!(&yaml[place.value], "zz");
    }
}
