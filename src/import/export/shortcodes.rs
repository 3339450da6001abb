//! WordPress's shortcodes: `[caption …]`, `[gallery …]`, `[embed]`.

/// HTML in the place of the shortcodes that have a meaning here, and the names of those that stay as text.
pub(super) fn replace(content: &str) -> (String, Vec<String>) {
    let mut html = String::with_capacity(content.len());
    let mut unknown: Vec<String> = Vec::new();
    let mut rest = content;
    while let Some((before, after)) = rest.split_once('[') {
        html.push_str(before);
        rest = after;
        let Some((code, tail)) = Shortcode::parse(after).filter(|_| !after.starts_with('[')) else {
            html.push('[');
            continue;
        };
        if let Some(meaning) = code.meaning() {
            html.push_str(&meaning);
            // What follows the picture is its caption.
            let is_caption = code.is_caption() && !code.is_closing;
            rest = tail.split_at_checked(if is_caption { picture_end(tail) } else { 0 }).map_or(
                tail,
                |(picture, tail)| {
                    html.push_str(picture);
                    tail
                },
            );
            if is_caption {
                html.push_str("</p><p>");
            }
            continue;
        }
        html.push('[');
        let is_meant = code.name == "gallery" || code.is_closing || code.attributes.contains('=');
        if is_meant && !unknown.iter().any(|name| *name == code.name) {
            unknown.push(code.name.to_owned());
        }
    }
    html.push_str(rest);
    (html, unknown)
}

/// Where the picture that a caption is about ends, with the link around it.
fn picture_end(text: &str) -> usize {
    let inside = text.split("[/").next().unwrap_or("");
    let after = |start: &str, end: &str| {
        let from = inside.find(start)?;
        let rest = inside.get(from..)?;
        Some(from + rest.find(end)? + end.len())
    };
    after("<a ", "</a>").or_else(|| after("<img", ">")).unwrap_or(0)
}

struct Shortcode<'a> {
    name: &'a str,
    attributes: &'a str,
    is_closing: bool,
}

impl<'a> Shortcode<'a> {
    /// The shortcode after an opening bracket, and what follows it.
    fn parse(text: &'a str) -> Option<(Self, &'a str)> {
        let (inside, tail) = text.split_once(']')?;
        let (is_closing, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        let length =
            inside.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at_checked(length)?;
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_apart = attributes.is_empty() || attributes.starts_with([' ', '\n', '/', '=', '\u{a0}']);
        (is_name && is_apart && !inside.contains('[')).then_some((Self { name, attributes, is_closing }, tail))
    }

    fn is_caption(&self) -> bool {
        matches!(self.name, "caption" | "wp_caption")
    }

    /// HTML of the same meaning.
    fn meaning(&self) -> Option<String> {
        let link = |address: &str| format!("<p><iframe src=\"{}\"></iframe></p>", address.replace('"', "%22"));
        match self.name {
            // Around a picture and its caption, which is a paragraph of its own.
            "caption" | "wp_caption" | "embed" | "audio" | "video" | "youtube" if self.is_closing => {
                Some("</p>".to_owned())
            }
            "caption" | "wp_caption" => {
                let caption = self.attribute("caption");
                Some(caption.map_or_else(|| "<p>".to_owned(), |caption| format!("<p>{caption}</p><p>")))
            }
            "embed" => Some("<p>".to_owned()),
            "audio" | "video" => {
                let keys = ["src", "mp3", "mp4", "m4a", "ogg", "webm"];
                keys.iter().find_map(|key| self.attribute(key)).map(|address| link(&address))
            }
            "youtube" => self
                .attributes
                .trim_start_matches(['=', ' '])
                .starts_with("http")
                .then(|| link(self.attributes.trim_start_matches(['=', ' ']).trim())),
            _ => None,
        }
    }

    fn attribute(&self, key: &str) -> Option<String> {
        let at = self.attributes.find(&format!("{key}="))?;
        let value = self.attributes.get(at + key.len() + 1..)?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            Some(quote) => value.get(1..)?.split(quote).next(),
            None => value.split_whitespace().next(),
        };
        value.map(str::to_owned).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_paragraphs_and_the_unknown_stays() {
        let (html, unknown) =
            replace("[caption width=\"300\"]<img src=\"a.png\"> A cat[/caption] [sic] [poll id=\"3\"] [1] [[x]]");
        assert_eq!(html, "<p><img src=\"a.png\"></p><p> A cat</p> [sic] [poll id=\"3\"] [1] [[x]]");
        assert_eq!(unknown, ["poll"]);
    }

    #[test]
    fn what_is_embedded_is_linked() {
        assert_eq!(
            replace("[audio src=\"http://a.example/x.mp3\"]").0,
            "<p><iframe src=\"http://a.example/x.mp3\"></iframe></p>"
        );
        assert_eq!(replace("[").0, "[");
    }
}
