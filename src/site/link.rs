//! Documents → site.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::address::Route;
use crate::config::PermalinkPattern;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Author, CommentFile, Page, Post};
use crate::source::SourcePath;

use super::alone::Alone;
use super::alphabet::Alphabet;
use super::assign::assign;
use super::authors;
use super::cards;
use super::check_links::LinkCheck;
use super::documents::{Documents, LinkOptions};
use super::model::{PostEntry, Site, TagEntry, VerdictRow, YearEntry};
use super::picture_table::Pictures;
use super::pictures::{self, MadeOf};
use super::posts;
use super::table::Routes;
use super::tags;
use super::target::{PostId, Target};
use super::verdicts::{outcome, verdicts_on};

/// Links documents to a site.
///
/// It keeps what each post comes to on its own for as long as the post is the very same, and the outline of the site for
/// as long as only texts change: most saves are of that kind.
#[derive(Debug, Default)]
pub struct Linker {
    permalink: Option<PermalinkPattern>,
    /// In the order of the documents that were linked last.
    kept: Vec<Arc<Alone>>,
    outline: Option<Outline>,
    pictures: Option<(MadeOf, Arc<Pictures>)>,
    cards: Option<cards::Kept>,
}

impl Linker {
    /// Links the documents, and reports what is wrong between them.
    pub fn link(&mut self, documents: &Documents, options: LinkOptions) -> (Site, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let config = &documents.config;
        let authors = authors::in_order(&documents.authors, config, &mut diagnostics);
        let comment_files = posts::comment_files(&documents.posts, &documents.comment_files, &mut diagnostics);
        self.keep(&documents.posts, &comment_files, &config.permalink);
        let fitting = self.outline.take().filter(|outline| outline.fits(documents, options, &authors, &self.kept));
        let mut site = if let Some(mut outline) = fitting {
            let site = outline.fill(documents, options, authors, &self.kept);
            // Where the outline is the same, a link is as good as before, unless it leads to a place on a page.
            let is_known = |id: PostId, entry: &PostEntry| {
                !entry.has_anchored_links && outline.good_links.get(id).is_some_and(|is_good| *is_good)
            };
            diagnostics.extend(LinkCheck::new(&site).all(is_known));
            outline.note_links(&diagnostics);
            self.outline = Some(outline);
            site
        } else {
            let mut problems = Vec::new();
            let site = self.link_anew(documents, options, authors, &mut problems);
            let is_outlined = problems.is_empty();
            diagnostics.extend(problems);
            diagnostics.extend(LinkCheck::new(&site).all(|_, _| false));
            if is_outlined {
                let mut outline = Outline::of(&site, documents, options, &self.kept);
                outline.note_links(&diagnostics);
                self.outline = Some(outline);
            }
            site
        };
        for entry in &site.posts {
            diagnostics.extend(entry.problems().iter().cloned());
        }
        diagnostics.extend(self.add_derived(&mut site, documents));
        diagnostics.extend(pictures::check(&site, documents));
        diagnostics.extend(cards::check(&site));
        (site, diagnostics)
    }

    /// Adds what is made of pictures and posts, that of before where nothing of it changed; reports what has its address
    /// already.
    fn add_derived(&mut self, site: &mut Site, documents: &Documents) -> Vec<Diagnostic> {
        let made_of = MadeOf::new(site, documents);
        let known = self.pictures.take().filter(|(before, _)| before.is_same(&made_of)).map(|(_, pictures)| pictures);
        let pictures = known.unwrap_or_else(|| Arc::new(made_of.pictures(site)));
        let kept = cards::Kept::new(self.cards.take(), site, documents);
        let cards = Arc::clone(kept.cards());
        self.cards = Some(kept);
        let (routes, taken) = site.routes.with_derived(pictures.targets().chain(cards.targets()));
        site.routes = routes;
        site.cards = cards;
        site.pictures = Arc::clone(&pictures);
        self.pictures = Some((made_of, pictures));
        taken.into_iter().map(|(route, target)| derived_twice(site, &route, &target)).collect()
    }

    fn link_anew(
        &self,
        documents: &Documents,
        options: LinkOptions,
        authors: Vec<Arc<Author>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Site {
        let alphabet = Alphabet::of(&documents.config.language);
        let in_order = posts::in_order(&self.kept, options);
        let ((tags, years), by_slug) =
            rayon::join(|| (tags::tags(&in_order, alphabet), tags::years(&in_order)), || posts::by_slug(&in_order));
        posts::check_slugs(&in_order, &by_slug, diagnostics);
        let mut entries = posts::entries(&in_order, options, &tags);
        posts::link_follow_ups(&mut entries, &by_slug, &documents.posts, diagnostics);
        let mut site = Site {
            tags: Arc::new(tags),
            years: Arc::new(years),
            verdicts: verdict_rows(&entries),
            author_takes: takes(&authors, &entries),
            authors,
            next_due: posts::next_due(&self.kept, options),
            posts: entries,
            pages: pages(documents, options),
            routes: Routes::default(),
            pictures: Arc::default(),
            cards: Arc::default(),
            by_source: Arc::default(),
            unpublished: Arc::new(self.unpublished(documents, options)),
            config: Arc::clone(&documents.config),
        };
        assign(&mut site, documents, diagnostics);
        site
    }

    /// Keeps what the very same posts came to, and finds out what the others come to.
    fn keep(&mut self, posts: &[Arc<Post>], comment_files: &[Option<&Arc<CommentFile>>], permalink: &PermalinkPattern) {
        if self.permalink.as_ref() != Some(permalink) {
            self.permalink = Some(permalink.clone());
            self.kept.clear();
        }
        let mut before = std::mem::take(&mut self.kept).into_iter().peekable();
        let pairs = posts.iter().zip(comment_files);
        let known: Vec<Option<Arc<Alone>>> = pairs
            .map(|(post, file)| {
                let is_same = |alone: &Arc<Alone>| alone.is_of(post, *file);
                before.next_if(is_same).or_else(|| {
                    while before.next_if(|alone| alone.post.path < post.path).is_some() {}
                    before.next_if(is_same)
                })
            })
            .collect();
        let found = known
            .into_par_iter()
            .zip(posts)
            .zip(comment_files)
            .map(|((known, post), file)| known.unwrap_or_else(|| Arc::new(Alone::new(post, *file, permalink))));
        self.kept = found.collect();
    }

    /// The documents that are left out, and why.
    fn unpublished(&self, documents: &Documents, options: LinkOptions) -> HashMap<SourcePath, &'static str> {
        let posts = self
            .kept
            .iter()
            .filter_map(|alone| posts::left_out(alone, options).map(|reason| (alone.post.path.clone(), reason)));
        let pages = documents.pages.iter().filter(|page| page.draft && !options.drafts);
        posts.chain(pages.map(|page| (page.path.clone(), "a draft"))).collect()
    }
}

/// What a site keeps when only texts change, and what it was made of.
#[derive(Debug)]
struct Outline {
    options: LinkOptions,
    paginate_by: usize,
    /// Tags are in its order.
    language: String,
    posts: Vec<Arc<Alone>>,
    pages: Vec<Arc<Page>>,
    authors: Vec<(String, SourcePath)>,
    content_files: Vec<SourcePath>,
    static_files: Vec<SourcePath>,
    theme_files: Vec<String>,
    /// The place among `posts` of each post of the site.
    order: Vec<usize>,
    entries: Vec<PostEntry>,
    tags: Arc<Vec<TagEntry>>,
    years: Arc<Vec<YearEntry>>,
    routes: Routes,
    by_source: Arc<FxHashMap<SourcePath, Route>>,
    unpublished: Arc<HashMap<SourcePath, &'static str>>,
    /// For each of `entries`, whether all its links were good.
    good_links: Vec<bool>,
}

impl Outline {
    /// The outline of a site that was linked from these posts without a problem.
    fn of(site: &Site, documents: &Documents, options: LinkOptions, posts: &[Arc<Alone>]) -> Self {
        let places: FxHashMap<&SourcePath, usize> =
            posts.iter().enumerate().map(|(place, alone)| (&alone.post.path, place)).collect();
        Self {
            options,
            paginate_by: documents.config.paginate_by,
            language: documents.config.language.clone(),
            posts: posts.to_vec(),
            pages: documents.pages.clone(),
            authors: names(&site.authors),
            content_files: documents.content_files.clone(),
            static_files: documents.static_files.clone(),
            theme_files: documents.theme_files.clone(),
            order: site.posts.iter().filter_map(|entry| places.get(&entry.post.path).copied()).collect(),
            entries: site.posts.clone(),
            tags: Arc::clone(&site.tags),
            years: Arc::clone(&site.years),
            routes: site.routes.clone(),
            by_source: Arc::clone(&site.by_source),
            unpublished: Arc::clone(&site.unpublished),
            good_links: Vec::new(),
        }
    }

    /// Notes in which posts all links are good, by what was reported.
    fn note_links(&mut self, diagnostics: &[Diagnostic]) {
        let reported: FxHashSet<&str> = diagnostics.iter().map(|problem| problem.span.file.as_ref()).collect();
        let is_good = |entry: &PostEntry| reported.is_empty() || !reported.contains(entry.post.path.as_str());
        self.good_links = self.entries.iter().map(is_good).collect();
    }

    /// Whether these documents make a site of the same outline.
    fn fits(&self, documents: &Documents, options: LinkOptions, authors: &[Arc<Author>], posts: &[Arc<Alone>]) -> bool {
        // A post that was due in between has another place.
        let is_same_post = |(own, other): (&Arc<Alone>, &Arc<Alone>)| {
            (Arc::ptr_eq(own, other) || own.is_outlined_like(other))
                && posts::is_scheduled(own, self.options) == posts::is_scheduled(other, options)
        };
        let is_same_page = |(own, other): (&Arc<Page>, &Arc<Page>)| {
            let aliases = |page: &Page| page.aliases.iter().map(|alias| alias.route.clone()).collect::<Vec<_>>();
            (&own.path, &own.route, own.draft) == (&other.path, &other.route, other.draft)
                && aliases(own) == aliases(other)
        };
        (self.options.drafts, self.options.future) == (options.drafts, options.future)
            && (self.paginate_by, &self.language) == (documents.config.paginate_by, &documents.config.language)
            && self.posts.len() == posts.len()
            && self.posts.iter().zip(posts).all(is_same_post)
            && self.pages.len() == documents.pages.len()
            && self.pages.iter().zip(&documents.pages).all(is_same_page)
            && self.authors == names(authors)
            && self.content_files == documents.content_files
            && self.static_files == documents.static_files
            && self.theme_files == documents.theme_files
    }

    /// The site of this outline with the texts of these documents.
    fn fill(
        &mut self,
        documents: &Documents,
        options: LinkOptions,
        authors: Vec<Arc<Author>>,
        posts: &[Arc<Alone>],
    ) -> Site {
        for ((entry, is_good), place) in self.entries.iter_mut().zip(&mut self.good_links).zip(&self.order) {
            if let Some(alone) = posts.get(*place).filter(|alone| !Arc::ptr_eq(alone, &entry.alone)) {
                entry.alone = Arc::clone(alone);
                *is_good = false;
            }
        }
        self.options = options;
        self.posts = posts.to_vec();
        self.pages.clone_from(&documents.pages);
        Site {
            tags: Arc::clone(&self.tags),
            years: Arc::clone(&self.years),
            verdicts: verdict_rows(&self.entries),
            author_takes: takes(&authors, &self.entries),
            authors,
            next_due: posts::next_due(posts, options),
            posts: self.entries.clone(),
            pages: pages(documents, options),
            routes: self.routes.clone(),
            pictures: Arc::default(),
            cards: Arc::default(),
            by_source: Arc::clone(&self.by_source),
            unpublished: Arc::clone(&self.unpublished),
            config: Arc::clone(&documents.config),
        }
    }
}

/// Something at the address of what is made of a picture or a post.
fn derived_twice(site: &Site, route: &Route, target: &Target) -> Diagnostic {
    let made = match target {
        Target::Picture { original, .. } => {
            let source = site.pictures.get(original).map_or("", |entry| entry.source.as_str());
            format!("a smaller version of {source}")
        }
        Target::Card(post) => {
            format!("the share card of {}", site.posts.get(*post).map_or("", |entry| entry.post.path.as_str()))
        }
        _ => "a file of its own".to_owned(),
    };
    let file = match site.routes.get(route) {
        Some(Target::File(path)) => path.shared().clone(),
        _ => "site.toml".into(),
    };
    Diagnostic::error(
        Code::DuplicateRoute,
        Span::start_of(&file),
        format!("this would be published at `/{}`, where columnist puts {made}", route.address()),
        "give it another name; what columnist makes itself needs no copy among your files",
    )
}

fn names(authors: &[Arc<Author>]) -> Vec<(String, SourcePath)> {
    authors.iter().map(|author| (author.id.clone(), author.path.clone())).collect()
}

/// The pages that belong to the site, in the order of their addresses.
fn pages(documents: &Documents, options: LinkOptions) -> Vec<Arc<Page>> {
    let mut pages: Vec<_> = documents.pages.iter().filter(|page| options.drafts || !page.draft).cloned().collect();
    pages.sort_by(|a, b| a.route.cmp(&b.route).then_with(|| a.path.cmp(&b.path)));
    pages
}

/// The letters that got a verdict: newest post first, its letters in written order.
fn verdict_rows(posts: &[PostEntry]) -> Vec<VerdictRow> {
    let rows = posts.iter().enumerate().flat_map(|(post, entry)| {
        let row = move |letter: &usize| {
            let verdicts = verdicts_on(&entry.post, *letter);
            let outcome = outcome(verdicts.iter().map(|(_, verdict)| verdict.stance));
            VerdictRow { post, letter: *letter, outcome }
        };
        entry.judged_letters.iter().map(row)
    });
    rows.collect()
}

/// For each author the posts in which they have a take, and where the first one stands.
fn takes(authors: &[Arc<Author>], posts: &[PostEntry]) -> Vec<Vec<(PostId, usize)>> {
    let of = |author: &Arc<Author>| {
        let takes = posts.iter().enumerate();
        takes.filter_map(|(id, entry)| Some((id, entry.first_take(&author.id)?))).collect()
    };
    authors.iter().map(of).collect()
}
