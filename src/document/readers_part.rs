//! What readers say in a post, told apart from what its author says before either is parsed.
//!
//! The comments begin behind their label and end at the line that begins a section at the edge. Lines are looked at, each
//! for itself, because nothing that a reader writes may decide where that is: no block that is left open, no indentation,
//! no sign that makes something else of the label above it. The author's text is parsed without the comments, and each
//! comments section by itself, so no definition of a link or a footnote holds for the other.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::address::is_unseen;
use crate::config::MarkdownRules;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Spanned, parse, parse_reader};

use super::front_matter::FrontMatter;
use super::labels::LabelTable;
use super::sections::{NearKind, NearMiss, RawSection, cut};

/// How many labels it is found out for by parsing all that stands above them; more are not looked for.
const MOST_IN_DOUBT: usize = 100;

/// A body in its parts.
pub(super) struct Parts<'a> {
    /// The body with blanks in the place of the comments; every offset as it was.
    pub(super) authors: Cow<'a, str>,
    /// What looks like a label at the edge below the comments, and is none.
    pub(super) misses: Vec<NearMiss>,
    regions: Vec<Region>,
}

/// The comments below one label.
struct Region {
    /// The lines of the label.
    label: Range<usize>,
    /// From the end of those to the next section.
    range: Range<usize>,
    /// Lines of definitions at the edge in it, which are the author's.
    definitions: Vec<Range<usize>>,
}

/// Tells the parts of a body apart.
pub(super) fn parts<'a>(markdown: &'a str, table: &LabelTable, rules: &MarkdownRules) -> Parts<'a> {
    let mut regions = Vec::new();
    let mut misses = Vec::new();
    let lines = Lines { text: markdown, table, rules };
    let mut above =
        Above { authors: String::new(), end: 0, seen: 0, may_be_open: false, in_doubt: 0, misses: Vec::new() };
    let mut at = 0;
    while let Some(line) = lines.at(at) {
        at = line.end + 1;
        let Some(label) = lines.label(&line).filter(|label| lines.is_outermost(label, &mut above)) else { continue };
        let (region, own) = lines.region(label);
        misses.extend(own);
        at = region.range.end;
        above.pass(markdown, &region);
        regions.push(region);
    }
    misses.append(&mut above.misses);
    let authors = if regions.is_empty() {
        Cow::Borrowed(markdown)
    } else {
        above.authors.push_str(markdown.get(above.end..).unwrap_or(""));
        Cow::Owned(above.authors)
    };
    Parts { authors, misses, regions }
}

/// What stands above a line.
struct Above {
    /// The author's part as far as it is known, up to `end`.
    authors: String,
    end: usize,
    /// Up to where it was looked for what could be open.
    seen: usize,
    may_be_open: bool,
    in_doubt: usize,
    /// Labels that a block of HTML holds.
    misses: Vec<NearMiss>,
}

impl Above {
    /// Goes on behind some comments.
    fn pass(&mut self, text: &str, region: &Region) {
        self.authors.push_str(text.get(self.end..region.range.start).unwrap_or(""));
        let is_last = region.range.end == text.len() && region.definitions.is_empty();
        if !is_last {
            push_blanked(&mut self.authors, text, &region.range, &region.definitions);
        }
        self.end = region.range.end;
        self.seen = region.range.end;
    }
}

/// Appends blanks in the place of a range, and what is to be kept in it.
fn push_blanked(out: &mut String, text: &str, range: &Range<usize>, kept: &[Range<usize>]) {
    let mut from = range.start;
    for kept in kept.iter().chain([&(range.end..range.end)]) {
        let bytes = text.as_bytes().get(from..kept.start).unwrap_or_default();
        out.extend(bytes.iter().map(|byte| if *byte == b'\n' { '\n' } else { ' ' }));
        out.push_str(text.get(kept.clone()).unwrap_or(""));
        from = kept.end;
    }
}

impl Parts<'_> {
    /// Gives the comments sections of the author's part what readers say in them. Where a section and its region do not
    /// find each other, it is reported, and nothing of it is shown.
    pub(super) fn restore<'a>(
        &self,
        markdown: &'a str,
        rules: &MarkdownRules,
        sections: &mut [RawSection<'a>],
        report: &mut FrontMatter<'_>,
    ) {
        let mut regions = self.regions.iter().peekable();
        for section in sections.iter_mut().filter(|section| section.is_comments()) {
            let at = section.range.start;
            while let Some(lost) = regions.next_if(|region| region.label.end <= at) {
                report.push(unclear(&lost.label, report));
            }
            let Some(region) = regions.next_if(|region| region.label.contains(&at)) else {
                section.events.clear();
                report.push(unclear(&section.range, report));
                continue;
            };
            let start = region.range.start;
            let shift = |(event, own): Spanned<'a>| (event, own.start + start..own.end + start);
            if region.definitions.is_empty() {
                let text = markdown.get(region.range.clone()).unwrap_or("");
                section.events.extend(parse_reader(text, rules).into_iter().map(shift));
            } else {
                let mut text = String::with_capacity(region.range.len());
                let mut from = start;
                for line in &region.definitions {
                    text.push_str(markdown.get(from..line.start).unwrap_or(""));
                    push_blanked(&mut text, markdown, line, &[]);
                    from = line.end;
                }
                text.push_str(markdown.get(from..region.range.end).unwrap_or(""));
                let events = parse_reader(&text, rules).into_iter();
                section.events.extend(events.map(|(event, own)| shift((event.into_static(), own))));
            }
        }
        for lost in regions {
            report.push(unclear(&lost.label, report));
        }
    }
}

fn unclear(label: &Range<usize>, report: &FrontMatter<'_>) -> Diagnostic {
    Diagnostic::error(
        Code::NearLabel,
        report.span(report.in_body(label)),
        "it is not clear where the comments below this label begin and end",
        "write the label as a heading, such as `## Comments`, at the edge and between blank lines, and close what is open \
         above it, such as a component",
    )
}

/// Whether a block of HTML is an element that ends at a blank line (CommonMark, section 4.6, conditions 6 and 7).
fn is_element(html: &str) -> bool {
    let name = html.trim_start().trim_start_matches('<').trim_start_matches('/');
    let name = name.get(..name.bytes().take_while(u8::is_ascii_alphanumeric).count()).unwrap_or("");
    !name.is_empty() && !["pre", "script", "style", "textarea"].iter().any(|raw| name.eq_ignore_ascii_case(raw))
}

/// Whether a line begins an item of a bulleted list.
fn is_item(line: &str) -> bool {
    line.strip_prefix(['-', '+', '*']).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// The lines of a body.
struct Lines<'t> {
    text: &'t str,
    table: &'t LabelTable,
    rules: &'t MarkdownRules,
}

impl Lines<'_> {
    /// The line that begins at a place, without its end.
    fn at(&self, start: usize) -> Option<Range<usize>> {
        let rest = self.text.as_bytes().get(start..).filter(|rest| !rest.is_empty())?;
        Some(start..start + memchr::memchr(b'\n', rest).unwrap_or(rest.len()))
    }

    fn get(&self, lines: &Range<usize>) -> &str {
        self.text.get(lines.clone()).unwrap_or("")
    }

    /// The line, and the one that underlines it, where these by themselves are a label of comments.
    fn label(&self, line: &Range<usize>) -> Option<Range<usize>> {
        let block = self.block(line)?;
        let events = parse(self.get(&block), self.rules);
        cut(&events, self.table).0.last().is_some_and(RawSection::is_comments).then_some(block)
    }

    /// The lines of what may be a heading or a paragraph with a label: one, or two where the second underlines the first.
    fn block(&self, line: &Range<usize>) -> Option<Range<usize>> {
        let text = self.get(line).trim_start_matches(' ');
        if text.is_empty() || is_item(text) {
            return None;
        }
        let is_underline = |line: &Range<usize>| {
            let signs = self.get(line).trim_end();
            !signs.is_empty() && signs.bytes().all(|byte| byte == b'-')
        };
        if let Some(underline) = self.at(line.end + 1).filter(is_underline) {
            return Some(line.start..underline.end);
        }
        let beginning = text.as_bytes().get(..2 * self.table.reach()).unwrap_or(text.as_bytes());
        // A colon, or an entity that may be one; the first byte of that of the width of an ideograph is 0xef.
        let may_be_label = text.starts_with('#') || memchr::memchr3(b':', b'&', 0xef, beginning).is_some();
        may_be_label.then(|| line.clone())
    }

    /// Whether a label is inside no other block.
    fn is_outermost(&self, label: &Range<usize>, above: &mut Above) -> bool {
        let passed = self.get(&(above.seen..label.start));
        above.may_be_open |= passed.contains(['<', '~']) || passed.contains("```");
        above.seen = label.start;
        let line_above = self.get(&(0..label.start.saturating_sub(1))).rsplit('\n').next().unwrap_or("");
        let is_at_edge = !self.get(label).starts_with(' ');
        if is_at_edge && line_above.trim().is_empty() && !above.may_be_open {
            return true;
        }
        above.in_doubt += 1;
        if above.in_doubt > MOST_IN_DOUBT {
            return false;
        }
        let text = format!("{}{}", above.authors, self.get(&(above.end..label.end)));
        let events = parse(&text, self.rules);
        let sections = cut(&events, self.table).0;
        let is_own = |section: &RawSection<'_>| section.is_comments() && label.contains(&section.range.start);
        if sections.last().is_some_and(is_own) {
            return true;
        }
        let html = events.iter().rev().find(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock)));
        if html.is_some_and(|(_, html)| html.contains(&label.start) && is_element(self.get(html))) {
            let text = self.get(label).trim();
            let kind = NearKind::InHtml { label: text.trim_matches(['#', ' ', ':', '*']).to_owned() };
            above.misses.push(NearMiss { range: label.clone(), text: text.to_owned(), kind });
        }
        false
    }

    /// Whether a definition goes on in a line behind its last: that of a footnote with what is indented by four, or with the
    /// next line of its paragraph; that of a link, in the next line, with its address or its title.
    fn goes_on(&self, last: &Range<usize>, line: &Range<usize>, is_next: bool) -> bool {
        let (last, text) = (self.get(last), self.get(line));
        if last.starts_with('[') && !last.starts_with("[^") {
            let is_title = text.trim_start().starts_with(['"', '\'', '(']);
            return is_next && (is_title || last.trim_end().ends_with("]:"));
        }
        text.starts_with("    ") || text.starts_with('\t') || is_next && !is_item(text) && !text.trim().is_empty()
    }

    /// The comments below a label, and what looks like a label among them.
    fn region(&self, label: Range<usize>) -> (Region, Vec<NearMiss>) {
        let mut region = Region { range: label.end..self.text.len(), label, definitions: Vec::new() };
        let mut misses = Vec::new();
        let mut was_blank = true;
        // The last line of the definition that may go on.
        let mut last: Option<Range<usize>> = None;
        let mut at = region.range.start + 1;
        while let Some(line) = self.at(at) {
            at = line.end + 1;
            let text = self.get(&line);
            let is_at_edge = text.starts_with(|c: char| !is_unseen(c));
            if let Some(block) = self.block(&line).filter(|_| is_at_edge) {
                let events = parse(self.get(&block), self.rules);
                let (sections, own) = cut(&events, self.table);
                if sections.len() > 1 {
                    region.range.end = line.start;
                    break;
                }
                let in_body = |place: Range<usize>| place.start + line.start..place.end + line.start;
                misses.extend(own.into_iter().map(|miss| NearMiss { range: in_body(miss.range), ..miss }));
            }
            let is_blank = text.trim().is_empty();
            let may_begin = was_blank || last.is_some();
            let begins = is_at_edge && may_begin && text.starts_with('[') && text.contains("]:");
            if begins || last.as_ref().is_some_and(|last| self.goes_on(last, &line, !was_blank)) {
                last = Some(line.clone());
                region.definitions.push(line);
            } else if !is_blank {
                last = None;
            }
            was_blank = is_blank;
        }
        region.range.start = region.range.start.min(region.range.end);
        (region, misses)
    }
}
