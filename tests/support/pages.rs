//! Pages before judges from elsewhere: axe-core, the Nu HTML Checker, a strict policy, and their own links. Each says what
//! it found, which is nothing where all is well.

#![allow(dead_code, reason = "each test program uses a part of the harness")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::judge::judge;
use crate::published::Published;

/// What axe-core finds, one text for each place.
const AXE: &str = "axe.run({ rules: { 'target-size': { enabled: true } } }).then(({ violations }) => violations.flatMap(({ id, nodes }) => \
     nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`)))";

/// The pages of a list, each with its ids and with the addresses that it leads to and shows; read, but not shown.
const LINKS: &str = "(pages) => Promise.all(pages.map(async (page) => {
    const url = new URL(page, location).href;
    const found = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/html');
    const versions = [...found.querySelectorAll('[srcset]')].flatMap(({ srcset }) => srcset.split(/,\\s+/).map((one) => one.split(' ')[0]));
    const links = [...found.querySelectorAll('[href], [src]')].map((element) => element.getAttribute('href') ?? element.getAttribute('src'));
    return {
        page,
        ids: [...found.querySelectorAll('[id]')].map(({ id }) => id),
        links: [...links, ...versions].map((link) => URL.canParse(link, url) ? new URL(link, url).href : `no address: ${link}`),
    };
}))";

/// What keeps anybody from using some pages, in a colour scheme and at a width.
pub(crate) fn obstacles(
    browser: &mut Browser,
    axe: &str,
    site: &Published,
    (scheme, width): (&str, u32),
    paths: &[impl AsRef<str>],
) -> Vec<String> {
    let mut found = Vec::new();
    browser.prefer(scheme).size(width, if width < 768 { 800 } else { 900 });
    for path in paths.iter().map(AsRef::as_ref) {
        browser.go(&site.url(path));
        if path.contains("?q=") {
            browser.until("document.querySelectorAll('#search-list :is(h2, h3) a').length > 0");
        }
        let mut complain = |what: &str| found.push(format!("{path} {scheme} {width}: {what}"));
        if browser.eval("document.documentElement.scrollWidth > innerWidth") != json!(false) {
            complain("scrolls");
        }
        browser.eval(axe);
        let violations = browser.eval(AXE);
        match violations.as_array() {
            Some(list) => list.iter().filter_map(Value::as_str).for_each(&mut complain),
            None => complain("axe-core did not run"),
        }
    }
    found.extend(browser.complaints());
    let own = site.url("/");
    let foreign = browser.requests().into_iter().filter(|url| !url.starts_with(&own) && !url.starts_with("about:"));
    found.extend(foreign.map(|url| format!("asks for {url}")));
    found
}

/// Links, sources and fragments of a site's pages that lead to nothing of the site.
pub(crate) fn dead_links(browser: &mut Browser, site: &Published) -> Vec<String> {
    let own = site.url("");
    browser.go(&site.url("/"));
    let read = browser.eval(&format!("({LINKS})({})", json!(site.pages())));
    let read = read.as_array().expect("the pages");
    let texts = |list: &Value| -> Vec<String> { serde_json::from_value(list.clone()).expect("texts") };
    let ids: BTreeMap<&str, BTreeSet<String>> = read
        .iter()
        .filter_map(|page| Some((page["page"].as_str()?, texts(&page["ids"]).into_iter().collect())))
        .collect();
    let links: BTreeSet<(&str, String)> = read
        .iter()
        .flat_map(|page| texts(&page["links"]).into_iter().map(|link| (page["page"].as_str().unwrap_or(""), link)))
        .collect();
    assert!(links.len() > 100, "the site has links");
    let is_dead = |link: &str| {
        let Some(inside) = link.strip_prefix(&own) else { return link.starts_with("no address") };
        let (path, id) = inside.split_once('#').unwrap_or((inside, ""));
        let path = path.split('?').next().unwrap_or("");
        let id = percent_decode_str(id).decode_utf8_lossy();
        !site.file(path).is_file() || !id.is_empty() && !ids.get(path).is_some_and(|ids| ids.contains(id.as_ref()))
    };
    links.iter().filter(|(_, link)| is_dead(link)).map(|(page, link)| format!("{page} links to {link}")).collect()
}

/// What the Nu HTML Checker says of all pages of some sites; nothing where it is not there.
pub(crate) fn invalid_html(sites: &[&Published], options: &[&str]) -> String {
    let Some(jar) = judge("vnu-jar/build/dist/vnu.jar") else { return String::new() };
    let output = Command::new("java")
        .arg("-jar")
        .arg(&jar)
        .arg("--skip-non-html")
        .args(options)
        .args(sites.iter().map(|site| site.folder()))
        .output()
        .expect("java, which the checker needs");
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    assert_eq!(output.status.success(), !said.contains("error:"), "{said}");
    said
}
