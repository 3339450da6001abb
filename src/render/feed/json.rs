//! JSON Feed 1.1.

use serde::Serialize;

use super::entry::{Channel, Entry};

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are the standard's")]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    description: &'a str,
    language: &'a str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// Appends a JSON feed.
pub(super) fn write(channel: &Channel<'_>, entries: &[Entry], out: &mut Vec<u8>) {
    let items = entries.iter().map(|entry| Item {
        id: &entry.url,
        url: &entry.url,
        title: &entry.title,
        content_html: &entry.html,
        summary: entry.summary.as_deref(),
        image: entry.image.as_deref(),
        date_published: entry.published.rfc3339(),
        date_modified: entry.updated.rfc3339(),
        authors: entry.authors.iter().map(|(name, url)| Author { name, url: url.as_deref() }).collect(),
        tags: &entry.tags,
    });
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &channel.title,
        home_page_url: &channel.home,
        feed_url: &channel.url,
        description: &channel.description,
        language: channel.language,
        items: items.collect(),
    };
    #[expect(clippy::expect_used, reason = "texts always serialise, and a vector takes every write")]
    serde_json::to_writer(&mut *out, &feed).expect("texts always serialise into a vector");
    out.push(b'\n');
}
