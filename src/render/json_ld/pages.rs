//! What is said of a site, of its authors, and of where a page stands.

use crate::document::Author;
use crate::site::Site;

use super::super::view::PageView;
use super::vocabulary::{Alone, Blog, BreadcrumbList, Graph, ListItem, OnlyCrumbs, Person, ProfilePage, written};

/// Of the first page: the column itself.
pub(in super::super) fn home(site: &Site) -> String {
    let config = &site.config;
    written(&Alone::new(Blog {
        id: blog_id(site),
        url: home_url(site),
        name: &config.title,
        description: config.description.as_deref(),
        in_language: &config.language,
        author: site.authors.iter().map(|author| person(site, author)).collect(),
    }))
}

/// Of an author's page.
pub(in super::super) fn author(site: &Site, page: &PageView, author: &Author) -> String {
    let profile = ProfilePage { url: &page.url, main_entity: person(site, author) };
    written(&Graph::new(profile, breadcrumbs(site, page, None)))
}

/// Of any other page; `above` is the name and the URL of the list that it belongs to.
pub(in super::super) fn other(site: &Site, page: &PageView, above: Option<(&str, String)>) -> String {
    written(&OnlyCrumbs::new(breadcrumbs(site, page, above)))
}

/// The way from the first page to this one; the last step is the page itself.
pub(super) fn breadcrumbs<'s>(
    site: &'s Site,
    page: &'s PageView,
    above: Option<(&'s str, String)>,
) -> BreadcrumbList<'s> {
    let first = (site.config.title.as_str(), home_url(site));
    let own = (page.title.as_str(), page.url.clone());
    let steps = std::iter::once(first).chain(above).chain([own]);
    let items = (1..).zip(steps).map(|(position, (name, item))| ListItem { position, name, item });
    BreadcrumbList { item_list_element: items.collect() }
}

pub(super) fn person<'s>(site: &Site, author: &'s Author) -> Person<'s> {
    Person {
        id: Some(person_id(site, author)),
        name: &author.name,
        url: Some(site.config.base.permalink(&site.author_route(&author.id))),
        job_title: author.title.as_deref(),
        same_as: author.links.iter().map(|(_, url)| url.as_str()).collect(),
    }
}

pub(super) fn person_id(site: &Site, author: &Author) -> String {
    format!("{}#person", site.config.base.permalink(&site.author_route(&author.id)))
}

pub(super) fn home_url(site: &Site) -> String {
    site.config.base.permalink(&site.index_route(1))
}

pub(super) fn blog_id(site: &Site) -> String {
    format!("{}#blog", home_url(site))
}
