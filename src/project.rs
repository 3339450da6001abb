//! From a folder to everything that is needed to publish it: `source → document → site`, with the theme beside it.
//!
//! [`assemble`] is what `build`, `serve`, `check` and `list` all begin with.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::address::Base;
use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{
    Author, CommentFile, Context, Page, Parsed, Post, Voice, Voices, parse_author, parse_comments, parse_page,
    parse_post,
};
use crate::render::Renderer;
use crate::site::{Documents, LinkOptions, Site, link};
use crate::source::{Source, SourcePath, SourceTree, read_site};
use crate::theme::{self, Theme};

/// What belongs to a site, and where it is to live.
#[derive(Debug, Clone)]
pub struct Options {
    /// The time; posts after it are scheduled.
    pub now: Timestamp,
    /// Whether drafts belong to the site.
    pub drafts: bool,
    /// Whether scheduled posts belong to the site.
    pub future: bool,
    /// In the place of site.toml's `base_url`.
    pub base: Option<Base>,
}

/// A site's files, and what they come to.
#[derive(Debug)]
pub struct Project {
    /// The files, with the built-in theme's.
    pub tree: SourceTree,
    /// The site and its theme; `None` where the settings or the theme cannot be understood.
    pub parts: Option<Parts>,
    /// What is wrong so far; pages that fail to render are found by [`Project::check_pages`].
    pub diagnostics: Vec<Diagnostic>,
}

/// A site and its theme.
#[derive(Debug)]
pub struct Parts {
    /// The linked site.
    pub site: Site,
    /// Its templates and assets.
    pub theme: Theme,
}

/// The folder holds no site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSite;

/// Reads the files of the site in a folder; there must be a `site.toml`.
pub fn open(root: &Path) -> Result<SourceTree, NoSite> {
    let tree = read_site(root);
    if tree.get("site.toml").is_some() { Ok(tree) } else { Err(NoSite) }
}

/// Parses and links a site, and loads its theme.
pub fn assemble(mut tree: SourceTree, options: &Options) -> Project {
    for source in theme::built_in() {
        if tree.get(source.path.as_str()).is_none() {
            tree.insert(source);
        }
    }
    let mut diagnostics = tree.problems().to_vec();
    let config = match read_config(&tree, options) {
        Ok(config) => Arc::new(config),
        Err(problems) => {
            diagnostics.extend(problems);
            return Project { tree, parts: None, diagnostics };
        }
    };
    let theme = theme::load(&tree, &config).map_err(|problems| diagnostics.extend(problems)).ok();
    let documents = parse(&tree, &config, theme.as_ref(), options, &mut diagnostics);
    let link_options = LinkOptions { now: options.now, drafts: options.drafts, future: options.future };
    let (site, problems) = link(&documents, link_options);
    diagnostics.extend(problems);
    Project { tree, parts: theme.map(|theme| Parts { site, theme }), diagnostics }
}

fn read_config(tree: &SourceTree, options: &Options) -> Result<Config, Vec<Diagnostic>> {
    let path = SourcePath::new("site.toml");
    let missing = || {
        let help = "run `columnist init` to make a site, or write site.toml with `title` and `base_url`";
        vec![Diagnostic::error(Code::ConfigSyntax, Span::start_of(path.shared()), "there is no site.toml", help)]
    };
    let text = tree.get(path.as_str()).ok_or_else(missing)?.text().map_err(|problem| vec![problem])?;
    let mut config = config::read(path.shared(), &text)?;
    if let Some(base) = &options.base {
        config.base = base.clone();
    }
    Ok(config)
}

/// What one file below `content` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Author,
    Post,
    Comments,
    Page,
    /// Nearly a comments file: publishing it as it is could show what nobody approved.
    Misnamed,
    File,
}

fn kind_of(path: &SourcePath) -> Kind {
    let name = path.file_name().to_lowercase();
    if ["comments.yaml", "comments.yml"].iter().any(|end| name == *end || name.ends_with(&format!(".{end}"))) {
        return Kind::Comments;
    }
    if name.contains("comment") && (name.contains(".yaml") || name.contains(".yml")) {
        return Kind::Misnamed;
    }
    if !path.has_ending("md") && !path.has_ending("markdown") {
        return Kind::File;
    }
    match path.folder() {
        "content/authors" => Kind::Author,
        folder if folder == "content/posts" || folder.starts_with("content/posts/") => Kind::Post,
        _ => Kind::Page,
    }
}

/// One parsed file.
enum Document {
    Post(Box<Parsed<Post>>),
    Comments(Parsed<CommentFile>),
    Page(Box<Parsed<Page>>),
}

fn parse(
    tree: &SourceTree,
    config: &Arc<Config>,
    theme: Option<&Theme>,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Documents {
    let sources: Vec<(&Source, Kind)> = tree.below("content").map(|source| (source, kind_of(&source.path))).collect();
    let authors = parse_authors(&sources, config, diagnostics);
    let voices = Voices::new(authors.iter().map(|author| voice(author)).collect());
    let context = Context::new(&config.rules, &voices);
    for (source, _) in sources.iter().filter(|(_, kind)| *kind == Kind::Misnamed) {
        diagnostics.push(Diagnostic::error(
            Code::OrphanComments,
            Span::start_of(source.path.shared()),
            "this looks like a comments file, but is not named like one",
            "name it `post.comments.yaml` beside `post.md`, or `comments.yaml` beside `index.md`; or take it away",
        ));
    }
    let parsed: Vec<Document> =
        sources.par_iter().filter_map(|(source, kind)| document(source, *kind, &context)).collect();
    let mut documents = Documents {
        config: Arc::clone(config),
        authors,
        posts: Vec::new(),
        pages: Vec::new(),
        comment_files: Vec::new(),
        content_files: sources
            .iter()
            .filter(|(_, kind)| *kind == Kind::File)
            .map(|(source, _)| source.path.clone())
            .collect(),
        static_files: tree.below("static").map(|source| source.path.clone()).collect(),
        theme_files: theme.map(|theme| theme.file_names().map(str::to_owned).collect()).unwrap_or_default(),
    };
    // A draft may be half written; what it or its comments lack is nobody's business until it is shown.
    let hidden: BTreeSet<String> = parsed.iter().filter_map(|document| hidden_stem(document, options)).collect();
    for document in parsed {
        match document {
            Document::Post(parsed) => {
                let is_hidden = parsed.value.as_ref().is_some_and(|post| hidden.contains(&post.stem()));
                diagnostics.extend(parsed.diagnostics.into_iter().filter(|_| !is_hidden));
                documents.posts.extend(parsed.value.map(Arc::new));
            }
            Document::Comments(parsed) => {
                let is_hidden = parsed.value.as_ref().is_some_and(|file| hidden.contains(&file.post_stem()));
                diagnostics.extend(parsed.diagnostics.into_iter().filter(|_| !is_hidden));
                documents.comment_files.extend(parsed.value.map(Arc::new));
            }
            Document::Page(parsed) => {
                let is_hidden = parsed.value.as_ref().is_some_and(|page| page.draft && !options.drafts);
                diagnostics.extend(parsed.diagnostics.into_iter().filter(|_| !is_hidden));
                documents.pages.extend(parsed.value.map(Arc::new));
            }
        }
    }
    documents
}

/// The stem of a post that is a draft and not to be shown.
fn hidden_stem(document: &Document, options: &Options) -> Option<String> {
    match document {
        Document::Post(parsed) => parsed.value.as_ref().filter(|post| post.draft && !options.drafts).map(Post::stem),
        _ => None,
    }
}

fn parse_authors(sources: &[(&Source, Kind)], config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Arc<Author>> {
    let mut authors = Vec::new();
    for (source, _) in sources.iter().filter(|(_, kind)| *kind == Kind::Author) {
        match source.text() {
            Ok(text) => {
                let parsed = parse_author(&source.path, &text, config.rules.highlight);
                diagnostics.extend(parsed.diagnostics);
                authors.extend(parsed.value.map(Arc::new));
            }
            Err(problem) => {
                diagnostics.push(problem);
                let text = source.text_to_show().unwrap_or_default();
                authors.extend(parse_author(&source.path, &text, config.rules.highlight).value.map(Arc::new));
            }
        }
    }
    authors
}

fn voice(author: &Author) -> Voice {
    Voice {
        id: author.id.clone(),
        name: author.name.clone(),
        labels: author.labels.clone(),
        bio: crate::markdown::Fragment::default(),
        file: author.path.to_string(),
    }
}

fn document(source: &Source, kind: Kind, context: &Context<'_>) -> Option<Document> {
    if matches!(kind, Kind::Author | Kind::Misnamed | Kind::File) {
        return None;
    }
    let (text, problem) = match source.text() {
        Ok(text) => (text, None),
        Err(problem) => (source.text_to_show().unwrap_or_default(), Some(problem)),
    };
    Some(match kind {
        Kind::Post => Document::Post(Box::new(only(problem, parse_post(&source.path, &text, context)))),
        Kind::Comments => Document::Comments(only(problem, parse_comments(&source.path, &text, context))),
        _ => Document::Page(Box::new(only(problem, parse_page(&source.path, &text, context)))),
    })
}

/// What a file comes to that could be read in part only: that is what is wrong with it, and the rest follows from it.
fn only<T>(problem: Option<Diagnostic>, parsed: Parsed<T>) -> Parsed<T> {
    match problem {
        Some(problem) => Parsed { value: parsed.value, diagnostics: vec![problem] },
        None => parsed,
    }
}

impl Project {
    /// Whether nothing stops a build so far.
    pub fn is_publishable(&self) -> bool {
        self.parts.is_some() && !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Makes every page and throws it away, to find the templates that fail.
    pub fn check_pages(&mut self) {
        let Some(parts) = &self.parts else { return };
        let renderer = Renderer::new(&parts.site, &parts.theme, &self.tree);
        let routes: Vec<_> = parts.site.routes.keys().collect();
        let failed: Vec<Diagnostic> = routes
            .par_iter()
            .map_init(Vec::new, |buffer, route| {
                buffer.clear();
                renderer.render(route, buffer).err()
            })
            .flatten()
            .collect();
        self.diagnostics.extend(failed);
    }

    /// The text of a file, for showing a line of it.
    pub fn text_of(&self, file: &str) -> Option<String> {
        self.tree.get(file).and_then(Source::text_to_show)
    }
}
