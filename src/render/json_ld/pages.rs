//! What is said of a site, of its authors, and of where a page stands.

use std::sync::Arc;

use crate::document::Author;
use crate::site::Site;

use super::super::view::PageView;
use super::vocabulary::{
    Alone, Blog, BreadcrumbList, Graph, ListItem, OnlyCrumbs, Person, ProfilePage, Reference, written,
};

/// A site, and by which addresses it and its authors are named on every page.
#[derive(Debug)]
pub(in super::super) struct JsonLd<'a> {
    pub(super) site: &'a Site,
    pub(super) home: String,
    pub(super) blog: String,
    /// Of each author, in the site's order.
    people: Vec<PersonAddress>,
}

#[derive(Debug)]
struct PersonAddress {
    url: String,
    id: String,
}

impl<'a> JsonLd<'a> {
    /// What machines are told of the pages of a site.
    pub(in super::super) fn new(site: &'a Site) -> Self {
        let address = |author: &Arc<Author>| {
            let url = site.config.base.permalink(&site.author_route(&author.id));
            PersonAddress { id: format!("{url}#person"), url }
        };
        let home = site.config.base.permalink(&site.index_route(1));
        Self { site, blog: format!("{home}#blog"), home, people: site.authors.iter().map(address).collect() }
    }

    /// Of the first page: the column itself.
    pub(in super::super) fn home(&self) -> String {
        let config = &self.site.config;
        written(&Alone::new(Blog {
            id: &self.blog,
            url: &self.home,
            name: &config.title,
            description: config.description.as_deref(),
            in_language: &config.language,
            author: self.everybody().collect(),
        }))
    }

    /// Of an author's page.
    pub(in super::super) fn author(&self, page: &PageView, author: &Author) -> Option<String> {
        let profile = ProfilePage { url: &page.url, main_entity: self.person(&author.id)? };
        Some(written(&Graph::new(profile, self.breadcrumbs(page, None))))
    }

    /// Of any other page; `above` is the name and the URL of the list that it belongs to.
    pub(in super::super) fn other(&self, page: &PageView, above: Option<(&str, &str)>) -> String {
        written(&OnlyCrumbs::new(self.breadcrumbs(page, above)))
    }

    /// The way from the first page to this one; the last step is the page itself.
    pub(super) fn breadcrumbs<'s>(
        &'s self,
        page: &'s PageView,
        above: Option<(&'s str, &'s str)>,
    ) -> BreadcrumbList<'s> {
        let first = (self.site.config.title.as_str(), self.home.as_str());
        let own = (page.title.as_str(), page.url.as_str());
        let steps = std::iter::once(first).chain(above).chain([own]);
        let items = (1..).zip(steps).map(|(position, (name, item))| ListItem { position, name, item });
        BreadcrumbList { item_list_element: items.collect() }
    }

    /// All authors, in their order.
    pub(super) fn everybody(&self) -> impl Iterator<Item = Person<'_>> {
        self.site.authors.iter().zip(&self.people).map(|(author, address)| described(author, address))
    }

    /// An author.
    pub(super) fn person(&self, id: &str) -> Option<Person<'_>> {
        let place = self.place(id)?;
        Some(described(self.site.authors.get(place)?, self.people.get(place)?))
    }

    /// An author who was described before.
    pub(super) fn known_person(&self, id: &str) -> Option<Reference<'_>> {
        self.people.get(self.place(id)?).map(|address| Reference { id: address.id.as_str().into() })
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.site.authors.iter().position(|author| author.id == id)
    }
}

fn described<'s>(author: &'s Author, address: &'s PersonAddress) -> Person<'s> {
    Person {
        id: Some(&address.id),
        name: &author.name,
        url: Some(&address.url),
        job_title: author.title.as_deref(),
        same_as: author.links.iter().map(|(_, url)| url.as_str()).collect(),
    }
}
