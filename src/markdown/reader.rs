//! What readers write, made harmless.
//!
//! Raw HTML is shown as the text that it is; links survive when they lead to `http`, `https` or `mailto`; pictures
//! become their description; headings become bold paragraphs, so that no comment breaks the outline of a page; marks
//! that turn the direction of text are dropped, because they can reach beyond the comment, and so is what no page may hold.

use std::net::Ipv4Addr;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::address::{encoded_url, is_unseen};

use super::call::marked;
use super::control::is_noncharacter;
use super::events::Spanned;
use super::inline::plain_text;

/// The address of a reader's link, if it may survive: it leads where it says, by `http`, `https` or `mailto`.
pub fn reader_link(address: &str) -> Option<String> {
    let address = address.trim();
    let after = |scheme: &str| {
        address.split_at_checked(scheme.len()).filter(|(own, _)| own.eq_ignore_ascii_case(scheme)).map(|(_, rest)| rest)
    };
    let is_allowed = match after("https://").or_else(|| after("http://")) {
        Some(rest) => is_host(rest.split(['/', '?', '#']).next().unwrap_or("")),
        None => after("mailto:").is_some(),
    };
    let is_deceptive = |c: char| c.is_control() || is_direction_mark(c);
    (is_allowed && !address.contains(is_deceptive)).then(|| encoded_url(address))
}

/// Whether this names a host, and perhaps a port. What stands before an `@` there is only ever meant to look like one.
fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    // Of a name in Punycode (RFC 3492) nobody can see what it says, and many say nothing at all.
    let is_coded = |part: &str| part.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    let name = host.strip_suffix('.').unwrap_or(host);
    // What ends like the number of a machine must be one (URL Standard, "host parsing").
    let is_number = name.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    name.split('.').all(|part| !part.is_empty() && !is_coded(part) && part.chars().all(is_part))
        && (!is_number || name.parse::<Ipv4Addr>().is_ok())
        && port.len() <= 5
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// A reader's words as a page can hold them: without marks that turn the direction of what follows (UAX #9, section 2),
/// without controls, noncharacters (HTML, "Preprocessing the input stream") and characters of private use, which mean
/// nothing here, and in Normalization Form C. A mark at the beginning gets the dotted circle that stands for the letter it
/// lacks (Unicode, section 7.9.3): it would change what stands before the comment.
pub fn reader_words(words: &str) -> String {
    if are_harmless(words) {
        return words.to_owned();
    }
    let clean: String = words.chars().filter(|c| is_harmless(*c)).nfc().collect();
    if clean.starts_with(is_combining_mark) { format!("\u{25cc}{clean}") } else { clean }
}

fn are_harmless(words: &str) -> bool {
    // Most words are letters of English, of which this can be seen at once.
    words.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r'))
        || words.chars().all(is_harmless) && !words.starts_with(is_combining_mark) && is_nfc(words)
}

/// Whether a reader's words may have a character.
pub fn is_harmless(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !(is_direction_mark(c) || is_noncharacter(c) || is_private || c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The words that a reader's events show: HTML is text there, and so is what describes a picture.
pub fn reader_text(events: &[Spanned<'_>]) -> String {
    let is_shown_as_written = |(event, _): &Spanned<'_>| match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => false,
        Event::Text(words) | Event::Code(words) => are_harmless(words),
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
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let link_type = *link_type;
                let address =
                    if link_type == LinkType::Email { Some(dest_url.to_string()) } else { reader_link(dest_url) };
                let survives = address.is_some();
                if let Some(address) = address {
                    let (dest_url, title, id) = (address.into(), title.clone(), id.clone());
                    push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
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
            Event::Text(words) | Event::Code(words) if are_harmless(words) => push(event.clone()),
            Event::Text(words) => push(text(words)),
            Event::Code(words) => push(Event::Code(reader_words(words).into())),
            event => push(event.clone()),
        }
    }
    safe
}

/// Whether it shows something of a link or a heading: one without words could be neither read nor followed.
pub(super) fn is_seen(event: &Event<'_>) -> bool {
    matches!(event, Event::Text(words) | Event::Code(words) if !words.chars().all(is_unseen))
}

fn address_of(event: &Event<'_>) -> Option<String> {
    if let Event::Start(Tag::Link { dest_url, .. }) = event { Some(dest_url.trim().to_owned()) } else { None }
}

fn text<'a>(words: &str) -> Event<'a> {
    Event::Text(CowStr::from(reader_words(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_nothing_that_reaches_beyond_them() {
        for (words, clean) in [
            ("a\u{202e}b\u{0}c", "abc"),
            ("x\u{e000}\u{f8ff}\u{10fffd}y", "xy"),
            ("\u{301}a", "\u{25cc}\u{301}a"),
            ("\u{e000}\u{301}a", "\u{25cc}\u{301}a"),
            ("e\u{301}", "é"),
        ] {
            assert_eq!(reader_words(words), clean);
        }
    }

    #[test]
    fn only_harmless_schemes_survive() {
        for good in ["http://a", "HTTPS://a", " mailto:a@b "] {
            assert!(reader_link(good).is_some(), "{good}");
        }
        for bad in [
            "https://a.XN--9999999999.example/",
            "javascript:alert(1)",
            "java\tscript:x",
            "data:text/html,x",
            "//a",
            "/a",
            "vbscript:x",
            "http:/\u{1}/a",
        ] {
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
            "https://a..example",
            "http://256.1.1.1/",
            "http://1.2.3",
        ] {
            assert_eq!(reader_link(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_is_one_that_html_takes() {
        let link = |address| reader_link(address).expect("an address");
        assert_eq!(
            link("https://a.example/\"x\" |\\^?[a]=`b`"),
            "https://a.example/%22x%22%20%7C%5C%5E?%5Ba%5D=%60b%60"
        );
        assert_eq!(link("https://a.example/%zz%20%2#a#b"), "https://a.example/%25zz%20%252#a%23b");
        assert_eq!(link("https://a.example/o\u{308}"), "https://a.example/o%CC%88");
        assert_eq!(
            link("https://a.example/\u{200b}b\u{2028}\u{a0}\u{feff}"),
            "https://a.example/%E2%80%8Bb%E2%80%A8%C2%A0%EF%BB%BF"
        );
        assert_eq!(link("https://müller.example/ü?a=1&b#c"), "https://müller.example/ü?a=1&b#c");
    }

    #[test]
    fn words_are_such_as_a_page_can_hold() {
        assert_eq!(reader_words("a\u{0}\u{1}\u{85}\u{7f}\u{fdd0}\u{1fffe}\u{202e}b\tc\nd"), "ab\tc\nd");
        assert_eq!(reader_words("e\u{301} \u{212b}"), "\u{e9} \u{c5}");
    }
}
