//! The site that is compared with those of other generators is one that columnist builds.

mod support;

#[path = "../benches/corpus/columnist.rs"]
mod columnist_site;
#[path = "../benches/corpus/mod.rs"]
mod corpus;
#[allow(dead_code, reason = "only what the sites share is needed here")]
#[path = "../benches/corpus/peers.rs"]
mod peers;

use support::SiteTest;

#[test]
fn the_site_with_simple_templates_has_all_parts_of_a_column() {
    let options = corpus::CorpusOptions { posts: 60, seed: 1 };
    let site = columnist_site::files(&options).fold(SiteTest::empty(), |site, file| site.file(&file.path, &file.text));
    let built = site.build();
    let routes = built.routes();
    let post = routes.iter().rfind(|route| route.starts_with("posts/")).expect("a post");
    built.page(&format!("/{post}")).has_in_order(&[
        "<section class=\"dilemma\">",
        "<p class=\"signature\">",
        "<section class=\"take\">",
        "<p class=\"verdict",
        "<section class=\"conclusion\">",
        "rel=\"tag\"",
        "Related letters",
    ]);
    built.page("/page/2/").has("<article class=\"summary\">").has("2 of 3");
    built.page("/verdicts/").has("<span class=\"verdict");
}
