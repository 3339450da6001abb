//! Code → HTML with classes, by syntect.
//!
//! syntect's own classes name every scope of its grammars and would make pages several times as large, so each token
//! gets one of a few short classes (`hl-k` for a keyword, …: docs/themes.md lists them). The grammars are loaded when
//! the first code block is met.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use syntect::easy::ScopeRangeIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::diagnostic::Vocabulary;
use crate::escape::escape_text;

/// Code longer than this is left without colour: nobody reads it on a page, and grammars can be slow.
const LONGEST: usize = 200 * 1024;

/// The classes and the scopes that they stand for, more special ones first.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "c"),
    ("string", "s"),
    ("constant.character.escape", "e"),
    ("constant.numeric", "n"),
    ("constant", "l"),
    ("keyword.operator", "o"),
    ("keyword", "k"),
    ("storage", "k"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("entity.name.tag", "g"),
    ("entity.other.attribute-name", "a"),
    ("entity.name", "t"),
    ("entity.other.inherited-class", "t"),
    ("support", "t"),
    ("variable", "v"),
    ("markup.inserted", "i"),
    ("markup.deleted", "d"),
    ("markup.heading", "t"),
    ("markup.bold", "k"),
];

struct Grammars {
    syntaxes: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

/// The grammars, from the first code block until they are forgotten.
static GRAMMARS: Mutex<Option<Arc<Grammars>>> = Mutex::new(None);

fn grammars() -> Arc<Grammars> {
    let mut kept = GRAMMARS.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(kept.get_or_insert_with(|| {
        let class = |(scope, class): &(&str, &'static str)| Some((Scope::new(scope).ok()?, *class));
        Arc::new(Grammars {
            syntaxes: two_face::syntax::extra_newlines(),
            classes: CLASSES.iter().filter_map(class).collect(),
        })
    }))
}

/// Gives back the memory of the grammars and of the expressions that they were compiled to: some 75 MB, as much as five
/// thousand posts. The next code block loads them again.
pub fn forget() {
    *GRAMMARS.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

/// Languages that have nothing to colour.
const PLAIN: [&str; 3] = ["text", "txt", "plain"];

/// Whether a language is one that can be coloured, or has nothing to colour.
pub fn is_known(language: &str) -> bool {
    PLAIN.contains(&language) || grammars().syntaxes.find_syntax_by_token(language).is_some()
}

/// The language whose name or ending is nearest to a word.
pub fn nearest_language(word: &str) -> Option<String> {
    static NAMES: LazyLock<Vocabulary> = LazyLock::new(|| {
        let grammars = grammars();
        let names = grammars.syntaxes.syntaxes().iter().flat_map(|syntax| {
            // Names of several words cannot stand behind a fence.
            let name = Some(syntax.name.as_str()).filter(|name| !name.contains(' '));
            name.into_iter().chain(syntax.file_extensions.iter().map(String::as_str))
        });
        // Of very short endings, one is always near.
        Vocabulary::new(names.filter(|name| name.len() > 2).map(str::to_owned))
    });
    NAMES.nearest(word).map(str::to_owned)
}

/// The code with a `span` around each token that has a class; `None` where the language is unknown or named `text`.
pub fn html(code: &str, language: &str) -> Option<String> {
    if language.is_empty() || PLAIN.contains(&language) || code.len() > LONGEST {
        return None;
    }
    let grammars = grammars();
    let syntax = grammars.syntaxes.find_syntax_by_token(language)?;
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut out = String::with_capacity(code.len() * 2);
    let mut open = "";
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, &grammars.syntaxes).ok()?;
        for (range, operation) in ScopeRangeIterator::new(&operations, line) {
            stack.apply(operation).ok()?;
            let token = line.get(range).unwrap_or("");
            // White space needs no colour, and leaving it to the span before it saves bytes.
            let class = if token.trim().is_empty() { open } else { class_of(&stack, &grammars.classes) };
            if !token.is_empty() && class != open {
                switch(&mut out, open, class);
                open = class;
            }
            out.push_str(&escape_text(token));
        }
    }
    // The end of the last line belongs to no token: what cuts the code into lines would find one more.
    let is_ended = out.ends_with('\n') && !open.is_empty();
    if is_ended {
        out.pop();
    }
    switch(&mut out, open, "");
    if is_ended {
        out.push('\n');
    }
    Some(out)
}

fn class_of(stack: &ScopeStack, classes: &[(Scope, &'static str)]) -> &'static str {
    stack
        .as_slice()
        .iter()
        .rev()
        .find_map(|scope| classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)))
        .map_or("", |(_, class)| class)
}

fn switch(out: &mut String, from: &str, to: &str) {
    if !from.is_empty() {
        out.push_str("</span>");
    }
    if !to.is_empty() {
        out.push_str("<span class=\"hl-");
        out.push_str(to);
        out.push_str("\">");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_short_classes_and_the_text_stays() {
        let html = html("let x = \"<b>\"; // y\n", "rust").unwrap();
        assert!(html.contains("<span class=\"hl-k\">let"), "{html}");
        assert!(html.contains("&lt;b&gt;"), "{html}");
        assert!(html.ends_with("// y</span>\n"), "{html}");
        assert_eq!(html.matches("<span").count(), html.matches("</span>").count());
    }

    #[test]
    fn an_unknown_language_is_left_alone() {
        assert_eq!(html("x", "klingon"), None);
        assert_eq!(html("x", ""), None);
    }
}
