//! One record of an export: an element with all that it holds.

use super::space::Space;

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Element {
    /// The vocabulary of its name.
    pub(in crate::import) space: Space,
    /// Its name without the prefix.
    pub(in crate::import) name: String,
    /// Names without their prefixes, and values.
    pub(in crate::import) attributes: Vec<(String, String)>,
    /// The text directly inside it.
    pub(in crate::import) text: String,
    /// The elements directly inside it.
    pub(in crate::import) children: Vec<Element>,
}

impl Element {
    /// Whether it has this name of this vocabulary.
    pub(in crate::import) fn is(&self, space: Space, name: &str) -> bool {
        self.space == space && self.name == name
    }

    /// The value of an attribute, without white space around it.
    pub(in crate::import) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim())
    }

    /// The first child with this name.
    pub(in crate::import) fn child(&self, space: Space, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.is(space, name))
    }

    /// Each child with this name.
    pub(in crate::import) fn all<'e>(&'e self, space: Space, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.is(space, name))
    }

    /// The text of a child without white space around it, unless that leaves nothing.
    pub(in crate::import) fn value(&self, space: Space, name: &str) -> Option<&str> {
        self.child(space, name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    /// The text of a child as it stands, taken out of it.
    pub(in crate::import) fn take_text(&mut self, space: Space, name: &str) -> String {
        let child = self.children.iter_mut().find(|child| child.is(space, name));
        child.map(|child| std::mem::take(&mut child.text)).unwrap_or_default()
    }
}
