//! The order of the authors, and their labels.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span, list_of, nearest};
use crate::document::{Author, Voice};

/// The authors as site.toml orders them; those that it does not name follow by id.
pub(super) fn in_order(
    authors: &[Arc<Author>],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Author>> {
    let place = |author: &Author| config.authors.iter().position(|id| *id == author.id).unwrap_or(usize::MAX);
    let mut ordered: Vec<Arc<Author>> = authors.to_vec();
    ordered.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.id.cmp(&b.id)));
    for id in &config.authors {
        if authors.iter().all(|author| author.id != *id) {
            let known: Vec<&str> = ordered.iter().map(|author| author.id.as_str()).collect();
            let help = match nearest(id, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => format!("write the author’s name and bio to content/authors/{id}.md"),
                None => format!("write content/authors/{id}.md, or one of {}", list_of(known)),
            };
            diagnostics.push(Diagnostic::error(
                Code::UnknownAuthor,
                Span::new(&"site.toml".into(), config.authors_range.clone()),
                format!("`authors` names `{id}`, but there is no content/authors/{id}.md"),
                help,
            ));
        }
    }
    check_labels(&ordered, diagnostics);
    ordered
}

/// Two voices with one label could not be told apart.
fn check_labels(authors: &[Arc<Author>], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &Author> = BTreeMap::new();
    for author in authors {
        let mut own: Vec<String> = author.labels.iter().map(|label| Voice::compared(label)).collect();
        own.sort();
        own.dedup();
        for label in own {
            if let Some(first) = seen.get(&label) {
                diagnostics.push(Diagnostic::error(
                    Code::DuplicateLabel,
                    Span::start_of(author.path.shared()),
                    format!("the label `{label}` is {}’s already", first.name),
                    format!("write `labels:` of its own into this file, such as `labels: [\"{} Says\"]`", author.name),
                ));
            } else {
                seen.insert(label, author);
            }
        }
    }
}
