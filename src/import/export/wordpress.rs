//! WordPress's export (WXR 1.0 to 1.2): an RSS feed of items.

use crate::import::html::{Text, plain_text};
use crate::import::xml::{Element, Space};

use super::model::{Comment, CommentState, Entry, EntryKind, EntryState, Item, Left, Person, Picture, Setting};
use super::moment::{Zones, of_pair};
use super::shortcodes;

/// The items of a record: an entry comes with its comments.
pub(super) fn record(element: Element, zones: &Zones) -> Vec<Item> {
    let text = || Some(element.text.trim().to_owned()).filter(|text| !text.is_empty());
    let setting = match (element.space, element.name.as_str()) {
        (Space::Plain, "item") => return item(element, zones),
        (Space::WordPress, "author") => return person(&element).into_iter().collect(),
        (Space::Plain, "title") => text().map(Setting::Title),
        (Space::Plain, "link") | (Space::WordPress, "base_blog_url") => text().map(Setting::Address),
        (Space::Plain, "language") => text().map(Setting::Language),
        _ => None,
    };
    setting.map(Item::Setting).into_iter().collect()
}

fn person(element: &Element) -> Option<Item> {
    let key = element.value(Space::WordPress, "author_login")?.to_owned();
    let name = element.value(Space::WordPress, "author_display_name").unwrap_or(&key).to_owned();
    let account = element.value(Space::WordPress, "author_id").map(str::to_owned);
    Some(Item::Person(Person { key, account, name }))
}

fn item(mut element: Element, zones: &Zones) -> Vec<Item> {
    let Some(id) = element.value(Space::WordPress, "post_id").map(str::to_owned) else {
        return vec![Item::Left(Left::Nameless)];
    };
    let kind = match element.value(Space::WordPress, "post_type").unwrap_or("post") {
        "post" => EntryKind::Post,
        "page" => EntryKind::Page,
        "attachment" => {
            let address = element.value(Space::WordPress, "attachment_url").map(str::to_owned);
            let entry = element.value(Space::WordPress, "post_parent").filter(|entry| *entry != "0").map(str::to_owned);
            return address.map(|address| Item::Picture(Picture { id, entry, address })).into_iter().collect();
        }
        _ => return vec![Item::Left(Left::Foreign)],
    };
    let is_locked = element.value(Space::WordPress, "post_password").is_some();
    let state = match element.value(Space::WordPress, "status").unwrap_or("publish") {
        "trash" | "auto-draft" | "inherit" => return vec![Item::Left(Left::Trash)],
        "draft" | "pending" | "private" => EntryState::Draft,
        _ if is_locked => EntryState::Locked,
        _ => EntryState::Public,
    };
    let comments: Vec<Element> =
        element.children.extract_if(.., |child| child.is(Space::WordPress, "comment")).collect();
    let entry = entry(element, id.clone(), kind, state, zones);
    let comments = comments.into_iter().map(|comment| self::comment(comment, &id, zones));
    [Item::Entry(Box::new(entry))].into_iter().chain(comments).collect()
}

fn entry(mut element: Element, id: String, kind: EntryKind, state: EntryState, zones: &Zones) -> Entry {
    let content = element.take_text(Space::Content, "encoded");
    let is_of_blocks = content.contains("<!-- wp:");
    let (content, shortcodes) = shortcodes::replace(&content);
    let value = |name: &str| element.value(Space::WordPress, name);
    let tags = element.all(Space::Plain, "category").filter(|category| {
        let is_tag =
            category.attribute("domain").is_none_or(|domain| matches!(domain, "category" | "post_tag" | "tag"));
        is_tag && category.attribute("nicename") != Some("uncategorized")
    });
    let picture = element.all(Space::WordPress, "postmeta").find_map(|meta| {
        let is_picture = meta.value(Space::WordPress, "meta_key") == Some("_thumbnail_id");
        meta.value(Space::WordPress, "meta_value").filter(|_| is_picture)
    });
    Entry {
        id,
        kind,
        state,
        title: plain_text(element.value(Space::Plain, "title").unwrap_or_default()),
        address: element.value(Space::Plain, "link").map(str::to_owned),
        slug: value("post_name").map(str::to_owned),
        date: of_pair(value("post_date"), value("post_date_gmt"), zones),
        updated: of_pair(value("post_modified"), value("post_modified_gmt"), zones),
        tags: tags.map(|category| category.text.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
        author: element.value(Space::DublinCore, "creator").map(str::to_owned),
        account: None,
        picture: picture.map(str::to_owned),
        text: if is_of_blocks { Text::Html(content) } else { Text::Classic(content) },
        shortcodes,
    }
}

fn comment(mut element: Element, post: &str, zones: &Zones) -> Item {
    let value = |name: &str| element.value(Space::WordPress, name);
    if value("comment_type").is_some_and(|kind| kind != "comment") {
        return Item::Left(Left::Ping);
    }
    let Some(id) = value("comment_id").map(str::to_owned) else { return Item::Left(Left::Nameless) };
    let state = match value("comment_approved").unwrap_or("1") {
        "1" | "approve" | "approved" => CommentState::Approved,
        "spam" => CommentState::Spam,
        "trash" | "post-trashed" => CommentState::Deleted,
        _ => CommentState::Pending,
    };
    let not_zero = |name: &str| value(name).filter(|id| *id != "0").map(str::to_owned);
    let comment = Comment {
        post: post.to_owned(),
        parent: not_zero("comment_parent"),
        author: value("comment_author").map(str::to_owned),
        url: value("comment_author_url").map(str::to_owned),
        date: of_pair(value("comment_date"), value("comment_date_gmt"), zones),
        copy_of: None,
        account: not_zero("comment_user_id"),
        text: Text::Classic(String::new()),
        state,
        id,
    };
    let text = Text::Classic(element.take_text(Space::WordPress, "comment_content"));
    Item::Comment(Box::new(Comment { text, ..comment }))
}
