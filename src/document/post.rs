//! A post: front matter and sections put together, and the checks that one file can answer for.

use std::collections::BTreeSet;

use crate::address::Slug;
use crate::config::TextRules;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fields::{Step, TagList, Text};
use crate::markdown::set_line;
use crate::source::SourcePath;

use super::column::body;
use super::context::Context;
use super::date::Date;
use super::front_matter::FrontMatter;
use super::guests::guests;
use super::model::{Letter, Parsed, Post, RareOfPost, UpdateTo, boxed};
use super::raw::{RawLetter, RawPost};

/// The date of a post whose own cannot be read.
const NO_DATE: &str = "1970-01-01";

/// Parses a post. What it lacks is reported and made up, so that nothing that leads to it is reported as well.
pub fn parse_post(path: &SourcePath, text: &str, context: &Context<'_>) -> Parsed<Post> {
    let mut report = FrontMatter::split(path.shared(), text);
    let raw = report.read::<RawPost>();
    // Where the front matter cannot be read, whatever else seems wrong follows from that.
    let unread = if raw.is_none() { Some(report.diagnostics.clone()) } else { None };
    let raw = raw.unwrap_or_default();
    let zone = &context.rules.timezone;
    let name = FileName::of(path);
    let title = report.required(raw.title.clone(), "title", "post");
    let title = title.map(|(title, _)| set_line(&title, &context.rules.markdown));
    let date = date(&raw, &name, &mut report, context.rules).or_else(|| Date::parse(NO_DATE, zone).ok());
    let slug = slug(&raw, &name, &mut report);
    let slug_range = report.value_of(&["slug", "title"]);
    let guests = guests(&raw, &mut report, context);
    let body = body(text, &raw, &guests, context, &mut report);
    let Some(date) = date else {
        return Parsed { value: None, diagnostics: report.diagnostics };
    };
    let updated_key = ["updated", "lastmod", "last_modified_at"];
    let updated = [&raw.updated, &raw.lastmod, &raw.last_modified_at]
        .into_iter()
        .zip(updated_key)
        .find_map(|(value, key)| report.date(value.as_ref(), &[Step::Key(key.to_owned())], zone));
    let description = raw.description.or(raw.summary).or(raw.excerpt).map(|Text(text)| text);
    let update_to = raw.update_to.map(|Text(slug)| UpdateTo { slug, range: report.value_of(&["update_to"]) });
    let rare = RareOfPost {
        aliases: report.aliases(&[("aliases", &raw.aliases), ("redirect_from", &raw.redirect_from)]),
        image: report.image(raw.image),
        guests,
        update_to,
        template: report.template(raw.template),
        extra: raw.extra,
    };
    let post = Post {
        path: path.clone(),
        title: title.map_or_else(|| slug.as_str().into(), Into::into),
        slug,
        slug_range: slug_range.into(),
        date,
        updated,
        tags: tags(
            [&raw.tags, &raw.categories],
            raw.taxonomies.as_ref().map(|taxonomies| [&taxonomies.tags, &taxonomies.categories]),
            &mut report,
        ),
        description: description.unwrap_or(body.summary).into(),
        kind: raw.kind.unwrap_or_default(),
        draft: raw.draft.unwrap_or(false) || raw.published == Some(false),
        letter: letter(raw.letter, &mut report, zone),
        comment_state: raw.comments.map_or(context.rules.comments, |state| state.0),
        introduction: body.introduction,
        sections: body.sections.into(),
        comments_note: body.comments_note,
        comments_at: body.comments_at,
        comments: body.comments.into(),
        anchors: body.anchors,
        words: body.words,
        rare: boxed(rare),
    };
    let mut diagnostics = unread.unwrap_or(report.diagnostics);
    if post.draft {
        allow_gaps(&mut diagnostics);
    }
    Parsed { value: Some(post), diagnostics }
}

/// A draft is still being written, and its author wants to see what there is.
fn allow_gaps(diagnostics: &mut [Diagnostic]) {
    for gap in diagnostics.iter_mut().filter(|diagnostic| diagnostic.code.is_gap()) {
        gap.severity = Severity::Warning;
    }
}

/// What a file's name says: `2012-04-17-linkedin.md`, or the folder's name of an `index.md`.
struct FileName<'a> {
    date: Option<&'a str>,
    slug: &'a str,
    /// Whether it is the folder's.
    is_folder: bool,
}

impl<'a> FileName<'a> {
    fn of(path: &'a SourcePath) -> Self {
        let is_folder = path.stem() == "index";
        let stem = if is_folder { path.folder().rsplit('/').next().unwrap_or("") } else { path.stem() };
        let is_date = |text: &str| {
            text.len() == 10
                && text
                    .bytes()
                    .enumerate()
                    .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
        };
        match stem.split_at_checked(10) {
            Some((date, rest)) if is_date(date) => {
                let rest = rest.trim_start_matches(['-', '_']);
                Self { date: Some(date), slug: if rest.is_empty() { date } else { rest }, is_folder }
            }
            _ => Self { date: None, slug: stem, is_folder },
        }
    }
}

fn date(raw: &RawPost, name: &FileName<'_>, report: &mut FrontMatter<'_>, rules: &TextRules) -> Option<Date> {
    let key = if raw.date.is_some() { "date" } else { "publishDate" };
    if let Some(written) = raw.date.as_ref().or(raw.publish_date.as_ref()) {
        return report.date(Some(written), &[Step::Key(key.to_owned())], &rules.timezone);
    }
    let Some(text) = name.date else {
        if !report.has_wrong_type(&report.value_of(&["date", "publishDate"])) {
            let example = if name.is_folder {
                "folder’s name with it: `2012-04-17-name`"
            } else {
                "file’s name with it: `2012-04-17-name.md`"
            };
            report.push(Diagnostic::error(
                Code::MissingDate,
                report.span(0..0),
                "this post has no date",
                format!("write `date: 2012-04-17` in its front matter, or begin the {example}"),
            ));
        }
        return None;
    };
    match Date::parse(text, &rules.timezone) {
        Ok(date) => Some(date),
        Err(reason) => {
            report.push(Diagnostic::error(
                Code::BadDate,
                report.span(0..0),
                format!(
                    "the date `{text}` in the name of the {} {reason}",
                    if name.is_folder { "folder" } else { "file" }
                ),
                "rename it, or write `date:` in the front matter",
            ));
            None
        }
    }
}

fn slug(raw: &RawPost, name: &FileName<'_>, report: &mut FrontMatter<'_>) -> Slug {
    let Some(Text(written)) = &raw.slug else {
        return Slug::parse(name.slug).unwrap_or_else(|_| Slug::from_text(name.slug));
    };
    Slug::parse(written).unwrap_or_else(|error| {
        let slug = Slug::from_text(written);
        let range = report.value_of(&["slug"]);
        report.push(Diagnostic::error(
            Code::BadAddress,
            report.span(range),
            format!("the slug `{written}` {error}"),
            format!("write one part of an address, such as `{slug}`"),
        ));
        slug
    })
}

/// The most tags of one post: each has a page that lists the post with all of its tags.
const MOST_TAGS: usize = 100;

fn tags(own: [&TagList; 2], zola: Option<[&TagList; 2]>, report: &mut FrontMatter<'_>) -> Box<[Box<str>]> {
    let mut tags: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for TagList(list) in own.into_iter().chain(zola.into_iter().flatten()) {
        for tag in list {
            let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
            if !tag.is_empty() && seen.insert(tag.clone()) {
                tags.push(tag);
            }
        }
    }
    let range = if tags.is_empty() { 0..0 } else { report.value_of(&["tags", "categories", "taxonomies"]) };
    if tags.len() > MOST_TAGS {
        report.push(Diagnostic::error(
            Code::TooLarge,
            report.span(range.clone()),
            format!("this post has {} tags, and may have {MOST_TAGS}", tags.len()),
            "keep those by which a reader would look for it",
        ));
        tags.truncate(MOST_TAGS);
    }
    let is_named =
        |tag: &str| !tag.chars().all(|c| c == ' ' || (c.is_ascii_punctuation() && !matches!(c, '+' | '#' | '&')));
    for tag in tags.iter().filter(|tag| !is_named(tag)) {
        report.push(Diagnostic::warning(
            Code::BadAddress,
            report.span(range.clone()),
            format!(
                "nothing in the tag `{tag}` can be part of an address, so its page is /tags/{}/",
                Slug::from_text(tag)
            ),
            "write a tag with a word in it, or take this one out",
        ));
    }
    tags.iter().map(|tag| tag.as_str().into()).collect()
}

fn letter(raw: Option<RawLetter>, report: &mut FrontMatter<'_>, zone: &jiff::tz::TimeZone) -> Letter {
    let raw = raw.unwrap_or_default();
    let path = [Step::Key("letter".to_owned()), Step::Key("received".to_owned())];
    Letter {
        received: report.date(raw.received.as_ref(), &path, zone),
        from: raw.from.map(|Text(text)| text.into()),
        location: raw.location.map(|Text(text)| text.into()),
    }
}
