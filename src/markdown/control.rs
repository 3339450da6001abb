//! Control characters that a text writes as entities, such as `&#7;`. No page may hold one (HTML Living Standard, section
//! 13.2.3.5), and no feed (XML 1.0, section 2.2), so readers see a replacement character.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::events::Spanned;

/// Whether a text can have one; `source` takes those that are typed as they are.
pub(super) fn may_have(text: &str) -> bool {
    text.contains("&#")
}

/// Puts replacement characters in their place.
pub(super) fn replace(events: &mut [Spanned<'_>]) {
    for (event, _) in events {
        match event {
            Event::Text(words) => replace_in(words),
            Event::Html(html) | Event::InlineHtml(html) => replace_references(html),
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
                replace_in(dest_url);
                replace_in(title);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => replace_in(info),
            _ => {}
        }
    }
}

fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n') || is_noncharacter(c)
}

/// Whether no text may hold a character (HTML, "Preprocessing the input stream"; Unicode, section 23.7).
pub(super) fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

fn replace_in(words: &mut CowStr<'_>) {
    if words.contains(is_forbidden) {
        *words = words.replace(is_forbidden, "\u{fffd}").into();
    }
}

/// The same for HTML that an author wrote, where a browser would read the entities.
fn replace_references(html: &mut CowStr<'_>) {
    let mut pieces = html.split("&#");
    let mut replaced = pieces.next().unwrap_or("").to_owned();
    let mut is_replaced = false;
    for piece in pieces {
        let (digits, radix) = piece.strip_prefix(['x', 'X']).map_or((piece, 10), |digits| (digits, 16));
        let rest = digits.trim_start_matches(|c: char| c.is_digit(radix));
        let number = digits.get(..digits.len() - rest.len()).unwrap_or("");
        let character = u32::from_str_radix(number, radix).ok().and_then(char::from_u32);
        if character.is_some_and(is_forbidden) {
            is_replaced = true;
            replaced.push('\u{fffd}');
            replaced.push_str(rest.strip_prefix(';').unwrap_or(rest));
        } else {
            replaced.push_str("&#");
            replaced.push_str(piece);
        }
    }
    if is_replaced {
        *html = replaced.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_in_html_are_replaced_with_or_without_their_end() {
        for (html, shown) in [
            ("<b title=\"&#7;\">a&#x0B;b&#7 c</b>", "<b title=\"\u{fffd}\">a\u{fffd}b\u{fffd} c</b>"),
            ("&#x41;&#9;&#; &#xfffe;&#99999999999;", "&#x41;&#9;&#; \u{fffd}&#99999999999;"),
            ("<p>a</p>", "<p>a</p>"),
        ] {
            let mut replaced = CowStr::from(html);
            replace_references(&mut replaced);
            assert_eq!(&*replaced, shown);
        }
    }
}
