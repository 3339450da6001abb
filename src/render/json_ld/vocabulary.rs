//! The types of schema.org that pages use, with the properties that they use, and how they are written.

use std::borrow::Cow;

use serde::Serialize;

const SCHEMA: &str = "https://schema.org";

/// A data block of one thing.
#[derive(Serialize)]
pub(super) struct Alone<T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    thing: T,
}

/// A data block of two things, the second of which is where the page stands in its site.
#[derive(Serialize)]
pub(super) struct Graph<'s, T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    things: (T, BreadcrumbList<'s>),
}

/// A data block of where the page stands in its site.
#[derive(Serialize)]
pub(super) struct OnlyCrumbs<'s> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    things: [BreadcrumbList<'s>; 1],
}

impl<T> Alone<T> {
    pub(super) fn new(thing: T) -> Self {
        Self { context: SCHEMA, thing }
    }
}

impl<'s, T> Graph<'s, T> {
    pub(super) fn new(thing: T, crumbs: BreadcrumbList<'s>) -> Self {
        Self { context: SCHEMA, things: (thing, crumbs) }
    }
}

impl<'s> OnlyCrumbs<'s> {
    pub(super) fn new(crumbs: BreadcrumbList<'s>) -> Self {
        Self { context: SCHEMA, things: [crumbs] }
    }
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Blog<'s> {
    #[serde(rename = "@id")]
    pub(super) id: &'s str,
    pub(super) url: &'s str,
    pub(super) name: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'s str>,
    pub(super) in_language: &'s str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) author: Vec<Person<'s>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct BlogPosting<'s> {
    #[serde(rename = "@id")]
    pub(super) id: &'s str,
    pub(super) url: &'s str,
    pub(super) headline: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<&'s str>,
    pub(super) date_published: String,
    pub(super) date_modified: String,
    pub(super) in_language: &'s str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) keywords: Vec<&'s str>,
    pub(super) word_count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) author: Vec<Who<'s>>,
    pub(super) publisher: Organization<'s>,
    pub(super) is_part_of: Reference<'s>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) about: Vec<Question<'s>>,
    pub(super) comment_count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) comment: Vec<Comment<'s>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Organization<'s> {
    pub(super) name: &'s str,
    pub(super) url: &'s str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Question<'s> {
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) name: &'s str,
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<Person<'s>>,
    pub(super) answer_count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) suggested_answer: Vec<Answer<'s>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Answer<'s> {
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<Who<'s>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Comment<'s> {
    #[serde(rename = "@id")]
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<String>,
    pub(super) author: Who<'s>,
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parent_item: Option<Reference<'s>>,
}

/// Somebody who is described, or who was described before.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Who<'s> {
    Person(Person<'s>),
    Known(Reference<'s>),
}

#[derive(Serialize, Default)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Person<'s> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<&'s str>,
    pub(super) name: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) job_title: Option<&'s str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) same_as: Vec<&'s str>,
}

/// The id of a thing that is described elsewhere.
#[derive(Serialize)]
pub(super) struct Reference<'s> {
    #[serde(rename = "@id")]
    pub(super) id: Cow<'s, str>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct ProfilePage<'s> {
    pub(super) url: &'s str,
    pub(super) main_entity: Person<'s>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct BreadcrumbList<'s> {
    pub(super) item_list_element: Vec<ListItem<'s>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct ListItem<'s> {
    pub(super) position: usize,
    pub(super) name: &'s str,
    pub(super) item: &'s str,
}

/// As it may stand in a `script` element: no text can end the element, or begin another (HTML Living Standard, section
/// 4.12.1.3).
pub(super) fn written(block: &impl Serialize) -> String {
    serde_json::to_string(block).unwrap_or_default().replace('<', "\\u003c")
}
