//! Lists the files of the themes in `themes/`, so that they are built into the program and a new one cannot be forgotten,
//! and takes what a browser searches with out of pagefind: its script, and its WebAssembly for each language.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pagefind::api::PagefindIndex;

/// The languages whose words pagefind knows to have stems, by their subtags.
const STEMMED: [&str; 34] = [
    "ar", "ca", "da", "de", "el", "en", "eo", "es", "et", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id", "it", "lt",
    "nb", "ne", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi", "unknown",
];

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script everything by the environment")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let (root, out) = (PathBuf::from(env::var("CARGO_MANIFEST_DIR")?), PathBuf::from(env::var("OUT_DIR")?));
    list_themes(&root, &out)?;
    take_bundle(&out)
}

fn list_themes(root: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let themes = root.join("themes");
    println!("cargo::rerun-if-changed={}", themes.display());
    let mut files = Vec::new();
    collect(&themes, &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        writeln!(list, "    ({name:?}, include_bytes!({:?})),", file.display().to_string())?;
    }
    list.push_str("]\n");
    fs::write(out.join("themes.rs"), list)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Has pagefind make an index of next to nothing in each language: what else is among its files is the bundle. In English
/// it gets a few texts, for a test that holds columnist's own index to it.
fn take_bundle(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/search/sample.txt");
    let sample = fs::read_to_string("src/search/sample.txt")?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let files = runtime.block_on(async {
        let mut index = PagefindIndex::new(None)?;
        for language in STEMMED.into_iter().filter(|language| !["en", "unknown"].contains(language)) {
            let word = "word".to_owned();
            index.add_custom_record(format!("/{language}"), word, language.to_owned(), None, None, None).await?;
        }
        for (number, line) in sample.lines().enumerate() {
            let [title, tags, text] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else { continue };
            let meta = BTreeMap::from([("title".to_owned(), title.to_owned())]);
            let filters = BTreeMap::from([("tag".to_owned(), tags.split(' ').map(str::to_owned).collect())]);
            let (url, text) = (format!("/{number}/"), text.to_owned());
            index.add_custom_record(url, text, "en".to_owned(), Some(meta), Some(filters), None).await?;
        }
        index.get_files().await
    })?;
    let mut list = String::from("const SAMPLE: &[(&str, &[u8])] = &[\n");
    for file in files.iter().filter(|file| file.filename.to_string_lossy().contains("/en_")) {
        let name = file.filename.to_string_lossy();
        writeln!(list, "    ({name:?}, &{:?}),", file.contents)?;
    }
    list.push_str("];\n");
    fs::write(out.join("search_sample.rs"), list)?;
    let named = |name: &str| files.iter().find(|file| file.filename == Path::new(name)).map(|file| &file.contents);
    let missing = |name: &str| format!("pagefind has no {name}");
    let mut bundle = String::new();
    let name = "pagefind.js";
    fs::write(out.join(name), named(name).ok_or_else(|| missing(name))?)?;
    writeln!(bundle, "const SCRIPT: &[u8] = include_bytes!({:?});", out.join(name).display().to_string())?;
    let name = "pagefind-entry.json";
    let entry = String::from_utf8(named(name).ok_or_else(|| missing(name))?.clone())?;
    let version = entry.split("\"version\":\"").nth(1).and_then(|rest| rest.split('"').next());
    writeln!(bundle, "const VERSION: &str = {:?};", version.ok_or_else(|| missing("version"))?)?;
    writeln!(bundle, "const ENGINES: &[(&str, &[u8])] = &[")?;
    for language in STEMMED {
        let name = format!("wasm.{language}.pagefind");
        fs::write(out.join(&name), named(&name).ok_or_else(|| missing(&name))?)?;
        writeln!(bundle, "    ({language:?}, include_bytes!({:?})),", out.join(&name).display().to_string())?;
    }
    writeln!(bundle, "];")?;
    fs::write(out.join("search_bundle.rs"), bundle)?;
    Ok(())
}
