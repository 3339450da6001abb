//! What readers write, made harmless.
//!
//! Raw HTML is shown as the text that it is; links survive when they lead to `http`, `https` or `mailto`; pictures
//! become their description; headings become bold paragraphs, so that no comment breaks the outline of a page; marks
//! that turn the direction of text are dropped, because they can reach beyond the comment.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::call::marked;
use super::events::Spanned;
use super::inline::plain_text;

/// The address of a reader's link, if it may survive: it leads where it says, by `http`, `https` or `mailto`.
pub fn reader_link(address: &str) -> Option<&str> {
    let address = address.trim();
    let after = |scheme: &str| {
        address.split_at_checked(scheme.len()).filter(|(own, _)| own.eq_ignore_ascii_case(scheme)).map(|(_, rest)| rest)
    };
    let is_allowed = match after("https://").or_else(|| after("http://")) {
        Some(rest) => is_host(rest.split(['/', '?', '#']).next().unwrap_or("")),
        None => after("mailto:").is_some(),
    };
    let is_deceptive = |c: char| c.is_control() || is_direction_mark(c);
    (is_allowed && !address.contains(is_deceptive)).then_some(address)
}

/// Whether this names a host, and perhaps a port. What stands before an `@` there is only ever meant to look like one.
fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    !host.is_empty() && host.chars().all(is_part) && port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit())
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
    let is_shown_as_written = |(event, _): &Spanned<'_>| match event {
        Event::Html(_) | Event::InlineHtml(_) => false,
        Event::Text(words) | Event::Code(words) => !words.chars().any(is_direction_mark),
        _ => true,
    };
    if events.iter().all(is_shown_as_written) { plain_text(events) } else { plain_text(&harmless(events)) }
}

/// Events with which a reader can do no harm.
pub(super) fn harmless<'a>(events: &[Spanned<'a>]) -> Vec<Spanned<'a>> {
    let mut safe: Vec<Spanned<'a>> = Vec::with_capacity(events.len());
    // Of each open link where it begins, if it survives.
    let mut links: Vec<Option<usize>> = Vec::new();
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
                if survives {
                    push(event.clone());
                }
                links.push(survives.then_some(safe.len()));
            }
            Event::End(TagEnd::Link) => {
                if let Some(start) = links.pop().flatten() {
                    if !safe.get(start..).unwrap_or_default().iter().any(|(event, _)| is_seen(event)) {
                        let address = safe.get(start.saturating_sub(1)).and_then(|(event, _)| address_of(event));
                        safe.push((text(&address.unwrap_or_default()), range.clone()));
                    }
                    safe.push((event.clone(), range.clone()));
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
            // The boxes and the alerts of an author's own text have no place in a comment in it.
            Event::TaskListMarker(is_done) => push(text(if *is_done { "[x] " } else { "[ ] " })),
            Event::Start(Tag::BlockQuote(_)) => push(Event::Start(Tag::BlockQuote(None))),
            Event::End(TagEnd::BlockQuote(_)) => push(Event::End(TagEnd::BlockQuote(None))),
            Event::FootnoteReference(name) => push(text(&format!("[^{name}]"))),
            Event::Text(words) => push(text(words)),
            Event::Code(words) => push(Event::Code(without_direction_marks(words).into())),
            event => push(event.clone()),
        }
    }
    safe
}

/// Whether it shows something of a link: one without words could be neither read nor followed.
fn is_seen(event: &Event<'_>) -> bool {
    let is_blank = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
            || matches!(c, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}')
            || matches!(c, '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
    };
    matches!(event, Event::Text(words) | Event::Code(words) if !words.chars().all(is_blank))
}

fn address_of(event: &Event<'_>) -> Option<String> {
    if let Event::Start(Tag::Link { dest_url, .. }) = event { Some(dest_url.trim().to_owned()) } else { None }
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

    #[test]
    fn a_link_leads_where_it_says() {
        for good in ["https://a.example:8080/b?c@d", "https://müller.example", "http://a.example#b:c"] {
            assert!(reader_link(good).is_some(), "{good}");
        }
        for bad in [
            "https://",
            "https:///x",
            "https://bank.example@evil.example",
            "https://bank.example\\@evil.example",
            "https://\u{202e}elpmaxe.live",
            "https://a.example/\u{202e}gpj.exe",
            "https://a b.example",
            "https://a.example:x",
        ] {
            assert_eq!(reader_link(bad), None, "{bad}");
        }
    }
}
