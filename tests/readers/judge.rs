//! The judge: `ammonia`, allowed exactly what a comment may be made of, must find nothing to take out.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

/// What Markdown makes of a reader's words, and nothing else.
const IN_A_COMMENT: &[&str] = &[
    "p",
    "br",
    "hr",
    "em",
    "strong",
    "del",
    "a",
    "code",
    "pre",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "span",
];

/// What the theme puts around the comments of a page.
const AROUND_THEM: &[&str] =
    &["section", "h2", "div", "details", "summary", "time", "cite", "svg", "path", "b", "header", "footer", "address"];

/// Fails where there is something in the HTML of a comment that may not be there.
#[track_caller]
pub(crate) fn comment(html: &str) {
    judge(html, IN_A_COMMENT, &[("ol", "start"), ("pre", "tabindex"), ("a", "href"), ("a", "rel")], has_good_value);
}

/// The same for the whole section of a page that comments are in.
#[track_caller]
pub(crate) fn section(html: &str) {
    let tags: Vec<&str> = [IN_A_COMMENT, AROUND_THEM].concat();
    let attributes = [
        ("ol", "start"),
        ("pre", "tabindex"),
        ("a", "href"),
        ("a", "rel"),
        ("a", "aria-label"),
        ("details", "open"),
        ("time", "datetime"),
        ("svg", "width"),
        ("svg", "height"),
        ("svg", "viewBox"),
        ("path", "d"),
    ];
    judge(html, &tags, &attributes, |_, _, _| true);
}

#[track_caller]
fn judge(html: &str, tags: &[&str], attributes: &[(&str, &str)], is_good: fn(&str, &str, &str) -> bool) {
    let mut allowed: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (tag, attribute) in attributes {
        allowed.entry(tag).or_default().insert(attribute);
    }
    let classes = ["code", "span", "th", "td"];
    for tag in classes {
        allowed.entry(tag).or_default().insert("class");
    }
    if tags.contains(&"section") {
        for tag in tags {
            allowed.entry(tag).or_default().extend(["class", "id", "aria-hidden"]);
        }
    }
    let mut judge = Builder::empty();
    judge
        .tags(tags.iter().copied().collect())
        .tag_attributes(allowed)
        .url_schemes(["http", "https", "mailto"].into())
        // The theme's own links lead to places of the page, and of the site.
        .url_relative(if tags.contains(&"section") { UrlRelative::PassThrough } else { UrlRelative::Deny })
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(move |tag, attribute, value| is_good(tag, attribute, value).then_some(Cow::Borrowed(value)));
    let left = judge.clean(html).to_string();
    let (left, html) = (same_form(&left), same_form(html));
    let differs = left.split('<').zip(html.split('<')).position(|(left, html)| left != html);
    let from = |text: &str| text.split('<').skip(differs.unwrap_or(0)).take(3).collect::<Vec<_>>().join("<");
    assert!(left == html, "the judge made `{}` of `{}`", from(&left), from(&html));
}

/// The values that attributes in a comment may have.
fn has_good_value(tag: &str, attribute: &str, value: &str) -> bool {
    let is_word = |word: &str| !word.contains(['<', '>', '"', '\'']) && !word.contains(char::is_whitespace);
    match (tag, attribute) {
        ("a", "rel") => value == "nofollow ugc",
        ("pre", "tabindex") => value == "0",
        ("ol", "start") => value.bytes().all(|byte| byte.is_ascii_digit()),
        ("code", "class") => value.starts_with("language-"),
        ("th" | "td", "class") => matches!(value, "align-left" | "align-center" | "align-right"),
        ("span", "class") => value.split(' ').all(|class| class.starts_with("hl-") && is_word(class)),
        _ => true,
    }
}

/// HTML with the characters in it written in one way: a serialiser has a way of its own.
fn same_form(html: &str) -> String {
    let written = [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&gt;", ">"),
        ("<br />", "<br>"),
        ("<hr />", "<hr>"),
        ("=\"\"", ""),
        // A reference can bring one in; parsers of HTML read it as the end of a line.
        ("\r", "\n"),
    ];
    written.iter().fold(html.to_owned(), |html, (from, to)| html.replace(from, to))
}
