//! Any text as a post, its comments file and the settings, through to every page, feed and list of the site.
#![no_main]

use columnist::diagnostic::Severity;
use columnist::project::{Options, assemble};
use columnist::source::{Source, SourceTree};
use libfuzzer_sys::fuzz_target;

const SETTINGS: &str = "title = 'A'\nbase_url = 'https://a.example'\n";

fuzz_target!(|text: &str| {
    // What stands between two form feeds is a file of its own.
    let mut files = text.split('\u{c}');
    let mut tree = SourceTree::default();
    let mut put = |path: &str, text: &str| tree.insert(Source::in_memory(path, text.as_bytes()));
    put("content/authors/leslie.md", "---\nname: Leslie Morris\n---\nBio.\n");
    put("content/posts/2012-04-17-a.md", files.next().unwrap_or(""));
    put("content/posts/2012-04-17-a.comments.yaml", files.next().unwrap_or(""));
    put("content/about.md", files.next().unwrap_or("---\ntitle: About\n---\n"));
    put("site.toml", &format!("{SETTINGS}{}", files.next().unwrap_or("")));
    let now = jiff::Timestamp::from_second(1_577_836_800).expect("a date");
    let options = Options { now, drafts: true, future: true, base: None };
    let mut project = assemble(tree, &options);
    let is_right = !project.diagnostics.iter().any(|found| found.severity == Severity::Error);
    project.check_pages();
    // The theme's own templates make a page of whatever the rest of the program lets through.
    let failed = project.diagnostics.iter().find(|found| found.code.as_str().starts_with("template"));
    assert!(!is_right || failed.is_none_or(|found| found.message.contains("there is no template")), "{failed:?}");
});
