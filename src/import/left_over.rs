//! What did not come in, said; and the posts that Disqus's threads belong to.

use std::collections::{BTreeMap, HashMap};

use crate::address::Route;
use crate::source::SourcePath;

use super::export::{Kind, Left, Thread};
use super::gather::Gathered;
use super::house::{House, Known, source_key};
use super::old_address::{below, path};
use super::people::People;
use super::report::Report;

/// The post of each thread, and whether it is a page: never.
pub(super) fn match_threads(
    threads: &[Thread],
    house: &House,
    report: &mut Report,
) -> BTreeMap<String, (SourcePath, bool)> {
    let mut by_address: HashMap<&str, &Known> = HashMap::new();
    for post in &house.posts {
        for route in &post.routes {
            by_address.entry(bare(route)).or_insert(post);
        }
    }
    let mut posts = BTreeMap::new();
    for thread in threads {
        if let Some(post) = post_of(thread, house, &by_address) {
            posts.insert(thread.id.clone(), (post.path.clone(), false));
            continue;
        }
        let what = thread.address.as_deref().unwrap_or(&thread.title);
        let what = if what.is_empty() { thread.id.as_str() } else { what };
        report.note("no-post", None, format!("the thread {what} belongs to no post here"));
    }
    posts
}

/// The post that a thread is about: by its address, by the name that the blog gave it, or by its title.
fn post_of<'h>(thread: &Thread, house: &'h House, by_address: &HashMap<&str, &'h Known>) -> Option<&'h Known> {
    let routes = [thread.address.as_deref(), thread.name.as_deref()].into_iter().flatten();
    let base = house.config.base.path();
    let routes = routes.filter_map(path).map(|path| below(path, base));
    let mut routes = routes.filter_map(|path| Route::from_address(&path).ok());
    let by_route = routes.find_map(|route| by_address.get(bare(&route)).copied());
    let by_number = || {
        let path = house.known.get(&source_key(Kind::WordPress.as_str(), number(thread)?))?;
        house.posts.iter().find(|post| post.path == *path)
    };
    let by_name = || {
        let name = thread.name.as_deref().filter(|name| !name.is_empty())?;
        house.posts.iter().find(|post| post.slug == name)
    };
    let by_title = || {
        let same = |post: &&Known| !thread.title.trim().is_empty() && post.title.trim() == thread.title.trim();
        let mut found = house.posts.iter().filter(same);
        found.next().filter(|_| found.next().is_none())
    };
    by_route.or_else(by_number).or_else(by_name).or_else(by_title)
}

/// A route without the slash at its end, with which readers came as well.
fn bare(route: &Route) -> &str {
    route.as_str().trim_end_matches("index.html").trim_end_matches('/')
}

/// The number of a post of WordPress, whose plug-in calls threads `12 http://a.example/?p=12`.
fn number(thread: &Thread) -> Option<&str> {
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let first = thread.name.as_deref().and_then(|name| name.split_once(' ')).map(|(first, _)| first);
    let query = || {
        let (_, query) = thread.address.as_deref()?.split_once('?')?;
        query.split(['&', '#']).find_map(|part| part.strip_prefix("p="))
    };
    first.filter(is_number).or_else(query).filter(is_number)
}

/// Says what did not come in.
pub(super) fn report(gathered: &Gathered, people: &People, report: &mut Report) {
    for (left, count) in &gathered.left {
        let (code, message) = match left {
            Left::Draft => ("left-draft", "drafts that were left (`--drafts-too` takes them)"),
            Left::Trash => ("left-trash", "posts and pages that were left, because they had been thrown away"),
            Left::Ping => ("left-ping", "pingbacks and trackbacks that were left, because they are no comments"),
            Left::Nameless => ("left-nameless", "entries that were left, because they have no id"),
            Left::Foreign => ("left-foreign", "entries that were left, because they are neither post nor page"),
        };
        report.note(code, None, format!("{message}: {count}"));
    }
    let counts = report.counts;
    let left = "comments that were left, because they waited for approval, were spam, or had been removed";
    for (count, code, message) in [
        (counts.comments_left, "left-comment", left),
        (counts.homeless, "no-post", "comments that were left, because what they are about did not come in"),
        (counts.copies, "copy", "comments that were left, because they are copies of others on the site"),
        (counts.on_pages, "page-comments", "comments on pages, which have none here, so that they stand in the text"),
    ] {
        if count > 0 {
            report.note(code, None, format!("{message}: {count}"));
        }
    }
    for (id, label) in &people.missing {
        let file = format!("content/authors/{id}.md");
        report.note("missing-label", Some(&file), format!("columns use the label `{label}`; add it to `labels:` here"));
    }
}
