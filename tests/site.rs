//! From files to pages: what an author writes, and what a reader sees.

mod support;

use std::io::Read;

use columnist::document::{SectionKind, Stance};
use columnist::site::PostEntry;
use support::{Built, COLUMN, SiteTest};

fn entry<'b>(built: &'b Built, slug: &str) -> &'b PostEntry {
    let site = &built.0.parts.as_ref().expect("a site").site;
    site.posts.iter().find(|entry| entry.post.slug.as_str() == slug).expect("the post")
}

/// The sections of a post as `kind voice verdict stance`.
fn sections(built: &Built, slug: &str) -> Vec<String> {
    let show = |section: &columnist::document::Section| {
        let voice = section.voice.as_ref().map_or(String::new(), |voice| format!(" {voice}"));
        let verdict = section.verdict.as_ref().map_or(String::new(), |verdict| {
            let stance = match verdict.stance {
                Some(Stance::Yes) => "yes",
                Some(Stance::No) => "no",
                Some(Stance::Mixed) => "mixed",
                None => "none",
            };
            format!(" “{}” {stance}", verdict.label)
        });
        format!("{}{voice}{verdict}", section.kind.as_str())
    };
    entry(built, slug).post.sections.iter().map(show).collect()
}

fn with_body(body: &str) -> String {
    format!("---\ntitle: A question\n---\n\n{body}")
}

#[test]
fn a_column_as_it_was_pasted_from_the_old_blog() {
    let body = "I work with somebody who is rude to me, and now she wants to connect.\n\nLeslie Says: No. You gain nothing.\n\n\
                Thom Says: Yes (well, Maybe). Think of the two companies.\n\nThe Conclusion: No rule fits all.\n";
    let built = SiteTest::new().post("2012-04-17-linkedin.md", &with_body(body)).build();
    assert_eq!(
        sections(&built, "linkedin"),
        ["dilemma", "take leslie “No” no", "take thom “Yes (well, Maybe)” mixed", "conclusion"]
    );
    built.page("/posts/linkedin/").has_in_order(&[
        "somebody who is rude",
        "You gain nothing",
        "two companies",
        "No rule fits",
    ]);
}

/// The text that the search has of a site: its fragments, unpacked.
fn searched(built: &Built) -> String {
    let parts = built.0.parts.as_ref().expect("a site");
    let fragments = parts.search_files().iter().filter(|(route, _)| route.as_str().ends_with(".pf_fragment"));
    let unpacked = fragments.map(|(_, bytes)| {
        let mut text = String::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).expect("a packed text");
        text
    });
    unpacked.collect()
}

const COMMENTED: &str = "\n## Comments\n\n- **Ann**\n\n  Publicword.\n";

const MODERATED: &str = "- {id: a, author: Bob, date: 2012-05-01, body: Approvedword}\n\
    - {id: b, author: Pendingname, status: pending, date: 2012-05-01, body: Pendingword}\n\
    - {id: c, author: Spamname, status: spam, date: 2012-05-01, body: Spamword}\n\
    - {id: d, author: Deletedname, status: deleted, date: 2012-05-01, body: Deletedword}\n\
    - {id: e, parent: d, author: Eve, date: 2012-05-02, body: Answerword}\n";

fn with_comments(settings: &str) -> Built {
    SiteTest::new()
        .config(settings)
        .post("2012-04-17-a.md", &format!("{COLUMN}{COMMENTED}"))
        .post("2012-04-17-a.comments.yaml", MODERATED)
        .build()
}

#[test]
fn the_search_knows_columns_and_comments_only_where_it_shall() {
    let text = searched(&with_comments(""));
    for word in ["Help.", "Leslie Morris: No. Never.", "\"title\":\"A question\"", "\"year\":[\"2012\"]"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("Publicword") && !text.contains("Approvedword"), "{text}");
    let text = searched(&with_comments("[search]\ncomments = true\n"));
    for word in ["Ann: Publicword", "Bob: Approvedword", "Eve: Answerword"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    for word in ["Pending", "Spam", "Deleted"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[test]
fn what_is_not_published_cannot_be_searched() {
    let draft = COLUMN.replace("title: A question", "title: Secret\ndraft: true");
    let site = || SiteTest::new().post("2012-04-17-a.md", COLUMN).post("2012-04-18-b.md", &draft);
    assert!(!searched(&site().build()).contains("Secret"));
    assert!(searched(&site().drafts().build()).contains("Secret"));
}

#[test]
fn a_search_that_is_switched_off_leaves_nothing() {
    let site = || SiteTest::new().post("2012-04-17-a.md", COLUMN);
    let built = site().build();
    built.page("/").has("<form class=\"find\" role=\"search\" action=\"/search/\">");
    built.page("/search/").has("search/search.js").has_not("class=\"find\"");
    assert!(built.routes().iter().any(|route| route.starts_with("search/")));
    let built = site().config("[search]\nenabled = false\n").build();
    built.page("/").has_not("role=\"search\"").has_not("/search/");
    assert!(!built.routes().iter().any(|route| route.starts_with("search/")), "{:?}", built.routes());
    assert!(built.0.parts.expect("a site").search_files().is_empty());
    // What was in its way is a page like any other then.
    site().config("[search]\nenabled = false\n").file("content/search.md", "---\ntitle: Mine\n---\n").build();
}

#[test]
fn the_search_keeps_its_place_to_itself() {
    let site = |path| SiteTest::new().file(path, "---\ntitle: Mine\n---\n").check().codes();
    assert_eq!(site("content/search.md"), ["duplicate-route content/search.md:1:1"]);
    assert_eq!(site("static/search/pagefind/x.js"), ["bad-address static/search/pagefind/x.js:1:1"]);
    assert_eq!(site("static/search/pagefinder.js"), [""; 0]);
}

#[test]
fn the_search_has_the_words_and_addresses_of_its_site() {
    let words = "[labels]\nsearch = \"Suche\"\nsearch_more = \"Mehr\"\nsearch_field = \"Alle Spalten durchsuchen\"\nstance_no = \"Nein\"\n";
    let built = SiteTest::new().config(words).base("https://two.example/blog").post("2012-04-17-a.md", COLUMN).build();
    built
        .page("/search/")
        .has("data-engine=\"/blog/search/pagefind/pagefind.js\"")
        .has("src=\"/blog/search/search.js\"")
        .has_in_order(&["<h1>Suche</h1>", "Alle Spalten durchsuchen", "Mehr"]);
    built.page("/").has("action=\"/blog/search/\"");
    let text = searched(&built);
    assert!(text.contains("\"url\":\"/blog/posts/a/\"") && text.contains("\"verdict\":[\"Yes\",\"Nein\"]"), "{text}");
}

#[test]
fn other_columns_labels() {
    let dale = "---\nname: J.T. Dale\nlabels: [DALE, J.T., \"Dale’s Answer\"]\n---\nBio\n";
    let kate = "---\nname: Kate\nlabels: [She said, Her view]\n---\nBio\n";
    let site = || {
        SiteTest::empty()
            .file("site.toml", "title = \"T\"\nbase_url = \"https://t.example\"\n")
            .file("content/authors/dale.md", dale)
            .file("content/authors/kate.md", kate)
    };
    for (body, expected) in [
        (
            "The Question: Help.\n\nDALE: No.\n\nSHE SAID: Yes.",
            vec!["dilemma", "take dale “No” no", "take kate “Yes” yes"],
        ),
        (
            "## Dilemma\n\nHelp.\n\n## Dale's answer\n\nHm.\n\n## Her view\n\nHm.",
            vec!["dilemma", "take dale", "take kate"],
        ),
        ("## Dilemma\n\nHelp.\n\nJ.T. : Perhaps.", vec!["dilemma", "take dale “Perhaps” mixed"]),
        (
            "## Dilemma\nA\n\n— Nate\n\n## Her view\nB\n\n**DALE:** C\n\nHer view: D\n\n## Dilemma\nE\n\nDALE: F\n\nUpdate, 5.19.12: G",
            vec!["dilemma", "take kate", "take dale", "take kate", "dilemma", "take dale", "update"],
        ),
    ] {
        let built = site().post("2012-04-17-a.md", &with_body(body)).build();
        assert_eq!(sections(&built, "a"), expected, "{body}");
    }
}

#[test]
fn an_interview_is_left_whole_and_a_note_needs_no_section() {
    let body = "**Mary:** How did it begin?\n\n**Leslie:** With a card.\n\n## What then\n\n**Mary:** And then?\n";
    let text = format!("---\ntitle: A talk\nkind: note\n---\n\n{body}");
    let built = SiteTest::new().post("2012-04-17-talk.md", &text).build();
    assert!(sections(&built, "talk").is_empty());
    built.page("/posts/talk/").has_in_order(&["How did it begin", "With a card", "What then", "And then"]);
}

#[test]
fn voices_may_start_in_any_order_and_only_once() {
    let built = SiteTest::new()
        .post("2012-04-17-one.md", &with_body("## The Dilemma\n\nA\n\n## Thom Says\n\n**Yes.** B"))
        .post("2012-04-18-two.md", &with_body("## Thom Says\n\nB\n\n## The Dilemma\n\nA"))
        .build();
    assert_eq!(sections(&built, "one"), ["dilemma", "take thom “Yes” yes"]);
    assert_eq!(sections(&built, "two"), ["take thom", "dilemma"]);
}

#[test]
fn guests_speak_in_one_post_only() {
    let guest = "---\ntitle: Q\nguests: {priya: {name: Priya Raman, bio: \"Recruiter at *Large*.\"}}\n---\n\n## The Dilemma\n\nA\n\n## Priya Says\n\nIt depends. B\n";
    let built = SiteTest::new().post("2012-04-17-guest.md", guest).build();
    assert_eq!(sections(&built, "guest"), ["dilemma", "take priya “It depends” mixed"]);
    built.page("/posts/guest/").has("Recruiter at <em>Large</em>.");
    let other = with_body("## The Dilemma\n\nA\n\n## Thom Says\n\nB\n\n## Priya Says\n\nC");
    let built = SiteTest::new().post("2012-04-17-guest.md", guest).post("2012-04-18-b.md", &other).check();
    assert_eq!(sections(&built, "b"), ["dilemma", "take thom", "aside"]);
    assert_eq!(built.codes(), ["undeclared-label content/posts/2012-04-18-b.md:13:1"]);
}

#[test]
fn front_matter_s_verdict_wins() {
    let text = COLUMN.replace("title: A question", "title: A question\nverdicts: {leslie: \"Yes, but slowly\"}");
    let built = SiteTest::new().post("2012-04-17-a.md", &text).build();
    assert_eq!(sections(&built, "a")[1], "take leslie “Yes, but slowly” yes");
}

#[test]
fn stances_and_labels_can_be_german() {
    let built = SiteTest::empty()
        .file(
            "site.toml",
            "title = \"T\"\nbase_url = \"https://t.example\"\nlanguage = \"de\"\ndate_format = \"%-d. %B %Y\"\n[labels]\nmonth_4 = \"April (de)\"\ncomments_none = \"Noch keine Kommentare\"\n\
             [column.labels]\ndilemma = [\"Die Frage\"]\nconclusion = [\"Fazit\"]\n[column.stances]\nyes = [\"ja\"]\nno = [\"nein\"]\nmixed = [\"vielleicht\"]\n",
        )
        .file("content/authors/eva.md", "---\nname: Eva\nlabels: [Eva sagt]\n---\nBio\n")
        .post("2012-04-17-ja.md", &with_body("## Die Frage\n\nWas nun?\n\n## Eva sagt\n\nNein. Lieber nicht.\n\n## Fazit\n\nHm."))
        .build();
    assert_eq!(sections(&built, "ja"), ["dilemma", "take eva “Nein” no", "conclusion"]);
    built.page("/posts/ja/").has("17. April (de) 2012").has("lang=\"de\"");
}

#[test]
fn comments_of_list_and_file_merge_oldest_first() {
    let list = "\n## Comments\n\n- **Dana** · 2012-04-18 09:30\n\n  Lunch.\n\n  - **Thom** · 2012-04-18 10:02\n\n    I come along.\n\n- Somebody told me\n  <script>alert(1)</script>\n";
    let file = "- {id: a, author: Early, date: 2012-04-17 08:00, body: First!}\n\
                - {id: b, author: Gone, date: 2012-04-19, body: secret words, status: deleted}\n\
                - {id: c, parent: b, author: Rita, date: 2012-04-20, body: \"Answer, [x](javascript:alert(1))\"}\n\
                - {id: d, author: Spammer, body: buy pills, status: spam}\n\
                - {id: e, author: Waiting, body: pending words, status: pending}\n\
                - {id: f, parent: e, author: Zoe, body: Answer to a waiting one, featured: true}\n";
    let built = SiteTest::new()
        .post("2012-04-17-a.md", &format!("{COLUMN}{list}"))
        .post("2012-04-17-a.comments.yaml", file)
        .build();
    let page = built.page("/posts/a/");
    let page =
        page.has_in_order(&["First!", "Lunch.", "I come along.", "Somebody told me", "id=\"comment-b\"", "Answer, x"]);
    let page = page.has("&lt;script&gt;").has("id=\"comment-c\"").has("Answer to a waiting one");
    let page =
        page.has_not("secret words").has_not("pills").has_not("pending words").has_not("Spammer").has_not("Waiting");
    page.has_not("javascript:").has_not("Gone");
    for address in ["/comments.xml", "/atom.xml", "/feed.json", "/"] {
        let page = built.page(address).has_not("secret words").has_not("pills").has_not("pending words");
        page.has_not("javascript:");
    }
    let entry = entry(&built, "a");
    assert_eq!(
        (entry.comment_count(), entry.threads.iter().map(columnist::site::ThreadEntry::depth).max()),
        (6, Some(1))
    );
}

#[test]
fn a_comment_keeps_its_address_when_others_go() {
    let ids = |list: &str| {
        let built = SiteTest::new().post("2012-04-17-a.md", &format!("{COLUMN}\n## Comments\n\n{list}")).build();
        entry(&built, "a")
            .post
            .comments
            .iter()
            .map(|comment| (comment.author.clone(), comment.id.clone()))
            .collect::<Vec<_>>()
    };
    let both = ids("- **A** · 2012-04-18\n\n  One.\n\n- **B** · 2012-04-19\n\n  Two.\n");
    let one = ids("- **B** · 2012-04-19\n\n  Two.\n");
    assert_eq!(both[1], one[0]);
}

#[test]
fn a_thread_of_ten_thousand_replies_is_no_problem() {
    let mut file = String::from("- {id: c0, body: x0}\n");
    for n in 1..10_000 {
        file.push_str(&format!("- {{id: c{n}, parent: c{}, body: x{n}}}\n", n - 1));
    }
    let built = SiteTest::new().post("2012-04-17-a.md", COLUMN).post("2012-04-17-a.comments.yaml", &file).build();
    assert_eq!(entry(&built, "a").threads.last().map(columnist::site::ThreadEntry::depth), Some(9_999));
}

#[test]
fn columnists_comments_are_marked_but_nobody_can_pretend() {
    let list = "\n## Comments\n\n- **Thom** · 2012-04-18\n\n  It is me.\n";
    let file = "- {id: a, author: Leslie Morris, body: Not really}\n- {id: b, author: Leslie Morris, voice: leslie, body: Really}\n";
    let built = SiteTest::new()
        .post("2012-04-17-a.md", &format!("{COLUMN}{list}"))
        .post("2012-04-17-a.comments.yaml", file)
        .build();
    let entry = entry(&built, "a");
    let voices: Vec<_> = entry
        .threads
        .iter()
        .filter_map(|thread| entry.comment(thread.comment()))
        .map(|comment| comment.voice().map(str::to_owned))
        .collect();
    assert_eq!(voices, [Some("thom".into()), None, Some("leslie".into())]);
}

#[test]
fn links_between_files_are_resolved_wherever_the_site_lives() {
    let post = format!(
        "{COLUMN}\nSee [that](2012-04-18-b.md#leslie-says), [about](../about.md), [top](/about/), ![p](../pics/p.svg)\n"
    );
    let built = SiteTest::new()
        .post("2012-04-17-a.md", &post)
        .post("2012-04-18-b.md", COLUMN)
        .file("content/about.md", "---\ntitle: About\n---\n[the first](posts/2012-04-17-a.md)\n")
        .file("content/pics/p.svg", "not really")
        .base("https://two.example/blog/")
        .build();
    built
        .page("/posts/a/")
        .has("href=\"/blog/posts/b/#leslie-says\"")
        .has("href=\"/blog/about/\"")
        .has("src=\"/blog/pics/p.svg\"")
        .has_not("href=\"/posts")
        .has_not("href=\"/about");
    built.page("/about/").has("href=\"/blog/posts/a/\"");
    built.page("/atom.xml").has("https://two.example/blog/posts/b/#leslie-says");
}

#[test]
fn a_bundle_takes_its_files_along() {
    let post = COLUMN
        .replace("Help.", "Help. ![A table](table.svg)")
        .replace("title: A question", "title: A question\nimage: {src: table.svg, alt: A table}");
    let site = || SiteTest::new().post("2012-04-17-lunch/index.md", &post).post("2012-04-17-lunch/table.svg", "bytes");
    let built = site().build();
    built.page("/posts/lunch/").has("src=\"/posts/lunch/table.svg\"").has("https://two.example/posts/lunch/table.svg");
    assert_eq!(built.page("/posts/lunch/table.svg").text, "bytes");
    let built = site().config("permalink = \"/:year/:month/:slug.html\"\n").build();
    built.page("/2012/04/lunch.html").has("src=\"/2012/04/lunch/table.svg\"");
}

#[test]
fn drafts_and_scheduled_posts_are_left_out_until_asked_for() {
    let draft = COLUMN
        .replace("title: A question", "title: Half done\ndraft: true")
        .replace("Never.", "")
        .replace("**No.**", "");
    let site = || {
        SiteTest::new()
            .post("2012-04-17-draft.md", &draft)
            .post("2031-01-01-later.md", COLUMN)
            .post("2012-04-18-now.md", COLUMN)
    };
    assert!(!site().build().routes().iter().any(|route| route.contains("draft") || route.contains("later")));
    let built = site().drafts().check();
    assert!(built.codes()[0].starts_with("empty-section content/posts/2012-04-17-draft.md:"), "{:?}", built.codes());
    site().future().build().page("/posts/later/");
}

#[test]
fn old_addresses_lead_on() {
    let post = COLUMN.replace(
        "title: A question",
        "title: A question\naliases: [/2012/04/old.html, /gone/]\nredirect_from: /older/",
    );
    let built = SiteTest::new().post("2012-04-17-a.md", &post).build();
    for old in ["/2012/04/old.html", "/gone/", "/older/"] {
        built.page(old).has("url=/posts/a/").has("https://two.example/posts/a/");
    }
}

#[test]
fn titles_and_slugs_of_every_script() {
    let built = SiteTest::new()
        .config("[cards]\nenabled = false\n")
        .post("2012-04-17-стоит-ли.md", &COLUMN.replace("A question", "Стоит ли?"))
        .post(
            "2012-04-18-人脉.md",
            &COLUMN.replace("A question", "该不该接受？").replace("title:", "tags: [人脉, \"C++\", \"C#\"]\ntitle:"),
        )
        .build();
    built.page("/").has("href=\"/posts/%D1%81%D1%82%D0%BE%D0%B8%D1%82-%D0%BB%D0%B8/\"").has("该不该接受？");
    built.page("/tags/人脉/").has("该不该接受？");
    built.page("/tags/c-plus-plus/");
    built.page("/tags/c-sharp/");
}

#[test]
fn follow_ups_are_linked_both_ways() {
    let later = COLUMN.replace("title: A question", "title: Later\nupdate_to: first");
    let built = SiteTest::new().post("2012-04-17-first.md", COLUMN).post("2012-05-17-later.md", &later).build();
    built.page("/posts/first/").has("Followed up in").has("href=\"/posts/later/\"");
    built.page("/posts/later/").has("follows up on").has("href=\"/posts/first/\"");
}

#[test]
fn lists_are_cut_into_pages() {
    let mut site = SiteTest::new().config("paginate_by = 2\n");
    for day in 10..15 {
        site = site.post(&format!("2012-04-{day}-p{day}.md"), &COLUMN.replace("title:", "tags: [One Tag]\ntitle:"));
    }
    let built = site.build();
    built.page("/").has("/posts/p14/").has("/posts/p13/").has_not("/posts/p12/").has("href=\"/page/2/\"");
    built.page("/page/3/").has("/posts/p10/").has_not("/posts/p11/").has("href=\"/page/2/\"");
    built.page("/tags/one-tag/page/2/").has("/posts/p12/");
    built.page("/authors/leslie/page/3/").has("/posts/p10/");
    built.page("/archive/2012/").has("/posts/p10/").has("/posts/p14/");
    assert_eq!(entry(&built, "p10").post.sections[0].kind, SectionKind::Dilemma);
}

#[test]
fn verdicts_are_counted() {
    let agree = COLUMN.replace("**Yes.**", "**No!**");
    let built = SiteTest::new().post("2012-04-17-a.md", COLUMN).post("2012-04-18-b.md", &agree).build();
    built.page("/verdicts/").has("1 of 2").has("/posts/a/").has("They differ").has("They agree");
    built.page("/authors/thom/").has("/posts/b/");
}

#[test]
fn a_site_s_own_templates_and_files_win() {
    let built = SiteTest::new()
        .post("2012-04-17-a.md", COLUMN)
        .file("templates/404.html", "lost: {{ page.kind }}")
        .file(
            "templates/special.html",
            "{{ post.card.title }} at {{ url(path=\"/x/\") }} in {{ asset(path=\"style.css\") }}",
        )
        .post("2012-04-18-b.md", &COLUMN.replace("title: A question", "title: \"<b>\"\ntemplate: special.html"))
        .file("static/style.css", "own")
        .file("static/robots.txt", "own robots")
        .build();
    assert_eq!(built.page("/404.html").text, "lost: not_found");
    assert_eq!(built.page("/posts/b/").text, "&lt;b&gt; at /x/ in /style.css");
    assert_eq!(built.page("/style.css").text, "own");
    assert_eq!(built.page("/robots.txt").text, "own robots");
}

#[test]
fn a_theme_of_a_site_s_own_falls_back_on_the_built_in_one() {
    let built = SiteTest::new()
        .post("2012-04-17-a.md", COLUMN)
        .config("theme = \"bare\"\n")
        .file("themes/bare/templates/post.html", "bare {{ post.card.title }}")
        .build();
    assert_eq!(built.page("/posts/a/").text, "bare A question");
    built.page("/").has("<html");
}

#[test]
fn a_site_changes_the_look_by_its_settings() {
    let look = "[look]\nlogo = \"logo.svg\"\nstyle = \"own.css\"\nfooter = \"© <us>\"\nvoices = [\"#123456\"]\nvoices_dark = [\"#abcdef\"]\n\
                fonts = [{family = \"Li\\\"t\", file = \"li t.woff2\", role = \"text\", weight = \"200 900\"}]\n";
    let site = || {
        SiteTest::new().post("2012-04-17-a.md", COLUMN).file("static/logo.svg", "<svg/>").file("static/own.css", "a {}")
    };
    let built = site().config(look).base("https://two.example/blog").file("static/li t.woff2", "font").build();
    let page = built.page("/posts/a/").has("<img class=\"logo\" src=\"/blog/logo.svg\" alt=\"\">").has("© &lt;us&gt;");
    let page = page.has_in_order(&["/blog/style.", "href=\"/blog/look.", ".css", "href=\"/blog/own.css\""]).text;
    let sheet = built.routes().into_iter().find(|route| route.starts_with("look.")).expect("a sheet");
    assert!(page.contains(&sheet));
    let sheet = built.page(&format!("/{sheet}")).has("--voice-1:#123456").has("(prefers-color-scheme:dark)");
    sheet.has("url(\"/blog/li%20t.woff2\")").has("font-weight:200 900").has("--serif:\"Li\\\"t\",serif");
    let missing = site().config(&look.replace("own.css", "owm.css")).check();
    assert!(missing.report().contains("did you mean `own.css`?"), "{}", missing.report());
    assert!(missing.codes().iter().any(|code| code.starts_with("config-value site.toml:6:9")), "{:?}", missing.codes());
    let wrong = site().config("[look]\nvoices = [\"red; } * { color: blue\"]\n").check();
    assert!(wrong.report().contains("is no colour"), "{}", wrong.report());
}

#[test]
fn pages_need_no_other_host_and_only_the_search_a_script() {
    let built = SiteTest::new().post("2012-04-17-a.md", COLUMN).build();
    for route in built.routes().iter().filter(|route| route.rsplit('.').next() == Some("html")) {
        let page = built.page(&format!("/{route}"));
        let page = if route == "search/index.html" {
            page.has("<script type=\"module\" src=\"/search/search.js\"></script>")
        } else {
            page.has_no_script()
        };
        let page = page.has_not(" style=\"").has_not("<style").has_not("src=\"http").has_not("@import");
        drop(page);
    }
}

#[test]
fn spellings_of_other_generators_are_understood() {
    let text = "---\ntitle: Q\npublishDate: 2012-04-17\nlastmod: 2012-05-01\nsummary: In short.\ncategories: [Work]\nlayout: post\npublished: true\ntaxonomies: {tags: [lunch]}\ncomments: true\n---\n## The Dilemma\n\nA\n\n## Thom Says\n\nB\n";
    let built = SiteTest::new().post("q.md", text).build();
    let post = &entry(&built, "q").post;
    assert_eq!((&*post.description, post.tags.join(" ").as_str()), ("In short.", "Work lunch"));
    assert_eq!(post.updated.as_ref().map(columnist::document::Date::short).as_deref(), Some("2012-05-01"));
}

#[test]
fn dates_stand_in_the_zone_of_the_site() {
    let text = COLUMN.replace("title: A question", "title: A question\ndate: 2012-07-17 09:30");
    let built = SiteTest::new().config("timezone = \"America/Chicago\"\n").post("a.md", &text).build();
    built.page("/atom.xml").has("<published>2012-07-17T09:30:00-05:00</published>");
    built.page("/rss.xml").has("Tue, 17 Jul 2012 09:30:00 -0500");
}

#[test]
fn readers_cannot_define_what_authors_say() {
    let post = format!(
        "{}\nSee [our policy] and a note[^1].\n\n## Comments\n\n- **Eve** · 2012-04-18\n\n  Ha.\n\n  [our policy]: http://evil.example\n\n  \
         [^1]: <script>alert(1)</script>\n",
        COLUMN.trim_end()
    );
    let built = SiteTest::new().post("2012-04-17-a.md", &post).build();
    let page = built.page("/posts/a/").has("See [our policy] and a note[^1].").has("Ha.").has_no_script();
    page.has_not("href=\"http://evil.example");
}

#[test]
fn text_beside_the_list_of_comments_is_not_trusted_and_not_lost() {
    let post = format!(
        "{COLUMN}\n## Comments\n\n1. **Dana** <script>a</script>\n\n## Comments\n\nMore <img src=x onerror=b>\n"
    );
    let built = SiteTest::new().post("2012-04-17-a.md", &post).check();
    assert!(built.codes().iter().all(|code| code.starts_with("stray-comment-text")), "{:?}", built.codes());
    built.page("/posts/a/").has("&lt;script&gt;").has("More &lt;img").has_no_script().has_not("<img");
}

#[test]
fn what_nobody_approved_stays_unpublished() {
    let built = SiteTest::new()
        .post("2012-04-17-a.md", COLUMN)
        .post(
            "2012-04-17-a.comments.yaml",
            "- {id: a, body: walrus, status: }\n- {id: b, body: badger, Status: spam}\n- {id: c, body: \"<p>three</p>\"}\n",
        )
        .build();
    built.page("/posts/a/").has_not("walrus").has_not("badger").has("&lt;p&gt;three&lt;/p&gt;");
    let built =
        SiteTest::new().post("2012-04-17-a.md", COLUMN).post("2012-04-17-a.comment.yaml", "- {body: x}\n").check();
    assert_eq!(built.codes(), ["orphan-comments content/posts/2012-04-17-a.comment.yaml:1:1"]);
    assert!(!built.routes().iter().any(|route| route.contains("yaml")));
}

#[test]
fn folders_keep_their_names_below_content_and_static() {
    let built = SiteTest::new().file("static/static/x.txt", "a").file("content/content/y.txt", "b").build();
    assert_eq!((built.page("/static/x.txt").text.as_str(), built.page("/content/y.txt").text.as_str()), ("a", "b"));
}

#[test]
fn the_first_page_leads_with_the_newest_column() {
    let note = "---\ntitle: We are away\nkind: note\n---\nUntil May.\n";
    let built = SiteTest::new().post("2012-04-17-a.md", COLUMN).post("2012-04-18-note.md", note).build();
    built.page("/").has_in_order(&["The latest dilemma", "A question", "Latest columns", "We are away"]);
}

#[test]
fn a_page_with_three_headings_begins_with_its_contents() {
    let page = |text: &str| {
        let built = SiteTest::new().file("content/about.md", &format!("---\ntitle: About\n---\n{text}\n")).build();
        built.page("/about/")
    };
    page("## One\n\na\n\n### Two & a half\n\nb\n\n## Three\n\nc").has_in_order(&[
        "<nav class=\"contents\" aria-label=\"On this page\">",
        "<ol>\n<li><a href=\"#one\">One</a>\n<ol>\n<li><a href=\"#two-and-a-half\">Two &amp; a half</a></li>\n</ol></li>\n<li><a href=\"#three\">Three</a></li>\n</ol>",
        "<h2 id=\"one\">",
    ]);
    page("## One\n\n## Two").has_not("class=\"contents\"");
}

#[test]
fn templates_see_the_contents_of_a_post() {
    let text = COLUMN.replace("Help.", "Help.\n\n### More");
    let template = "{% for entry in post.contents %}{{ entry.href }}[{% for child in entry.children %}{{ child.title }}{% endfor %}]{% endfor %}{{ post.heading_count }}";
    let built = SiteTest::new().post("2012-04-17-a.md", &text).file("templates/post.html", template).build();
    built.page("/posts/a/").has("#the-dilemma[More]#leslie-says[]#thom-says[]#the-conclusion[]5");
}

#[test]
fn settings_of_markdown_reach_the_text() {
    let text =
        COLUMN.replace("Help.", "\"Help\" :smile: [there](https://there.example/) [here](https://two.example/about/).");
    let config = "language = \"de\"\n[markdown]\nemoji = true\nmark_external_links = true\n";
    let page = SiteTest::new().post("2012-04-17-a.md", &text).config(config).build().page("/posts/a/");
    page.has("„Help“ 😄 <a href=\"https://there.example/\" class=\"external\" rel=\"external noopener\">there<span class=\"vh\"> (on another site)</span></a> <a href=\"https://two.example/about/\">here</a>");
}

#[test]
fn many_tags_are_found_by_their_initials() {
    let tags: Vec<String> = (0..90).map(|n| format!("{}{n}", ["apple", "été", "work"][n % 3])).collect();
    let post = |tags: &str| COLUMN.replace("title:", &format!("tags: [{tags}]\ntitle:"));
    let built = SiteTest::new()
        .post("2012-04-17-a.md", &post(&tags.join(", ")))
        .post("2012-04-18-b.md", &post("work2, apple0"))
        .build();
    built
        .page("/tags/")
        .has_in_order(&["Most columns", "apple0", "work2", "href=\"#group-1\">A<", ">E<", ">W<"])
        .has_in_order(&["id=\"group-1\"", "apple0", "id=\"group-2\"", "été1", "id=\"group-3\"", "work2"]);
    let few = SiteTest::new().post("2012-04-17-a.md", &post("apple, work")).build();
    few.page("/tags/").has("apple").has_not("group-1").has_not("Most columns");
}

#[test]
fn letters_are_listed_by_their_outcome() {
    let agreed = COLUMN.replace("**Yes.** Always.", "**No.** Neither.");
    let built = SiteTest::new().post("2012-04-17-split.md", COLUMN).post("2012-04-18-agreed.md", &agreed).build();
    built.page("/verdicts/").has("/posts/split/").has("/posts/agreed/").has("href=\"/verdicts/agree/\"");
    built.page("/verdicts/agree/").has("<h1>They agree</h1>").has("/posts/agreed/").has_not("/posts/split/");
    built.page("/verdicts/differ/").has("/posts/split/").has_not("/posts/agreed/");
    built.page("/sitemap.xml").has("/verdicts/agree/").has("/verdicts/differ/");
    let split = SiteTest::new().post("2012-04-17-split.md", COLUMN).build();
    split.page("/verdicts/").has_not("/verdicts/agree/");
    assert!(!split.routes().contains(&"verdicts/agree/index.html".to_owned()));
}

#[test]
fn a_title_is_set_as_texts_are() {
    let post = COLUMN.replace("title: A question", "title: '\"Hallo\" -- wie geht''s?'");
    let page = "---\ntitle: '\"Wir\"...'\n---\nx\n";
    for (language, title, about) in [
        ("de", "„Hallo“ – wie geht’s?", "„Wir“…"),
        ("fr", "«\u{202f}Hallo\u{202f}» – wie geht’s?", "«\u{202f}Wir\u{202f}»…"),
        ("ru", "«Hallo» – wie geht’s?", "«Wir»…"),
        ("pl", "„Hallo” – wie geht’s?", "„Wir”…"),
    ] {
        let built = SiteTest::new()
            .config(&format!("language = \"{language}\"\n"))
            .post("2012-04-17-hallo.md", &post)
            .file("content/about.md", page)
            .build();
        assert_eq!(&*entry(&built, "hallo").post.title, title);
        built
            .page("/posts/hallo/")
            .has(&format!("<title>{title}"))
            .has(&format!("{title}</h1>"))
            .has(&format!("\"headline\":\"{title}\""));
        built.page("/").has(title);
        for feed in ["/atom.xml", "/rss.xml"] {
            built.page(feed).has(&format!("<title>{title}</title>"));
        }
        built.page("/feed.json").has(&format!("\"title\":\"{title}\""));
        built.page("/about/").has(&format!("<title>{about}"));
        assert!(searched(&built).contains(title));
        assert!(built.routes().iter().any(|route| route.starts_with("posts/hallo/card.")), "{language}: no card");
    }
    let plain =
        SiteTest::new().config("[markdown]\nsmart_punctuation = false\n").post("2012-04-17-hallo.md", &post).build();
    assert_eq!(&*entry(&plain, "hallo").post.title, "\"Hallo\" -- wie geht's?");
}

#[test]
fn a_link_to_the_sites_own_base_is_not_marked() {
    let text = "[a](https://two.example/about/) [b](http://127.0.0.1:1111/blog/about/) [c](//two.example) [d](https://a.example)";
    let site = || {
        SiteTest::new()
            .config("[markdown]\nmark_external_links = true\n")
            .post("2012-04-17-a.md", &COLUMN.replace("Help.", text))
    };
    let marked = |built: &Built| built.page("/posts/a/").text.matches("class=\"external\"").count();
    assert_eq!(marked(&site().build()), 2);
    assert_eq!(marked(&site().base("http://127.0.0.1:1111/blog").build()), 1);
    let videos = |url: &str| {
        let text = format!("{{{{ <video_link url=\"{url}\" title=\"x\" /> }}}}");
        SiteTest::new().post("2012-04-17-a.md", &COLUMN.replace("Help.", &text)).file("static/v.mp4", "x").build()
    };
    for own in ["/v.mp4", "https://two.example/v.mp4"] {
        videos(own).page("/posts/a/").has("<a href=\"").has_not("rel=\"external");
        videos(own).page("/atom.xml").has_not("external noopener");
    }
    videos("https://a.example").page("/posts/a/").has("<a href=\"https://a.example\" rel=\"external noopener\">");
}

#[test]
fn names_that_no_file_has_on_windows_are_told() {
    let built = SiteTest::new()
        .post("2012-04-17-a.md", COLUMN)
        .file("static/why?.png", "x")
        .file("content/notes/2:30.txt", "x")
        .file("static/etc./x.txt", "x")
        .file("static/fine-name_1.2.txt", "x")
        .check();
    let mut codes = built.codes();
    codes.sort();
    assert_eq!(
        codes,
        [
            "bad-address content/notes/2:30.txt:1:1",
            "bad-address static/etc./x.txt:1:1",
            "bad-address static/why?.png:1:1"
        ],
        "{}",
        built.report()
    );
    assert!(built.report().contains("has the name `why?.png`, and no file can have"), "{}", built.report());
}

#[test]
fn a_name_in_a_byline_keeps_what_is_in_brackets() {
    let text = format!("{COLUMN}\n## Comments\n\n- **Dana <ic>** · 2012-04-21\n\n  I agree.\n");
    SiteTest::new().post("2012-04-17-a.md", &text).build().page("/posts/a/").has("Dana &lt;ic&gt;").has_not("<ic>");
}

#[test]
fn bylines_have_dates_as_old_blogs_wrote_them() {
    for date in [
        " · April 18, 2012 at 9:30 AM",
        ", Apr 18, 2012 at 9:30 AM",
        ", April 18th, 2012",
        " — Apr. 18, 2012",
        ", 2012-04-18 09:30 UTC",
        " · 2012/04/18",
        " (2012-04-18)",
        ", 2012-04-18:",
        " — 18 April 2012",
        " · 2012-04-18 09:30",
    ] {
        let text = format!("{COLUMN}\n## Comments\n\n- **Dana**{date}\n\n  I agree.\n");
        SiteTest::new().post("2012-04-17-a.md", &text).build().page("/posts/a/").has("datetime=\"2012-04-18");
    }
}

#[test]
fn an_id_of_a_comment_is_part_of_an_address() {
    let check = |id: &str| {
        let comments = format!("- {{id: {id}, author: Dana, body: x}}\n");
        SiteTest::new().post("2012-04-17-a.md", COLUMN).post("2012-04-17-a.comments.yaml", &comments).check().report()
    };
    for id in ["c12", "\"a.b_c~d:e/f@g\"", "déjà", "हिन्दी", "日本", "12"] {
        assert_eq!(check(id), "", "{id}");
    }
    for (id, wrong) in [
        ("\"a b\"", "a space"),
        ("\"a\\u00A0b\"", "a space"),
        ("\"a\\u0007b\"", "a space or a control character"),
        ("\"a\\u009Bb\"", "a space or a control character"),
        ("\"a\\uFFFEb\"", "a character that no address can have (U+FFFD)"),
        ("\"a\\uFDD0b\"", "a character that no address can have (U+FDD0)"),
        ("\"a\\u202Eb\"", "a character that no address can have (U+202E)"),
        ("\"a#b\"", "a `#`"),
        ("\"50%\"", "a `%`"),
        ("'a\"b'", "a `\"`"),
        ("a<b", "a `<`"),
    ] {
        let report = check(id);
        assert!(report.contains("error[bad-address]") && report.contains(&format!("has {wrong}")), "{id}: {report}");
        assert!(!report.contains(|c: char| c.is_control() && c != '\n'), "{id}: {report}");
    }
}

#[test]
fn a_slip_in_a_word_of_a_choice_finds_its_word() {
    let comments = "- {id: a, author: B, body: x, status: aproved}\n";
    let text = COLUMN.replace("title: A question", "title: A question\ndraft: ture\nkind: colum");
    let errors =
        SiteTest::new().post("2012-04-17-a.md", &text).post("2012-04-17-a.comments.yaml", comments).check().report();
    for near in ["approved", "true", "column"] {
        assert!(errors.contains(&format!("did you mean `{near}`?")), "{errors}");
    }
}

#[test]
fn an_entity_of_a_control_character_puts_none_on_a_page() {
    let text = COLUMN.replace("Help.", "Help&#7;. [Bell](https://a.example/ \"x&#1;y\") &#9;&#x97;");
    let text = format!("{text}\n## Comments\n\n- **Dana**\n\n  I agree&#7;&#xFFFE;.\n");
    let site = SiteTest::new().post("2012-04-17-a.md", &text).build();
    let page = site.page("/posts/a/").has("Help\u{fffd}.").has("title=\"x\u{fffd}y\"").has("I agree\u{fffd}\u{fffd}.");
    assert!(!page.text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{}", page.text);
    let feed = site.page("/atom.xml");
    assert!(!feed.text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{}", feed.text);
}

#[test]
fn no_control_character_of_the_settings_reaches_a_page() {
    let settings = "subtitle = \"O\\u0007ne\"\n[labels]\narchive = \"A\\u001bll\"\n[look]\nfooter = \"f\\u0008\"\n";
    let page = SiteTest::new().config(settings).post("2012-04-17-a.md", COLUMN).check().page("/posts/a/").text;
    assert!(!page.contains(|c: char| c.is_control() && c != '\n'), "{page}");
    assert!(page.contains(">A ll<"), "{page}");
}

#[test]
fn ids_that_are_written_in_html_can_be_linked_to() {
    let text = format!("{COLUMN}\n[there](#aa), <span id=\"aa\">here</span>\n\n### Aa\n");
    let built = SiteTest::new().post("2012-04-17-a.md", &text).check();
    assert!(built.located().is_empty(), "{}", built.report());
    built.page("/posts/a/").has("<h3 id=\"aa-2\">");
}
