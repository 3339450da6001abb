//! The name under a letter.

use pulldown_cmark::{Event, Tag};

use crate::markdown::{Spanned, block_end, plain_text};

/// The longest name in characters; a longer line after a dash is a sentence.
const LONGEST: usize = 60;

/// The letter without its last line, and the name, when that line is a dash and a name (`— Nate`).
pub(super) fn take<'a>(events: &[Spanned<'a>]) -> Option<(Vec<Spanned<'a>>, String)> {
    let start = events.iter().rposition(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)))?;
    // A paragraph inside a quotation or a list is not the last to end.
    if block_end(events, start) + 1 != events.len() {
        return None;
    }
    let inside = events.get(start + 1..events.len() - 1).unwrap_or_default();
    let line = inside
        .iter()
        .rposition(|(event, _)| matches!(event, Event::SoftBreak | Event::HardBreak))
        .map_or(0, |line_break| line_break + 1);
    let text = plain_text(inside.get(line..).unwrap_or_default());
    let name = text.trim().trim_start_matches(['—', '–', '―', '-']).trim();
    let has_dash = text.trim().starts_with(['—', '–', '―']) || text.trim().starts_with("--");
    if !has_dash || name.is_empty() || name.chars().count() > LONGEST || (line == 0 && start == 0) {
        return None;
    }
    let mut kept = events.get(..start).unwrap_or_default().to_vec();
    if line > 0 {
        kept.extend_from_slice(events.get(start..start + line).unwrap_or_default());
        kept.extend_from_slice(events.get(events.len() - 1..).unwrap_or_default());
    }
    Some((kept, name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn signature(text: &str) -> (String, Option<String>) {
        let events = parse(text, &crate::config::MarkdownRules::default());
        match take(&events) {
            Some((rest, name)) => (plain_text(&rest), Some(name)),
            None => (plain_text(&events), None),
        }
    }

    #[test]
    fn a_dash_and_a_name_at_the_end_sign_a_letter() {
        for text in ["Dear both, help.\n\n— Nate", "Dear both, help.\n-- Nate", "Dear both, help.\n\n—*Nate*"] {
            assert_eq!(signature(text), ("Dear both, help.".to_owned(), Some("Nate".to_owned())), "{text}");
        }
    }

    #[test]
    fn other_endings_stay() {
        for text in ["Help — Nate is rude.", "— Nate", "Help.\n\n> A quote\n> — Nate", "Help.\n\n- — Nate"] {
            assert_eq!(signature(text).1, None, "{text}");
        }
    }
}
