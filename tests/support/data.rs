//! What machines read of a site before schemas: feeds and sitemaps before those in `tests/schemas`, and the JSON-LD of its
//! pages. The checker of schemas is inside the Nu HTML Checker; see `judge.rs`.

#![allow(dead_code, reason = "each test program uses a part of the harness")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::judge::judge;

/// The files in a folder whose names satisfy something, at any depth.
pub(crate) fn files(folder: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            found.extend(files(&path, is_wanted));
        } else if is_wanted(&path.file_name().expect("a name").to_string_lossy()) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a schema says of documents; empty where they are valid, nothing where the checker is not there.
pub(crate) fn verdict(schema: &str, documents: &[PathBuf]) -> Option<String> {
    let jar = judge("vnu-jar/build/dist/vnu.jar")?;
    assert!(!documents.is_empty(), "nothing to check by {schema}");
    let output = Command::new("java")
        .arg("-cp")
        .arg(jar)
        .args(["nu.validator.vendor.thaiopensource.relaxng.util.Driver", "-c"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas").join(schema))
        .args(documents)
        .output()
        .expect("java, which the checker needs");
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.success(), said.is_empty(), "{said}");
    Some(said.into_owned())
}

/// What the schemas say of all feeds and sitemaps in a folder.
pub(crate) fn invalid_xml(folder: &Path) -> String {
    let of =
        |schema: &str, is_wanted: &dyn Fn(&str) -> bool| verdict(schema, &files(folder, is_wanted)).unwrap_or_default();
    of("atom.rnc", &|name| name == "atom.xml" || name == "comments.xml")
        + &of("rss.rnc", &|name| name == "rss.xml")
        + &of("sitemap.rnc", &|name| name.starts_with("sitemap"))
}

/// All that the JSON-LD of the pages in a folder tells, each thing with its page.
pub(crate) fn things(folder: &Path) -> Vec<(PathBuf, Value)> {
    let mut things = Vec::new();
    for page in files(folder, &|name| name.contains(".html")) {
        let text = fs::read_to_string(&page).expect("a page");
        let Some((_, rest)) = text.split_once("<script type=\"application/ld+json\">") else { continue };
        let data: Value = serde_json::from_str(rest.split("</script>").next().expect("a text")).expect("JSON");
        let told = data["@graph"].as_array().cloned().unwrap_or_else(|| vec![data]);
        things.extend(told.into_iter().map(|thing| (page.clone(), thing)));
    }
    things
}
