//! What templates take in of each other, as their texts say: other templates that they include, and components.
//!
//! Tera makes a template inside another one by recursion, and says of components that call themselves only that they do.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};

/// The most templates that are included in one another.
const MOST_INCLUDES: usize = 10;

/// A component that calls itself, directly or through others: where it is called, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Circle {
    pub(super) span: Span,
    pub(super) name: String,
}

/// Who takes in what, each with its place.
type Graph<'t> = BTreeMap<&'t str, Vec<(&'t str, Span)>>;

/// Reports templates that are included in one another without measure. `texts` are all of them by their paths, `folders`
/// those in which a name is looked for, in order.
pub(super) fn deep_includes(texts: &[(&str, String)], folders: &[String]) -> Option<Diagnostic> {
    let paths: BTreeSet<&str> = texts.iter().map(|(path, _)| *path).collect();
    let path_of = |name: &str| {
        let of_layer = folders.iter().find_map(|folder| paths.get(format!("{folder}/{name}").as_str()));
        of_layer.or_else(|| paths.get(name)).copied()
    };
    let mut graph = Graph::new();
    for (path, text) in texts {
        let included = tags(text).filter_map(|(at, tag)| {
            let name = quoted(tag.strip_prefix("include")?)?;
            let start = at + (tag.find(name)?);
            Some((path_of(name)?, Span::new(&(*path).into(), start..start + name.len())))
        });
        graph.insert(path, included.collect());
    }
    let depths = depths(&graph);
    let (outer, depth) = depths.iter().find(|(_, depth)| **depth > MOST_INCLUDES)?;
    let (_, span) =
        graph.get(outer)?.iter().find(|(inner, _)| depths.get(inner).is_some_and(|own| own + 1 == *depth))?;
    Some(Diagnostic::error(
        Code::TemplateSyntax,
        span.clone(),
        format!("from here on {depth} templates are included in one another, and there may be {MOST_INCLUDES}"),
        "include them one after the other, or put what they have in common into a component",
    ))
}

/// The template that a tag says to extend.
pub(super) fn extended(tag: &str) -> Option<&str> {
    quoted(tag.strip_prefix("extends")?)
}

/// The name between quotation marks with which a text begins.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let mark = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    text.get(1..)?.split(mark).next()
}

/// For how many components it is looked whether they call themselves.
const MOST_CIRCLES: usize = 100;

/// The first component that calls itself, in the order of the texts. It need not do so without end: that shows when a page
/// is made.
pub(super) fn circle(texts: &[(&str, String)]) -> Option<Circle> {
    let mut graph = Graph::new();
    let mut order = Vec::new();
    for (path, text) in texts {
        let mut current = None;
        for (at, tag) in tags(text) {
            if let Some(name) = defined_in(tag) {
                order.push(name);
                current = Some(name);
            } else if tag.starts_with("endcomponent") {
                current = None;
            }
            let Some(current) = current else { continue };
            let calls = graph.entry(current).or_default();
            calls.extend(called(tag).map(|range| {
                let name = tag.get(range.clone()).unwrap_or("");
                (name, Span::new(&(*path).into(), at + range.start..at + range.end))
            }));
        }
    }
    let ends = depths(&graph);
    // What has no depth is in a circle, or leads to one.
    let endless = order.into_iter().filter(|name| !ends.contains_key(name)).take(MOST_CIRCLES);
    endless.into_iter().find_map(|name| {
        let (_, span) = graph.get(name)?.iter().find(|(inner, _)| leads_to(&graph, inner, name))?;
        Some(Circle { span: span.clone(), name: name.to_owned() })
    })
}

/// Whether one is another, or takes it in, directly or through others.
fn leads_to(graph: &Graph<'_>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut waiting = vec![from];
    while let Some(name) = waiting.pop() {
        if name == to {
            return true;
        }
        let inside = graph.get(name).into_iter().flatten().map(|(inner, _)| *inner);
        waiting.extend(inside.filter(|inner| seen.insert(inner)));
    }
    false
}

/// How many are in one another below each; those that lead to a circle are left out.
fn depths<'t>(graph: &Graph<'t>) -> BTreeMap<&'t str, usize> {
    let mut above: BTreeMap<&str, Vec<&'t str>> = BTreeMap::new();
    let mut open: BTreeMap<&'t str, usize> = BTreeMap::new();
    for (outer, inside) in graph {
        let inside: Vec<&str> =
            inside.iter().map(|(inner, _)| *inner).filter(|inner| graph.contains_key(inner)).collect();
        open.insert(outer, inside.len());
        for inner in inside {
            above.entry(inner).or_default().push(outer);
        }
    }
    let mut depths: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ended: VecDeque<&str> = open.iter().filter(|(_, left)| **left == 0).map(|(name, _)| *name).collect();
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    while let Some(inner) = ended.pop_front() {
        let depth = found.get(inner).copied().unwrap_or(0);
        depths.insert(inner, depth);
        for outer in above.get(inner).into_iter().flatten() {
            let own = found.entry(outer).or_default();
            *own = (*own).max(depth + 1);
            if let Some(left) = open.get_mut(outer) {
                *left -= 1;
                if *left == 0 {
                    ended.push_back(outer);
                }
            }
        }
    }
    depths
}

/// What stands in each tag of a template, from its first word on, with its place; comments are left out.
pub(super) fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('{')?;
            let end = match text.get(start + 1..)?.chars().next()? {
                '%' => "%}",
                '{' => "}}",
                '#' => "#}",
                _ => {
                    at = start + 1;
                    continue;
                }
            };
            let inside = start + 2;
            let rest = text.get(inside..)?;
            let length = rest.find(end).unwrap_or(rest.len());
            at = inside + length;
            if end != "#}" {
                let tag = rest.get(..length)?;
                let word = tag.trim_start_matches('-').trim_start();
                return Some((inside + (tag.len() - word.len()), word));
            }
        }
    })
}

/// The names of the components that a template defines.
pub(super) fn defined(text: &str) -> impl Iterator<Item = &str> {
    tags(text).filter_map(|(_, tag)| defined_in(tag))
}

/// The name of the component whose definition a tag begins.
pub(super) fn defined_in(tag: &str) -> Option<&str> {
    tag.strip_prefix("component ").map(|definition| name_at(definition.trim_start()))
}

/// The names of the components that are called in a tag.
fn called(tag: &str) -> impl Iterator<Item = Range<usize>> {
    tag.match_indices('<').filter_map(move |(at, _)| {
        let name = name_at(tag.get(at + 1..)?);
        (!name.is_empty()).then(|| at + 1..at + 1 + name.len())
    })
}

/// The name with which a text begins.
fn name_at(text: &str) -> &str {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    text.split(|c| !is_name(c)).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_template_takes_in_is_found() {
        let texts = [
            ("t/a.html", "{# {% include \"x\" %} #}{%- include \"b.html\" -%}{{ 1 < 2 }}".to_owned()),
            ("u/b.html", "{% component c(x) %}{{ <d x={1} /> }}{% endcomponent c %}{{ <e /> }}".to_owned()),
            ("u/d.html", "{% component d() %}{% <c> %}{% </c> %}{% endcomponent d %}".to_owned()),
        ];
        assert_eq!(deep_includes(&texts, &["t".to_owned(), "u".to_owned()]), None);
        let found = circle(&texts).unwrap();
        assert_eq!((found.name.as_str(), &*found.span.file), ("c", "u/b.html"));
        assert_eq!(&texts[1].1[found.span.range], "d");
        assert_eq!(circle(&texts[..2]), None);
    }

    #[test]
    fn includes_in_one_another_have_an_end() {
        let chain = |length: usize| -> Vec<(String, String)> {
            (0..length).map(|at| (format!("t/{at}.html"), format!("{{% include \"{}.html\" %}}", at + 1))).collect()
        };
        let report = |length: usize| {
            let chain = chain(length);
            let texts: Vec<(&str, String)> = chain.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
            deep_includes(&texts, &["t".to_owned()]).map(|found| found.message)
        };
        assert_eq!(report(MOST_INCLUDES + 1), None);
        assert!(report(20_000).unwrap().starts_with("from here on "));
    }
}
