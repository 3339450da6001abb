//! Every link and picture inside the site, followed once.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::address::Route;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Image;
use crate::markdown::{Fragment, is_external};
use crate::source::SourcePath;

use super::model::Site;
use super::resolve::{LinkProblem, Origin};

/// Reports the links and pictures that lead to nothing.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = site
        .posts
        .par_iter()
        .flat_map_iter(|entry| {
            let post = &entry.post;
            let sections = post.sections.iter().map(|section| &section.body);
            let fragments = sections.chain([&post.introduction, &post.comments_note]);
            let fragments = fragments.chain(post.guests.iter().map(|guest| &guest.bio));
            of_document(site, &post.path, &entry.route, fragments, post.image.as_ref())
        })
        .collect();
    for page in &site.pages {
        found.extend(of_document(site, &page.path, &page.route, [&page.body], None));
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
    let targets = holes.map(|hole| (hole.target.as_ref(), hole.is_image, hole.source_range()));
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

fn report(file: &Arc<str>, range: Range<usize>, target: &str, is_image: bool, problem: LinkProblem) -> Diagnostic {
    let span = Span::new(file, range);
    match problem {
        LinkProblem::Nothing { near } if is_image => Diagnostic::warning(
            Code::MissingImage,
            span,
            format!("there is no picture `{target}`"),
            near.map_or_else(
                || "put the file beside the post (its folder needs an `index.md`) or into `static`, or correct the name".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        ),
        LinkProblem::Nothing { near } => Diagnostic::warning(
            Code::DeadLink,
            span,
            format!("the link `{target}` leads to nothing in this site"),
            near.map_or_else(
                || "write the path of a file from this one (`../posts/2012-04-17-linkedin.md`), or an address of the site (`/about/`)".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        ),
        LinkProblem::Unpublished(reason) => Diagnostic::warning(
            Code::DeadLink,
            span,
            format!("the link `{target}` leads to a document that is {reason}, so readers will not find it"),
            "publish the other document first, or take the link out until then",
        ),
        LinkProblem::NoAnchor { near } => Diagnostic::warning(
            Code::MissingAnchor,
            span,
            format!("the page of the link `{target}` has no such heading"),
            near.map_or_else(
                || "write the heading’s words in lower case with hyphens, such as `#leslie-says`".to_owned(),
                |near| format!("did you mean `#{near}`?"),
            ),
        ),
    }
}

/// The links of `[[nav]]`, which stand on every page.
fn navigation(site: &Site) -> Vec<Diagnostic> {
    let file: Arc<str> = "site.toml".into();
    let (source, route) = (SourcePath::new("site.toml"), Route::new("index.html"));
    let origin = Origin { source: &source, route: &route };
    let links = site.config.nav.iter().filter(|item| !is_external(&item.url));
    links
        .filter_map(|item| {
            let problem = site.resolve(origin, &item.url).err()?;
            Some(report(&file, site.config.nav_range.clone(), &item.url, false, problem))
        })
        .collect()
}
