//! The repository's own site before judges from elsewhere: axe-core, the Nu HTML Checker, a strict policy, its own links.
//!
//! The first two come from npm; `.ci/run` puts them into `target/judges`. A test whose judge is not there says that it is
//! skipped; where `CI` is `true` it fails.

#[path = "support/browser.rs"]
mod browser;
#[path = "support/judge.rs"]
mod judge;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/published.rs"]
mod published;

use std::fs;

use browser::Browser;
use judge::judge;
use published::Published;

/// The themes that are built in.
const THEMES: [&str; 2] = ["default", "plain"];

/// One of each kind of page.
const KINDS: [&str; 13] = [
    "/",
    "/posts/linkedin/",
    "/posts/outgrown/",
    "/authors/leslie/",
    "/tags/",
    "/tags/linkedin/",
    "/archive/2012/",
    "/verdicts/",
    "/verdicts/differ/",
    "/about/",
    "/404.html",
    "/search/",
    "/search/?q=question&verdict=No",
];

#[test]
fn everybody_can_use_every_kind_of_page() {
    let (Some(axe), Some(mut browser)) = (judge("axe-core/axe.min.js"), Browser::start()) else { return };
    let axe = fs::read_to_string(axe).expect("a script");
    for theme in THEMES {
        let site = Published::new(theme);
        for scheme in ["light", "dark"] {
            for width in [320, 390, 1280] {
                let found = pages::obstacles(&mut browser, &axe, &site, (scheme, width), &KINDS);
                assert!(found.is_empty(), "{theme}: {found:#?}");
            }
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_nothing_comes_from_elsewhere() {
    let Some(mut browser) = Browser::start() else { return };
    for theme in THEMES {
        let site = Published::new(theme);
        let dead = pages::dead_links(&mut browser, &site);
        assert!(dead.is_empty(), "{theme}: {dead:#?}");
        for page in site.pages() {
            browser.go(&site.url(&page));
        }
        let own = site.url("/");
        let foreign: Vec<String> = browser.requests().into_iter().filter(|url| !url.starts_with(&own)).collect();
        assert!(foreign.is_empty(), "{theme} asks for {foreign:?}");
        assert_eq!(browser.complaints(), Vec::<String>::new());
    }
}

#[test]
fn the_minified_sheet_means_what_the_written_one_means() {
    let Some(mut browser) = Browser::start() else { return };
    let site = Published::new("default");
    let written = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/static/style.css"));
    browser.go(&site.url("/"));
    let rules = |sheet: &str| format!("[...({sheet}).cssRules].map((rule) => rule.cssText)");
    let own = browser.eval(&rules("document.styleSheets[0]"));
    let text = serde_json::to_string(&written.expect("the sheet")).expect("a text");
    let expected = browser.eval(&rules(&format!(
        "(() => {{ const sheet = new CSSStyleSheet(); sheet.replaceSync({text}); return sheet; }})()"
    )));
    // The values of custom properties stay as they are written.
    let list = |rules: serde_json::Value| -> Vec<String> {
        let rules: Vec<String> = serde_json::from_value(rules).expect("rules");
        rules.iter().map(|rule| rule.replace(", ", ",")).collect()
    };
    let (own, expected) = (list(own), list(expected));
    let differ: Vec<_> = own.iter().zip(&expected).filter(|(own, expected)| own != expected).collect();
    assert!(own.len() == expected.len() && differ.is_empty(), "{differ:#?}");
}

#[test]
fn the_html_is_valid() {
    let sites = THEMES.map(Published::new);
    let said = pages::invalid_html(&sites.each_ref(), &[]);
    assert!(said.is_empty(), "{said}");
}
