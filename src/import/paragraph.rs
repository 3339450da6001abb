//! The paragraphs of Markdown that this importer wrote: blocks with empty lines between them.

/// The blocks of a text, code fences whole.
pub(super) fn blocks(markdown: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut start = None;
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in markdown.split_inclusive('\n') {
        let end = at + line.len();
        let bare = line.trim_end();
        let ticks = bare.len() - bare.trim_start_matches('`').len();
        match fence {
            Some(open) if bare == open => fence = None,
            None if ticks >= 3 => fence = bare.get(..ticks),
            _ => {}
        }
        if bare.is_empty() && fence.is_none() {
            blocks.extend(start.take().and_then(|start: usize| markdown.get(start..at)).map(str::trim_end));
        } else {
            start.get_or_insert(at);
        }
        at = end;
    }
    blocks.extend(start.and_then(|start| markdown.get(start..)).map(str::trim_end));
    blocks
}

/// Whether a block is a plain paragraph, into which columnist looks for labels.
pub(super) fn is_plain(block: &str) -> bool {
    !block.starts_with(['>', '-', '|', '`', ' ', '#', '<', '!'])
        && !block.split_once(['.', ')']).is_some_and(|(number, rest)| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && rest.starts_with(' ')
        })
}

/// A text without the signs of Markdown, for comparing.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '*' | '_' | '\\' | '#' | '`')).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_at_empty_lines_but_not_in_code() {
        assert_eq!(blocks("a\nb\n\n\nc\n\n```\nd\n\ne\n```\n\nf"), ["a\nb", "c", "```\nd\n\ne\n```", "f"]);
        assert!(is_plain("1\\. x") && !is_plain("1. x") && !is_plain("- x"));
    }
}
