//! The repository's own site before readers who have no mouse, and readers who run no scripts.

#[path = "support/browser.rs"]
mod browser;
#[path = "support/published.rs"]
mod published;

use browser::Browser;
use published::Published;
use serde_json::Value;

/// Pages with much to reach: a list, a column with code and a table, one with deep threads.
const PAGES: [&str; 4] = ["/", "/posts/following-up/", "/posts/vouching/", "/verdicts/"];

/// What can be reached by the keyboard must be, for each element that can be used: its place in the document.
const REACHABLE: &str = "[...document.querySelectorAll('*')].flatMap((element, place) => \
     element.matches('a[href], button, input, select, textarea, summary') && element.checkVisibility() ? [place] : [])";

/// The element that has the focus: its place in the document, and whether one sees it and that it has the focus.
const FOCUSED: &str = "(() => { const element = document.activeElement; \
     const { left, top, right, bottom, width, height } = element.getBoundingClientRect(); \
     const style = getComputedStyle(element); \
     const inside = left < innerWidth && right > 0 && top < innerHeight && bottom > 0; \
     return { place: element === document.body ? -1 : [...document.querySelectorAll('*')].indexOf(element), \
              seen: inside && width > 1 && height > 1 && style.clipPath === 'none', \
              marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, \
              what: element.outerHTML.slice(0, 120) }; })()";

#[test]
fn the_keyboard_reaches_everything_in_order() {
    let Some(mut browser) = Browser::start() else { return };
    for theme in ["default", "plain"] {
        let site = Published::new(theme);
        for (width, height) in [(320, 700), (1280, 900)] {
            browser.size(width, height);
            for path in PAGES {
                let place = format!("{theme} {path} {width}");
                browser.go(&site.url(path));
                browser.eval("document.documentElement.style.scrollBehavior = 'auto'");
                let reachable: Vec<i64> = serde_json::from_value(browser.eval(REACHABLE)).expect("places");
                let mut reached: Vec<i64> = Vec::new();
                loop {
                    let focused = browser.press("Tab").eval(FOCUSED);
                    let at = focused["place"].as_i64().expect("a place");
                    if at < 0 || reached.first() == Some(&at) {
                        break;
                    }
                    assert!(reached.last().is_none_or(|last| *last < at), "{place}: {focused} is out of order");
                    assert_eq!(
                        (&focused["seen"], &focused["marked"]),
                        (&Value::Bool(true), &Value::Bool(true)),
                        "{place}: {focused}"
                    );
                    reached.push(at);
                }
                // A box that scrolls is reached too.
                let missed: Vec<&i64> = reachable.iter().filter(|place| !reached.contains(place)).collect();
                assert!(missed.is_empty() && reached.len() > 10, "{place} misses {missed:?} of {}", reachable.len());
                assert_eq!(reached.first(), reachable.first(), "{place} begins with the way past the navigation");
            }
        }
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_first_link_leads_past_the_navigation() {
    let Some(mut browser) = Browser::start() else { return };
    for theme in ["default", "plain"] {
        let site = Published::new(theme);
        browser.go(&site.url("/posts/linkedin/")).press("Tab").press("Enter");
        browser.until("location.hash === '#main'").press("Tab");
        assert_eq!(browser.eval("document.activeElement.closest('main') !== null"), true, "{theme}");
    }
}

#[test]
fn readers_without_scripts_miss_nothing() {
    let Some(mut browser) = Browser::start() else { return };
    for theme in ["default", "plain"] {
        let site = Published::new(theme);
        for path in PAGES {
            let text = browser.scripts(true).go(&site.url(path)).eval("document.body.innerText");
            let without = browser.scripts(false).go(&site.url(path)).eval("document.body.innerText");
            assert!(text.as_str().is_some_and(|text| text.len() > 500), "{theme} {path}");
            assert_eq!(text, without, "{theme} {path}");
        }
        // A thread folds and unfolds.
        browser.go(&site.url("/posts/vouching/"));
        let open = "document.querySelector('details').open";
        for expected in [false, true] {
            browser.eval("document.querySelector('details > summary').focus()");
            browser.press("Enter").until(&format!("{open} === {expected}"));
        }
        browser.scripts(true);
    }
}
