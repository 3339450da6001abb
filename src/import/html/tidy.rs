//! Tokens → simple, shallow HTML that `htmd` can write as Markdown.
//!
//! Fonts, spans and boxes go, line breaks become paragraphs, and what Markdown has no way to write becomes a link or
//! stays as a piece of HTML. Elements may lie in each other as deep as they like: only lists and quotations are kept, and
//! only down to a depth.

use super::elements::is_box;
use super::flow::Flow;
use super::inline::{Inline, address, attribute, escaped};

use super::picture::{embedded, is_picture, source};
use super::table::{Shape, as_html, extent, is_table, is_table_tag, shape};
use super::text::{Newlines, Profile};
use super::token::{Start, Token};

/// How deep lists and quotations may lie in each other.
const DEEPEST: usize = 12;

/// How deep tables may lie in each other.
const DEEPEST_TABLE: usize = 4;

/// Around the number of a piece of HTML that the Markdown is to hold as it is; no text has this noncharacter.
pub(super) const PIECE: char = '\u{fdd1}';

/// Simple HTML, and what stood in it that it cannot hold.
pub(super) struct Tidy {
    pub(super) html: String,
    /// HTML that the Markdown is to hold as it is, by the numbers between [`PIECE`]s.
    pub(super) pieces: Vec<String>,
    /// The addresses of the pictures.
    pub(super) pictures: Vec<String>,
    /// How many embedded things became links.
    pub(super) embeds: usize,
}

/// Makes tokens simple HTML.
pub(super) fn tidy(tokens: &[Token], profile: Profile, newlines: Newlines) -> Tidy {
    let tidy = Tidy { html: String::new(), pieces: Vec::new(), pictures: Vec::new(), embeds: 0 };
    let mut maker =
        Maker { profile, newlines, flow: Flow::default(), open: Vec::new(), spans: Vec::new(), tables: 0, tidy };
    maker.all(tokens);
    maker.close_all();
    maker.tidy.html = std::mem::take(&mut maker.flow.html);
    maker.tidy
}

struct Maker {
    profile: Profile,
    newlines: Newlines,
    flow: Flow,
    /// The blocks that are written and not closed.
    open: Vec<&'static str>,
    /// Open elements that may carry a mark, with the marks that they carry.
    spans: Vec<(String, usize)>,
    /// How many tables the text is in.
    tables: usize,
    tidy: Tidy,
}

impl Maker {
    fn all(&mut self, tokens: &[Token]) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                Token::Start(start) if start.name == "table" => {
                    let end = extent(tokens, at);
                    self.table(tokens.get(at..end).unwrap_or_default());
                    end
                }
                Token::Start(start) if start.name == "pre" => self.code_block(tokens, at),
                Token::Start(start) => {
                    self.start(start);
                    at + 1
                }
                Token::End(name) => {
                    self.end(name);
                    at + 1
                }
                Token::Text(text) => {
                    self.text(text);
                    at + 1
                }
            };
        }
    }

    fn text(&mut self, text: &str) {
        if self.newlines == Newlines::Space || self.flow.is_bare {
            self.flow.text(text);
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.flow.line_break();
            }
            if !line.trim().is_empty() || index == 0 {
                self.flow.text(line);
            }
        }
    }

    fn start(&mut self, start: &Start) {
        match start.name.as_str() {
            "br" => self.flow.line_break(),
            "hr" => self.flow.block("<hr>"),
            "img" => self.picture(start),
            "iframe" | "embed" | "object" | "video" | "audio" | "source" => self.embed(start),
            "b" | "strong" => self.mark(start, &[Inline::Strong]),
            "i" | "em" | "cite" | "var" | "dfn" => self.mark(start, &[Inline::Emphasis]),
            "s" | "strike" | "del" => self.mark(start, &[Inline::Struck]),
            "code" | "tt" | "kbd" | "samp" => self.mark(start, &[Inline::Code]),
            "span" | "font" => self.styled(start),
            "a" => self.link(start),
            "ul" | "menu" | "dir" => self.nest("ul"),
            "ol" => self.nest("ol"),
            "blockquote" => self.nest("blockquote"),
            "li" => self.item(),
            "h1" | "h2" => self.heading("h2"),
            "h3" => self.heading("h3"),
            "h4" => self.heading("h4"),
            "h5" | "h6" => self.heading("h5"),
            "dt" => {
                self.paragraph();
                self.flow.marks.push(Inline::Strong);
            }
            "q" => self.flow.text("“"),
            name if is_box(name) => self.paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "ul" | "ol" | "blockquote" | "li" => self.close(name),
            "menu" | "dir" => self.close("ul"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end_heading(),
            "dt" => {
                self.flow.marks.retain(|mark| *mark != Inline::Strong);
                self.paragraph();
            }
            "br" => self.flow.line_break(),
            "q" => self.flow.text("”"),
            name if is_box(name) => self.paragraph(),
            name => self.unmark(name),
        }
    }

    /// The end of one paragraph, and so the beginning of the next.
    fn paragraph(&mut self) {
        self.flow.end_paragraph();
    }

    fn mark(&mut self, start: &Start, marks: &[Inline]) {
        let marks = marks.iter().filter(|mark| !(self.flow.is_bare && **mark == Inline::Strong));
        let before = self.flow.marks.len();
        for mark in marks {
            if !self.flow.marks.contains(mark) && before < DEEPEST {
                self.flow.marks.push(mark.clone());
            }
        }
        if self.spans.len() < 1_000 {
            self.spans.push((start.name.clone(), self.flow.marks.len() - before));
        }
    }

    /// Old editors wrote bold and italic type as styles.
    fn styled(&mut self, start: &Start) {
        let style = start.attribute("style").unwrap_or("").to_ascii_lowercase().replace(' ', "");
        let mut marks = Vec::new();
        if style.contains("font-weight:bold") || style.contains("font-weight:700") {
            marks.push(Inline::Strong);
        }
        if style.contains("font-style:italic") {
            marks.push(Inline::Emphasis);
        }
        self.mark(start, &marks);
    }

    fn link(&mut self, start: &Start) {
        self.unmark("a");
        let link = start.attribute("href").and_then(address).map(Inline::Link);
        self.mark(start, link.as_slice());
    }

    fn unmark(&mut self, name: &str) {
        let Some(at) = self.spans.iter().rposition(|(own, _)| own == name) else { return };
        let after: usize = self.spans.iter().skip(at + 1).map(|(_, count)| count).sum();
        #[expect(clippy::disallowed_methods, reason = "`rposition` has just found it")]
        let (_, count) = self.spans.remove(at);
        let end = self.flow.marks.len().saturating_sub(after);
        #[expect(clippy::disallowed_methods, reason = "the end is at most the length, and the start at most the end")]
        self.flow.marks.drain(end.saturating_sub(count)..end);
    }

    fn nest(&mut self, tag: &'static str) {
        self.flow.end_paragraph();
        if self.open.len() >= DEEPEST || self.flow.is_bare {
            return;
        }
        // A list right inside a list belongs to an item.
        if tag != "blockquote" && matches!(self.open.last(), Some(&("ul" | "ol"))) {
            self.item();
        }
        self.open.push(tag);
        self.flow.block(&format!("<{tag}>"));
    }

    fn item(&mut self) {
        self.flow.end_paragraph();
        if self.flow.is_bare {
            return;
        }
        if self.open.last() == Some(&"li") {
            self.close("li");
        }
        if matches!(self.open.last(), Some(&("ul" | "ol"))) && self.open.len() < DEEPEST {
            self.open.push("li");
            self.flow.block("<li>");
        }
    }

    /// Closes the innermost block of this name, and those inside it; an item only within its own list.
    fn close(&mut self, name: &str) {
        self.flow.end_paragraph();
        let is_fence = |open: &str| name == "li" && matches!(open, "ul" | "ol");
        let found = self.open.iter().rposition(|open| *open == name);
        let fence = self.open.iter().rposition(|open| is_fence(open));
        let Some(at) = found.filter(|at| fence.is_none_or(|fence| fence < *at)) else { return };
        #[expect(clippy::disallowed_methods, reason = "`rposition` has just found it")]
        for tag in self.open.drain(at..).rev().collect::<Vec<_>>() {
            self.flow.block(&format!("</{tag}>"));
        }
    }

    fn close_all(&mut self) {
        self.end_heading();
        self.flow.end_paragraph();
        for tag in std::mem::take(&mut self.open).into_iter().rev() {
            self.flow.block(&format!("</{tag}>"));
        }
    }

    /// A heading; inside lists and quotations, and for readers, a bold line.
    fn heading(&mut self, tag: &'static str) {
        self.end_heading();
        self.flow.end_paragraph();
        if self.open.is_empty() && self.profile == Profile::Author {
            self.open.push(tag);
            self.flow.block(&format!("<{tag}>"));
            self.flow.is_bare = true;
        } else {
            self.flow.marks.push(Inline::Strong);
        }
    }

    fn end_heading(&mut self) {
        match self.open.last().copied().filter(|tag| tag.starts_with('h')) {
            Some(tag) => {
                self.flow.is_bare = false;
                self.open.pop();
                if !self.flow.take_back(&format!("<{tag}>")) {
                    self.flow.block(&format!("</{tag}>"));
                }
            }
            None => self.flow.end_paragraph(),
        }
        if !self.spans.iter().any(|(name, _)| matches!(name.as_str(), "b" | "strong" | "span")) {
            self.flow.marks.retain(|mark| *mark != Inline::Strong);
        }
    }

    fn picture(&mut self, start: &Start) {
        let Some(mut src) = source(start) else { return };
        let is_pixel = ["width", "height"].iter().all(|key| matches!(start.attribute(key), Some("0" | "1")));
        if is_pixel {
            return;
        }
        let alt = start.attribute("alt").or_else(|| start.attribute("title")).unwrap_or("").to_owned();
        // A small picture that leads to the same one in full size.
        let full_size = self.flow.marks.iter().find_map(|mark| match mark {
            Inline::Link(href) if is_picture(href) => Some(href.clone()),
            _ => None,
        });
        let is_linked_to_itself = full_size.is_some();
        src = full_size.unwrap_or(src);
        if self.profile == Profile::Reader {
            let text = if alt.is_empty() { src.clone() } else { alt };
            self.linked(&src, &text);
            return;
        }
        let marks = self.flow.marks.clone();
        if is_linked_to_itself {
            self.flow.marks.retain(|mark| !matches!(mark, Inline::Link(_)));
        }
        self.flow.atom(&format!("<img src=\"{}\" alt=\"{}\">", attribute(&src), attribute(&alt)));
        self.flow.marks = marks;
        self.tidy.pictures.push(src);
    }

    fn embed(&mut self, start: &Start) {
        let Some(address) = embedded(start) else { return };
        self.tidy.embeds += 1;
        self.paragraph();
        self.linked(&address, &address);
        self.paragraph();
    }

    fn linked(&mut self, address: &str, text: &str) {
        let marks = std::mem::replace(&mut self.flow.marks, vec![Inline::Link(address.to_owned())]);
        self.flow.text(text);
        self.flow.marks = marks;
    }

    fn code_block(&mut self, tokens: &[Token], start: usize) -> usize {
        let mut text = String::new();
        let mut at = start + 1;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                Token::End(name) if name == "pre" => break,
                Token::Text(piece) => text.push_str(piece),
                Token::Start(start) if start.name == "br" => text.push('\n'),
                Token::Start(_) | Token::End(_) => {}
            }
        }
        let text = text.trim_matches('\n');
        if !text.trim().is_empty() && !self.flow.is_bare {
            let clean: String = text.chars().filter(|c| !matches!(c, '\u{fdd0}'..='\u{fdef}')).collect();
            self.flow.block(&format!("<pre><code>{}\n</code></pre>", escaped(&clean)));
        } else {
            self.flow.text(text);
        }
        at
    }

    fn table(&mut self, table: &[Token]) {
        let inside = table.get(1..).unwrap_or_default();
        match shape(table) {
            Shape::Markdown if self.open.is_empty() && self.profile == Profile::Author => self.plain_table(inside),
            Shape::Html if self.open.is_empty() && self.profile == Profile::Author => self.html_table(table),
            // The cells one after the other: what is in them counts.
            Shape::Markdown | Shape::Html | Shape::Layout => {
                // Tables that lie in each other deeper than anybody meant are taken apart as well.
                let is_deep = self.tables >= DEEPEST_TABLE;
                let is_cell = |token: &&Token| !(is_table_tag(token) || is_deep && is_table(token));
                let cells: Vec<Token> = inside.iter().filter(is_cell).cloned().collect();
                self.tables += 1;
                self.paragraph();
                self.all(&cells);
                self.paragraph();
                self.tables -= 1;
            }
        }
    }

    fn plain_table(&mut self, inside: &[Token]) {
        self.flow.block("<table>");
        self.flow.is_bare = true;
        let mut row = 0_usize;
        for token in inside {
            match token {
                Token::Start(start) if start.name == "tr" => {
                    row += 1;
                    self.flow.block(if row == 1 { "<thead><tr>" } else { "<tr>" });
                }
                Token::End(name) if name == "tr" => {
                    self.flow.block(if row == 1 { "</tr></thead><tbody>" } else { "</tr>" });
                }
                Token::Start(start) if matches!(start.name.as_str(), "td" | "th") => {
                    self.flow.block(if row <= 1 { "<th>" } else { "<td>" });
                }
                Token::End(name) if matches!(name.as_str(), "td" | "th") => {
                    self.flow.block(if row <= 1 { "</th>" } else { "</td>" });
                }
                token if is_table_tag(token) => {}
                token => self.all(std::slice::from_ref(token)),
            }
        }
        self.flow.block("</tbody></table>");
        self.flow.is_bare = false;
    }

    /// A table as the Markdown is to hold it.
    fn html_table(&mut self, table: &[Token]) {
        self.paragraph();
        let number = self.tidy.pieces.len();
        self.tidy.pieces.push(as_html(table));
        self.flow.atom(&format!("{PIECE}{number}{PIECE}"));
        self.paragraph();
    }
}
