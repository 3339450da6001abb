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
use super::resolve::{LinkProblem, Origin};
use super::target::PostId;

/// Reports the links and pictures that lead to nothing; those in the posts that `is_known` knows to be good are passed
/// over.
pub(super) fn check(site: &Site, is_known: impl Fn(PostId, &PostEntry) -> bool + Sync) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = site
        .posts
        .par_iter()
        .enumerate()
        .filter(|(id, entry)| entry.has_links && !is_known(*id, entry))
        .flat_map_iter(|(_, entry)| {
            let post = &entry.post;
            of_document(site, &post.path, &entry.route, post.fragments(), post.image.as_ref())
        })
        .collect();
    for page in &site.pages {
        let texts = std::iter::once(&page.body).chain(page.body.bodies());
        found.extend(of_document(site, &page.path, &page.route, texts, None));
    }
    for author in &site.authors {
        let route = site.author_route(&author.id);
        found.extend(of_document(site, &author.path, &route, [&author.bio], author.image.as_ref()));
    }
    found.extend(navigation(site));
    found
}

fn of_document<'f>(
    site: &Site,
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
    targets
        .chain(image)
        .filter_map(|(target, is_image, range)| {
            let problem = site.resolve(origin, target).err()?;
            Some(report(path.shared(), range, target, is_image, problem))
        })
        .collect()
}

/// What is wrong with an address that is no part of a text's own links: an argument of a component.
pub fn check_address(
    site: &Site,
    origin: Origin<'_>,
    range: Range<usize>,
    target: &str,
    is_image: bool,
) -> Option<Diagnostic> {
    let problem = if is_external(target) { None } else { site.resolve(origin, target).err() };
    problem.map(|problem| report(origin.source.shared(), range, target, is_image, problem))
}

/// What to write where a link in a text leads to nothing.
const LINK_HELP: &str =
    "write the path of a file from this one (`other-post.md`), or an address of the site (`/about/`)";

fn report(file: &Arc<str>, range: Range<usize>, target: &str, is_image: bool, problem: LinkProblem) -> Diagnostic {
    let (code, message, help) = match problem {
        LinkProblem::Nothing { near } if is_image => (
            Code::MissingImage,
            format!("there is no picture `{target}`"),
            did_you_mean(near).unwrap_or_else(|| picture_help(target)),
        ),
        LinkProblem::Nothing { near } => (
            Code::DeadLink,
            format!("the link `{target}` leads to nothing in this site"),
            did_you_mean(near.or_else(|| with_scheme(target))).unwrap_or_else(|| LINK_HELP.to_owned()),
        ),
        LinkProblem::Unpublished(reason) => (
            Code::DeadLink,
            format!("the link `{target}` leads to a document that is {reason}, so readers will not find it"),
            "publish the other document first, or take the link out until then".to_owned(),
        ),
        LinkProblem::NoAnchor { .. } if target.contains("#comment-") => (
            Code::MissingAnchor,
            format!("the page of the link `{target}` shows no such comment"),
            "write `#comment-` and the id of a comment that is approved".to_owned(),
        ),
        LinkProblem::NoAnchor { near } => (
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

/// The links of `[[nav]]`, which stand on every page.
fn navigation(site: &Site) -> Vec<Diagnostic> {
    let file: Arc<str> = "site.toml".into();
    let (source, route) = (SourcePath::new("site.toml"), Route::new("index.html"));
    let origin = Origin { source: &source, route: &route };
    let links = site.config.nav.iter().zip(&site.config.nav_ranges).filter(|(item, _)| !is_external(&item.url));
    links
        .filter_map(|(item, range)| {
            let problem = site.resolve(origin, &item.url).err()?;
            let mut diagnostic = report(&file, range.clone(), &item.url, false, problem);
            if diagnostic.help == LINK_HELP {
                "write an address of the site, such as `/about/`, or a whole URL".clone_into(&mut diagnostic.help);
            }
            Some(diagnostic)
        })
        .collect()
}
