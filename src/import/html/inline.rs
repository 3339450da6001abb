//! What Markdown has for runs of text.

/// A mark on a run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    /// Bold type.
    Strong,
    /// Italic type.
    Emphasis,
    /// Struck out.
    Struck,
    /// Code.
    Code,
    /// A link to this address.
    Link(String),
}

impl Inline {
    /// The tag that begins it.
    pub(super) fn start(&self) -> String {
        match self {
            Self::Link(address) => format!("<a href=\"{}\">", attribute(address)),
            other => format!("<{}>", other.name()),
        }
    }

    /// The tag that ends it.
    pub(super) fn end(&self) -> String {
        format!("</{}>", self.name())
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Emphasis => "em",
            Self::Struck => "del",
            Self::Code => "code",
            Self::Link(_) => "a",
        }
    }

    /// Whether it is written with asterisks, which need a word beside them (CommonMark, section 6.2).
    pub(super) fn is_emphasis(&self) -> bool {
        matches!(self, Self::Strong | Self::Emphasis)
    }
}

/// A text inside an attribute's quotes.
pub(super) fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}

/// A text between tags.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// An address that Markdown can hold and a page may have: no script, nothing that is not in one line.
pub(super) fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let scheme: String = text.chars().take_while(|c| *c != ':').filter(|c| !c.is_whitespace()).collect();
    let is_script = ["javascript", "data", "vbscript"].iter().any(|bad| scheme.eq_ignore_ascii_case(bad));
    if text.is_empty() || is_script || text.starts_with('#') {
        return None;
    }
    let mut address = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => {}
            ' ' => address.push_str("%20"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '"' => address.push_str("%22"),
            '\\' => address.push_str("%5C"),
            '(' => address.push_str("%28"),
            ')' => address.push_str("%29"),
            c if c.is_control() || c.is_whitespace() => {}
            c => address.push(c),
        }
    }
    Some(if address.starts_with("//") { format!("https:{address}") } else { address })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_safe_and_in_one_line() {
        assert_eq!(address(" //a.example/b c(d) ").as_deref(), Some("https://a.example/b%20c%28d%29"));
        assert_eq!(address("java\nscript:alert(1)"), None);
        assert_eq!(address("#top"), None);
    }
}
