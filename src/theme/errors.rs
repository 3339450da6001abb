//! Tera's errors as diagnostics.

use std::error::Error as _;
use std::sync::Arc;

use tera::{ErrorKind, ReportError};

use crate::diagnostic::{Code, Diagnostic, Span, nearest};

/// A template that cannot be read.
pub(super) fn syntax(error: &tera::Error, names: &[&str]) -> Diagnostic {
    let help = "correct the template; docs/themes.md shows the syntax and what each template sees";
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            at(report, Code::TemplateSyntax, report.message(), help.to_owned())
        }
        ErrorKind::MissingParent { current, parent } => start(
            current,
            format!("this template extends `{parent}`, which is not there"),
            match nearest(parent, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the name of a template of the theme, such as `base.html`".to_owned(),
            },
        ),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => start(
            tpl,
            "this template extends or includes itself, directly or through others".to_owned(),
            "take one `extends` or `include` of the circle out".to_owned(),
        ),
        other => start("templates", other.to_string(), help.to_owned()),
    }
}

/// A template that failed while it made a page.
pub(super) fn failed(error: &tera::Error, template: &str, page: &str) -> Diagnostic {
    let help = format!("this happened while making /{page}; docs/themes.md lists what each template sees");
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let message = match error.source() {
                Some(source) => format!("{}: {source}", report.message()),
                None => report.message().to_owned(),
            };
            at(report, Code::TemplateFailed, &message, help)
        }
        ErrorKind::TemplateNotFound(name) => {
            let mut diagnostic = start(template, format!("there is no template `{name}`"), help);
            diagnostic.code = Code::TemplateFailed;
            diagnostic
        }
        other => {
            let mut diagnostic = start(template, other.to_string(), help);
            diagnostic.code = Code::TemplateFailed;
            diagnostic
        }
    }
}

fn at(report: &ReportError, code: Code, message: &str, help: String) -> Diagnostic {
    let file: Arc<str> = report.filename().into();
    let message = message.trim_end_matches('.').to_owned();
    Diagnostic::error(code, Span::new(&file, report.span().range.clone()), message, help)
}

fn start(file: &str, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::TemplateSyntax, Span::start_of(&file.into()), message, help)
}
