//! Text → events.

use pulldown_cmark::{Options, Parser};

use crate::config::MarkdownRules;

use super::autolink;
use super::call_syntax::escaped_as_text;
use super::control;
use super::emoji;
use super::events::Spanned;
use super::quotes;

/// The events of a text by an author: CommonMark with GitHub's tables, strikethrough, task lists, alerts and autolinks,
/// footnotes, definition lists, smart punctuation and heading attributes.
pub fn parse<'a>(text: &'a str, rules: &MarkdownRules) -> Vec<Spanned<'a>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mut events = events(text, options, rules);
    if text.contains("\\{") && text.contains('<') {
        escaped_as_text(&mut events, text);
    }
    events
}

/// The events of a text by a reader: CommonMark with strikethrough, tables, autolinks and smart punctuation.
pub fn parse_reader<'a>(text: &'a str, rules: &MarkdownRules) -> Vec<Spanned<'a>> {
    events(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH, rules)
}

/// How much text has one event on average, so that the list of most posts is as long as it has to be.
const BYTES_OF_EVENT: usize = 20;

/// The most events for which there is room before there are any.
const MOST_AT_FIRST: usize = 4096;

/// What most texts have none of is looked for in the text as a whole before its events are walked once more.
fn events<'a>(text: &'a str, mut options: Options, rules: &MarkdownRules) -> Vec<Spanned<'a>> {
    options.set(Options::ENABLE_SMART_PUNCTUATION, rules.quotes.is_some());
    let mut events = Vec::with_capacity((text.len() / BYTES_OF_EVENT).min(MOST_AT_FIRST));
    events.extend(Parser::new_ext(text, options).into_offset_iter());
    if control::may_have(text) {
        control::replace(&mut events);
    }
    events = autolink::link_addresses(events, text);
    if let Some(marks) = rules.quotes.filter(|_| quotes::may_have(text)) {
        quotes::set(&mut events, text, &marks);
    }
    if rules.emoji && text.contains(':') {
        events = emoji::name_signs(&events, text);
    }
    events
}
