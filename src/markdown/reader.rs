//! What readers write, made harmless.
//!
//! Raw HTML is shown as the text that it is; links survive when they lead to `http`, `https` or `mailto`; pictures
//! become their description; headings become bold paragraphs, so that no comment breaks the outline of a page; marks
//! that turn the direction of text are dropped, because they can reach beyond the comment.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::call::marked;
use super::events::Spanned;
use super::inline::plain_text;

/// The address of a reader's link, if it may survive.
pub fn reader_link(address: &str) -> Option<&str> {
    let address = address.trim();
    let allowed = ["http://", "https://", "mailto:"];
    let is_allowed = allowed
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    (is_allowed && !address.chars().any(char::is_control)).then_some(address)
}

/// Text without the marks that turn the direction of what follows (UAX #9, section 2).
pub fn without_direction_marks(text: &str) -> String {
    text.chars().filter(|c| !is_direction_mark(*c)).collect()
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The words that a reader's events show: HTML is text there.
pub fn reader_text(events: &[Spanned<'_>]) -> String {
    if events.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_))) {
        plain_text(&harmless(events))
    } else {
        plain_text(events)
    }
}

/// Events with which a reader can do no harm.
pub(super) fn harmless<'a>(events: &[Spanned<'a>]) -> Vec<Spanned<'a>> {
    let mut safe: Vec<Spanned<'a>> = Vec::with_capacity(events.len());
    let mut links: Vec<bool> = Vec::new();
    for (event, range) in events {
        let mut push = |event| safe.push((event, range.clone()));
        match event {
            // No reader calls a component.
            event if marked(event).is_some() => {}
            Event::Html(html) | Event::InlineHtml(html) => {
                push(text(html.trim_end_matches('\n')));
                if html.ends_with('\n') {
                    push(Event::SoftBreak);
                }
            }
            Event::Start(Tag::HtmlBlock) => push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let survives = *link_type == LinkType::Email || reader_link(dest_url).is_some();
                links.push(survives);
                if survives {
                    push(event.clone());
                }
            }
            Event::End(TagEnd::Link) => {
                if links.pop() == Some(true) {
                    push(event.clone());
                }
            }
            Event::Start(Tag::Heading { .. }) => {
                push(Event::Start(Tag::Paragraph));
                push(Event::Start(Tag::Strong));
            }
            Event::End(TagEnd::Heading(_)) => {
                push(Event::End(TagEnd::Strong));
                push(Event::End(TagEnd::Paragraph));
            }
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_))
            | Event::End(TagEnd::Image | TagEnd::FootnoteDefinition) => {}
            Event::FootnoteReference(name) => push(text(&format!("[^{name}]"))),
            Event::Text(words) => push(text(words)),
            Event::Code(words) => push(Event::Code(without_direction_marks(words).into())),
            // The titles of alerts are the site's words.
            Event::Start(Tag::BlockQuote(Some(_))) => push(Event::Start(Tag::BlockQuote(None))),
            Event::End(TagEnd::BlockQuote(Some(_))) => push(Event::End(TagEnd::BlockQuote(None))),
            event => push(event.clone()),
        }
    }
    safe
}

fn text<'a>(words: &str) -> Event<'a> {
    Event::Text(CowStr::from(without_direction_marks(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_survive() {
        for good in ["http://a", "HTTPS://a", " mailto:a@b "] {
            assert!(reader_link(good).is_some(), "{good}");
        }
        for bad in
            ["javascript:alert(1)", "java\tscript:x", "data:text/html,x", "//a", "/a", "vbscript:x", "http:/\u{1}/a"]
        {
            assert!(reader_link(bad).is_none() || !bad.contains("script"), "{bad}");
        }
        assert_eq!(reader_link("javascript:alert(1)"), None);
        assert_eq!(reader_link("//evil.example"), None);
    }
}
