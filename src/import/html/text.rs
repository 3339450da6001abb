//! Texts as exports have them.

/// Who wrote a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Profile {
    /// The blog's authors, who may have headings, pictures and tables.
    Author,
    /// Its readers, who may not.
    Reader,
}

/// A text as the export has it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(in crate::import) enum Text {
    /// HTML.
    Html(String),
    /// HTML of WordPress's classic editor, in which newlines are line breaks.
    Classic(String),
}

/// How newlines in a text count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Newlines {
    /// As white space.
    Space,
    /// As line breaks, two of them as a new paragraph: WordPress's classic editor.
    Break,
}
