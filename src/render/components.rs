//! What the components that texts call make.

use tera::{Context, Value};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::{Call, CallPlace, Fragment, Imbalance, first_block, first_interactive, imbalance};
use crate::site::{Origin, Site};
use crate::theme::{LONGEST_PAGE, Theme};

use super::calls::{is_listed, problems};
use super::html::{Place, address, fill};

/// What texts are written with: the theme's components, and what these see besides their arguments.
#[derive(Debug)]
pub(super) struct Components<'s> {
    site: &'s Site,
    theme: &'s Theme,
    implicits: Context,
}

impl<'s> Components<'s> {
    /// `implicits` is what a component can ask for with `@name`.
    pub(super) fn new(site: &'s Site, theme: &'s Theme, implicits: Context) -> Self {
        Self { site, theme, implicits }
    }

    /// The HTML of a fragment that may call components. Those that failed leave nothing, and are added to `failed`.
    pub(super) fn text(
        &self,
        origin: Origin<'_>,
        fragment: &Fragment,
        place: Place<'_>,
        failed: &mut Vec<Diagnostic>,
    ) -> String {
        let mut html = String::new();
        fragment.fill_all(
            &mut html,
            |hole, html| fill(self.site, origin, hole, place, html),
            |call, html| {
                // A page cannot be as large as this is already, and its template is told so.
                if html.len() > LONGEST_PAGE {
                    return;
                }
                let before = failed.len();
                let body = call.body.as_ref().map(|body| self.text(origin, body, place, failed));
                // What stands around a component that failed would only be said to have failed because of it.
                if failed.len() > before {
                    return;
                }
                match self.call(origin, call, body.as_deref(), place) {
                    Ok(made) => html.push_str(made.trim()),
                    Err(problem) => failed.push(problem),
                }
            },
        );
        html
    }

    fn call(
        &self,
        origin: Origin<'_>,
        call: &Call,
        body: Option<&str>,
        place: Place<'_>,
    ) -> Result<String, Diagnostic> {
        let Some(component) = self.theme.component(&call.name) else { return Ok(String::new()) };
        // What `check_calls` has reported would only be reported once more.
        if !problems(self.theme, origin, call).is_empty() {
            return Ok(String::new());
        }
        let mut arguments = Context::new();
        for argument in &call.arguments {
            let leads = ["addresses", "pictures"].iter().any(|key| is_listed(&component, key, &argument.name));
            let value = match argument.value.as_str().filter(|_| leads) {
                Some(target) => Value::from(address(self.site, origin, target, place.form()).as_ref()),
                None => Value::try_from_serializable(&argument.value).unwrap_or_else(|_| Value::none()),
            };
            arguments.insert_value(argument.name.to_string(), value);
        }
        let span = || Span::new(origin.source.shared(), call.range.clone());
        let made = self.theme.render_component(&call.name, &arguments, &self.implicits, body);
        let made = made.map_err(|reason| {
            Diagnostic::error(
                Code::ComponentFailed,
                span(),
                format!("the component `{}` failed: {reason}", call.name),
                "write its arguments as its template expects them, or correct the template",
            )
        })?;
        // A body that an author's own HTML leaves open is not the component's fault.
        if let Some(wrong) = imbalance(&made).filter(|_| body.and_then(imbalance).is_none()) {
            let (what, help) = unbalanced(&wrong);
            return Err(Diagnostic::error(
                Code::ComponentFailed,
                span(),
                format!("the component `{}` {what}", call.name),
                help,
            ));
        }
        let wrong = |what: String, help: &str| {
            Diagnostic::error(
                Code::ComponentPlace,
                span(),
                format!("the component `{}` makes {what} here", call.name),
                help,
            )
        };
        // Most stand on a line of their own, where anything can be.
        if call.place == CallPlace::Block {
            return Ok(made);
        }
        if let Some(block) = first_block(&made) {
            return Err(wrong(
                format!("a block, `<{block}>`, and stands in a line of text"),
                "put it on a line of its own, with an empty line before and after",
            ));
        }
        match first_interactive(&made).filter(|_| call.place == CallPlace::Link) {
            Some(element) => Err(wrong(
                format!("`<{element}>`, which is clicked itself, and stands in the words of a link"),
                "put it before or behind the link",
            )),
            None => Ok(made),
        }
    }
}

/// What a component does to the page around it, and what to do about that.
fn unbalanced(wrong: &Imbalance) -> (String, String) {
    match wrong {
        Imbalance::Open(name) => (
            format!("opens `<{name}>` and does not close it, so the rest of the page would be inside of it"),
            format!("write `</{name}>` in its template; what belongs inside is the body of the call, `{{{{ body }}}}` there"),
        ),
        Imbalance::Closed(name) => (
            format!("closes `</{name}>`, which it has not opened, so it would end what it stands in"),
            format!("take `</{name}>` out of its template, or write `<{name}>` before it"),
        ),
        Imbalance::Unended => (
            "makes a tag or a comment without an end, so what follows on the page would be lost in it".to_owned(),
            "look in its template for a `<` without its `>`, a quotation mark that is not closed, or a `<!--` without `-->`"
                .to_owned(),
        ),
    }
}
