//! HTML that may stand in a line of text, and HTML that may not.

use super::html_text::behind;

/// The elements of running text, "phrasing content" (HTML Living Standard, section 3.2.5.2.5), and what stands only in
/// these.
const PHRASING: [&str; 66] = [
    "a", "abbr", "area", "audio", "b", "bdi", "bdo", "br", "button", "canvas", "cite", "code", "data", "datalist",
    "del", "dfn", "em", "embed", "font", "i", "iframe", "img", "input", "ins", "kbd", "label", "link", "map", "mark",
    "math", "meta", "meter", "noscript", "object", "optgroup", "option", "output", "picture", "progress", "q", "rp",
    "rt", "ruby", "s", "samp", "script", "select", "slot", "small", "source", "span", "strong", "sub", "sup", "svg",
    "template", "textarea", "time", "track", "tt", "u", "var", "video", "wbr", "rb", "rtc",
];

/// The other elements, old ones too.
const OTHERS: [&str; 64] = [
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "bgsound",
    "big",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "marquee",
    "menu",
    "nav",
    "noembed",
    "noframes",
    "ol",
    "p",
    "param",
    "pre",
    "search",
    "section",
    "strike",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements whose inside is another language than HTML, or no part of the page.
const CLOSED: [&str; 5] = ["math", "script", "svg", "template", "textarea"];

/// The elements that are clicked themselves, "interactive content" (section 3.2.5.2.7), of which no link can hold one.
const INTERACTIVE: [&str; 9] = ["a", "button", "details", "embed", "iframe", "input", "label", "select", "textarea"];

/// The first element that no link can hold, though its words could be in a line of text.
pub fn first_interactive(html: &str) -> Option<&str> {
    first(html, |name| is_one_of(&INTERACTIVE, name))
}

/// The first element that no paragraph, heading or link can hold. Elements of one's own, with a hyphen in their names, can
/// stand anywhere.
pub fn first_block(html: &str) -> Option<&str> {
    first(html, |name| !name.contains('-') && !is_one_of(&PHRASING, name))
}

/// Whether HTML has an element of this name.
pub fn is_element(name: &str) -> bool {
    is_one_of(&PHRASING, name) || is_one_of(&OTHERS, name)
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// The first element whose name is wrong, apart from what is inside of those that hold another language.
fn first(html: &str, is_wrong: impl Fn(&str) -> bool) -> Option<&str> {
    // The element whose inside is passed over, and how many of its name are open.
    let mut closed: Option<(&str, usize)> = None;
    let mut rest = html;
    while let Some((_, from)) = rest.split_once('<') {
        rest = from;
        if let Some(comment) = from.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let (is_end, tag) = from.strip_prefix('/').map_or((false, from), |tag| (true, tag));
        let length = tag.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(tag.len());
        let Some(name) = tag.get(..length).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())) else {
            continue;
        };
        rest = behind(tag);
        match closed {
            Some((own, depth)) if own.eq_ignore_ascii_case(name) => {
                let is_empty = !is_end && tag.get(..tag.len() - rest.len()).is_some_and(|tag| tag.ends_with("/>"));
                let depth = if is_end { depth - 1 } else { depth + usize::from(!is_empty) };
                closed = (depth > 0).then_some((own, depth));
            }
            None if is_end => {}
            None if is_wrong(name) => return Some(name),
            None if is_one_of(&CLOSED, name) => closed = Some((name, 1)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_paragraph_can_hold_is_a_block() {
        for (html, block) in [
            ("x", None),
            ("1 < 2 <b title=\"a <p> b\">x</b> <!-- <div> --> <my-note>x</my-note><BR>", None),
            ("<svg viewBox='0 0 1 1'><path d=\"m0\"/><svg><g/></svg><p/></svg><IMG alt=''>", None),
            ("<script>let a = '<p>';</script><picture><source srcset=x><img></picture>", None),
            ("<figure class=\"poll\"><ul>", Some("figure")),
            ("<a href=\"x\"><b>y</b><DIV>z</DIV></a>", Some("DIV")),
            ("<span>x</span><p>", Some("p")),
            ("<svg></svg><h3>", Some("h3")),
            ("<style>p {}</style>", Some("style")),
            ("<", None),
            ("<b", None),
        ] {
            assert_eq!(first_block(html), block, "{html}");
        }
    }

    #[test]
    fn what_is_clicked_itself_stands_in_no_link() {
        for (html, interactive) in [
            ("<b>x</b><my-a>y</my-a><svg><a/></svg>", None),
            ("<b><A href=\"x\">y</A></b>", Some("A")),
            ("<textarea></textarea>", Some("textarea")),
        ] {
            assert_eq!(first_interactive(html), interactive, "{html}");
        }
    }
}
