//! One route → its bytes.

use std::path::PathBuf;

use serde::Serialize;
use tera::{Context, Value};

use crate::address::Route;
use crate::config::{Labels, StaticFile, fill};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Page, TemplateName};
use crate::picture::Digest;
use crate::site::{FeedKind, Origin, Outcome, PostId, Site, Target};
use crate::source::{SourcePath, SourceTree};
use crate::theme::Theme;

use super::common::Common;
use super::components::Components;
use super::contents;
use super::failed::Failed;
use super::feed;
use super::html;
use super::json_ld::JsonLd;
use super::lists;
use super::pictures;
use super::post;
use super::search;
use super::share;
use super::sitemap;
use super::view::{
    DocumentView, FeedView, Html, LookView, NavView, PageContext, PageView, PathsView, PostContext, RedirectContext,
    SearchContext, Shared, SiteView,
};
use super::voices::{self, Speaker};

/// Languages that are written from right to left, by their first subtag.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur"];

/// Makes the files of one site; what its pages share is made once.
#[derive(Debug)]
pub struct Renderer<'s> {
    site: &'s Site,
    theme: &'s Theme,
    tree: &'s SourceTree,
    common: Common<'s>,
    components: Components<'s>,
    site_value: Value,
    labels: Value,
    /// The feeds that every page announces.
    feeds: Vec<Shared<FeedView>>,
    json_ld: JsonLd<'s>,
}

impl<'s> Renderer<'s> {
    /// A renderer for a site, its theme, and the files that are published as they are.
    pub fn new(site: &'s Site, theme: &'s Theme, tree: &'s SourceTree) -> Self {
        let authors = voices::authors(site);
        let site_value = value(&site_view(site, theme, &authors));
        let labels = value::<Labels>(&site.config.labels);
        let mut implicits = Context::new();
        implicits.insert_value("site", site_value.clone());
        implicits.insert_value("labels", labels.clone());
        let common = Common::new(site, theme, authors, implicits.clone());
        let components = Components::new(site, theme, implicits);
        Self {
            feeds: feeds(site),
            json_ld: JsonLd::new(site),
            components,
            site_value,
            labels,
            common,
            site,
            theme,
            tree,
        }
    }

    /// Appends the bytes that are published at a route.
    ///
    /// The error is a template or components that failed, a file that cannot be read, or a route that the site does not
    /// have.
    pub fn render(&self, route: &Route, out: &mut Vec<u8>) -> Result<(), Failed> {
        let Some(target) = self.site.routes.get(route) else { return Err(no_such_route(route).into()) };
        match target {
            Target::Feed(kind) => feed::write(&self.common, &self.components, *kind, out),
            Target::Sitemap => sitemap::write(self.site, out),
            Target::SitemapPart(part) => sitemap::write_part(self.site, *part, out),
            Target::Robots => sitemap::write_robots(self.site, out),
            Target::File(path) => match self.tree.get(path.as_str()) {
                Some(source) => out.extend_from_slice(&source.bytes()?),
                None => return Err(no_such_route(route).into()),
            },
            Target::ThemeFile(name) => match self.theme.file(name) {
                Some(source) => out.extend_from_slice(&source.bytes()?),
                None => return Err(no_such_route(route).into()),
            },
            Target::Picture { original, version } => {
                return Ok(pictures::write(self.site, self.tree, original, *version as usize, out)?);
            }
            Target::Card(post) => return Ok(share::write(self.site, *post, out).ok_or_else(|| no_such_route(route))?),
            target => return self.page(route, target, out),
        }
        Ok(())
    }

    /// The file whose bytes are published at a route as they are, if they are so many that they should be passed on piece
    /// by piece.
    pub fn large_file(&self, route: &Route) -> Option<Result<PathBuf, Diagnostic>> {
        let source = match self.site.routes.get(route)? {
            Target::File(path) if !route.is_html() => self.tree.get(path.as_str())?.as_ref(),
            Target::ThemeFile(name) if !route.is_html() => self.theme.file(name)?,
            _ => return None,
        };
        source.large()
    }

    /// Makes the file at a route, to find out whether it can be; a large one is only looked at.
    pub fn check(&self, route: &Route, buffer: &mut Vec<u8>) -> Result<(), Failed> {
        buffer.clear();
        match self.large_file(route) {
            Some(found) => Ok(found.map(|_| ())?),
            None => self.render(route, buffer),
        }
    }

    /// Whether the smaller versions of the picture at a route can be made.
    pub fn check_picture(&self, original: &Route) -> Result<(), Diagnostic> {
        pictures::check(self.site, self.tree, original)
    }

    /// What decides the bytes at a route that are worth keeping, because making them is costly.
    pub fn key(&self, route: &Route) -> Option<Digest> {
        match self.site.routes.get(route)? {
            Target::Picture { original, version } => {
                self.site.pictures.get(original)?.versions.get(*version as usize).map(|version| version.key)
            }
            Target::Card(post) => self.site.cards.get(*post).map(|card| card.key),
            _ => None,
        }
    }

    fn page(&self, route: &Route, target: &Target, out: &mut Vec<u8>) -> Result<(), Failed> {
        let labels = &self.site.config.labels;
        let named = |label: &str, name: &str| fill(label, &[("name", name)]);
        match target {
            Target::Post(id) => self.post(route, *id, out),
            Target::Page(index) => match self.site.pages.get(*index) {
                Some(page) => self.document(route, page, out),
                None => Err(no_such_route(route).into()),
            },
            Target::Index(page) => {
                let total = self.site.posts.len().div_ceil(self.site.config.paginate_by).to_string();
                let further = fill(&labels.page_of, &[("n", &page.to_string()), ("total", &total)]);
                let title = if *page == 1 { String::new() } else { further };
                let mut meta = self.list_meta("index", &title, route, None);
                if *page == 1 {
                    meta.json_ld = Some(Html::new(&self.json_ld.home()));
                }
                self.html("index.html", &meta, &lists::index(&self.common, *page)?, out)
            }
            Target::Author { author, page } => {
                let context = lists::author(&self.common, *author, *page).ok_or_else(|| no_such_route(route))?;
                let document = self.site.authors.get(*author);
                let name = document.map_or("", |author| author.name.as_str());
                let description = document.map(|author| author.description.clone());
                let mut meta = self.meta("author", name, description, route);
                meta.feeds.push(feed(self.site, FeedKind::Author(*author), name));
                meta.json_ld =
                    document.and_then(|author| self.json_ld.author(&meta, author)).map(|json| Html::new(&json));
                self.html("author.html", &meta, &context, out)
            }
            Target::Tag { tag, page } => {
                let context = lists::tag(&self.common, *tag, *page).ok_or_else(|| no_such_route(route))??;
                let above = Some((labels.tags.as_str(), self.site.tags_route()));
                let mut meta = self.list_meta("tag", &named(&labels.tagged, &context.tag.name), route, above);
                meta.feeds.push(feed(self.site, FeedKind::Tag(*tag), &context.tag.name));
                self.html("tag.html", &meta, &context, out)
            }
            Target::Tags => {
                let meta = self.list_meta("tags", &labels.tags, route, None);
                self.html("tags.html", &meta, &lists::tags(&self.common), out)
            }
            Target::Archive => {
                let meta = self.list_meta("archive", &labels.archive, route, None);
                self.html("archive.html", &meta, &lists::archive(&self.common), out)
            }
            Target::Year(index) => {
                let context = lists::year(&self.common, *index).ok_or_else(|| no_such_route(route))??;
                let title = named(&labels.archive_year, &context.year.year.to_string());
                let above = Some((labels.archive.as_str(), self.site.archive_route()));
                self.html("year.html", &self.list_meta("year", &title, route, above), &context, out)
            }
            Target::Verdicts { outcome, page } => {
                let all = (labels.verdicts.as_str(), self.site.verdicts_route(None, 1));
                let (title, above) = match outcome {
                    None => (&labels.verdicts, None),
                    Some(Outcome::Agree) => (&labels.agree, Some(all)),
                    Some(Outcome::Differ) => (&labels.differ, Some(all)),
                };
                let meta = PageView {
                    description: Some(labels.verdicts_intro.clone()),
                    ..self.list_meta("verdicts", title, route, above)
                };
                self.html("verdicts.html", &meta, &lists::verdicts(&self.common, *outcome, *page), out)
            }
            Target::Search => {
                let context =
                    SearchContext { engine: self.site.config.base.href(&self.site.search_file_route(search::ENGINE)) };
                self.html("search.html", &self.list_meta("search", &labels.search, route, None), &context, out)
            }
            Target::NotFound => {
                let meta = self.meta("not_found", &labels.not_found, None, route);
                self.html("404.html", &meta, &lists::not_found(&self.common)?, out)
            }
            Target::Redirect(to) => {
                let base = &self.site.config.base;
                let context = RedirectContext { target: base.href(to), target_url: base.permalink(to) };
                self.html("redirect.html", &self.meta("redirect", &labels.moved, None, route), &context, out)
            }
            Target::Feed(_)
            | Target::Sitemap
            | Target::SitemapPart(_)
            | Target::Robots
            | Target::File(_)
            | Target::ThemeFile(_)
            | Target::Card(_)
            | Target::Picture { .. } => Err(no_such_route(route).into()),
        }
    }

    fn post(&self, route: &Route, id: PostId, out: &mut Vec<u8>) -> Result<(), Failed> {
        let Some(entry) = self.site.posts.get(id) else { return Err(no_such_route(route).into()) };
        let document = &entry.post;
        let mut meta = self.meta("post", &document.title, Some(document.description.to_string()), route);
        meta.image = share::image(self.site, id, entry);
        meta.json_ld = Some(Html::new(&self.json_ld.post(&meta, entry)));
        let template = self.own_template(document.template(), "post.html", &document.path)?;
        self.html(template, &meta, &PostContext { post: post::view(&self.common, &self.components, id, entry)? }, out)
    }

    fn document(&self, route: &Route, page: &Page, out: &mut Vec<u8>) -> Result<(), Failed> {
        let origin = Origin { source: &page.path, route };
        let mut failed = Vec::new();
        let place = html::Place::Page(&html::Loading::from_top());
        let html = Html::new(&self.components.text(origin, &page.body, place, &mut failed));
        let view = DocumentView {
            title: page.title.clone(),
            html: Failed::unless_none(html, failed)?,
            contents: contents::nested(page.body.headings()),
            heading_count: page.body.headings().len(),
            updated: page.updated.as_ref().map(|date| voices::date(&self.site.config, date)),
            extra: page.extra.clone(),
        };
        let template = self.own_template(page.template.as_ref(), "page.html", &page.path)?;
        let mut meta = self.meta("page", &page.title, Some(page.description.clone()), route);
        meta.json_ld = Some(Html::new(&self.json_ld.other(&meta, None)));
        self.html(template, &meta, &PageContext { document: view }, out)
    }

    /// The template that front matter names, or the default. It must be there; the mistake is in that file.
    fn own_template<'t>(
        &self,
        own: Option<&'t TemplateName>,
        default: &'t str,
        path: &SourcePath,
    ) -> Result<&'t str, Diagnostic> {
        match own {
            Some(TemplateName { name, range }) if !self.theme.has_template(name) => Err(Diagnostic::error(
                Code::TemplateFailed,
                Span::new(path.shared(), range.clone()),
                format!("there is no template `{name}`"),
                format!("write it as templates/{name}, or take `template:` out"),
            )),
            Some(TemplateName { name, .. }) => Ok(name),
            None => Ok(default),
        }
    }

    /// Of a list; `above` is the name and the route of the list that it belongs to.
    fn list_meta(&self, kind: &'static str, title: &str, route: &Route, above: Option<(&str, Route)>) -> PageView {
        let mut meta = self.meta(kind, title, None, route);
        let above = above.map(|(name, route)| (name, self.site.config.base.permalink(&route)));
        let above = above.as_ref().map(|(name, url)| (*name, url.as_str()));
        meta.json_ld = Some(Html::new(&self.json_ld.other(&meta, above)));
        meta
    }

    fn meta(&self, kind: &'static str, title: &str, description: Option<String>, route: &Route) -> PageView {
        let base = &self.site.config.base;
        PageView {
            kind,
            title: title.to_owned(),
            description: description.or_else(|| self.site.config.description.clone()).filter(|text| !text.is_empty()),
            href: base.href(route),
            url: base.permalink(route),
            image: None,
            feeds: self.feeds.clone(),
            json_ld: None,
        }
    }

    fn html<C: Serialize>(
        &self,
        template: &str,
        page: &PageView,
        context: &C,
        out: &mut Vec<u8>,
    ) -> Result<(), Failed> {
        let mut full = Context::from_serialize(context).unwrap_or_default();
        full.insert_value("site", self.site_value.clone());
        full.insert_value("labels", self.labels.clone());
        let address = page.href.trim_start_matches('/').to_owned();
        full.insert("page", page);
        Ok(self.theme.render(template, &address, &full, out)?)
    }
}

fn feeds(site: &Site) -> Vec<Shared<FeedView>> {
    let all = [
        (FeedKind::Atom, ""),
        (FeedKind::Rss, ""),
        (FeedKind::Json, ""),
        (FeedKind::Comments, &*site.config.labels.comments),
    ];
    all.map(|(kind, of)| feed(site, kind, of)).to_vec()
}

fn feed(site: &Site, kind: FeedKind, of: &str) -> Shared<FeedView> {
    let title = &site.config.title;
    Shared::new(&FeedView {
        title: if of.is_empty() { title.clone() } else { format!("{title}: {of}") },
        href: site.config.base.href(&site.feed_route(kind)),
        media_type: match kind {
            FeedKind::Rss => "application/rss+xml",
            FeedKind::Json => "application/feed+json",
            _ => "application/atom+xml",
        },
    })
}

fn value<T: Serialize>(view: &T) -> Value {
    Value::try_from_serializable(view).unwrap_or_else(|_| Value::none())
}

fn no_such_route(route: &Route) -> Diagnostic {
    Diagnostic::error(
        Code::UnreadableFile,
        Span::start_of(&route.as_str().into()),
        "there is nothing to publish here",
        "this is a mistake in columnist; please report it",
    )
}

fn site_view(site: &Site, theme: &Theme, authors: &[Speaker]) -> SiteView {
    let config = &site.config;
    let base = &config.base;
    let feed = |kind| base.href(&site.feed_route(kind));
    let home = site.index_route(1);
    let primary = config.language.split('-').next().unwrap_or("").to_ascii_lowercase();
    SiteView {
        title: config.title.clone(),
        subtitle: config.subtitle.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        direction: if RIGHT_TO_LEFT.contains(&primary.as_str()) { "rtl" } else { "ltr" },
        home: base.href(&home),
        url: base.permalink(&home),
        look: look(site, theme),
        nav: config.nav.iter().map(|item| nav(site, &item.label, &item.url)).collect(),
        authors: authors.iter().map(|author| author.value.clone()).collect(),
        paths: PathsView {
            archive: base.href(&site.archive_route()),
            verdicts: base.href(&site.verdicts_route(None, 1)),
            tags: base.href(&site.tags_route()),
            search: site.search_route().map(|route| base.href(&route)),
            atom: feed(FeedKind::Atom),
            rss: feed(FeedKind::Rss),
            json: feed(FeedKind::Json),
            comments: feed(FeedKind::Comments),
        },
        comments_email: config.comments_email.clone(),
        extra: config.extra.clone(),
    }
}

fn look(site: &Site, theme: &Theme) -> LookView {
    let look = &site.config.look;
    let href = |name: &str| theme.asset_names().get(name).map(|name| site.config.base.href(&Route::new(name.as_str())));
    let named = |file: &Option<StaticFile>| file.as_ref().and_then(|file| href(&file.name));
    LookView {
        logo: named(&look.logo),
        sheets: theme.look_sheet().and_then(href).into_iter().chain(named(&look.style)).collect(),
        footer: look.footer.clone(),
    }
}

fn nav(site: &Site, label: &str, url: &str) -> NavView {
    let (source, route) = (SourcePath::new("site.toml"), site.index_route(1));
    let origin = Origin { source: &source, route: &route };
    NavView { label: label.to_owned(), href: html::address(site, origin, url, html::Form::Path).into_owned() }
}
