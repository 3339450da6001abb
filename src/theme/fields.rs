//! Fields that conditions of templates ask for and that nothing has. Tera takes them for what is not true, so that no page
//! fails and a slip stays unseen.
//!
//! Only what is certain is told: paths that begin with what a template sees, through fields whose types are known, and
//! names that a template binds itself to such paths. What is in components is theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::source::SourceTree;

use super::built_in::built_in;
use super::calls::tags;
use super::load::Theme;

/// What is known of a value that templates see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// It has the fields of the type with this name.
    Named(String),
    /// It is a list of such values.
    List(Box<Shape>),
    /// Anything.
    Any,
}

/// The fields of a type, or the names that a template sees.
type Fields = BTreeMap<String, Shape>;

/// What templates see.
#[derive(Debug, Default)]
pub struct Shapes {
    /// The fields of each type.
    pub types: BTreeMap<String, Fields>,
    /// What every template sees.
    pub everywhere: Fields,
    /// What the template of a name sees besides.
    pub templates: BTreeMap<&'static str, Fields>,
}

/// The fields that the site's own templates ask for in conditions and that nothing has. `shapes` is asked for where there
/// are such templates.
pub fn missing_fields<'s>(theme: &Theme, tree: &SourceTree, shapes: impl Fn() -> &'s Shapes) -> Vec<Diagnostic> {
    let is_own = |path: &str| {
        let own = tree.get(path);
        own.is_some_and(|own| !built_in().iter().any(|source| Arc::ptr_eq(source, own)))
    };
    let folders = theme.template_folders();
    let all = || folders.iter().flat_map(|folder| tree.below(folder).map(move |source| (folder, source)));
    if !all().any(|(_, source)| is_own(source.path.as_str())) {
        return Vec::new();
    }
    let texts: Vec<(&str, &str, String)> = all()
        .filter_map(|(folder, source)| {
            let path = source.path.as_str();
            Some((path, path.strip_prefix(folder.as_str())?.strip_prefix('/')?, source.text().ok()?))
        })
        .collect();
    let shapes = shapes();
    let bound: BTreeSet<&str> = texts.iter().flat_map(|(_, _, text)| bound_in(text)).collect();
    let included: BTreeSet<&str> = texts.iter().flat_map(|(_, _, text)| included_in(text)).collect();
    let own = texts.iter().filter(|(path, _, _)| is_own(path));
    own.flat_map(|(path, name, text)| {
        let others = texts.iter().filter(|(other, _, _)| other != path).flat_map(|(_, _, text)| set_in(text));
        let unsure = others.chain(unsure_in(text)).collect();
        let own = shapes.templates.get(name).filter(|_| !included.contains(name));
        let seen = Seen { shapes, bound: &bound, unsure, own };
        missing_in(text, &seen).into_iter().map(|missing| missing.told(path))
    })
    .collect()
}

/// The names that a template binds: a piece that is included sees them, whatever else has these names.
fn bound_in(text: &str) -> impl Iterator<Item = &str> {
    let in_loops_and_components = tags(text).flat_map(|(_, tag)| match word(tag) {
        "for" => parts_of_loop(tag).0,
        "component" => parameters(tag).collect(),
        _ => Vec::new(),
    });
    in_loops_and_components.chain(set_in(text))
}

/// The names that a template sets.
fn set_in(text: &str) -> impl Iterator<Item = &str> {
    tags(text).filter(|(_, tag)| matches!(word(tag), "set" | "set_global")).map(|(_, tag)| parts_of_set(tag).0)
}

/// The names of which a template may have set one thing or another: those that are set for all of it, or where a condition
/// holds.
fn unsure_in(text: &str) -> Vec<&str> {
    let mut conditions = 0_usize;
    let mut names = Vec::new();
    for (_, tag) in tags(text) {
        match word(tag) {
            "if" => conditions += 1,
            "endif" => conditions = conditions.saturating_sub(1),
            "set" if conditions > 0 => names.push(parts_of_set(tag).0),
            "set_global" => names.push(parts_of_set(tag).0),
            _ => {}
        }
    }
    names
}

/// The templates that a template includes.
fn included_in(text: &str) -> impl Iterator<Item = &str> {
    let tags = tags(text).filter(|(_, tag)| word(tag) == "include");
    tags.filter_map(|(_, tag)| tag.split(['"', '\'', '`']).nth(1))
}

/// The names of the parameters that a component is given by those who call it.
fn parameters(tag: &str) -> impl Iterator<Item = &str> {
    let list = tag.split_once('(').map_or("", |(_, list)| list);
    let names = list.split(',').map(|parameter| parameter.split([':', '=', ')', '.']).next().unwrap_or("").trim());
    names.filter(|name| !name.is_empty() && !name.starts_with('@'))
}

/// The name that is set, and to what; to nothing that is known where that follows up to `endset`.
fn parts_of_set(tag: &str) -> (&str, &str) {
    let (name, value) = tag.split_once('=').unwrap_or((tag, ""));
    (name.split_whitespace().nth(1).unwrap_or("").trim_end_matches('-'), value)
}

/// The names that a loop binds, and what it goes through.
fn parts_of_loop(tag: &str) -> (Vec<&str>, &str) {
    let is_blank_at =
        |at: Option<usize>| at.and_then(|at| tag.get(at..)).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let mut places = tag.match_indices("in").map(|(at, _)| at);
    let place = places.find(|at| is_blank_at(at.checked_sub(1)) && is_blank_at(Some(at + "in".len())));
    let (names, list) = place.and_then(|at| tag.split_at_checked(at)).unwrap_or(("", ""));
    let names = names.split(|c: char| c.is_whitespace() || c == ',').skip(1).filter(|name| !name.is_empty());
    (names.collect(), list.get("in".len()..).unwrap_or(""))
}

/// What a template sees.
struct Seen<'s> {
    shapes: &'s Shapes,
    /// The names that any template binds.
    bound: &'s BTreeSet<&'s str>,
    /// Those of which it is not known what they are in this one.
    unsure: BTreeSet<&'s str>,
    /// What this one sees besides what all see; none for pieces, which see what those around them see.
    own: Option<&'s Fields>,
}

impl<'s> Seen<'s> {
    /// All that a name can be.
    fn root(&self, name: &str) -> Vec<&'s Shape> {
        match self.own {
            _ if self.unsure.contains(name) => Vec::new(),
            Some(own) => own.get(name).or_else(|| self.shapes.everywhere.get(name)).into_iter().collect(),
            None if self.bound.contains(name) => Vec::new(),
            None => {
                let contexts = std::iter::once(&self.shapes.everywhere).chain(self.shapes.templates.values());
                contexts.filter_map(|fields| fields.get(name)).collect()
            }
        }
    }

    /// The fields that some value may have; none where that is not known.
    fn fields(&self, value: &[&'s Shape]) -> Option<Vec<&'s Fields>> {
        static NO_FIELDS: Fields = Fields::new();
        let fields = |shape: &&'s Shape| match shape {
            Shape::Named(name) => self.shapes.types.get(name),
            Shape::List(_) => Some(&NO_FIELDS),
            Shape::Any => None,
        };
        value.iter().map(fields).collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
    }
}

/// A field that nothing has.
struct Missing {
    at: usize,
    value: String,
    field: String,
    near: Option<String>,
}

impl Missing {
    fn told(self, path: &str) -> Diagnostic {
        let Self { at, value, field, near } = self;
        let help = match near {
            _ if matches!(&*field, "length" | "size" | "count") => format!("write `{value} | length`"),
            Some(near) => format!("did you mean `{near}`?"),
            None => "docs/themes.md lists the fields of each value; those of your own are under `extra`".to_owned(),
        };
        let span = Span::new(&path.into(), at..at + field.len());
        Diagnostic::warning(
            Code::TemplateSyntax,
            span,
            format!("`{value}` never has a field `{field}`, so this is never true"),
            help,
        )
    }
}

/// What a template has bound names to, the innermost last; nothing where that is not known.
type Bound<'t, 's> = Vec<(&'t str, Vec<&'s Shape>)>;

fn missing_in(text: &str, seen: &Seen<'_>) -> Vec<Missing> {
    let mut found = Vec::new();
    let mut bound = Bound::new();
    let mut loops: Vec<usize> = Vec::new();
    let mut is_left_alone = false;
    for (at, tag) in tags(text) {
        match word(tag) {
            // What stands in these is somebody else's, or no template at all.
            "component" | "raw" => is_left_alone = true,
            "endcomponent" | "endraw" => is_left_alone = false,
            _ if is_left_alone => {}
            "for" => {
                loops.push(bound.len());
                let (names, list) = parts_of_loop(tag);
                let items = if names.len() == 1 { items(&value_of(list, &bound, seen)) } else { Vec::new() };
                bound.extend(names.into_iter().map(|name| (name, items.clone())));
            }
            "endfor" => bound.truncate(loops.pop().unwrap_or(0)),
            "set" | "set_global" => {
                let (name, value) = parts_of_set(tag);
                // What is set twice may be either.
                let is_new = !bound.iter().any(|(own, _)| *own == name) && !seen.unsure.contains(name);
                let value = if is_new { value_of(value, &bound, seen) } else { Vec::new() };
                bound.push((name, value));
            }
            word if is_condition(word, tag) => {
                let missing = paths(tag).filter_map(|path| missing(&path, &bound, seen));
                found.extend(missing.map(|missing| Missing { at: at + missing.at, ..missing }));
            }
            _ => {}
        }
    }
    found
}

fn word(tag: &str) -> &str {
    tag.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("")
}

/// Whether Tera passes over what is missing in a tag.
fn is_condition(word: &str, tag: &str) -> bool {
    let is_choice = [" if ", " or ", " and ", "not "].iter().any(|sign| tag.contains(sign));
    matches!(word, "if" | "elif") || is_choice
}

/// A path in a tag: its names, each with its place.
type Path<'t> = Vec<(usize, &'t str)>;

/// The paths in a tag that are asked for their value; not those that are asked whether they are there.
fn paths(tag: &str) -> impl Iterator<Item = Path<'_>> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = tag.get(at..).filter(|rest| !rest.is_empty())?;
            let first = rest.chars().next()?;
            if matches!(first, '"' | '\'' | '`') {
                at += 1 + closing(rest.get(1..)?, first)?;
                continue;
            }
            if !is_name(first) {
                at += first.len_utf8();
                continue;
            }
            let before = tag.get(..at).unwrap_or("").trim_end();
            let path = path_at(rest, at);
            let end = path.last().map_or(at + 1, |(start, name)| start + name.len());
            at = end;
            let behind = tag.get(end..).unwrap_or("").trim_start();
            let is_other = before.ends_with(['.', '|']) || behind.starts_with(['(', '?', '[']);
            let test = behind.trim_start_matches(|c: char| c.is_whitespace() || c == ')').strip_prefix("is");
            let is_asked = test.is_some_and(|test| test.starts_with(char::is_whitespace)) || behind.contains("default");
            if path.len() > 1 && !is_other && !is_asked {
                return Some(path);
            }
        }
    })
}

/// How many bytes a text has up to the end of a string that `quote` closes.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    let end = text.char_indices().find(|(_, c)| {
        let is_end = *c == quote && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    end.map(|(at, c)| at + c.len_utf8())
}

fn path_at(text: &str, at: usize) -> Path<'_> {
    let mut path = Path::new();
    let mut start = 0;
    loop {
        let rest = text.get(start..).unwrap_or("");
        let name = rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("");
        if name.is_empty() {
            return path;
        }
        path.push((at + start, name));
        start += name.len();
        if !text.get(start..).is_some_and(|rest| rest.starts_with('.')) {
            return path;
        }
        start += 1;
    }
}

/// What a name is.
fn root<'s>(name: &str, bound: &Bound<'_, 's>, seen: &Seen<'s>) -> Vec<&'s Shape> {
    match bound.iter().rev().find(|(own, _)| *own == name) {
        Some((_, value)) => value.clone(),
        None => seen.root(name),
    }
}

/// The last field of a path, if nothing has it. One before it is told when a page is made.
fn missing(path: &Path<'_>, bound: &Bound<'_, '_>, seen: &Seen<'_>) -> Option<Missing> {
    let ((at, field), before) = path.split_last()?;
    let value = follow(before, bound, seen)?;
    let fields = seen.fields(&value)?;
    if fields.iter().any(|fields| fields.contains_key(*field)) {
        return None;
    }
    let names = fields.iter().flat_map(|fields| fields.keys()).map(String::as_str);
    let value: Vec<&str> = before.iter().map(|(_, name)| *name).collect();
    let near = nearest(field, names).map(str::to_owned);
    Some(Missing { at: *at, value: value.join("."), field: (*field).to_owned(), near })
}

/// All that a path can lead to.
fn follow<'s>(path: &[(usize, &str)], bound: &Bound<'_, 's>, seen: &Seen<'s>) -> Option<Vec<&'s Shape>> {
    let ((_, name), fields) = path.split_first()?;
    let mut value = root(name, bound, seen);
    for (_, field) in fields {
        value = seen.fields(&value)?.into_iter().filter_map(|fields| fields.get(*field)).collect();
    }
    Some(value)
}

/// What an expression is, where it is a path and nothing else.
fn value_of<'s>(expression: &str, bound: &Bound<'_, 's>, seen: &Seen<'s>) -> Vec<&'s Shape> {
    let expression = expression.trim_end_matches('-').trim();
    let path = path_at(expression, 0);
    let is_all = path.last().is_some_and(|(start, name)| start + name.len() == expression.len());
    if is_all { follow(&path, bound, seen).unwrap_or_default() } else { Vec::new() }
}

/// What the items of a list are.
fn items<'s>(list: &[&'s Shape]) -> Vec<&'s Shape> {
    let item = |shape: &&'s Shape| match shape {
        Shape::List(item) => Some(item.as_ref()),
        _ => None,
    };
    list.iter().map(item).collect::<Option<_>>().unwrap_or_default()
}
