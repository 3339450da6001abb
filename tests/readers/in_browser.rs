//! The last judge: a browser opens the page under no policy at all, and nothing runs, nothing is fetched.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use serde_json::json;

use super::browser::Browser;
use super::support::{self, SiteTest};
use super::vectors;

/// Serves one page at `/`, without any header that could protect it, and says where.
fn serve(page: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap_or(0);
            let is_page = request[..read].starts_with(b"GET / ");
            let (kind, body) = if is_page { ("text/html; charset=utf-8", page.as_str()) } else { ("text/css", "") };
            let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
            let _ = stream.write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes());
        }
    });
    format!("http://{address}/")
}

/// Addresses of all that shows that something got through.
const FOUND: &str = "[...document.querySelectorAll('*')].flatMap((element) => {
    const bad = element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style');
    const isOut = element.closest('.comments') && element.matches('[href]')
        && !['http:', 'https:', 'mailto:'].includes(element.protocol);
    const isOdd = element.matches('.comments :is(img,script,iframe,object,embed,form,input,style,link,base,meta)');
    return bad.length || isOut || isOdd ? [element.outerHTML] : [];
})";

#[test]
fn a_browser_runs_nothing_and_fetches_nothing() {
    let Some(mut browser) = Browser::start() else { return };
    let all = vectors::all();
    for site in [
        SiteTest::new().post("2012-04-17-a.comments.yaml", &vectors::comments_file(&all)),
        SiteTest::new().post("2012-04-17-b.md", &format!("{}{}", support::COLUMN, vectors::list(&all))),
    ] {
        let built = site.post("2012-04-17-a.md", support::COLUMN).check();
        let address =
            if built.routes().iter().any(|route| route == "posts/b/index.html") { "/posts/b/" } else { "/posts/a/" };
        let url = serve(built.page(address).text);
        browser.on_every_page("window.pwned = []; window.pwn = () => window.pwned.push(new Error().stack);");
        browser.go(&url);
        // What waits for a pointer, the focus or a change of the page gets it.
        browser.eval(
            "for (const element of document.querySelectorAll('.comments *')) {
                for (const kind of ['mouseover', 'mouseenter', 'focus', 'toggle', 'load', 'error']) {
                    element.dispatchEvent(new Event(kind));
                }
            }
            new Promise((done) => setTimeout(done, 200))",
        );
        // A list in a post's own comments is taken for answers.
        let shown = browser.eval("document.querySelectorAll('.comment').length").as_u64();
        assert!(shown >= u64::try_from(all.len()).ok(), "{shown:?}");
        assert_eq!(browser.eval("window.pwned"), json!([]));
        assert_eq!(browser.eval(FOUND), json!([]));
        assert_eq!(browser.eval("document.title"), json!("A question · Two Minds"));
        assert_eq!(browser.eval("document.querySelectorAll('#main, #comments').length"), json!(2));
        let strange: Vec<String> = browser.requests().into_iter().filter(|to| !to.starts_with(&url)).collect();
        assert_eq!(strange, Vec::<String>::new());
    }
}
