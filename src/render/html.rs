//! Fragments with their addresses and pictures filled in.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::Write as _;

use crate::address::Base;
use crate::document::Image;
use crate::escape::escape_attribute;
use crate::markdown::{Fragment, Hole, is_external};
use crate::site::{Origin, PictureEntry, Site, Version};

use super::view::{Html, ImageView};

/// How addresses inside the site are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As paths on the site's own host, for its pages.
    Path,
    /// Whole, for feeds.
    Whole,
}

/// A picture from this width on is large.
const LARGE: u32 = 320;

/// Which pictures of a page a browser may load late: all but the first large one, which is perhaps what the reader sees
/// first.
#[derive(Debug)]
pub(super) struct Loading {
    has_large: Cell<bool>,
}

impl Loading {
    /// Of a page from its top.
    pub(super) fn from_top() -> Self {
        Self { has_large: Cell::new(false) }
    }

    /// Of what stands further down a page, or below a large picture.
    pub(super) fn further_down() -> Self {
        Self { has_large: Cell::new(true) }
    }

    fn is_lazy(&self, picture: Option<&PictureEntry>) -> bool {
        let is_large = picture.is_some_and(|entry| entry.picture.size.width >= LARGE);
        self.has_large.replace(self.has_large.get() || is_large) || !is_large
    }
}

/// An address that an author wrote, as it stands in the page; what leads to nothing stays as written.
pub(super) fn address<'t>(site: &Site, origin: Origin<'_>, target: &'t str, form: Form) -> Cow<'t, str> {
    if is_external(target) || (form == Form::Path && target.starts_with('#')) {
        return Cow::Borrowed(target);
    }
    let base: &Base = &site.config.base;
    match site.resolve(origin, target) {
        Ok(resolved) => {
            let address = match form {
                Form::Path => base.href(&resolved.route),
                Form::Whole => base.permalink(&resolved.route),
            };
            Cow::Owned(format!("{address}{}{}", resolved.query, resolved.fragment))
        }
        Err(_) => Cow::Borrowed(target),
    }
}

/// Where a text is shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'l> {
    /// On a page of the site.
    Page(&'l Loading),
    /// In a feed.
    Feed,
}

impl Place<'_> {
    /// How addresses are written there.
    pub(super) fn form(self) -> Form {
        match self {
            Self::Page(_) => Form::Path,
            Self::Feed => Form::Whole,
        }
    }
}

/// The HTML of a fragment that calls no component.
pub(super) fn text(site: &Site, origin: Origin<'_>, fragment: &Fragment, place: Place<'_>) -> String {
    let mut html = String::new();
    fragment.fill(&mut html, |hole, out| fill(site, origin, hole, place, out));
    html
}

/// The same for a template.
pub(super) fn safe(site: &Site, origin: Origin<'_>, fragment: &Fragment, loading: &Loading) -> Html {
    Html::new(&text(site, origin, fragment, Place::Page(loading)))
}

/// Writes what belongs in a hole.
pub(super) fn fill(site: &Site, origin: Origin<'_>, hole: &Hole, place: Place<'_>, out: &mut String) {
    let address = address(site, origin, &hole.target, place.form());
    let address = escape_attribute(&address);
    let Some(attributes) = &hole.image else {
        out.push_str(&address);
        return;
    };
    let entry = picture(site, origin, &hole.target);
    let measures = measures(entry);
    let Place::Page(loading) = place else {
        let _ = write!(out, "<img src=\"{address}\"{attributes}{measures}>");
        return;
    };
    let lazy = if loading.is_lazy(entry) { " loading=\"lazy\"" } else { "" };
    let element = format!("<img src=\"{address}\"{attributes}{measures}{lazy} decoding=\"async\">");
    let Some(set) = entry.and_then(|entry| source_set(site, entry)) else {
        out.push_str(&element);
        return;
    };
    let (set, sizes) = (escape_attribute(&set), escape_attribute(&site.config.images.sizes));
    let _ = write!(out, "<picture><source type=\"image/webp\" srcset=\"{set}\" sizes=\"{sizes}\">{element}</picture>");
}

/// The picture of the site that an author names.
pub(super) fn picture<'s>(site: &'s Site, origin: Origin<'_>, target: &str) -> Option<&'s PictureEntry> {
    if is_external(target) {
        return None;
    }
    site.pictures.get(&site.resolve(origin, target).ok()?.route)
}

/// The attributes for the size of a picture, so that a page keeps a place for it.
fn measures(entry: Option<&PictureEntry>) -> String {
    entry.map_or_else(String::new, |entry| {
        let size = entry.picture.size;
        format!(" width=\"{}\" height=\"{}\"", size.width, size.height)
    })
}

/// The smaller versions of a picture, each with its width; `None` where there are none.
fn source_set(site: &Site, entry: &PictureEntry) -> Option<String> {
    let version = |version: &Version| format!("{} {}w", site.config.base.href(&version.route), version.size.width);
    let versions: Vec<String> = entry.versions.iter().map(version).collect();
    (!versions.is_empty()).then(|| versions.join(", "))
}

/// A picture for a template.
pub(super) fn image(site: &Site, origin: Origin<'_>, image: Option<&Image>) -> Option<ImageView> {
    image.map(|image| {
        let entry = picture(site, origin, &image.src);
        ImageView {
            src: address(site, origin, &image.src, Form::Path).into_owned(),
            alt: image.alt.clone(),
            width: entry.map(|entry| entry.picture.size.width),
            height: entry.map(|entry| entry.picture.size.height),
            srcset: entry.and_then(|entry| source_set(site, entry)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::{Size, read};
    use crate::source::SourcePath;

    fn entry(width: u32) -> PictureEntry {
        let mut picture = read(b"GIF89a\x01\0\x01\0").picture.unwrap();
        picture.size = Size { width, height: 9 };
        PictureEntry { source: SourcePath::new("x"), picture, versions: Vec::new() }
    }

    #[test]
    fn the_first_large_picture_of_a_page_is_loaded_at_once() {
        let (small, large) = (entry(20), entry(900));
        let loading = Loading::from_top();
        let order = [Some(&small), None, Some(&large), Some(&large), Some(&small)];
        assert_eq!(order.map(|picture| loading.is_lazy(picture)), [true, true, false, true, true]);
        assert!(Loading::further_down().is_lazy(Some(&large)));
    }
}
