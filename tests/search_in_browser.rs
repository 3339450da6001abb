//! The search as readers use it, in a real browser: on the repository's own site, with a strict policy.

#[path = "support/browser.rs"]
mod browser;
#[path = "support/published.rs"]
mod published;

use browser::Browser;
use published::Published;
use serde_json::json;

/// What has been loaded of the index and of what reads it.
const LOADED: &str = "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/pagefind/')).length";

const TITLES: &str = "[...document.querySelectorAll('.search-results .entry-title')].map((title) => title.textContent)";

fn status(text: &str) -> String {
    format!("document.querySelector('[role=status]').textContent === '{text}'")
}

#[track_caller]
fn is_quiet(browser: &mut Browser) {
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Types into a field as a reader does.
fn type_text(browser: &mut Browser, selector: &str, text: &str) {
    browser.eval(&format!("document.querySelector('{selector}').focus()"));
    browser.insert_text(text);
}

#[test]
fn a_column_is_found_narrowed_down_and_opened() {
    let Some(mut browser) = Browser::start() else { return };
    let site = Published::new("default");
    browser.go(&site.url("/about/"));
    type_text(&mut browser, ".find input", "linkedin");
    browser.press("Enter");
    browser.until("location.pathname === '/search/' && location.search === '?q=linkedin'");
    browser.until(&format!("{TITLES}.length > 0"));
    let found = browser.eval(TITLES);
    browser.until("document.querySelectorAll('.search-results mark').length > 0");
    browser.until("[...document.querySelectorAll('.search-results .verdict')].every((verdict) => verdict.textContent)");
    browser.eval(
        "(() => { const year = document.querySelector('[name=year]'); year.value = '2012'; \
         year.dispatchEvent(new Event('change', { bubbles: true })); })()",
    );
    browser.until("location.search === '?q=linkedin&year=2012'").until(&format!("{TITLES}.length > 0"));
    browser.eval("history.back()");
    browser.until("location.search === '?q=linkedin' && document.querySelector('[name=year]').value === ''");
    browser.until(&format!("JSON.stringify({TITLES}) === {}", json!(found.to_string())));
    browser.eval("document.querySelector('.search-results .entry-title a').click()");
    browser.until("location.pathname.startsWith('/posts/')");
    is_quiet(&mut browser);
}

/// What comes late from a slow network may not move what a reader already reads.
#[test]
fn nothing_moves_while_the_results_of_a_link_come_in() {
    let Some(mut browser) = Browser::start() else { return };
    browser.on_every_page(
        "window.moves = []; new PerformanceObserver((list) => moves.push(...list.getEntries().map((entry) => \
         [entry.value, ...entry.sources.map(({ node }) => node?.id || node?.nodeName)]))) \
         .observe({ type: 'layout-shift', buffered: true });",
    );
    for theme in ["default", "plain"] {
        let site = Published::new(theme);
        browser.delay(300);
        for (width, height) in [(412, 823), (1350, 940)] {
            browser.size(width, height).go(&site.url("/search/?q=lunch"));
            browser.until("document.querySelectorAll('#search-list > li').length > 2");
            browser.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            assert_eq!(browser.eval("moves"), json!([]), "{theme}, {width} pixels wide");
        }
    }
    is_quiet(&mut browser);
}

#[test]
fn nothing_is_loaded_before_a_reader_searches() {
    let Some(mut browser) = Browser::start() else { return };
    let site = Published::new("default");
    browser.go(&site.url("/search/"));
    assert_eq!(browser.eval("document.scripts.length"), json!(2), "the script, and data for machines");
    assert_eq!(browser.eval(LOADED), json!(0));
    type_text(&mut browser, "#q", "zzzzxqw");
    browser.until(&status("Nothing was found. Try other words or fewer of them."));
    browser.until("location.search === '?q=zzzzxqw'");
    assert_eq!(browser.eval(&format!("{LOADED} > 3")), json!(true));
    let foreign = browser.eval(
        "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin))",
    );
    assert_eq!(foreign, json!([]));
    is_quiet(&mut browser);
}

#[test]
fn a_site_below_a_path_is_searched_in_its_own_language() {
    let Some(mut browser) = Browser::start() else { return };
    let site = Published::with(
        "/blog",
        &[
            (
                "site.toml",
                "title = \"二つの心\"\nbase_url = \"https://two.example/blog\"\nlanguage = \"ja\"\nauthors = [\"leslie\"]\n",
            ),
            ("content/authors/leslie.md", "---\nname: Leslie Morris\n---\nBio.\n"),
            (
                "content/posts/2012-04-17-a.md",
                "---\ntitle: 友達の結婚式\n---\n\n## The Dilemma\n\n私は友達の結婚式に行きたくありません。どうすればいいですか。\n\n## Leslie Says\n\n**No.** 行かないでください。<b>&lt;img src=x onerror=alert(1)&gt; 明日</b>\n",
            ),
        ],
    );
    for (query, count) in
        [("結婚式", "1 column"), ("行きたく", "1 column"), ("leslie", "1 column"), ("明日", "1 column")]
    {
        browser.go(&site.url(&format!(
            "/blog/search/?q={}",
            percent_encoding::utf8_percent_encode(query, percent_encoding::NON_ALPHANUMERIC)
        )));
        browser.until(&status(count));
    }
    browser.until("document.querySelector('.search-results .summary').textContent.includes('<img src=x')");
    assert_eq!(browser.eval("document.querySelector('.entry-title a').getAttribute('href')"), json!("/blog/posts/a/"));
    is_quiet(&mut browser);
}
