//! A source tree → a [`Project`], with what was parsed before.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::card::Fonts;
use crate::config::{self, Cards, Config, TextRules};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{
    Author, CommentFile, Context, Image, Page, Parsed, Post, Voice, Voices, parse_author, parse_comments, parse_page,
    parse_post, too_many_signs,
};
use crate::highlight;
use crate::markdown::{Fragment, is_external};
use crate::picture;
use crate::render::{check_calls, check_fields};
use crate::site::{Documents, LinkOptions, Linker, PictureFile};
use crate::source::{Source, SourcePath, SourceTree};
use crate::theme::{self, Theme, Themes};

use super::kinds::{Kind, kind_of};
use super::model::{Options, Parts, Project};

/// Parses and links a site, and loads its theme.
pub fn assemble(tree: SourceTree, options: &Options) -> Project {
    // When all is parsed, all code is coloured.
    Memo::default().assemble_and(tree, options, highlight::forget)
}

/// Parsed documents, each kept for as long as its file is the very same and what parsing depends on stays the same.
///
/// Whatever was assembled before, a memo gives what [`assemble`] gives, only sooner.
#[derive(Debug, Default)]
pub struct Memo {
    /// What the documents were parsed by.
    parsed_by: Option<(TextRules, Voices)>,
    /// In the order of their paths.
    files: Vec<File>,
    /// The pictures that documents may show, each with the file that was looked at.
    pictures: FxHashMap<SourcePath, (Arc<Source>, Arc<PictureFile>)>,
    /// What share cards are drawn with, and the file of the site's own font.
    fonts: Option<(Option<Arc<Source>>, Arc<Fonts>)>,
    linker: Linker,
    themes: Themes,
}

/// A file below `content`.
#[derive(Debug)]
struct File {
    source: Arc<Source>,
    kind: Kind,
    /// What it comes to; `None` before it is parsed.
    document: Option<Document>,
    /// The names of the files of the pictures that it shows.
    pictures: Vec<String>,
}

/// One parsed file, and what is wrong with it.
#[derive(Debug)]
enum Document {
    Post(Option<Arc<Post>>, Vec<Diagnostic>),
    Comments(Option<Arc<CommentFile>>, Vec<Diagnostic>),
    Page(Option<Arc<Page>>, Vec<Diagnostic>),
    /// A file that is none of the others.
    Other,
}

impl Document {
    /// The names of the files of the pictures that it shows.
    fn pictures(&self) -> Vec<String> {
        match self {
            Self::Post(Some(post), _) => pictures_of(post.fragments(), post.image()),
            Self::Page(Some(page), _) => pictures_of([&page.body].into_iter(), None),
            _ => Vec::new(),
        }
    }
}

/// The names of the files of some pictures; those elsewhere have none.
fn pictures_of<'f>(fragments: impl Iterator<Item = &'f Fragment>, image: Option<&Image>) -> Vec<String> {
    let holes = fragments.flat_map(Fragment::holes).filter(|hole| hole.image.is_some());
    let targets = holes.map(|hole| hole.target.as_ref()).chain(image.map(|image| image.src.as_str()));
    let name = |target: &str| {
        let path = target.split(['?', '#']).next().unwrap_or("");
        let name = path.rsplit('/').next().unwrap_or("");
        (!is_external(target)).then(|| percent_decode_str(name).decode_utf8_lossy().into_owned())
    };
    targets.filter_map(name).collect()
}

impl Memo {
    /// Parses what is not known yet, links the site, and loads its theme.
    pub fn assemble(&mut self, tree: SourceTree, options: &Options) -> Project {
        self.assemble_and(tree, options, || ())
    }

    /// The same, with something to do when all is parsed.
    fn assemble_and(&mut self, mut tree: SourceTree, options: &Options, when_parsed: impl FnOnce()) -> Project {
        for source in theme::built_in() {
            if tree.get(source.path.as_str()).is_none() {
                tree.insert(Arc::clone(source));
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
        let theme = self.themes.load(&tree, &config).map_err(|problems| diagnostics.extend(problems)).ok();
        let documents = self.documents(&tree, &config, theme.as_deref(), options, &mut diagnostics);
        when_parsed();
        let link_options = LinkOptions { now: options.now, drafts: options.drafts, future: options.future };
        let (site, problems) = self.linker.link(&documents, link_options);
        diagnostics.extend(problems);
        if let Some(theme) = &theme {
            diagnostics.extend(check_fields(theme, &tree));
            diagnostics.extend(check_calls(&site, theme));
        }
        Project { tree, parts: theme.map(|theme| Parts::new(site, theme)), diagnostics }
    }

    fn documents(
        &mut self,
        tree: &SourceTree,
        config: &Arc<Config>,
        theme: Option<&Theme>,
        options: &Options,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Documents {
        self.keep(tree);
        let authors = parse_authors(&self.files, &config.rules, diagnostics);
        self.parse(&config.rules, Voices::new(authors.iter().map(|author| voice(author)).collect()));
        let mut documents = Documents {
            config: Arc::clone(config),
            authors,
            posts: Vec::new(),
            pages: Vec::new(),
            comment_files: Vec::new(),
            content_files: Vec::new(),
            pictures: Vec::new(),
            fonts: None,
            static_files: tree.below("static").map(|source| source.path.clone()).collect(),
            theme_files: theme.map(|theme| theme.file_names().map(str::to_owned).collect()).unwrap_or_default(),
        };
        // A draft may be half written; what it or its comments lack is nobody's business until it is shown.
        let hidden: BTreeSet<(&str, &str)> = self.files.iter().filter_map(|file| hidden_stem(file, options)).collect();
        for file in &self.files {
            match (&file.document, file.kind) {
                (Some(Document::Post(post, found)), _) => {
                    let is_hidden = post.as_ref().is_some_and(|post| post.draft && !options.drafts);
                    diagnostics.extend(found.iter().filter(|_| !is_hidden).cloned());
                    documents.posts.extend(post.clone());
                }
                (Some(Document::Comments(comments, found)), _) => {
                    let is_hidden = !hidden.is_empty()
                        && comments.as_ref().is_some_and(|comments| hidden.contains(&comments.post_stem()));
                    diagnostics.extend(found.iter().filter(|_| !is_hidden).cloned());
                    documents.comment_files.extend(comments.clone());
                }
                (Some(Document::Page(page, found)), _) => {
                    let is_hidden = page.as_ref().is_some_and(|page| page.draft && !options.drafts);
                    diagnostics.extend(found.iter().filter(|_| !is_hidden).cloned());
                    documents.pages.extend(page.clone());
                }
                (_, Kind::File) => documents.content_files.push(file.source.path.clone()),
                (_, Kind::Misnamed) => diagnostics.push(misnamed(&file.source.path)),
                _ => {}
            }
        }
        documents.pictures = self.look_at_pictures(tree, &documents.authors);
        documents.fonts = self.fonts(tree, &config.cards, diagnostics);
        documents
    }

    /// What share cards are drawn with, if any are to be.
    fn fonts(&mut self, tree: &SourceTree, cards: &Cards, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<Fonts>> {
        if !cards.enabled {
            return None;
        }
        let own = cards.font.as_ref().and_then(|font| tree.get(&format!("static/{}", font.name)));
        let is_same = |before: &Option<Arc<Source>>| match (before, own) {
            (Some(before), Some(own)) => Arc::ptr_eq(before, own),
            (None, None) => true,
            _ => false,
        };
        if cards.font.is_none() == own.is_none()
            && let Some((_, fonts)) = self.fonts.as_ref().filter(|(before, _)| is_same(before))
        {
            return Some(Arc::clone(fonts));
        }
        match read_fonts(cards, own) {
            Ok(fonts) => {
                let fonts = Arc::new(fonts);
                self.fonts = Some((own.cloned(), Arc::clone(&fonts)));
                Some(fonts)
            }
            Err(problem) => {
                diagnostics.push(problem);
                None
            }
        }
    }

    /// Looks at the pictures that documents may show: those whose files have the names. Others cost nothing.
    fn look_at_pictures(&mut self, tree: &SourceTree, authors: &[Arc<Author>]) -> Vec<Arc<PictureFile>> {
        let mut before = std::mem::take(&mut self.pictures);
        let of_authors: Vec<String> =
            authors.iter().flat_map(|author| pictures_of([&author.bio].into_iter(), author.image.as_ref())).collect();
        let of_files = self.files.iter().flat_map(|file| &file.pictures);
        let names: HashSet<&str> = of_files.chain(&of_authors).map(String::as_str).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let in_content = self.files.iter().filter(|file| file.kind == Kind::File).map(|file| &file.source);
        let is_shown = |source: &&Arc<Source>| {
            picture::is_picture(source.path.file_name()) && names.contains(source.path.file_name())
        };
        let found: Vec<&Arc<Source>> = in_content.chain(tree.below("static")).filter(is_shown).collect();
        let known: Vec<(&Arc<Source>, Option<Arc<PictureFile>>)> = found
            .into_iter()
            .map(|source| {
                let known = before.remove(&source.path).filter(|(file, _)| Arc::ptr_eq(file, source));
                (source, known.map(|(_, picture)| picture))
            })
            .collect();
        // A file that cannot be read is reported when it is to be published.
        let look = |(source, known): (&Arc<Source>, Option<Arc<PictureFile>>)| {
            let look = || {
                let look = match picture::too_large(source.length()) {
                    Some(look) => look,
                    None => picture::read(&source.bytes().ok()?),
                };
                Some(PictureFile { path: source.path.clone(), look })
            };
            Some((Arc::clone(source), known.or_else(|| look().map(Arc::new))?))
        };
        let looked: Vec<(Arc<Source>, Arc<PictureFile>)> = known.into_par_iter().filter_map(look).collect();
        let pictures = looked.iter().map(|(_, picture)| Arc::clone(picture)).collect();
        self.pictures = looked.into_iter().map(|(source, picture)| (source.path.clone(), (source, picture))).collect();
        pictures
    }

    /// Keeps the files that are the very same as before, and forgets the others.
    fn keep(&mut self, tree: &SourceTree) {
        let mut before = std::mem::take(&mut self.files).into_iter().peekable();
        let files = tree.below("content").map(|source| {
            let is_same = |file: &File| Arc::ptr_eq(&file.source, source);
            let known = before.next_if(is_same).or_else(|| {
                while before.next_if(|file| file.source.path < source.path).is_some() {}
                before.next_if(is_same)
            });
            known.unwrap_or_else(|| File {
                source: Arc::clone(source),
                kind: kind_of(&source.path),
                document: None,
                pictures: Vec::new(),
            })
        });
        self.files = files.collect();
    }

    /// Parses what is not parsed by these rules and voices yet.
    fn parse(&mut self, rules: &TextRules, voices: Voices) {
        let is_same = self.parsed_by.as_ref().is_some_and(|(old, speakers)| old == rules && *speakers == voices);
        let context = Context::new(rules, &voices);
        self.files.par_iter_mut().filter(|file| !is_same || file.document.is_none()).for_each(|file| {
            let document = document(&file.source, file.kind, &context);
            file.pictures = document.pictures();
            file.document = Some(document);
        });
        self.parsed_by = Some((rules.clone(), voices));
    }
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
        // A text may name the site's address of its settings, and that at which it is published this time.
        let hosts = &mut config.rules.markdown.own_hosts;
        if !hosts.is_empty() {
            hosts.push(base.host());
        }
    }
    Ok(config)
}

/// The fonts of share cards, with the site's own where it names one.
fn read_fonts(cards: &Cards, own: Option<&Arc<Source>>) -> Result<Fonts, Diagnostic> {
    let wrong = |message: String| {
        let range = cards.font.as_ref().map_or(0..0, |font| font.range.clone());
        let help = "put a TrueType or OpenType font (`.ttf` or `.otf`) into `static`, and write its name here";
        Diagnostic::error(Code::ConfigValue, Span::new(&"site.toml".into(), range), message, help)
    };
    let own = match (&cards.font, own) {
        (Some(font), None) => return Err(wrong(format!("there is no file `{}` in `static`", font.name))),
        (_, own) => own.map(|own| own.bytes()).transpose()?,
    };
    let name = || cards.font.as_ref().map_or("", |font| font.name.as_str());
    Fonts::new(own.map(|own| own.into_owned().into()))
        .map_err(|_| wrong(format!("`{}` is no font that can be drawn with", name())))
}

fn misnamed(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        Code::OrphanComments,
        Span::start_of(path.shared()),
        "this looks like a comments file, but is not named like one",
        "name it `post.comments.yaml` beside `post.md`, or `comments.yaml` beside `index.md`; or take it away",
    )
}

/// The stem of a post that is a draft and not to be shown.
fn hidden_stem<'f>(file: &'f File, options: &Options) -> Option<(&'f str, &'f str)> {
    match &file.document {
        Some(Document::Post(post, _)) => {
            post.as_ref().filter(|post| post.draft && !options.drafts).map(|post| post.stem())
        }
        _ => None,
    }
}

fn parse_authors(files: &[File], rules: &TextRules, diagnostics: &mut Vec<Diagnostic>) -> Vec<Arc<Author>> {
    let sources = files.iter().filter(|file| file.kind == Kind::Author).map(|file| &file.source);
    let parsed = sources.map(|source| {
        let (text, problem) = text_of(source);
        only(problem, parse_author(&source.path, &text, &rules.markdown))
    });
    let mut authors = Vec::new();
    for Parsed { value, diagnostics: found } in parsed {
        diagnostics.extend(found);
        authors.extend(value.map(Arc::new));
    }
    authors
}

fn voice(author: &Author) -> Voice {
    Voice {
        id: author.id.clone(),
        name: author.name.clone(),
        labels: author.labels.clone(),
        bio: Fragment::default(),
        file: author.path.to_string(),
    }
}

fn document(source: &Source, kind: Kind, context: &Context<'_>) -> Document {
    if matches!(kind, Kind::Author | Kind::Misnamed | Kind::File) {
        return Document::Other;
    }
    let (text, problem) = text_of(source);
    let path = &source.path;
    match kind {
        Kind::Post => {
            let Parsed { value, diagnostics } = only(problem, parse_post(path, &text, context));
            Document::Post(value.map(Arc::new), diagnostics)
        }
        Kind::Comments => {
            let Parsed { value, diagnostics } = only(problem, parse_comments(path, &text, context));
            Document::Comments(value.map(Arc::new), diagnostics)
        }
        _ => {
            let Parsed { value, diagnostics } = only(problem, parse_page(path, &text, context));
            Document::Page(value.map(Arc::new), diagnostics)
        }
    }
}

/// The text of a file as far as it can be read, and why not further.
fn text_of(source: &Source) -> (String, Option<Diagnostic>) {
    match source.text() {
        Ok(text) => match too_many_signs(source.path.shared(), &text) {
            Some(problem) => (text.get(..problem.span.range.start).unwrap_or("").to_owned(), Some(problem)),
            None => (text, None),
        },
        Err(problem) => (source.text_to_show().unwrap_or_default(), Some(problem)),
    }
}

/// What a file comes to that could be read in part only: that is what is wrong with it, and the rest follows from it.
fn only<T>(problem: Option<Diagnostic>, parsed: Parsed<T>) -> Parsed<T> {
    match problem {
        Some(problem) => Parsed { value: parsed.value, diagnostics: vec![problem] },
        None => parsed,
    }
}
