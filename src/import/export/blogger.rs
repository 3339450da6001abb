//! Blogger's export, `blog-MM-DD-YYYY.xml`: an Atom feed in which everything is an entry.

use crate::import::html::Text;
use crate::import::xml::{Element, Space};

use super::entry_parts::{account, author, last_id};
use super::model::{Comment, CommentState, Entry, EntryKind, EntryState, Item, Left, Setting};
use super::moment::{Zones, absolute};
use super::takeout;

const KINDS: &str = "schemas.google.com/g/2005#kind";
const LABELS: &str = "www.blogger.com/atom/ns#";

/// An entry; Takeout's say of themselves what they are.
pub(super) fn entry(element: Element, zones: &Zones) -> Option<Item> {
    if element.child(Space::Blogger, "type").is_some() {
        return Some(takeout::entry(element, zones));
    }
    let kind = categories(&element, KINDS).next().and_then(|term| term.rsplit('#').next()).map(str::to_owned);
    match kind.as_deref() {
        Some("post") => Some(post(element, EntryKind::Post, zones)),
        Some("page") => Some(post(element, EntryKind::Page, zones)),
        Some("comment") => Some(comment(element, zones)),
        Some("settings") => settings_entry(&element),
        Some("template") => None,
        _ => Some(Item::Left(Left::Foreign)),
    }
}

/// What the feed itself says.
pub(super) fn setting(element: &Element) -> Option<Item> {
    let is_home = element.is(Space::Plain, "link")
        && element.attribute("rel") == Some("alternate")
        && element.attribute("type").is_none_or(|kind| kind == "text/html");
    if is_home {
        return element.attribute("href").map(|href| Item::Setting(Setting::Address(href.to_owned())));
    }
    let title = element.is(Space::Plain, "title").then(|| element.text.trim()).filter(|title| !title.is_empty());
    title.map(|title| Item::Setting(Setting::Title(title.to_owned())))
}

/// Only what is named here is read: other settings hold E-mail addresses.
fn settings_entry(element: &Element) -> Option<Item> {
    let name = element.value(Space::Plain, "id")?.rsplit('.').next()?;
    let value = element.value(Space::Plain, "content")?.to_owned();
    match name {
        "BLOG_NAME" => Some(Item::Setting(Setting::Title(value))),
        "BLOG_TIME_ZONE" => Some(Item::Setting(Setting::TimeZone(value))),
        "BLOG_LOCALE" => Some(Item::Setting(Setting::Language(value.replace('_', "-")))),
        _ => None,
    }
}

fn post(mut element: Element, kind: EntryKind, zones: &Zones) -> Item {
    let Some(id) = element.value(Space::Plain, "id").map(last_id) else { return Item::Left(Left::Nameless) };
    let is_draft = element
        .child(Space::App, "control")
        .and_then(|control| control.value(Space::App, "draft"))
        .is_some_and(|draft| draft.eq_ignore_ascii_case("yes"));
    Item::Entry(Box::new(Entry {
        kind,
        state: if is_draft { EntryState::Draft } else { EntryState::Public },
        title: element
            .value(Space::Plain, "title")
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        address: link(&element, "alternate").map(str::to_owned),
        slug: None,
        date: element.value(Space::Plain, "published").and_then(|date| absolute(date, zones)),
        updated: element.value(Space::Plain, "updated").and_then(|date| absolute(date, zones)),
        tags: categories(&element, LABELS).map(str::to_owned).collect(),
        account: author(&element).and_then(|(_, uri)| account(uri.as_deref())),
        author: author(&element).map(|(name, _)| name),
        text: Text::Html(element.take_text(Space::Plain, "content")),
        picture: None,
        shortcodes: Vec::new(),
        id,
    }))
}

fn comment(mut element: Element, zones: &Zones) -> Item {
    let id = element.value(Space::Plain, "id").map(last_id);
    let post = element.child(Space::Thread, "in-reply-to").and_then(|reply| reply.attribute("ref")).map(last_id);
    let (Some(id), Some(post)) = (id, post) else { return Item::Left(Left::Nameless) };
    let text = element.take_text(Space::Plain, "content");
    let author = author(&element);
    let is_removed = element.all(Space::Other, "extendedProperty").any(|property| {
        property.attribute("name") == Some("blogger.contentRemoved") && property.attribute("value") == Some("true")
    });
    Item::Comment(Box::new(Comment {
        id,
        post,
        parent: link(&element, "related").map(last_id),
        url: author.as_ref().and_then(|(_, uri)| uri.clone()),
        copy_of: None,
        account: author.as_ref().and_then(|(_, uri)| account(uri.as_deref())),
        author: author.map(|(name, _)| name),
        date: element.value(Space::Plain, "published").and_then(|date| absolute(date, zones)),
        text: Text::Html(text),
        state: if is_removed { CommentState::Deleted } else { CommentState::Approved },
    }))
}

/// The terms of the categories of a scheme.
fn categories<'e>(element: &'e Element, scheme: &'e str) -> impl Iterator<Item = &'e str> {
    let own = move |category: &&Element| category.attribute("scheme").is_some_and(|own| own.ends_with(scheme));
    element.all(Space::Plain, "category").filter(own).filter_map(|category| category.attribute("term"))
}

fn link<'e>(element: &'e Element, rel: &str) -> Option<&'e str> {
    element.all(Space::Plain, "link").find(|link| link.attribute("rel") == Some(rel))?.attribute("href")
}
