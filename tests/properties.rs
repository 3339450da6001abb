//! What must hold for every text, however odd.

mod support;

use columnist::diagnostic::Code;
use columnist::site::PostEntry;
use proptest::prelude::*;
use support::{Built, SiteTest};

/// Lines that columns are made of, and lines that could confuse a parser.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "## The Dilemma", "## Leslie Says", "## Thom Says:", "Leslie Says: No. Never.", "**Thom says:** Yes.", "## The Conclusion",
            "The Conclusion: Think.", "Update, 5.19.12: Done.", "## Comments", "- **Dana** · 2012-04-18 09:30", "  Ask her.",
            "  - **Thom** · 2012-04-18", "    - deeper", "- anonymous", "", "", "> quote", "```", "    code", "[x](y.md)", "[^1]",
            "[^1]: note", "<div>", "**No.** x", "---", "===", "— Nate", "1. one", "| a | b |", "|---|---|", "![p](q.png)",
            "\n{% <pull_quote> %}", "{% </pull_quote> %}\n", "\n{{ <poll question=\"q\" results={[[\"a\", 1]]} /> }}\n", "x {{ <",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
        1 => "[#*_`>:\\-\\[\\]()!<& 0-9a-z\\n\\t]{0,40}",
    ]
}

/// Parts of addresses, and what could break out of a link.
fn address_part() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => prop::sample::select(vec![
            "https://", "HTTP://", "www.", "@", "a.example", "mailto:", "javascript:", "data:text/html,", "//", "/b", "?c=d&e;", "&quot;",
            "&#58;", "\"", "'", " onclick=x ", "<", ">", "<b>", "</a>", "<a href=x>", "](", ")", "[", "\\", "`", "*", "_", "--", "...", " ",
            "\n", "\u{202e}", "\u{0}", "![x](https://", "<https://",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ]
}

/// An item of a list of comments, each line of the reader's indented by as much as it should be, and the item by more.
fn reader_item() -> impl Strategy<Value = String> {
    let beginning =
        prop::sample::select(vec!["- ", "-   ", "-    ", "-      ", "-\t", "- \u{b}\u{c}", "*  ", "+ ", "-\n  "]);
    let line = prop_oneof![
        4 => prop::sample::select(vec![
            "<script>x</script>", "My view", "---", "===", ":-:", ": <script>x</script>", "[x]: http://a.example", "<pre>", "~~~", "## Mine", "## The Conclusion", "Leslie Says: No.", "**Thom says:** x", "",
            "Update, 5.19.12: x", "[Update]: x", "[^1]: x", "</div>", "<div>", "<!--", "```", "> q", "- x", "1. x", "| a |", "|---|", "***",
            "{{ <poll question=\"x\" /> }}", "Term", ": what it is", "\u{b}", "\\",
        ]).prop_map(str::to_owned),
        1 => "[#*_`>:\\-\\[\\]()!<& 0-9a-z\\t]{0,20}",
    ];
    (beginning, prop::collection::vec((line, 2_usize..6), 1..10)).prop_map(|(beginning, lines)| {
        let lines = lines.into_iter().enumerate().map(|(number, (line, indent))| match number {
            0 => format!("{line}\n"),
            _ => format!("{:indent$}{line}\n", ""),
        });
        format!("{beginning}{}\n", lines.collect::<String>())
    })
}

fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..40).prop_map(|lines| lines.join("\n"))
}

fn build(text: &str) -> Built {
    SiteTest::new().post("2012-04-17-a.md", text).check()
}

fn post(built: &Built) -> Option<&PostEntry> {
    built.0.parts.as_ref()?.site.posts.first()
}

fn with_front_matter(body: &str) -> String {
    format!("---\ntitle: T\n---\n{body}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    /// No text panics, every problem has a place in it, and what can be published can be rendered.
    #[test]
    fn any_body_is_a_page_or_has_its_problems_placed(body in body()) {
        let text = with_front_matter(&body);
        let built = build(&text);
        let lines = text.lines().count() + 1;
        for found in built.located() {
            prop_assert!(found.line <= lines && !found.message.is_empty() && !found.help.is_empty());
            prop_assert!(!found.code.as_str().starts_with("template"), "{}", found.message);
        }
    }

    /// Words of a column are published, whatever section they are in: nothing is silently lost.
    #[test]
    fn no_word_is_lost(lines in prop::collection::vec(line(), 0..20), at in 0_usize..20) {
        let mut lines = lines;
        lines.truncate(at.min(lines.len()));
        lines.extend([String::new(), "## The Dilemma".to_owned(), String::new(), "zebra paragraph".to_owned(), String::new()]);
        lines.extend(["## Leslie Says".to_owned(), String::new(), "quagga paragraph".to_owned()]);
        let body = lines.join("\n");
        let built = build(&with_front_matter(&body));
        // A fence or an HTML block that is left open takes the rest in, and the words with it. A component that makes a block
        // is refused in a line of text.
        if post(&built).is_some() && !built.has_code(Code::ComponentPlace) {
            let page = built.page("/posts/a/").text;
            prop_assert!(page.contains("zebra paragraph") && page.contains("quagga paragraph"), "{body}");
        }
    }

    /// Front matter of any kind is read or refused with a place.
    #[test]
    fn any_front_matter_is_read_or_refused(yaml in "(?s)[a-z:\\[\\]{}\"' \\-#&*!|>%@\\n0-9,]{0,80}") {
        let built = build(&format!("---\n{yaml}\n---\n## The Dilemma\n\nA\n\n## Leslie Says\n\nB\n"));
        prop_assert!(post(&built).is_some() || !built.0.diagnostics.is_empty());
    }

    /// A comments file may say anything; readers' words never become markup.
    #[test]
    fn readers_do_no_harm(words in "(?s)[<>a-z\"'=/:&;!\\-\\[\\]()#*`\\n ]{0,120}", name in "[<>a-z\"'& ]{0,30}") {
        let quoted = |text: &str| serde_json::to_string(text).expect("a text");
        let comments = format!("- {{author: {}, url: {}, body: {}}}\n", quoted(&name), quoted(&words), quoted(&format!("{words}<script>x</script>")));
        let built = SiteTest::new()
            .post("2012-04-17-a.md", support::COLUMN)
            .post("2012-04-17-a.comments.yaml", &comments)
            .check();
        let page = built.page("/posts/a/").has_no_script().text;
        prop_assert!(!page.contains("href=\"javascript"), "{page}");
    }

    /// What is indented below the label of the comments gets no author's trust, whatever Markdown makes of it, and neither do
    /// the comments after it; the author's next section stays the author's.
    #[test]
    fn readers_stay_in_the_comments(
        label in prop::sample::select(vec!["## Comments", "Comments:", "**Comments:**", "Comments\n---", "<b>Comments</b>:", "x\n\n## Comments:"]),
        blank in prop::sample::select(vec!["\n", "\n\n"]),
        items in prop::collection::vec(reader_item(), 1..6),
    ) {
        let list = items.concat();
        let after = "- **Eve**\n\n  <script>x</script>\n\n## Update\n\nzebra\n\n<b id=\"mine\">x</b>\n";
        let text = format!("{}\n{label}{blank}{list}\n{after}", support::COLUMN);
        let built = SiteTest::new().post("2012-04-17-a.md", &text).check();
        if post(&built).is_some() {
            let page = built.page("/posts/a/").has_no_script();
            prop_assert!(page.text.contains("zebra</p>") && page.text.contains("<b id=\"mine\">"), "{text}");
        }
    }

    /// Whatever a reader writes around an address, the link of it leads to the web or to a mailbox and says that it is a
    /// reader's, in the list of a post as in a file.
    #[test]
    fn addresses_of_readers_are_links_that_do_no_harm(parts in prop::collection::vec(address_part(), 1..14)) {
        let words = parts.concat();
        let quoted = serde_json::to_string(&format!("x {words}")).expect("a text");
        let list = words.replace('\n', " ");
        let built = SiteTest::new()
            .post("2012-04-17-a.md", &format!("{}\n## Comments\n\n- **Dana**\n\n  x {list}\n", support::COLUMN))
            .post("2012-04-17-a.comments.yaml", &format!("- {{author: Eve, body: {quoted}}}\n"))
            .check();
        let page = built.page("/posts/a/").has_no_script().text;
        for comment in page.split("<div class=\"prose e-content\">").skip(1) {
            let comment = comment.split("</div>").next().unwrap_or("");
            for link in comment.split("<a ").skip(1) {
                let is_allowed = ["http://", "https://", "mailto:"].iter().any(|scheme| {
                    link.get(.."href=\"".len() + scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(&format!("href=\"{scheme}")))
                });
                let after = link.splitn(3, '"').nth(2).unwrap_or("");
                prop_assert!(is_allowed && after.starts_with(" rel=\"nofollow ugc\">"), "{words:?}: {comment}");
            }
            prop_assert!(!comment.contains("<img") && !comment.contains("<b>"), "{words:?}: {comment}");
        }
    }

    /// Comments in a list: as many are published as there are items, under the items that they stand in.
    #[test]
    fn threads_follow_the_list(depths in prop::collection::vec(0_usize..6, 1..30)) {
        let mut list = String::new();
        let mut expected = Vec::new();
        let mut current = 0;
        for (number, depth) in depths.iter().enumerate() {
            current = if number == 0 { 0 } else { (*depth).min(current + 1) };
            let indent = "  ".repeat(current);
            list.push_str(&format!("{indent}- **N{number}** · 2012-04-{:02} {:02}:00\n\n{indent}  Text {number}.\n\n", 1 + number / 24, number % 24));
            expected.push(current);
        }
        let built = build(&format!("{}\n## Comments\n\n{list}", support::COLUMN));
        let entry = post(&built).expect("a post");
        let found: Vec<usize> = entry.threads.iter().map(columnist::site::ThreadEntry::depth).collect();
        prop_assert_eq!(found, expected, "{}", list);
    }
}
