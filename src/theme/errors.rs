//! Tera's errors as diagnostics.

use std::error::Error as _;
use std::ops::Range;
use std::sync::Arc;

use tera::{ErrorKind, ReportError};

use crate::diagnostic::{Code, Diagnostic, Span, nearest};

use super::calls::{Circle, defined, extended, tags};
use super::foreign;
use super::functions::{FILTERS, FUNCTIONS, TESTS};

/// What to do about most mistakes in a template.
const HELP: &str = "correct the template; docs/themes.md shows the syntax and what each template sees";

/// What to do about tags that do not pair.
const UNCLOSED: &str =
    "close what is open above it first: `if` needs `endif`, `for` needs `endfor`, `block` needs `endblock`";

/// Templates that cannot be used. `texts` are all of them by their paths, `names` the names by which they know each
/// other.
pub(super) fn syntax(error: &tera::Error, texts: &[(&str, String)], names: &[&str]) -> Vec<Diagnostic> {
    let one = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => unreadable(report, text_of(texts, report.filename())),
        ErrorKind::MissingParent { current, parent } => {
            let range = text_of(texts, current).find(parent.as_str()).map_or(0..0, |at| at..at + parent.len());
            let message = format!("this template extends `{parent}`, which is not there");
            Diagnostic::error(Code::TemplateSyntax, Span::new(&current.as_str().into(), range), message, near_name(parent, names))
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => start(
            tpl,
            "this template extends or includes itself, directly or through others".to_owned(),
            "to extend the theme’s own, write its whole path, such as `themes/default/templates/post.html`; else take one \
             `extends` or `include` of the circle out"
                .to_owned(),
        ),
        ErrorKind::Msg(message) if message.starts_with("error: ") => {
            let reports = message.split("error: ").filter(|report| !report.is_empty());
            return reports.map(|report| unknown_name(report, texts, names)).collect();
        }
        // A message without a place names the files that it is about.
        ErrorKind::Msg(message) => {
            let file = message.split('`').rfind(|part| texts.iter().any(|(path, _)| path == part));
            start(file.unwrap_or("templates"), lower(message), HELP.to_owned())
        }
        other => start("templates", lower(&other.to_string()), HELP.to_owned()),
    };
    vec![one]
}

fn text_of<'t>(texts: &'t [(&str, String)], path: &str) -> &'t str {
    texts.iter().find(|(own, _)| *own == path).map_or("", |(_, text)| text.as_str())
}

/// A template that cannot be read.
fn unreadable(report: &ReportError, text: &str) -> Diagnostic {
    let range = report.span().range.clone();
    let word = text.get(range.clone()).unwrap_or("");
    let (before, behind) = (text.get(..range.start).unwrap_or(""), text.get(range.start..).unwrap_or(""));
    let foreign = foreign::macro_call(behind).or_else(|| foreign::positional(before, report.message()));
    if let Some((message, help)) = foreign {
        return at(report, Code::TemplateSyntax, message, help);
    }
    let (message, help) = match report.message() {
        "Unknown tag" if word.starts_with("end") || matches!(word, "else" | "elif") => {
            (format!("the tag `{word}` does not belong to what is open here"), UNCLOSED)
        }
        "Unknown tag" => (format!("there is no tag `{word}`"), foreign::tag(word).unwrap_or(HELP)),
        "Unexpected end of input" => ("this template ends before all of it is closed".to_owned(), UNCLOSED),
        message => (lower(message), HELP),
    };
    at(report, Code::TemplateSyntax, message, help.to_owned())
}

/// What is nearest to a name that nothing has, by Tera's message: of the components, all that the templates define.
fn near_of_kind(message: &str, texts: &[(&str, String)], names: &[&str]) -> Option<String> {
    let mut parts = message.strip_prefix("Unknown ")?.splitn(3, '`');
    let (kind, name) = (parts.next()?.trim_end(), parts.next()?);
    let foreign = match kind {
        "filter" => foreign::filter(name),
        "function" => foreign::function(name),
        _ => None,
    };
    if let Some(help) = foreign {
        return Some(help.to_owned());
    }
    let near = match kind {
        "template" => return Some(near_name(name, names)),
        "filter" => nearest(name, FILTERS),
        "function" => nearest(name, FUNCTIONS),
        "test" => nearest(name, TESTS),
        "component" => nearest(name, texts.iter().flat_map(|(_, text)| defined(text))),
        _ => None,
    };
    near.map(|near| format!("did you mean `{near}`?"))
}

/// A name that nothing has: a filter, a function, a component, an included template, a block that no parent has. Tera
/// gives these as text only: the message, then ` --> file:line:column`, then the line with carets below it.
fn unknown_name(report: &str, texts: &[(&str, String)], names: &[&str]) -> Diagnostic {
    let message = report.lines().next().unwrap_or("");
    let place = report.lines().nth(1).and_then(|line| line.trim_start().strip_prefix("--> ")).unwrap_or("");
    let mut parts = place.rsplitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok()).unwrap_or(1);
    let (column, line) = (number(), number());
    let file = parts.next().unwrap_or("templates");
    let carets = report.lines().find(|line| line.trim_end().ends_with('^')).map_or(0, |line| line.matches('^').count());
    let range = range_at(text_of(texts, file), line, column, carets);
    let help = near_of_kind(message, texts, names).or_else(|| for_block(message, file, texts));
    let help = help.unwrap_or_else(|| HELP.to_owned());
    Diagnostic::error(Code::TemplateSyntax, Span::new(&file.into(), range), lower(message), help)
}

/// What to do about a block that the template above has not. That may be the site's own frame in the place of the theme's.
fn for_block(message: &str, file: &str, texts: &[(&str, String)]) -> Option<String> {
    let name = message.strip_prefix("Block `")?.strip_suffix("` is not defined in any parent template")?;
    let above = tags(text_of(texts, file)).find_map(|(_, tag)| extended(tag))?;
    let is_above =
        |path: &str| path.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with("templates/"));
    let (path, text) = texts.iter().find(|(path, _)| is_above(path))?;
    let blocks = tags(text).filter_map(|(_, tag)| tag.strip_prefix("block")?.split_whitespace().next());
    Some(match nearest(name, blocks) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!("add `{{% block {name} %}}{{% endblock {name} %}}` to {path}, at its place, or take this block out")
        }
    })
}

/// The bytes of `length` characters at a line and column, both from 1.
fn range_at(text: &str, line: usize, column: usize, length: usize) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    let byte = |characters: usize| rest.char_indices().nth(characters).map_or(rest.len(), |(at, _)| at);
    start + byte(column.saturating_sub(1))..start + byte(column.saturating_sub(1) + length)
}

fn near_name(name: &str, names: &[&str]) -> String {
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the name of a template of the theme, such as `base.html`".to_owned(),
    }
}

/// A sentence in the form of all other messages: without a capital at its beginning and a full stop at its end.
fn lower(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// A template that failed while it made a page.
pub(super) fn failed(error: &tera::Error, template: &str, page: &str, circle: Option<&Circle>) -> Diagnostic {
    if is_too_deep(error) {
        let span = circle.map_or_else(|| Span::start_of(&template.into()), |circle| circle.span.clone());
        return Diagnostic::error(Code::TooLarge, span, too_deep(circle), CIRCLE_HELP);
    }
    let help = format!("this happened while making `/{page}`; docs/themes.md lists what each template sees");
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            if let Some((value, field)) = of_extra(error, report) {
                let (_, available) = parted(report.message());
                let available = available.map_or_else(String::new, |names| format!("available {names}; "));
                let guard = format!(
                    "{available}write it under `extra` in the front matter (of `site.extra` in site.toml; of a mapping of \
                     the template’s own where the template sets it), or, where it may be missing, \
                     `{{% if {value}.{field} %}}` before and `{{% endif %}}` behind what needs it; {help}"
                );
                return at(report, Code::TemplateFailed, format!("`{value}` has no `{field}` here"), guard);
            }
            if let Some(value) = without_value(error, report) {
                let guard = format!(
                    "where it may be missing, write `{{% if {value} %}}` before and `{{% endif %}}` behind what needs it; {help}"
                );
                return at(report, Code::TemplateFailed, no_value(report, &value), guard);
            }
            let message = match error.source() {
                Some(source) => format!("{}: {source}", report.message()),
                None => report.message().to_owned(),
            };
            let (message, available) = parted(&message);
            let help = match available {
                Some(names) => format!("available {names}; {help}"),
                None if message.ends_with("but got `undefined`") => {
                    let guard = "a value is missing here: where it may be, write `{% if … %}` with it before, and `{% endif %}` behind";
                    format!("{guard}; {help}")
                }
                None => help,
            };
            at(report, Code::TemplateFailed, lower(message), help)
        }
        ErrorKind::TemplateNotFound(name) => {
            let mut diagnostic = start(template, format!("there is no template `{name}`"), help);
            diagnostic.code = Code::TemplateFailed;
            diagnostic
        }
        other => {
            let mut diagnostic = start(template, lower(&other.to_string()), help);
            diagnostic.code = Code::TemplateFailed;
            diagnostic
        }
    }
}

/// A message of Tera's, and what it says is available in the place of what is missing: `fields: date, title`.
fn parted(message: &str) -> (&str, Option<&str>) {
    let parts = message.split_once(". Available ");
    parts.map_or((message, None), |(message, names)| (message, Some(names.trim_end_matches('.'))))
}

/// Why a component failed that no template called, with the place in its template.
pub(super) fn reason(error: &tera::Error, circle: Option<&Circle>) -> String {
    if is_too_deep(error) {
        return too_deep(circle);
    }
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let why = if let Some(value) = without_value(error, report) {
                no_value(report, &value)
            } else {
                let source = error.source().map_or_else(String::new, |source| format!(": {source}"));
                let message = format!("{}{source}", report.message());
                lower(parted(&message).0)
            };
            format!("{why}, in line {} of {}", report.span().start_line, report.filename())
        }
        other => lower(&other.to_string()),
    }
}

/// The value of which a template asked a field, and which has none because it is missing itself: the path before the field,
/// `post.updated` of `post.updated.iso`.
fn without_value(error: &tera::Error, report: &ReportError) -> Option<String> {
    let field = missing_field(report)?;
    let is_all = report.message().trim_end_matches('.') == format!("Field `{field}` is not defined");
    path_before(error, report).filter(|_| is_all)
}

/// What a template asked of an `extra` that lacks it: the path of the `extra`, and the field.
fn of_extra<'r>(error: &tera::Error, report: &'r ReportError) -> Option<(String, &'r str)> {
    let field = missing_field(report)?;
    Some((path_before(error, report).filter(|path| path.rsplit('.').next() == Some("extra"))?, field))
}

fn missing_field(report: &ReportError) -> Option<&str> {
    report.message().strip_prefix("Field `")?.split('`').next()
}

/// The path before the field that a report is about.
fn path_before(error: &tera::Error, report: &ReportError) -> Option<String> {
    let (text, span) = (error.to_string(), report.span());
    // The line stands behind its number, and the carets below it mark the field, or the path before it.
    let line = text.lines().find_map(|line| line.trim_start().strip_prefix(&format!("{} |", span.start_line)))?;
    let line = line.strip_prefix(' ').unwrap_or(line);
    let before: String = line.chars().take(span.start_col).collect();
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '?');
    let before = match before.strip_suffix('.') {
        Some(before) => before.to_owned(),
        None => line.chars().take(span.end_col).collect(),
    };
    let path = before.rsplit(|c| !is_path(c)).next()?.trim_end_matches('?');
    (path.starts_with(|c: char| c.is_alphabetic() || c == '_')).then(|| path.to_owned())
}

fn no_value(report: &ReportError, value: &str) -> String {
    let field = report.message().split('`').nth(1).unwrap_or("");
    format!("`{value}` has no field `{field}` here: it is missing, or is no mapping")
}

/// What to do about components that call each other without end.
const CIRCLE_HELP: &str = "call it only where a condition ends that, or write a loop";

/// Whether components stopped because there were too many of them in one another. Tera says so without a place.
fn is_too_deep(error: &tera::Error) -> bool {
    matches!(error.kind(), ErrorKind::Msg(message) if message.starts_with("Maximum render recursion depth"))
}

fn too_deep(circle: Option<&Circle>) -> String {
    match circle {
        Some(Circle { name, .. }) => {
            format!("the component `{name}` calls itself here, directly or through others, more than 20 times over")
        }
        None => "components call each other here, more than 20 in one another".to_owned(),
    }
}

/// A template that does not come to an end with its page.
pub(super) fn too_long(template: &str, page: &str, most: usize) -> Diagnostic {
    Diagnostic::error(
        Code::TooLarge,
        Span::start_of(&template.into()),
        format!("the page `/{page}` that this template makes is larger than {} MiB", most >> 20),
        "look for a loop in the template that goes on for too long, or divide what the page shows",
    )
}

fn at(report: &ReportError, code: Code, message: String, help: String) -> Diagnostic {
    let file: Arc<str> = report.filename().into();
    Diagnostic::error(code, Span::new(&file, report.span().range.clone()), message, help)
}

fn start(file: &str, message: String, help: String) -> Diagnostic {
    Diagnostic::error(Code::TemplateSyntax, Span::start_of(&file.into()), message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_in_characters() {
        let text = "one\n{{ é | x }}\n";
        assert_eq!(&text[range_at(text, 2, 8, 1)], "x");
        assert_eq!(range_at(text, 99, 99, 9), text.len()..text.len());
    }

    #[test]
    fn names_that_nothing_has_are_placed_one_by_one() {
        let texts = [("a.html", "{{ x | f }}\n{% include \"b.htm\" %}\n".to_owned())];
        let mut tera = tera::Tera::new();
        let error = tera.add_raw_templates(texts.iter().map(|(name, text)| (*name, text.as_str()))).unwrap_err();
        let found = syntax(&error, &texts, &["b.html"]);
        let marked: Vec<&str> = found.iter().map(|found| &texts[0].1[found.span.range.clone()]).collect();
        assert_eq!(marked, ["f", "\"b.htm\""]);
        assert_eq!(found[1].help, "did you mean `b.html`?");
    }

    #[test]
    fn near_names_of_every_kind_are_meant() {
        let texts = [(
            "a.html",
            "{{ x | uper }}{{ aset(path=x) }}{% if x is definde %}{{ <dat /> }}{% endif %}{{ x | weather }}\
             {% component date() %}{% endcomponent date %}"
                .to_owned(),
        )];
        let mut tera = tera::Tera::new();
        let error = tera.add_raw_templates(texts.iter().map(|(name, text)| (*name, text.as_str()))).unwrap_err();
        let found = syntax(&error, &texts, &[]);
        let help: Vec<&str> = found.iter().map(|found| found.help.as_str()).collect();
        let near = ["`upper`", "`asset`", "`defined`", "`date`"].map(|near| format!("did you mean {near}?"));
        assert_eq!(help[..4], near);
        assert_eq!(help[4], HELP);
    }
}
