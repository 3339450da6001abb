//! Feeds and the sitemap, against the rules of their standards.

mod support;

use std::path::Path;

use support::{Built, COLUMN, SiteTest};

/// The repository's own site, with everything in it.
fn own_site() -> Built {
    SiteTest::from_dir(Path::new(env!("CARGO_MANIFEST_DIR"))).build()
}

fn feed_addresses(built: &Built) -> Vec<String> {
    let is_feed = |route: &String| {
        route.ends_with("atom.xml")
            || route.ends_with("rss.xml")
            || route.ends_with("comments.xml")
            || route.ends_with("feed.json")
    };
    built.routes().into_iter().filter(is_feed).collect()
}

#[test]
fn every_feed_is_read_by_a_feed_reader() {
    let built = own_site();
    let addresses = feed_addresses(&built);
    assert!(addresses.len() > 10, "{addresses:?}");
    for address in addresses {
        let text = built.page(&format!("/{address}")).text;
        let feed = feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{address}: {error}"));
        assert!(feed.title.is_some_and(|title| !title.content.is_empty()), "{address} has no title");
        assert!(feed.entries.len() <= 20, "{address} is too long");
        for entry in feed.entries {
            assert!(entry.id.starts_with("https://"), "{address}: {}", entry.id);
            assert!(entry.published.is_some() || entry.updated.is_some(), "{address}: {} has no date", entry.id);
            assert!(!entry.links.is_empty(), "{address}: {} has no link", entry.id);
            let content = entry.content.and_then(|content| content.body).unwrap_or_default();
            assert!(content.contains("<p>"), "{address}: {} has no full text", entry.id);
            assert!(
                !content.contains("href=\"/") && !content.contains("src=\"/"),
                "{address}: {} has a relative address",
                entry.id
            );
        }
    }
}

/// RFC 4287, section 4.1.1: exactly one id, title and updated; a link to itself.
#[test]
fn atom_has_what_its_standard_demands() {
    let text = own_site().page("/atom.xml").text;
    let head = text.split("<entry>").next().unwrap();
    for element in ["<id>", "<title>", "<updated>", "rel=\"self\"", "rel=\"alternate\""] {
        assert_eq!(head.matches(element).count(), 1, "{element}");
    }
    for entry in text.split("<entry>").skip(1) {
        for element in ["<id>", "<title>", "<updated>", "<published>", "<content type=\"html\">"] {
            assert_eq!(entry.matches(element).count(), 1, "{element} in {entry}");
        }
    }
}

#[test]
fn feeds_of_an_empty_site_are_feeds() {
    let built = SiteTest::new().build();
    for address in feed_addresses(&built) {
        let text = built.page(&format!("/{address}")).text;
        feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{address}: {error}\n{text}"));
    }
}

#[test]
fn control_characters_reach_no_feed() {
    let built =
        SiteTest::new().post("2012-04-17-a.md", &COLUMN.replace("A question", "\"A \\x01\\b & <question>\"")).build();
    let text = built.page("/atom.xml").has("&amp; &lt;question&gt;").text;
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn a_feed_is_finite_and_newest_first() {
    let mut site = SiteTest::new().config("[feeds]\nlimit = 3\n");
    for day in 10..20 {
        site = site.post(&format!("2012-04-{day}-p{day}.md"), COLUMN);
    }
    site.build().page("/rss.xml").has_in_order(&["/posts/p19/", "/posts/p18/", "/posts/p17/"]).has_not("/posts/p16/");
}

#[test]
fn the_sitemap_lists_pages_and_no_redirects() {
    let post = COLUMN.replace("title: A question", "title: A question\naliases: [/old.html]\nupdated: 2012-05-01");
    let built =
        SiteTest::new().post("2012-04-17-ж.md", &post).file("content/about.md", "---\ntitle: About\n---\nx\n").build();
    built
        .page("/sitemap.xml")
        .has("<loc>https://two.example/posts/%D0%B6/</loc>")
        .has("<lastmod>2012-05-01T00:00:00+00:00</lastmod>")
        .has("<loc>https://two.example/about/</loc>")
        .has_not("old.html")
        .has_not("404");
    built.page("/robots.txt").has("Sitemap: https://two.example/sitemap.xml");
}
