//! The pattern of the posts' addresses.

use crate::address::{AddressError, Route, Slug};

/// A pattern such as `/posts/:slug/` or `/:year/:month/:slug.html`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermalinkPattern(String);

/// What a pattern's words stand for.
#[derive(Debug, Clone, Copy)]
pub struct PermalinkParts<'a> {
    /// `:year`, four digits.
    pub year: i16,
    /// `:month`, two digits.
    pub month: i8,
    /// `:day`, two digits.
    pub day: i8,
    /// `:slug`.
    pub slug: &'a Slug,
}

impl PermalinkPattern {
    /// Reads a pattern; it needs `:slug`, and knows `:year`, `:month` and `:day`.
    pub fn parse(pattern: &str) -> Result<Self, AddressError> {
        if !pattern.starts_with('/') {
            return Err(AddressError("must begin with `/`"));
        }
        let words = pattern.split(':').skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_alphabetic()).next());
        let mut has_slug = false;
        for word in words {
            match word {
                Some("slug") => has_slug = true,
                Some("year" | "month" | "day") => {}
                _ => return Err(AddressError("may only have `:slug`, `:year`, `:month` and `:day` after a colon")),
            }
        }
        if !has_slug {
            return Err(AddressError("needs `:slug`, else posts would have the same address"));
        }
        let odd = pattern.contains(['?', '#', '%', '\\']) || pattern.contains("//");
        if odd || pattern.split('/').any(|part| part == "." || part == "..") {
            return Err(AddressError("may not have `?`, `#`, `%`, `//` or parts of dots only"));
        }
        Route::from_address(pattern)?;
        Ok(Self(pattern.to_owned()))
    }

    /// The route of a post.
    pub fn route(&self, parts: PermalinkParts<'_>) -> Route {
        let address = self
            .0
            .replace(":year", &format!("{:04}", parts.year))
            .replace(":month", &format!("{:02}", parts.month))
            .replace(":day", &format!("{:02}", parts.day));
        // A slug may have a dot, so whether the address is a file or a folder is for the pattern alone to say.
        let shape = Route::from_address(&address.replace(":slug", "slug"));
        let is_folder = shape.is_ok_and(|shape| shape.as_str().ends_with("/index.html"));
        let path = address.replace(":slug", parts.slug.as_str());
        let path = path.trim_matches('/');
        if is_folder { Route::new(format!("{path}/index.html")) } else { Route::new(path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(pattern: &str, slug: &str) -> String {
        let slug = Slug::parse(slug).unwrap();
        let parts = PermalinkParts { year: 2012, month: 4, day: 7, slug: &slug };
        PermalinkPattern::parse(pattern).unwrap().route(parts).to_string()
    }

    #[test]
    fn patterns_give_folders_or_files() {
        assert_eq!(route("/posts/:slug/", "a"), "posts/a/index.html");
        assert_eq!(route("/:year/:month/:slug.html", "a"), "2012/04/a.html");
        assert_eq!(route("/:slug", "v1.0"), "v1.0/index.html");
        assert_eq!(route("/:slug/read", "a"), "a/read/index.html");
    }

    #[test]
    fn a_pattern_that_cannot_work_is_refused() {
        for bad in
            ["posts/:slug", "/posts/", "/:title/:slug/", "/../:slug/", "/:slug/?/../../x/", "/a//:slug/", "/%41/:slug/"]
        {
            assert!(PermalinkPattern::parse(bad).is_err(), "{bad}");
        }
    }
}
