//! What the fuzzers found interesting, through the same readers and on to the pages: no panic, and each problem has a
//! remedy. `fuzz/seeds` has a folder for each target.

mod support;

use std::fs;
use std::path::Path;

use columnist::import::{Options, import};
use support::{COLUMN, SiteTest};

/// The seeds of one target, by name.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let files = fs::read_dir(&folder).expect("the seeds of the target");
    let mut seeds: Vec<_> = files
        .map(|file| {
            let path = file.expect("a seed").path();
            (path.display().to_string(), fs::read(&path).expect("its bytes"))
        })
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

/// Builds a site and makes all its pages.
fn holds(site: SiteTest, name: &str) {
    for found in &site.check().0.diagnostics {
        assert!(!found.message.is_empty() && !found.help.is_empty(), "{name}: {found:?}");
    }
}

fn texts(target: &str) -> impl Iterator<Item = (String, String)> {
    seeds(target).into_iter().filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)))
}

#[test]
fn posts_of_the_fuzzer() {
    for (name, text) in texts("post") {
        holds(SiteTest::new().post("2012-04-17-a.md", &text), &name);
    }
}

#[test]
fn front_matter_of_the_fuzzer() {
    for (name, front) in texts("front_matter") {
        let text = format!("---\n{front}\n---\n\n## The Dilemma\n\nHelp.\n\n## Leslie Says\n\nNo.\n");
        holds(SiteTest::new().post("2012-04-17-a.md", &text).file("content/about.md", &text), &name);
    }
}

#[test]
fn comments_of_the_fuzzer() {
    for (name, comments) in texts("comments") {
        let site = SiteTest::new().post("2012-04-17-a.md", COLUMN);
        holds(site.post("2012-04-17-a.comments.yaml", &comments), &name);
    }
}

#[test]
fn sites_of_the_fuzzer() {
    for (name, text) in texts("site") {
        // The target parts its files in the same way.
        let mut files = text.split('\u{c}');
        let mut next = || files.next().unwrap_or("").to_owned();
        let (post, comments, page, settings) = (next(), next(), next(), next());
        let site = SiteTest::new()
            .post("2012-04-17-a.md", &post)
            .post("2012-04-17-a.comments.yaml", &comments)
            .file("content/about.md", &page)
            .file("site.toml", &format!("{}{settings}", support::CONFIG));
        holds(site, &name);
    }
}

#[test]
fn exports_of_the_fuzzer() {
    for (name, bytes) in seeds("import").into_iter().chain(seeds("old_html")) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("export");
        let site = folder.path().join("site");
        fs::write(&file, bytes).expect("the export");
        let options = Options { drafts_too: true, pending_too: true, ..Options::default() };
        if import(&site, &file, &options, &|_| {}).is_err() {
            assert!(!site.exists(), "{name}: a refused export left files");
        }
    }
}
