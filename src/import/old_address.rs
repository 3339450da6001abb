//! The addresses that entries had, and where they go.

use std::collections::BTreeMap;

use crate::address::{Route, Slug};
use crate::document::Date;

use super::export::{Entry, EntryKind};
use super::house::segment;

/// The path of an old address, without host, query and fragment; `None` where only a query told entries apart.
pub(super) fn path(address: &str) -> Option<String> {
    let after =
        address.split_once("://").map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = after.split(['?', '#']).next().unwrap_or("").trim();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return None;
    }
    let end = if path.ends_with('/') { "/" } else { "" };
    Some(format!("/{}{end}", parts.join("/")))
}

/// An old path as it is on a site that lives below `base`: `/about/` of `/blog/about/`.
pub(super) fn below(path: String, base: &str) -> String {
    match path.strip_prefix(base.trim_end_matches('/')) {
        Some(rest) if rest.starts_with('/') && rest.len() > 1 => rest.to_owned(),
        _ => path,
    }
}

/// The decoded last part of an old path, without its ending.
fn name(path: &str) -> Option<String> {
    let route = Route::from_address(path).ok()?;
    let path = route.as_str().trim_end_matches("/index.html");
    let last = path.rsplit('/').next()?;
    let last = last.strip_suffix(".html").or_else(|| last.strip_suffix(".htm")).unwrap_or(last);
    Some(last.to_owned()).filter(|last| !last.is_empty())
}

/// The slug that an entry had, else one made from its title.
pub(super) fn slug(entry: &Entry, title: &str) -> Slug {
    let decoded = |slug: &String| percent_encoding::percent_decode_str(slug).decode_utf8_lossy().into_owned();
    let old = entry.address.as_deref().and_then(path).and_then(|path| name(&path));
    let found = old.or_else(|| entry.slug.as_ref().map(decoded));
    match found.filter(|name| name.chars().any(char::is_alphanumeric)) {
        Some(name) => segment(&name),
        None if title.trim().is_empty() => segment(&entry.id),
        None => segment(Slug::from_text(title).as_str()),
    }
}

/// The file of a page: at its old place, where that is a folder's address.
pub(super) fn page_stem(entry: &Entry, title: &str, base: &str) -> String {
    let own = slug(entry, title).to_string();
    let old = entry.address.as_deref().and_then(path).map(|path| below(path, base)).filter(|path| path.ends_with('/'));
    let Some(route) = old.and_then(|path| Route::from_address(&path).ok()).filter(|_| entry.kind == EntryKind::Page)
    else {
        return own;
    };
    let parts: Vec<String> =
        route.folder().split('/').filter(|part| !part.is_empty()).map(|part| segment(part).to_string()).collect();
    match parts.first().map(String::as_str) {
        None | Some("posts" | "authors") => own,
        _ => parts.join("/"),
    }
}

/// The patterns under which old blogs kept their posts.
const PATTERNS: [&str; 6] = [
    "/:year/:month/:slug.html",
    "/:year/:month/:day/:slug/",
    "/:year/:month/:slug/",
    "/:slug/",
    "/:slug.html",
    "/archives/:slug/",
];

/// Counts under which pattern the posts had their addresses.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    counts: BTreeMap<usize, usize>,
    all: usize,
}

impl Patterns {
    /// Looks at the address of one post.
    pub(super) fn see(&mut self, address: Option<&str>, base: &str, slug: &Slug, date: &Date) {
        let old = address.and_then(path).map(|path| below(path, base));
        let Some(route) = old.and_then(|path| Route::from_address(&path).ok()) else { return };
        self.all += 1;
        let parts = crate::config::PermalinkParts { year: date.year(), month: date.month(), day: date.day(), slug };
        for (index, pattern) in PATTERNS.iter().enumerate() {
            let parsed = crate::config::PermalinkPattern::parse(pattern);
            if parsed.is_ok_and(|pattern| pattern.route(parts) == route) {
                *self.counts.entry(index).or_default() += 1;
                return;
            }
        }
    }

    /// The pattern that keeps more than half of the addresses.
    pub(super) fn best(&self) -> Option<&'static str> {
        let (index, count) = self.counts.iter().max_by_key(|(_, count)| **count)?;
        PATTERNS.get(*index).copied().filter(|_| count * 2 > self.all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_path_counts() {
        assert_eq!(path("http://a.example/2012/04/x.html?m=1#c2").as_deref(), Some("/2012/04/x.html"));
        assert_eq!(path("https://a.example//a/b/").as_deref(), Some("/a/b/"));
        assert_eq!(path("https://a.example/?p=12"), None);
        assert_eq!(path("/2012/04/x.html").as_deref(), Some("/2012/04/x.html"));
        assert_eq!(below("/blog/a/".to_owned(), "/blog/"), "/a/");
        assert_eq!(below("/blogs/a/".to_owned(), "/blog/"), "/blogs/a/");
        assert_eq!(below("/a/".to_owned(), "/"), "/a/");
        assert_eq!(name("/2012/04/%D0%B6.html").as_deref(), Some("ж"));
    }
}
