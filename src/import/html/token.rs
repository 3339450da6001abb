//! HTML → tokens, by html5ever.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{BufferQueue, TagKind, Token as Raw, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// A piece of HTML. Comments are left out, as are the texts of scripts and their like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// The beginning of an element, its name in lower case.
    Start(Start),
    /// Its end.
    End(String),
    /// Text, with every reference resolved.
    Text(String),
}

/// The beginning of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Start {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim())
    }

    /// Whether the attribute `class` has this word.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|own| own == class))
    }
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<Token>>,
    /// The element whose text is no HTML.
    raw: RefCell<Option<String>>,
}

impl TokenSink for Sink {
    type Handle = ();

    #[expect(clippy::disallowed_methods, reason = "nothing that is called while it is borrowed comes back here")]
    fn process_token(&self, token: Raw, _line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        match token {
            Raw::CharacterTokens(text) if self.raw.borrow().as_deref().is_none_or(is_text) => {
                push_text(&mut tokens, &text);
            }
            Raw::TagToken(tag) => {
                let name = tag.name.to_string();
                if tag.kind == TagKind::EndTag {
                    self.raw.borrow_mut().take_if(|raw| *raw == name);
                    tokens.push(Token::End(name));
                    return TokenSinkResult::Continue;
                }
                let attributes = tag.attrs.iter().map(|attr| (attr.name.local.to_string(), attr.value.to_string()));
                let kind = raw_kind(&name);
                if kind.is_some() {
                    *self.raw.borrow_mut() = Some(name.clone());
                }
                tokens.push(Token::Start(Start { attributes: attributes.collect(), name }));
                if let Some(kind) = kind {
                    return TokenSinkResult::RawData(kind);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn push_text(tokens: &mut Vec<Token>, text: &StrTendril) {
    if let Some(Token::Text(last)) = tokens.last_mut() {
        last.push_str(text);
    } else {
        tokens.push(Token::Text(text.to_string()));
    }
}

/// Whether the raw text of an element is for people.
fn is_text(name: &str) -> bool {
    matches!(name, "textarea" | "title" | "xmp")
}

fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => Some(RawKind::Rawtext),
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}

/// The tokens of a text.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let options = TokenizerOpts { initial_state: Some(State::Data), ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Sink::default(), options);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    while let TokenizerResult::Script(()) = tokenizer.feed(&queue) {}
    tokenizer.end();
    tokenizer.sink.tokens.take()
}

/// The text of some HTML, its white space made single spaces; for titles and names.
pub(in crate::import) fn plain_text(html: &str) -> String {
    let texts = tokens(html).into_iter().map(|token| match token {
        Token::Text(text) => text,
        Token::Start(start) if start.name == "br" => " ".to_owned(),
        Token::Start(_) | Token::End(_) => String::new(),
    });
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_no_text() {
        assert_eq!(
            plain_text("a<script>if (a < b) { '<b>' }</script> b<style>p {}</style> &amp; c&nbsp;d"),
            "a b & c d"
        );
        assert_eq!(plain_text("<b>x"), "x");
    }
}
