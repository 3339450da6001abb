//! Comments from a YAML file beside a post.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, list_of};
use crate::fields::{Step, Text};
use crate::markdown::{
    Anchors, Footnotes, Profile, Writer, is_harmless, parse_reader, reader_link, reader_text, reader_words,
};
use crate::source::SourcePath;

use super::comment_id::derived;
use super::context::Context;
use super::date::Date;
use super::front_matter::FrontMatter;
use super::model::{Comment, CommentFile, CommentStatus, Parsed, RareOfComment};
use super::raw::{RawComment, RawComments};

/// Parses a comments file: a flat list, whose `parent`s make the threads.
pub fn parse_comments(path: &SourcePath, text: &str, context: &Context<'_>) -> Parsed<CommentFile> {
    let mut report = FrontMatter::list(path.shared(), text);
    let RawComments(raw) = report.read::<RawComments>().unwrap_or_default();
    let mut ids = Anchors::default();
    // Room for just as many: collected, they would stay in the room of what they are made of, which is larger.
    let mut comments = Vec::with_capacity(raw.len());
    comments
        .extend(raw.into_iter().enumerate().map(|(index, raw)| comment(raw, index, context, &mut ids, &mut report)));
    Parsed { value: Some(CommentFile { path: path.clone(), comments }), diagnostics: report.diagnostics }
}

fn comment(
    raw: RawComment,
    index: usize,
    context: &Context<'_>,
    ids: &mut Anchors,
    report: &mut FrontMatter<'_>,
) -> Comment {
    let key = |key: &str| [Step::Index(index), Step::Key(key.to_owned())];
    let status = raw.status.unwrap_or_default();
    let date = report.date(raw.date.as_ref(), &key("date"), &context.rules.timezone);
    let author = clean(raw.author.map(|Text(name)| Text(reader_words(&name))));
    let body = raw.body.unwrap_or_default().0;
    let events = parse_reader(&body, &context.rules.markdown);
    let plain = reader_text(&events);
    let item = report.place(&[Step::Index(index)]).value;
    let is_empty = status != CommentStatus::Deleted && plain.trim().is_empty();
    if is_empty && !report.has_wrong_type(&report.place(&key("body")).value) {
        report.push(Diagnostic::error(
            Code::EmptyComment,
            report.span(item.clone()),
            "this comment has no text",
            "write `body: …`, or `status: deleted` to keep only its place",
        ));
    }
    let mut range = item.clone();
    let id = match clean(raw.id) {
        Some(id) => {
            range = report.place(&key("id")).value;
            checked_id(id, &range, report)
        }
        None => ids.claim(&derived(author.as_deref(), date.as_ref().map(Date::rfc3339).as_deref(), &plain)),
    };
    let parent = clean(raw.parent);
    Comment {
        parent_range: if parent.is_some() { report.place(&key("parent")).value } else { item }.into(),
        range: range.into(),
        id: id.into(),
        parent: parent.map(Into::into),
        author: author.map(Into::into),
        rare: RareOfComment::new(
            clean(raw.voice).and_then(|id| known_voice(id, &key("voice"), context, report)),
            clean(raw.url).and_then(|url| checked_url(&url, &key("url"), report)),
        ),
        date,
        status,
        featured: raw.featured.unwrap_or_default(),
        body: Writer::new(&body, Footnotes::default(), 0, &context.rules.markdown).fragment(&events, Profile::Reader),
    }
}

fn clean(text: Option<Text>) -> Option<String> {
    text.map(|Text(text)| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Who the columnist is; a name alone would let any reader speak as one.
fn known_voice(id: String, path: &[Step], context: &Context<'_>, report: &mut FrontMatter<'_>) -> Option<String> {
    if context.voices.with_id(&id).is_some() {
        return Some(id);
    }
    report.push(Diagnostic::error(
        Code::UnknownVoice,
        report.span(report.place(path).value),
        format!("`{id}` is no author of this site"),
        format!("write one of {}", list_of(context.voices.iter().map(|voice| voice.id.as_str()))),
    ));
    None
}

/// An address that cannot be linked is left out, and said.
fn checked_url(url: &str, path: &[Step], report: &mut FrontMatter<'_>) -> Option<String> {
    let link = reader_link(url);
    if link.is_none() {
        report.push(Diagnostic::warning(
            Code::BadAddress,
            report.span(report.place(path).value),
            format!("`{url}` is no address that a comment can link to, so the name is not a link"),
            "write the whole address, such as `https://dana.example`, or take `url:` out",
        ));
    }
    link
}

/// An id is part of an address, so it may not have white space (HTML, "The id attribute"), nor what no fragment may have
/// (URL Standard, "URL code points").
fn checked_id(id: String, range: &Range<usize>, report: &mut FrontMatter<'_>) -> String {
    let may_have = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric() || "!$&'()*+,-./:;=?@_~".contains(c),
        c => is_harmless(c) && !c.is_whitespace() && c != char::REPLACEMENT_CHARACTER,
    };
    if let Some(wrong) = id.chars().find(|c| !may_have(*c)) {
        let message = match wrong {
            // Control characters have become spaces.
            c if c.is_whitespace() => format!("the id `{id}` has a space or a control character"),
            c if c.is_ascii() => format!("the id `{id}` has a `{c}`"),
            c => format!("this id has a character that no address can have (U+{:04X})", u32::from(c)),
        };
        let help = "write an id of letters, digits and hyphens, such as `c12`";
        report.push(Diagnostic::error(Code::BadAddress, report.span(range.clone()), message, help));
    }
    id
}
