//! An author's file.

use crate::address::Slug;
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::Text;
use crate::markdown::{Footnotes, Profile, Writer, parse, plain_text};
use crate::source::SourcePath;

use super::excerpt::excerpt;
use super::front_matter::FrontMatter;
use super::labels::default_labels;
use super::model::{Author, Parsed};
use super::raw::RawAuthor;

/// Parses an author's file. Unlike the others it needs no [`super::Context`], because authors are what makes one.
pub fn parse_author(path: &SourcePath, text: &str, highlight: bool) -> Parsed<Author> {
    let mut report = FrontMatter::split(path.shared(), text);
    let Some(raw) = report.read::<RawAuthor>() else {
        return Parsed { value: None, diagnostics: report.diagnostics };
    };
    if Slug::parse(path.stem()).is_err() {
        report.push(Diagnostic::error(
            Code::BadAddress,
            report.span(0..0),
            "the name of this file cannot be part of an address",
            "name it with letters, digits and hyphens, such as `leslie.md`",
        ));
    }
    let Some((name, _)) = report.required(raw.name, "name", "author") else {
        return Parsed { value: None, diagnostics: report.diagnostics };
    };
    let labels = if raw.labels.0.is_empty() { default_labels(&name) } else { raw.labels.0 };
    let (events, footnotes) = Footnotes::take_from(parse(text.get(report.body..).unwrap_or("")));
    let author = Author {
        path: path.clone(),
        id: path.stem().to_owned(),
        labels,
        title: raw.title.map(|Text(text)| text),
        image: report.image(raw.image),
        links: raw.links.0,
        extra: raw.extra,
        bio: Writer::new(footnotes, report.body, highlight).fragment(&events, Profile::Author),
        description: excerpt(&plain_text(&events)),
        name,
    };
    Parsed { value: Some(author), diagnostics: report.diagnostics }
}
