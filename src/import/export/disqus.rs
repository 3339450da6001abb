//! Disqus's export: threads by address, and posts that are comments.

use crate::import::html::Text;
use crate::import::xml::{Element, Space};

use super::model::{Comment, CommentState, Item, Left, Thread};
use super::moment::{Zones, absolute};

/// A thread or a comment.
pub(super) fn record(element: Element, zones: &Zones) -> Option<Item> {
    let id = element.attribute("id").filter(|id| !id.is_empty()).map(str::to_owned);
    match (element.name.as_str(), id) {
        ("thread", Some(id)) => Some(Item::Thread(Thread {
            id,
            name: element.value(Space::Disqus, "id").map(str::to_owned),
            address: element.value(Space::Disqus, "link").map(str::to_owned),
            title: element.value(Space::Disqus, "title").unwrap_or_default().to_owned(),
        })),
        ("post", Some(id)) => Some(comment(element, id, zones)),
        ("thread" | "post", None) => Some(Item::Left(Left::Nameless)),
        _ => None,
    }
}

fn comment(mut element: Element, id: String, zones: &Zones) -> Item {
    let named =
        |name: &str| element.child(Space::Disqus, name).and_then(|child| child.attribute("id")).map(str::to_owned);
    let Some(post) = named("thread") else { return Item::Left(Left::Nameless) };
    let is = |name: &str| element.value(Space::Disqus, name) == Some("true");
    let state = match (is("isDeleted"), is("isSpam"), element.value(Space::Disqus, "isApproved") == Some("false")) {
        (true, _, _) => CommentState::Deleted,
        (false, true, _) => CommentState::Spam,
        (false, false, true) => CommentState::Pending,
        (false, false, false) => CommentState::Approved,
    };
    let name = element.child(Space::Disqus, "author").and_then(|author| author.value(Space::Disqus, "name"));
    Item::Comment(Box::new(Comment {
        parent: named("parent"),
        author: name.filter(|name| !name.eq_ignore_ascii_case("anonymous")).map(str::to_owned),
        url: None,
        date: element.value(Space::Disqus, "createdAt").and_then(|date| absolute(date, zones)),
        text: Text::Html(element.take_text(Space::Disqus, "message")),
        state,
        // The plug-in for WordPress copies its comments, and says which.
        copy_of: element.value(Space::Disqus, "id").and_then(|id| id.strip_prefix("wp_id=")).map(str::to_owned),
        account: None,
        id,
        post,
    }))
}
