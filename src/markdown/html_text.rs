//! HTML → its text, for those who look for words in it.

use std::borrow::Cow;

use memchr::memchr2;
use quick_xml::escape::resolve_html5_entity;

use super::part::end_part;

/// Elements whose content is no text (HTML Living Standard, section 13.1.2).
const NO_TEXT: [&str; 4] = ["script", "style", "template", "textarea"];

/// Signs of the footnotes that [`super::Writer`] makes: numbers and arrows, of no use away from their page.
const FOOTNOTE_SIGNS: [(&str, &str); 2] = [("sup class=\"footnote-reference\"", "sup"), ("a href=\"#fnref-", "a")];

/// Appends the text of HTML as a part of its own, as are the blocks in it; a line break is a space. Where the whole has
/// `enough` bytes, the rest may be left.
///
/// Authors may write HTML of any kind; what is not understood stays a text.
pub(super) fn append_text(html: &str, enough: usize, out: &mut String) {
    let mut text = Text { out, gap: Gap::Part };
    let mut rest = html;
    while text.out.len() < enough
        && let Some(at) = memchr2(b'<', b'&', rest.as_bytes())
    {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        text.push(before);
        rest = if from.starts_with('<') { tag(from, &mut text) } else { entity(from, &mut text) };
    }
    if text.out.len() < enough {
        text.push(rest);
    }
}

/// A text and what has to stand before its next words.
struct Text<'o> {
    out: &'o mut String,
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Part,
}

impl Text<'_> {
    fn push(&mut self, words: &str) {
        let words = if self.gap == Gap::None { words } else { words.trim_start() };
        if words.is_empty() {
            return;
        }
        match self.gap {
            Gap::None => {}
            Gap::Space => self.out.push(' '),
            Gap::Part => end_part(self.out),
        }
        self.gap = Gap::None;
        self.out.push_str(words);
    }

    fn leave(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }
}

/// Appends what a tag is to a reader, and gives what stands behind it.
fn tag<'h>(html: &'h str, text: &mut Text<'_>) -> &'h str {
    if let Some(comment) = html.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    let inside = html.strip_prefix('<').unwrap_or(html);
    if let Some((_, name)) = FOOTNOTE_SIGNS.iter().find(|(start, _)| inside.starts_with(start)) {
        let end = format!("</{name}>");
        return inside.split_once(&end).map_or("", |(_, rest)| rest);
    }
    let is_end = inside.starts_with('/');
    let name = lower_case(element_name(inside.trim_start_matches('/')));
    if name.is_empty() && !inside.starts_with(['!', '?']) {
        text.push("<");
        return inside;
    }
    match &*name {
        "br" | "img" | "input" | "svg" | "" => text.leave(Gap::Space),
        // Elements that do not end a word.
        "a" | "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "data" | "del" | "dfn" | "em" | "font" | "i" | "ins"
        | "kbd" | "mark" | "q" | "s" | "samp" | "small" | "span" | "strong" | "sub" | "sup" | "time" | "u" | "wbr" => {}
        _ => text.leave(Gap::Part),
    }
    let rest = behind(inside);
    if is_end || !NO_TEXT.contains(&&*name) {
        return rest;
    }
    let end = format!("</{name}");
    let at = rest
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| rest.get(*at..at + end.len()).is_some_and(|part| part.eq_ignore_ascii_case(&end)));
    at.and_then(|at| rest.get(at..)).unwrap_or("")
}

/// The letters and digits at the beginning of a tag.
fn element_name(tag: &str) -> &str {
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    end.and_then(|end| tag.get(..end)).unwrap_or(tag)
}

fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

/// What stands behind the end of a tag; what is quoted does not end it.
pub(super) fn behind(tag: &str) -> &str {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return tag.get(at + 1..).unwrap_or(""),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    ""
}

/// Appends the character that an entity stands for, and gives what stands behind it.
fn entity<'h>(html: &'h str, text: &mut Text<'_>) -> &'h str {
    let inside = html.strip_prefix('&').unwrap_or(html);
    let known = inside.split_once(';').filter(|(name, _)| name.len() < 32).and_then(|(name, rest)| {
        let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        });
        let character = number.and_then(|number| char::from_u32(number.ok()?)).map(String::from);
        Some((character.or_else(|| resolve_html5_entity(name).map(str::to_owned))?, rest))
    });
    if let Some((character, rest)) = known {
        text.push(&character);
        return rest;
    }
    text.push("&");
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_a_reader_reads() {
        for (html, expected) in [
            ("<p>un<em>believ</em>able &amp; <a title=\"a > b\">so</a></p>", "unbelievable & so"),
            ("<p>One.</p><ul><li>two</li><li>three<br>four</li></ul>", "One. two · three four"),
            ("<h3>Read more</h3>\n<pre><code>f()\ng();</code></pre><p>So.</p>", "Read more · f() g(); So."),
            ("<ul><li>list<ul><li>in it</li></ul></li></ul><p>(“End.”)</p><p>x</p>", "list · in it · (“End.”) x"),
            ("<p>No<sup class=\"footnote-reference\"><a href=\"#fn-1\">1</a></sup>.</p>", "No."),
            ("<li id=\"fn-1\"><p>Ay.</p><a href=\"#fnref-1\" class=\"footnote-back\">↩</a></li>", "Ay."),
            ("a<!-- <b>no</b> -->b &hellip; &#x41;&#66; &nosuch; &", "ab … AB &nosuch; &"),
            ("x<script>let a = '</p>';</SCRIPT>y<style>p{}</style>", "x · y"),
            ("1 < 2 <", "1 < 2 <"),
            ("<p unclosed='", ""),
        ] {
            let mut text = String::new();
            append_text(html, usize::MAX, &mut text);
            assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{html}");
        }
    }
}
