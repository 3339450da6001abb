//! Blogger's export as Google Takeout makes it, `feed.atom`.

use crate::import::html::{Text, plain_text};
use crate::import::xml::{Element, Space};

use super::entry_parts::{account, author, last_id};
use super::model::{Comment, CommentState, Entry, EntryKind, EntryState, Item, Left};
use super::moment::{Zones, absolute};

/// An entry.
pub(super) fn entry(element: Element, zones: &Zones) -> Item {
    let kind = element.value(Space::Blogger, "type").unwrap_or_default().to_ascii_uppercase();
    match kind.as_str() {
        "POST" => post(element, EntryKind::Post, zones),
        "PAGE" => post(element, EntryKind::Page, zones),
        "COMMENT" => comment(element, zones),
        _ => Item::Left(Left::Foreign),
    }
}

fn status(element: &Element) -> String {
    element.value(Space::Blogger, "status").unwrap_or_default().to_ascii_uppercase()
}

fn post(mut element: Element, kind: EntryKind, zones: &Zones) -> Item {
    let Some(id) = element.value(Space::Plain, "id").map(last_id) else { return Item::Left(Left::Nameless) };
    let state = match status(&element).as_str() {
        "DRAFT" => EntryState::Draft,
        "SOFT_TRASHED" | "TRASHED" | "DELETED" => return Item::Left(Left::Trash),
        _ => EntryState::Public,
    };
    let date = |name: &str| element.value(Space::Plain, name).and_then(|date| absolute(date, zones));
    let created = element.value(Space::Blogger, "created").and_then(|date| absolute(date, zones));
    let label = |category: &Element| category.attribute("term").filter(|term| !term.is_empty()).map(str::to_owned);
    Item::Entry(Box::new(Entry {
        kind,
        state,
        // Titles may be escaped twice: their text is HTML again.
        title: plain_text(element.value(Space::Plain, "title").unwrap_or_default()),
        address: element.value(Space::Blogger, "filename").map(str::to_owned),
        slug: None,
        date: date("published").or(created),
        updated: date("updated"),
        tags: element.all(Space::Plain, "category").filter_map(label).collect(),
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
    let post = element.value(Space::Blogger, "parent").map(last_id);
    let (Some(id), Some(post)) = (id, post) else { return Item::Left(Left::Nameless) };
    let state = match status(&element).as_str() {
        "EMPTIED" | "DELETED" | "SOFT_TRASHED" => CommentState::Deleted,
        "PENDING" | "GHOSTED" => CommentState::Pending,
        "SPAM" => CommentState::Spam,
        _ => CommentState::Approved,
    };
    let author = author(&element);
    let date = ["published", "updated"].into_iter().find_map(|name| element.value(Space::Plain, name));
    let date = date.or_else(|| element.value(Space::Blogger, "created")).and_then(|date| absolute(date, zones));
    Item::Comment(Box::new(Comment {
        id,
        post,
        parent: element.value(Space::Blogger, "inReplyTo").map(last_id).filter(|parent| !parent.is_empty()),
        url: author.as_ref().and_then(|(_, uri)| uri.clone()),
        copy_of: None,
        account: author.as_ref().and_then(|(_, uri)| account(uri.as_deref())),
        author: author.map(|(name, _)| name),
        date,
        text: Text::Html(element.take_text(Space::Plain, "content")),
        state,
    }))
}
