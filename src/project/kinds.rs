//! What a file below `content` is, by its place and its name.

use crate::source::SourcePath;

/// What one file below `content` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Author,
    Post,
    Comments,
    Page,
    /// Nearly a comments file: publishing it as it is could show what nobody approved.
    Misnamed,
    File,
}

/// The kind of the file at a path.
pub(super) fn kind_of(path: &SourcePath) -> Kind {
    let name = path.file_name().to_lowercase();
    if ["comments.yaml", "comments.yml"].iter().any(|end| name == *end || name.ends_with(&format!(".{end}"))) {
        return Kind::Comments;
    }
    if name.contains("comment") && (name.contains(".yaml") || name.contains(".yml")) {
        return Kind::Misnamed;
    }
    if !path.has_ending("md") && !path.has_ending("markdown") {
        return Kind::File;
    }
    match path.folder() {
        "content/authors" => Kind::Author,
        folder if folder == "content/posts" || folder.starts_with("content/posts/") => Kind::Post,
        _ => Kind::Page,
    }
}
