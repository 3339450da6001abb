//! schema.org's vocabulary, read from the declarations of the npm package `schema-dts`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// A declaration of a type.
#[derive(Default)]
struct Declared {
    bases: Vec<String>,
    /// The properties, each with the types of its values.
    properties: BTreeMap<String, Vec<String>>,
}

/// Which types there are, what each may say, and of what that may be.
pub(crate) struct Vocabulary {
    declared: BTreeMap<String, Declared>,
    /// What a name stands for: other names, or a kind of value such as `string`.
    names: BTreeMap<String, Vec<String>>,
}

impl Vocabulary {
    pub(crate) fn read(declarations: &str) -> Self {
        let mut vocabulary = Self { declared: BTreeMap::new(), names: BTreeMap::new() };
        let mut inside: Option<String> = None;
        for line in declarations.lines() {
            let line = line.trim_start_matches("export ");
            if let Some(rest) = line.strip_prefix("interface ") {
                let rest = rest.trim_end_matches(['{', '}', ' ']);
                let (name, bases) = rest.split_once(" extends ").unwrap_or((rest, ""));
                let bases = bases.split(',').map(|base| base.trim().to_owned()).collect();
                vocabulary.declared.insert(name.to_owned(), Declared { bases, ..Declared::default() });
                inside = Some(name.to_owned());
            } else if let Some((name, of)) = line.strip_prefix("type ").and_then(|rest| rest.split_once(" = ")) {
                vocabulary.names.insert(name.to_owned(), alternatives(of.trim_end_matches(';')));
            } else if let (Some(own), Some((name, of))) = (&inside, line.trim_start().split_once("\"?: SchemaValue<")) {
                let of = of.rsplit_once(", \"").map_or(of, |(of, _)| of);
                if let Some(declared) = vocabulary.declared.get_mut(own) {
                    declared.properties.insert(name.trim_start_matches('"').to_owned(), alternatives(of));
                }
            } else if line == "}" {
                inside = None;
            }
        }
        assert!(vocabulary.declared.len() > 800, "the declarations have another form than they had");
        vocabulary
    }

    /// What schema.org does not know of a thing, and of all that it holds.
    pub(crate) fn complaints(&self, thing: &Value) -> Vec<String> {
        let Some(fields) = thing.as_object() else { return vec![format!("{thing} is no thing")] };
        let Some(kind) = thing["@type"].as_str() else { return vec![format!("{thing} has no type")] };
        let leaf = format!("{kind}Leaf");
        if !self.declared.contains_key(&leaf) {
            return vec![format!("there is no type {kind}")];
        }
        let mut found = Vec::new();
        for (name, value) in fields.iter().filter(|(name, _)| !name.starts_with('@')) {
            match self.property(&leaf, name) {
                Some(types) => {
                    let values = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
                    for value in values {
                        found.extend(self.misfit(types, value).map(|why| format!("{kind}.{name}: {why}")));
                        if value["@type"].is_string() {
                            found.extend(self.complaints(value));
                        }
                    }
                }
                None => found.push(format!("a {kind} has no {name}")),
            }
        }
        found
    }

    /// The types of a property, of a declaration or of what it extends.
    fn property(&self, declaration: &str, name: &str) -> Option<&Vec<String>> {
        let declared = self.declared.get(declaration)?;
        declared.properties.get(name).or_else(|| declared.bases.iter().find_map(|base| self.property(base, name)))
    }

    /// Why a value is of none of these types.
    fn misfit(&self, types: &[String], value: &Value) -> Option<String> {
        let mut all = BTreeSet::new();
        for name in types {
            self.expand(name, &mut all);
        }
        let fits = match value {
            Value::String(_) => all.contains("string"),
            Value::Number(_) => all.contains("number"),
            Value::Bool(_) => all.contains("boolean"),
            Value::Object(fields) => match fields.get("@type").and_then(Value::as_str) {
                Some(kind) => all.contains(&format!("{kind}Leaf")),
                None => fields.contains_key("@id") && all.contains("IdReference"),
            },
            _ => false,
        };
        (!fits).then(|| format!("{value} is none of {types:?}"))
    }

    fn expand(&self, name: &str, all: &mut BTreeSet<String>) {
        if all.insert(name.to_owned()) {
            for other in self.names.get(name).into_iter().flatten() {
                self.expand(other, all);
            }
        }
    }
}

fn alternatives(types: &str) -> Vec<String> {
    types.split('|').map(|name| name.trim().to_owned()).collect()
}
