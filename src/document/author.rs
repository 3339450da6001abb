//! An author's file.

use crate::address::Slug;
use crate::config::MarkdownRules;
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::Text;
use crate::markdown::{Footnotes, Profile, Writer, parse, told_text};
use crate::source::SourcePath;

use super::excerpt::excerpt;
use super::front_matter::FrontMatter;
use super::labels::{declared, report_labels};
use super::model::{Author, Parsed};
use super::needs::report_problems;
use super::raw::RawAuthor;

/// Parses an author's file; what it lacks is reported and made up, so that the author's posts are not reported as well.
/// Unlike the others it needs no [`super::Context`], because authors are what makes one.
pub fn parse_author(path: &SourcePath, text: &str, rules: &MarkdownRules) -> Parsed<Author> {
    let mut report = FrontMatter::split(path.shared(), text);
    let raw = report.read::<RawAuthor>();
    // Where the front matter cannot be read, whatever else seems wrong follows from that.
    let unread = if raw.is_none() { Some(report.diagnostics.clone()) } else { None };
    let raw = raw.unwrap_or_default();
    if Slug::parse(path.stem()).is_err() {
        report.push(Diagnostic::error(
            Code::BadAddress,
            report.span(0..0),
            "the name of this file cannot be part of an address",
            "name it with letters, digits and hyphens, such as `leslie.md`",
        ));
    }
    // The file's name is most often the first name, by which the takes of a nameless author are still known.
    let name = report.required(raw.name, "name", "author").map_or_else(|| path.stem().to_owned(), |(name, _)| name);
    let labels = declared(&raw.labels.0, &name);
    let labels_range = report.value_of(&["labels", "name"]);
    report_labels(&labels, &labels_range, &mut report);
    let markdown = text.get(report.body..).unwrap_or("");
    let (events, footnotes) = Footnotes::take_from(parse(markdown, rules));
    let mut writer = Writer::new(markdown, footnotes, report.body, rules);
    let bio = writer.fragment(&events, Profile::Author);
    report_problems(writer.take_problems(), &mut report);
    let author = Author {
        path: path.clone(),
        id: path.stem().to_owned(),
        labels,
        labels_range,
        title: raw.title.map(|Text(text)| text),
        image: report.image(raw.image),
        links: raw.links.0,
        extra: raw.extra,
        bio,
        description: excerpt(&told_text(&events)),
        name,
    };
    Parsed { value: Some(author), diagnostics: unread.unwrap_or(report.diagnostics) }
}
