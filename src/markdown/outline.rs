//! The headings of a page: the levels that fit below each other.

use pulldown_cmark::HeadingLevel;

use super::fragment::Heading;

/// The headings that were written, and those that what is being written stands below.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// As they are written, and as they are on the page. The page's title has the first level.
    above: Vec<[u8; 2]>,
    /// Those of the fragment that is being written.
    headings: Vec<Heading>,
}

impl Outline {
    /// Has what is written next stand below a heading of the second level, which a theme writes.
    pub(super) fn begin_section(&mut self) {
        self.above = vec![[2, 2]];
    }

    /// Takes down a heading, and gives its level on the page: no deeper than one below that of the heading above it, for
    /// readers who find their way by headings, and not that of the title.
    pub(super) fn start(&mut self, level: HeadingLevel, id: &str, title: &str) -> HeadingLevel {
        let own = level as u8;
        while self.above.pop_if(|[above, _]| *above >= own).is_some() {}
        let fitting = own.min(self.above.last().map_or(1, |[_, above]| *above) + 1).max(2);
        self.above.push([own, fitting]);
        let level = HeadingLevel::try_from(usize::from(fitting)).unwrap_or(level);
        self.headings.push(Heading { level: level as u8, id: id.into(), title: title.into() });
        level
    }

    /// The level of the heading that ends, where it is written as one of `level`.
    pub(super) fn end(&self, level: HeadingLevel) -> HeadingLevel {
        let fitting = self.above.last().and_then(|[_, level]| HeadingLevel::try_from(usize::from(*level)).ok());
        fitting.unwrap_or(level)
    }

    /// That of a text inside the one that is being written, whose headings are its own.
    pub(super) fn of_body(&self) -> Self {
        Self { above: self.above.clone(), headings: Vec::new() }
    }

    /// Goes on below the headings of a text inside the one that is being written.
    pub(super) fn go_on_below(&mut self, inner: Self) {
        self.above = inner.above;
    }

    /// The headings of the fragment that was written.
    pub(super) fn take_headings(&mut self) -> Vec<Heading> {
        std::mem::take(&mut self.headings)
    }
}
