//! Tables of contents: headings inside each other.

use std::iter::Peekable;
use std::slice::Iter;

use crate::markdown::Heading;

use super::view::ContentsView;

/// Headings in order, each with the deeper ones that follow it.
pub(super) fn nested(headings: &[Heading]) -> Vec<ContentsView> {
    below(0, &mut headings.iter().peekable())
}

/// How many headings there are, at every depth.
pub(super) fn count(contents: &[ContentsView]) -> usize {
    contents.iter().map(|entry| 1 + count(&entry.children)).sum()
}

fn below(level: u8, headings: &mut Peekable<Iter<'_, Heading>>) -> Vec<ContentsView> {
    let mut found = Vec::new();
    while let Some(heading) = headings.next_if(|heading| heading.level > level) {
        found.push(ContentsView {
            title: heading.title.to_string(),
            href: format!("#{}", heading.id),
            children: below(heading.level, headings),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(contents: &[ContentsView]) -> String {
        contents.iter().map(|entry| format!("{}({})", entry.href, shown(&entry.children))).collect()
    }

    #[test]
    fn deeper_headings_stand_below_the_one_before() {
        let heading = |(level, id): (u8, &str)| Heading { level, id: id.into(), title: id.into() };
        let headings: Vec<Heading> =
            [(3, "a"), (4, "b"), (6, "c"), (4, "d"), (2, "e"), (3, "f")].map(heading).into_iter().collect();
        let contents = nested(&headings);
        assert_eq!(shown(&contents), "#a(#b(#c())#d())#e(#f())");
        assert_eq!(count(&contents), 6);
    }
}
