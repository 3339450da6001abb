//! Inputs without measure: each comes to a page or to an error that says what to do, and never to an end of the program.

mod support;

use columnist::diagnostic::Code;
use support::{Built, COLUMN, SiteTest};

const POST: &str = "2012-04-17-a.md";
const COMMENTS: &str = "2012-04-17-a.comments.yaml";

fn with_front_matter(keys: &str) -> Built {
    SiteTest::new().post(POST, &COLUMN.replace("title: A question\n", &format!("title: A\n{keys}\n"))).check()
}

fn with_body(more: &str) -> Built {
    SiteTest::new().post(POST, &format!("{COLUMN}\n{more}\n")).check()
}

/// The only problem, as `code: message`.
#[track_caller]
fn only(built: &Built) -> String {
    let found = built.located();
    assert_eq!(found.len(), 1, "{}", built.report());
    format!("{}: {}", found[0].code.as_str(), found[0].message)
}

#[test]
fn yaml_that_repeats_itself_without_measure_is_refused() {
    let lists: String = (1..10)
        .map(|list| format!("  a{list}: &a{list} [{}]\n", vec![format!("*a{}", list - 1); 9].join(",")))
        .collect();
    let built = with_front_matter(&format!("extra:\n  a0: &a0 [x, x, x]\n{lists}"));
    assert_eq!(only(&built), "yaml-syntax: the values that `*name` repeats here come to far too many");
    assert_eq!(built.located()[0].line, 5);
}

#[test]
fn yaml_that_nests_without_measure_is_refused() {
    let deep = "yaml-syntax: values are nested too deeply here, more than 128 in one another";
    for levels in [200, 100_000] {
        assert_eq!(only(&with_front_matter(&format!("extra: {}{}", "[".repeat(levels), "]".repeat(levels)))), deep);
    }
    let steps: String = (1..300).map(|step| format!("{}a:\n", " ".repeat(step))).collect();
    assert_eq!(only(&with_front_matter(&format!("extra:\n{steps}"))), deep);
    let built = SiteTest::new().post(POST, COLUMN).post(COMMENTS, &format!("- id: {}", "{a: ".repeat(100_000))).check();
    assert_eq!(only(&built), deep);
}

#[test]
fn settings_that_nest_without_measure_are_refused() {
    for value in ["[".repeat(100_000), "{a=".repeat(100_000)] {
        let built = SiteTest::new().config(&format!("[extra]\na = {value}\n")).check();
        assert!(built.has_code(Code::ConfigSyntax), "{}", built.report());
    }
}

#[test]
fn texts_and_tags_have_an_end() {
    let built = with_body(&"word ".repeat((16 << 20) / 5));
    assert_eq!(only(&built), "too-large: this text is too large: it has 16 MiB, and may have 16");
    let tags: Vec<String> = (0..100_000).map(|tag| format!("t{tag}")).collect();
    assert_eq!(
        only(&with_front_matter(&format!("tags: [{}]", tags.join(", ")))),
        "too-large: this post has 100000 tags, and may have 100"
    );
}

#[test]
fn a_template_that_goes_on_and_on_is_stopped() {
    let loops = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}";
    let text = "word ".repeat(10_000);
    let template = format!("{loops}{text}{{% endfor %}}{{% endfor %}}");
    let built = SiteTest::new().post(POST, COLUMN).file("templates/post.html", &template).check();
    assert_eq!(only(&built), "too-large: the page `/posts/a/` that this template makes is larger than 64 MiB");
}

#[test]
fn no_nesting_of_a_text_is_too_deep() {
    let deep = 100_000;
    for text in [
        format!("{} x", ">".repeat(deep)),
        format!("{}x", "- ".repeat(deep)),
        format!("{}x{}", "[".repeat(deep), "](y)".repeat(10)),
        format!("{}x", "*a **b ".repeat(deep)),
        "<div>".repeat(deep),
    ] {
        with_body(&text).page("/posts/a/");
        let quoted = serde_json::to_string(&text).expect("a text");
        let comments = format!("- {{id: a, body: {quoted}}}\n");
        SiteTest::new().post(POST, COLUMN).post(COMMENTS, &comments).check().page("/posts/a/");
    }
}

#[test]
fn no_thread_is_too_deep() {
    let answer = |number: usize| format!("- {{id: c{number}, parent: c{}, author: N, body: text}}\n", number - 1);
    let chain: String = (1..10_000).map(answer).collect();
    let site = SiteTest::new().post(POST, COLUMN).post(COMMENTS, &format!("- {{id: c0, body: first}}\n{chain}"));
    let built = site.build();
    assert_eq!(built.page("/posts/a/").text.matches("id=\"comment-c").count(), 10_000);
    built.page("/comments.xml").has("#comment-c9");
}

#[test]
fn a_list_of_comments_that_nests_without_measure_is_told_once_and_counted() {
    let built = with_body(&format!("## Comments\n\n{}x", "- ".repeat(5_000)));
    let located = built.located();
    assert!(located.len() <= 501, "{}", located.len());
    assert!(located.iter().any(|found| found.help.ends_with("more of this kind in this file are not listed")));
}

#[test]
fn addresses_that_some_disks_take_for_one_are_told() {
    let built = SiteTest::new()
        .post("2012-04-17-Foo.md", COLUMN)
        .post("2012-04-18-foo.md", COLUMN)
        .file("static/caf\u{e9}.txt", "x")
        .file("static/cafe\u{301}.txt", "x")
        .file("static/Only.txt", "x")
        .check();
    assert_eq!(
        built.codes().iter().filter(|code| code.starts_with("duplicate-route")).count(),
        2,
        "{}",
        built.report()
    );
}

/// Each sign by itself may begin something in Markdown, or end what another began; none may be looked for again and again.
#[test]
fn a_text_of_one_sign_comes_to_a_page() {
    let signs = [
        "[",
        "](",
        "*_",
        "<",
        "&",
        "www.",
        "http://",
        "a@",
        "{{ <a ",
        ":",
        "|",
        "~",
        "\"",
        "'",
        "[^",
        "[^a]: ",
        "> ",
        "- ",
        "<!--",
        "<a ",
        "Leslie Says: <b></b>",
        "Leslie Says: <b> ",
    ];
    let backticks: String = (1..600).map(|length| format!("{} a ", "`".repeat(length))).collect();
    for text in signs.iter().map(|sign| sign.repeat(100_000 / sign.len())).chain([backticks]) {
        let quoted = serde_json::to_string(&text).expect("a text");
        let site = SiteTest::new()
            .post(POST, &format!("{COLUMN}\n{text}\n"))
            .post(COMMENTS, &format!("- {{id: a, body: {quoted}}}\n"));
        let built = site.check();
        let is_call = text.starts_with("{{");
        assert_eq!(built.has_code(Code::ComponentSyntax), is_call, "{}", built.report());
        built.page("/posts/a/").has("</html>");
    }
}

#[test]
fn many_labels_in_one_paragraph_each_begin_a_take() {
    let built = with_body(&"Leslie Says: No.\n".repeat(10_000));
    let page = built.page("/posts/a/");
    assert_eq!(page.text.matches("id=\"leslie-says").count(), 10_001);
    let built = with_body(&format!("Leslie Says: {}x", "<b></b> ".repeat(20_000)));
    assert_eq!(built.page("/posts/a/").text.matches("id=\"leslie-says").count(), 2);
}
