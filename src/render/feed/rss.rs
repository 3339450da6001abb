//! RSS 2.0 with the content, Dublin Core and Atom modules.

use super::super::xml::Xml;
use super::entry::{Channel, Entry};

/// Appends an RSS feed.
pub(super) fn write(channel: &Channel<'_>, entries: &[Entry], out: &mut Vec<u8>) {
    let attributes = [
        ("version", "2.0"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
        ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    let mut xml = Xml::new("rss", &attributes);
    xml.open("channel", &[]);
    xml.text("title", &[], &channel.title);
    xml.text("link", &[], &channel.home);
    xml.text("description", &[], &channel.description);
    xml.text("language", &[], channel.language);
    if let Some(newest) = entries.iter().max_by_key(|entry| entry.updated.timestamp()) {
        xml.text("lastBuildDate", &[], &newest.updated.rfc2822());
    }
    xml.text("generator", &[], "columnist");
    xml.empty("atom:link", &[("href", &channel.url), ("rel", "self"), ("type", "application/rss+xml")]);
    for entry in entries {
        write_item(&mut xml, entry);
    }
    xml.close("channel");
    xml.finish("rss", out);
}

fn write_item(xml: &mut Xml, entry: &Entry) {
    xml.open("item", &[]);
    xml.text("title", &[], &entry.title);
    xml.text("link", &[], &entry.url);
    xml.text("guid", &[("isPermaLink", "true")], &entry.url);
    xml.text("pubDate", &[], &entry.published.rfc2822());
    for (name, _) in &entry.authors {
        xml.text("dc:creator", &[], name);
    }
    for tag in &entry.tags {
        xml.text("category", &[], tag);
    }
    if let Some(summary) = &entry.summary {
        xml.text("description", &[], summary);
    }
    xml.text("content:encoded", &[], &entry.html);
    xml.close("item");
}
