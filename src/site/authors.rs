//! The order of the authors, and their labels.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span, Vocabulary};
use crate::document::{Author, Voice};

use super::alphabet::Alphabet;

/// The authors as site.toml orders them; those that it does not name follow by their names.
pub(super) fn in_order(
    authors: &[Arc<Author>],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Author>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (place, id) in config.authors.iter().enumerate() {
        places.entry(id).or_insert(place);
    }
    let place = |author: &Author| places.get(author.id.as_str()).copied().unwrap_or(usize::MAX);
    let alphabet = Alphabet::of(&config.language);
    let mut ordered: Vec<Arc<Author>> = authors.to_vec();
    ordered.sort_by_cached_key(|author| (place(author), alphabet.key(&author.name), author.id.clone()));
    let known: HashSet<&str> = authors.iter().map(|author| author.id.as_str()).collect();
    let others = ordered.iter().map(|author| &author.id).filter(|id| !places.contains_key(id.as_str()));
    let others = Vocabulary::new(others.cloned());
    for (id, range) in config.authors.iter().zip(&config.authors_ranges).filter(|(id, _)| !known.contains(id.as_str()))
    {
        let help = match others.nearest(id) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write the author’s name and bio to content/authors/{id}.md, or take `{id}` out"),
        };
        diagnostics.push(Diagnostic::error(
            Code::UnknownAuthor,
            Span::new(&"site.toml".into(), range.clone()),
            format!("`authors` names `{id}`, but there is no content/authors/{id}.md"),
            help,
        ));
    }
    check_labels(&ordered, diagnostics);
    ordered
}

/// Two voices with one label could not be told apart. Authors with the same first name share all that follows from it,
/// so one label of each pair is reported.
fn check_labels(authors: &[Arc<Author>], diagnostics: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<String, &Author> = BTreeMap::new();
    for author in authors {
        let mut told: Vec<&str> = Vec::new();
        for label in &author.labels {
            let owner = *owners.entry(Voice::compared(label)).or_insert(author);
            if owner.id == author.id || told.contains(&owner.id.as_str()) {
                continue;
            }
            told.push(&owner.id);
            diagnostics.push(Diagnostic::error(
                Code::DuplicateLabel,
                Span::new(author.path.shared(), author.labels_range.clone()),
                format!("the label `{label}` is {}’s already", owner.name),
                format!("give {} labels of their own, such as `labels: [{} Says]`", author.name, author.name),
            ));
        }
    }
}
