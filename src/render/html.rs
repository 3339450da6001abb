//! Fragments with their addresses filled in.

use std::borrow::Cow;

use crate::address::Base;
use crate::document::Image;
use crate::markdown::{Fragment, is_external};
use crate::site::{Origin, Site};

use super::view::{Html, ImageView};

/// How addresses inside the site are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As paths on the site's own host, for its pages.
    Path,
    /// Whole, for feeds.
    Whole,
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

/// The HTML of a fragment.
pub(super) fn text(site: &Site, origin: Origin<'_>, fragment: &Fragment, form: Form) -> String {
    let mut html = String::new();
    fragment.fill(&mut html, |hole| Cow::Owned(address(site, origin, &hole.target, form).into_owned()));
    html
}

/// The HTML of a fragment for a template.
pub(super) fn safe(site: &Site, origin: Origin<'_>, fragment: &Fragment) -> Html {
    Html::new(&text(site, origin, fragment, Form::Path))
}

/// A picture for a template.
pub(super) fn image(site: &Site, origin: Origin<'_>, image: Option<&Image>) -> Option<ImageView> {
    image.map(|image| ImageView {
        src: address(site, origin, &image.src, Form::Path).into_owned(),
        alt: image.alt.clone(),
    })
}
