//! The elements of tables that are not those of a plain writer.

use pulldown_cmark::{Alignment, Event};

/// The beginning of a table. A wide one scrolls, so it must be within reach of the keyboard, as code is.
pub(super) fn opening<'e>(may_scroll: bool) -> Event<'e> {
    Event::Html(if may_scroll { "<table tabindex=\"0\">" } else { "<table>" }.into())
}

/// The columns of a table while it is written. Their alignment is a class, because a `style` attribute would be refused
/// by a strict Content-Security-Policy.
#[derive(Debug, Default)]
pub(super) struct Columns {
    alignments: Vec<Alignment>,
    next: usize,
    in_head: bool,
    /// The name of the element of the cell that is open.
    cell: &'static str,
}

impl Columns {
    pub(super) fn new(alignments: &[Alignment]) -> Self {
        Self { alignments: alignments.to_vec(), ..Self::default() }
    }

    pub(super) fn start_row(&mut self, in_head: bool) {
        self.next = 0;
        self.in_head = in_head;
    }

    /// The beginning of the row's next cell. One without words heads nothing, so it is no header.
    pub(super) fn next_cell<'e>(&mut self, is_empty: bool) -> Event<'e> {
        let alignment = self.alignments.get(self.next).copied().unwrap_or(Alignment::None);
        self.next += 1;
        self.cell = if self.in_head && !is_empty { "th" } else { "td" };
        let class = match alignment {
            Alignment::None => "",
            Alignment::Left => " class=\"align-left\"",
            Alignment::Center => " class=\"align-center\"",
            Alignment::Right => " class=\"align-right\"",
        };
        Event::InlineHtml(format!("<{}{class}>", self.cell).into())
    }

    /// The end of that cell.
    pub(super) fn cell_end<'e>(&self) -> Event<'e> {
        Event::InlineHtml(format!("</{}>", self.cell).into())
    }
}

#[cfg(test)]
mod tests {
    use super::super::footnotes::Footnotes;
    use super::super::parse::parse;
    use super::super::writer::{Profile, Writer};
    use crate::config::MarkdownRules;

    fn html(text: &str) -> String {
        let rules = MarkdownRules::default();
        let fragment =
            Writer::new(text, Footnotes::default(), 0, &rules).fragment(&parse(text, &rules), Profile::Author);
        let mut html = String::new();
        fragment.fill(&mut html, |_, _| {});
        html
    }

    #[test]
    fn columns_are_aligned_by_classes() {
        let html = html("| a | b |\n|---|--:|\n| 1 | 2 |");
        assert!(html.contains("<th>a</th><th class=\"align-right\">b</th>"), "{html}");
        assert!(html.contains("<td>1</td><td class=\"align-right\">2</td>"), "{html}");
        assert!(html.starts_with("<table tabindex=\"0\">") && !html.contains("style="), "{html}");
    }

    #[test]
    fn a_cell_without_words_is_no_header() {
        let html = html("| | b |\n|---|:--|\n| 1 | |");
        assert!(html.contains("<tr><td></td><th class=\"align-left\">b</th></tr>"), "{html}");
        assert!(html.contains("<td>1</td><td class=\"align-left\"></td>"), "{html}");
    }
}
