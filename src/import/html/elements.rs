//! Kinds of elements.

/// Elements that begin and end a paragraph, and mean nothing more.
pub(super) fn is_box(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "center"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "figure"
            | "figcaption"
            | "address"
            | "form"
            | "fieldset"
            | "details"
            | "summary"
            | "dl"
            | "dd"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "body"
            | "html"
            | "tbody"
            | "thead"
            | "tfoot"
            | "legend"
            | "title"
            | "textarea"
            | "xmp"
            | "option"
            | "select"
            | "button"
    )
}
