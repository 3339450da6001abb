//! Readers' comments in the list of a post: what they say stays there, and takes nothing of the author's away.

use crate::support::{Built, COLUMN, SiteTest};

const SCRIPT: &str = "<script>alert(1)</script>";

fn build(body: &str) -> Built {
    SiteTest::new().post("2012-04-17-a.md", &format!("{COLUMN}\nSee [x] and y[^1].\n\n{body}\n")).check()
}

#[test]
fn what_is_below_the_label_gets_no_authors_trust() {
    for comments in [
        "Comments:\n\n  : SCRIPT hi",
        "**Comments:**\n\n  : SCRIPT",
        "Comments:\n  : SCRIPT",
        "Comments:\n   :   SCRIPT",
        "Comments:\n  :-:\n  SCRIPT",
        "Comments:\n  ===\n\n  SCRIPT",
        "*Reader Comments*:\n      :  SCRIPT",
        "## Comments\n\n-   Hello\n\n  My view\n  ---\n\n  SCRIPT\n\n- **Eve**\n\n  SCRIPT",
        "## Comments\n\n  ## Mine\n\n  SCRIPT",
        "## Comments\n\n- **Dana**\n\n  [x]: http://evil.example\n\n  [^1]: foot SCRIPT\n\n**Comments:**\n\n- **Eve**\n\n  SCRIPT",
        "## Comments\n\n- a\n\n  [x]: http://evil.example\n\n  [^1]: SCRIPT\n\nCom&#109;ents&#58; SCRIPT",
        "## Comments\n\n- a\n\n\u{a0}\u{a0}Leslie Says: SCRIPT",
        "## Comments\n\n- a\n\n\u{3000}Leslie Says: SCRIPT\n\u{2028}## Mine\n\nSCRIPT",
        "Last words.\nComments:\n\n  : SCRIPT",
        "    code\n\nComments:\n- SCRIPT\n\n  Update: SCRIPT",
        " ## Comments\n\n  ## Mine\n\n  SCRIPT",
    ] {
        let built = build(&comments.replace("SCRIPT", SCRIPT));
        let page = built.page("/posts/a/").text;
        let body = page.split("<article class=\"post").nth(1).unwrap_or("");
        let is_harmless = !body.contains("<script") && !body.contains("href=\"http://evil.example\">x</a>");
        assert!(is_harmless, "{comments}: {body}");
    }
}

#[test]
fn what_is_at_the_edge_below_the_comments_is_the_authors() {
    for (comments, update) in [
        ("- **Dana**\n\n  hi\n\n  [z]: http://evil.example", "**Update:** zebra"),
        ("- **Dana**\n\n  hi", "Update: zebra"),
        ("- **Dana**\n\n  hi", "\nUpdate\n------\n\nzebra"),
        ("  ```", "\n## Update\n\nzebra"),
        ("  <!--", "\n## Update\n\nzebra"),
        ("  <pre>", "\n## Update\n\nzebra"),
        ("- a\n\n  [^1]: x", "Update: zebra"),
        ("1. a\n   <textarea>", "**Update, 5.19.12:** zebra"),
    ] {
        let built = build(&format!("## Comments\n\n{comments}\n{update}"));
        let page = built.page("/posts/a/");
        let section =
            page.text.split("id=\"update").nth(1).unwrap_or_else(|| panic!("{comments} {update}:\n{}", page.text));
        assert!(section.contains("zebra"), "{comments}");
    }
}

#[test]
fn definitions_at_the_edge_below_the_comments_hold_for_the_author() {
    let built = build("## Comments\n\n- **Dana**\n\n  See [x].\n\n[x]: https://a.example/\n[^1]: zebra");
    built.page("/posts/a/").has("<a href=\"https://a.example/\">x</a>").has("<p>zebra").has("<p>See [x].</p>");
}

#[test]
fn definitions_at_the_edge_go_on_as_in_markdown() {
    for (definitions, note) in [
        ("[x]:\n  https://a.example/\n[^1]: zebra", "zebra"),
        ("[x]: https://a.example/\n  \"Title\"\n\n[^1]: A note\n    zebra", "zebra"),
        ("[x]: https://a.example/\n[^1]: A note\nzebra", "zebra"),
        ("[x]: https://a.example/\n[^1]: A note\n\n    zebra\n\n    - quagga", "quagga"),
    ] {
        let built = build(&format!("## Comments\n\n- **Dana**\n\n  Ask.\n\n{definitions}\n\n- **Eve**\n\n  Never."));
        assert_eq!(built.report(), "", "{definitions}");
        let page = built.page("/posts/a/").has("href=\"https://a.example/\"").text;
        let (before, comments) = page.split_once("id=\"comments\"").expect("comments");
        assert!(before.contains(note) && before.contains("zebra"), "{definitions}: {before}");
        assert!(!comments.contains("zebra") && !comments.contains("Title"), "{definitions}: {comments}");
        assert_eq!(comments.matches("<p class=\"comment-by\">").count(), 2, "{definitions}");
    }
}

#[test]
fn comments_that_no_label_announces_are_told() {
    for label in ["    ## Comments", "\t## Comments", "<h2>Comments</h2>", "### 3 Comments", "Be it so. Comments:"] {
        let built =
            build(&format!("{label}\n\n- **Dana** · 2012-04-18\n\n  Ask.\n\n- **Eve** · 2012-04-19\n\n  Never."));
        assert!(built.report().contains("this looks like a reader’s comment"), "{label}: {}", built.report());
    }
    assert_eq!(build("- **Dana** is kind.\n- **Eve**\n- May 19, 2012\n\n  A walk.").report(), "");
}

#[test]
fn text_that_fell_out_of_its_comment_is_told_each_time() {
    let built =
        build("## Comments\n\n-   **Dana**\n\n    Ask.\n\n  Out.\n\n- **Eve**\n\n  Never.\n\nOut too.\n\nAnd on.");
    assert_eq!(built.report().matches("this text belongs to no comment").count(), 2, "{}", built.report());
    let built = build("## Comments\n\n- **Dana**\n\n  Ask.\n\n  -  **Thom**\n\n     Yes.\n\n    I never liked him.");
    assert!(built.report().contains("this text stands below the answers"), "{}", built.report());
    assert_eq!(build("## Comments\n\n- **Dana**\n\n  Ask.\n\n  - **Thom**\n\n    Yes.\n\n    - Me too.").report(), "");
}

#[test]
fn words_in_the_line_of_the_label_are_shown_whatever_a_reader_defines() {
    for label in ["## Comments: thanks to all", "**Comments:** thanks to all", "<b>Comments:</b> thanks to all"] {
        let built = build(&format!("{label}\n\n- **Dana**\n\n  hi\n\n  [z]: http://a.example"));
        built.page("/posts/a/").has("thanks to all</").has_not("<p>**").has_not("&lt;/b&gt;");
    }
}

#[test]
fn a_label_inside_something_else_is_none() {
    for text in [
        "```\n## Comments\n```\n\n## Update\n\nzebra",
        "> ## Comments\n\nzebra",
        "- a\n\n  ## Comments\n\n  zebra",
        "<!--\n## Comments\n-->\n\nzebra",
    ] {
        let built = build(text);
        built.page("/posts/a/").has("zebra").has_not("id=\"comments\"");
    }
}

#[test]
fn a_slip_in_the_label_publishes_no_comments_as_the_authors() {
    for label in [
        "## Coments",
        "### Comments",
        "# Comments",
        "Comments\n===",
        "##Comments",
        "**Comments**",
        "Coments:",
        "<p>Bye</p>\n## Comments",
        "<div>\nComments:",
    ] {
        let built = build(&format!("{label}\n\n- **Dana**\n\n  {SCRIPT}"));
        assert!(built.report().contains("error[near-label]"), "{label}: {}", built.report());
        let built = build(&format!("{label}\n\nThey are closed."));
        assert!(!built.report().contains("error"), "{label}: {}", built.report());
    }
}

#[test]
fn the_same_words_in_two_lists_are_two_comments() {
    let built = build("## Comments\n\n- Me too.\n\n## Update\n\nMore.\n\n## Comments\n\n- Me too.\n- Me too.");
    assert_eq!(built.report(), "");
    assert_eq!(built.page("/posts/a/").text.matches("Me too.</p>").count(), 3);
}

#[test]
fn comments_inside_a_component_are_an_error() {
    let built = build("{% <pull_quote> %}\n\n## Comments\n\n- a\n\n## Update\n\n{% </pull_quote> %}");
    assert!(
        built.report().contains("it is not clear where the comments below this label begin and end"),
        "{}",
        built.report()
    );
}

#[test]
fn labels_without_measure_take_no_time() {
    build(&"Comments:\n".repeat(40_000)).page("/posts/a/");
    build(&format!("<!--\n{}", "Comments:\n".repeat(40_000))).page("/posts/a/");
    build(&format!("## Comments\n\n{}", "note: a\n".repeat(40_000))).page("/posts/a/");
}
