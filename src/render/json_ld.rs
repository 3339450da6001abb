//! What machines are told of a page: JSON-LD in the vocabulary of schema.org.
//!
//! A column is a `BlogPosting` about a question and its answers. It is no `QAPage` and no `FAQPage`: by Google's rules
//! (Search Central, structured data for Q&A) those are pages on which anybody can answer, or on which there is one
//! answer. Comments are a flat list in which each names its parent, so that no depth of a thread can matter.
//!
//! It says everything once: what is on the page has an id relative to it (JSON-LD 1.1, section 3.2), and an author who
//! was described is only named by id from then on.

use serde_json::{Value, json};

use crate::document::{Author, Comment, Section, SectionKind};
use crate::site::{PostEntry, Site, ThreadEntry};

use super::post::letter_from;
use super::view::PageView;
use super::voices;

/// Of the first page: the column itself.
pub(super) fn home(site: &Site) -> String {
    let config = &site.config;
    let authors: Vec<Value> = site.authors.iter().map(|author| person(site, author)).collect();
    written(json!({
        "@context": "https://schema.org",
        "@type": "Blog",
        "@id": blog_id(site),
        "url": home_url(site),
        "name": config.title,
        "description": config.description,
        "inLanguage": config.language,
        "author": authors,
    }))
}

/// Of a post.
pub(super) fn post(site: &Site, page: &PageView, entry: &PostEntry) -> String {
    let posting = posting(site, page, entry);
    graph(vec![posting, breadcrumbs(site, page, None)])
}

/// Of an author's page.
pub(super) fn author(site: &Site, page: &PageView, author: &Author) -> String {
    let profile = json!({ "@type": "ProfilePage", "url": page.url, "mainEntity": person(site, author) });
    graph(vec![profile, breadcrumbs(site, page, None)])
}

/// Of any other page; `above` is the name and the URL of the list that it belongs to.
pub(super) fn other(site: &Site, page: &PageView, above: Option<(&str, String)>) -> String {
    graph(vec![breadcrumbs(site, page, above)])
}

fn posting(site: &Site, page: &PageView, entry: &PostEntry) -> Value {
    let post = &entry.post;
    let date = |date| voices::date(&site.config, date).iso;
    let tags: Vec<&str> =
        entry.tags.iter().filter_map(|tag| site.tags.get(*tag)).map(|tag| tag.name.as_str()).collect();
    let comments: Vec<Value> = entry.threads.iter().filter_map(|thread| comment(site, entry, thread)).collect();
    json!({
        "@type": "BlogPosting",
        "@id": page.url,
        "url": page.url,
        "headline": post.title,
        "description": page.description,
        "image": page.image.as_ref().map(|image| &image.url),
        "datePublished": date(&post.date),
        "dateModified": date(entry.updated()),
        "inLanguage": site.config.language,
        "keywords": tags,
        "wordCount": post.words,
        "author": speakers(site, entry),
        "publisher": { "@type": "Organization", "name": site.config.title, "url": home_url(site) },
        "isPartOf": { "@id": blog_id(site) },
        "about": questions(site, entry),
        "commentCount": entry.comment_count(),
        "comment": comments,
    })
}

/// The letters, each with what was answered to it.
fn questions(site: &Site, entry: &PostEntry) -> Vec<Value> {
    let sections = &entry.post.sections;
    let letters = sections.iter().filter(|section| section.kind == SectionKind::Dilemma);
    letters
        .map(|letter| {
            let is_answer = |section: &&Section| section.kind == SectionKind::Take && section.letter == letter.letter;
            let answers: Vec<Value> = sections.iter().filter(is_answer).map(|take| answer(site, entry, take)).collect();
            let from = letter_from(entry, letter);
            without_nothing(json!({
                "@type": "Question",
                "@id": format!("#{}", letter.anchor),
                "name": entry.post.title,
                "text": letter.excerpt,
                "author": from.map(|name| json!({ "@type": "Person", "name": name })),
                "answerCount": answers.len(),
                "suggestedAnswer": answers,
            }))
        })
        .collect()
}

fn answer(site: &Site, entry: &PostEntry, take: &Section) -> Value {
    let verdict = take.verdict.as_ref().map(|verdict| verdict.label.as_str());
    let text = match verdict {
        Some(verdict) if take.excerpt.is_empty() => verdict.to_owned(),
        Some(verdict) => format!("{verdict}: {}", take.excerpt),
        None => take.excerpt.clone(),
    };
    without_nothing(json!({
        "@type": "Answer",
        "@id": format!("#{}", take.anchor),
        "text": text,
        "author": take.voice.as_deref().and_then(|id| reference(site, entry, id)),
    }))
}

/// A comment that is shown; nothing of a removed one is told.
fn comment(site: &Site, entry: &PostEntry, thread: &ThreadEntry) -> Option<Value> {
    let said = entry.comment(thread.comment).filter(|_| !thread.is_removed)?;
    let id = |comment: &Comment| format!("#comment-{}", comment.id);
    let parent = thread.parent.and_then(|parent| entry.threads.get(parent)).filter(|parent| !parent.is_removed);
    let parent = parent.and_then(|parent| entry.comment(parent.comment)).map(|parent| json!({ "@id": id(parent) }));
    let author = said.voice.as_deref().and_then(|id| reference(site, entry, id));
    let name = said.author.as_deref().unwrap_or(&site.config.labels.anonymous);
    Some(without_nothing(json!({
        "@type": "Comment",
        "@id": id(said),
        "datePublished": said.date.as_ref().map(|date| voices::date(&site.config, date).iso),
        "author": author.unwrap_or_else(|| json!({ "@type": "Person", "name": name })),
        "text": said.excerpt,
        "parentItem": parent,
    })))
}

/// The voices that have a take, each once.
fn speakers(site: &Site, entry: &PostEntry) -> Vec<Value> {
    let found: Vec<Value> = voices::ids_of(entry).into_iter().filter_map(|id| speaker(site, entry, id)).collect();
    // A note is by all of them.
    if found.is_empty() { site.authors.iter().map(|author| person(site, author)).collect() } else { found }
}

fn speaker(site: &Site, entry: &PostEntry, id: &str) -> Option<Value> {
    let author = site.authors.iter().find(|author| author.id == id).map(|author| person(site, author));
    author.or_else(|| {
        let guest = entry.post.guests.iter().find(|guest| guest.id == id)?;
        Some(json!({ "@type": "Person", "name": guest.name }))
    })
}

/// A voice that has been described already, or a guest by name.
fn reference(site: &Site, entry: &PostEntry, id: &str) -> Option<Value> {
    let has_take = voices::ids_of(entry).contains(&id);
    match site.authors.iter().find(|author| author.id == id) {
        Some(author) if has_take => Some(json!({ "@id": person_id(site, author) })),
        _ => speaker(site, entry, id),
    }
}

fn person_id(site: &Site, author: &Author) -> String {
    format!("{}#person", site.config.base.permalink(&site.author_route(&author.id)))
}

fn person(site: &Site, author: &Author) -> Value {
    let url = site.config.base.permalink(&site.author_route(&author.id));
    let links: Vec<&str> = author.links.iter().map(|(_, url)| url.as_str()).collect();
    without_nothing(json!({
        "@type": "Person",
        "@id": person_id(site, author),
        "name": author.name,
        "url": url,
        "jobTitle": author.title,
        "sameAs": links,
    }))
}

/// The way from the first page to this one; the last step is the page itself.
fn breadcrumbs(site: &Site, page: &PageView, above: Option<(&str, String)>) -> Value {
    let steps = [(site.config.title.as_str(), home_url(site))];
    let own = (page.title.as_str(), page.url.clone());
    let items: Vec<Value> = (1..)
        .zip(steps.into_iter().chain(above).chain([own]))
        .map(
            |(position, (name, item))| json!({ "@type": "ListItem", "position": position, "name": name, "item": item }),
        )
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

fn home_url(site: &Site) -> String {
    site.config.base.permalink(&site.index_route(1))
}

fn blog_id(site: &Site) -> String {
    format!("{}#blog", home_url(site))
}

fn graph(things: Vec<Value>) -> String {
    let things: Vec<Value> = things.into_iter().map(without_nothing).collect();
    written(json!({ "@context": "https://schema.org", "@graph": things }))
}

/// Leaves out what has no value.
fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let is_something = |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
            Value::Object(fields.into_iter().filter(|(_, value)| is_something(value)).collect())
        }
        value => value,
    }
}

/// As it may stand in a `script` element: no text can end the element, or begin another (HTML Living Standard, section
/// 4.12.1.3).
fn written(value: Value) -> String {
    without_nothing(value).to_string().replace('<', "\\u003c")
}
