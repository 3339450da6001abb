//! Addresses: a [`Slug`] is one segment, a [`Route`] a file of the published site, a [`Permalink`] a whole URL.
//!
//! They are types of their own because mixing them up is the classic mistake of a site generator.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The bytes of a path segment that must be percent-encoded (RFC 3986, section 3.3), and the quotes, which HTML and
/// feed readers handle badly.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The longest slug in bytes: file systems allow 255 for a name, and endings are added to it.
const LONGEST_SLUG: usize = 200;

/// The longest path of a page in bytes: file systems end a path there.
const LONGEST_PATH: usize = 1_000;

/// One segment of an address: letters and digits of any script, hyphens, dots and underscores.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

impl Slug {
    /// Makes a slug from a title or a name: lower case, words joined by hyphens, letters of every script kept.
    ///
    /// A text without any letter or digit gives the code points of its first characters, so that a tag of one emoji
    /// still has an address; an empty text gives `untitled`.
    pub fn from_text(text: &str) -> Self {
        let mut slug = String::with_capacity(text.len());
        for c in composed(text).chars().flat_map(char::to_lowercase) {
            match c {
                '+' => push_word(&mut slug, "plus"),
                '#' => push_word(&mut slug, "sharp"),
                '&' => push_word(&mut slug, "and"),
                '\'' | '’' => {}
                _ if c.is_alphanumeric() || is_combining_mark(c) => slug.push(c),
                _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            }
        }
        let slug = cut(slug.trim_end_matches('-'), LONGEST_SLUG).trim_end_matches('-');
        if !slug.is_empty() {
            return Self(slug.into());
        }
        let codes: Vec<String> =
            text.chars().filter(|c| !c.is_whitespace()).take(8).map(|c| format!("{:x}", u32::from(c))).collect();
        if codes.is_empty() { Self("untitled".into()) } else { Self(codes.join("-").into()) }
    }

    /// Takes a slug as an author wrote it, or says why it is none.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let slug = composed(text.trim());
        if slug.is_empty() || slug == "." || slug == ".." {
            return Err(AddressError("is empty"));
        }
        if slug.len() > LONGEST_SLUG {
            return Err(AddressError("is longer than 200 bytes"));
        }
        let usable = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_' | '.' | '~');
        if slug.chars().all(usable) {
            Ok(Self(Arc::from(&*slug)))
        } else {
            Err(AddressError("may only have letters, digits, hyphens, dots and underscores"))
        }
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text in Normalization Form C; most are.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

fn push_word(slug: &mut String, word: &str) {
    if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
    slug.push_str(word);
    slug.push('-');
}

fn cut(text: &str, longest: usize) -> &str {
    let mut end = text.len().min(longest);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// Why a text is no slug, alias or permalink pattern: the end of a sentence that begins with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressError(pub &'static str);

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for AddressError {}

/// Whether nobody sees a character: white space, controls, and what has no width.
pub fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
        || matches!(c, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}')
        || matches!(c, '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// A whole address with what may not stand in one percent-encoded (URL Standard, "valid URL string"), and what nobody would
/// see; letters of all scripts may, where they are in Normalization Form C.
pub fn encoded_url(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    let mut has_fragment = false;
    let is_composed = is_nfc(url);
    for (at, c) in url.char_indices() {
        let is_valid = match c {
            '%' => {
                let mut digits = url.get(at + 1..).unwrap_or("").bytes();
                (0..2).all(|_| digits.next().is_some_and(|byte| byte.is_ascii_hexdigit()))
            }
            '#' => !std::mem::replace(&mut has_fragment, true),
            c if !c.is_ascii() => is_composed && !is_unseen(c),
            c => !matches!(c, ' ' | '"' | '<' | '>' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}'),
        };
        if is_valid {
            encoded.push(c);
        } else {
            encoded.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC));
        }
    }
    encoded
}

/// The path of one published file, relative to the output folder, with `/` and not percent-encoded:
/// `posts/linkedin/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// A route that the program itself names, such as `sitemap.xml`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The route of an address of this site as authors write it, `/about/` or `/2012/04/old.html`, query and fragment
    /// left out; an address that ends with `/` or has no ending is a folder's `index.html`.
    pub fn from_address(address: &str) -> Result<Self, AddressError> {
        let path = address.split(['?', '#']).next().unwrap_or("");
        let decoded = percent_decode_str(path).decode_utf8().map_err(|_| AddressError("is not valid UTF-8"))?;
        let mut segments: Vec<String> = Vec::new();
        for segment in decoded.split('/').filter(|segment| !segment.is_empty() && *segment != ".") {
            if segment == ".." || segment.contains(['\\', '\0']) || segment.chars().any(char::is_control) {
                return Err(AddressError("may not have `..`, backslashes or control characters"));
            }
            if segment.len() > 255 {
                return Err(AddressError("has a part longer than 255 bytes"));
            }
            segments.push(composed(segment).into_owned());
        }
        if decoded.len() > LONGEST_PATH {
            return Err(AddressError("is longer than 1,000 bytes"));
        }
        let is_file = !decoded.ends_with('/') && segments.last().is_some_and(|last| has_ending(last));
        if !is_file {
            segments.push("index.html".to_owned());
        }
        Ok(Self(segments.join("/").into()))
    }

    /// The path inside the output folder.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address below the site's base, percent-encoded, without a leading `/`; `index.html` is left out.
    pub fn address(&self) -> Cow<'_, str> {
        let path = match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        };
        utf8_percent_encode(path, PATH).into()
    }

    /// The folder that belongs to this route, for files beside it: `a/b/` of `a/b/index.html` and of `a/b.html`.
    pub fn folder(&self) -> &str {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.trim_end_matches('/'),
            _ => self.0.rsplit_once('.').map_or(&self.0, |(stem, _)| stem),
        }
    }

    /// Whether this is a web page.
    pub fn is_html(&self) -> bool {
        self.ending() == "html"
    }

    /// What follows the last dot of the file's name, in lower case; empty where there is none.
    pub fn ending(&self) -> String {
        let name = self.0.rsplit('/').next().unwrap_or("");
        name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn has_ending(segment: &str) -> bool {
    segment.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && (1..=8).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// Where the site lives: its `base_url`, from which paths and permalinks are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    origin: String,
    path: String,
}

/// An absolute URL of something on this site.
pub type Permalink = String;

impl Base {
    /// Reads a base URL: `https://example.org` or `https://example.org/blog/`.
    pub fn parse(url: &str) -> Result<Self, AddressError> {
        let url = url.trim();
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|scheme| {
                url.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme)).map(|_| scheme.len())
            })
            .ok_or(AddressError("must begin with `https://` or `http://`"))?;
        let after = url.get(rest..).unwrap_or("");
        let host = after.split('/').next().unwrap_or("");
        if host.is_empty() {
            return Err(AddressError("has no host name"));
        }
        if url.contains(['?', '#', '"', '<', '>', '\\']) || url.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(AddressError("may not have spaces, quotes, `?` or `#`"));
        }
        let path = after.get(host.len()..).unwrap_or("").trim_matches('/');
        let path: String = utf8_percent_encode(&percent_decode_str(path).decode_utf8_lossy(), PATH).to_string();
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Ok(Self { origin: format!("{}{}", url.get(..rest).unwrap_or("").to_ascii_lowercase(), host), path })
    }

    /// Scheme, host and port, without a slash at the end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host and the port, as [`web_host`] gives them.
    pub fn host(&self) -> String {
        web_host(&self.origin).unwrap_or_default()
    }

    /// The path below which the site lives, beginning and ending with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The address of a route on its own host: `/blog/posts/linkedin/`.
    pub fn href(&self, route: &Route) -> String {
        [&self.path, &*route.address()].concat()
    }

    /// The whole URL of a route.
    pub fn permalink(&self, route: &Route) -> Permalink {
        [&self.origin, &self.path, &*route.address()].concat()
    }
}

/// The host that a web address leads to, in lower case, and its port where that is not the scheme's own; nothing where the
/// address is no whole one.
pub fn web_host(url: &str) -> Option<String> {
    let (own_port, rest) =
        [("https://", ":443"), ("http://", ":80"), ("//", "")].into_iter().find_map(|(start, port)| {
            let (scheme, rest) = url.split_at_checked(start.len())?;
            scheme.eq_ignore_ascii_case(start).then_some((port, rest))
        })?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    let host = host.strip_suffix(own_port).unwrap_or(host);
    Some(host.trim_end_matches('.').to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        let slug = |text| Slug::from_text(text).to_string();
        assert_eq!(slug("Must you accept that LinkedIn request?"), "must-you-accept-that-linkedin-request");
        assert_eq!(slug("Don’t ask “why”"), "dont-ask-why");
        assert_eq!(slug("Стоит ли  отвечать?"), "стоит-ли-отвечать");
        assert_eq!(slug("C++ & C#"), "c-plus-plus-and-c-sharp");
        assert_eq!(slug("हिन्दी"), "हिन्दी");
        assert_eq!(slug("🎉"), "1f389");
        assert_eq!(slug(" "), "untitled");
        assert!(slug(&"ж".repeat(500)).len() <= 200);
    }

    #[test]
    fn an_author_s_slug_is_one_segment() {
        assert!(Slug::parse("old-Name_2.0").is_ok());
        for bad in ["", "..", "a/b", "a b", "a?b", "a\\b", "a\u{202e}b"] {
            assert!(Slug::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn routes_and_addresses_are_each_other_s_inverse() {
        for (address, route) in [
            ("/", "index.html"),
            ("/about", "about/index.html"),
            ("/about/", "about/index.html"),
            ("/2012/04/old.html", "2012/04/old.html"),
            ("/feed.xml?x=1#y", "feed.xml"),
            ("/%D0%B6/", "ж/index.html"),
        ] {
            assert_eq!(Route::from_address(address).unwrap().as_str(), route);
        }
        assert_eq!(Route::new("ж/a b.html").address(), "%D0%B6/a%20b.html");
        assert!(Route::from_address("/a/%2e%2e/b").is_err());
    }

    #[test]
    fn a_base_may_have_a_path() {
        let base = Base::parse("https://example.org/blog").unwrap();
        assert_eq!(base.permalink(&Route::new("a/index.html")), "https://example.org/blog/a/");
        assert_eq!(Base::parse("HTTP://example.org:8080/").unwrap().href(&Route::new("index.html")), "/");
        for bad in ["example.org", "ftp://example.org", "https://", "https:///x", "https://a b"] {
            assert!(Base::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_host_is_the_same_however_it_is_written() {
        for url in [
            "https://two.example",
            "HTTPS://TWO.example/a?b#c",
            "//two.example/",
            "http://two.example:80?a",
            "https://me@two.example.:443\\b",
        ] {
            assert_eq!(web_host(url).as_deref(), Some("two.example"), "{url}");
        }
        assert_eq!(web_host("http://two.example:443").as_deref(), Some("two.example:443"));
        assert_eq!(web_host("/two.example"), None);
        assert_eq!(Base::parse("http://Two.example:8080/blog").unwrap().host(), "two.example:8080");
    }

    #[test]
    fn files_beside_a_post_live_below_its_address() {
        assert_eq!(Route::new("posts/a/index.html").folder(), "posts/a");
        assert_eq!(Route::new("2012/04/a.html").folder(), "2012/04/a");
        assert_eq!(Route::new("index.html").folder(), "");
    }
}
