//! What old blogs leave at the end of a post: bios, and the words of buttons.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::paragraph::{bare, blocks, is_plain};

/// How many paragraphs from the end on are looked at.
const REACH: usize = 8;

/// A paragraph at the end of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ending {
    /// The same for the same words.
    pub(super) sum: u64,
    /// The words that begin it, as long as they begin with capitals: a name.
    pub(super) name: String,
}

/// The paragraphs at the end of a text that begin with a name and go on.
pub(super) fn endings(markdown: &str) -> Vec<Ending> {
    let blocks = blocks(markdown);
    blocks.iter().rev().take(REACH).filter_map(|block| ending(block)).collect()
}

/// What a paragraph would be as an ending.
pub(super) fn ending(block: &str) -> Option<Ending> {
    let words = bare(block);
    let is_long = words.split_whitespace().count() >= 5;
    if !is_plain(block) || !is_long || block.lines().next().is_some_and(|line| line.contains(':') && line.len() < 60) {
        return None;
    }
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let name: Vec<&str> = words.split_whitespace().take_while(is_capital).take(4).collect();
    let name = name.join(" ").trim_end_matches([',', '.']).to_owned();
    let mut hasher = FxHasher::default();
    words.split_whitespace().for_each(|word| hasher.write(word.as_bytes()));
    (!name.is_empty()).then(|| Ending { sum: hasher.finish(), name })
}

/// Whether a paragraph is only the words of a blog's buttons.
pub(super) fn is_button(block: &str) -> bool {
    let text = bare(block).to_lowercase();
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| matches!(word, "reply" | "delete" | "replydelete" | "edit"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bios_begin_with_a_name() {
        let found =
            endings("Leslie Says: No. I would not do that.\n\n*Leslie Morris* is director of marketing at a firm.");
        assert_eq!(found.iter().map(|ending| ending.name.as_str()).collect::<Vec<_>>(), ["Leslie Morris"]);
        assert!(is_button("Reply\nDelete") && is_button("**Reply**") && !is_button("Reply to her."));
    }
}
