//! What a browser searches with: pagefind's script and its WebAssembly, as they were taken from it when columnist was
//! built.

use serde_json::json;

include!(concat!(env!("OUT_DIR"), "/search_bundle.rs"));

/// The language without stems.
const UNKNOWN: &str = "unknown";

/// The version of pagefind, which its script wants to find in the index.
pub(super) fn version() -> &'static str {
    VERSION
}

/// The script and the WebAssembly for a language, by their names.
pub(super) fn files(language: &str) -> [(String, &'static [u8]); 2] {
    let engine = engine(language);
    let bytes = ENGINES.iter().find(|(own, _)| *own == engine).map_or(&[][..], |(_, bytes)| *bytes);
    [("pagefind.js".to_owned(), SCRIPT), (format!("wasm.{engine}.pagefind"), bytes)]
}

/// The file that the script asks for first: where everything else begins.
pub(super) fn entry(language: &str, meta: &str, records: usize) -> (String, Vec<u8>) {
    let engine = Some(engine(language)).filter(|engine| *engine != UNKNOWN);
    let own = json!({ "hash": meta, "wasm": engine, "page_count": records });
    let entry = json!({ "version": VERSION, "languages": { language: own }, "include_characters": ["_"] });
    ("pagefind-entry.json".to_owned(), entry.to_string().into_bytes())
}

/// The WebAssembly that knows the words of a language.
fn engine(language: &str) -> &'static str {
    let primary = language.split('-').next().unwrap_or("");
    ENGINES.iter().map(|(own, _)| *own).find(|own| *own == primary).unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_engine() {
        for (language, engine) in
            [("en", "wasm.en.pagefind"), ("de-at", "wasm.de.pagefind"), ("ja", "wasm.unknown.pagefind")]
        {
            let [(_, script), (name, bytes)] = files(language);
            assert_eq!(name, engine);
            assert!(bytes.starts_with(&[0x1f, 0x8b]) && bytes.len() > 40_000 && script.len() > 10_000);
        }
    }
}
