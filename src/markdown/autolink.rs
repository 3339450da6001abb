//! Addresses in running text become links, by the rules of GitHub Flavored Markdown ("Autolinks (extension)"):
//! `https://…`, `www.…` and `a@b.c`, without the punctuation that ends a sentence. Never in links, in code, or inside
//! raw HTML that is one of these.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::events::Spanned;
use super::inline::is_tag;

/// Elements of raw HTML whose text is left as it is.
const LEFT_ALONE: [&str; 9] = ["a", "button", "code", "kbd", "pre", "samp", "script", "style", "textarea"];

/// The longest name of a host in bytes (RFC 1035, section 2.3.4).
const LONGEST_HOST: usize = 253;

/// The events of a text with links where its words have addresses.
pub(super) fn link_addresses<'a>(events: Vec<Spanned<'a>>, source: &str) -> Vec<Spanned<'a>> {
    let signs = Signs::of(source);
    let runs = if signs.are_any() { runs(&events, signs) } else { Vec::new() };
    if runs.is_empty() {
        return events;
    }
    let mut out = Vec::with_capacity(events.len() + 8);
    let mut from = 0;
    for run in runs {
        out.extend_from_slice(events.get(from..run.start).unwrap_or_default());
        from = run.end;
        Run::new(events.get(run).unwrap_or_default(), source).write(&mut out);
    }
    out.extend_from_slice(events.get(from..).unwrap_or_default());
    out
}

/// What addresses are known by, and whether a text has it. Nearly none has, and each of its words would be asked.
#[derive(Clone, Copy)]
struct Signs {
    email: bool,
    scheme: bool,
    www: bool,
}

impl Signs {
    fn of(text: &str) -> Self {
        // A sign alone is found faster than a word.
        Self {
            email: text.contains('@'),
            scheme: text.contains(':') && text.contains("://"),
            www: text.contains('.') && text.contains("www."),
        }
    }

    fn are_any(self) -> bool {
        self.email || self.scheme || self.www
    }

    /// Whether a piece of the text may have one of those that the text has.
    fn may_be_in(self, piece: &str) -> bool {
        self.email && piece.contains('@')
            || self.scheme && piece.contains(':') && piece.contains("://")
            || self.www && piece.contains("www.")
    }
}

/// The runs of text that may have an address.
fn runs(events: &[Spanned<'_>], signs: Signs) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut closed = Closed::default();
    let mut at = 0;
    while let Some((event, _)) = events.get(at) {
        let run = if closed.is_open() { 0 } else { run_length(events.get(at..).unwrap_or_default()) };
        if run == 0 {
            closed.pass(event);
            at += 1;
            continue;
        }
        let pieces = events.get(at..at + run).unwrap_or_default();
        if pieces.iter().any(|(event, _)| matches!(event, Event::Text(text) if signs.may_be_in(text))) {
            found.push(at..at + run);
        }
        at += run;
    }
    found
}

/// How many events from the first on are text.
fn run_length(events: &[Spanned<'_>]) -> usize {
    events.iter().take_while(|(event, _)| matches!(event, Event::Text(_))).count()
}

/// Whether the walk is inside something whose text is left alone.
#[derive(Default)]
struct Closed {
    /// Links, pictures and blocks of code.
    elements: usize,
    /// The name of the open element of raw HTML.
    html: Option<&'static str>,
}

impl Closed {
    fn is_open(&self) -> bool {
        self.elements > 0 || self.html.is_some()
    }

    fn pass(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => self.elements += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                self.elements = self.elements.saturating_sub(1);
            }
            // An element that is never closed ends with its block at the latest.
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) => self.html = None,
            Event::InlineHtml(tag) => match self.html {
                Some(name) if is_tag(tag, "</", name) => self.html = None,
                Some(_) => {}
                None => self.html = LEFT_ALONE.into_iter().find(|name| is_tag(tag, "<", name)),
            },
            _ => {}
        }
    }
}

/// Texts that follow each other: Markdown cuts text where a sign could have meant something.
struct Run<'e, 'a> {
    pieces: Vec<Piece<'e, 'a>>,
    text: String,
}

struct Piece<'e, 'a> {
    /// Where it begins in the run.
    start: usize,
    /// What it is in the run: as written where Markdown has made a dash, a quote or an ellipsis of it.
    text: &'e str,
    shown: &'e CowStr<'a>,
    range: &'e Range<usize>,
    /// Whether a backslash or an entity wrote it.
    is_escaped: bool,
}

impl<'e, 'a> Run<'e, 'a> {
    fn new(events: &'e [Spanned<'a>], source: &'e str) -> Self {
        let mut run = Self { pieces: Vec::with_capacity(events.len()), text: String::new() };
        for (event, range) in events {
            let Event::Text(shown) = event else { continue };
            let written = source.get(range.clone()).unwrap_or("");
            let is_smart =
                !written.is_empty() && written.bytes().all(|byte| matches!(byte, b'-' | b'.' | b'\'' | b'"'));
            let text = if is_smart { written } else { shown.as_ref() };
            let after_backslash = range.start > 0 && source.as_bytes().get(range.start - 1) == Some(&b'\\');
            let is_escaped = after_backslash || text != written;
            run.pieces.push(Piece { start: run.text.len(), text, shown, range, is_escaped });
            run.text.push_str(text);
        }
        run
    }

    fn write(&self, out: &mut Vec<Spanned<'a>>) {
        let mut from = 0;
        for Found { range, target, kind } in find(&self.text, |at| self.is_sign(at)) {
            self.write_text(from..range.start, out);
            let place = self.place(range.start).start..self.place(range.end.saturating_sub(1)).end;
            let tag = Tag::Link { link_type: kind, dest_url: target.into(), title: "".into(), id: "".into() };
            out.push((Event::Start(tag), place.clone()));
            let words = self.text.get(range.clone()).unwrap_or("").to_owned();
            out.push((Event::Text(words.into()), place.clone()));
            out.push((Event::End(TagEnd::Link), place));
            from = range.end;
        }
        self.write_text(from..self.text.len(), out);
    }

    /// Whether the sign at an offset is one of Markdown's reader, not of a backslash or an entity.
    fn is_sign(&self, at: usize) -> bool {
        // A backslash escapes the first sign of its piece only.
        self.piece(at).is_none_or(|piece| !piece.is_escaped || (at > piece.start && piece.text.len() > 1))
    }

    fn piece(&self, at: usize) -> Option<&Piece<'e, 'a>> {
        let next = self.pieces.partition_point(|piece| piece.start <= at);
        self.pieces.get(next.checked_sub(1)?)
    }

    /// Where the character at an offset of the run stands in the source.
    fn place(&self, at: usize) -> Range<usize> {
        let Some(piece) = self.piece(at) else { return 0..0 };
        if piece.text.len() == piece.range.len() {
            let start = piece.range.start + (at - piece.start);
            return start..start + 1;
        }
        piece.range.clone()
    }

    fn write_text(&self, range: Range<usize>, out: &mut Vec<Spanned<'a>>) {
        let first = self.pieces.partition_point(|piece| piece.start + piece.text.len() <= range.start);
        for piece in self.pieces.iter().skip(first).take_while(|piece| piece.start < range.end) {
            let end = piece.start + piece.text.len();
            if range.start <= piece.start && end <= range.end {
                out.push((Event::Text(piece.shown.clone()), piece.range.clone()));
                continue;
            }
            let (start, end) = (range.start.max(piece.start), range.end.min(end));
            if let Some(part) = self.text.get(start..end).filter(|part| !part.is_empty()) {
                let place = self.place(start).start..self.place(end - 1).end;
                out.push((Event::Text(part.to_owned().into()), place));
            }
        }
    }
}

/// An address in a run.
struct Found {
    range: Range<usize>,
    target: String,
    kind: LinkType,
}

/// The addresses in a text, in order. `is_sign` says whether the sign at an offset was written as such.
fn find(text: &str, is_sign: impl Fn(usize) -> bool) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let next = match byte {
            b':' if is_sign(at) => url(text, from, at),
            b'w' if is_sign(at) => www(text, from, at),
            b'@' if is_sign(at) => email(text, from, at),
            _ => None,
        };
        at += 1;
        if let Some(next) = next {
            from = next.range.end;
            at = from.max(at);
            found.push(next);
        }
    }
    found
}

/// `https://…`, of which the colon is at `colon`.
fn url(text: &str, from: usize, colon: usize) -> Option<Found> {
    let after = text.get(colon..)?.strip_prefix("://").map(|_| colon + 3)?;
    let before = text.get(from..colon)?;
    let scheme = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let start = from + scheme.len();
    let scheme = text.get(start..colon)?;
    if !(scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
        return None;
    }
    let end = address_end(text, after)?;
    let target = text.get(start..end)?.to_owned();
    Some(Found { range: start..end, target, kind: LinkType::Autolink })
}

/// `www.…`, which begins at `start`.
fn www(text: &str, from: usize, start: usize) -> Option<Found> {
    text.get(start..)?.strip_prefix("www.")?;
    let before = text.get(from..start)?.chars().next_back();
    let may_stand = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(' | '[' | '"' | '\'' | '“' | '‘' | '«' | '„' | '‚')
    });
    // A link that ends right before is no place for another.
    if !may_stand || (before.is_none() && from > 0) {
        return None;
    }
    let end = address_end(text, start)?;
    let target = format!("http://{}", text.get(start..end)?);
    Some(Found { range: start..end, target, kind: LinkType::Autolink })
}

/// Where an address ends whose domain begins at `domain`; `None` if that is no domain.
fn address_end(text: &str, domain: usize) -> Option<usize> {
    let rest = text.get(domain..)?;
    let name = host(rest)?;
    let mut parts = name.rsplit('.');
    let (last, before) = (parts.next()?, parts.next()?);
    if last.is_empty() || before.is_empty() || last.contains('_') || before.contains('_') || name.starts_with('.') {
        return None;
    }
    // Browsers take a last part without a letter at its beginning for a number, and other letters may be no host at all.
    let after = rest.get(name.len()..)?;
    if !last.starts_with(|c: char| c.is_ascii_alphabetic()) || after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let port = after.strip_prefix(':').map_or(0, |port| port.bytes().take_while(u8::is_ascii_digit).count());
    let behind = if (1..=4).contains(&port) { after.get(port + 1..)? } else { after };
    if !behind.starts_with(['/', '?', '#']) {
        return Some(rest.len() - behind.len() + domain);
    }
    let extent = rest.find(|c: char| c.is_whitespace() || c.is_control() || c == '<').unwrap_or(rest.len());
    let end = domain + without_ending(rest.get(..extent)?).len();
    (end >= domain + name.len()).then_some(end)
}

/// What can be the name of a host at the beginning of a text. A name that is too long is none; so a text in which every
/// word could begin one is not read to its end again and again.
fn host(text: &str) -> Option<&str> {
    let is_of_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let end = text.bytes().take(LONGEST_HOST + 1).take_while(is_of_host).count();
    (end <= LONGEST_HOST).then(|| text.get(..end).unwrap_or("").trim_end_matches('.'))
}

/// An address without what belongs to the sentence: punctuation, brackets that it did not open, an entity.
fn without_ending(mut address: &str) -> &str {
    let count = |sign: char| address.matches(sign).count();
    let mut round = count(')').saturating_sub(count('('));
    let mut square = count(']').saturating_sub(count('['));
    while let Some(last) = address.chars().next_back() {
        let shorter = address.get(..address.len() - last.len_utf8()).unwrap_or("");
        address = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '’' | '”' | '»' | '“' => shorter,
            ')' if round > 0 => {
                round -= 1;
                shorter
            }
            ']' if square > 0 => {
                square -= 1;
                shorter
            }
            ';' => {
                let name = shorter.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                if name.len() < shorter.len() { name.strip_suffix('&').unwrap_or(shorter) } else { shorter }
            }
            _ => break,
        };
    }
    address
}

/// `a@b.c`, of which the sign is at `sign`; `mailto:` before it belongs to it.
fn email(text: &str, from: usize, sign: usize) -> Option<Found> {
    let before = text.get(from..sign)?;
    let rest = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    let is_path = rest.ends_with(['/', '@']) || (rest.is_empty() && from > 0);
    if rest.len() == before.len() || is_path {
        return None;
    }
    let local = from + rest.len();
    let after = text.get(sign + 1..)?;
    let name = host(after)?;
    if !name.contains('.') || name.starts_with('.') || name.contains("..") || name.ends_with(['-', '_']) {
        return None;
    }
    let end = sign + 1 + name.len();
    let target = text.get(local..end)?.to_owned();
    let start = if rest.ends_with("mailto:") { local - "mailto:".len() } else { local };
    Some(Found { range: start..end, target, kind: LinkType::Email })
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse_reader;
    use super::*;
    use crate::config::MarkdownRules;

    /// The words of each link and where it leads, as `words → target`.
    fn links(text: &str) -> Vec<String> {
        let events = parse_reader(text, &MarkdownRules::default());
        let mut found = Vec::new();
        for window in events.windows(2) {
            if let [(Event::Start(Tag::Link { dest_url, .. }), range), (Event::Text(words), _)] = window {
                assert!(text.get(range.clone()).is_some(), "{text}");
                found.push(format!("{words} → {dest_url}"));
            }
        }
        found
    }

    #[test]
    fn a_name_that_no_host_can_have_is_no_link() {
        let name = format!("www.{}.example", "a".repeat(300));
        assert_eq!(links(&name), Vec::<String>::new());
        assert_eq!(links("www.a.example"), ["www.a.example → http://www.a.example"]);
    }

    fn link(text: &str) -> Option<String> {
        let found = links(text);
        assert!(found.len() < 2, "{found:?}");
        found.into_iter().next()
    }

    #[test]
    fn an_address_ends_before_the_sentence_does() {
        for (text, address) in [
            ("See https://a.example.", "https://a.example"),
            ("See https://a.example/b?c=d&e=f!", "https://a.example/b?c=d&e=f"),
            ("(https://a.example/b)", "https://a.example/b"),
            ("(https://a.example/b_(c))", "https://a.example/b_(c)"),
            ("https://a.example/b_(c)_(d)", "https://a.example/b_(c)_(d)"),
            ("https://a.example/b)))x", "https://a.example/b)))x"),
            ("“https://a.example/b”", "https://a.example/b"),
            ("\"https://a.example/b\"", "https://a.example/b"),
            ("[https://a.example/b]", "https://a.example/b"),
            ("https://a.example/?q=x&nope;", "https://a.example/?q=x"),
            ("https://a.example/a--b...c", "https://a.example/a--b...c"),
            ("https://a.example/some_long_name", "https://a.example/some_long_name"),
            ("https://a.example/some\\_long\\_name", "https://a.example/some_long_name"),
            ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2"),
            ("https://a.example<br>", "https://a.example"),
            ("HTTPS://A.example", "HTTPS://A.example"),
            ("https://a.example/ä", "https://a.example/ä"),
            ("https://a.example:x", "https://a.example"),
            ("https://a.example:8080/b", "https://a.example:8080/b"),
            ("詳細はhttps://a.example/b", "https://a.example/b"),
            ("**https://a.example**", "https://a.example"),
        ] {
            assert_eq!(link(text), Some(format!("{address} → {address}")), "{text}");
        }
    }

    #[test]
    fn a_host_and_a_mail_address_need_no_scheme() {
        assert_eq!(link("at www.a.example/b, say"), Some("www.a.example/b → http://www.a.example/b".to_owned()));
        assert_eq!(link("to a.b+c@d-e.example."), Some("a.b+c@d-e.example → a.b+c@d-e.example".to_owned()));
        assert_eq!(link("mailto:a@b.example"), Some("mailto:a@b.example → a@b.example".to_owned()));
        assert_eq!(links("a@b.example, www.c.example").len(), 2);
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for text in [
            "https:// x",
            "https://localhost",
            "https://a.example𞸡",
            "https://1.2.3.999",
            "https://a_b.example_c",
            "ftp://a.example",
            "javascript://a.example/%0aalert(1)",
            "xhttps://a.example",
            "awww.a.example",
            "www.",
            "a@b",
            "a@b.c-",
            "@a@b.example",
            "https://me@a.example",
            "https\\://a.example",
            "https&#58;//a.example",
            "a\\@b.example",
            "a@@b.example",
        ] {
            assert_eq!(link(text), None, "{text}");
        }
    }

    #[test]
    fn code_links_and_html_are_left_alone() {
        for text in [
            "`https://a.example`",
            "```\nhttps://a.example\n```",
            "    https://a.example",
            "<a href=\"b\">https://a.example</a>",
            "<CODE>https://a.example</CODE>",
            "![https://a.example](b.png)",
            "<div>\nhttps://a.example\n</div>",
        ] {
            assert_eq!(link(text), None, "{text}");
        }
        assert_eq!(
            link("[https://a.example](https://b.example)").as_deref(),
            Some("https://a.example → https://b.example")
        );
        assert_eq!(link("<a>x</a> https://a.example").as_deref(), Some("https://a.example → https://a.example"));
        assert_eq!(link("<abbr>https://a.example</abbr>").as_deref(), Some("https://a.example → https://a.example"));
    }

    #[test]
    fn the_text_around_keeps_its_form_and_its_place() {
        let text = "so -- \"https://a.example\" ... yes";
        let events = parse_reader(text, &MarkdownRules::default());
        let words: String = events
            .iter()
            .filter_map(|(event, _)| if let Event::Text(t) = event { Some(t.as_ref()) } else { None })
            .collect();
        assert_eq!(words, "so – “https://a.example” … yes");
        for (event, range) in &events {
            if let Event::Text(words) = event
                && words.is_ascii()
            {
                assert_eq!(text.get(range.clone()), Some(words.as_ref()));
            }
        }
    }

    #[test]
    fn many_signs_take_no_long_time() {
        for part in [")", ";", "&a;", "www.", "a@", "https://", "@", "http://a.b/)(", "(www._."] {
            let text = format!("https://a.example/{}", part.repeat(100_000));
            let _ = links(&text);
        }
    }
}
