//! WordPress's galleries, which name attachments by their numbers, as the pictures that they show.
//!
//! Attachments may follow the posts that show them, so that this waits for the end of the export.

use crate::escape::escape_attribute;

use super::gather::WaitingEntry;
use super::html::{Profile, Text, to_markdown};
use super::pictures::Pictures;

/// The beginning of a gallery as it stands in Markdown, between escaped brackets.
const START: &str = "\\[gallery";
const END: &str = "\\]";

/// Puts the pictures of an entry's galleries into its text; a gallery of which none came in stays as it is.
pub(super) fn open_galleries(waiting: &mut WaitingEntry, pictures: &Pictures) {
    let mut text = String::with_capacity(waiting.markdown.len());
    let mut rest = waiting.markdown.as_str();
    let mut has_closed = false;
    while let Some((before, after)) = rest.split_once(START) {
        text.push_str(before);
        let found = after.split_once(END).filter(|(gallery, _)| gallery.is_empty() || gallery.starts_with(' '));
        let shown = found.map(|(gallery, _)| pictures.shown(gallery, &waiting.entry.id)).unwrap_or_default();
        let tags = shown.iter().map(|address| format!("<img src=\"{}\"> ", escape_attribute(address)));
        let made = to_markdown(&Text::Html(tags.collect()), Profile::Author);
        match found {
            Some((_, tail)) if !made.text.is_empty() => {
                text.push_str(&made.text);
                for picture in made.pictures {
                    if !waiting.pictures.contains(&picture) {
                        waiting.pictures.push(picture);
                    }
                }
                rest = tail;
            }
            _ => {
                has_closed = true;
                text.push_str(START);
                rest = after;
            }
        }
    }
    text.push_str(rest);
    waiting.markdown = text;
    if !has_closed {
        waiting.entry.shortcodes.retain(|name| name != "gallery");
    }
}
