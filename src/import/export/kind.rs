//! Which program wrote an export: known by its content, not by its name.

use std::fmt;

use crate::import::xml::{Element, Root, Space};

use super::model::Item;
use super::moment::Zones;
use super::{blogger, disqus, wordpress};

/// Which program wrote an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Blogger, of either generation.
    Blogger,
    /// WordPress.
    WordPress,
    /// Disqus.
    Disqus,
}

impl Kind {
    /// The word for it in front matter and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blogger => "blogger",
            Self::WordPress => "wordpress",
            Self::Disqus => "disqus",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blogger => "Blogger",
            Self::WordPress => "WordPress",
            Self::Disqus => "Disqus",
        })
    }
}

/// The kind of export that a root belongs to, or what it is instead.
pub(in crate::import) fn of_root(root: &Root) -> Result<Kind, String> {
    match root.name.as_str() {
        "rss" => Ok(Kind::WordPress),
        "feed" => Ok(Kind::Blogger),
        "disqus" => Ok(Kind::Disqus),
        name => Err(format!("a file whose root is `<{name}>` is no export of Blogger, WordPress or Disqus")),
    }
}

/// The items that a record holds.
pub(in crate::import) fn items(kind: Kind, record: Element, zones: &Zones) -> Vec<Item> {
    match kind {
        Kind::Blogger if record.is(Space::Plain, "entry") => blogger::entry(record, zones).into_iter().collect(),
        Kind::Blogger => blogger::setting(&record).into_iter().collect(),
        Kind::WordPress => wordpress::record(record, zones),
        Kind::Disqus => disqus::record(record, zones).into_iter().collect(),
    }
}
