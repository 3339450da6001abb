//! What templates see, as data: the view types, by the schemas that docs/themes.md is made from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use crate::config::Labels;
use crate::diagnostic::Diagnostic;
use crate::source::SourceTree;
use crate::theme::{Shape, Shapes, Theme, missing_fields};

use super::view::{
    ArchiveContext, AuthorContext, IndexContext, NotFoundContext, PageContext, PageView, PostContext, RedirectContext,
    SearchContext, SiteView, TagContext, TagsContext, VerdictsContext, YearContext,
};

/// The fields that the site's own templates ask for in conditions and that nothing has.
pub fn check_fields(theme: &Theme, tree: &SourceTree) -> Vec<Diagnostic> {
    static SHAPES: LazyLock<Shapes> = LazyLock::new(shapes);
    missing_fields(theme, tree, || &SHAPES)
}

fn shapes() -> Shapes {
    let mut generator = SchemaGenerator::default();
    let everywhere = [
        ("site", shape_of::<SiteView>(&mut generator)),
        ("page", shape_of::<PageView>(&mut generator)),
        ("labels", shape_of::<Labels>(&mut generator)),
    ];
    let contexts = [
        ("index.html", shape_of::<IndexContext>(&mut generator)),
        ("post.html", shape_of::<PostContext>(&mut generator)),
        ("page.html", shape_of::<PageContext>(&mut generator)),
        ("author.html", shape_of::<AuthorContext>(&mut generator)),
        ("tag.html", shape_of::<TagContext>(&mut generator)),
        ("tags.html", shape_of::<TagsContext>(&mut generator)),
        ("archive.html", shape_of::<ArchiveContext>(&mut generator)),
        ("year.html", shape_of::<YearContext>(&mut generator)),
        ("verdicts.html", shape_of::<VerdictsContext>(&mut generator)),
        ("search.html", shape_of::<SearchContext>(&mut generator)),
        ("404.html", shape_of::<NotFoundContext>(&mut generator)),
        ("redirect.html", shape_of::<RedirectContext>(&mut generator)),
    ];
    let definitions = generator.definitions();
    let types: BTreeMap<String, BTreeMap<String, Shape>> = definitions
        .iter()
        .filter_map(|(name, schema)| {
            let fields = schema.get("properties")?.as_object()?;
            Some((name.clone(), fields.iter().map(|(name, field)| (name.clone(), shape(field))).collect()))
        })
        .collect();
    let templates = contexts.into_iter().filter_map(|(template, shape)| match shape {
        Shape::Named(name) => Some((template, types.get(&name)?.clone())),
        _ => None,
    });
    let templates = templates.collect();
    let everywhere = everywhere.into_iter().map(|(name, shape)| (name.to_owned(), shape)).collect();
    Shapes { types, everywhere, templates }
}

fn shape_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Shape {
    shape(generator.subschema_for::<T>().as_value())
}

/// What a schema says of a value; one that may be missing is what it is where it is there.
fn shape(schema: &Value) -> Shape {
    if let Some(path) = schema.get("$ref").and_then(Value::as_str) {
        return Shape::Named(path.rsplit('/').next().unwrap_or("").to_owned());
    }
    if let Some(item) = schema.get("items") {
        return Shape::List(Box::new(shape(item)));
    }
    let choices = schema.get("anyOf").and_then(Value::as_array);
    let named = choices.and_then(|choices| choices.iter().map(shape).find(|shape| *shape != Shape::Any));
    named.unwrap_or(Shape::Any)
}
