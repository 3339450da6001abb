//! Listed and random comments before the judge, on pages and in feeds.

use proptest::prelude::*;

use super::support::{self, Built, SiteTest};
use super::{judge, vectors};

fn with_file(bodies: &[String]) -> Built {
    SiteTest::new()
        .post("2012-04-17-a.md", support::COLUMN)
        .post("2012-04-17-a.comments.yaml", &vectors::comments_file(bodies))
        .config("[feeds]\nlimit = 100000\n")
        .check()
}

fn with_list(bodies: &[String]) -> Built {
    SiteTest::new().post("2012-04-17-a.md", &format!("{}{}", support::COLUMN, vectors::list(bodies))).check()
}

/// The HTML of each comment, as the page has it.
fn bodies(page: &str) -> Vec<&str> {
    let pieces = page.split("<div class=\"prose e-content\">").skip(1);
    pieces.map(|piece| piece.split("</div>").next().unwrap_or("").trim()).collect()
}

#[track_caller]
fn judge_all(built: &Built) -> usize {
    let page = built.page("/posts/a/").has_no_script().text;
    let (_, rest) = page.split_once("<section class=\"comments\"").expect("comments");
    let (section, _) = rest.split_once("</section>").expect("its end");
    judge::section(&format!("<section class=\"comments\"{section}</section>"));
    let bodies = bodies(section);
    for body in &bodies {
        judge::comment(body);
    }
    bodies.len()
}

#[test]
fn the_judge_finds_nothing_in_listed_comments() {
    let all = vectors::all();
    assert_eq!(judge_all(&with_file(&all)), all.len());
    // One definition of a link has all comments of a post parsed in another way, so they are judged in small parts too.
    let parts = all.chunks(60).chain([all.as_slice()]);
    for part in parts {
        judge_all(&with_list(part));
    }
}

#[test]
fn the_judge_finds_nothing_in_the_feed_of_comments() {
    let all = vectors::all();
    let feed = with_file(&all).page("/comments.xml").text;
    let feed = feed_rs::parser::parse(feed.as_bytes()).expect("a feed");
    assert_eq!(feed.entries.len(), all.len());
    for entry in feed.entries {
        judge::comment(entry.content.and_then(|content| content.body).expect("its text").trim());
        for address in entry.authors.iter().filter_map(|author| author.uri.as_ref()) {
            assert!(address.starts_with("http://") || address.starts_with("https://"), "{address}");
        }
    }
}

/// Words and signs that comments are made of, as dense as an attacker would set them.
fn piece() -> impl Strategy<Value = String> {
    let signs = vec![
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "<script>",
        "</script>",
        "<img src=x onerror=pwn()>",
        "<a href=\"",
        "\"",
        "'",
        "`",
        "```\n",
        "~~~\n",
        "[",
        "](",
        ")",
        "![",
        "[x]: ",
        "[^1]",
        "[^1]: ",
        "javascript:",
        "data:",
        "https://a.example",
        "mailto:",
        "//",
        "&",
        "&lt;",
        "&#x6a;",
        "&#0;",
        "&colon;",
        "&Tab;",
        "\\",
        "\n",
        "\n\n",
        "\n    ",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n# ",
        "\n***\n",
        "|",
        "\n|--|:-:|\n",
        "*",
        "**",
        "_",
        "~~",
        "==",
        "x",
        " ",
        "\t",
        "\u{202e}",
        "\u{a0}",
        "\u{feff}",
        "\u{2028}",
        "onclick=pwn()",
        "style=x:y",
        "</li></ol>",
        "</div>",
    ];
    prop_oneof![8 => prop::sample::select(signs).prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => "(?s).{0,3}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_judge_finds_nothing_in_random_comments(bodies in prop::collection::vec(text(), 1..6)) {
        judge_all(&with_file(&bodies));
    }

    /// In a post, what a comment opens must not reach beyond its item either.
    #[test]
    fn the_judge_finds_nothing_in_random_lists(bodies in prop::collection::vec(text(), 1..4)) {
        let built = with_list(&bodies);
        if built.page("/posts/a/").text.contains("<section class=\"comments\"") {
            judge_all(&built);
        }
    }
}
