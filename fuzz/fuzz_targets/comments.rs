//! Any text as the comments file of a post.
#![no_main]

use std::sync::LazyLock;

use columnist::config::{self, Config};
use columnist::document::{Context, Voices, parse_comments};
use columnist::source::SourcePath;
use libfuzzer_sys::fuzz_target;

static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let text = "title = 'A'\nbase_url = 'https://a.example'\n";
    config::read(&"site.toml".into(), text).expect("the two that are required are there")
});

fuzz_target!(|comments: &str| {
    let voices = Voices::default();
    let context = Context::new(&CONFIG.rules, &voices);
    parse_comments(&SourcePath::new("content/posts/2012-04-17-linkedin.comments.yaml"), comments, &context);
});
