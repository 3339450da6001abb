//! A piece of HTML whose addresses inside the site are still open, and the components that it calls.

use std::ops::Range;

use crate::source::TextRange;

use super::html_text::append_text;
use super::near_call::NearCall;

/// HTML with holes where addresses inside the site and what components make belong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fragment {
    html: Box<str>,
    rare: Option<Box<Rare>>,
}

/// What most texts have none of. A post has a dozen texts and more, so what a text does not have takes no room in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rare {
    holes: Box<[Hole]>,
    calls: Vec<Call>,
    near_calls: Vec<NearCall>,
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

/// What to fill in: an address, or the whole element of a picture, whose size is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The offset in the HTML.
    at: u32,
    /// How many of the calls stand before it.
    calls_before: u32,
    /// The address as written: `photo.jpg`, `../b.md#leslie-says`, `/about/`, `#top`.
    pub target: Box<str>,
    /// Of a picture: its other attributes, each with a space before it.
    pub image: Option<Box<str>>,
    /// Where it stands in the source file.
    range: TextRange,
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
    /// What can stand there.
    pub place: CallPlace,
}

/// Where a call stands in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallPlace {
    /// On a line of its own, as a block.
    Block,
    /// In a line of text, where no block can be.
    Line,
    /// In the words of a link, where nothing can be that is clicked itself.
    Link,
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

/// Follows the mark of a call.
pub(super) const CALL: char = 'c';

/// Follows the mark of a picture. Behind the mark of an address the attribute's quotation mark follows.
pub(super) const PICTURE: char = 'p';

impl Hole {
    /// A hole whose place in the HTML is not known yet.
    pub(super) fn new(target: &str, image: Option<Box<str>>, range: Range<usize>) -> Self {
        Self { at: 0, calls_before: 0, target: target.into(), image, range: range.into() }
    }

    /// Where it stands in the source file, in bytes.
    pub fn source_range(&self) -> Range<usize> {
        self.range.into()
    }
}

impl Call {
    /// A call whose place in the HTML is not known yet.
    pub(super) fn new(name: &str, name_range: Range<usize>, range: Range<usize>) -> Self {
        Self { at: 0, name: name.into(), name_range, arguments: Vec::new(), body: None, range, place: CallPlace::Block }
    }
}

fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Fragment {
    /// Takes HTML in which each hole is a [`MARK`], in the order of `holes`, that of a picture with [`PICTURE`] behind it,
    /// and each call one with [`CALL`].
    pub(super) fn from_marked(marked: &str, mut holes: Vec<Hole>, mut calls: Vec<Call>) -> Self {
        if holes.is_empty() && calls.is_empty() {
            return Self { html: marked.into(), rare: None };
        }
        let mut pieces = marked.split(MARK);
        let mut html = String::with_capacity(marked.len());
        html.push_str(pieces.next().unwrap_or(""));
        let (mut open, mut called) = (holes.iter_mut(), calls.iter_mut());
        let mut calls_before = 0;
        for piece in pieces {
            let at = short(html.len());
            if let Some(behind) = piece.strip_prefix(CALL) {
                called.next().into_iter().for_each(|call| call.at = at);
                calls_before += 1;
                html.push_str(behind);
                continue;
            }
            open.next().into_iter().for_each(|hole| (hole.at, hole.calls_before) = (at, calls_before));
            html.push_str(piece.strip_prefix(PICTURE).unwrap_or(piece));
        }
        let rare = Rare { holes: holes.into_boxed_slice(), calls, ..Rare::default() };
        Self { html: html.into_boxed_str(), rare: Some(Box::new(rare)) }
    }

    /// The same with its headings, in order.
    pub(super) fn with_headings(mut self, headings: Vec<Heading>) -> Self {
        if !headings.is_empty() {
            self.rare.get_or_insert_default().headings = headings;
        }
        self
    }

    /// The same with what looks like calls, in order.
    pub(super) fn with_near_calls(mut self, near_calls: Vec<NearCall>) -> Self {
        if !near_calls.is_empty() {
            self.rare.get_or_insert_default().near_calls = near_calls;
        }
        self
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.calls().is_empty() && self.html.trim().is_empty()
    }

    /// The addresses to fill in.
    pub fn holes(&self) -> &[Hole] {
        self.rare.as_ref().map_or(&[], |rare| &rare.holes)
    }

    /// Appends the text, as readers find it, and after it that of the bodies of calls. Blocks are parts of their own
    /// ([`super::end_part`]).
    pub fn append_text(&self, out: &mut String) {
        append_text(&self.html, usize::MAX, out);
        for body in self.bodies() {
            append_text(&body.html, usize::MAX, out);
        }
    }

    /// The beginning of the text, of at least so many bytes where it has as many; without the bodies of calls.
    pub fn beginning(&self, enough: usize) -> String {
        let mut text = String::with_capacity(enough.min(self.html.len()));
        append_text(&self.html, enough, &mut text);
        text
    }

    /// The components that it calls.
    pub fn calls(&self) -> &[Call] {
        self.rare.as_ref().map_or(&[], |rare| &rare.calls)
    }

    /// What looks like the call of a component and is none.
    pub fn near_calls(&self) -> &[NearCall] {
        self.rare.as_ref().map_or(&[], |rare| &rare.near_calls)
    }

    /// Its headings, in order; those in the bodies of calls are not among them.
    pub fn headings(&self) -> &[Heading] {
        self.rare.as_ref().map_or(&[], |rare| &rare.headings)
    }

    /// The bodies of its calls, and those inside them.
    pub fn bodies(&self) -> Vec<&Self> {
        let bodies = self.calls().iter().filter_map(|call| call.body.as_ref());
        bodies.flat_map(|body| std::iter::once(body).chain(body.bodies())).collect()
    }

    /// The HTML with every hole filled by `fill`, which writes an attribute's value, escaped, or a picture's element. Calls
    /// leave nothing.
    pub fn fill(&self, out: &mut String, fill: impl FnMut(&Hole, &mut String)) {
        self.fill_all(out, fill, |_, _| {});
    }

    /// The same, with what `call` writes in the place of each call.
    pub fn fill_all(
        &self,
        out: &mut String,
        mut fill: impl FnMut(&Hole, &mut String),
        mut call: impl FnMut(&Call, &mut String),
    ) {
        let mut from = 0;
        let mut up_to = |at: u32, out: &mut String| {
            out.push_str(self.html.get(from..at as usize).unwrap_or(""));
            from = at as usize;
        };
        let mut calls = (0..).zip(self.calls()).peekable();
        for hole in self.holes() {
            while let Some((_, before)) = calls.next_if(|(number, _)| *number < hole.calls_before) {
                up_to(before.at, out);
                call(before, out);
            }
            up_to(hole.at, out);
            fill(hole, out);
        }
        for (_, last) in calls {
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
    fn holes_and_calls_are_filled_in_order() {
        let holes = vec![Hole::new("a", None, 0..1), Hole::new("b", Some(" alt=\"B\"".into()), 1..2)];
        let calls = ["c", "d", "e"].map(|name| Call::new(name, 0..0, 0..0));
        let fragment = Fragment::from_marked("\0c<a href=\"\0\">x</a>\0c\0pc.\0c", holes, calls.to_vec());
        let mut out = String::new();
        let fill = |hole: &Hole, out: &mut String| match &hole.image {
            Some(attributes) => out.push_str(&format!("<img{attributes}>")),
            None => out.push_str(&hole.target),
        };
        fragment.fill_all(&mut out, fill, |call, out| out.push_str(&call.name));
        assert_eq!(out, "c<a href=\"a\">x</a>d<img alt=\"B\">c.e");
    }
}
