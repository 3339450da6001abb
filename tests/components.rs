//! Components that posts and pages call.

mod support;

use columnist::diagnostic::Code;
use support::{COLUMN, SiteTest};

fn with(text: &str) -> SiteTest {
    SiteTest::new().post("2012-04-17-a.md", &COLUMN.replace("Think.\n", &format!("Think.\n\n{text}\n")))
}

#[test]
fn a_body_is_markdown_and_arguments_are_text() {
    with("{% <pull_quote by=\"Dana & Co\"> %}\nAsk *her* [first](#leslie-says).[^1]\n\n[^1]: Really.\n{% </pull_quote> %}\n\nA note.[^1]\n\n[^1]: Mine.")
        .build()
        .page("/posts/a/")
        .has_in_order(&[
            "<p>Think.</p>",
            "<figure class=\"pull-quote\">",
            "<blockquote>\n<p>Ask <em>her</em> <a href=\"#leslie-says\">first</a>.",
            "href=\"#fn-1\"",
            "<li id=\"fn-1\"><p>Really.</p>",
            "<figcaption>Dana &amp; Co</figcaption>",
            "A note.",
            "href=\"#fn-2\"",
            "<li id=\"fn-2\"><p>Mine.</p>",
        ])
        .has_not("<p><figure");
}

#[test]
fn a_poll_says_its_result() {
    with("{{ <poll question=\"Accept?\" results={[[\"Yes\", 1], [\"No\", 3]]} /> }}")
        .build()
        .page("/posts/a/")
        .has_in_order(&["<figcaption>Accept?</figcaption>", "Yes", "25&nbsp;%", "No", "75&nbsp;%", "4 votes"]);
}

#[test]
fn addresses_of_arguments_are_followed() {
    let text = COLUMN
        .replace("Think.", "{{ <video_link url=\"https://video.example/1\" title=\"Lunch\" poster=\"p.png\" /> }}");
    let site = SiteTest::new().post("2012-04-17-a/index.md", &text).file("content/posts/2012-04-17-a/p.png", "x");
    let built = site.build();
    built.page("/posts/a/").has("<img src=\"/posts/a/p.png\" alt=\"\"").has("href=\"https://video.example/1\"");
    built.page("/atom.xml").has("https://two.example/posts/a/p.png");
    let built = with("{{ <video_link url=\"nowhere.md\" title=\"x\" poster=\"q.png\" /> }}").check();
    assert_eq!(
        built.codes(),
        ["dead-link content/posts/2012-04-17-a.md:21:16", "missing-image content/posts/2012-04-17-a.md:21:43"]
    );
}

#[test]
fn a_site_has_components_of_its_own_in_posts_and_pages() {
    let component = "{% component shout(words: string, @site) %}<b class=\"shout\">{{ words }} {{ site.title }}</b>{% endcomponent shout %}";
    let built = with("So: {{ <shout words=\"<Hey>\" /> }}!")
        .file("templates/own.html", component)
        .file("content/about.md", "---\ntitle: About\n---\n{{ <shout words='x' /> }}\n")
        .build();
    built.page("/posts/a/").has("<p>So: <b class=\"shout\">&lt;Hey&gt; Two Minds</b>!</p>");
    built.page("/about/").has("<b class=\"shout\">x Two Minds</b>").has_not("<p><b class");
}

#[test]
fn a_call_is_no_word_of_the_description() {
    let text = COLUMN.replace("Help.", "{{ <pull_quoted /> }} Help *me*.");
    let component = "{% component pull_quoted() %}<i>quoted</i>{% endcomponent pull_quoted %}";
    let built = SiteTest::new().post("2012-04-17-a.md", &text).file("templates/own.html", component).build();
    built.page("/posts/a/").has("<meta name=\"description\" content=\"Help me.\">").has("<p><i>quoted</i> Help");
    built.page("/rss.xml").has("&lt;i&gt;quoted&lt;/i&gt;");
}

#[test]
fn what_is_no_call_stays_as_it_is() {
    with("{{ page.title }} {% if x %} {{< youtube x >}} \\{{ <b /> }} `{{ <b /> }}`\n\n```\n{% <b> %}\n```")
        .build()
        .page("/posts/a/")
        .has("{{ page.title }} {% if x %} {{&lt; youtube x &gt;}} {{ &lt;b /&gt; }}")
        .has("<code>{{ &lt;b /&gt; }}</code>")
        .has("<code>{% &lt;b&gt; %}\n</code>");
}

#[test]
fn readers_call_nothing() {
    let comments = "- {author: Eve, body: \"{{ <pull_quotes /> }} {% </x> %}\"}\n";
    let built = with("x\n\n## Comments\n\n- **Dana**\n\n  {% <pull_quote> %}y{% </pull_quote> %} {{ <nothing /> }}")
        .post("2012-04-17-a.comments.yaml", comments)
        .build();
    built
        .page("/posts/a/")
        .has("{% &lt;pull_quote&gt; %}y{% &lt;/pull_quote&gt; %}")
        .has("{{ &lt;pull_quotes /&gt; }}");
}

#[test]
fn a_component_can_be_called_inside_the_body_of_another() {
    with("{% <pull_quote> %}\n\none\n\n{{ <poll question=\"Q\" results={[[\"A\", 1]]} /> }}\n\n{% </pull_quote> %}")
        .build()
        .page("/posts/a/")
        .has_in_order(&["<blockquote>\n<p>one</p>\n<figure class=\"poll\">", "</figure>\n</blockquote>"]);
}

const POLL: &str = "{{ <poll question=\"Q\" results={[[\"A\", 1]]} /> }}";

#[test]
fn a_block_stands_on_a_line_of_its_own() {
    for text in [
        format!("So: {POLL} x"),
        format!("So:\n{POLL}"),
        format!("### So {POLL}"),
        format!("| a |\n|---|\n| {POLL} |"),
        format!("[{POLL}](../about.md)"),
        format!("**{POLL}**"),
        format!("- *{POLL}*"),
        format!("So.[^1]\n\n[^1]: Yes {POLL}"),
        format!("Word {POLL}\n: What it means."),
        format!("{{% <pull_quote> %}}So: {POLL}{{% </pull_quote> %}}"),
    ] {
        let built = with(&text).file("content/about.md", "---\ntitle: About\n---\nx\n").check();
        let found = built.located();
        assert_eq!(found.len(), 1, "{text}: {}", built.report());
        assert_eq!(found[0].code, Code::ComponentPlace, "{}", built.report());
        assert!(found[0].message.contains("`poll` makes a block, `<figure>`"), "{}", found[0].message);
        assert!(found[0].help.contains("on a line of its own, with an empty line before and after"));
    }
}

#[test]
fn what_makes_no_block_may_stand_in_a_line_and_a_block_in_an_item() {
    let svg = "{% component glyph() %}<svg><title>x</title><path d=\"m0\"/></svg><my-sign>y</my-sign>{% endcomponent glyph %}";
    let built = with(&format!("So {{{{ <glyph /> }}}}!\n\n- {POLL}\n- one {POLL}\n\nWord\n: {POLL}\n\n> {POLL}"))
        .file("templates/own.html", svg)
        .build();
    built.page("/posts/a/").has("<p>So <svg>").has("<li><figure").has("<li>one <figure").has("<dd><figure");
}

#[test]
fn a_component_where_only_words_can_be_is_refused() {
    for text in [
        format!("[x](../about.md '{POLL}')"),
        format!("![{POLL}](https://a.example/x.png)"),
        "[x](<https://a.example/{{ <glyph /> }}>)".to_owned(),
        format!("## A word {POLL}\n\nx"),
        format!("So.\n\n[^1]: {POLL}"),
        format!("{{% <pull_quote> %}}\n![{POLL}](https://a.example/x.png)\n{{% </pull_quote> %}}"),
    ] {
        let built = with(&text)
            .file("content/about.md", "---\ntitle: About\n---\nx\n")
            .file("templates/own.html", "{% component glyph() %}x{% endcomponent glyph %}")
            .check();
        let found = built.located();
        assert_eq!(found.len(), 1, "{text}: {}", built.report());
        assert_eq!(found[0].code, Code::ComponentPlace, "{}", built.report());
        assert!(found[0].message.contains("stands where only words can"), "{}", found[0].message);
    }
}

#[test]
fn all_components_that_fail_are_told() {
    let own = "{% component row(cells) %}<p>{{ cells + 1 }}</p>{% endcomponent row %}";
    let text = "{{ <row cells=\"a\" /> }}\n\nx\n\n{% <pull_quote> %}\n{{ <row cells=\"b\" /> }}\n\n{{ <row cells=\"c\" /> }}\n{% </pull_quote> %}";
    let page = format!("---\ntitle: About\n---\n{text}\n");
    let built = with(text).file("templates/own.html", own).file("content/about.md", &page).check();
    assert_eq!(
        built.codes(),
        [
            "component-failed content/about.md:4:1",
            "component-failed content/about.md:9:1",
            "component-failed content/about.md:11:1",
            "component-failed content/posts/2012-04-17-a.md:21:1",
            "component-failed content/posts/2012-04-17-a.md:26:1",
            "component-failed content/posts/2012-04-17-a.md:28:1",
        ],
        "{}",
        built.report()
    );
}

#[test]
fn a_poll_is_shown_how_to_be_written() {
    for (results, part) in [
        ("{[\"Yes\", \"No\"]}", "item 1 of `results` is no answer with its votes"),
        ("{[[\"Yes\", \"many\"]]}", "the votes of `Yes` are to be a whole number"),
        ("{[[\"Yes\", 3], [\"No\", -1]]}", "the votes of `No` are to be a whole number from 0 to"),
        ("{[]}", "no answers"),
        ("\"61\"", "is to be a list"),
    ] {
        let built = with(&format!("{{{{ <poll question=\"Q\" results={results} /> }}}}")).check();
        assert_eq!(built.codes(), ["component-argument content/posts/2012-04-17-a.md:21:23"], "{}", built.report());
        let found = &built.located()[0];
        assert!(found.message.contains(part), "{}", found.message);
        assert!(found.help.contains("results={[[\"Yes\", 61], [\"No\", 39]]}"), "{}", found.help);
    }
    let built = with("{{ <poll question=\"Q\" /> }}").check();
    assert!(built.located()[0].help.contains("results={[[\"Yes\", 61], [\"No\", 39]]}"), "{}", built.report());
    with("{{ <poll question=\"Q\" results={[[\"Yes\", 412], [\"No\", 0]]} /> }}")
        .build()
        .page("/posts/a/")
        .has("412 votes");
}

#[test]
fn a_video_is_on_the_web() {
    for url in
        ["javascript:alert(1)", " JavaScript:x", "java\tscript:x", "data:text/html,x", "mailto:a@b.example", "ftp://a"]
    {
        let built = with(&format!("{{{{ <video_link url=\"{url}\" title=\"x\" /> }}}}")).check();
        assert_eq!(
            built.codes(),
            ["component-argument content/posts/2012-04-17-a.md:21:16"],
            "{url}: {}",
            built.report()
        );
        assert!(built.located()[0].message.contains("leads to nothing on the web"), "{}", built.report());
    }
    for url in ["https://a.example", "HTTP://a.example", "//a.example/b:c", "#leslie-says"] {
        with(&format!("{{{{ <video_link url=\"{url}\" title=\"x\" poster=\"data:image/png;base64,AA\" /> }}}}"))
            .build();
    }
}

#[test]
fn the_words_of_a_link_hold_nothing_that_is_clicked_itself() {
    let anchor = "{% component anchor() -%}<b><a href=\"/about/\">x</a></b>{%- endcomponent anchor %}";
    let built =
        with("[a {{ <anchor /> }}](https://a.example) and {{ <anchor /> }}").file("templates/x.html", anchor).check();
    assert_eq!(built.located().len(), 1, "{}", built.report());
    assert!(built.report().contains("makes `<a>`, which is clicked itself"), "{}", built.report());
}

#[test]
fn a_component_closes_what_it_opens() {
    for (template, part) in [
        ("<div class=\"box\"><p>x", "`box` opens `<div>` and does not close it"),
        ("x</div>", "`box` closes `</div>`, which it has not opened"),
        ("<a href=\"x>y</a>", "`box` makes a tag or a comment without an end"),
    ] {
        let own = format!("{{% component box() %}}{template}{{% endcomponent box %}}");
        let built = with("{{ <box /> }}").file("templates/own.html", &own).check();
        assert_eq!(built.codes(), ["component-failed content/posts/2012-04-17-a.md:21:1"], "{}", built.report());
        assert!(built.report().contains(part), "{}", built.report());
    }
}

#[test]
fn what_an_author_leaves_open_in_a_body_is_not_the_components_fault() {
    with("{% <pull_quote> %}\n<div>\n\nx\n{% </pull_quote> %}").build();
}

#[test]
fn what_is_nearly_a_call_is_told_where_there_is_such_a_component() {
    for (text, column) in [
        ("{{< poll question=\"Q\" >}}", 1),
        ("So: {{ poll(question=\"Q\") }}", 5),
        ("<poll question=\"Q\" />", 1),
        ("<pull_quote by=\"Dana\">\nx\n</pull_quote>", 1),
        ("> {{% pull_quote %}}", 3),
    ] {
        let built = with(text).check();
        let place = format!("component-syntax content/posts/2012-04-17-a.md:21:{column}");
        assert_eq!(built.codes(), [place], "{text}: {}", built.report());
        assert!(built.report().contains("write `{") && built.report().contains("warning["), "{}", built.report());
        assert!(built.report().contains("if it is no call, write a backslash before it"), "{}", built.report());
    }
    let built = with("<div>\n{{ <poll question=\"Q\" results={[[\"A\", 1]]} /> }}\n</div>").check();
    assert!(built.report().contains("stands in a block of HTML"), "{}", built.report());
    assert!(built.report().contains("in `<code>` it is text"), "{}", built.report());
    with("<div><code>\n{{ <poll /> }}\n</code></div>").build().page("/posts/a/").has("{{ <poll /> }}\n</code>");
    for (text, shown) in [
        ("So: \\{{ date }}.", "So: {{ date }}."),
        ("\\{{ poll(question='Q') }}", "{{ poll(question=‘Q’) }}"),
        ("\\{% poll %}", "{% poll %}"),
        ("\\{{< poll >}}", "{{&lt; poll &gt;}}"),
        ("\\{{ <poll /> }}", "{{ &lt;poll /&gt; }}"),
        ("So: \\{{<poll question=\"Q\" />}}", "So: {{&lt;poll question=\"Q\" /&gt;}}"),
        (
            "\\{% <pull_quote> %}\n*x*\n\\{% </pull_quote> %}",
            "{% &lt;pull_quote&gt; %}\n<em>x</em>\n{% &lt;/pull_quote&gt; %}",
        ),
        ("So: \\\\{{<b>x</b>}}", "So: \\{{<b>x</b>}}"),
        ("\\<poll />", "&lt;poll /&gt;"),
        ("`{{ date }}`", "<code>{{ date }}</code>"),
    ] {
        with(text).build().page("/posts/a/").has(shown);
    }
    with("<picture><img src=\"https://a.example/x.png\" alt=\"\"></picture>\n\n<time>x</time> <nothing /> {{< youtube x >}}")
        .build();
}
