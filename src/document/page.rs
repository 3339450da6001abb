//! A page: a document that is neither post nor author.

use crate::address::{Route, Slug};
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Step, Text};
use crate::markdown::{Footnotes, Profile, Writer, parse, set_line, told_text};
use crate::source::SourcePath;

use super::context::Context;
use super::excerpt::excerpt;
use super::front_matter::FrontMatter;
use super::model::{Page, Parsed};
use super::needs::{calls, report_problems};
use super::raw::RawPage;

/// Parses a page. What it lacks is reported and made up, so that nothing that leads to it is reported as well.
pub fn parse_page(path: &SourcePath, text: &str, context: &Context<'_>) -> Parsed<Page> {
    let mut report = FrontMatter::split(path.shared(), text);
    let raw = report.read::<RawPage>();
    // Where the front matter cannot be read, whatever else seems wrong follows from that.
    let unread = if raw.is_none() { Some(report.diagnostics.clone()) } else { None };
    let raw = raw.unwrap_or_default();
    let zone = &context.rules.timezone;
    let key = |key: &str| [Step::Key(key.to_owned())];
    report.date(raw.date.as_ref(), &key("date"), zone);
    let updated = report.date(raw.updated.as_ref(), &key("updated"), zone);
    let aliases = report.aliases(&[("aliases", &raw.aliases)]);
    let title = report.required(raw.title, "title", "page");
    let title = title.map_or_else(|| path.stem().to_owned(), |(title, _)| set_line(&title, &context.rules.markdown));
    let route = route(path, raw.slug.as_ref(), &mut report);
    let rules = &context.rules.markdown;
    let markdown = text.get(report.body..).unwrap_or("");
    let calls = calls(markdown, rules, &mut report);
    let parsed = calls.text(markdown);
    let (events, footnotes) = Footnotes::take_from(calls.mark(parse(parsed, rules)));
    let mut writer = Writer::new(parsed, footnotes, report.body, rules).with_calls(&calls);
    let body = writer.fragment(&events, Profile::Author);
    report_problems(writer.take_problems(), &mut report);
    let page = Page {
        path: path.clone(),
        route,
        title,
        description: raw.description.map_or_else(|| excerpt(&told_text(&events)), |Text(text)| text),
        aliases,
        updated,
        draft: raw.draft.unwrap_or_default(),
        template: report.template(raw.template),
        extra: raw.extra,
        body,
        anchors: writer.anchors.into_ids(),
    };
    Parsed { value: Some(page), diagnostics: unread.unwrap_or(report.diagnostics) }
}

/// The address that follows from the file's place: `content/a/b.md` is `/a/b/`, `content/a/index.md` is `/a/`.
fn route(path: &SourcePath, slug: Option<&Text>, report: &mut FrontMatter<'_>) -> Route {
    let folder = path.folder().strip_prefix("content").unwrap_or("").trim_start_matches('/');
    let (parent, stem) = match (path.stem(), folder.rsplit_once('/')) {
        ("index", Some((parent, own))) => (parent, own),
        ("index", None) => ("", folder),
        (stem, _) => (folder, stem),
    };
    let name = match slug.map(|Text(slug)| (slug, Slug::parse(slug))) {
        Some((_, Ok(slug))) => slug.to_string(),
        Some((slug, Err(error))) => {
            let range = report.value_of(&["slug"]);
            let right = Slug::from_text(slug);
            report.push(Diagnostic::error(
                Code::BadAddress,
                report.span(range),
                format!("the slug `{slug}` {error}"),
                format!("write one part of an address, such as `{right}`"),
            ));
            right.to_string()
        }
        None if stem.is_empty() => String::new(),
        None => Slug::parse(stem).unwrap_or_else(|_| Slug::from_text(stem)).to_string(),
    };
    let parts = parent.split('/').chain([name.as_str(), "index.html"]).filter(|part| !part.is_empty());
    Route::new(parts.collect::<Vec<_>>().join("/"))
}
