//! Which pictures documents show, and which smaller versions of them are worth publishing.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::address::Route;
use crate::config::Images;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Image;
use crate::markdown::{Fragment, is_external};
use crate::picture::{self, Look, Picture, Size};
use crate::source::SourcePath;

use super::documents::{Documents, PictureFile};
use super::model::Site;
use super::picture_table::{PictureEntry, Pictures, Version};
use super::resolve::Origin;
use super::target::Target;

/// The widths of an author's portrait in pixels: themes show it small.
const PORTRAIT: [u32; 3] = [96, 192, 288];

/// The longest stem of a file's name in bytes, so that there is room for what is added to it.
const LONGEST_STEM: usize = 180;

/// What the pictures of a site are made of; as long as it stays the same, so do they.
#[derive(Debug)]
pub(super) struct MadeOf {
    images: Images,
    files: Vec<Arc<PictureFile>>,
    by_source: Arc<FxHashMap<SourcePath, Route>>,
    portraits: Vec<Route>,
}

impl MadeOf {
    pub(super) fn new(site: &Site, documents: &Documents) -> Self {
        let portraits = site.authors.iter().filter_map(|author| {
            let route = site.author_route(&author.id);
            let image = author.image.as_ref().filter(|image| !is_external(&image.src))?;
            Some(site.resolve(Origin { source: &author.path, route: &route }, &image.src).ok()?.route)
        });
        Self {
            images: documents.config.images.clone(),
            portraits: portraits.collect(),
            files: documents.pictures.clone(),
            by_source: Arc::clone(&site.by_source),
        }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        (&self.images, &self.portraits) == (&other.images, &other.portraits)
            && Arc::ptr_eq(&self.by_source, &other.by_source)
            && self.files.len() == other.files.len()
            && self.files.iter().zip(&other.files).all(|(own, other)| Arc::ptr_eq(own, other))
    }

    /// The pictures that are published, with the versions that are worth making.
    pub(super) fn pictures(&self, site: &Site) -> Pictures {
        let entries = self.files.iter().filter_map(|file| {
            let route = route_of(site, &file.path)?;
            let picture = file.look.picture.clone()?;
            let versions = self.versions(&picture, &route);
            Some((route, PictureEntry { source: file.path.clone(), picture, versions }))
        });
        Pictures::new(entries)
    }

    fn versions(&self, picture: &Picture, route: &Route) -> Vec<Version> {
        let quality = self.images.quality;
        let mut widths = self.images.widths.clone();
        if !widths.is_empty() && self.portraits.contains(route) {
            widths.extend(PORTRAIT);
        }
        let version = |size: Size| {
            let key = picture::digest([
                picture::version().as_bytes(),
                &picture.digest.0.to_le_bytes(),
                &size.width.to_le_bytes(),
                &size.height.to_le_bytes(),
                &[quality],
            ]);
            Version { route: Route::new(format!("{}.{}w.{}.webp", stem(route), size.width, key.short())), size, key }
        };
        picture.sizes(&widths).into_iter().map(version).collect()
    }
}

/// Where the picture in a file is published, if it is.
fn route_of(site: &Site, path: &SourcePath) -> Option<Route> {
    let route = match path.as_str().strip_prefix("static/") {
        Some(name) => Route::new(name),
        None => site.by_source.get(path)?.clone(),
    };
    let is_own = matches!(site.routes.get(&route), Some(Target::File(file)) if file == path);
    is_own.then_some(route)
}

/// A route without its ending, and with no more of its name than leaves room for another.
fn stem(route: &Route) -> &str {
    let route = route.as_str();
    let name = route.rfind('/').map_or(0, |slash| slash + 1);
    let end = route.rfind('.').filter(|dot| *dot > name).unwrap_or(route.len());
    let mut end = end.min(name + LONGEST_STEM);
    while !route.is_char_boundary(end) {
        end -= 1;
    }
    route.get(..end).unwrap_or(route)
}

/// Reports the pictures that cannot be shown as they should be, where documents show them.
pub(super) fn check(site: &Site, documents: &Documents) -> Vec<Diagnostic> {
    let faulty: FxHashMap<Route, &Look> = documents
        .pictures
        .iter()
        .filter(|file| file.look.fault.is_some())
        .filter_map(|file| Some((route_of(site, &file.path)?, &file.look)))
        .collect();
    if faulty.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    each_mention(site, |path, route, image| {
        let Some(fault) = faulty.get(route).and_then(|look| look.fault.as_ref()) else { return };
        let span = Span::new(path.shared(), image.range);
        found.push(Diagnostic::warning(
            Code::BadImage,
            span,
            format!("the picture `{}` {fault}", image.src),
            fault.help(),
        ));
    });
    found
}

/// A picture as a document names it.
pub(super) struct Mention<'m> {
    src: &'m str,
    range: std::ops::Range<usize>,
}

/// Follows every mention of a picture inside the site: the file that has it, and where the picture is published.
fn each_mention(site: &Site, mut tell: impl FnMut(&SourcePath, &Route, Mention<'_>)) {
    let mut of_document =
        |path: &SourcePath, route: &Route, fragments: &mut dyn Iterator<Item = &Fragment>, image: Option<&Image>| {
            let holes = fragments.flat_map(Fragment::holes).filter(|hole| hole.image.is_some());
            let holes = holes.map(|hole| Mention { src: &hole.target, range: hole.source_range() });
            let image = image.filter(|image| !is_external(&image.src));
            let image = image.map(|image| Mention { src: &image.src, range: image.range.clone() });
            for mention in holes.chain(image) {
                if let Ok(resolved) = site.resolve(Origin { source: path, route }, mention.src) {
                    tell(path, &resolved.route, mention);
                }
            }
        };
    for entry in site.posts.iter().filter(|entry| entry.has_links) {
        of_document(&entry.post.path, &entry.route, &mut entry.post.fragments(), entry.post.image());
    }
    for page in &site.pages {
        of_document(&page.path, &page.route, &mut [&page.body].into_iter(), None);
    }
    for author in &site.authors {
        let route = site.author_route(&author.id);
        of_document(&author.path, &route, &mut [&author.bio].into_iter(), author.image.as_ref());
    }
}

impl Site {
    /// Where a picture is first named in the site's documents.
    pub fn mention_of(&self, picture: &Route) -> Option<Span> {
        let mut first = None;
        each_mention(self, |path, route, mention| {
            if first.is_none() && route == picture {
                first = Some(Span::new(path.shared(), mention.range));
            }
        });
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_from_what_the_picture_is_called() {
        assert_eq!(stem(&Route::new("a.b/photo.1.jpg")), "a.b/photo.1");
        assert_eq!(stem(&Route::new("a.b/photo")), "a.b/photo");
        assert_eq!(stem(&Route::new(format!("{}.jpg", "ä".repeat(120)))).len(), LONGEST_STEM);
    }
}
