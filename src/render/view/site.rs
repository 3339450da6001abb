//! The site, the page, and the small things that every template shows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::fields::AnyValue;

use super::values::{Html, Shared};

/// The site, in every template.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SiteView {
    /// Its name.
    pub title: String,
    /// A line below the name.
    pub subtitle: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`, after the language.
    pub direction: &'static str,
    /// The path of its first page, such as `/` or `/blog/`.
    pub home: String,
    /// The whole URL of its first page.
    pub url: String,
    /// What `[look]` changes.
    pub look: LookView,
    /// The links of `[[nav]]`.
    pub nav: Vec<NavView>,
    /// The authors, in their order.
    pub authors: Vec<Shared<VoiceView>>,
    /// Paths of the pages that every site has.
    pub paths: PathsView,
    /// The address to which readers send comments.
    pub comments_email: Option<String>,
    /// `[extra]` of site.toml.
    pub extra: BTreeMap<String, AnyValue>,
}

/// What a site changes about its theme.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LookView {
    /// The address of a picture above the name of the site.
    pub logo: Option<String>,
    /// The addresses of style sheets after the theme's own.
    pub sheets: Vec<String>,
    /// A line at the foot of every page.
    pub footer: Option<String>,
}

/// A link at the top of every page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NavView {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// Paths of the pages and feeds that every site has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PathsView {
    /// The archive.
    pub archive: String,
    /// All verdicts.
    pub verdicts: String,
    /// All tags.
    pub tags: String,
    /// The search, where the site can be searched: a form leads to it with what is asked for as `q`.
    pub search: Option<String>,
    /// The Atom feed.
    pub atom: String,
    /// The RSS feed.
    pub rss: String,
    /// The JSON feed.
    pub json: String,
    /// The Atom feed of comments.
    pub comments: String,
}

/// The page that is being made, in every template.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageView {
    /// `index`, `post`, `page`, `author`, `tag`, `tags`, `archive`, `year`, `verdicts`, `search` or
    /// `not_found`.
    pub kind: &'static str,
    /// What the browser's tab says, without the name of the site; empty on the first page.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its path.
    pub href: String,
    /// Its whole URL.
    pub url: String,
    /// The picture that stands for it where somebody links to it: the post's own, or its share card.
    pub image: Option<SharedImageView>,
    /// The feeds to announce.
    pub feeds: Vec<Shared<FeedView>>,
    /// What machines are told of it: JSON-LD for a `script` element of the type `application/ld+json`. The pages at dead
    /// and old addresses have none.
    pub json_ld: Option<Html>,
}

/// A feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeedView {
    /// Its name.
    pub title: String,
    /// Its path.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
}

/// A date.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DateView {
    /// For `datetime` attributes: RFC 3339, or only the day where no time was written.
    pub iso: String,
    /// For readers, after `date_format`.
    pub text: String,
    /// The year.
    pub year: i16,
}

/// A picture.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImageView {
    /// Its address.
    pub src: String,
    /// What it shows.
    pub alt: String,
    /// Its width in pixels, where it is a JPEG, PNG, WebP or GIF file of the site.
    pub width: Option<u32>,
    /// Its height in pixels.
    pub height: Option<u32>,
    /// Smaller versions of it in WebP with their widths, for `srcset` of a `source` element of the type `image/webp`;
    /// none where none are worth it.
    pub srcset: Option<String>,
}

/// A picture for other sites.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SharedImageView {
    /// Its whole URL.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// Its width in pixels, where it is known.
    pub width: Option<u32>,
    /// Its height in pixels.
    pub height: Option<u32>,
}

/// Somebody who gives takes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VoiceView {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The name's initials, for a monogram.
    pub monogram: String,
    /// 1 for the first author of the site, 2 for the second, …; guests follow.
    pub number: usize,
    /// What the author does.
    pub title: Option<String>,
    /// The path of the author's page; guests have none.
    pub href: Option<String>,
    /// A portrait.
    pub image: Option<ImageView>,
    /// Whether this is a voice of one post alone.
    pub is_guest: bool,
}

/// A heading in a table of contents.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContentsView {
    /// Its words.
    pub title: String,
    /// The link to it.
    pub href: String,
    /// The headings below it.
    pub children: Vec<ContentsView>,
}

/// A page that is no post.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentView {
    /// The title.
    pub title: String,
    /// The text.
    pub html: Html,
    /// Its headings, each with those below it.
    pub contents: Vec<ContentsView>,
    /// How many headings these are.
    pub heading_count: usize,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// `extra` of the front matter.
    pub extra: BTreeMap<String, AnyValue>,
}
