//! Paragraphs, line breaks and marks, written as simple HTML.
//!
//! Marks are written only around text, so that none is empty, and closed at every line's end, so that none reaches over
//! lines. What Markdown's grammar needs a backslash for gets a [`BACKSLASH`] here, unless `htmd` sees to it.

use super::inline::{Inline, escaped};

/// Stands for a backslash until the Markdown is written; no text has this noncharacter.
pub(super) const BACKSLASH: char = '\u{fdd0}';

/// HTML while it is written.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) html: String,
    /// The marks that the next text has.
    pub(super) marks: Vec<Inline>,
    /// The marks that are written and not closed.
    written: Vec<Written>,
    /// What was closed right before the end of the HTML.
    closed: Vec<Closed>,
    /// Whether text needs no paragraph: in a heading or a cell.
    pub(super) is_bare: bool,
    paragraph: Paragraph,
    breaks: usize,
    has_space: bool,
    /// The last character of the line.
    last: Option<char>,
}

/// Whether a paragraph is being written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Paragraph {
    /// None is.
    #[default]
    Closed,
    /// None is, and the next is the first of a list's item: it needs no tag, so that the list is tight.
    ClosedInItem,
    /// One without a tag.
    Bare,
    /// One with its tag.
    Tagged,
}

impl Paragraph {
    fn is_open(self) -> bool {
        matches!(self, Self::Bare | Self::Tagged)
    }

    /// The tag that ends it.
    fn end(self) -> &'static str {
        if self == Self::Tagged { "</p>" } else { "" }
    }
}

struct Written {
    mark: Inline,
    at: usize,
    length: usize,
    /// Whether it was left out, because its asterisks would be shown.
    is_dropped: bool,
}

struct Closed {
    start: (usize, usize),
    end: (usize, usize),
}

impl Flow {
    /// Text with its white space, which is made single spaces.
    pub(super) fn text(&mut self, text: &str) {
        let is_code = self.marks.contains(&Inline::Code);
        for (index, word) in text.split(is_space).enumerate() {
            self.has_space |= index > 0;
            if !word.is_empty() {
                self.word(word, is_code);
            }
        }
    }

    fn word(&mut self, word: &str, is_code: bool) {
        let clean: String = word.chars().filter(|c| !is_dropped(*c)).collect();
        let Some(first) = clean.chars().next() else { return };
        self.begin_line();
        let kept = self.kept_marks();
        self.close_marks(kept);
        if self.last.is_some() && self.has_space {
            self.html.push(' ');
            self.last = Some(' ');
            self.closed.clear();
        }
        self.has_space = false;
        self.mend_closed(first);
        self.open_marks(kept, first);
        let at_start = self.last.is_none();
        let written = if is_code { clean.clone() } else { guarded(&clean, at_start) };
        self.html.push_str(&escaped(&written));
        self.closed.clear();
        self.last = clean.chars().next_back();
    }

    /// Something that is no text, such as a picture.
    pub(super) fn atom(&mut self, html: &str) {
        self.begin_line();
        let kept = self.kept_marks();
        self.close_marks(kept);
        if self.last.is_some() && self.has_space {
            self.html.push(' ');
        }
        self.has_space = false;
        self.open_marks(kept, 'a');
        self.html.push_str(html);
        self.closed.clear();
        self.last = Some('a');
    }

    /// A line break; two of them end a paragraph.
    pub(super) fn line_break(&mut self) {
        if self.is_bare {
            self.has_space = true;
        } else {
            self.breaks += 1;
        }
    }

    /// Ends the paragraph, if one is begun.
    pub(super) fn end_paragraph(&mut self) {
        self.close_marks(0);
        self.html.push_str(self.paragraph.end());
        self.closed.clear();
        if self.paragraph.is_open() {
            self.paragraph = Paragraph::Closed;
        }
        self.breaks = 0;
        self.has_space = self.is_bare && self.last.is_some();
        if !self.is_bare {
            self.last = None;
        }
    }

    /// Takes back a block's beginning that nothing was written behind; whether there was one.
    pub(super) fn take_back(&mut self, tag: &str) -> bool {
        let Some(before) = self.html.strip_suffix(tag).map(str::len) else { return false };
        #[expect(clippy::disallowed_methods, reason = "a text that ends with the tag has it behind this place")]
        self.html.truncate(before);
        true
    }

    /// Writes a block's tag; no paragraph is open then.
    pub(super) fn block(&mut self, tag: &str) {
        self.end_paragraph();
        self.html.push_str(tag);
        self.paragraph = if tag == "<li>" { Paragraph::ClosedInItem } else { Paragraph::Closed };
        self.last = None;
        self.has_space = false;
    }

    fn begin_line(&mut self) {
        match self.paragraph {
            Paragraph::Bare | Paragraph::Tagged if self.breaks > 1 => {
                self.end_paragraph();
                self.begin_paragraph();
            }
            Paragraph::Bare | Paragraph::Tagged if self.breaks == 1 => {
                self.close_marks(0);
                self.html.push_str("<br>");
                self.closed.clear();
                self.last = None;
                self.has_space = false;
            }
            Paragraph::Closed | Paragraph::ClosedInItem if !self.is_bare => self.begin_paragraph(),
            _ => {}
        }
        self.breaks = 0;
    }

    fn begin_paragraph(&mut self) {
        if self.paragraph == Paragraph::ClosedInItem {
            self.paragraph = Paragraph::Bare;
        } else {
            self.paragraph = Paragraph::Tagged;
            self.html.push_str("<p>");
        }
        self.last = None;
        self.has_space = false;
    }

    /// How many of the written marks the next text has too.
    fn kept_marks(&self) -> usize {
        self.written.iter().zip(&self.marks).take_while(|(written, mark)| written.mark == **mark).count()
    }

    fn close_marks(&mut self, kept: usize) {
        while self.written.len() > kept {
            let Some(written) = self.written.pop() else { return };
            if written.is_dropped {
                continue;
            }
            let at = self.html.len();
            self.html.push_str(&written.mark.end());
            if written.mark.is_emphasis() {
                let end = (at, self.html.len());
                self.closed.push(Closed { start: (written.at, written.at + written.length), end });
            }
        }
    }

    /// Asterisks after a sign and before a letter would be shown, so the marks are left out there.
    fn mend_closed(&mut self, next: char) {
        let touches = next.is_alphanumeric() && self.last.is_some_and(|last| !last.is_alphanumeric() && last != ' ');
        let closed: Vec<Closed> = std::mem::take(&mut self.closed).into_iter().filter(|_| touches).collect();
        // From the end on, so that no place moves before it is used: the last that was closed encloses the others.
        for (from, to) in closed.iter().rev().map(|closed| closed.end).chain(closed.iter().map(|closed| closed.start)) {
            #[expect(
                clippy::disallowed_methods,
                reason = "marks are taken out from the end on, so these places are still where they were"
            )]
            self.html.replace_range(from..to, "");
        }
    }

    fn open_marks(&mut self, kept: usize, first: char) {
        let marks: Vec<Inline> = self.marks.get(kept..).unwrap_or_default().to_vec();
        for mark in marks {
            let before = self.last.filter(|last| last.is_alphanumeric());
            // Marks right beside marks are told apart by none of Markdown's rules.
            let is_dropped = mark.is_emphasis() && before.is_some() && !first.is_alphanumeric();
            let (at, start) = (self.html.len(), mark.start());
            if !is_dropped {
                self.html.push_str(&start);
            }
            self.written.push(Written { mark, at, length: start.len(), is_dropped });
        }
    }
}

/// HTML's white space, and the blanks that old editors wrote for it.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}')
}

/// What no text needs: control characters, and the signs that stand for something else here.
fn is_dropped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{feff}')
}

/// A word with a mark before each sign that Markdown would take for its own.
fn guarded(word: &str, at_start: bool) -> String {
    let mut text = String::with_capacity(word.len() + 2);
    let is_all = |signs: &[char]| word.chars().all(|c| signs.contains(&c));
    let is_item = is_all(&['-', '+', '=', '#', '>', ':', '|']) || word.starts_with(['>', '|']);
    if at_start && is_item {
        text.push(BACKSLASH);
    }
    let number = word.trim_end_matches(['.', ')']);
    let is_numbered = at_start
        && number.len() + 1 == word.len()
        && (1..=9).contains(&number.len())
        && number.chars().all(|c| c.is_ascii_digit());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let is_reference = c == '&' && chars.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#');
        let ends_number = is_numbered && chars.peek().is_none();
        if is_reference
            || ends_number
            || matches!(c, '~' | '{' | '|') && !(at_start && text.len() == BACKSLASH.len_utf8())
        {
            text.push(BACKSLASH);
        }
        text.push(c);
    }
    text
}
