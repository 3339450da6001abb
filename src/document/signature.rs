//! The name under a letter.

use pulldown_cmark::{Event, Tag};

use crate::markdown::{Spanned, plain_text};

/// The longest name in characters; a longer line after a dash is a sentence.
const LONGEST: usize = 60;

/// Takes the last line off a letter when it is a dash and a name (`— Nate`), and gives the name.
pub(super) fn take<'a>(events: &[Spanned<'a>]) -> (Vec<Spanned<'a>>, Option<String>) {
    let none = || (events.to_vec(), None);
    let Some(start) = events.iter().rposition(|(event, _)| matches!(event, Event::Start(Tag::Paragraph))) else {
        return none();
    };
    let is_last = events.get(start..).is_some_and(|block| crate::markdown::block_end(block, 0) + 1 == block.len());
    let is_top = crate::markdown::block_end(events, start) + 1 == events.len();
    if !is_last || !is_top {
        return none();
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
        return none();
    }
    let mut kept = events.get(..start).unwrap_or_default().to_vec();
    if line > 0 {
        kept.extend_from_slice(events.get(start..start + line).unwrap_or_default());
        kept.extend_from_slice(events.get(events.len() - 1..).unwrap_or_default());
    }
    (kept, Some(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn signature(text: &str) -> (String, Option<String>) {
        let (events, name) = take(&parse(text));
        (plain_text(&events), name)
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
