//! A column with two hundred comments in threads up to sixty deep, each hostile in its own way, and some that are not to
//! be seen.

use serde_json::json;

use super::{Files, vectors};

/// Deeper than any thread that people read.
const DEPTH: usize = 60;

/// What breaks a page rather than its safety.
fn bodies() -> Vec<String> {
    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(40);
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(40));
    let mut bodies = vec![
        word.clone(),
        format!("`{word}`"),
        format!("**{word}** *{word}* ~~{word}~~"),
        format!("[{word}](https://a.example/{word})"),
        format!("https://a.example/{word}"),
        format!("```\n{word}\n```"),
        format!("{} deep", "> ".repeat(60)),
        (0..30).map(|depth| format!("{}- level {depth}\n", "  ".repeat(depth))).collect(),
        (0..30).map(|depth| format!("{}1. level {depth}\n", "   ".repeat(depth))).collect(),
        format!("{}{}{}", row("head"), row("---"), row("cell")),
        format!("| {word} | b |\n|---|---|\n| c | `{word}` |"),
        "| | |\n|---|---|\n| a | |".to_owned(),
        "||\n|-|\n||".to_owned(),
        "[](https://a.example/)".to_owned(),
        "[ ](https://a.example/) [&nbsp;](https://a.example/) [\u{200b}](https://a.example/) [<!-- -->](https://a.example/)".to_owned(),
        "[![](https://a.example/x.png)](https://a.example/) ![](https://a.example/x.png)".to_owned(),
        "# One\n\n###### Six\n\n## Two\n\nSetext\n---".to_owned(),
        "#\n\n##\n\n> #".to_owned(),
        "- [ ] to do\n- [x] done\n- [ ]".to_owned(),
        "1. [ ] a\n2. [x]".to_owned(),
        "-\n-\n  -\n".to_owned(),
        "4294967296. a\n\n999999999. b".to_owned(),
        "> [!NOTE]\n> note\n\n> [!CAUTION]\n> x".to_owned(),
        "Term\n: What it means.\n: Twice.\n\nOther\n: x".to_owned(),
        "a[^1] b[^1] c[^2] d[^none]\n\n[^1]: One.\n[^2]: Two[^1].\n[^3]: Nobody asks.".to_owned(),
        "again[^1]\n\n[^1]: The same name.".to_owned(),
        "[r]: https://a.example 'x'\n\n[r] [r][] [x][r] ![x][r]".to_owned(),
        "***\n\n---\n\n___".to_owned(),
        "Z\u{350}\u{36a}\u{36b}a\u{34c}\u{34d}l\u{310}\u{311}g\u{33b}\u{33c}o\u{325}".repeat(20),
        "e\u{301} o\u{308} A\u{30a} \u{212b} \u{2126} \u{1112}\u{1161}\u{11ab} e\u{328}\u{301}".to_owned(),
        "`e\u{301}` [o\u{308}](https://a.example/o\u{308}) **A\u{30a}**\n\n    u\u{308}".to_owned(),
        "\u{fdd0}\u{fffe}\u{1fffe}\u{10ffff} \u{fffd}".to_owned(),
        "\u{e000}\u{f8ff}\u{10fffd} **\u{e000}** `\u{f0000}`".to_owned(),
        "\u{301}a **\u{301}b** *\u{64b}* `\u{301}` [\u{301}](https://a.example/)\n\n\u{902}".to_owned(),
        "\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{80}\u{9f}".to_owned(),
        "مرحبا بالعالم، هذا تعليق طويل من اليمين إلى اليسار (with English).".to_owned(),
        "\u{2067}\u{2067}\u{2067}\u{202e}\u{202e}never closed".to_owned(),
        "&nbsp;&#8203;&zwnj;&shy;".to_owned(),
        "&bogus; &amp &lt &#xD800; &#x110000; &#0; &#128; &NotEqualTilde;".to_owned(),
        "&lt;b&gt; &amp;lt; &quot;&apos;".to_owned(),
        "a  \nb\\\nc".to_owned(),
        "👨‍👩‍👧‍👦".repeat(200),
        "{{ <poll question=\"x\" results={[[\"a\", 1]]} /> }}\n\n{% <pull_quote> %}x{% </pull_quote> %}".to_owned(),
        "<https://a.example/?a=1&b=2&copy=3> <mailto:x@a.example> www.a.example/?a&lt; x@a.example.".to_owned(),
        "https://a.example/(x) https://a.example/ü https://a.example/% https://a.example/[x] http://[::1]/ http://a.example:99999/".to_owned(),
        "[x](https://a.example:port/) [x](https://) [x](http:///x) [x](https://a b.example) [x](<https://a.example/a b>) [x](mailto:) [x](https://[x)".to_owned(),
        "[x](https://a.example/%zz) [x](https://a.example/|\\^) [x](https://ex ample/) [x](https://a.example#a#b) [x](https://user:pass@a.example)".to_owned(),
        "[x](https://xn--a.example/) https://XN--9999999999.example/ [x](https://%zz/) [x](https://a.example:0x50) [x](http://256.256.256.256/) [x](https://a..b/) [x](https://-a-.example/)".to_owned(),
        "[x](HTTPS://A.EXAMPLE) [x](https:\\\\a.example) [x](https:a.example) [x](mailto:a b) [x](mailto:%zz@a) [x](mailto:a@b@c)".to_owned(),
        "https://a_b.example/ https://\u{200d}.example/ https://a.example\u{3002}com/".to_owned(),
    ];
    let others = vectors::all();
    let more = others.iter().rev().take(vectors::MARKUP.len()).chain(others.iter().step_by(11));
    bodies.extend(more.cloned());
    bodies.truncate(200);
    bodies
}

pub(crate) fn files() -> Files {
    let long = "Wolfeschlegelsteinhausenbergerdorff";
    let mut list = String::new();
    for (number, body) in bodies().iter().enumerate() {
        let name = match number % 6 {
            0 => String::new(),
            1 => long.repeat(9).chars().take(300).collect(),
            2 => "a ".repeat(150),
            3 => "\u{202e}eman\u{2066} e\u{301} مجهول".to_owned(),
            4 => " \u{200b}\u{a0}".to_owned(),
            _ => vectors::MARKUP[number % vectors::MARKUP.len()].to_owned(),
        };
        let mut comment = json!({
            "id": format!("c{number}"),
            "author": name,
            "url": vectors::ADDRESSES[number % vectors::ADDRESSES.len()],
            "body": format!("{body}\n\nEnd."),
        });
        if number % 7 != 0 {
            comment["date"] = json!(format!("2012-04-18 {:02}:{:02}", number / 60 + 1, number % 60));
        }
        if number % 40 == 5 {
            comment["featured"] = json!(true);
        }
        if number % 20 == 9 {
            comment["status"] = json!(["pending", "spam", "deleted"][number / 20 % 3]);
            comment["body"] = json!("SECRET");
        }
        if number % 30 == 3 {
            comment["voice"] = json!("leslie");
        }
        // One thread as deep as can be, and many that answer anything above them.
        let parent =
            if number < DEPTH { number.checked_sub(1) } else { Some(number * 7 % number).filter(|_| number % 3 > 0) };
        if let Some(parent) = parent {
            comment["parent"] = json!(format!("c{parent}"));
        }
        // JSON is YAML.
        list.push_str(&format!("- {comment}\n"));
    }
    let column = "---\ntitle: A question\ntags: [email]\n---\n\n## The Dilemma\n\nHelp.\n\n## Leslie Says\n\n**No.** Never.\n\n## Thom Says\n\n**Yes.** Always.\n\n## The Conclusion\n\nThink.\n";
    Files::new("title = \"Two Minds\"\nauthors = [\"leslie\", \"thom\"]\n\n[comments]\nemail = \"letters@two.example\"\n\n[search]\ncomments = true\n")
        .text("content/authors/leslie.md", "---\nname: Leslie Morris\n---\n\nBio.\n")
        .text("content/authors/thom.md", "---\nname: Thom Singer\n---\n\nBio.\n")
        .text("content/posts/2012-04-17-a.md", column)
        .text("content/posts/2012-04-17-a.comments.yaml", &list)
        .text("content/posts/2012-04-18-b.md", &format!("{column}{}", vectors::list(&bodies()[100..140])))
}
