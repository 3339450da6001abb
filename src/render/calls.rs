//! Whether components are called as they are declared.
//!
//! A component's own metadata says more than its arguments: `{"body": true}` where it needs a body, `false` where it
//! takes none; `{"addresses": ["url"], "pictures": ["poster"]}` for arguments that lead somewhere, which are followed as
//! links and pictures of the text are; `{"votes": ["results"]}` for lists of answers and their votes.

use tera::{ComponentArg, ComponentArgType, ComponentInfo, Value};

use crate::diagnostic::{Code, Diagnostic, Span, list_of, nearest};
use crate::markdown::{Argument, Call, Fragment, NearCall, is_element, is_external};
use crate::site::{LinkCheck, Origin, Site};
use crate::theme::Theme;

use super::votes;

/// What is wrong with the calls of a site's posts and pages.
pub fn check_calls(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let links = LinkCheck::new(site);
    let mut check = |origin: Origin<'_>, fragment: &Fragment| {
        for call in fragment.calls() {
            found.extend(problems(theme, origin, call));
            found.extend(dead_addresses(&links, theme, origin, call));
        }
        found.extend(fragment.near_calls().iter().filter_map(|near| near_call(theme, origin, near)));
    };
    for entry in &site.posts {
        let origin = Origin { source: &entry.post.path, route: &entry.route };
        for fragment in entry.post.fragments() {
            check(origin, fragment);
        }
    }
    for page in &site.pages {
        let origin = Origin { source: &page.path, route: &page.route };
        for fragment in std::iter::once(&page.body).chain(page.body.bodies()) {
            check(origin, fragment);
        }
    }
    found
}

/// What looks like the call of a component that there is.
fn near_call(theme: &Theme, origin: Origin<'_>, near: &NearCall) -> Option<Diagnostic> {
    let name = &*near.name;
    let component = theme.component(name).filter(|_| !is_element(name))?;
    let body = component.metadata().get("body").and_then(Value::as_bool);
    let right = match body {
        Some(true) => format!("`{{% <{name}> %}}` before its body and `{{% </{name}> %}}` behind it"),
        _ => format!("`{{{{ <{name} … /> }}}}`"),
    };
    let (message, help) = if near.is_in_html {
        (
            format!("`{name}` is not called here, for it stands in a block of HTML"),
            format!(
                "put an empty line before and after {right}, or take the HTML around it out; in `<code>` it is text"
            ),
        )
    } else {
        (
            format!("this is no call of the component `{name}`, so readers do not see it"),
            format!("write {right}; if it is no call, write a backslash before it"),
        )
    };
    let span = Span::new(origin.source.shared(), near.range.clone());
    Some(Diagnostic::warning(Code::ComponentSyntax, span, message, help))
}

/// What is wrong with one call.
pub(super) fn problems(theme: &Theme, origin: Origin<'_>, call: &Call) -> Vec<Diagnostic> {
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
                let names: Vec<&str> = declared().map(ComponentArg::name).collect();
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
            wrong(range, message, format!("write `{}`", example(&component, own)));
            continue;
        }
        if is_listed(&component, "votes", own.name())
            && let Some(message) = votes::problem(argument)
        {
            let help = format!("write each answer with the number of its votes: `{}`", votes::example(own.name()));
            wrong(argument.range.clone(), message, help);
        }
    }
    for missing in declared().filter(|own| own.is_required()) {
        if !call.arguments.iter().any(|argument| &*argument.name == missing.name()) {
            wrong(
                call.name_range.clone(),
                format!("`{}` lacks its argument `{}`", call.name, missing.name()),
                format!("write `{}` behind its name", example(&component, missing)),
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
    for (argument, target, is_image) in addresses(&component, call) {
        if let Some(scheme) = foreign_scheme(target, is_image) {
            found.push(Diagnostic::error(
                Code::ComponentArgument,
                Span::new(origin.source.shared(), argument.range.clone()),
                format!(
                    "the address in `{}` begins with `{scheme}:`, which leads to nothing on the web",
                    argument.name
                ),
                "write an address that begins with `https://`, or the path of a file from this one",
            ));
        }
    }
    found
}

/// The addresses among the arguments of a call that lead to nothing.
fn dead_addresses(links: &LinkCheck<'_>, theme: &Theme, origin: Origin<'_>, call: &Call) -> Vec<Diagnostic> {
    let Some(component) = theme.component(&call.name) else { return Vec::new() };
    addresses(&component, call)
        .filter(|(_, target, is_image)| foreign_scheme(target, *is_image).is_none())
        .filter_map(|(argument, target, is_image)| links.address(origin, argument.range.clone(), target, is_image))
        .collect()
}

/// The arguments of a call that lead somewhere, each with its address, and whether that is a picture's.
fn addresses<'c>(component: &'c ComponentInfo, call: &'c Call) -> impl Iterator<Item = (&'c Argument, &'c str, bool)> {
    call.arguments.iter().filter_map(|argument| {
        let is_image = is_listed(component, "pictures", &argument.name);
        let is_address = is_image || is_listed(component, "addresses", &argument.name);
        Some((argument, argument.value.as_str().filter(|_| is_address)?, is_image))
    })
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

/// Whether a component's metadata has an argument in the list under a key.
pub(super) fn is_listed(component: &ComponentInfo, key: &str, name: &str) -> bool {
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

fn example(component: &ComponentInfo, argument: &ComponentArg) -> String {
    let name = argument.name();
    if is_listed(component, "votes", name) {
        return votes::example(name);
    }
    let value = match argument.arg_type() {
        Some(ComponentArgType::Bool) => "{true}",
        Some(ComponentArgType::Integer | ComponentArgType::Number) => "{3}",
        Some(ComponentArgType::Float) => "{1.5}",
        Some(ComponentArgType::Array) => "{[\"…\", \"…\"]}",
        Some(ComponentArgType::Map) => "{{\"…\": \"…\"}}",
        _ => "\"…\"",
    };
    format!("{name}={value}")
}

/// The scheme of an address that is none of the web's. Browsers pass over control characters in it (URL Standard, section
/// 4.4).
fn foreign_scheme(target: &str, is_image: bool) -> Option<String> {
    let seen: String = target.chars().filter(|c| !c.is_control()).collect();
    let (scheme, _) =
        seen.trim().split_once(':').filter(|_| is_external(seen.trim()) && !seen.trim().starts_with("//"))?;
    let scheme = scheme.to_ascii_lowercase();
    let is_web = matches!(scheme.as_str(), "http" | "https") || is_image && scheme == "data";
    (!is_web).then_some(scheme)
}
