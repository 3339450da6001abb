//! docs/themes.md says what each template sees; the list is made from the view types, and every field in it is asked for
//! by a template here. `UPDATE_EXPECTED=1 cargo test --test theme_docs` writes the list anew.

#![expect(clippy::disallowed_methods, reason = "a switch of the test's own")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use columnist::config::Labels;
use columnist::render::view::{
    ArchiveContext, AuthorContext, IndexContext, NotFoundContext, PageContext, PageView, PostContext, RedirectContext,
    SearchContext, SiteView, TagContext, TagsContext, VerdictsContext, YearContext,
};
use schemars::{Schema, schema_for};
use serde_json::Value;
use support::SiteTest;

/// Each template with the address of a page that is made from it.
fn templates() -> Vec<(&'static str, &'static str, Schema)> {
    vec![
        ("index.html", "/", schema_for!(IndexContext)),
        ("post.html", "/posts/linkedin/", schema_for!(PostContext)),
        ("page.html", "/about/", schema_for!(PageContext)),
        ("author.html", "/authors/leslie/", schema_for!(AuthorContext)),
        ("tag.html", "/tags/linkedin/", schema_for!(TagContext)),
        ("tags.html", "/tags/", schema_for!(TagsContext)),
        ("archive.html", "/archive/", schema_for!(ArchiveContext)),
        ("year.html", "/archive/2012/", schema_for!(YearContext)),
        ("verdicts.html", "/verdicts/", schema_for!(VerdictsContext)),
        ("search.html", "/search/", schema_for!(SearchContext)),
        ("404.html", "/404.html", schema_for!(NotFoundContext)),
        ("redirect.html", "/2012/05/can-i-pick-your-brain.html", schema_for!(RedirectContext)),
    ]
}

/// What every template sees.
fn everywhere() -> Vec<(&'static str, Schema)> {
    vec![("site", schema_for!(SiteView)), ("page", schema_for!(PageView)), ("labels", schema_for!(Labels))]
}

/// Named types, gathered from all schemas.
fn definitions(schemas: &[Schema]) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for schema in schemas {
        let Some(map) = schema.get("$defs").and_then(Value::as_object) else { continue };
        found.extend(map.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    found
}

/// The name of the type that a schema refers to, through lists and optional values.
fn reference(schema: &Value) -> Option<&str> {
    let name = |schema: &'_ Value| {
        schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()).map(str::to_owned)
    };
    let found = name(schema).or_else(|| schema.get("items").and_then(reference).map(str::to_owned)).or_else(|| {
        schema
            .get("anyOf")
            .and_then(Value::as_array)
            .and_then(|all| all.iter().find_map(|one| reference(one).map(str::to_owned)))
    });
    // The text is part of the schema, so it can be borrowed from it.
    found.and_then(|found| find_text(schema, &found))
}

fn find_text<'a>(schema: &'a Value, wanted: &str) -> Option<&'a str> {
    match schema {
        Value::String(text) => text.rsplit('/').next().filter(|name| *name == wanted),
        Value::Array(list) => list.iter().find_map(|item| find_text(item, wanted)),
        Value::Object(map) => map.values().find_map(|item| find_text(item, wanted)),
        _ => None,
    }
}

fn is_list(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "array")
}

/// The type of a field as the table shows it.
fn type_text(schema: &Value) -> String {
    if let Some(name) = reference(schema) {
        return match (name, is_list(schema)) {
            ("HTML", _) => "HTML".to_owned(),
            ("AnyValue", _) => "any".to_owned(),
            (name, true) => format!("list of [{name}](#{})", name.to_lowercase()),
            (name, false) => format!("[{name}](#{})", name.to_lowercase()),
        };
    }
    let kind = |value: &Value| match value.as_str() {
        Some("integer" | "number") => Some("number"),
        Some("string") => Some("text"),
        Some("boolean") => Some("true or false"),
        Some("object") => Some("mapping"),
        Some("array") => Some("list"),
        _ => None,
    };
    match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().find_map(kind).unwrap_or("any").to_owned(),
        Some(single) => kind(single).unwrap_or("any").to_owned(),
        None => "any".to_owned(),
    }
}

fn is_optional(schema: &Value) -> bool {
    let has_null = |list: &Value| {
        list.as_array().is_some_and(|list| {
            list.iter().any(|one| one == "null" || one.get("type").is_some_and(|kind| kind == "null"))
        })
    };
    schema.get("type").is_some_and(has_null) || schema.get("anyOf").is_some_and(has_null)
}

fn table(schema: &Value) -> String {
    let mut text = String::from("| field | type | what it is |\n|---|---|---|\n");
    for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let what = field.get("description").and_then(Value::as_str).unwrap_or("").replace('\n', " ");
        let none = if is_optional(field) { ", or none" } else { "" };
        let _ = writeln!(text, "| `{name}` | {}{none} | {what} |", type_text(field));
    }
    text
}

fn documentation() -> String {
    let mut text = String::from("\nEvery template sees `site`, `page` and `labels`.\n");
    let mut schemas: Vec<Schema> = Vec::new();
    for (name, schema) in everywhere().into_iter().filter(|(name, _)| *name != "labels") {
        let _ = write!(text, "\n### `{name}`\n\n{}", table(schema.as_value()));
        schemas.push(schema);
    }
    text.push_str("\n### `labels`\n\nThe words of the theme, by their names; docs/configuration.md lists them.\n");
    for (name, _, schema) in templates() {
        let what = schema.get("description").and_then(Value::as_str).unwrap_or("");
        let what = what.split_once(": ").map_or(what, |(_, what)| what);
        let _ = write!(text, "\n### `{name}`\n\nMakes {what}\n\n{}", table(schema.as_value()));
        schemas.push(schema);
    }
    text.push_str("\n### The types\n");
    for (name, schema) in definitions(&schemas) {
        let what = schema.get("description").and_then(Value::as_str).unwrap_or("").replace('\n', " ");
        if schema.get("properties").is_some() {
            let _ = write!(text, "\n#### {name}\n\n{what}\n\n{}", table(&schema));
        } else if let Some(words) = words(&schema) {
            let _ = write!(text, "\n#### {name}\n\n{what} One of {words}.\n");
        }
    }
    text
}

/// The words of an enumeration.
fn words(schema: &Value) -> Option<String> {
    let constant = |one: &Value| one.get("const").and_then(Value::as_str).map(|word| format!("`{word}`"));
    let list: Vec<String> = schema.get("oneOf")?.as_array()?.iter().filter_map(constant).collect();
    Some(list.join(", "))
}

#[test]
fn the_documentation_lists_what_templates_see() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes.md");
    let text = fs::read_to_string(&path).expect("docs/themes.md");
    let (begin, end) = ("<!-- contexts: begin -->\n", "<!-- contexts: end -->");
    let from = text.find(begin).expect("the begin mark") + begin.len();
    let to = text.find(end).expect("the end mark");
    let made = format!("{}\n", documentation());
    if env::var_os("UPDATE_EXPECTED").is_some() {
        let new = format!("{}{made}{}", &text[..from], &text[to..]);
        fs::write(&path, new).expect("docs/themes.md can be written");
    } else {
        assert!(text[from..to] == made, "docs/themes.md is out of date; UPDATE_EXPECTED=1 writes it anew");
    }
}

/// Template text that asks for every field of a type.
fn ask(path: &str, schema: &Value, types: &BTreeMap<String, Value>, depth: usize) -> String {
    let resolved = reference(schema).and_then(|name| types.get(name));
    let inner = resolved.unwrap_or(schema);
    let properties = inner.get("properties").and_then(Value::as_object);
    let Some(properties) = properties.filter(|_| depth < 6) else {
        return if is_list(schema) {
            format!("{{{{ {path} | length }}}}")
        } else {
            format!("{{% if {path} %}}x{{% endif %}}")
        };
    };
    let variable = format!("v{depth}");
    let (open, close, base) = if is_list(schema) {
        (format!("{{% for {variable} in {path} %}}"), "{% endfor %}", variable)
    } else {
        (format!("{{% if {path} %}}"), "{% endif %}", path.to_owned())
    };
    let fields: String =
        properties.iter().map(|(name, field)| ask(&format!("{base}.{name}"), field, types, depth + 1)).collect();
    format!("{open}{fields}{close}")
}

#[test]
fn every_documented_field_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut site = SiteTest::from_dir(root);
    for (name, _, schema) in templates() {
        let mut text = String::new();
        for (variable, schema) in everywhere() {
            let types = definitions(std::slice::from_ref(&schema));
            text.push_str(&ask(variable, schema.as_value(), &types, 0));
        }
        let types = definitions(std::slice::from_ref(&schema));
        for (field, inner) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            text.push_str(&ask(field, inner, &types, 0));
        }
        site = site.file(&format!("templates/{name}"), &text);
    }
    let built = site.build();
    for (name, address, _) in templates() {
        assert!(built.page(address).text.contains('x'), "{name} shows nothing at {address}");
    }
}
