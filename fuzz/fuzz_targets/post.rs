//! Any text as a post of two columnists.
#![no_main]

use std::sync::LazyLock;

use columnist::config::{self, Config};
use columnist::document::{Context, Voice, Voices, default_labels, parse_author, parse_post};
use columnist::source::SourcePath;
use libfuzzer_sys::fuzz_target;

static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let text = "title = 'A'\nbase_url = 'https://a.example'\n";
    config::read(&"site.toml".into(), text).expect("the two that are required are there")
});

static VOICES: LazyLock<Voices> = LazyLock::new(|| Voices::new(["Leslie", "Thom"].map(voice).to_vec()));

fn voice(name: &str) -> Voice {
    let file = format!("content/authors/{}.md", name.to_lowercase());
    let author = parse_author(&SourcePath::new(file.as_str()), &format!("---\nname: {name}\n---\n"), &CONFIG.rules.markdown);
    let bio = author.value.expect("the name is all that is required").bio;
    Voice { id: name.to_lowercase(), name: name.to_owned(), labels: default_labels(name), bio, file }
}

fuzz_target!(|post: &str| {
    let context = Context::new(&CONFIG.rules, &VOICES);
    parse_post(&SourcePath::new("content/posts/2012-04-17-linkedin.md"), post, &context);
});
