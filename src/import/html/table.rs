//! Tables: as Markdown's where it has a way to write them, else as HTML.

use super::inline::{address, attribute, escaped};
use super::picture::source;
use super::token::{Start, Token};

/// What a table is to become.
pub(super) enum Shape {
    /// Rows of plain cells, of equal number.
    Markdown,
    /// One cell, or none: a table that only sets something in its place.
    Layout,
    /// Anything else.
    Html,
}

/// The tokens of the table that begins at an index, up to its end.
pub(super) fn extent(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        match token {
            Token::Start(start) if start.name == "table" => depth += 1,
            Token::End(name) if name == "table" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index + 1;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

/// What the table of these tokens is to become.
pub(super) fn shape(table: &[Token]) -> Shape {
    let mut rows: Vec<usize> = Vec::new();
    let mut is_plain = true;
    let mut tables = 0_usize;
    for start in table.iter().filter_map(start_of) {
        match start.name.as_str() {
            "table" => tables += 1,
            "tr" => rows.push(0),
            "td" | "th" => {
                is_plain &= !["colspan", "rowspan"].iter().any(|key| start.attribute(key).is_some_and(|n| n != "1"));
                match rows.last_mut() {
                    Some(row) => *row += 1,
                    None => rows.push(1),
                }
            }
            "p" | "div" | "ul" | "ol" | "pre" | "blockquote" | "br" | "h1" | "h2" | "h3" | "h4" | "caption"
            | "iframe" | "hr" => is_plain = false,
            _ => {}
        }
    }
    rows.retain(|cells| *cells > 0);
    let is_caption = table.first().and_then(start_of).is_some_and(|start| start.has_class("tr-caption-container"));
    match rows.as_slice() {
        _ if is_caption => Shape::Layout,
        rows if rows.iter().all(|cells| *cells == 1) || rows.len() == 1 => Shape::Layout,
        [first, rest @ ..] if tables == 1 && is_plain && rest.iter().all(|cells| cells == first) => Shape::Markdown,
        _ => Shape::Html,
    }
}

fn start_of(token: &Token) -> Option<&Start> {
    match token {
        Token::Start(start) => Some(start),
        Token::End(_) | Token::Text(_) => None,
    }
}

/// A table as HTML, without styles, scripts and empty lines, which would end it in Markdown.
pub(super) fn as_html(table: &[Token]) -> String {
    let mut html = String::new();
    for token in table {
        match token {
            Token::Start(start) => html.push_str(&kept_tag(start)),
            Token::End(name) if is_kept(name) => html.push_str(&format!("</{name}>")),
            Token::End(_) => {}
            Token::Text(text) => {
                let words: Vec<&str> = text.split_whitespace().collect();
                let lead = if text.starts_with(char::is_whitespace) { " " } else { "" };
                let trail = if text.ends_with(char::is_whitespace) && !words.is_empty() { " " } else { "" };
                html.push_str(&format!("{lead}{}{trail}", escaped(&words.join(" "))));
            }
        }
    }
    html
}

fn kept_tag(start: &Start) -> String {
    if start.name == "img" {
        let alt = start.attribute("alt").unwrap_or("");
        return source(start)
            .map_or_else(String::new, |src| format!("<img src=\"{}\" alt=\"{}\">", attribute(&src), attribute(alt)));
    }
    if !is_kept(&start.name) {
        return String::new();
    }
    let kept = ["colspan", "rowspan"].iter().filter_map(|key| Some((*key, start.attribute(key)?.to_owned())));
    let href = start.attribute("href").and_then(address).map(|href| ("href", href));
    let attributes = kept.chain(href).map(|(key, value)| format!(" {key}=\"{}\"", attribute(&value)));
    format!("<{}{}>", start.name, attributes.collect::<String>())
}

/// The elements that a table may keep.
fn is_kept(name: &str) -> bool {
    matches!(
        name,
        "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "b"
            | "strong"
            | "i"
            | "em"
            | "a"
            | "br"
            | "p"
            | "ul"
            | "ol"
            | "li"
            | "code"
    )
}

/// Whether a token is part of a table's frame, and no cell.
pub(super) fn is_table_tag(token: &Token) -> bool {
    let name = match token {
        Token::Start(start) => &start.name,
        Token::End(name) => name,
        Token::Text(_) => return false,
    };
    matches!(name.as_str(), "thead" | "tbody" | "tfoot" | "colgroup" | "col")
        || matches!((token, name.as_str()), (Token::End(_), "table"))
}

/// Whether a token begins a table.
pub(super) fn is_table(token: &Token) -> bool {
    matches!(token, Token::Start(start) if start.name == "table")
}
