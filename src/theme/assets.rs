//! A theme's files → what is published of them, and under which names.
//!
//! A style sheet is minified, and named by what is in it, so that a browser may keep it for ever: when the sheet changes,
//! so does its name.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;
use std::sync::Arc;

use siphasher::sip::SipHasher13;

use crate::source::Source;

use super::sheet::squeezed;

/// The files that a theme publishes.
#[derive(Debug)]
pub(super) struct Assets {
    /// By their paths in the published site.
    files: BTreeMap<String, Arc<Source>>,
    /// What a template calls a file, and its path in the published site.
    names: BTreeMap<String, String>,
}

impl Assets {
    /// Takes a theme's files by the names that templates call them. Of two with one name the site's own wins, which is
    /// published as it is.
    pub(super) fn new(theme_files: BTreeMap<String, Arc<Source>>, own_files: &BTreeSet<String>) -> Self {
        let mut names: BTreeMap<String, String> = own_files.iter().map(|name| (name.clone(), name.clone())).collect();
        let mut files = BTreeMap::new();
        for (name, source) in theme_files {
            if own_files.contains(&name) {
                continue;
            }
            let (published, source) = match sheet(&name, &source) {
                Some(sheet) => (named_by_content(&name, &sheet), Arc::new(Source::in_memory(&name, sheet))),
                None => (name.clone(), source),
            };
            names.insert(name, published.clone());
            files.insert(published, source);
        }
        Self { files, names }
    }

    /// The files by their paths in the published site.
    pub(super) fn files(&self) -> &BTreeMap<String, Arc<Source>> {
        &self.files
    }

    /// What templates call each file, and its path in the published site.
    pub(super) fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }
}

/// The minified text of a style sheet; `None` for any other file, and for one that is no text.
fn sheet(name: &str, source: &Source) -> Option<Vec<u8>> {
    name.strip_suffix(".css")?;
    Some(squeezed(&source.text().ok()?).into_bytes())
}

/// `style.css` → `style.0f3c52a97d1e8b46.css`
fn named_by_content(name: &str, bytes: &[u8]) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(bytes);
    let stem = name.strip_suffix(".css").unwrap_or(name);
    format!("{stem}.{:016x}.css", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets(files: &[(&str, &str)], own: &[&str]) -> Assets {
        let file =
            |(name, text): &(&str, &str)| ((*name).to_owned(), Arc::new(Source::in_memory(name, text.as_bytes())));
        Assets::new(files.iter().map(file).collect(), &own.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn a_sheet_is_named_by_what_is_in_it() {
        let name = |text| assets(&[("a/style.css", text)], &[]).names["a/style.css"].clone();
        let hash = name("a { b: c }").strip_prefix("a/style.").and_then(|rest| rest.strip_suffix(".css")).map(str::len);
        assert_eq!(hash, Some(16));
        assert_eq!(name("a { b: c }"), name("/* A note */\na  {  b: c }\n"));
        assert_ne!(name("a { b: c }"), name("a { b: d }"));
    }

    #[test]
    fn the_site_s_own_file_wins_and_keeps_its_name() {
        let assets = assets(&[("style.css", "a{}"), ("x.svg", "<svg/>")], &["style.css", "y.txt"]);
        let names: Vec<(&str, &str)> =
            assets.names().iter().map(|(name, published)| (name.as_str(), published.as_str())).collect();
        assert_eq!(names, [("style.css", "style.css"), ("x.svg", "x.svg"), ("y.txt", "y.txt")]);
        assert_eq!(assets.files().keys().collect::<Vec<_>>(), ["x.svg"]);
    }
}
