//! The component that draws a post in a list, where it does so once for all lists.

use tera::{ComponentArg, ComponentInfo, Tera, Value};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::source::SourceTree;

use super::calls::{defined_in, tags};

/// Its name.
pub(super) const NAME: &str = "card";

/// The mark that it does so once.
const ONCE: &str = "once";

/// The argument that it is called with.
const ARGUMENT: &str = "post";

/// What it can ask for besides: what does not change from page to page.
const IMPLICITS: [&str; 2] = ["site", "labels"];

/// Whether there is such a component. The error is one that cannot be called as it is.
pub(super) fn is_declared(tera: &Tera, tree: &SourceTree, folders: &[String]) -> Result<bool, Diagnostic> {
    let Some(card) = tera.get_component_definition(NAME) else { return Ok(false) };
    if card.metadata().get(ONCE).and_then(Value::as_bool) != Some(true) {
        return Ok(false);
    }
    match problem(&card) {
        None => Ok(true),
        Some(message) => Err(Diagnostic::error(
            Code::TemplateSyntax,
            place(tree, folders),
            message,
            format!("declare it as `card({ARGUMENT}, @labels) {{\"{ONCE}\": true}}`, or take `\"{ONCE}\"` out"),
        )),
    }
}

fn problem(card: &ComponentInfo) -> Option<String> {
    let mut own = card.args().iter().filter(|argument| !argument.is_implicit());
    if !own.clone().any(|argument| argument.name() == ARGUMENT && argument.arg_type().is_none()) {
        return Some(format!("a card that is made once has the argument `{ARGUMENT}`, without a type"));
    }
    if let Some(other) = own.find(|argument| argument.is_required() && argument.name() != ARGUMENT) {
        return Some(format!(
            "a card that is made once gets `{ARGUMENT}` alone, and this one needs `{}`",
            other.name()
        ));
    }
    let is_unknown = |argument: &&ComponentArg| argument.is_implicit() && !IMPLICITS.contains(&argument.name());
    if let Some(other) = card.args().iter().find(is_unknown) {
        return Some(format!(
            "a card that is made once sees nothing of a page, and this one asks for `@{}`",
            other.name()
        ));
    }
    let needs_body = card.metadata().get("body").and_then(Value::as_bool) == Some(true);
    needs_body.then(|| "a card that is made once has no body, and this one needs one".to_owned())
}

/// Where it is declared, in the first layer that does so.
fn place(tree: &SourceTree, folders: &[String]) -> Span {
    let declared = folders.iter().flat_map(|folder| tree.below(folder)).find_map(|source| {
        let text = source.text().ok()?;
        let (at, tag) = tags(&text).find(|(_, tag)| defined_in(tag) == Some(NAME))?;
        let start = at + tag.find(NAME)?;
        Some(Span::new(&source.path.as_str().into(), start..start + NAME.len()))
    });
    declared.unwrap_or_else(|| Span::start_of(&"templates".into()))
}
