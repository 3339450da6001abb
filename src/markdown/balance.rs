//! Whether HTML closes what it opens, and nothing else, so that it can stand in a page and leave what is around it alone.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Elements without an inside (HTML Living Standard, section 13.1.2), old ones too.
const VOID: [&str; 18] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];

/// Elements that what follows them closes, or the end of what they are in (section 13.1.2.4).
const ENDED_BY_OTHERS: [&str; 22] = [
    "body",
    "caption",
    "colgroup",
    "dd",
    "dt",
    "head",
    "html",
    "li",
    "optgroup",
    "option",
    "p",
    "rb",
    "rp",
    "rt",
    "rtc",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "plaintext",
];

/// Elements whose inside is another language, with its own rules for what is closed.
const FOREIGN: [&str; 2] = ["math", "svg"];

/// Elements inside of those whose inside is HTML again.
const HTML_AGAIN: [&str; 9] = ["annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext", "title"];

/// What the tokenizer says of a tag, or a comment, that is not at its end when the text is.
const UNENDED: &str = "Unexpected EOF";

/// What is wrong with how HTML is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imbalance {
    /// It opens an element and does not close it.
    Open(String),
    /// It closes an element that it has not opened.
    Closed(String),
    /// A tag, or a comment, has no end.
    Unended,
}

/// The first thing that HTML leaves open, or closes too often.
pub fn imbalance(html: &str) -> Option<Imbalance> {
    let options = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Sink::default(), options);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    while let TokenizerResult::Script(()) = tokenizer.feed(&queue) {}
    tokenizer.end();
    tokenizer.sink.0.take().result()
}

#[derive(Default)]
struct Sink(RefCell<Elements>);

impl TokenSink for Sink {
    type Handle = ();

    #[expect(clippy::disallowed_methods, reason = "nothing that is called while it is borrowed comes back here")]
    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut elements = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => elements.close(&tag.name),
            Token::TagToken(tag) => {
                if let Some(kind) = elements.open(&tag) {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::ParseError(message) => elements.is_unended |= message == UNENDED,
            _ => {}
        }
        TokenSinkResult::Continue
    }

    #[expect(clippy::disallowed_methods, reason = "it is read alone")]
    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0.borrow().is_foreign()
    }
}

/// The elements of some HTML while it is read.
#[derive(Default)]
struct Elements {
    open: Vec<Element>,
    /// The first that was closed and not open.
    closed: Option<String>,
    is_unended: bool,
}

struct Element {
    name: String,
    /// Whether what is in it is no HTML.
    is_foreign_inside: bool,
}

impl Elements {
    /// Opens an element, and says how its inside is read, if that is not HTML.
    fn open(&mut self, tag: &Tag) -> Option<RawKind> {
        let name = &*tag.name;
        let is_foreign = self.is_foreign();
        let is_closed = if is_foreign || FOREIGN.contains(&name) { tag.self_closing } else { VOID.contains(&name) };
        if is_closed {
            return None;
        }
        let is_foreign_inside = FOREIGN.contains(&name) || (is_foreign && !HTML_AGAIN.contains(&name));
        self.open.push(Element { name: name.to_owned(), is_foreign_inside });
        if is_foreign { None } else { raw_kind(name) }
    }

    fn is_foreign(&self) -> bool {
        self.open.last().is_some_and(|element| element.is_foreign_inside)
    }

    /// Elements that overlap (`<i><b></i></b>`) are odd, and yet all of them are closed.
    fn close(&mut self, name: &str) {
        match self.open.iter().rposition(|element| element.name == name) {
            // What is in another language ends with it.
            Some(at) if FOREIGN.contains(&name) || self.is_foreign() => self.open.truncate(at),
            Some(at) => {
                // It keeps its place until what it overlaps with is closed.
                if let Some(element) = self.open.get_mut(at) {
                    element.name.clear();
                }
                while self.open.pop_if(|element| element.name.is_empty()).is_some() {}
            }
            None if self.is_foreign() || VOID.contains(&name) => {}
            None => {
                self.closed.get_or_insert_with(|| name.to_owned());
            }
        }
    }

    fn result(self) -> Option<Imbalance> {
        if self.is_unended {
            return Some(Imbalance::Unended);
        }
        let left = self
            .open
            .into_iter()
            .find(|element| !element.name.is_empty() && !ENDED_BY_OTHERS.contains(&element.name.as_str()));
        left.map(|element| Imbalance::Open(element.name)).or(self.closed.map(Imbalance::Closed))
    }
}

fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => Some(RawKind::Rawtext),
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_open_or_closed_too_often_is_found() {
        let open = |name: &str| Some(Imbalance::Open(name.to_owned()));
        let closed = |name: &str| Some(Imbalance::Closed(name.to_owned()));
        for (html, expected) in [
            ("<div class=\"a\"><span>x</div>", open("span")),
            ("<section><DIV>x</section>", open("div")),
            ("<div/>x", open("div")),
            ("<div>x</div></div>", closed("div")),
            ("x</p>", closed("p")),
            ("<b>x", open("b")),
            ("<ul><li>x", open("ul")),
            ("<script>x", open("script")),
            ("<svg><path d=\"m0\">", open("svg")),
            ("<my-note>x", open("my-note")),
            ("<a href=\"x>y</a>", Some(Imbalance::Unended)),
            ("<!-- x", Some(Imbalance::Unended)),
            ("x <b", Some(Imbalance::Unended)),
        ] {
            assert_eq!(imbalance(html), expected, "{html}");
        }
    }

    #[test]
    fn what_html_lets_be_left_out_is_no_mistake() {
        for html in [
            "",
            "x & y < z > 1",
            "<p>x<br>y<img alt=''><hr/><input disabled>",
            "<ul><li>x<li>y</ul><dl><dt>x<dd>y</dl><table><tr><td>x<th>y<tr></table>",
            "<select><option>x<option>y</select><ruby>x<rt>y</ruby>",
            "<p>x<div>y</div></p>",
            "<p><b>x</p></b>",
            "<!-- <div> --><!doctype html><?x <b> ?>",
            "<script>let a = '<div>' + \"</p>\";</script><style>a > b {}</style>",
            "<textarea><div></textarea><iframe src=x><b></iframe>",
            "<svg viewBox='0 0 1 1'><path d=\"m0\"/><g><circle></svg>",
            "<svg><title>x</title><style>a{}</style><foreignObject><p>x<br>y</foreignObject><use href='#x'></use></svg>",
            "<svg><style><![CDATA[ a > <b> ]]></style></svg><math><mi>x</mi><mspace/></math><svg/>",
            "<my-note><span title=\"a > </div>\">x</span></my-note>",
            "<a href=x>y</a><A HREF='x'>y</a>",
        ] {
            assert_eq!(imbalance(html), None, "{html}");
        }
    }
}
