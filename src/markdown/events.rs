//! Text → events.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

/// An event and the bytes of the text that it stands for.
pub type Spanned<'a> = (Event<'a>, Range<usize>);

/// The events of a text by an author: CommonMark with GitHub's tables, strikethrough, task lists and alerts, footnotes,
/// definition lists, smart punctuation and heading attributes.
pub fn parse(text: &str) -> Vec<Spanned<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    Parser::new_ext(text, options).into_offset_iter().collect()
}

/// The events of a text by a reader: CommonMark with strikethrough, tables and smart punctuation.
pub fn parse_reader(text: &str) -> Vec<Spanned<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(text, options).into_offset_iter().collect()
}
