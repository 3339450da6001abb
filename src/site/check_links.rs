//! Every link and picture inside the site, followed once.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::address::Route;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Image;
use crate::markdown::{Fragment, is_external};
use crate::source::SourcePath;

use super::model::{PostEntry, Site};
use super::near::Near;
use super::resolve::{LinkProblem, Origin};
use super::target::PostId;

/// For how many links of one document that lead to nothing it is looked for what was meant; of more, not all are listed.
const MOST_GUESSES: usize = 500;

/// Follows the links of a site.
#[derive(Debug)]
pub struct LinkCheck<'s> {
    site: &'s Site,
    near: Near<'s>,
}

impl<'s> LinkCheck<'s> {
    /// Of a site.
    pub fn new(site: &'s Site) -> Self {
        Self { site, near: Near::new(site) }
    }

    /// Reports the links and pictures that lead to nothing; those in the posts that `is_known` knows to be good are
    /// passed over.
    pub(super) fn all(&self, is_known: impl Fn(PostId, &PostEntry) -> bool + Sync) -> Vec<Diagnostic> {
        let site = self.site;
        let mut found: Vec<Diagnostic> = site
            .posts
            .par_iter()
            .enumerate()
            .filter(|(id, entry)| entry.has_links && !is_known(*id, entry))
            .flat_map_iter(|(_, entry)| {
                let post = &entry.post;
                self.of_document(&post.path, &entry.route, post.fragments(), post.image())
            })
            .collect();
        for page in &site.pages {
            let texts = std::iter::once(&page.body).chain(page.body.bodies());
            found.extend(self.of_document(&page.path, &page.route, texts, None));
        }
        for author in &site.authors {
            let route = site.author_route(&author.id);
            found.extend(self.of_document(&author.path, &route, [&author.bio], author.image.as_ref()));
        }
        found.extend(self.navigation());
        found
    }

    fn of_document<'f>(
        &self,
        path: &SourcePath,
        route: &Route,
        fragments: impl IntoIterator<Item = &'f Fragment>,
        image: Option<&Image>,
    ) -> Vec<Diagnostic> {
        let origin = Origin { source: path, route };
        let holes = fragments.into_iter().flat_map(Fragment::holes);
        let targets = holes.map(|hole| (hole.target.as_ref(), hole.image.is_some(), hole.source_range()));
        let image =
            image.filter(|image| !is_external(&image.src)).map(|image| (image.src.as_str(), true, image.range.clone()));
        let mut found = Vec::new();
        for (target, is_image, range) in targets.chain(image) {
            if let Err(problem) = self.site.resolve(origin, target) {
                let near = if found.len() < MOST_GUESSES { self.near(origin, target, &problem) } else { None };
                found.push(report(path.shared(), range, target, is_image, &problem, near));
            }
        }
        found
    }

    /// What is wrong with an address that is no part of a text's own links: an argument of a component.
    pub fn address(&self, origin: Origin<'_>, range: Range<usize>, target: &str, is_image: bool) -> Option<Diagnostic> {
        let problem = if is_external(target) { None } else { self.site.resolve(origin, target).err() }?;
        let near = self.near(origin, target, &problem);
        Some(report(origin.source.shared(), range, target, is_image, &problem, near))
    }

    /// The links of `[[nav]]`, which stand on every page.
    fn navigation(&self) -> Vec<Diagnostic> {
        let file: Arc<str> = "site.toml".into();
        let (source, route) = (SourcePath::new("site.toml"), Route::new("index.html"));
        let origin = Origin { source: &source, route: &route };
        let config = &self.site.config;
        let links = config.nav.iter().zip(&config.nav_ranges).filter(|(item, _)| !is_external(&item.url));
        links
            .filter_map(|(item, range)| {
                let problem = self.site.resolve(origin, &item.url).err()?;
                let near = self.near(origin, &item.url, &problem);
                let mut diagnostic = report(&file, range.clone(), &item.url, false, &problem, near);
                if diagnostic.help == LINK_HELP {
                    "write an address of the site, such as `/about/`, or a whole URL".clone_into(&mut diagnostic.help);
                }
                Some(diagnostic)
            })
            .collect()
    }

    /// What was meant by a link that leads to nothing.
    fn near(&self, origin: Origin<'_>, target: &str, problem: &LinkProblem) -> Option<String> {
        match problem {
            LinkProblem::Nothing => self.near.path(origin, target),
            LinkProblem::NoAnchor(route) => self.near.anchor(route, target),
            LinkProblem::Unpublished(_) => None,
        }
    }
}

/// What to write where a link in a text leads to nothing.
const LINK_HELP: &str =
    "write the path of a file from this one (`other-post.md`), or an address of the site (`/about/`)";

fn report(
    file: &Arc<str>,
    range: Range<usize>,
    target: &str,
    is_image: bool,
    problem: &LinkProblem,
    near: Option<String>,
) -> Diagnostic {
    let (code, message, help) = match problem {
        LinkProblem::Nothing if is_image => (
            Code::MissingImage,
            format!("there is no picture `{target}`"),
            did_you_mean(near).unwrap_or_else(|| picture_help(target)),
        ),
        LinkProblem::Nothing => (
            Code::DeadLink,
            format!("the link `{target}` leads to nothing in this site"),
            did_you_mean(near.or_else(|| with_scheme(target))).unwrap_or_else(|| LINK_HELP.to_owned()),
        ),
        LinkProblem::Unpublished(reason) => (
            Code::DeadLink,
            format!("the link `{target}` leads to a document that is {reason}, so readers will not find it"),
            "publish the other document first, or take the link out until then".to_owned(),
        ),
        LinkProblem::NoAnchor(_) if target.contains("#comment-") => (
            Code::MissingAnchor,
            format!("the page of the link `{target}` shows no such comment"),
            "write `#comment-` and the id of a comment that is approved".to_owned(),
        ),
        LinkProblem::NoAnchor(_) => (
            Code::MissingAnchor,
            format!("the page of the link `{target}` has no such heading"),
            did_you_mean(near.map(|near| format!("#{near}"))).unwrap_or_else(|| {
                "write the heading’s words in lower case with hyphens, such as `#leslie-says`".to_owned()
            }),
        ),
    };
    Diagnostic::warning(code, Span::new(file, range), message, help)
}

fn did_you_mean(near: Option<String>) -> Option<String> {
    near.map(|near| format!("did you mean `{near}`?"))
}

/// The address elsewhere that was meant by one without its scheme.
fn with_scheme(target: &str) -> Option<String> {
    target.starts_with("www.").then(|| format!("https://{target}"))
}

fn picture_help(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(path) => format!("put the file at static/{path}, or correct the name"),
        None => "put the file beside this one, or correct the name".to_owned(),
    }
}
