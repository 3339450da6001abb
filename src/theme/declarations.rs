//! What components declare of themselves, in the map behind their arguments.

use std::collections::BTreeSet;

use tera::{ComponentInfo, Tera, Value};

use crate::diagnostic::{Code, Diagnostic, Span, list_of, nearest};

use super::calls::{defined_in, tags};

/// The keys that say yes or no.
const SWITCHES: [&str; 2] = ["body", "once"];

/// The keys that list arguments.
const LISTS: [&str; 3] = ["addresses", "pictures", "votes"];

/// What is wrong with the declarations in some templates, of which the first with a name counts.
pub(super) fn problems(tera: &Tera, texts: &[(&str, String)]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, text) in texts {
        for (at, tag) in tags(text) {
            let Some(name) = defined_in(tag) else { continue };
            let Some(component) = tera.get_component_definition(name).filter(|_| seen.insert(name)) else { continue };
            for (key, value) in component.metadata() {
                if let Some((word, message, help)) = problem(&component, key, value) {
                    let range = quoted(tag, word).map_or(at..at, |start| at + start..at + start + word.len());
                    let span = Span::new(&(*path).into(), range);
                    found.push(Diagnostic::error(Code::TemplateSyntax, span, message, help));
                }
            }
        }
    }
    found
}

/// What is wrong with a key and its value: the word in question, the message, and the remedy.
fn problem<'v>(component: &ComponentInfo, key: &'v str, value: &'v Value) -> Option<(&'v str, String, String)> {
    let name = component.name();
    if SWITCHES.contains(&key) {
        let message = || format!("`{key}` of the component `{name}` is to be `true` or `false`");
        return (!value.is_bool()).then(|| (key, message(), format!("write `{{\"{key}\": true}}`, or take it out")));
    }
    if LISTS.contains(&key) {
        let Some(list) = list(value) else {
            let message = format!("`{key}` of the component `{name}` is to be a list of its arguments");
            return Some((key, message, format!("write `{{\"{key}\": [\"…\"]}}`, with the names of arguments")));
        };
        let own: Vec<&str> = component.args().iter().map(tera::ComponentArg::name).collect();
        let unknown = list.into_iter().find(|argument| !own.contains(argument))?;
        let help = match nearest(unknown, own.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its arguments are {}", list_of(own)),
        };
        let is_any = component.rest_param().is_some();
        let message = format!("`{key}` lists `{unknown}`, and the component `{name}` has no such argument");
        return (!is_any).then_some((unknown, message, help));
    }
    // Keys of one's own are fine, and so is one that only looks alike: `{"notes": "…"}`.
    let fitting = if value.is_bool() { SWITCHES.as_slice() } else { LISTS.as_slice() };
    let near = nearest(key, fitting.iter().copied()).filter(|_| value.is_bool() || list(value).is_some())?;
    let message = format!("the component `{name}` declares `{key}`, which says nothing to columnist");
    Some((key, message, format!("did you mean `{near}`?")))
}

/// A list of words.
fn list(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}

/// Where a word stands in a tag between quotation marks.
fn quoted(tag: &str, word: &str) -> Option<usize> {
    ['"', '\'', '`'].iter().find_map(|mark| tag.rfind(&format!("{mark}{word}{mark}"))).map(|at| at + 1)
}
