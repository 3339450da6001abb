//! Which vocabulary a name belongs to.
//!
//! Exports declare the same namespaces with `http` or `https`, under other prefixes, or not at all; readers ask only for
//! the vocabulary.

use quick_xml::name::ResolveResult;

/// The vocabulary of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Space {
    /// No namespace, or the file's own.
    Plain,
    /// Atom's publishing control.
    App,
    /// Atom's threads.
    Thread,
    /// Blogger, as Takeout writes it.
    Blogger,
    /// WordPress.
    WordPress,
    /// RSS's full text.
    Content,
    /// WordPress's excerpts.
    Excerpt,
    /// Dublin Core.
    DublinCore,
    /// Disqus.
    Disqus,
    /// Anything else.
    Other,
}

/// The vocabulary of a resolved name; a prefix that nobody declared stands for what it usually does.
pub(super) fn of(resolved: &ResolveResult<'_>) -> Space {
    match resolved {
        ResolveResult::Unbound => Space::Plain,
        ResolveResult::Bound(namespace) => of_address(namespace.as_ref()),
        ResolveResult::Unknown(prefix) => of_prefix(prefix),
    }
}

fn of_address(address: &str) -> Space {
    let name = address.trim().trim_start_matches("https://").trim_start_matches("http://");
    let known = [
        ("purl.org/atom/app#", Space::App),
        ("www.w3.org/2007/app", Space::App),
        ("purl.org/syndication/thread/1.0", Space::Thread),
        ("schemas.google.com/blogger/2018", Space::Blogger),
        ("purl.org/rss/1.0/modules/content", Space::Content),
        ("purl.org/dc/elements/1.1", Space::DublinCore),
        ("www.w3.org/2005/Atom", Space::Plain),
    ];
    if let Some((_, space)) = known.iter().find(|(start, _)| name.starts_with(start)) {
        return *space;
    }
    match name {
        _ if name.starts_with("wordpress.org/export/") && name.contains("/excerpt") => Space::Excerpt,
        _ if name.starts_with("wordpress.org/export/") => Space::WordPress,
        _ if name.starts_with("disqus.com") => Space::Disqus,
        _ => Space::Other,
    }
}

fn of_prefix(prefix: &str) -> Space {
    match prefix {
        "app" => Space::App,
        "thr" => Space::Thread,
        "blogger" => Space::Blogger,
        "wp" => Space::WordPress,
        "content" => Space::Content,
        "excerpt" => Space::Excerpt,
        "dc" => Space::DublinCore,
        "dsq" => Space::Disqus,
        _ => Space::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_and_versions_make_no_difference() {
        for address in ["http://wordpress.org/export/1.0/", "https://wordpress.org/export/1.2/"] {
            assert_eq!(of_address(address), Space::WordPress);
        }
        assert_eq!(of_address("http://wordpress.org/export/1.1/excerpt/"), Space::Excerpt);
        assert_eq!(of_address("http://disqus.com/disqus-internals"), Space::Disqus);
        assert_eq!(of(&ResolveResult::Unknown("app".to_owned())), Space::App);
    }
}
