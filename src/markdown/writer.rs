//! Events → [`Fragment`].

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use crate::address::encoded_url;
use crate::config::{MarkdownRules, fill};
use crate::diagnostic::Code;
use crate::escape::{escape_attribute, escape_text};

use super::anchors::Anchors;
use super::blank_address;
use super::call::{Body, Calls, marked};
use super::code_block;
use super::code_info;
use super::events::Spanned;
use super::footnotes::Footnotes;
use super::fragment::{Argument, CALL, Call, CallPlace, Fragment, Hole, MARK, PICTURE};
use super::inline::{block_end, is_external, plain_text};
use super::lines::Lines;
use super::link::{self, Link};
use super::near_call::{self, NearCall};
use super::outline::Outline;
use super::parse::parse;
use super::problem::Problem;
use super::reader::harmless;
use super::table::{self, Columns};
use super::wordless;

/// Who wrote it, and so what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Trusted: raw HTML, pictures, links into the site.
    Author,
    /// Not trusted.
    Reader,
}

/// Writes the fragments of one page: its ids and footnotes are counted through all of them.
#[derive(Debug)]
pub struct Writer<'a> {
    /// What was parsed.
    text: &'a str,
    /// The ids that are taken on the page.
    pub anchors: Anchors,
    footnotes: Footnotes<'a>,
    /// What to add to an offset in the Markdown to have one in the file.
    offset: usize,
    rules: &'a MarkdownRules,
    calls: Option<&'a Calls>,
    /// The same as `offset` for the places of calls, which are those of the text as a whole.
    call_offset: usize,
    /// Calls of the fragment that is being written.
    called: Vec<Call>,
    /// Whether anything in the text can look like a call.
    may_have_near_calls: bool,
    /// What looks like calls in the fragment that is being written.
    near_calls: Vec<NearCall>,
    outline: Outline,
    /// The numbers of the calls that were written.
    shown: BTreeSet<usize>,
    /// What is wrong with what was written, at its places in the file.
    problems: Vec<Problem>,
}

impl<'a> Writer<'a> {
    /// A writer for a text that begins `offset` bytes into its file.
    pub fn new(text: &'a str, footnotes: Footnotes<'a>, offset: usize, rules: &'a MarkdownRules) -> Self {
        let mut anchors = Anchors::default();
        // The theme gives these to parts of the page.
        for id in ["main", "comments"] {
            anchors.claim(id);
        }
        Self {
            text,
            anchors,
            footnotes,
            offset,
            rules,
            calls: None,
            call_offset: offset,
            called: Vec::new(),
            may_have_near_calls: near_call::may_be_in(text),
            near_calls: Vec::new(),
            outline: Outline::default(),
            shown: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    /// The same for a text whose events have marks for these calls.
    #[must_use]
    pub fn with_calls(self, calls: &'a Calls) -> Self {
        Self { calls: Some(calls), ..self }
    }

    /// Has what is written next stand below a heading of the second level, which a theme writes.
    pub fn begin_section(&mut self) {
        self.outline.begin_section();
    }

    /// The HTML of some events; footnotes that they are the first to mention stand at their end.
    pub fn fragment(&mut self, events: &[Spanned<'a>], profile: Profile) -> Fragment {
        let mut html = String::new();
        let mut holes = Vec::new();
        match profile {
            Profile::Author => {
                self.write(events, profile, &mut html, &mut holes);
                self.write_footnotes(&mut html, &mut holes);
            }
            Profile::Reader => self.write(&harmless(&wordless::as_text(events)), profile, &mut html, &mut holes),
        }
        let calls = std::mem::take(&mut self.called);
        Fragment::from_marked(html.trim_end(), holes, calls)
            .with_headings(self.outline.take_headings())
            .with_near_calls(std::mem::take(&mut self.near_calls))
    }

    /// What is wrong with what was written, once all of the text was. A call that was not met stands where only words can.
    pub fn take_problems(&mut self) -> Vec<Problem> {
        let lost = self
            .calls
            .map_or(&[][..], Calls::list)
            .iter()
            .enumerate()
            .filter(|(number, _)| !self.shown.contains(number));
        let problems = lost.map(|(_, call)| {
            Problem::error(
                Code::ComponentPlace,
                call.range.start + self.call_offset..call.range.end + self.call_offset,
                format!("the component `{}` stands where only words can, so nothing shows it", call.name),
                "take it out of the title, address, label, signature, description of a picture or unused footnote, and \
                 put it on a line of its own, with an empty line before and after",
            )
        });
        let mut problems: Vec<Problem> = problems.collect();
        problems.append(&mut self.problems);
        problems
    }

    fn write(&mut self, events: &[Spanned<'a>], profile: Profile, html: &mut String, holes: &mut Vec<Hole>) {
        if profile == Profile::Author {
            self.note_slips(events);
            self.take_ids(events);
        }
        let events = &*wordless::as_text(events);
        let mut out: Vec<Event<'a>> = Vec::with_capacity(events.len());
        let mut index = 0;
        let mut lines = Lines::default();
        let mut columns = Columns::default();
        let mut figure = None;
        let mut caption: CowStr<'a> = "".into();
        let mut link = Link::Plain;
        while let Some((event, range)) = events.get(index) {
            if let Some(number) = marked(event) {
                out.push(Event::InlineHtml(self.call(number, lines.place()).into()));
                index += 1;
                continue;
            }
            lines.pass(event);
            match event {
                Event::Start(Tag::Paragraph) if is_calls_alone(events, index) => {
                    let end = block_end(events, index);
                    for number in
                        events.get(index..end).unwrap_or_default().iter().filter_map(|(event, _)| marked(event))
                    {
                        out.push(Event::Html(format!("{}\n", self.call(number, CallPlace::Block)).into()));
                    }
                    lines.end();
                    index = end;
                }
                Event::Start(Tag::Table(alignments)) => {
                    columns = Columns::new(alignments);
                    out.push(table::opening(profile == Profile::Author));
                }
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    columns.start_row(matches!(event, Event::Start(Tag::TableHead)));
                    out.push(event.clone());
                }
                Event::Start(Tag::TableCell) => {
                    let next = events.get(index + 1).map(|(event, _)| event);
                    out.push(columns.next_cell(matches!(next, Some(Event::End(TagEnd::TableCell)))));
                }
                Event::End(TagEnd::TableCell) => out.push(columns.cell_end()),
                // Without the slash that HTML has no use for.
                Event::HardBreak => out.push(Event::InlineHtml("<br>\n".into())),
                Event::Rule => out.push(Event::Html("<hr>\n".into())),
                Event::Start(Tag::CodeBlock(kind)) => {
                    let end = block_end(events, index);
                    let (info, code) =
                        (code_block::info(kind), code_block::code(events.get(index..end).unwrap_or_default()));
                    if profile == Profile::Author && !info.is_empty() {
                        self.note_code(info, &code, range.start);
                    }
                    out.push(Event::Html(code_block::html(info, &code, self.rules).into()));
                    lines.end();
                    index = end;
                }
                Event::Start(Tag::Paragraph) if is_captioned(events, index) => {
                    figure = Some(block_end(events, index));
                    out.push(Event::Html("<figure>\n".into()));
                }
                Event::End(TagEnd::Paragraph) if figure == Some(index) => {
                    figure = None;
                    let caption = escape_text(&caption);
                    out.push(Event::Html(format!("\n<figcaption>{caption}</figcaption>\n</figure>\n").into()));
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let end = block_end(events, index);
                    let alt = plain_text(events.get(index + 1..end).unwrap_or_default());
                    // What stands below the picture is no tip over it as well.
                    let tip = if figure.is_some() { "" } else { title.as_ref() };
                    caption.clone_from(title);
                    out.push(Event::InlineHtml(self.image(dest_url, &alt, tip, range, holes).into()));
                    lines.end();
                    index = end;
                }
                Event::Start(Tag::BlockQuote(Some(kind))) => out.push(Event::Html(self.alert(*kind).into())),
                Event::End(TagEnd::BlockQuote(Some(_))) => out.push(Event::Html("</div>\n".into())),
                Event::TaskListMarker(is_done) => out.push(Event::InlineHtml(self.task_box(*is_done).into())),
                Event::Start(Tag::Heading { level, id, classes, .. }) => {
                    let text = plain_text(inside(events, index));
                    out.push(self.heading(*level, id.as_ref(), classes.clone(), &text));
                }
                Event::End(TagEnd::Heading(level)) => out.push(Event::End(TagEnd::Heading(self.outline.end(*level)))),
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    link = Link::to(dest_url, *link_type, profile == Profile::Author, self.rules);
                    let address = match (profile, link_type) {
                        (_, LinkType::Email) => format!("mailto:{}", escape_attribute(dest_url)),
                        (Profile::Author, _) => self.address(dest_url, range, holes),
                        (Profile::Reader, _) => escape_attribute(dest_url.trim()).into_owned(),
                    };
                    let name = link::name(inside(events, index), title, dest_url);
                    out.push(Event::InlineHtml(link.opening(&address, title, name).into()));
                }
                Event::End(TagEnd::Link) => out.push(Event::InlineHtml(link.closing(self.rules).into())),
                Event::FootnoteReference(name) => out.push(self.footnote_reference(name)),
                event => out.push(event.clone()),
            }
            index += 1;
        }
        html::push_html(html, out.into_iter());
    }

    /// The address as it stands in an attribute: as written where it leads out, else a hole to fill.
    fn address(&self, target: &str, range: &Range<usize>, holes: &mut Vec<Hole>) -> String {
        if is_external(target) {
            return escape_attribute(&encoded_url(target)).into_owned();
        }
        holes.push(Hole::new(target, None, range.start + self.offset..range.end + self.offset));
        MARK.to_string()
    }

    /// The element of a picture elsewhere, or a hole for that of one in the site.
    fn image(&self, target: &str, alt: &str, title: &str, range: &Range<usize>, holes: &mut Vec<Hole>) -> String {
        let mut attributes = format!(" alt=\"{}\"", escape_attribute(alt));
        if !title.is_empty() {
            let _ = write!(attributes, " title=\"{}\"", escape_attribute(title));
        }
        if is_external(target) {
            return format!(
                "<img src=\"{}\"{attributes} loading=\"lazy\" decoding=\"async\">",
                escape_attribute(&encoded_url(target))
            );
        }
        holes.push(Hole::new(target, Some(attributes.into()), range.start + self.offset..range.end + self.offset));
        format!("{MARK}{PICTURE}")
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&CowStr<'a>>,
        classes: Vec<CowStr<'a>>,
        text: &str,
    ) -> Event<'a> {
        let id = match id {
            Some(id) => self.anchors.claim(id),
            None => self.anchors.claim_text(text),
        };
        let level = self.outline.start(level, &id, text);
        Event::Start(Tag::Heading { level, id: Some(id.into()), classes, attrs: Vec::new() })
    }

    /// Takes down a call, and gives the mark for its place.
    fn call(&mut self, number: usize, place: CallPlace) -> String {
        let Some(raw) = self.calls.and_then(|calls| calls.get(number)) else { return String::new() };
        self.shown.insert(number);
        let offset = self.call_offset;
        let in_file = |range: &Range<usize>| range.start + offset..range.end + offset;
        let mut call = Call::new(&raw.name, in_file(&raw.name_range), in_file(&raw.range));
        call.place = place;
        let arguments = raw.arguments.iter();
        call.arguments =
            arguments.map(|argument| Argument { range: in_file(&argument.range), ..argument.clone() }).collect();
        call.body = raw.body.as_ref().map(|body| self.body(body));
        self.called.push(call);
        format!("{MARK}{CALL}")
    }

    /// The body of a call: a text of its own, whose ids and footnotes go on from those of the page.
    fn body(&mut self, body: &'a Body) -> Fragment {
        let text = body.calls.text(&body.text);
        let (events, mut footnotes) = Footnotes::take_from(body.calls.mark(parse(text, self.rules)));
        footnotes.before = self.footnotes.count();
        let mut inner = Writer {
            anchors: std::mem::take(&mut self.anchors),
            outline: self.outline.of_body(),
            call_offset: self.call_offset,
            ..Writer::new(text, footnotes, self.call_offset + body.start, self.rules)
        }
        .with_calls(&body.calls);
        let fragment = inner.fragment(&events, Profile::Author);
        self.footnotes.before += inner.footnotes.count() - self.footnotes.count();
        self.problems.append(&mut inner.take_problems());
        self.anchors = inner.anchors;
        self.outline.go_on_below(inner.outline);
        fragment
    }

    /// The beginning of an alert. Its title is a word of the site's, where GitHub has English ones.
    fn alert(&self, kind: BlockQuoteKind) -> String {
        let [note, tip, important, warning, caution] = &self.rules.words.alerts;
        let (name, title) = match kind {
            BlockQuoteKind::Note => ("note", note),
            BlockQuoteKind::Tip => ("tip", tip),
            BlockQuoteKind::Important => ("important", important),
            BlockQuoteKind::Warning => ("warning", warning),
            BlockQuoteKind::Caution => ("caution", caution),
        };
        let title = escape_text(title);
        format!(
            "<div class=\"markdown-alert markdown-alert-{name}\" role=\"note\">\n\
             <p class=\"markdown-alert-title\">{title}</p>\n"
        )
    }

    /// The box of a task, which says to everybody whether it is done.
    fn task_box(&self, is_done: bool) -> String {
        let words = &self.rules.words;
        let (checked, label) = if is_done { (" checked", &words.task_done) } else { ("", &words.task_open) };
        format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{}\"> ", escape_attribute(label))
    }

    /// Takes the ids that its author wrote into HTML.
    fn take_ids(&mut self, events: &[Spanned<'a>]) {
        for (event, _) in events {
            if let Event::Html(html) | Event::InlineHtml(html) = event {
                self.anchors.take_from_html(html);
            }
        }
    }

    /// Notes what its author took for a link or a call.
    fn note_slips(&mut self, events: &[Spanned<'a>]) {
        let found = blank_address::problems(events, self.text).into_iter().chain(wordless::problems(events));
        self.problems.extend(found.map(|problem| problem.moved_by(self.offset)));
        if !self.may_have_near_calls {
            return;
        }
        let in_file = |range: Range<usize>| range.start + self.offset..range.end + self.offset;
        let near = near_call::find(events, self.text).into_iter();
        self.near_calls.extend(near.map(|near| NearCall { range: in_file(near.range.clone()), ..near }));
    }

    /// Notes what is wrong with the words behind the fence of a block of code, which begins at a place of the text.
    fn note_code(&mut self, info: &str, code: &str, start: usize) {
        // In the text the words may be written with escapes.
        let at = self.text.get(start..).and_then(|rest| rest.lines().next()?.find(info)).map(|at| start + at);
        for problem in code_info::problems(info, code.lines().count(), self.rules.highlight) {
            let whole = start..start + 1;
            let problem = at.map_or(Problem { range: whole, ..problem.clone() }, |at| problem.moved_by(at));
            self.problems.push(problem.moved_by(self.offset));
        }
    }

    fn footnote_reference(&mut self, name: &CowStr<'a>) -> Event<'a> {
        let Some((number, is_first)) = self.footnotes.refer(name) else {
            return Event::Text(format!("[^{name}]").into());
        };
        let id = if is_first {
            format!(" id=\"{}\"", self.anchors.claim(&format!("fnref-{number}")))
        } else {
            String::new()
        };
        Event::InlineHtml(
            format!("<sup class=\"footnote-reference\"><a href=\"#fn-{number}\"{id}>{number}</a></sup>").into(),
        )
    }

    fn write_footnotes(&mut self, html: &mut String, holes: &mut Vec<Hole>) {
        let mut notes = self.footnotes.take_waiting();
        if notes.is_empty() {
            return;
        }
        let first = notes.first().map_or(1, |(number, _)| *number);
        let _ = writeln!(html, "<ol class=\"footnotes\" start=\"{first}\">");
        // A note may refer to another, which then waits in its turn.
        while !notes.is_empty() {
            for (number, events) in notes {
                let id = self.anchors.claim(&format!("fn-{number}"));
                let _ = write!(html, "<li id=\"{id}\">");
                self.write(&events, Profile::Author, html, holes);
                let back = fill(&self.rules.words.footnote_back, &[("n", &number.to_string())]);
                let back = escape_attribute(&back);
                let _ = writeln!(
                    html,
                    "<a href=\"#fnref-{number}\" class=\"footnote-back\" aria-label=\"{back}\">↩</a></li>"
                );
            }
            notes = self.footnotes.take_waiting();
        }
        html.push_str("</ol>\n");
    }
}

/// Whether a paragraph holds calls and nothing else, so that they stand in its place.
fn is_calls_alone(events: &[Spanned<'_>], start: usize) -> bool {
    let is_call = |at: usize| events.get(at).is_some_and(|(event, _)| marked(event).is_some());
    // Nearly all paragraphs begin with a word.
    is_call(start + 1)
        && events.iter().skip(start + 1).take_while(|(event, _)| *event != Event::End(TagEnd::Paragraph)).all(
            |(event, _)| match event {
                Event::Text(text) => text.trim().is_empty(),
                Event::SoftBreak | Event::HardBreak => true,
                event => marked(event).is_some(),
            },
        )
}

/// What stands between the event at a place and the one that ends it.
fn inside<'e, 'a>(events: &'e [Spanned<'a>], start: usize) -> &'e [Spanned<'a>] {
    events.get(start + 1..block_end(events, start)).unwrap_or_default()
}

/// Whether a paragraph is a picture with a title and nothing else.
fn is_captioned(events: &[Spanned<'_>], start: usize) -> bool {
    matches!(events.get(start + 1), Some((Event::Start(Tag::Image { title, .. }), _)) if !title.is_empty())
        && matches!(events.get(block_end(events, start + 1) + 1), Some((Event::End(TagEnd::Paragraph), _)))
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse_reader;
    use super::*;

    fn author(text: &str) -> String {
        let rules = MarkdownRules::default();
        let (events, footnotes) = Footnotes::take_from(parse(text, &rules));
        let fragment = Writer::new(text, footnotes, 0, &rules).fragment(&events, Profile::Author);
        let mut html = String::new();
        fragment.fill(&mut html, |hole, out| match &hole.image {
            Some(attributes) => out.push_str(&format!("<img src=\"[{}]\"{attributes}>", hole.target)),
            None => out.push_str(&format!("[{}]", hole.target)),
        });
        html
    }

    fn reader(text: &str) -> String {
        let rules = MarkdownRules::default();
        let events = parse_reader(text, &rules);
        let fragment = Writer::new(text, Footnotes::default(), 0, &rules).fragment(&events, Profile::Reader);
        assert!(fragment.holes().is_empty());
        let mut html = String::new();
        fragment.fill(&mut html, |_, _| {});
        html
    }

    #[test]
    fn authors_have_links_into_the_site_and_raw_html() {
        assert_eq!(
            author("See [it](../b.md \"B\") and [out](https://a.example/?x=1&y).\n\n<b>raw</b>"),
            "<p>See <a href=\"[../b.md]\" title=\"B\">it</a> and <a href=\"https://a.example/?x=1&amp;y\">out</a>.</p>\n<p><b>raw</b></p>"
        );
    }

    #[test]
    fn headings_have_ids_and_pictures_have_descriptions() {
        assert_eq!(
            author("## A *b*\n\n## A b\n\n![a *big* \"one\"](p.jpg)"),
            "<h2 id=\"a-b\">A <em>b</em></h2>\n<h2 id=\"a-b-2\">A b</h2>\n\
             <p><img src=\"[p.jpg]\" alt=\"a big “one”\"></p>"
        );
    }

    #[test]
    fn a_readers_link_without_words_shows_where_it_leads() {
        for text in ["[](https://a.example/x)", "[![](b.png)](https://a.example/x)", "[\u{200b} ](https://a.example/x)"]
        {
            let html = reader(text);
            let seen = "https://a.example/x</a></p>";
            assert!(html.starts_with("<p><a href=\"https://a.example/x\"") && html.ends_with(seen), "{html}");
        }
        assert!(!reader("[seen](https://a.example/x)").contains("x</a>"));
    }

    #[test]
    fn footnotes_are_numbered_by_their_first_mention() {
        let html = author("One[^b] two[^a] again[^b], none[^c].\n\n[^a]: First.\n[^b]: Second.\n");
        let second = html.find("Second.").unwrap();
        assert!(second < html.find("First.").unwrap(), "{html}");
        assert_eq!(html.matches("id=\"fnref-1\"").count(), 1);
        assert!(html.contains("none[^c]"));
    }

    #[test]
    fn code_is_coloured_by_classes() {
        let html = author("```rust\nfn main() {}\n```");
        assert!(html.contains("<code class=\"language-rust\"><span class=\"hl-"), "{html}");
        assert!(author("```\na < b\n```").contains("<code>a &lt; b\n</code>"));
    }

    #[test]
    fn alerts_have_titles_and_boxes_have_names() {
        assert_eq!(
            author("> [!TIP]\n> Ask."),
            "<div class=\"markdown-alert markdown-alert-tip\" role=\"note\">\n\
             <p class=\"markdown-alert-title\">Tip</p>\n<p>Ask.</p>\n</div>"
        );
        let html = author("- [x] one\n- [ ] two");
        assert!(html.contains("<li><input type=\"checkbox\" disabled checked aria-label=\"Done\"> one</li>"), "{html}");
        assert!(html.contains("<li><input type=\"checkbox\" disabled aria-label=\"To do\"> two</li>"), "{html}");
    }

    #[test]
    fn definitions_and_struck_words_are_elements() {
        let html = author("Term\n: What it ~~was~~ is.");
        assert_eq!(html, "<dl>\n<dt>Term</dt>\n<dd>What it <del>was</del> is.</dd>\n</dl>");
    }

    #[test]
    fn a_picture_alone_has_its_title_below_it() {
        assert_eq!(
            author("![a](p.jpg \"At *lunch* & after\")"),
            "<figure>\n<img src=\"[p.jpg]\" alt=\"a\">\n\
             <figcaption>At *lunch* &amp; after</figcaption>\n</figure>"
        );
        let html = author("![a](p.jpg \"x\") and");
        assert!(html.starts_with("<p><img") && html.contains("title=\"x\""), "{html}");
    }

    #[test]
    fn code_has_numbers_that_nobody_copies() {
        let html = author("```text {linenos, hl_lines=2}\na < b\nc\n```");
        assert_eq!(
            html,
            "<pre tabindex=\"0\" class=\"numbered\"><code class=\"language-text\">\
             <span class=\"line\" data-line=\"1\">a &lt; b</span>\n<mark class=\"line\" data-line=\"2\">c</mark>\n</code></pre>"
        );
    }

    #[test]
    fn no_entity_can_pretend_to_be_a_hole() {
        assert_eq!(author("&#0; &#1; [a](/b/)"), "<p>\u{fffd} \u{fffd} <a href=\"[/b/]\">a</a></p>");
    }

    #[test]
    fn readers_cannot_do_harm() {
        for (text, shown) in [
            ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
            ("a <img src=x onerror=y> b", "<p>a &lt;img src=x onerror=y&gt; b</p>"),
            ("[x](javascript:alert(1))", "<p>x</p>"),
            ("[x](jAvAsCrIpT&colon;alert(1))", "<p>x</p>"),
            ("![alt](https://tracker.example/x.png)", "<p>alt</p>"),
            ("# Shout", "<p><strong>Shout</strong></p>"),
            ("a\u{202e}b", "<p>ab</p>"),
            ("[x](https://a.example \"lie\")", "<p><a href=\"https://a.example\" rel=\"nofollow ugc\">x</a></p>"),
            ("<https://a.example>", "<p><a href=\"https://a.example\" rel=\"nofollow ugc\">https://a.example</a></p>"),
            ("[x](../about.md)", "<p>x</p>"),
            (
                "See www.a.example/?a=1&b.",
                "<p>See <a href=\"http://www.a.example/?a=1&amp;b\" rel=\"nofollow ugc\">www.a.example/?a=1&amp;b</a>.</p>",
            ),
            ("To me@a.example", "<p>To <a href=\"mailto:me@a.example\" rel=\"nofollow ugc\">me@a.example</a></p>"),
            ("javascript://a.example/%0aalert(1)", "<p>javascript://a.example/%0aalert(1)</p>"),
            ("<me@a.example>", "<p><a href=\"mailto:me@a.example\" rel=\"nofollow ugc\">me@a.example</a></p>"),
            ("<div>\none\n</div>", "<p>&lt;div&gt;\none\n&lt;/div&gt;</p>"),
            ("```x\tis-featured\na\n```", "<pre tabindex=\"0\"><code class=\"language-x\">a\n</code></pre>"),
        ] {
            assert_eq!(reader(text), shown, "{text}");
        }
    }

    #[test]
    fn headings_skip_no_level_and_leave_the_first_to_the_title() {
        let html = author("# a\n\n##### b\n\n##### c\n\n### d\n\n## e\n\n#### f\n\n### g\n");
        let levels: Vec<&str> = html.split("<h").skip(1).filter_map(|rest| rest.get(..1)).collect();
        assert_eq!(levels, ["2", "3", "3", "3", "2", "3", "3"], "{html}");
        assert!(html.starts_with("<h2 id=\"a\">a</h2>"), "{html}");
    }
}
