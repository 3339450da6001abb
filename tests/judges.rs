//! The repository's own site before judges from elsewhere: axe-core, the Nu HTML Checker, a strict policy, its own links.
//!
//! The first two come from npm; `.ci/run` puts them into `target/judges`. A test whose judge is not there says that it is
//! skipped; where `CI` is `true` it fails.

#[path = "support/browser.rs"]
mod browser;
#[path = "support/judge.rs"]
mod judge;
#[path = "support/published.rs"]
mod published;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use browser::Browser;
use judge::judge;
use published::Published;
use serde_json::json;

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
            browser.prefer(scheme);
            for (width, height) in [(320, 700), (390, 844), (1280, 900)] {
                browser.size(width, height);
                for path in KINDS {
                    browser.go(&site.url(path));
                    if path.contains("?q=") {
                        browser.until("document.querySelectorAll('#search-list :is(h2, h3) a').length > 1");
                    }
                    let place = format!("{theme} {path} {scheme} {width}");
                    let scrolls = browser.eval("document.documentElement.scrollWidth > innerWidth");
                    assert_eq!(scrolls, false, "{place} scrolls");
                    browser.eval(&axe);
                    let found = browser.eval(
                        "axe.run({ rules: { 'target-size': { enabled: true } } }).then(({ violations }) => violations.flatMap(({ id, nodes }) => \
                         nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`)))",
                    );
                    assert_eq!(found, json!([]), "{place}");
                }
            }
        }
        assert_eq!(browser.complaints(), Vec::<String>::new());
    }
}

#[test]
fn every_link_leads_somewhere_and_nothing_comes_from_elsewhere() {
    let Some(mut browser) = Browser::start() else { return };
    for theme in THEMES {
        links_lead_somewhere(&mut browser, &Published::new(theme));
    }
}

fn links_lead_somewhere(browser: &mut Browser, site: &Published) {
    let own = site.url("");
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut links: BTreeSet<(String, String)> = BTreeSet::new();
    for page in site.pages() {
        browser.go(&site.url(&page));
        let texts = |value: serde_json::Value| -> Vec<String> { serde_json::from_value(value).expect("texts") };
        ids.insert(
            page.clone(),
            texts(browser.eval("[...document.querySelectorAll('[id]')].map((element) => element.id)"))
                .into_iter()
                .collect(),
        );
        let all = "[...document.querySelectorAll('[href], [src]')].map((element) => element.href?.baseVal ?? element.href ?? element.src)";
        links.extend(texts(browser.eval(all)).into_iter().map(|link| (page.clone(), link)));
        let loaded = texts(browser.eval("performance.getEntriesByType('resource').map((resource) => resource.name)"));
        let foreign: Vec<&String> = loaded.iter().filter(|url| !url.starts_with(&own)).collect();
        assert!(foreign.is_empty(), "{page} loads {foreign:?}");
    }
    for (page, link) in &links {
        let Some(inside) = link.strip_prefix(&own) else { continue };
        let (path, id) = inside.split_once('#').unwrap_or((inside, ""));
        let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        assert!(site.folder().join(file.trim_start_matches('/')).is_file(), "{page} links to {link}");
        if !id.is_empty() {
            assert!(ids.get(path).is_some_and(|ids| ids.contains(id)), "{page} links to {link}");
        }
    }
    assert!(links.len() > 200, "the site has links");
    assert_eq!(browser.complaints(), Vec::<String>::new());
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
    let Some(jar) = judge("vnu-jar/build/dist/vnu.jar") else { return };
    for theme in THEMES {
        let site = Published::new(theme);
        let output = Command::new("java").arg("-jar").arg(&jar).arg("--skip-non-html").arg(site.folder()).output();
        let output = output.expect("java, which the checker needs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.trim().is_empty(), "{theme}: {said}");
    }
}
