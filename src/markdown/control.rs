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
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
                replace_in(dest_url);
                replace_in(title);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => replace_in(info),
            _ => {}
        }
    }
}

fn replace_in(words: &mut CowStr<'_>) {
    let is_forbidden = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n')
            || matches!(c, '\u{fdd0}'..='\u{fdef}')
            || u32::from(c) & 0xfffe == 0xfffe
    };
    if words.contains(is_forbidden) {
        *words = words.replace(is_forbidden, "\u{fffd}").into();
    }
}
