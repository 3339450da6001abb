//! Atom, RFC 4287.

use super::super::xml::Xml;
use super::entry::{Channel, Entry};

/// What a feed without entries says of its last change, which Atom requires.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// Appends an Atom feed.
pub(super) fn write(channel: &Channel<'_>, entries: &[Entry], out: &mut Vec<u8>) {
    let attributes = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:thr", "http://purl.org/syndication/thread/1.0"),
        ("xml:lang", channel.language),
    ];
    let has_replies = entries.iter().any(|entry| entry.in_reply_to.is_some());
    let plain = [attributes[0], attributes[2]];
    let mut xml = Xml::new("feed", if has_replies { &attributes } else { &plain });
    let updated = entries.iter().max_by_key(|entry| entry.updated.timestamp());
    xml.text("title", &[], &channel.title);
    xml.text("id", &[], &channel.url);
    xml.text("updated", &[], &updated.map_or_else(|| NEVER.to_owned(), |entry| entry.updated.rfc3339()));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &channel.url)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &channel.home)]);
    xml.open("author", &[]);
    xml.text("name", &[], channel.site_title);
    xml.close("author");
    xml.text("generator", &[], "columnist");
    for entry in entries {
        write_entry(&mut xml, entry);
    }
    xml.finish("feed", out);
}

fn write_entry(xml: &mut Xml, entry: &Entry) {
    xml.open("entry", &[]);
    xml.text("title", &[], &entry.title);
    xml.text("id", &[], &entry.url);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    xml.text("published", &[], &entry.published.rfc3339());
    xml.text("updated", &[], &entry.updated.rfc3339());
    for (name, page) in &entry.authors {
        xml.open("author", &[]);
        xml.text("name", &[], name);
        if let Some(page) = page {
            xml.text("uri", &[], page);
        }
        xml.close("author");
    }
    for tag in &entry.tags {
        xml.empty("category", &[("term", tag)]);
    }
    if let Some(parent) = &entry.in_reply_to {
        xml.empty("thr:in-reply-to", &[("ref", parent), ("href", parent), ("type", "text/html")]);
    }
    if let Some(summary) = &entry.summary {
        xml.text("summary", &[], summary);
    }
    xml.text("content", &[("type", "html")], &entry.html);
    xml.close("entry");
}
