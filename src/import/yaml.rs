//! Front matter and comments files as they are written.

use std::borrow::Cow;

use crate::document::{CommentStatus, PostKind};
use crate::source::clean;

use super::export::Kind;

/// A text as YAML that every text fits into; JSON's strings are YAML's.
#[expect(clippy::expect_used, reason = "a text always serialises")]
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(clean(text).replace(['\u{2028}', '\u{2029}'], " ").trim()).expect("a text always serialises")
}

/// The front matter of a post or page.
pub(super) struct FrontMatter<'a> {
    pub(super) title: &'a str,
    pub(super) date: &'a str,
    pub(super) updated: Option<&'a str>,
    pub(super) tags: &'a [String],
    pub(super) aliases: &'a [String],
    pub(super) image: Option<&'a str>,
    pub(super) kind: PostKind,
    pub(super) is_page: bool,
    pub(super) is_draft: bool,
    pub(super) source: Source<'a>,
}

/// Where something came from.
pub(super) struct Source<'a> {
    pub(super) kind: Kind,
    pub(super) id: &'a str,
    pub(super) address: Option<&'a str>,
}

/// A whole file: front matter and text.
pub(super) fn document(front: &FrontMatter<'_>, text: &str) -> String {
    let mut lines = vec![format!("title: {}", quoted(front.title)), format!("date: {}", front.date)];
    let list = |values: &[String]| values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ");
    lines.extend(front.updated.map(|updated| format!("updated: {updated}")));
    if !front.tags.is_empty() && !front.is_page {
        lines.push(format!("tags: [{}]", list(front.tags)));
    }
    if !front.aliases.is_empty() {
        lines.push(format!("aliases: [{}]", list(front.aliases)));
    }
    if !front.is_page {
        lines.extend(front.image.map(|image| format!("image: {}", quoted(image))));
        if front.kind == PostKind::Note {
            lines.push("kind: note".to_owned());
        }
    }
    if front.is_draft {
        lines.push("draft: true".to_owned());
    }
    lines.push("extra:\n  source:".to_owned());
    lines.push(format!("    kind: {}\n    id: {}", front.source.kind.as_str(), quoted(front.source.id)));
    lines.extend(front.source.address.map(|address| format!("    address: {}", quoted(address))));
    format!("---\n{}\n---\n\n{}\n", lines.join("\n"), text.trim_end())
}

/// One comment of a comments file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CommentLine {
    pub(super) id: String,
    pub(super) parent: Option<String>,
    pub(super) author: Option<String>,
    pub(super) voice: Option<String>,
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
    pub(super) status: CommentStatus,
    pub(super) body: String,
}

/// The comments as YAML, each with an empty line after it.
pub(super) fn comments(lines: &[CommentLine]) -> String {
    lines.iter().map(comment).collect()
}

fn comment(line: &CommentLine) -> String {
    let mut text = format!("- id: {}\n", quoted(&line.id));
    let mut add = |key: &str, value: Option<Cow<'_, str>>| {
        if let Some(value) = value {
            text.push_str(&format!("  {key}: {value}\n"));
        }
    };
    let quote = |value: &Option<String>| value.as_deref().map(|value| Cow::Owned(quoted(value)));
    add("parent", quote(&line.parent));
    add("author", quote(&line.author));
    add("voice", quote(&line.voice));
    add("url", quote(&line.url));
    add("date", line.date.as_deref().map(Cow::Borrowed));
    let status = match line.status {
        CommentStatus::Approved => None,
        CommentStatus::Pending => Some("pending"),
        CommentStatus::Spam => Some("spam"),
        CommentStatus::Deleted => Some("deleted"),
    };
    add("status", status.map(Cow::Borrowed));
    if line.status != CommentStatus::Deleted {
        text.push_str(&format!("  body: {}\n", block(&line.body)));
    }
    text.push('\n');
    text
}

/// A text of several lines as people write it in YAML, where it can be written so.
fn block(body: &str) -> String {
    let body = clean(body);
    let is_simple =
        |line: &str| !line.ends_with(char::is_whitespace) && !line.contains(['\t', '\u{2028}', '\u{2029}', '\u{feff}']);
    let begins_plainly = body.starts_with(|c: char| !c.is_whitespace());
    if !begins_plainly || !body.split('\n').all(is_simple) {
        return quoted(&body);
    }
    let indented = |line: &str| if line.is_empty() { String::new() } else { format!("    {line}") };
    format!("|-\n{}", body.split('\n').map(indented).collect::<Vec<_>>().join("\n"))
}
