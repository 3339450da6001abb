//! A route for every file to publish, each once.

use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::address::Route;
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

use super::claims::Claims;
use super::documents::Documents;
use super::file_names;
use super::model::Site;
use super::routes::{SEARCH, sitemap_parts};
use super::target::{FeedKind, Target};
use super::verdicts::Outcome;

/// Fills the site's routes, and where the files below `content` are published.
pub(super) fn assign(site: &mut Site, documents: &Documents, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_source = by_source(site, documents.content_files.len());
    let route_of = |path| file_route(&by_source, &site.unpublished, path);
    let files: Vec<(Route, &SourcePath)> =
        documents.content_files.iter().filter_map(|path| Some((route_of(path)?, path))).collect();
    by_source.extend(files.iter().map(|(route, path)| ((*path).clone(), route.clone())));
    site.by_source = Arc::new(by_source);
    let mut claims = Claims::new(site, diagnostics);
    for (id, entry) in site.posts.iter().enumerate() {
        let post = &entry.post;
        // Of posts with the same slug that is reported, and not what follows from it.
        let other = match claims.routes.get(&entry.route) {
            Some(Target::Post(other)) => site.posts.get(*other),
            _ => None,
        };
        if other.is_none_or(|other| other.post.slug != post.slug) {
            claims.claim(entry.route.clone(), Target::Post(id));
        }
    }
    for (index, page) in site.pages.iter().enumerate() {
        claims.claim(page.route.clone(), Target::Page(index));
    }
    for (route, target) in generated(site) {
        claims.claim_generated(route, target);
    }
    for (route, path) in files {
        claims.claim(route, Target::File(path.clone()));
    }
    for path in &documents.static_files {
        let route = Route::new(path.as_str().strip_prefix("static/").unwrap_or_default());
        claims.claim_static(route, path);
    }
    let is_used = |name: &&String| site.config.search.is_some() || !name.starts_with(SEARCH);
    for name in documents.theme_files.iter().filter(is_used) {
        claims.routes.insert_new(Route::new(name.as_str()), || Target::ThemeFile(name.as_str().into()));
    }
    let with_aliases = site.posts.iter().filter(|entry| !entry.aliases().is_empty());
    let of_posts = with_aliases.map(|entry| (&entry.post.path, &entry.route, entry.post.aliases()));
    let of_pages = site.pages.iter().map(|page| (&page.path, &page.route, page.aliases.as_slice()));
    for (path, route, aliases) in of_posts.chain(of_pages) {
        for alias in aliases {
            claims.claim_alias(path, route, alias);
        }
    }
    let problems = file_names::problems(&claims);
    claims.diagnostics.extend(problems);
    site.routes = claims.routes.finish();
}

/// Where the documents are published; with room for other files.
fn by_source(site: &Site, others: usize) -> FxHashMap<SourcePath, Route> {
    let documents = site.posts.len() + site.pages.len() + site.authors.len();
    let mut routes = FxHashMap::with_capacity_and_hasher(documents + others, FxBuildHasher);
    routes.extend(site.posts.iter().map(|entry| (entry.post.path.clone(), entry.route.clone())));
    routes.extend(site.pages.iter().map(|page| (page.path.clone(), page.route.clone())));
    routes.extend(site.authors.iter().map(|author| (author.path.clone(), site.author_route(&author.id))));
    routes
}

/// The routes that every site has, and those of its lists.
fn generated(site: &Site) -> Vec<(Route, Target)> {
    let per_page = site.config.paginate_by;
    let mut routes = vec![
        (site.tags_route(), Target::Tags),
        (site.archive_route(), Target::Archive),
        (Route::new("404.html"), Target::NotFound),
        (Route::new("sitemap.xml"), Target::Sitemap),
        (Route::new("robots.txt"), Target::Robots),
    ];
    routes.extend(site.search_route().map(|route| (route, Target::Search)));
    let mut feeds = vec![FeedKind::Atom, FeedKind::Rss, FeedKind::Json, FeedKind::Comments];
    for page in 1..=pages(site.posts.len(), per_page) {
        routes.push((site.index_route(page), Target::Index(page)));
    }
    for author in 0..site.authors.len() {
        let takes = site.author_takes.get(author).map_or(0, Vec::len);
        for page in 1..=pages(takes, per_page) {
            routes.push((site.author_page_route(author, page), Target::Author { author, page }));
        }
        feeds.push(FeedKind::Author(author));
    }
    for (tag, entry) in site.tags.iter().enumerate() {
        for page in 1..=pages(entry.posts.len(), per_page) {
            routes.push((site.tag_route(tag, page), Target::Tag { tag, page }));
        }
        feeds.push(FeedKind::Tag(tag));
    }
    for (index, year) in site.years.iter().enumerate() {
        routes.push((site.year_route(year.year), Target::Year(index)));
    }
    for outcome in std::iter::once(None).chain(Outcome::ALL.map(Some)) {
        let rows = site.verdicts_with(outcome).count();
        // A page of all verdicts is there from the beginning; one of an outcome when it has something to show.
        for page in (1..=pages(rows, site.verdicts_per_page())).filter(|_| outcome.is_none() || rows > 0) {
            routes.push((site.verdicts_route(outcome, page), Target::Verdicts { outcome, page }));
        }
    }
    for part in 0..sitemap_parts(site) {
        routes.push((site.sitemap_part_route(part), Target::SitemapPart(part)));
    }
    routes.extend(feeds.into_iter().map(|kind| (site.feed_route(kind), Target::Feed(kind))));
    routes
}

/// Where a file below `content` is published: one beside an `index.md` goes with it, any other keeps its path. A file
/// of a post that is left out is left out too.
fn file_route(
    by_source: &FxHashMap<SourcePath, Route>,
    unpublished: &HashMap<SourcePath, &'static str>,
    path: &SourcePath,
) -> Option<Route> {
    let mut folder = path.folder();
    loop {
        let indexes = ["md", "markdown"].map(|ending| format!("{folder}/index.{ending}"));
        if indexes.iter().any(|index| unpublished.contains_key(index.as_str())) {
            return None;
        }
        if let Some(owner) = indexes.iter().find_map(|index| by_source.get(index.as_str())) {
            let inside = path.as_str().get(folder.len() + 1..)?;
            let base = owner.folder();
            return Some(Route::new(if base.is_empty() { inside.to_owned() } else { format!("{base}/{inside}") }));
        }
        match folder.rsplit_once('/') {
            Some((parent, _)) if parent != "content" => folder = parent,
            _ => break,
        }
    }
    path.as_str().strip_prefix("content/").map(Route::new)
}

/// How many pages a list has; an empty one has one.
fn pages(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page.max(1)).max(1)
}
