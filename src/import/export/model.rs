//! What exports hold, whichever program wrote them.

use serde::{Deserialize, Serialize};

use crate::import::html::Text;

/// One thing of an export.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::import) enum Item {
    /// What it says of the blog.
    Setting(Setting),
    /// Somebody who writes posts.
    Person(Person),
    /// A post or a page.
    Entry(Box<Entry>),
    /// What a reader said.
    Comment(Box<Comment>),
    /// A picture that entries name by its id.
    Picture(Picture),
    /// An address whose comments follow elsewhere.
    Thread(Thread),
    /// Something that is not taken.
    Left(Left),
}

/// What an export says of the blog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) enum Setting {
    /// Its name.
    Title(String),
    /// Its address.
    Address(String),
    /// An IANA name.
    TimeZone(String),
    /// A language tag.
    Language(String),
}

/// Somebody who writes posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Person {
    /// By which entries name the person.
    pub(in crate::import) key: String,
    /// By which comments name the person.
    pub(in crate::import) account: Option<String>,
    /// The name that is shown.
    pub(in crate::import) name: String,
}

/// A picture that entries name by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Picture {
    pub(in crate::import) id: String,
    /// The entry for which it was uploaded.
    pub(in crate::import) entry: Option<String>,
    pub(in crate::import) address: String,
}

/// What is counted, and left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Left {
    /// A post or page that was never published.
    Draft,
    /// A post or page that was thrown away.
    Trash,
    /// A pingback or trackback.
    Ping,
    /// A comment without an id or a post, or an entry without an id.
    Nameless,
    /// A kind of entry that has no place on a site.
    Foreign,
}

/// Whether an entry is a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::import) enum EntryKind {
    /// A post.
    Post,
    /// A page.
    Page,
}

/// Whether an entry is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::import) enum EntryState {
    /// It is, or will be at its date.
    Public,
    /// It never was.
    Draft,
    /// Only with a password.
    Locked,
}

/// A post or a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::import) struct Entry {
    /// By which comments name it.
    pub(in crate::import) id: String,
    pub(in crate::import) kind: EntryKind,
    pub(in crate::import) state: EntryState,
    /// Without markup; empty where there is none.
    pub(in crate::import) title: String,
    /// The old address: a whole URL, or a path.
    pub(in crate::import) address: Option<String>,
    /// The old name in it.
    pub(in crate::import) slug: Option<String>,
    /// RFC 3339.
    pub(in crate::import) date: Option<String>,
    /// RFC 3339.
    pub(in crate::import) updated: Option<String>,
    pub(in crate::import) tags: Vec<String>,
    pub(in crate::import) text: Text,
    /// The key of the person who wrote it.
    pub(in crate::import) author: Option<String>,
    /// The account of that person.
    pub(in crate::import) account: Option<String>,
    /// The id of the picture that stands for it.
    pub(in crate::import) picture: Option<String>,
    /// What of its text could not be made Markdown, for the report.
    pub(in crate::import) shortcodes: Vec<String>,
}

/// Whether a comment was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::import) enum CommentState {
    /// It was.
    Approved,
    /// It waited.
    Pending,
    /// It was unwanted.
    Spam,
    /// It was taken away.
    Deleted,
}

/// What a reader said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::import) struct Comment {
    pub(in crate::import) id: String,
    /// The id of the entry or thread that it is about.
    pub(in crate::import) post: String,
    /// The id of the comment that it answers.
    pub(in crate::import) parent: Option<String>,
    pub(in crate::import) author: Option<String>,
    pub(in crate::import) url: Option<String>,
    /// RFC 3339.
    pub(in crate::import) date: Option<String>,
    pub(in crate::import) text: Text,
    pub(in crate::import) state: CommentState,
    /// The comment of the blog itself that it is a copy of.
    pub(in crate::import) copy_of: Option<String>,
    /// The account that wrote it, by which an author of the blog is known.
    pub(in crate::import) account: Option<String>,
}

/// An address whose comments follow elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Thread {
    pub(in crate::import) id: String,
    /// What the blog calls it.
    pub(in crate::import) name: Option<String>,
    pub(in crate::import) address: Option<String>,
    pub(in crate::import) title: String,
}
