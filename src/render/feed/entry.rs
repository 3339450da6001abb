//! What all forms of feed say.

use crate::document::{Date, Section, SectionKind};
use crate::escape::escape_text;
use crate::site::{FeedKind, Origin, PostEntry, PostId, Site};

use super::super::common::Common;
use super::super::components::Components;
use super::super::html::{Form, Place, address};
use super::super::voices;

/// What a feed says of itself.
pub(super) struct Channel<'s> {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) language: &'s str,
    /// The page that the feed is about.
    pub(super) home: String,
    /// The feed's own URL.
    pub(super) url: String,
    /// The name of the site, which stands for the author of entries that have none.
    pub(super) site_title: &'s str,
}

impl<'s> Channel<'s> {
    pub(super) fn new(site: &'s Site, kind: FeedKind) -> Self {
        let config = &site.config;
        let (of, page) = match kind {
            FeedKind::Tag(tag) => (site.tags.get(tag).map(|tag| tag.name.clone()), site.tag_route(tag, 1)),
            FeedKind::Author(author) => {
                (site.authors.get(author).map(|author| author.name.clone()), site.author_page_route(author, 1))
            }
            FeedKind::Comments => (Some(config.labels.comments.clone()), site.index_route(1)),
            FeedKind::Atom | FeedKind::Rss | FeedKind::Json => (None, site.index_route(1)),
        };
        Self {
            title: of.map_or_else(|| config.title.clone(), |of| format!("{}: {of}", config.title)),
            description: config
                .description
                .clone()
                .or_else(|| config.subtitle.clone())
                .unwrap_or_else(|| config.title.clone()),
            language: &config.language,
            home: config.base.permalink(&page),
            url: config.base.permalink(&site.feed_route(kind)),
            site_title: &config.title,
        }
    }
}

/// One entry.
pub(super) struct Entry {
    pub(super) title: String,
    /// The entry's URL, which is its id too.
    pub(super) url: String,
    pub(super) published: Date,
    pub(super) updated: Date,
    /// Names and URLs.
    pub(super) authors: Vec<(String, Option<String>)>,
    pub(super) tags: Vec<String>,
    pub(super) summary: Option<String>,
    pub(super) image: Option<String>,
    pub(super) html: String,
    /// The URL of what the entry answers.
    pub(super) in_reply_to: Option<String>,
}

/// The entry of a post.
pub(super) fn of_post(common: &Common<'_>, components: &Components<'_>, post: PostId) -> Option<Entry> {
    let site = common.site;
    let entry = site.posts.get(post)?;
    let document = &entry.post;
    let origin = Origin { source: &document.path, route: &entry.route };
    let base = &site.config.base;
    let speakers = voices::of_post(&common.authors, entry).into_iter().map(|speaker| {
        let page = speaker.href.is_some().then(|| base.permalink(&site.author_route(&speaker.id)));
        (speaker.name.clone(), page)
    });
    Some(Entry {
        title: document.title.to_string(),
        url: base.permalink(&entry.route),
        published: document.date.clone(),
        updated: entry.updated().clone(),
        authors: speakers.collect(),
        tags: document.tags.iter().map(ToString::to_string).collect(),
        summary: Some(document.description.to_string()).filter(|text| !text.is_empty()),
        image: document.image().map(|image| address(site, origin, &image.src, Form::Whole).into_owned()),
        html: full_text(site, components, entry),
        in_reply_to: None,
    })
}

/// The introduction and every section with its heading.
fn full_text(site: &Site, components: &Components<'_>, entry: &PostEntry) -> String {
    let origin = Origin { source: &entry.post.path, route: &entry.route };
    // A component that fails stops the post's own page, and is reported there.
    let text = |fragment| components.text(origin, fragment, Place::Feed, &mut Vec::new());
    let mut html = text(&entry.post.introduction);
    for section in &entry.post.sections {
        html.push_str(&format!("<h2>{}</h2>\n", escape_text(heading(site, section))));
        html.push_str(&text(&section.body));
        let from = (section.kind == SectionKind::Dilemma && section.letter == 0)
            .then_some(entry.post.letter.from.as_deref())
            .flatten();
        if let Some(name) = section.signature().or(from) {
            html.push_str(&format!("<p>— {}</p>\n", escape_text(name)));
        }
    }
    html
}

fn heading<'s>(site: &'s Site, section: &'s Section) -> &'s str {
    if section.heading.is_empty() { &site.config.labels.the_dilemma } else { &section.heading }
}
