//! A piece of HTML whose addresses inside the site are still open.

use std::ops::Range;

/// HTML with holes where addresses inside the site belong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fragment {
    html: String,
    holes: Vec<Hole>,
}

/// What to fill in: an address, or the whole element of a picture, whose size is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The offset in the HTML.
    at: u32,
    /// The address as written: `photo.jpg`, `../b.md#leslie-says`, `/about/`, `#top`.
    pub target: Box<str>,
    /// Of a picture: its other attributes, each with a space before it.
    pub image: Option<Box<str>>,
    /// Where it stands in the source file.
    range: Range<u32>,
}

/// Marks a hole while HTML is written. No text has it: `source` turns it into a space, and CommonMark (section 2.3) the
/// entity for it into a replacement character.
pub(super) const MARK: char = '\0';

impl Hole {
    /// A hole whose place in the HTML is not known yet.
    pub(super) fn new(target: &str, image: Option<Box<str>>, range: Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { at: 0, target: target.into(), image, range: offset(range.start)..offset(range.end) }
    }

    /// Where it stands in the source file, in bytes.
    pub fn source_range(&self) -> Range<usize> {
        self.range.start as usize..self.range.end as usize
    }
}

impl Fragment {
    /// Takes HTML in which each hole is a [`MARK`], in the order of `holes`.
    pub(super) fn from_marked(marked: &str, mut holes: Vec<Hole>) -> Self {
        if holes.is_empty() {
            return Self { html: marked.to_owned(), holes };
        }
        let mut html = String::with_capacity(marked.len());
        let mut open = holes.iter_mut();
        for (index, piece) in marked.split(MARK).enumerate() {
            if index > 0
                && let Some(hole) = open.next()
            {
                hole.at = u32::try_from(html.len()).unwrap_or(u32::MAX);
            }
            html.push_str(piece);
        }
        Self { html, holes }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.html.trim().is_empty()
    }

    /// The addresses to fill in.
    pub fn holes(&self) -> &[Hole] {
        &self.holes
    }

    /// The HTML with every hole filled by `fill`, which writes an attribute's value, escaped, or a picture's element.
    pub fn fill(&self, out: &mut String, mut fill: impl FnMut(&Hole, &mut String)) {
        let mut from = 0;
        for hole in &self.holes {
            let at = hole.at as usize;
            out.push_str(self.html.get(from..at).unwrap_or(""));
            fill(hole, out);
            from = at;
        }
        out.push_str(self.html.get(from..).unwrap_or(""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_in_order() {
        let holes = vec![Hole::new("a", None, 0..1), Hole::new("b", Some(" alt=\"B\"".into()), 1..2)];
        let fragment = Fragment::from_marked("<a href=\"\0\">x</a>\0.", holes);
        let mut out = String::new();
        fragment.fill(&mut out, |hole, out| match &hole.image {
            Some(attributes) => out.push_str(&format!("<img{attributes}>")),
            None => out.push_str(&hole.target),
        });
        assert_eq!(out, "<a href=\"a\">x</a><img alt=\"B\">.");
    }
}
