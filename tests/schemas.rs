//! What machines read of the repository's own site before schemas: feeds and the sitemap before those in `tests/schemas`,
//! which say what each standard demands, and JSON-LD before schema.org's vocabulary.
//!
//! The checker of schemas is inside the Nu HTML Checker, and the vocabulary comes from npm; see `support/judge.rs`.

#[path = "support/data.rs"]
mod data;
#[path = "support/judge.rs"]
mod judge;
#[path = "support/published.rs"]
mod published;
#[path = "support/vocabulary.rs"]
mod vocabulary;

use std::fs;

use data::{invalid_xml, things, verdict};
use judge::judge;
use published::Published;
use serde_json::Value;
use vocabulary::Vocabulary;

#[test]
fn feeds_and_the_sitemap_are_what_their_standards_demand() {
    let said = invalid_xml(&Published::new("default").folder());
    assert!(said.is_empty(), "{said}");
}

#[test]
fn a_schema_finds_what_is_wrong() {
    let site = Published::new("default");
    let path = site.folder().join("wrong.xml");
    for (feed, schema, right, wrong) in [
        ("atom.xml", "atom.rnc", "<updated>", "<updated>yesterday "),
        ("atom.xml", "atom.rnc", "<id>http://", "<id>/"),
        ("atom.xml", "atom.rnc", "<title>", "<title/><title>"),
        ("rss.xml", "rss.rnc", "<pubDate>", "<pubDate>Someday, "),
        ("sitemap.xml", "sitemap.rnc", "<loc>", "<loc>/"),
    ] {
        let text = fs::read_to_string(site.folder().join(feed)).expect("a feed").replacen(right, wrong, 1);
        fs::write(&path, text).expect("a file");
        let Some(said) = verdict(schema, std::slice::from_ref(&path)) else { return };
        assert!(said.contains("wrong.xml"), "{wrong} was not found: {said}");
    }
}

/// JSON Feed, version 1.1.
#[test]
fn the_json_feed_has_what_its_version_demands() {
    let site = Published::new("default");
    let text = fs::read_to_string(site.folder().join("feed.json")).expect("a feed");
    let feed: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let known =
        ["version", "title", "home_page_url", "feed_url", "description", "language", "icon", "authors", "items"];
    assert_only(&feed, &known);
    for name in ["title", "home_page_url", "feed_url"] {
        assert!(feed[name].as_str().is_some_and(|text| !text.is_empty()), "no {name}");
    }
    let items = feed["items"].as_array().expect("items");
    assert!(!items.is_empty());
    let mut ids: Vec<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), items.len(), "each item has an id of its own");
    for item in items {
        let known = [
            "id",
            "url",
            "title",
            "content_html",
            "summary",
            "image",
            "date_published",
            "date_modified",
            "authors",
            "tags",
            "language",
        ];
        assert_only(item, &known);
        assert!(item["content_html"].is_string() || item["content_text"].is_string(), "{item}");
        for name in ["url", "image"] {
            assert!(item[name].is_null() || item[name].as_str().is_some_and(|url| url.starts_with("http")), "{item}");
        }
        for name in ["date_published", "date_modified"] {
            let date = item[name].as_str().expect("a date");
            assert!(date.parse::<jiff::Timestamp>().is_ok(), "{date} is no RFC 3339");
        }
        for author in item["authors"].as_array().into_iter().flatten() {
            assert_only(author, &["name", "url", "avatar"]);
            assert!(author["name"].is_string() || author["url"].is_string(), "{author}");
        }
        assert!(item["tags"].as_array().into_iter().flatten().all(Value::is_string), "{item}");
    }
}

#[track_caller]
fn assert_only(object: &Value, known: &[&str]) {
    let strange: Vec<&String> =
        object.as_object().expect("an object").keys().filter(|name| !known.contains(&name.as_str())).collect();
    assert!(strange.is_empty(), "the version knows no {strange:?}");
}

#[test]
fn json_ld_uses_the_words_of_schema_org() {
    let Some(path) = judge("schema-dts/dist/schema.d.ts") else { return };
    let vocabulary = Vocabulary::read(&fs::read_to_string(path).expect("the vocabulary"));
    assert!(!vocabulary.complaints(&serde_json::json!({ "@type": "Person", "names": "A" })).is_empty());
    assert!(!vocabulary.complaints(&serde_json::json!({ "@type": "Persona", "name": "A" })).is_empty());
    let wrong = serde_json::json!({ "@type": "Question", "suggestedAnswer": { "@type": "Person", "name": "A" } });
    assert!(!vocabulary.complaints(&wrong).is_empty());
    let site = Published::new("default");
    let mut types = Vec::new();
    for (page, thing) in things(&site.folder()) {
        assert_eq!(vocabulary.complaints(&thing), Vec::<String>::new(), "{}", page.display());
        types.extend(thing["@type"].as_str().map(str::to_owned));
    }
    for name in ["Blog", "BlogPosting", "ProfilePage", "BreadcrumbList"] {
        assert!(types.iter().any(|own| own == name), "no page is a {name}");
    }
}
