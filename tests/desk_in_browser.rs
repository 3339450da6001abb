//! The writing desk in a real browser: saves change the open page.

#[path = "support/browser.rs"]
mod browser;
#[path = "support/served.rs"]
mod served;

use std::fmt::Write as _;

use browser::Browser;
use served::{Folder, POST, Served};

const NAME: &str = "content/posts/2012-04-17-a.md";

/// A site with a long post that has something to open, in a browser that shows it.
fn desk() -> Option<(Browser, Folder, Served)> {
    let mut browser = Browser::start()?;
    let folder = Folder::new();
    folder.write(NAME, &long("Never.")).write("static/favicon.ico", "a browser asks for it");
    let served = Served::watch(&folder.path(""), &[]);
    browser.size(1000, 700).go(&served.url("/posts/a/"));
    browser.eval("window.same = true");
    Some((browser, folder, served))
}

fn long(answer: &str) -> String {
    let mut text = POST.replace("Never.", answer);
    for number in 0..60 {
        write!(text, "\nParagraph {number} is there so that the page can be scrolled.\n").expect("a string");
    }
    text + "\n<details id=\"more\"><summary>More</summary>\n\nHidden.\n\n</details>\n"
}

#[track_caller]
fn is_quiet(browser: &mut Browser) {
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_save_changes_the_page_and_keeps_the_place() {
    let Some((mut browser, folder, _served)) = desk() else { return };
    browser.eval("document.querySelector('#more').open = true; scrollTo({ top: 900, behavior: 'instant' })");
    folder.write(NAME, &long("Ever and ever."));
    browser.until("document.body.textContent.includes('Ever and ever.') && window.same === undefined");
    browser.until("scrollY === 900 && document.querySelector('#more').open");
    is_quiet(&mut browser);
}

#[test]
fn a_sheet_is_swapped_without_a_reload() {
    let Some((mut browser, folder, served)) = desk() else { return };
    folder.write("static/own.css", "body { color: rgb(1, 2, 3); }");
    folder.write("templates/post.html", "<!doctype html><html lang=\"en\"><head><title>x</title><link rel=\"stylesheet\" href=\"/own.css\"></head><body><p>{{ post.card.title }}</p></body></html>");
    let colour = |rgb: &str| format!("getComputedStyle(document.body).color === '{rgb}'");
    browser.until(&colour("rgb(1, 2, 3)")).eval("window.same = true");
    for number in 4..8 {
        folder.write("static/own.css", &format!("body {{ color: rgb({number}, 2, 3); }}"));
    }
    browser.until(&colour("rgb(7, 2, 3)")).until("document.querySelectorAll('link').length === 1 && window.same");
    assert_eq!(served.get("/own.css").text(), "body { color: rgb(7, 2, 3); }");
    is_quiet(&mut browser);
}

#[test]
fn a_theme_s_sheet_is_swapped_though_its_name_changes() {
    let Some((mut browser, folder, _served)) = desk() else { return };
    let sheet = |number: u8| format!("body {{ color: rgb({number}, 2, 3); }}");
    let colour = |number: u8| format!("getComputedStyle(document.body).color === 'rgb({number}, 2, 3)'");
    folder.write("themes/default/static/style.css", &sheet(1));
    browser.until(&colour(1)).until("document.querySelectorAll('link[rel=stylesheet]').length === 1 && window.same");
    folder.write("themes/default/static/style.css", &sheet(4)).write("themes/default/static/style.css", &sheet(5));
    browser.until(&colour(5)).until("document.querySelectorAll('link[rel=stylesheet]').length === 1 && window.same");
    folder.write("static/style.css", &sheet(6));
    browser.until(&colour(6)).until("window.same");
    folder.remove("static/style.css");
    browser.until(&colour(5)).until("window.same");
    is_quiet(&mut browser);
}

const PANEL: &str = "document.querySelector('columnist-desk')?.shadowRoot.querySelector('.panel')?.textContent";

#[test]
fn an_error_is_shown_above_the_last_good_page_and_goes_with_the_mend() {
    let Some((mut browser, folder, _served)) = desk() else { return };
    let hostile = "<img src=x onerror=alert(1)>";
    folder.write(NAME, &long("Ever.").replace("title: A question", &format!("date: {hostile}\ntitle: A question")));
    browser.until(&format!("({PANEL} ?? '').includes('{NAME}:2:')"));
    let text = browser.eval(PANEL).as_str().unwrap_or("").to_owned();
    assert!(text.contains("1 error") && text.contains(hostile) && text.contains("2012-04-17"), "{text}");
    browser.until("window.same && document.body.textContent.includes('Never.')");
    browser.eval("document.querySelector('columnist-desk').shadowRoot.querySelector('.hide').click()");
    browser.until(&format!(
        "{PANEL} === undefined && document.querySelector('columnist-desk').shadowRoot.textContent === '1 error'"
    ));
    folder.write(NAME, &long("Ever."));
    browser.until("document.body.textContent.includes('Ever.') && !document.querySelector('columnist-desk')");
    is_quiet(&mut browser);
}

#[test]
fn a_template_that_fails_leaves_the_page_as_it_was() {
    let Some((mut browser, folder, mut served)) = desk() else { return };
    folder.write("templates/post.html", "{{ post.nothing.at_all }}");
    browser.until(&format!("({PANEL} ?? '').includes('templates/post.html:1:')"));
    browser.until("document.body.textContent.includes('Never.')");
    served.until_said("templates/post.html:1:");
    folder.remove("templates/post.html");
    browser.until("!document.querySelector('columnist-desk') && document.body.textContent.includes('Never.')");
    is_quiet(&mut browser);
}

#[test]
fn warnings_wait_behind_a_badge() {
    let Some((mut browser, folder, _served)) = desk() else { return };
    folder.write(NAME, &long("Ever.").replace("title:", "tagz: [a]\ntitle:"));
    let badge = "document.querySelector('columnist-desk')?.shadowRoot.querySelector('.badge')";
    browser.until(&format!("{badge}?.textContent === '1 warning'"));
    browser.eval(&format!("{badge}.click()"));
    browser.until(&format!("({PANEL} ?? '').includes('did you mean')"));
    // What was opened stays open when the page changes.
    folder.write(NAME, &long("Changed.").replace("title:", "tagz: [a]\ntitle:"));
    browser.until("document.body.textContent.includes('Changed.')");
    browser.until(&format!("({PANEL} ?? '').includes('did you mean')"));
    is_quiet(&mut browser);
}

#[test]
fn the_page_follows_its_post() {
    let Some((mut browser, folder, _served)) = desk() else { return };
    folder.write(NAME, &long("Never.").replace("title:", "slug: other\ntitle:"));
    browser.until("location.pathname === '/posts/other/' && document.body.textContent.includes('Never.')");
    folder.write(NAME, &long("Never."));
    browser.until("location.pathname === '/posts/a/'");
    folder.rename(NAME, "content/posts/2012-04-17-renamed.md");
    browser.until("location.pathname === '/posts/renamed/'");
    folder.remove("content/posts/2012-04-17-renamed.md");
    browser.until("document.title.includes('not') && !document.body.textContent.includes('Never.')");
    folder.write("content/posts/2012-04-17-renamed.md", &long("Back."));
    browser.until("document.body.textContent.includes('Back.')");
}

#[test]
fn a_browser_that_was_offline_catches_up() {
    let Some((mut browser, folder, served)) = desk() else { return };
    browser.offline(true);
    folder.write(NAME, &long("While you slept."));
    served.until_has("/posts/a/", "While you slept.");
    browser.offline(false).until("document.body.textContent.includes('While you slept.')");
}

#[test]
fn a_strict_policy_is_no_hindrance() {
    let Some((mut browser, folder, _served)) = desk() else { return };
    folder.write("templates/post.html", "<!doctype html><html lang=\"en\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\"><title>x</title></head><body><p id=\"t\">{{ post.card.title }}</p></body></html>");
    browser.until("document.querySelector('#t')?.textContent === 'A question'");
    folder.write(NAME, &long("Never.").replace("title: A question", "title: Another"));
    browser.until("document.querySelector('#t')?.textContent === 'Another'");
    folder.write(NAME, "no front matter");
    browser.until(&format!("({PANEL} ?? '').includes('{NAME}')"));
    let height =
        "document.querySelector('columnist-desk').shadowRoot.querySelector('.panel').getBoundingClientRect().bottom";
    assert_eq!(browser.eval(&format!("{height} === innerHeight")), true, "the panel has its style");
    is_quiet(&mut browser);
}

#[test]
fn another_theme_brings_its_sheet_along() {
    let Some((mut browser, folder, _served)) = desk() else { return };
    let settings = folder.read("site.toml");
    folder.write("themes/mine/static/style.css", "body { color: rgb(9, 9, 9); }");
    folder.write("site.toml", &format!("{settings}theme = \"mine\"\n"));
    browser.until("getComputedStyle(document.body).color === 'rgb(9, 9, 9)'");
    is_quiet(&mut browser);
}

#[test]
fn no_page_keeps_the_desk_from_speaking() {
    let Some((mut browser, folder, served)) = desk() else { return };
    let odd =
        "![x](https://[bad)\n\n<form name=\"currentScript\"></form>\n\n<p>a `</body>` in text <!-- </body> --></p>\n";
    folder.write(NAME, &(long("Odd.") + odd));
    browser.until("document.body.textContent.includes('Odd.')");
    folder.write("content/posts/b.md", "no front matter");
    browser.until(&format!("({PANEL} ?? '').includes('content/posts/b.md:1:1')"));
    folder.remove("content/posts/b.md");
    browser.until("!document.querySelector('columnist-desk')");
    let page = "<!doctype html><html lang=\"en\"><head><base href=\"http://127.0.0.1:9/\"><title>x</title></head><body>{{ post.card.title }}</body></html>";
    folder.write("templates/post.html", page);
    browser.until("document.body.textContent.startsWith('A question')");
    folder.write(NAME, &long("Odd.").replace("title: A question", "title: Another"));
    browser.until("document.body.textContent.startsWith('Another')");
    assert!(served.get("/posts/a/").text().contains("<head><script src=\"/__columnist/"));
}
