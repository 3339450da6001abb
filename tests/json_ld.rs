//! What machines are told of a page: JSON-LD by schema.org's types.

mod support;

use serde_json::Value;
use support::{COLUMN, SiteTest};

/// The things that a page tells of.
fn things(page: &str) -> Vec<Value> {
    let start = "<script type=\"application/ld+json\">";
    let from = page.find(start).expect("a data block") + start.len();
    let to = from + page[from..].find("</script>").expect("its end");
    let mut data: Value = serde_json::from_str(&page[from..to]).expect("JSON");
    assert_eq!(data["@context"], "https://schema.org");
    match data.get_mut("@graph") {
        Some(graph) => graph.as_array().expect("a list").clone(),
        None => vec![data],
    }
}

fn of_type<'t>(things: &'t [Value], name: &str) -> &'t Value {
    things.iter().find(|thing| thing["@type"] == name).unwrap_or_else(|| panic!("no {name} in {things:#?}"))
}

#[test]
fn a_column_is_a_posting_about_a_question_with_its_answers() {
    let post = COLUMN.replace("title: A question", "title: A question\ntags: [lunch]\nletter: {from: Cornered}");
    let built = SiteTest::new().post("2012-04-17-a.md", &post).build();
    let things = things(&built.page("/posts/a/").text);
    let posting = of_type(&things, "BlogPosting");
    assert_eq!(posting["url"], "https://two.example/posts/a/");
    assert_eq!(posting["datePublished"], "2012-04-17");
    assert_eq!(posting["keywords"], serde_json::json!(["lunch"]));
    let authors: Vec<&str> =
        posting["author"].as_array().expect("authors").iter().filter_map(|author| author["name"].as_str()).collect();
    assert_eq!(authors, ["Leslie Morris", "Thom Singer"]);
    let question = &posting["about"][0];
    assert_eq!((&question["@type"], &question["author"]["name"]), (&"Question".into(), &"Cornered".into()));
    assert_eq!(question["answerCount"], 2);
    assert_eq!(question["suggestedAnswer"][0]["text"], "No: Never.");
    assert_eq!(question["suggestedAnswer"][1]["author"]["@id"], posting["author"][1]["@id"]);
    assert_eq!(question["suggestedAnswer"][1]["@id"], "#thom-says");
    assert_eq!(posting["author"][1]["url"], "https://two.example/authors/thom/");
    assert!(!built.page("/posts/a/").text.contains("QAPage"));
    let crumbs = of_type(&things, "BreadcrumbList")["itemListElement"].as_array().expect("steps").clone();
    assert_eq!(crumbs.len(), 2);
    assert_eq!((&crumbs[0]["item"], &crumbs[1]["position"]), (&"https://two.example/".into(), &2.into()));
}

#[test]
fn comments_name_their_parents_and_removed_ones_are_not_told() {
    let comments = "- {id: a, author: Ann, date: 2012-04-18, body: One}\n\
                    - {id: b, parent: a, author: Bob, body: \"Two </script><script>alert(1)</script>\"}\n\
                    - {id: c, status: deleted, author: Carl, body: Secret}\n- {id: d, parent: c, body: Three}\n";
    let built = SiteTest::new().post("2012-04-17-a.md", COLUMN).post("2012-04-17-a.comments.yaml", comments).build();
    let page = built.page("/posts/a/").has_no_script().has_not("Secret").has_not("Carl");
    let things = things(&page.text);
    let posting = of_type(&things, "BlogPosting");
    assert_eq!(posting["commentCount"], 3);
    let told = posting["comment"].as_array().expect("comments");
    let parents: Vec<(&str, Option<&str>)> = told
        .iter()
        .map(|comment| (comment["author"]["name"].as_str().expect("a name"), comment["parentItem"]["@id"].as_str()))
        .collect();
    let first = "#comment-a";
    assert_eq!(parents, [("Ann", None), ("Bob", Some(first)), ("Anonymous", None)]);
    assert_eq!(told[1]["text"], "Two </script><script>alert(1)</script>");
}

#[test]
fn authors_lists_and_the_first_page_have_their_own_types() {
    let built = SiteTest::new().post("2012-04-17-a.md", &COLUMN.replace("title:", "tags: [lunch]\ntitle:")).build();
    let home = things(&built.page("/").text);
    assert_eq!(of_type(&home, "Blog")["author"][0]["jobTitle"], "Director");
    let author = things(&built.page("/authors/leslie/").text);
    assert_eq!(of_type(&author, "ProfilePage")["mainEntity"]["name"], "Leslie Morris");
    let tag = things(&built.page("/tags/lunch/").text);
    let steps = of_type(&tag, "BreadcrumbList")["itemListElement"].as_array().expect("steps").clone();
    assert_eq!(steps[1]["item"], "https://two.example/tags/");
    built.page("/404.html").has_not("ld+json");
}

#[test]
fn a_guest_and_a_note_have_their_writers() {
    let guest = COLUMN
        .replace("title: A question", "title: A question\nguests: {kim: {name: Kim Lee, labels: [Kim Says]}}")
        .replace("## Thom Says", "## Kim Says");
    let note = "---\ntitle: News\nkind: note\n---\nWe move.\n";
    let built = SiteTest::new().post("2012-04-17-a.md", &guest).post("2012-04-18-n.md", note).build();
    let column = things(&built.page("/posts/a/").text);
    assert_eq!(of_type(&column, "BlogPosting")["author"][1], serde_json::json!({"@type": "Person", "name": "Kim Lee"}));
    let note = things(&built.page("/posts/n/").text);
    assert_eq!(of_type(&note, "BlogPosting")["author"].as_array().map(Vec::len), Some(2));
    assert!(of_type(&note, "BlogPosting").get("about").is_none());
}
