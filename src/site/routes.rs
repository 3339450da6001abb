//! A route for every file to publish, each once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use unicode_normalization::UnicodeNormalization;

use crate::address::Route;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Alias;
use crate::source::SourcePath;

use super::documents::Documents;
use super::model::Site;
use super::table::NewRoutes;
use super::target::{FeedKind, Target};
use super::verdicts::Outcome;

/// The verdicts on one page of their list: a row is one line.
const VERDICTS_PER_PAGE: usize = 50;

/// Names that Windows keeps for devices, but for those with numbers.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// What follows `com` and `lpt` in others.
const NUMBERS: [&str; 13] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"];

/// Signs that no name of a file has on Windows.
const IMPOSSIBLE: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// The folder of the search. What a theme has in it is published where the site can be searched.
const SEARCH: &str = "search/";

/// The folder of the index.
const SEARCH_FILES: &str = "search/pagefind/";

/// The most pages that one sitemap may list (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// The number of parts that the sitemap is split into; 0 where one file lists all.
pub fn sitemap_parts(site: &Site) -> usize {
    let lists = site.authors.len() + site.tags.len() + site.years.len() + 4 + Outcome::ALL.len();
    let pages = site.posts.len() + site.pages.len() + lists;
    if pages <= SITEMAP_LIMIT { 0 } else { pages.div_ceil(SITEMAP_LIMIT) }
}

impl Site {
    /// The route of an author's page.
    pub fn author_route(&self, id: &str) -> Route {
        paged("authors", id, 1)
    }

    /// The route of a page of the list of posts, from 1.
    pub fn index_route(&self, page: usize) -> Route {
        if page <= 1 { Route::new("index.html") } else { Route::new(format!("page/{page}/index.html")) }
    }

    /// The route of a page of an author's takes, from 1.
    pub fn author_page_route(&self, author: usize, page: usize) -> Route {
        paged("authors", self.authors.get(author).map_or("", |author| &author.id), page)
    }

    /// The route of a page of a tag's posts, from 1.
    pub fn tag_route(&self, tag: usize, page: usize) -> Route {
        paged("tags", self.tags.get(tag).map_or("", |tag| tag.slug.as_str()), page)
    }

    /// The route of a page of the verdicts, or of those with one outcome, from 1.
    pub fn verdicts_route(&self, outcome: Option<Outcome>, page: usize) -> Route {
        match (outcome, page) {
            (Some(outcome), page) => paged("verdicts", outcome.as_str(), page),
            (None, 0 | 1) => Route::new("verdicts/index.html"),
            (None, page) => Route::new(format!("verdicts/page/{page}/index.html")),
        }
    }

    /// The route of a year.
    pub fn year_route(&self, year: i16) -> Route {
        Route::new(format!("archive/{year:04}/index.html"))
    }

    /// The route of the list of tags.
    pub fn tags_route(&self) -> Route {
        Route::new("tags/index.html")
    }

    /// The route of the list of years.
    pub fn archive_route(&self) -> Route {
        Route::new("archive/index.html")
    }

    /// The route of the search, where the site can be searched.
    pub fn search_route(&self) -> Option<Route> {
        self.config.search.map(|_| Route::new(format!("{SEARCH}index.html")))
    }

    /// The route of a file that the search needs. What names these files have is only known when the index is made, so
    /// they are not among the site's routes; no other file may be in their folder.
    pub fn search_file_route(&self, name: &str) -> Route {
        Route::new(format!("{SEARCH_FILES}{name}"))
    }

    /// Whether a route is that of a file that the search needs, if there is such a file.
    pub fn is_search_file(&self, route: &Route) -> bool {
        self.config.search.is_some() && route.as_str().starts_with(SEARCH_FILES)
    }

    /// The route of a feed.
    pub fn feed_route(&self, kind: FeedKind) -> Route {
        match kind {
            FeedKind::Atom => Route::new("atom.xml"),
            FeedKind::Rss => Route::new("rss.xml"),
            FeedKind::Json => Route::new("feed.json"),
            FeedKind::Comments => Route::new("comments.xml"),
            FeedKind::Tag(tag) => Route::new(format!("{}/atom.xml", self.tag_route(tag, 1).folder())),
            FeedKind::Author(author) => Route::new(format!("{}/atom.xml", self.author_page_route(author, 1).folder())),
        }
    }

    /// The route of a part of the sitemap, from 0.
    pub fn sitemap_part_route(&self, part: usize) -> Route {
        Route::new(format!("sitemap-{}.xml", part + 1))
    }

    /// The verdicts on one page of their list.
    pub fn verdicts_per_page(&self) -> usize {
        VERDICTS_PER_PAGE
    }
}

fn paged(kind: &str, name: &str, page: usize) -> Route {
    if page <= 1 {
        Route::new(format!("{kind}/{name}/index.html"))
    } else {
        Route::new(format!("{kind}/{name}/page/{page}/index.html"))
    }
}

/// How many pages a list has; an empty one has one.
fn pages(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page.max(1)).max(1)
}

/// Fills the site's routes, and where the files below `content` are published.
pub(super) fn assign(site: &mut Site, documents: &Documents, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_source = by_source(site, documents.content_files.len());
    let route_of = |path| file_route(&by_source, &site.unpublished, path);
    let files: Vec<(Route, &SourcePath)> =
        documents.content_files.iter().filter_map(|path| Some((route_of(path)?, path))).collect();
    by_source.extend(files.iter().map(|(route, path)| ((*path).clone(), route.clone())));
    site.by_source = Arc::new(by_source);
    let routes = NewRoutes::with_capacity(site.posts.len() * 3 / 2);
    let mut table = Table { routes, site, aliases: FxHashMap::default(), diagnostics };
    for (id, entry) in site.posts.iter().enumerate() {
        let post = &entry.post;
        // Of posts with the same slug that is reported, and not what follows from it.
        let other = match table.routes.get(&entry.route) {
            Some(Target::Post(other)) => site.posts.get(*other),
            _ => None,
        };
        if other.is_none_or(|other| other.post.slug != post.slug) {
            table.claim(entry.route.clone(), Target::Post(id));
        }
    }
    for (index, page) in site.pages.iter().enumerate() {
        table.claim(page.route.clone(), Target::Page(index));
    }
    for (route, target) in generated(site) {
        table.claim_generated(route, target);
    }
    for (route, path) in files {
        table.claim(route, Target::File(path.clone()));
    }
    for path in &documents.static_files {
        let route = Route::new(path.as_str().strip_prefix("static/").unwrap_or_default());
        table.claim_static(route, path);
    }
    let is_used = |name: &&String| site.config.search.is_some() || !name.starts_with(SEARCH);
    for name in documents.theme_files.iter().filter(is_used) {
        table.routes.insert_new(Route::new(name.as_str()), || Target::ThemeFile(name.as_str().into()));
    }
    let with_aliases = site.posts.iter().filter(|entry| !entry.aliases().is_empty());
    let of_posts = with_aliases.map(|entry| (&entry.post.path, &entry.route, entry.post.aliases()));
    let of_pages = site.pages.iter().map(|page| (&page.path, &page.route, page.aliases.as_slice()));
    for (path, route, aliases) in of_posts.chain(of_pages) {
        for alias in aliases {
            table.claim_alias(path, route, alias);
        }
    }
    table.check_folders();
    table.check_spellings();
    table.check_names();
    site.routes = table.routes.finish();
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
        for page in (1..=pages(rows, VERDICTS_PER_PAGE)).filter(|_| outcome.is_none() || rows > 0) {
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

struct Table<'s> {
    routes: NewRoutes,
    site: &'s Site,
    /// Where the old addresses that are among the routes are written.
    aliases: FxHashMap<Route, Span>,
    diagnostics: &'s mut Vec<Diagnostic>,
}

impl Table<'_> {
    fn claim(&mut self, route: Route, target: Target) {
        if let Some(other) = self.routes.get(&route) {
            let other = self.named(&route, other);
            let span = self.place(&route, &target).unwrap_or_else(settings);
            self.diagnostics.push(Diagnostic::error(
                Code::DuplicateRoute,
                span,
                format!("this would be published at `/{}`, and so would {other}", route.address()),
                "give one of the two another slug or file name",
            ));
        } else {
            self.routes.insert(route, target);
        }
    }

    /// Where the content of what is at a route is written; what columnist makes itself is written nowhere.
    fn place(&self, route: &Route, target: &Target) -> Option<Span> {
        let site = self.site;
        match target {
            Target::Post(id) => {
                site.posts.get(*id).map(|entry| Span::new(entry.post.path.shared(), entry.post.slug_range()))
            }
            Target::Page(page) => site.pages.get(*page).map(|page| Span::start_of(page.path.shared())),
            Target::File(path) => Some(Span::start_of(path.shared())),
            Target::Redirect(_) => self.aliases.get(route).cloned(),
            _ => None,
        }
    }

    fn named(&self, route: &Route, target: &Target) -> String {
        let place = self.place(route, target);
        place.map_or_else(|| "a page that columnist makes itself".to_owned(), |span| span.file.to_string())
    }

    fn claim_generated(&mut self, route: Route, target: Target) {
        match self.routes.get(&route).and_then(|other| self.place(&route, other)) {
            Some(span) => self.diagnostics.push(Diagnostic::error(
                Code::DuplicateRoute,
                span,
                format!("this would be published at `/{}`, where columnist puts a page of its own", route.address()),
                "give it another slug or file name",
            )),
            None => self.routes.insert(route, target),
        }
    }

    /// A file in `static` wins over what columnist makes itself (such as `robots.txt`), not over content. Of a whole page it
    /// is told, for few mean that.
    fn claim_static(&mut self, route: Route, path: &SourcePath) {
        let other = self.routes.get(&route);
        if other.is_some_and(|other| self.place(&route, other).is_some()) {
            return self.claim(route, Target::File(path.clone()));
        }
        if let Some(template) = other.and_then(page_template) {
            self.diagnostics.push(Diagnostic::warning(
                Code::DuplicateRoute,
                Span::start_of(path.shared()),
                format!("this file takes the place of the page that columnist makes at `/{}`", route.address()),
                format!("give it another name, unless you mean that; how the page looks is a matter of `templates/{template}`"),
            ));
        }
        self.routes.insert(route, Target::File(path.clone()));
    }

    fn claim_alias(&mut self, path: &SourcePath, target: &Route, alias: &Alias) {
        let span = Span::new(path.shared(), alias.range.clone());
        let how = match self.routes.get(&alias.route) {
            // What is written twice in one file still leads to one place.
            _ if alias.route == *target => return,
            Some(Target::Redirect(other)) if other == target => return,
            Some(Target::Redirect(_)) => "an old address",
            Some(_) => "the address",
            None => {
                self.routes.insert(alias.route.clone(), Target::Redirect(target.clone()));
                self.aliases.insert(alias.route.clone(), span);
                return;
            }
        };
        let other = self.routes.get(&alias.route).map_or_else(String::new, |other| self.named(&alias.route, other));
        self.diagnostics.push(Diagnostic::error(
            Code::AliasCollision,
            span,
            format!("the old address `/{}` is {how} of {other}", alias.route.address()),
            "take it out here: an address can lead to one place only",
        ));
    }

    /// Two addresses that differ only in case, or in how letters with accents are made, are one file on the disks of
    /// most Macs and Windows machines.
    fn check_spellings(&mut self) {
        let folded = |route: &Route| Route::new(route.as_str().nfc().flat_map(char::to_lowercase).collect::<String>());
        // Nearly all are their own folded form, which costs nothing to see.
        let is_odd = |route: &&Route| route.as_str().bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii());
        let mut odd: Vec<Route> = self.routes.unordered().filter(is_odd).cloned().collect();
        odd.sort_unstable();
        let mut known: FxHashMap<Route, Route> = FxHashMap::default();
        for route in odd {
            let one = folded(&route);
            let other = if one != route && self.routes.get(&one).is_some() { Some(&one) } else { known.get(&one) };
            if let Some((other, target)) = other.zip(self.routes.get(&route)) {
                self.diagnostics.push(Diagnostic::warning(
                    Code::DuplicateRoute,
                    self.place(&route, target).unwrap_or_else(settings),
                    format!(
                        "`/{}` and `/{}` are one and the same file on disks that pass over case or accents",
                        route.as_str(),
                        other.as_str()
                    ),
                    "give one of the two another slug or file name",
                ));
            } else {
                known.insert(one, route);
            }
        }
    }

    /// Windows takes some names for devices, whatever their endings, and some signs can be in no name: nobody there can have
    /// such a file, and a server there cannot serve it.
    fn check_names(&mut self) {
        // One for each place is enough: a tag has many pages.
        let mut found: BTreeMap<&str, (&Route, &str)> = BTreeMap::new();
        for route in self.routes.unordered() {
            let path = device(route.as_str()).map(|path| (path, "which Windows keeps for a device"));
            if let Some((path, why)) = path.or_else(|| impossible(route.as_str())) {
                let first = found.entry(path).or_insert((route, why));
                *first = (*first).min((route, why));
            }
        }
        let problems = found.into_iter().map(|(path, (route, why))| {
            let place = self.routes.get(route).and_then(|target| self.place(route, target)).unwrap_or_else(settings);
            let name = path.rsplit('/').next().unwrap_or("");
            Diagnostic::warning(
                Code::BadAddress,
                place,
                format!("`/{}` has the name `{name}`, {why}", route.address()),
                "choose another slug or name, if the site is ever to be on a disk of Windows",
            )
        });
        let problems: Vec<Diagnostic> = problems.collect();
        self.diagnostics.extend(problems);
    }

    /// No file can be where another one needs a folder, and some names are columnist's own.
    fn check_folders(&mut self) {
        // Most routes are a folder's index, which no other route can lie below.
        let is_index = |route: &Route| route.as_str().ends_with("/index.html");
        let files: FxHashSet<&str> =
            self.routes.unordered().filter(|route| !is_index(route)).map(Route::as_str).collect();
        let mut found = Vec::new();
        for route in self.routes.unordered() {
            let mut folder = route.as_str();
            while let Some((parent, _)) = folder.rsplit_once('/') {
                folder = parent;
                if files.contains(parent) {
                    found.push((Route::new(parent), route.clone()));
                }
            }
        }
        found.sort_unstable();
        let owned = |route: &Route| {
            let folder = SEARCH_FILES.trim_end_matches('/');
            let is_of_search = |rest: &str| rest.is_empty() || rest.starts_with('/');
            let is_searched = self.site.config.search.is_some();
            if route.as_str().starts_with(".columnist-") {
                Some("begins with `.columnist-`, where columnist keeps files of its own")
            } else if is_searched && route.as_str().strip_prefix(folder).is_some_and(is_of_search) {
                Some("is where columnist puts the index of the search")
            } else {
                None
            }
        };
        let mut reserved: Vec<(Route, &str)> =
            self.routes.unordered().filter_map(|route| Some((route.clone(), owned(route)?))).collect();
        reserved.sort_unstable();
        let span = |route: &Route| self.routes.get(route).and_then(|target| self.place(route, target));
        let reserved = reserved.iter().map(|(route, why)| {
            Diagnostic::error(
                Code::BadAddress,
                span(route).unwrap_or_else(settings),
                format!("`/{}` {why}", route.address()),
                "choose another name",
            )
        });
        let crossed = found.iter().map(|(file, inside)| {
            Diagnostic::error(
                Code::DuplicateRoute,
                span(file).or_else(|| span(inside)).unwrap_or_else(settings),
                format!("`/{}` would be a file, but `/{}` needs it to be a folder", file.address(), inside.address()),
                "give one of the two another slug or file name",
            )
        });
        let problems: Vec<Diagnostic> = reserved.chain(crossed).collect();
        self.diagnostics.extend(problems);
    }
}

/// The template of a page that columnist makes itself.
fn page_template(target: &Target) -> Option<&'static str> {
    match target {
        Target::Index(_) => Some("index.html"),
        Target::Author { .. } => Some("author.html"),
        Target::Tag { .. } => Some("tag.html"),
        Target::Tags => Some("tags.html"),
        Target::Archive => Some("archive.html"),
        Target::Year(_) => Some("year.html"),
        Target::Verdicts { .. } => Some("verdicts.html"),
        Target::Search => Some("search.html"),
        Target::NotFound => Some("404.html"),
        _ => None,
    }
}

/// A path up to a name that is a device to Windows, whatever follows its first dot.
fn device(path: &str) -> Option<&str> {
    let is_device = |name: &str| {
        let name = name.split('.').next().unwrap_or("").trim_end();
        let is_numbered = |number: &str| NUMBERS.contains(&number);
        let numbered = name.split_at_checked(3).filter(|(_, number)| is_numbered(number)).map(|(word, _)| word);
        DEVICES.iter().any(|device| name.eq_ignore_ascii_case(device))
            || numbered.is_some_and(|word| ["com", "lpt"].iter().any(|port| word.eq_ignore_ascii_case(port)))
    };
    let mut start = 0;
    for name in path.split('/') {
        if is_device(name) {
            return path.get(..start + name.len());
        }
        start += name.len() + 1;
    }
    None
}

/// A path up to a name that no file can have on Windows, and why.
fn impossible(path: &str) -> Option<(&str, &'static str)> {
    let mut start = 0;
    for name in path.split('/') {
        let end = start + name.len();
        let why = if name.contains(|c: char| IMPOSSIBLE.contains(&c) || c.is_ascii_control()) {
            Some("and no file can have a name with one of `< > : \" | ? * \\` on Windows")
        } else {
            name.ends_with(['.', ' '])
                .then_some("and no file can have a name that ends with a dot or a blank on Windows")
        };
        if let Some(why) = why {
            return Some((path.get(..end)?, why));
        }
        start = end + 1;
    }
    None
}

/// Where to look for what no content file is the reason of.
fn settings() -> Span {
    Span::start_of(&"site.toml".into())
}
