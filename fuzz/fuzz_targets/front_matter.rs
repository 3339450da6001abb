//! Any text as front matter, of a post, a page and an author.
#![no_main]

use std::sync::LazyLock;

use columnist::config::{self, Config};
use columnist::document::{Context, Voices, parse_author, parse_page, parse_post};
use columnist::source::SourcePath;
use libfuzzer_sys::fuzz_target;

static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let text = "title = 'A'\nbase_url = 'https://a.example'\n";
    config::read(&"site.toml".into(), text).expect("the two that are required are there")
});

fuzz_target!(|front: &str| {
    let voices = Voices::default();
    let context = Context::new(&CONFIG.rules, &voices);
    let text = format!("---\n{front}\n---\n\nDear columnists, what now?\n");
    parse_post(&SourcePath::new("content/posts/2012-04-17-linkedin.md"), &text, &context);
    parse_page(&SourcePath::new("content/about.md"), &text, &context);
    parse_author(&SourcePath::new("content/authors/leslie.md"), &text, &CONFIG.rules.markdown);
});
