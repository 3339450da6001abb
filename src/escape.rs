//! Text made safe for HTML, for the places where no template does it.

use std::borrow::Cow;

/// Text that is safe between tags: `&`, `<` and `>` escaped.
pub fn escape_text(text: &str) -> Cow<'_, str> {
    escape(text, &['&', '<', '>'])
}

/// Text that is safe in a double-quoted attribute.
pub fn escape_attribute(text: &str) -> Cow<'_, str> {
    escape(text, &['&', '<', '>', '"'])
}

fn escape<'a>(text: &'a str, special: &[char]) -> Cow<'a, str> {
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if special.contains(&'"') => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_matter_in_attributes_only() {
        assert_eq!(escape_text("a \"<b>\" & c"), "a \"&lt;b&gt;\" &amp; c");
        assert_eq!(escape_attribute("a \"b\""), "a &quot;b&quot;");
    }
}
