//! What the entries of both generations of Blogger have in common.

use crate::import::xml::{Element, Space};

/// The name and the profile of an entry's author; never the E-mail address.
pub(super) fn author(element: &Element) -> Option<(String, Option<String>)> {
    let author = element.child(Space::Plain, "author")?;
    let name = author.value(Space::Plain, "name").filter(|name| !is_nobody(name))?;
    Some((name.to_owned(), author.value(Space::Plain, "uri").map(str::to_owned)))
}

/// Blogger's own profile, by which a person can be known; any other address is what a reader wrote.
pub(super) fn account(uri: Option<&str>) -> Option<String> {
    uri.filter(|uri| uri.contains("blogger.com/profile/"))
        .map(|uri| uri.trim_start_matches("http://").trim_start_matches("https://").to_owned())
}

fn is_nobody(name: &str) -> bool {
    ["anonymous", "unknown", "noreply@blogger.com"].iter().any(|nobody| name.eq_ignore_ascii_case(nobody))
}

/// The number at the end of an id: `tag:blogger.com,1999:blog-1.post-2` or `2` alone.
pub(super) fn last_id(id: &str) -> String {
    let id = id.split('?').next().unwrap_or(id).trim();
    let tail = id.rsplit(['.', '/', ':']).next().unwrap_or(id);
    tail.rsplit('-').next().unwrap_or(tail).trim().to_owned()
}
