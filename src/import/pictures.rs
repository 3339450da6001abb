//! The pictures of an export, by the numbers that WordPress gives them, and which of them a gallery shows.

use std::collections::HashMap;

/// The pictures of an export.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    by_id: HashMap<String, String>,
    /// The numbers of the pictures that were uploaded for an entry.
    of_entry: HashMap<String, Vec<String>>,
}

impl Pictures {
    /// Remembers a picture, and the entry for which it was uploaded.
    pub(super) fn add(&mut self, id: String, entry: Option<String>, address: String) {
        if let Some(entry) = entry {
            self.of_entry.entry(entry).or_default().push(id.clone());
        }
        self.by_id.insert(id, address);
    }

    /// The address of a picture.
    pub(super) fn get(&self, id: &str) -> Option<&String> {
        self.by_id.get(id)
    }

    /// The addresses that a gallery shows: those that it names, else all that were uploaded for its entry.
    pub(super) fn shown(&self, gallery: &str, entry: &str) -> Vec<&String> {
        if let Some(named) = numbers(gallery, "ids").or_else(|| numbers(gallery, "include")) {
            return named.into_iter().filter_map(|id| self.get(id)).collect();
        }
        let without = numbers(gallery, "exclude").unwrap_or_default();
        let all = self.of_entry.get(entry).into_iter().flatten();
        all.filter(|id| !without.contains(&id.as_str())).filter_map(|id| self.get(id)).collect()
    }
}

/// The numbers that an attribute of a gallery lists.
fn numbers<'a>(gallery: &'a str, key: &str) -> Option<Vec<&'a str>> {
    let (_, value) = gallery.split_once(&format!(" {key}="))?;
    let value = value.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | ' '))).unwrap_or(value.len());
    let ids: Vec<&str> = value.get(..end)?.split([',', ' ']).filter(|id| !id.is_empty()).collect();
    (!ids.is_empty()).then_some(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn galleries_name_pictures_or_mean_all() {
        let mut pictures = Pictures::default();
        for (id, entry) in [("1", "7"), ("2", "7"), ("3", "8")] {
            pictures.add(id.to_owned(), Some(entry.to_owned()), format!("/{id}.jpg"));
        }
        for (gallery, shown) in [
            ("", "/1.jpg /2.jpg"),
            (" columns=\"2\" ids=\"3, 1,99\"", "/3.jpg /1.jpg"),
            (" include='2'", "/2.jpg"),
            (" exclude=1", "/2.jpg"),
            (" ids=\"99\"", ""),
        ] {
            let found: Vec<&str> = pictures.shown(gallery, "7").into_iter().map(String::as_str).collect();
            assert_eq!(found.join(" "), shown, "{gallery}");
        }
    }
}
