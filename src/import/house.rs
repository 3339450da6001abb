//! The site that takes what comes in: what is there already, and which names and addresses are taken.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::address::{Route, Slug};
use crate::config::{self, Config, MarkdownRules, PermalinkParts};
use crate::document::{Author, Context, LabelTable, Post, Voice, Voices, parse_author, parse_page, parse_post};
use crate::source::{SourcePath, SourceTree, is_source, read_site};

use super::error::ImportError;
use super::shape::plain_rules;

/// Where columnist puts pages and files of its own.
const RESERVED: [&str; 11] = [
    "archive",
    "atom.xml",
    "authors",
    "comments.xml",
    "feed.json",
    "page",
    "robots.txt",
    "rss.xml",
    "sitemap.xml",
    "tags",
    "verdicts",
];

/// The site that takes what comes in.
pub(super) struct House {
    pub(super) config: Config,
    pub(super) authors: Vec<Author>,
    pub(super) voices: Voices,
    /// The files of what came in before, by the sources that they name.
    pub(super) known: BTreeMap<String, SourcePath>,
    /// The posts, for comments that look for theirs.
    pub(super) posts: Vec<Known>,
    /// What is published at an address: the file, for messages.
    taken: BTreeMap<Route, String>,
    folders: BTreeSet<String>,
    slugs: BTreeSet<String>,
    /// The files below `content`, in small letters, because some systems tell no more apart.
    files: BTreeSet<String>,
}

/// A post that is there.
pub(super) struct Known {
    pub(super) path: SourcePath,
    pub(super) title: String,
    /// Its address and its old ones.
    pub(super) routes: Vec<Route>,
    pub(super) slug: String,
}

/// The settings of the site in a folder, if there is one.
pub(super) fn settings(root: &Path) -> Result<Option<Config>, ImportError> {
    let tree = read_site(root);
    let Some(source) = tree.get("site.toml") else { return Ok(None) };
    let text = source.text().map_err(|problem| ImportError::Site(format!("site.toml: {}", problem.message)))?;
    let config = config::read(source.path.shared(), &text);
    let first = |problems: Vec<crate::diagnostic::Diagnostic>| {
        let message = problems.into_iter().next().map_or_else(String::new, |problem| problem.message);
        ImportError::Site(format!("site.toml cannot be used: {message}; `columnist check` says more"))
    };
    config.map(Some).map_err(first)
}

impl House {
    /// Looks around in a folder.
    pub(super) fn open(root: &Path, config: Config) -> Self {
        let tree = read_site(root);
        let text =
            |path: &SourcePath| tree.get(path.as_str()).and_then(|source| source.text().ok()).unwrap_or_default();
        let is_document = |path: &SourcePath| path.has_ending("md") || path.has_ending("markdown");
        let (documents, files): (Vec<SourcePath>, Vec<SourcePath>) =
            tree.below("content").map(|source| source.path.clone()).partition(is_document);
        let is_author = |path: &&SourcePath| path.folder() == "content/authors";
        let parsed = documents
            .iter()
            .filter(is_author)
            .filter_map(|path| parse_author(path, &text(path), &MarkdownRules::default()).value);
        let mut house = Self {
            authors: parsed.collect(),
            voices: Voices::default(),
            known: BTreeMap::new(),
            posts: Vec::new(),
            taken: BTreeMap::new(),
            folders: BTreeSet::new(),
            slugs: BTreeSet::new(),
            files: tree.below("content").map(|source| source.path.as_str().to_lowercase()).collect(),
            config,
        };
        house.listen();
        let rules = plain_rules(&house.config.rules);
        let voices = house.voices.clone();
        let context = Context::new(&rules, &voices);
        for path in documents.iter().filter(|path| !is_author(path)) {
            house.read_document(path, &text(path), &context);
        }
        house.take_files(&files, &tree);
        house
    }

    /// Knows the labels of all authors anew.
    pub(super) fn listen(&mut self) {
        self.voices = Voices::new(self.authors.iter().map(voice).collect());
    }

    fn read_document(&mut self, path: &SourcePath, text: &str, context: &Context<'_>) {
        if !path.as_str().starts_with("content/posts/") {
            let Some(page) = parse_page(path, text, context).value else { return };
            self.remember(page.extra.get("source"), path);
            self.claim(page.route, path.as_str());
            for alias in page.aliases {
                self.claim(alias.route, path.as_str());
            }
            return;
        }
        let Some(post) = parse_post(path, text, context).value else { return };
        self.remember(post.extra().get("source"), path);
        self.slugs.insert(post.slug.as_str().to_lowercase());
        let routes: Vec<Route> =
            [self.route(&post)].into_iter().chain(post.aliases().iter().map(|alias| alias.route.clone())).collect();
        for route in &routes {
            self.claim(route.clone(), path.as_str());
        }
        self.posts.push(Known { path: path.clone(), title: post.title.into(), routes, slug: post.slug.to_string() });
    }

    fn route(&self, post: &Post) -> Route {
        let (year, month, day) = (post.date.year(), post.date.month(), post.date.day());
        self.config.permalink.route(PermalinkParts { year, month, day, slug: &post.slug })
    }

    fn remember(&mut self, source: Option<&crate::fields::AnyValue>, path: &SourcePath) {
        let value = |key: &str| source.and_then(|source| source.0.get(key)).and_then(|value| value.as_str());
        if let (Some(kind), Some(id)) = (value("kind"), value("id")) {
            self.known.insert(source_key(kind, id), path.clone());
        }
    }

    fn take_files(&mut self, files: &[SourcePath], tree: &SourceTree) {
        for path in files {
            let route = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
            self.claim(Route::new(route), path.as_str());
        }
        let fixed: Vec<String> = tree.below("static").map(|source| source.path.to_string()).collect();
        for path in fixed {
            self.claim(Route::new(path.trim_start_matches("static/")), &path);
        }
    }

    fn claim(&mut self, route: Route, file: &str) {
        let mut folder = route.as_str();
        while let Some((parent, _)) = folder.rsplit_once('/') {
            self.folders.insert(parent.to_owned());
            folder = parent;
        }
        self.taken.entry(route).or_insert_with(|| file.to_owned());
    }

    /// Whether there is a file at a path, or will be.
    pub(super) fn has_file(&self, path: &SourcePath) -> bool {
        self.files.contains(&path.as_str().to_lowercase())
    }

    /// Takes a path, so that nothing else is written there.
    pub(super) fn take_file(&mut self, path: &SourcePath) {
        self.files.insert(path.as_str().to_lowercase());
    }

    /// Takes an address for a file, or says what has it.
    pub(super) fn take_route(&mut self, route: &Route, file: &str) -> Result<(), String> {
        if let Some(other) = self.taken.get(route) {
            return if other == file { Ok(()) } else { Err(other.clone()) };
        }
        let top = route.as_str().split('/').next().unwrap_or("");
        let is_own = RESERVED.contains(&top) || matches!(top, "index.html" | "404.html" | "");
        let crosses = self.folders.contains(route.as_str())
            || route.as_str().match_indices('/').any(|(at, _)| {
                route.as_str().get(..at).is_some_and(|parent| self.taken.contains_key(&Route::new(parent)))
            });
        if is_own || crosses {
            return Err("a page that columnist makes itself".to_owned());
        }
        self.claim(route.clone(), file);
        Ok(())
    }

    /// A slug that no post has yet, made from a wished one.
    pub(super) fn take_slug(&mut self, wished: &Slug) -> Slug {
        let mut slug = wished.clone();
        let mut number = 1_usize;
        while !self.slugs.insert(slug.as_str().to_lowercase()) {
            number += 1;
            slug = Slug::parse(&format!("{wished}-{number}"))
                .unwrap_or_else(|_| Slug::from_text(&format!("{number}-{wished}")));
        }
        slug
    }

    /// All labels that begin a section.
    pub(super) fn labels(&self) -> LabelTable {
        LabelTable::new(&self.config.rules.column.labels, self.voices.iter())
    }
}

/// An author as a voice; the bio plays no part here.
fn voice(author: &Author) -> Voice {
    Voice {
        id: author.id.clone(),
        name: author.name.clone(),
        labels: author.labels.clone(),
        bio: author.bio.clone(),
        file: author.path.to_string(),
    }
}

/// By which something that came in is known again.
pub(super) fn source_key(kind: &str, id: &str) -> String {
    format!("{kind} {id}")
}

/// The segment of an address that a text is, else one made from it; never a name that files may not have.
pub(super) fn segment(text: &str) -> Slug {
    let trimmed = text.trim_start_matches(['-', '_']);
    let is_usable = |slug: &Slug| is_source(&format!("content/posts/{slug}.md"));
    let slug = Slug::parse(trimmed).ok().filter(is_usable).unwrap_or_else(|| Slug::from_text(trimmed));
    if is_special(slug.as_str()) { Slug::from_text(&format!("{slug} page")) } else { slug }
}

/// Whether a name means something else than a file: to columnist, or to Windows, whatever its ending.
fn is_special(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_port = port.is_some_and(|number| number.len() == 1 && number.chars().all(|c| c.is_ascii_digit()));
    name == "index" || matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || is_port
}
