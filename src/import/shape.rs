//! The Markdown of a post → a column, where it is one, else a note.

use std::collections::BTreeMap;

use crate::config::{MarkdownRules, TextRules};
use crate::document::{Context, PostKind, Voice, parse_post};
use crate::source::SourcePath;

use super::ending::{ending, is_button};
use super::opening::openings;
use super::paragraph::{bare, blocks, is_plain};

/// What deciding needs besides the text.
pub(super) struct Rules<'a> {
    pub(super) context: &'a Context<'a>,
    /// The sums of bios, with the names that begin them.
    pub(super) bios: &'a BTreeMap<u64, String>,
    /// The labels that begin takes, in the form that is compared.
    pub(super) takes: &'a [String],
    /// Those of the fixed kinds.
    pub(super) fixed: &'a [String],
    /// Those of the readers' comments.
    pub(super) comments: &'a [String],
}

/// A post that has found its shape.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    pub(super) text: String,
    pub(super) kind: PostKind,
    /// The names of those whose bios were taken out.
    pub(super) bios: Vec<String>,
    /// How many leftovers of buttons were taken out.
    pub(super) buttons: usize,
    /// Why a text with labels is no column.
    pub(super) why_not: Option<String>,
}

/// Settings under which nothing is coloured: only whether it can be parsed matters.
pub(super) fn plain_rules(rules: &TextRules) -> TextRules {
    TextRules { markdown: MarkdownRules { highlight: false, ..rules.markdown.clone() }, ..rules.clone() }
}

/// Finds the shape of a text.
pub(super) fn shape(markdown: &str, rules: &Rules<'_>) -> Shaped {
    let mut shaped = Shaped::default();
    let mut kept: Vec<String> = Vec::new();
    for block in blocks(markdown) {
        if is_button(block) {
            shaped.buttons += 1;
        } else if let Some(name) = ending(block).and_then(|ending| rules.bios.get(&ending.sum)) {
            shaped.bios.push(name.clone());
        } else {
            kept.push(as_heading(block, rules));
        }
    }
    let text = kept.join("\n\n");
    let has_take = openings(&text).iter().any(|opening| rules.takes.contains(&Voice::compared(&opening.label)));
    if has_take {
        match is_column(&text, rules.context) {
            Ok(()) => {
                shaped.text = text;
                return shaped;
            }
            Err(why) => shaped.why_not = Some(why),
        }
    }
    shaped.kind = PostKind::Note;
    let guarded = kept.into_iter().map(|block| without_comments_label(&block, rules));
    shaped.text = guarded.collect::<Vec<_>>().join("\n\n");
    shaped
}

/// A heading of another level, or a bold line, that is a label is a heading of the second level.
fn as_heading(block: &str, rules: &Rules<'_>) -> String {
    let (line, rest) = block.split_once('\n').map_or((block, None), |(line, rest)| (line, Some(rest)));
    let heading = line.starts_with('#');
    let line = line.trim_end_matches('\\');
    let is_bold = line.starts_with("**") && line.ends_with("**") && line.matches("**").count() == 2;
    let label = bare(line).trim_end_matches(':').trim_end().to_owned();
    let key = Voice::compared(&label);
    let is_label = rules.takes.contains(&key) || rules.fixed.contains(&key);
    if !is_label || !(heading || is_bold) {
        return block.to_owned();
    }
    match rest {
        Some(rest) => format!("## {label}\n\n{rest}"),
        None => format!("## {label}"),
    }
}

/// In a note only the label of comments keeps its meaning, and nobody meant it here.
fn without_comments_label(block: &str, rules: &Rules<'_>) -> String {
    let is_label = |text: &str| rules.comments.contains(&Voice::compared(&bare(text)));
    if let Some(heading) = block.strip_prefix("## ").filter(|heading| is_label(heading.split(':').next().unwrap_or("")))
    {
        return format!("### {heading}");
    }
    if !is_plain(block) {
        return block.to_owned();
    }
    let lines = block.lines().map(|line| match line.split_once(':') {
        Some((label, rest)) if is_label(label) => format!("{label}<!-- -->:{rest}"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a text can be published as a column, else why not.
fn is_column(text: &str, context: &Context<'_>) -> Result<(), String> {
    let path = SourcePath::new("content/posts/2000-01-01-a.md");
    let parsed = parse_post(&path, &format!("---\ntitle: a\n---\n\n{text}\n"), context);
    match parsed.diagnostics.into_iter().find(crate::diagnostic::Diagnostic::is_error) {
        Some(problem) => Err(problem.message),
        None => Ok(()),
    }
}
