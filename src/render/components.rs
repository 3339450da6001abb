//! The components that texts call: whether they are called as they are declared, and what they make.
//!
//! A component's own metadata says more than its arguments: `{"body": true}` where it needs a body, `false` where it
//! takes none; `{"addresses": ["url"], "pictures": ["poster"]}` for arguments that lead somewhere, which are followed as
//! links and pictures of the text are.

use tera::{ComponentArgType, ComponentInfo, Context, Value};

use crate::diagnostic::{Code, Diagnostic, Span, list_of, nearest};
use crate::markdown::{Argument, Call, Fragment};
use crate::site::{LinkCheck, Origin, Site};
use crate::theme::Theme;

use super::html::{Place, address, fill};

/// What is wrong with the calls of a site's posts and pages.
pub fn check_calls(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let links = LinkCheck::new(site);
    for entry in &site.posts {
        let origin = Origin { source: &entry.post.path, route: &entry.route };
        for call in entry.post.fragments().flat_map(Fragment::calls) {
            found.extend(problems(theme, origin, call));
            found.extend(dead_addresses(&links, theme, origin, call));
        }
    }
    for page in &site.pages {
        let origin = Origin { source: &page.path, route: &page.route };
        for call in std::iter::once(&page.body).chain(page.body.bodies()).flat_map(Fragment::calls) {
            found.extend(problems(theme, origin, call));
            found.extend(dead_addresses(&links, theme, origin, call));
        }
    }
    found
}

/// What is wrong with one call.
fn problems(theme: &Theme, origin: Origin<'_>, call: &Call) -> Vec<Diagnostic> {
    let Some(component) = theme.component(&call.name) else { return vec![unknown(theme, origin, call)] };
    let mut found = Vec::new();
    let mut wrong = |range, message: String, help: String| {
        found.push(Diagnostic::error(Code::ComponentArgument, Span::new(origin.source.shared(), range), message, help));
    };
    let declared = || component.args().iter().filter(|argument| !argument.is_implicit());
    for argument in &call.arguments {
        let range = argument.range.clone();
        let Some(own) = declared().find(|own| own.name() == &*argument.name) else {
            if component.rest_param().is_none() {
                let names: Vec<&str> = declared().map(tera::ComponentArg::name).collect();
                let help = match nearest(&argument.name, names.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if names.is_empty() => "it takes no arguments".to_owned(),
                    None => format!("it takes {}", list_of(names)),
                };
                wrong(range, format!("`{}` has no argument `{}`", call.name, argument.name), help);
            }
            continue;
        };
        if let Some(kind) = own.arg_type().filter(|kind| !is_of(*kind, argument)) {
            let message = format!("the argument `{}` of `{}` is to be {}", own.name(), call.name, word(kind));
            wrong(range, message, format!("write `{}`", example(own.name(), Some(kind))));
        }
    }
    for missing in declared().filter(|own| own.is_required()) {
        if !call.arguments.iter().any(|argument| &*argument.name == missing.name()) {
            wrong(
                call.name_range.clone(),
                format!("`{}` lacks its argument `{}`", call.name, missing.name()),
                format!("write `{}` behind its name", example(missing.name(), missing.arg_type())),
            );
        }
    }
    match (component.metadata().get("body").and_then(Value::as_bool), &call.body) {
        (Some(true), None) => wrong(
            call.name_range.clone(),
            format!("`{}` lacks its body", call.name),
            format!("write `{{% <{0}> %}}`, its text, and `{{% </{0}> %}}`", call.name),
        ),
        (Some(false), Some(_)) => wrong(
            call.name_range.clone(),
            format!("`{}` takes no body", call.name),
            format!("call it with `{{{{ <{} … /> }}}}`", call.name),
        ),
        _ => {}
    }
    found
}

/// The addresses among the arguments of a call that lead to nothing.
fn dead_addresses(links: &LinkCheck<'_>, theme: &Theme, origin: Origin<'_>, call: &Call) -> Vec<Diagnostic> {
    let Some(component) = theme.component(&call.name) else { return Vec::new() };
    let dead = |argument: &Argument| {
        let is_image = is_listed(&component, "pictures", &argument.name);
        let is_address = is_image || is_listed(&component, "addresses", &argument.name);
        let target = argument.value.as_str().filter(|_| is_address)?;
        links.address(origin, argument.range.clone(), target, is_image)
    };
    call.arguments.iter().filter_map(dead).collect()
}

fn unknown(theme: &Theme, origin: Origin<'_>, call: &Call) -> Diagnostic {
    let help = match nearest(&call.name, theme.component_names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "define it in a file in templates/, or write a backslash before the call if it is none".to_owned(),
    };
    Diagnostic::error(
        Code::UnknownComponent,
        Span::new(origin.source.shared(), call.name_range.clone()),
        format!("there is no component `{}`", call.name),
        help,
    )
}

fn is_listed(component: &ComponentInfo, key: &str, name: &str) -> bool {
    let list = component.metadata().get(key).and_then(Value::as_array);
    list.is_some_and(|list| list.iter().any(|own| own.as_str() == Some(name)))
}

fn is_of(kind: ComponentArgType, argument: &Argument) -> bool {
    let value = &argument.value;
    match kind {
        ComponentArgType::String => value.is_string(),
        ComponentArgType::Bool => value.is_boolean(),
        ComponentArgType::Integer => value.is_i64(),
        ComponentArgType::Float => value.is_f64(),
        ComponentArgType::Number => value.is_number(),
        ComponentArgType::Array => value.is_array(),
        ComponentArgType::Map => value.is_object(),
        // A text has no literal for it.
        _ => false,
    }
}

fn word(kind: ComponentArgType) -> &'static str {
    match kind {
        ComponentArgType::String => "text",
        ComponentArgType::Bool => "`true` or `false`",
        ComponentArgType::Integer => "a whole number",
        ComponentArgType::Float => "a number with a point",
        ComponentArgType::Number => "a number",
        ComponentArgType::Array => "a list",
        ComponentArgType::Map => "a map",
        _ => "what no text can say",
    }
}

fn example(name: &str, kind: Option<ComponentArgType>) -> String {
    let value = match kind {
        Some(ComponentArgType::Bool) => "{true}",
        Some(ComponentArgType::Integer | ComponentArgType::Number) => "{3}",
        Some(ComponentArgType::Float) => "{1.5}",
        Some(ComponentArgType::Array) => "{[\"…\", \"…\"]}",
        Some(ComponentArgType::Map) => "{{\"…\": \"…\"}}",
        _ => "\"…\"",
    };
    format!("{name}={value}")
}

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

    /// The HTML of a fragment that may call components. The error is a component that failed.
    pub(super) fn text(&self, origin: Origin<'_>, fragment: &Fragment, place: Place<'_>) -> Result<String, Diagnostic> {
        let mut html = String::new();
        let mut failed = None;
        fragment.fill_all(
            &mut html,
            |hole, html| fill(self.site, origin, hole, place, html),
            |call, html| match self.call(origin, call, place) {
                Ok(made) => html.push_str(made.trim()),
                Err(problem) => failed = failed.take().or(Some(problem)),
            },
        );
        failed.map_or(Ok(html), Err)
    }

    fn call(&self, origin: Origin<'_>, call: &Call, place: Place<'_>) -> Result<String, Diagnostic> {
        let Some(component) = self.theme.component(&call.name) else { return Ok(String::new()) };
        // What `check_calls` has reported would only be reported once more.
        if !problems(self.theme, origin, call).is_empty() {
            return Ok(String::new());
        }
        let body = call.body.as_ref().map(|body| self.text(origin, body, place)).transpose()?;
        let mut arguments = Context::new();
        for argument in &call.arguments {
            let leads = ["addresses", "pictures"].iter().any(|key| is_listed(&component, key, &argument.name));
            let value = match argument.value.as_str().filter(|_| leads) {
                Some(target) => Value::from(address(self.site, origin, target, place.form()).as_ref()),
                None => Value::try_from_serializable(&argument.value).unwrap_or_else(|_| Value::none()),
            };
            arguments.insert_value(argument.name.to_string(), value);
        }
        self.theme.render_component(&call.name, &arguments, &self.implicits, body.as_deref()).map_err(|reason| {
            Diagnostic::error(
                Code::ComponentFailed,
                Span::new(origin.source.shared(), call.range.clone()),
                format!("the component `{}` failed: {reason}", call.name),
                "write its arguments as its template expects them, or correct the template",
            )
        })
    }
}
