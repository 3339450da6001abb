//! What looks like the call of a component and is none: `{{< poll >}}`, `<poll … />`, `{{ poll(…) }}`, `{% poll %}`. Whether
//! there is such a component is not known here.

use std::ops::Range;

use memchr::memchr2;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Spanned;
use super::inline::is_tag;

/// A name behind signs that are nearly those of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearCall {
    /// The name.
    pub name: Box<str>,
    /// Where it stands, with the signs before it.
    pub range: Range<usize>,
    /// Whether the signs are right, and it stands in a block of HTML, which holds no calls.
    pub is_in_html: bool,
}

/// Signs before a name, and those that close them, with which other generators call what columnist's components are.
const OTHERS: [(&str, &str); 4] = [("{{<", ">"), ("{{%", "%"), ("{{", "}}"), ("{%", "%}")];

/// Elements whose text is shown or run as it is.
const VERBATIM: [&str; 5] = ["pre", "code", "script", "style", "textarea"];

/// Whether a text can have any; most have none.
pub(super) fn may_be_in(text: &str) -> bool {
    memchr2(b'<', b'{', text.as_bytes()).is_some()
}

/// Those in some events of a text, at its places.
pub(super) fn find(events: &[Spanned<'_>], text: &str) -> Vec<NearCall> {
    let mut found = Vec::new();
    let (mut is_code, mut is_comment) = (false, false);
    // The element whose text is as it is, in a block of HTML or a paragraph.
    let mut verbatim = None;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::End(TagEnd::HtmlBlock) => (is_comment, verbatim) = (false, None),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => verbatim = None,
            Event::InlineHtml(tag) if !turns_verbatim(&mut verbatim, tag) => found.extend(at(text, range.start, false)),
            Event::Text(words) if !is_code && verbatim.is_none() && words.contains(['<', '{']) => {
                found.extend(range.clone().filter_map(|place| at(text, place, false)));
            }
            Event::Html(html) => {
                for (offset, _) in html.match_indices(['<', '-']) {
                    let rest = html.get(offset..).unwrap_or("");
                    if is_comment || rest.starts_with("<!--") {
                        is_comment = !rest.starts_with("-->");
                    } else if rest.starts_with('<') && !turns_verbatim(&mut verbatim, rest) {
                        found.extend(at(text, range.start + offset, true));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a tag opens or closes an element whose text is as it is, or stands in one.
fn turns_verbatim(verbatim: &mut Option<&'static str>, tag: &str) -> bool {
    if let Some(name) = *verbatim {
        if is_tag(tag, "</", name) {
            *verbatim = None;
        }
        return true;
    }
    *verbatim = VERBATIM.into_iter().find(|name| is_tag(tag, "<", name));
    verbatim.is_some()
}

/// The near call that begins at a place of a text.
fn at(text: &str, place: usize, is_html: bool) -> Option<NearCall> {
    let rest = text.get(place..).filter(|rest| rest.starts_with(['<', '{']))?;
    let before = text.get(..place).unwrap_or("");
    if before.ends_with('\\') {
        return None;
    }
    let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '>');
    let (name, is_in_html) = match rest.strip_prefix('<') {
        Some(tag) => {
            let is_called = ["{{", "{%"].iter().any(|signs| before.trim_end().ends_with(signs));
            (
                name(tag).filter(|name| tag.get(name.len()..).is_some_and(|behind| behind.starts_with(is_end)))?,
                is_called,
            )
        }
        // The signs of `{{% poll %}}` begin one before.
        None if rest.starts_with("{%") && before.ends_with('{') => return None,
        None => (OTHERS.iter().find_map(|(signs, close)| called(rest, signs, close))?, false),
    };
    // What begins as a call does is one, or a mistake in one.
    if is_in_html && !is_html {
        return None;
    }
    let end = place + rest.find(name)? + name.len();
    Some(NearCall { name: name.into(), range: place..end, is_in_html })
}

/// The name behind some signs and a blank, and behind it arguments or what closes these signs.
fn called<'t>(text: &'t str, signs: &str, close: &str) -> Option<&'t str> {
    let inside = text.strip_prefix(signs)?.trim_start_matches(' ');
    let name = name(inside)?;
    let rest = inside.get(name.len()..)?;
    let is_right = match signs.len() {
        3 => rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '%')),
        _ => rest.starts_with('(') || rest.trim_start_matches(' ').starts_with(close) || has_argument(rest),
    };
    is_right.then_some(name)
}

/// Whether a text begins with a blank and `name=`.
fn has_argument(text: &str) -> bool {
    let argument = text.trim_start_matches(' ');
    let behind = argument.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    argument.len() < text.len() && behind.len() < argument.len() && behind.starts_with('=') && !behind.starts_with("==")
}

/// The name with which a text begins. One with a hyphen is that of an element of somebody's own.
fn name(text: &str) -> Option<&str> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    let name = text.split(|c| !is_name(c)).next()?;
    (name.starts_with(char::is_alphabetic) && !name.contains('-')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;
    use crate::config::MarkdownRules;

    fn names(text: &str) -> Vec<String> {
        let found = find(&parse(text, &MarkdownRules::default()), text);
        found.iter().map(|near| format!("{}|{}", near.name, text.get(near.range.clone()).unwrap())).collect()
    }

    #[test]
    fn what_is_nearly_a_call_is_found() {
        for (text, expected) in [
            ("{{< poll question=\"x\" >}}", "poll|{{< poll"),
            ("{{<poll question=“x” >}}", "poll|{{<poll"),
            ("So: {{% poll %}}.", "poll|{{% poll"),
            ("{{ poll(question=\"x\") }}", "poll|{{ poll"),
            ("<poll question=\"x\" />", "poll|<poll"),
            ("So: <poll question=\"x\"/>", "poll|<poll"),
            ("<pull_quote by=\"Dana\">\nx\n</pull_quote>", "pull_quote|<pull_quote"),
            ("{ <pull_quote /> }", "pull_quote|<pull_quote"),
            ("<div>\n{{ <poll /> }}\n</div>", "poll|<poll"),
            ("{{ poll }}", "poll|{{ poll"),
            ("So: {{poll}}.", "poll|{{poll"),
            ("{% poll %}", "poll|{% poll"),
            ("{% poll question=\"x\" %}", "poll|{% poll"),
            ("<pre>x</pre>\n\n{{ poll }}", "poll|{{ poll"),
            ("<code>x</code> {{ poll }}", "poll|{{ poll"),
            ("Open <code>x\n\n{{ poll }}", "poll|{{ poll"),
        ] {
            assert!(names(text).contains(&expected.to_owned()), "{text}: {:?}", names(text));
        }
        assert_eq!(names("So: {{% poll %}}.").len(), 1);
    }

    #[test]
    fn code_comments_and_calls_are_not() {
        for text in [
            "`{{< poll >}}` `<poll />`",
            "```\n{{< poll >}}\n```",
            "<!-- <poll /> -->",
            "<!--\n\n<poll />\n{{ <poll /> }}\n-->",
            "x <!-- <poll /> --> y",
            "<pre><code>\n{{ <poll /> }}\n\n<poll />\n</code></pre>",
            "<div><PRE class=\"x\">{{ <poll /> }}</PRE></div>",
            "<script>\nx = '<poll />';\n</script>",
            "So: <code>{{ poll }} {{< poll >}} <poll /></code>",
            "{{ poll.title }} {{ poll | upper }} {{ poll == x }} {% poll",
            "\\{{< poll >}} \\<poll />",
            "{{ <poll question=\"x\" /> }}",
            "{{ page.title }} {% if poll %} 1 < poll",
            "<my-poll></my-poll> <https://poll.example> <b title=\"<poll />\">",
        ] {
            let found = names(text);
            assert!(!found.iter().any(|near| near.starts_with("poll|")), "{text}: {found:?}");
        }
    }
}
