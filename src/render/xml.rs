//! XML, a little more handily than quick-xml's events.

use std::borrow::Cow;
use std::io::Cursor;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes one XML document.
pub(super) struct Xml(Writer<Cursor<Vec<u8>>>);

/// Names and values of attributes.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A document with its declaration and its root opened.
    pub(super) fn new(root: &str, attributes: Attributes<'_>) -> Self {
        let mut xml = Self(Writer::new(Cursor::new(Vec::new())));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.line();
        xml.open(root, attributes);
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Start(start(name, attributes)));
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
        self.line();
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
        self.line();
    }

    /// An element with text.
    pub(super) fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    /// Closes the root and appends the document.
    pub(super) fn finish(mut self, root: &str, out: &mut Vec<u8>) {
        self.close(root);
        out.append(&mut self.0.into_inner().into_inner());
    }

    fn line(&mut self) {
        self.event(Event::Text(BytesText::from_escaped("\n")));
    }

    #[expect(clippy::expect_used, reason = "a vector takes every write")]
    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("a vector takes every write");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, allowed(value).as_ref()));
    }
    start
}

/// The text without the characters that XML 1.0 forbids (section 2.2, `Char`).
fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    // Whole pages go into feeds, and of their bytes only control characters and one more begin what is forbidden.
    let is_harmless = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0xee | 0xf0..);
    if text.bytes().all(is_harmless) || text.chars().all(is_allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_allowed(*c)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out_and_the_rest_escaped() {
        let mut xml = Xml::new("r", &[("a", "\"<\u{1}")]);
        xml.text("t", &[], "a & b\u{8}\u{ffff}");
        let mut out = Vec::new();
        xml.finish("r", &mut out);
        let text = String::from_utf8(out).unwrap();
        assert!(text.ends_with("<r a=\"&quot;&lt;\"><t>a &amp; b</t>\n</r>\n"), "{text}");
    }
}
