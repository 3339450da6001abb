//! Reading that goes on after a mistake.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Segment, Track};
use serde_yaml::Value;

use crate::diagnostic::{list_of, nearest};

/// One step into a mapping or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A key of a mapping.
    Key(String),
    /// A place in a list, from 0.
    Index(usize),
}

/// The keys that lead to a value, outermost first.
pub type KeyPath = Vec<Step>;

/// What a path leads to, as the subject of a sentence: `letter.from`, "an item of `tags`". Which item it is, is left to
/// the place of the message: people do not count from 0.
pub fn subject(path: &[Step]) -> String {
    let keys = path.iter().filter_map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None });
    let keys = keys.collect::<Vec<_>>().join(".");
    match path.last() {
        None => "this".to_owned(),
        Some(Step::Key(_)) => format!("`{keys}`"),
        Some(Step::Index(_)) if keys.is_empty() => "this item".to_owned(),
        Some(Step::Index(_)) => format!("an item of `{keys}`"),
    }
}

/// What is wrong with one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No such key; perhaps another was meant.
    Unknown {
        /// Where it is.
        path: KeyPath,
        /// The known key nearest to it.
        near: Option<String>,
        /// All keys that are known there.
        known: Vec<String>,
    },
    /// The value does not fit.
    Invalid {
        /// Where it is.
        path: KeyPath,
        /// Why, as the end of a sentence.
        reason: String,
    },
}

/// The most problems of one kind that are reported of one text; whoever has more has one that causes them all.
const MOST: usize = 100;

/// Reads a YAML text into `T`; an error is one of YAML's syntax.
///
/// A text without mistakes, which is nearly every one, is read straight into `T`; only one with mistakes is read again
/// as a [`Value`] from which they can be taken out one by one.
pub fn read_yaml<T: DeserializeOwned + Default + JsonSchema>(
    yaml: &str,
) -> Result<(T, Vec<Problem>), serde_yaml::Error> {
    let mut is_clean = true;
    let direct = serde_ignored::deserialize(serde_yaml::Deserializer::from_str(yaml), |_| is_clean = false);
    match direct {
        Ok(read) if is_clean => Ok((read, Vec::new())),
        _ => serde_yaml::from_str(yaml).map(read),
    }
}

/// Reads a value into `T` with every mistake reported and left out.
///
/// `T` must accept an empty mapping: each of its fields needs a default.
pub fn read<T: DeserializeOwned + Default + JsonSchema>(mut value: Value) -> (T, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut removed: Vec<KeyPath> = Vec::new();
    if value.is_null() {
        return (T::default(), problems);
    }
    loop {
        let mut unknown = Vec::new();
        let mut track = Track::new();
        let tracked = serde_path_to_error::Deserializer::new(&value, &mut track);
        let result = serde_ignored::deserialize(tracked, |path| unknown.push(ignored_path(&path)));
        match result {
            Ok(read) => {
                problems
                    .extend(unknown.into_iter().take(MOST).map(|path| unknown_key::<T>(as_written(path, &removed))));
                return (read, problems);
            }
            Err(error) => {
                let path = failed_path(&track.path());
                let written = as_written(path.clone(), &removed);
                problems
                    .push(Problem::Invalid { path: written.clone(), reason: reason::<T>(&error.to_string(), &path) });
                if problems.len() >= MOST {
                    return (T::default(), problems);
                }
                if empty_item(&mut value, &path) {
                    continue;
                }
                if !remove(&mut value, &path) {
                    return (T::default(), problems);
                }
                removed.push(written);
            }
        }
    }
}

/// The path as it is in the text: items that were taken out of a list before this one count again.
fn as_written(mut path: KeyPath, removed: &[KeyPath]) -> KeyPath {
    let mut gone: Vec<&KeyPath> = removed.iter().collect();
    gone.sort_by_key(|path| {
        path.iter().map(|step| if let Step::Index(index) = step { *index } else { 0 }).collect::<Vec<_>>()
    });
    for gone in gone {
        let Some((Step::Index(missing), list)) = gone.split_last() else { continue };
        if path.get(..list.len()) == Some(list)
            && let Some(Step::Index(index)) = path.get_mut(list.len())
            && *index >= *missing
        {
            *index += 1;
        }
    }
    path
}

/// `serde_yaml` puts the path before the message and serde the expectation after it; only the latter is wanted.
fn reason<T: JsonSchema>(message: &str, path: &[Step]) -> String {
    let start = ["invalid ", "unknown variant "].iter().find_map(|start| message.find(start));
    let message = start.and_then(|at| message.get(at..)).unwrap_or(message);
    let message = message.strip_prefix("invalid type: ").or(message.strip_prefix("invalid value: ")).unwrap_or(message);
    match message.split_once(", expected ") {
        Some((found, expected)) => {
            format!("needs {}, but has {}", expected_text::<T>(expected, path), found_text(found))
        }
        None => message.to_owned(),
    }
}

/// serde's words for what it wanted, in an author's.
fn expected_text<T: JsonSchema>(expected: &str, path: &[Step]) -> String {
    match expected {
        "a boolean" => "`true` or `false`".to_owned(),
        "a string" => "a text".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "names with their values".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number".to_owned(),
        expected if expected.starts_with("struct ") => {
            let inside = with(path.to_vec(), Step::Key(String::new()));
            format!("keys ({})", list_of(known_keys_of::<T>(&inside).iter().map(String::as_str)))
        }
        expected => match expected.strip_prefix("one of ") {
            Some(words) => list_of(words.split(", ").map(|word| word.trim_matches('`'))),
            None => expected.to_owned(),
        },
    }
}

/// serde's words for what it found, in an author's.
fn found_text(found: &str) -> String {
    match found {
        "map" => "names with values".to_owned(),
        "sequence" => "a list".to_owned(),
        "unit" | "unit value" => "nothing".to_owned(),
        "enum" => "a word that begins with `!`, which YAML keeps for itself".to_owned(),
        found => found
            .replace("unknown variant ", "")
            .replace("string \"", "the text \"")
            .replace("boolean ", "")
            .replace("integer ", "the number ")
            .replace("floating point ", "the number "),
    }
}

/// The keys of a struct, as its schema names them.
pub fn keys_of<T: JsonSchema>() -> Vec<String> {
    known_keys(&schemars::SchemaGenerator::new(inline_schemas()).into_root_schema_for::<T>(), &[])
}

fn unknown_key<T: JsonSchema>(path: KeyPath) -> Problem {
    let known = known_keys_of::<T>(&path);
    let key = match path.last() {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    let near = nearest(key, known.iter().map(String::as_str)).map(str::to_owned);
    Problem::Unknown { path, near, known }
}

fn known_keys_of<T: JsonSchema>(path: &[Step]) -> Vec<String> {
    known_keys(&schemars::SchemaGenerator::new(inline_schemas()).into_root_schema_for::<T>(), path)
}

fn inline_schemas() -> schemars::generate::SchemaSettings {
    schemars::generate::SchemaSettings::default().with(|settings| settings.inline_subschemas = true)
}

/// The keys that a schema names where the last step of `path` stands.
fn known_keys(schema: &schemars::Schema, path: &[Step]) -> Vec<String> {
    let mut here = schema.as_value();
    for step in path.iter().take(path.len().saturating_sub(1)) {
        here = match step {
            Step::Key(key) => match here.pointer("/properties").and_then(|properties| properties.get(key)) {
                Some(property) => property,
                None => here.get("additionalProperties").unwrap_or(&serde_json::Value::Null),
            },
            Step::Index(_) => here.get("items").unwrap_or(&serde_json::Value::Null),
        };
        // What may be left out, and what may be written in two ways, has its keys in the first of its forms.
        while let Some(some) = here.get("anyOf").and_then(|options| options.get(0)) {
            here = some;
        }
    }
    let properties = here.get("properties").and_then(serde_json::Value::as_object);
    properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

fn ignored_path(path: &serde_ignored::Path<'_>) -> KeyPath {
    use serde_ignored::Path;
    match path {
        Path::Root => Vec::new(),
        Path::Seq { parent, index } => with(ignored_path(parent), Step::Index(*index)),
        Path::Map { parent, key } => with(ignored_path(parent), Step::Key(key.clone())),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            ignored_path(parent)
        }
    }
}

fn with(mut path: KeyPath, step: Step) -> KeyPath {
    path.push(step);
    path
}

fn failed_path(path: &serde_path_to_error::Path) -> KeyPath {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Index(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// Makes a whole item of a list that is the document empty, so that the items after it keep their places; false where
/// it is something else, or was emptied before.
fn empty_item(value: &mut Value, path: &[Step]) -> bool {
    let ([Step::Index(index)], Value::Sequence(list)) = (path, value) else { return false };
    let empty = Value::Mapping(serde_yaml::Mapping::new());
    match list.get_mut(*index) {
        Some(item) if *item != empty => {
            *item = empty;
            true
        }
        _ => false,
    }
}

/// Takes the value at `path` out; false where there is none.
fn remove(value: &mut Value, path: &[Step]) -> bool {
    match (path, value) {
        ([Step::Key(key)], Value::Mapping(mapping)) => remove_key(mapping, key),
        ([Step::Index(index)], Value::Sequence(list)) if *index < list.len() => {
            #[expect(clippy::disallowed_methods, reason = "the index was compared with the length")]
            list.remove(*index);
            true
        }
        ([Step::Key(key), rest @ ..], Value::Mapping(mapping)) => {
            let removed = mapping.get_mut(key.as_str()).is_some_and(|inner| remove(inner, rest));
            removed || remove_key(mapping, key)
        }
        ([Step::Index(index), rest @ ..], Value::Sequence(list)) => {
            list.get_mut(*index).is_some_and(|inner| remove(inner, rest))
        }
        _ => false,
    }
}

/// Keys that are no strings (`yes:`, `2012:`) are found by how they print.
fn remove_key(mapping: &mut serde_yaml::Mapping, key: &str) -> bool {
    let found =
        mapping.keys().find(|own| own.as_str() == Some(key) || scalar_text(own).as_deref() == Some(key)).cloned();
    found.and_then(|own| mapping.remove(&own)).is_some()
}

fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::types::{Text, TextList};
    use super::*;

    #[derive(Debug, Default, Deserialize, JsonSchema)]
    #[serde(default)]
    struct Letter {
        from: Option<Text>,
    }

    #[derive(Debug, Default, Deserialize, JsonSchema)]
    #[serde(default)]
    struct Post {
        title: Option<Text>,
        tags: TextList,
        draft: bool,
        letter: Option<Letter>,
    }

    fn read_yaml(yaml: &str) -> (Post, Vec<Problem>) {
        super::read_yaml(yaml).unwrap()
    }

    #[test]
    fn every_mistake_is_reported_and_the_rest_is_read() {
        let (post, problems) = read_yaml("titel: A\ntitle: 1984\ndraft: maybe\ntags: [a, [b], 3]\nletter: {fro: B}\n");
        assert_eq!(post.title, Some(Text("1984".to_owned())));
        assert_eq!(post.tags.0, ["a", "3"]);
        let shown: Vec<String> = problems
            .iter()
            .map(|problem| match problem {
                Problem::Unknown { path, near, .. } => format!("{} unknown, near {near:?}", subject(path)),
                Problem::Invalid { path, reason } => format!("{} {reason}", subject(path)),
            })
            .collect();
        for expected in [
            "`draft` needs `true` or `false`, but has the text \"maybe\"",
            "an item of `tags` needs a text, but has a list",
            "`titel` unknown, near Some(\"title\")",
            "`letter.fro` unknown, near Some(\"from\")",
        ] {
            assert!(shown.iter().any(|line| line == expected), "{expected} is not in {shown:?}");
        }
    }

    #[test]
    fn items_keep_their_numbers_after_others_are_taken_out() {
        let (post, problems) = read_yaml("tags: [[a], b, [c], d, [e]]\n");
        assert_eq!(post.tags.0, ["b", "d"]);
        let last: Vec<Option<&Step>> = problems
            .iter()
            .map(|problem| match problem {
                Problem::Unknown { path, .. } | Problem::Invalid { path, .. } => path.last(),
            })
            .collect();
        assert_eq!(last, [Some(&Step::Index(0)), Some(&Step::Index(2)), Some(&Step::Index(4))]);
    }

    #[test]
    fn keys_that_are_wanted_are_named() {
        let (_, problems) = read_yaml("letter: Cornered\n");
        let Some(Problem::Invalid { reason, .. }) = problems.first() else { panic!("{problems:?}") };
        assert_eq!(reason, "needs keys (`from`), but has the text \"Cornered\"");
    }

    #[test]
    fn items_of_a_document_keep_their_places() {
        let (letters, problems) = super::read_yaml::<Vec<Letter>>("- a line\n- from: B\n").unwrap();
        assert_eq!((letters.len(), problems.len()), (2, 1));
        assert_eq!(letters[1].from, Some(Text("B".to_owned())));
    }

    #[test]
    fn a_document_that_is_no_mapping_ends() {
        let (_, problems) = read_yaml("- a\n- b\n");
        assert_eq!(problems.len(), 1);
    }
}
