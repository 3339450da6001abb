//! Events → [`Fragment`].

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use crate::escape::{escape_attribute, escape_text};
use crate::highlight;

use super::anchors::Anchors;
use super::events::Spanned;
use super::footnotes::Footnotes;
use super::fragment::{Fragment, Hole, MARK};
use super::inline::{block_end, is_external, plain_text};
use super::reader::harmless;

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
    /// The ids that are taken on the page.
    pub anchors: Anchors,
    footnotes: Footnotes<'a>,
    /// What to add to an offset in the Markdown to have one in the file.
    offset: usize,
    highlight: bool,
}

impl<'a> Writer<'a> {
    /// A writer for a text that begins `offset` bytes into its file.
    pub fn new(footnotes: Footnotes<'a>, offset: usize, highlight: bool) -> Self {
        let mut anchors = Anchors::default();
        // The theme gives these to parts of the page.
        for id in ["main", "comments"] {
            anchors.claim(id);
        }
        Self { anchors, footnotes, offset, highlight }
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
            Profile::Reader => self.write(&harmless(events), profile, &mut html, &mut holes),
        }
        Fragment::from_marked(html.trim_end(), holes)
    }

    fn write(&mut self, events: &[Spanned<'a>], profile: Profile, html: &mut String, holes: &mut Vec<Hole>) {
        let mut out: Vec<Event<'a>> = Vec::with_capacity(events.len());
        let mut index = 0;
        let mut columns = Columns::default();
        while let Some((event, range)) = events.get(index) {
            match event {
                Event::Start(Tag::Table(alignments)) => {
                    columns = Columns { alignments: alignments.clone(), ..Columns::default() };
                    out.push(Event::Start(Tag::Table(vec![Alignment::None; alignments.len()])));
                }
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    columns.start_row(matches!(event, Event::Start(Tag::TableHead)));
                    out.push(event.clone());
                }
                Event::Start(Tag::TableCell) => out.push(columns.next_cell()),
                Event::Start(Tag::CodeBlock(kind)) => {
                    let end = block_end(events, index);
                    out.push(Event::Html(self.code_block(kind, events.get(index..end).unwrap_or_default()).into()));
                    index = end;
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let end = block_end(events, index);
                    let alt = plain_text(events.get(index + 1..end).unwrap_or_default());
                    out.push(Event::InlineHtml(self.image(dest_url, &alt, title, range, holes).into()));
                    index = end;
                }
                Event::Start(Tag::Heading { level, id, classes, .. }) => {
                    let end = block_end(events, index);
                    let text = plain_text(events.get(index..end).unwrap_or_default());
                    out.push(self.heading(*level, id.as_ref(), classes.clone(), &text));
                }
                Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                    let address = format!("mailto:{}", escape_attribute(dest_url));
                    out.push(Event::InlineHtml(link(&address, "", profile).into()));
                }
                Event::Start(Tag::Link { dest_url, title, .. }) => {
                    let address = match profile {
                        Profile::Author => self.address(dest_url, range, holes),
                        Profile::Reader => escape_attribute(dest_url.trim()).into_owned(),
                    };
                    out.push(Event::InlineHtml(link(&address, title, profile).into()));
                }
                Event::End(TagEnd::Link) => out.push(Event::InlineHtml("</a>".into())),
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
            return escape_attribute(target).into_owned();
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
                escape_attribute(target)
            );
        }
        holes.push(Hole::new(target, Some(attributes.into()), range.start + self.offset..range.end + self.offset));
        MARK.to_string()
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
        Event::Start(Tag::Heading { level, id: Some(id.into()), classes, attrs: Vec::new() })
    }

    fn code_block(&self, kind: &CodeBlockKind<'_>, events: &[Spanned<'_>]) -> String {
        let code: String = events
            .iter()
            .filter_map(|(event, _)| if let Event::Text(text) = event { Some(text.as_ref()) } else { None })
            .collect();
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{')).next().unwrap_or("")
            }
            CodeBlockKind::Indented => "",
        };
        let coloured = if self.highlight { highlight::html(&code, language) } else { None };
        let body = coloured.unwrap_or_else(|| escape_text(&code).into_owned());
        if language.is_empty() {
            format!("<pre tabindex=\"0\"><code>{body}</code></pre>\n")
        } else {
            let language = escape_attribute(language);
            format!("<pre tabindex=\"0\"><code class=\"language-{language}\">{body}</code></pre>\n")
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
                let _ = writeln!(
                    html,
                    "<a href=\"#fnref-{number}\" class=\"footnote-back\" aria-label=\"↩ {number}\">↩</a></li>"
                );
            }
            notes = self.footnotes.take_waiting();
        }
        html.push_str("</ol>\n");
    }
}

/// The columns of a table while it is written. Their alignment is a class, because a `style` attribute would be refused
/// by a strict Content-Security-Policy.
#[derive(Default)]
struct Columns {
    alignments: Vec<Alignment>,
    next: usize,
    in_head: bool,
}

impl Columns {
    fn start_row(&mut self, in_head: bool) {
        self.next = 0;
        self.in_head = in_head;
    }

    fn next_cell<'e>(&mut self) -> Event<'e> {
        let alignment = self.alignments.get(self.next).copied().unwrap_or(Alignment::None);
        self.next += 1;
        let class = match alignment {
            Alignment::None => return Event::Start(Tag::TableCell),
            Alignment::Left => "align-left",
            Alignment::Center => "align-center",
            Alignment::Right => "align-right",
        };
        let name = if self.in_head { "th" } else { "td" };
        Event::InlineHtml(format!("<{name} class=\"{class}\">").into())
    }
}

fn link(address: &str, title: &str, profile: Profile) -> String {
    let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape_attribute(title)) };
    match profile {
        Profile::Author => format!("<a href=\"{address}\"{title}>"),
        // A reader's title is shown as a tool tip, which can lie about where the link leads.
        Profile::Reader => format!("<a href=\"{address}\" rel=\"nofollow ugc\">"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::events::{parse, parse_reader};
    use super::*;

    fn author(text: &str) -> String {
        let (events, footnotes) = Footnotes::take_from(parse(text));
        let fragment = Writer::new(footnotes, 0, true).fragment(&events, Profile::Author);
        let mut html = String::new();
        fragment.fill(&mut html, |hole, out| match &hole.image {
            Some(attributes) => out.push_str(&format!("<img src=\"[{}]\"{attributes}>", hole.target)),
            None => out.push_str(&format!("[{}]", hole.target)),
        });
        html
    }

    fn reader(text: &str) -> String {
        let fragment = Writer::new(Footnotes::default(), 0, true).fragment(&parse_reader(text), Profile::Reader);
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
            author("### A *b*\n\n### A b\n\n![a *big* \"one\"](p.jpg)"),
            "<h3 id=\"a-b\">A <em>b</em></h3>\n<h3 id=\"a-b-2\">A b</h3>\n\
             <p><img src=\"[p.jpg]\" alt=\"a big “one”\"></p>"
        );
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
    fn no_entity_can_pretend_to_be_a_hole() {
        assert_eq!(author("&#0; &#1; [a](/b/)"), "<p>\u{fffd} \u{1} <a href=\"[/b/]\">a</a></p>");
    }

    #[test]
    fn columns_are_aligned_by_classes() {
        let html = author("| a | b |\n|---|--:|\n| 1 | 2 |");
        assert!(html.contains("<th>a</th><th class=\"align-right\">b</th>"), "{html}");
        assert!(html.contains("<td>1</td><td class=\"align-right\">2</td>"), "{html}");
        assert!(!html.contains("style="), "{html}");
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
            ("<me@a.example>", "<p><a href=\"mailto:me@a.example\" rel=\"nofollow ugc\">me@a.example</a></p>"),
            ("<div>\none\n</div>", "<p>&lt;div&gt;\none\n&lt;/div&gt;</p>"),
            ("```x\tis-featured\na\n```", "<pre tabindex=\"0\"><code class=\"language-x\">a\n</code></pre>"),
        ] {
            assert_eq!(reader(text), shown, "{text}");
        }
    }
}
