//! The elements of links: those that are marked because they lead out of the site, and those of readers.

use pulldown_cmark::{Event, LinkType};

use crate::address::web_host;
use crate::config::MarkdownRules;
use crate::escape::{escape_attribute, escape_text};

use super::call::marked;
use super::events::Spanned;

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// An author's.
    Plain,
    /// An author's that leads out of the site, where such links are marked.
    External,
    /// A reader's.
    Reader,
}

impl Link {
    /// How a link to a target is written.
    pub(super) fn to(target: &str, kind: LinkType, is_author: bool, rules: &MarkdownRules) -> Self {
        match is_author {
            false => Self::Reader,
            true if kind != LinkType::Email && leads_out(target, rules) => Self::External,
            true => Self::Plain,
        }
    }

    /// The beginning of its element; `address` is escaped. What has no words, such as a picture without a description, is
    /// read out by `name`.
    pub(super) fn opening(self, address: &str, title: &str, name: &str) -> String {
        let name = if name.is_empty() { String::new() } else { format!(" aria-label=\"{}\"", escape_attribute(name)) };
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape_attribute(title)) };
        match self {
            Self::Plain => format!("<a href=\"{address}\"{title}{name}>"),
            Self::External => {
                format!("<a href=\"{address}\"{title}{name} class=\"external\" rel=\"external noopener\">")
            }
            // A reader's title is shown as a tool tip, which can lie about where the link leads.
            Self::Reader => format!("<a href=\"{address}\" rel=\"nofollow ugc\">"),
        }
    }

    /// The end of its element, with what is said of where it leads.
    pub(super) fn closing(self, rules: &MarkdownRules) -> String {
        match self {
            Self::External => format!("<span class=\"vh\"> {}</span></a>", escape_text(&rules.words.external_link)),
            Self::Plain | Self::Reader => "</a>".to_owned(),
        }
    }
}

/// What a link is read out by that has no words of its own, nor a title: its address.
pub(super) fn name<'n>(inside: &[Spanned<'_>], title: &str, address: &'n str) -> &'n str {
    let has_words = |(event, _): &Spanned<'_>| match event {
        Event::Text(words) | Event::Code(words) => !words.trim().is_empty(),
        event => marked(event).is_some(),
    };
    if title.is_empty() && !inside.iter().any(has_words) { address } else { "" }
}

/// Whether a link leads to another host, where such links are to be marked.
fn leads_out(target: &str, rules: &MarkdownRules) -> bool {
    !rules.own_hosts.is_empty() && web_host(target).is_some_and(|host| !rules.own_hosts.contains(&host))
}

#[cfg(test)]
mod tests {
    use super::super::footnotes::Footnotes;
    use super::super::parse::parse;
    use super::super::writer::{Profile, Writer};
    use super::*;

    #[test]
    fn a_link_without_words_is_read_out_by_its_address() {
        let rules = MarkdownRules::default();
        let text = "[![](https://a.example/x.png)](https://a.example/full.png) [![A face](https://a.example/y.png)](https://a.example)";
        let fragment =
            Writer::new(text, Footnotes::default(), 0, &rules).fragment(&parse(text, &rules), Profile::Author);
        let mut html = String::new();
        fragment.fill(&mut html, |hole, out| out.push_str(&hole.target));
        assert!(
            html.contains("<a href=\"https://a.example/full.png\" aria-label=\"https://a.example/full.png\">"),
            "{html}"
        );
        assert!(html.contains("<a href=\"https://a.example\"><img"), "{html}");
    }

    #[test]
    fn links_out_of_the_site_can_be_marked() {
        let rules = MarkdownRules { own_hosts: vec!["two.example".to_owned()], ..MarkdownRules::default() };
        let text = "[a](https://a.example \"t\") [b](https://TWO.example:443/x) [c](c.md) [d](mailto:d@a.example)";
        let fragment =
            Writer::new(text, Footnotes::default(), 0, &rules).fragment(&parse(text, &rules), Profile::Author);
        let mut html = String::new();
        fragment.fill(&mut html, |hole, out| out.push_str(&hole.target));
        let expected = "<a href=\"https://a.example\" title=\"t\" class=\"external\" rel=\"external noopener\">a\
                        <span class=\"vh\"> (on another site)</span></a>";
        assert!(html.contains(expected), "{html}");
        assert_eq!(html.matches("class=\"external\"").count(), 1, "{html}");
    }
}
