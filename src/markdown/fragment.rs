//! A piece of HTML whose addresses inside the site are still open, and the components that it calls.

use std::borrow::Cow;
use std::ops::Range;

use crate::escape::escape_attribute;

use super::html_text::append_text;

/// HTML with holes where addresses inside the site and what components make belong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fragment {
    html: String,
    holes: Vec<Hole>,
    calls: Vec<Call>,
    headings: Vec<Heading>,
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The id of its element.
    pub id: Box<str>,
    /// Its words.
    pub title: Box<str>,
}

/// An address to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The offset in the HTML.
    at: u32,
    /// The address as written: `photo.jpg`, `../b.md#leslie-says`, `/about/`, `#top`.
    pub target: Box<str>,
    /// Whether it is the source of a picture.
    pub is_image: bool,
    /// Where it stands in the source file.
    range: Range<u32>,
}

/// A component that the text calls: only what its author wrote, for whoever knows the component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The offset in the HTML.
    at: u32,
    /// The component's name.
    pub name: Box<str>,
    /// Where the name stands in the source file.
    pub name_range: Range<usize>,
    /// The arguments in written order.
    pub arguments: Vec<Argument>,
    /// What stands between its two tags.
    pub body: Option<Fragment>,
    /// Where the whole call stands in the source file.
    pub range: Range<usize>,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Its name.
    pub name: Box<str>,
    /// The literal that is its value.
    pub value: serde_json::Value,
    /// Where both stand in the source file.
    pub range: Range<usize>,
}

/// Marks a hole while HTML is written. No text has it: `source` turns it into a space, and CommonMark (section 2.3) the
/// entity for it into a replacement character.
pub(super) const MARK: char = '\0';

/// Follows the mark of a call. Behind the mark of an address the attribute's quotation mark follows.
pub(super) const CALL: char = 'c';

impl Hole {
    /// An address whose place in the HTML is not known yet.
    pub(super) fn new(target: &str, is_image: bool, range: Range<usize>) -> Self {
        Self { at: 0, target: target.into(), is_image, range: short(range.start)..short(range.end) }
    }

    /// Where it stands in the source file, in bytes.
    pub fn source_range(&self) -> Range<usize> {
        self.range.start as usize..self.range.end as usize
    }
}

impl Call {
    /// A call whose place in the HTML is not known yet.
    pub(super) fn new(name: &str, name_range: Range<usize>, range: Range<usize>) -> Self {
        Self { at: 0, name: name.into(), name_range, arguments: Vec::new(), body: None, range }
    }
}

fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Fragment {
    /// Takes HTML in which each hole is a [`MARK`], in the order of `holes`, and each call one with [`CALL`] behind it.
    pub(super) fn from_marked(marked: &str, mut holes: Vec<Hole>, mut calls: Vec<Call>) -> Self {
        if holes.is_empty() && calls.is_empty() {
            return Self { html: marked.to_owned(), ..Self::default() };
        }
        let mut html = String::with_capacity(marked.len());
        let (mut open, mut called) = (holes.iter_mut(), calls.iter_mut());
        for (index, piece) in marked.split(MARK).enumerate() {
            let behind = piece.strip_prefix(CALL).filter(|_| index > 0);
            let at = short(html.len());
            if behind.is_some() {
                called.next().into_iter().for_each(|call| call.at = at);
            } else if index > 0 {
                open.next().into_iter().for_each(|hole| hole.at = at);
            }
            html.push_str(behind.unwrap_or(piece));
        }
        Self { html, holes, calls, headings: Vec::new() }
    }

    /// The same with its headings, in order.
    pub(super) fn with_headings(mut self, headings: Vec<Heading>) -> Self {
        self.headings = headings;
        self
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty() && self.html.trim().is_empty()
    }

    /// The addresses to fill in.
    pub fn holes(&self) -> &[Hole] {
        &self.holes
    }

    /// Appends the text, as [`append_text`] finds it, and after it that of the bodies of calls.
    pub fn append_text(&self, out: &mut String) {
        append_text(&self.html, out);
        for body in self.bodies() {
            out.push(' ');
            append_text(&body.html, out);
        }
    }

    /// The components that it calls.
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// Its headings, in order; those in the bodies of calls are not among them.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The bodies of its calls, and those inside them.
    pub fn bodies(&self) -> Vec<&Self> {
        let bodies = self.calls.iter().filter_map(|call| call.body.as_ref());
        bodies.flat_map(|body| std::iter::once(body).chain(body.bodies())).collect()
    }

    /// The HTML with every hole filled; what `fill` gives is escaped here. Calls leave nothing.
    pub fn fill<'a>(&self, out: &mut String, fill: impl FnMut(&Hole) -> Cow<'a, str>) {
        self.fill_all(out, fill, |_, _| {});
    }

    /// The same, with what `call` writes in the place of each call; that is not escaped.
    pub fn fill_all<'a>(
        &self,
        out: &mut String,
        mut fill: impl FnMut(&Hole) -> Cow<'a, str>,
        mut call: impl FnMut(&Call, &mut String),
    ) {
        let mut from = 0;
        let mut up_to = |at: u32, out: &mut String| {
            out.push_str(self.html.get(from..at as usize).unwrap_or(""));
            from = at as usize;
        };
        let mut calls = self.calls.iter().peekable();
        for hole in &self.holes {
            while let Some(before) = calls.next_if(|call| call.at < hole.at) {
                up_to(before.at, out);
                call(before, out);
            }
            up_to(hole.at, out);
            out.push_str(&escape_attribute(&fill(hole)));
        }
        for last in calls {
            up_to(last.at, out);
            call(last, out);
        }
        up_to(short(self.html.len()), out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_in_order_and_escaped() {
        let holes = vec![Hole::new("a", false, 0..1), Hole::new("b", true, 1..2)];
        let calls = ["c", "d", "e"].map(|name| Call::new(name, 0..0, 0..0));
        let marked = "\0c<a href=\"\0\">x</a>\0c<img src=\"\0\">\0c";
        let fragment = Fragment::from_marked(marked, holes, calls.to_vec());
        let mut out = String::new();
        let hole = |hole: &Hole| Cow::Owned(format!("/{}\"", hole.target));
        fragment.fill_all(&mut out, hole, |call, out| out.push_str(&call.name));
        assert_eq!(out, "c<a href=\"/a&quot;\">x</a>d<img src=\"/b&quot;\">e");
    }
}
