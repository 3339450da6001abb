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
fn markdown_has_an_end() {
    let most = 500_000 - COLUMN.matches(|c: char| c == '\n' || c.is_ascii_punctuation()).count();
    for sign in [">", "\n", "[]:", "*_", "|"] {
        let many = sign.repeat(600_000 / sign.len());
        let quoted = serde_json::to_string(&many).expect("a text");
        let comments =
            SiteTest::new().post(POST, COLUMN).post(COMMENTS, &format!("- {{id: a, body: {quoted}}}\n")).check();
        for (built, file) in [(with_body(&many), POST), (comments, COMMENTS)] {
            assert!(only(&built).starts_with("too-large: this text has more than 500,000 signs"), "{}", built.report());
            assert!(built.located()[0].file.ends_with(file));
        }
    }
    with_body(&".".repeat(most - 2)).page("/posts/a/");
}

#[test]
fn a_template_that_goes_on_and_on_is_stopped() {
    let loops = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}";
    let text = "word ".repeat(10_000);
    let template = format!("{loops}{text}{{% endfor %}}{{% endfor %}}");
    let built = SiteTest::new().post(POST, COLUMN).file("templates/post.html", &template).check();
    assert_eq!(only(&built), "too-large: the page `/posts/a/` that this template makes is larger than 64 MiB");
    let component = format!("{{% component long() %}}{template}{{% endcomponent long %}}");
    let post = format!("{COLUMN}\n{{{{ <long /> }}}}\n");
    let built = SiteTest::new().post(POST, &post).file("templates/long.html", &component).check();
    assert_eq!(only(&built), "component-failed: the component `long` failed: what it makes is larger than 64 MiB");
    let card = format!("{{% component card(post) {{\"once\": true}} %}}{template}{{% endcomponent card %}}");
    let built = SiteTest::new().post(POST, COLUMN).file("templates/card.html", &card).check();
    assert_eq!(only(&built), "too-large: the page `/posts/a/` that this template makes is larger than 64 MiB");
}

fn with_template(files: &[(&str, &str)]) -> Built {
    let mut site = SiteTest::new().post(POST, COLUMN);
    for (path, text) in files {
        site = site.file(path, text);
    }
    site.check()
}

#[test]
fn components_that_call_each_other_without_end_are_placed() {
    let direct = "{% component tree() %}x {{ <tree /> }}{% endcomponent tree %}\n{{ <tree /> }}";
    let built = with_template(&[("templates/post.html", direct)]);
    let message =
        "too-large: the component `tree` calls itself here, directly or through others, more than 20 times over";
    assert_eq!(only(&built), message);
    assert_eq!((&*built.located()[0].file, built.located()[0].column), ("templates/post.html", 29));
    let round =
        "{% component a() %}{{ <b /> }}{% endcomponent a %}\n{% component b() %}\n{{ <a /> }}{% endcomponent b %}";
    let built = with_template(&[("templates/ab.html", round), ("templates/post.html", "{{ <b /> }}")]);
    assert_eq!((&*built.located()[0].file, built.located()[0].line), ("templates/ab.html", 1), "{}", built.report());
}

#[test]
fn templates_that_include_each_other_without_measure_are_placed() {
    let built = with_template(&[("templates/post.html", "a {% include \"post.html\" %}")]);
    assert_eq!(only(&built), "template-syntax: this template extends or includes itself, directly or through others");
    let chain: Vec<(String, String)> = (0..1_000)
        .map(|at| (format!("templates/{at}.html"), format!("{{% include \"{}.html\" %}}", at + 1)))
        .chain([("templates/1000.html".to_owned(), "end".to_owned())])
        .chain([("templates/post.html".to_owned(), "{% include \"0.html\" %}".to_owned())])
        .collect();
    let files: Vec<(&str, &str)> = chain.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let found = only(&with_template(&files));
    assert!(found.ends_with("templates are included in one another, and there may be 10"), "{found}");
}

#[test]
fn loops_of_numbers_have_an_end() {
    for (template, message) in [
        (
            "\n{% for i in range(end=1000000000) %}x{% endfor %}",
            "`range` would give 1000000000 numbers here, and may give 100000",
        ),
        (
            "\n{% for i in range(end=90000) %}{% for j in range(end=90000) %}{% endfor %}{% endfor %}",
            "`range` was asked here for more than 1000000 numbers for one page",
        ),
        (
            "\n{% for i in range(end=9, step_by=0) %}x{% endfor %}",
            "`range` has a `step_by` of 0, so it would not come to an end",
        ),
    ] {
        let built = with_template(&[("templates/post.html", template)]);
        assert_eq!(only(&built), format!("template-failed: {message}"));
        assert_eq!(built.located()[0].line, 2);
    }
    let steps = "{% for i in range(start=9, end=2, step_by=-3) %}{{ i }},{% endfor %}";
    with_template(&[("templates/post.html", steps)]).page("/posts/a/").has("9,6,3,");
}

#[test]
fn every_line_of_a_long_paragraph_may_begin_a_section() {
    let lines: String = (0..2_000).map(|line| format!("**Leslie Says:** word {line}\n")).collect();
    let built = with_body(&lines);
    assert_eq!(built.report(), "");
    built.page("/posts/a/").has("word 0<").has("word 1999<");
    let breaks = with_body(&format!("Leslie Says:\\\n{}behind them.", "\\\n".repeat(20_000)));
    breaks.page("/posts/a/").has("<p>behind them.</p>");
}

#[test]
fn a_line_of_colons_is_a_line() {
    with_body(&"a:".repeat(20_000)).page("/posts/a/").has("a:a:a:");
}

#[test]
fn guests_and_labels_have_an_end() {
    let guests: String = (0..20_000).map(|guest| format!("  g{guest}: {{name: Guest{guest} X}}\n")).collect();
    let built = with_front_matter(&format!("guests:\n{guests}"));
    assert_eq!(only(&built), "too-large: this post has 20000 guests, and may have 100");
    let labels: String = (0..20_000).map(|label| format!("L{label} says, ")).collect();
    let built = with_front_matter(&format!("guests:\n  g: {{name: G, labels: [{labels}]}}"));
    assert_eq!(only(&built), "too-large: these are 20000 labels of one voice, and there may be 100");
    let built = with_front_matter(&format!("guests:\n  g: {{name: G, labels: [{}]}}", "x".repeat(100_000)));
    assert!(only(&built).ends_with("is longer than 200 characters"), "{}", built.report());
    let built = SiteTest::new().config(&format!("[column.labels]\nupdate = [{}]\n", "'a',".repeat(20_000))).check();
    assert_eq!(
        only(&built),
        "config-value: `column.labels.update` has more than 100 entries, or one of more than 200 characters"
    );
}

#[test]
fn verdicts_of_nobody_are_told_with_what_was_meant() {
    let verdicts: String = (0..5_000).map(|voice| format!("  lesli{voice}: \"No\"\n")).collect();
    let built = with_front_matter(&format!("verdicts:\n{verdicts}  leslei: \"No\""));
    let located = built.located();
    assert_eq!(located.len(), 500, "{}", located.len());
    assert!(located.iter().any(|found| found.help.contains("did you mean `leslie`?")));
    assert_eq!((located[1].line, located[1].column), (located[0].line + 1, 3));
}

#[test]
fn links_to_nothing_are_told_with_what_was_meant() {
    let headings: String = (0..3_000).rev().map(|number| format!("### Heading {number}\n\n")).collect();
    let links: String =
        (0..3_000).map(|number| format!("[x](#headin-{number}) [y](2012-04-17-b{number}.md)\n")).collect();
    let built = with_body(&format!("{links}\n{headings}"));
    let located = built.located();
    assert_eq!(located.len(), 1_000, "{}", located.len());
    assert!(located.iter().any(|found| found.help == "did you mean `#heading-200`?"), "{}", located[0].help);
    assert!(located.iter().any(|found| found.help == "did you mean `2012-04-17-a.md`?"));
}

#[test]
fn old_addresses_that_two_posts_claim_are_told_with_both() {
    let aliases: String = (0..2_000).map(|number| format!("  - /old/{number}/\n")).collect();
    let post = COLUMN.replace("title: A question\n", &format!("title: A\naliases:\n{aliases}"));
    let built = SiteTest::new().post(POST, &post).post("2012-04-17-b.md", &post).check();
    let located = built.located();
    assert_eq!(located.len(), 500, "{}", built.report());
    assert!(
        located[0].message.ends_with("is an old address of content/posts/2012-04-17-a.md"),
        "{}",
        located[0].message
    );
    let built = with_front_matter(&format!("aliases: [{}/]", "/a".repeat(100_000)));
    assert!(only(&built).ends_with("is longer than 1,000 bytes"));
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
fn names_that_windows_keeps_for_devices_are_told() {
    let built = SiteTest::new()
        .post("2012-04-17-con.md", COLUMN)
        .post("2012-04-18-b.md", &COLUMN.replace("title: A question\n", "title: B\ntags: [aux]\n"))
        .file("content/nul.md", "---\ntitle: N\n---\n")
        .file("static/com1.txt", "x")
        .file("static/x/LPT².tar.gz", "x")
        .file("static/console.txt", "x")
        .file("static/com10.txt", "x")
        .check();
    let told: Vec<String> = built.located().iter().map(|found| found.message.clone()).collect();
    for name in ["`con`", "`aux`", "`nul`", "`com1.txt`", "`LPT².tar.gz`"] {
        assert_eq!(told.iter().filter(|told| told.contains(name)).count(), 1, "{name}: {}", built.report());
    }
    assert_eq!(told.len(), 5, "{}", built.report());
}

#[test]
fn odd_names_have_an_error_or_a_right_address() {
    let tagged = COLUMN.replace("title: A question\n", "title: B\ntags: ['%2e%2e', \"a'b\\\"c\", \"x\\u202ey\"]\n");
    let built = SiteTest::new()
        .post("2012-04-17-%2e%2e.md", COLUMN)
        .post("2012-04-18-b.md", &tagged)
        .post("2012-04-19-x\u{202e}y.md", COLUMN)
        .post("2012-04-20-quo\"te's.md", COLUMN)
        .file("static/%2e%2e/a b'\"c.txt", "x")
        .check();
    let routes: Vec<String> =
        built.0.parts.as_ref().expect("a site").site.routes.keys().map(ToString::to_string).collect();
    for route in ["posts/2e-2e/index.html", "posts/x-y/index.html", "posts/quo-tes/index.html", "tags/2e-2e/index.html"]
    {
        assert!(routes.iter().any(|own| own == route), "{route}: {routes:?}");
    }
    let route = columnist::address::Route::new("%2e%2e/a b'\"c.txt");
    assert_eq!(route.address(), "%252e%252e/a%20b%27%22c.txt");
    assert!(routes.iter().any(|own| own == "%2e%2e/a b'\"c.txt"));
    for slug in ["%2e%2e", "a\u{202e}b", "it\u{2019}s", "a\\b"] {
        let built = with_front_matter(&format!("slug: '{slug}'"));
        assert_eq!(built.codes().len(), 1, "{slug}: {}", built.report());
        assert!(built.has_code(Code::BadAddress));
    }
    for alias in ["/a/%2e%2e/b/", "/a\\b/"] {
        assert!(with_front_matter(&format!("aliases: ['{alias}']")).has_code(Code::BadAddress), "{alias}");
    }
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
        "[]:",
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
    with_body(&format!("## Leslie Says\n\n{}x", "Yes? ".repeat(200_000))).page("/posts/a/").has("Yes? Yes?");
    let built = with_body(&"Leslie Says: No.\n".repeat(10_000));
    let page = built.page("/posts/a/");
    assert_eq!(page.text.matches("id=\"leslie-says").count(), 10_001);
    let built = with_body(&format!("Leslie Says: {}x", "<b></b> ".repeat(20_000)));
    assert_eq!(built.page("/posts/a/").text.matches("id=\"leslie-says").count(), 2);
}
