//! A column with a hundred tags, most of them odd, and with names, titles and descriptions that hold whatever they can.

use super::Files;

const SETTINGS: &str = r#"
title = "Q&A: \"Ask <Us>\" & 'Them' — 100 % 🦊"
subtitle = "<b>One</b> question & two answers"
description = "A \"column\" by people who <often> disagree & say so."
language = "en"
paginate_by = 3

[comments]
email = "o'neil+column@two.example"
"#;

/// Names that mean something to HTML, to addresses, or to folders.
const ODD: [&str; 24] = [
    "R&D",
    "<script>",
    "\"quoted\"",
    "it's",
    "a/b",
    "..",
    "C++",
    "C#",
    "🦊",
    "👩‍💻 remote",
    "50%",
    "100% sure?",
    "a\\b",
    "x=y&z",
    "#hash",
    "?",
    "&amp;",
    "{{ x }}",
    "a:b",
    "naïve",
    "Ελλάδα",
    "ß",
    "Zoë",
    "ampersand & sons",
];

pub(crate) fn files() -> Files {
    let long = "A description that goes on & on, with \"quotes\" and <tags>, and never comes to its point. ".repeat(40);
    let mut files = Files::new(SETTINGS)
        .text("content/authors/oneil.md", "---\nname: Shaun \"The <b>\" O'Neil & Sons / 🦊\nlabels: [O'Neil Says]\ntitle: <i>Chief</i> & \"more\"\nlinks: {\"<home> & \\\"more\\\"\": \"https://a.example/?a=1&b='2'\"}\n---\n\nBio & \"more\" <b>bold</b>.\n")
        .text("content/authors/emoji.md", "---\nname: 👩‍💻\nlabels: [👩‍💻 Says]\n---\n")
        .text(
            "content/authors/long.md",
            &format!("---\nname: {}\nlabels: [Long Says]\n---\n\nBio.\n", "Wolfeschlegelsteinhausenbergerdorff".repeat(3)),
        );
    let plain: Vec<String> =
        (0..96).map(|n| format!("{}ag {n}", char::from_u32(0x61 + n % 26).expect("a letter"))).collect();
    let all: Vec<&str> = ODD.into_iter().chain(plain.iter().map(String::as_str)).collect();
    for (number, tags) in all.chunks(12).enumerate() {
        let tags = serde_json::to_string(&[tags, &["common", "Every Post’s"]].concat()).expect("tags");
        let title = serde_json::to_string(&[
            "<h1>Must I & you \"accept\" <em>that</em>?</h1>",
            "`code` *and* _emphasis_ [link](x) ![image](y) {{ 7 * 7 }}",
            "</title><script>alert(1)</script>",
            "&lt;not a tag&gt; &amp; &quot;entities&quot;",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft?",
            "🦊🦊🦊 👨‍👩‍👧‍👦 ‘curly’ “quotes” — and … dots",
            "\u{202e}desrever\u{202c} and \u{200f}marks\u{200e}",
            "A",
            "A question that goes on for so long that no headline has room for it, and that has a second half as well, which says the same again in other words, because somebody was paid by the line",
            "100 % of `<details>`",
        ][number % 10])
        .expect("a title");
        let description =
            serde_json::to_string(if number % 2 == 0 { long.as_str() } else { "Short <b>&</b> \"sweet\"." })
                .expect("text");
        let (day, answer) = (number + 1, ["**No & never.**", "**Yes & \"maybe\".**", "It depends."][number % 3]);
        files = files.text(
            &format!("content/posts/2012-04-{day:02}-post-{number}.md"),
            &format!(
                "---\ntitle: {title}\ntags: {tags}\ndescription: {description}\nletter: {{from: \"<Cornered> & 'Co'\", location: \"A/B \\\"C\\\"\"}}\n---\n\n\
                 ## The Dilemma\n\nHelp & \"advice\" <br> 1 < 2.\n\n## O'Neil Says\n\n{answer} Text.\n\n## 👩‍💻 Says\n\n**{} & \"so\".** Text.\n\n\
                 ## Long Says\n\n**No.** Text.\n\n## An aside & \"more\" <i>here</i> [`code`](/tags/)\n\nText.\n\n## The Conclusion\n\nThink.\n\n\
                 ## Comments\n\n- **\"Dana\" <b> & 'Co' 🦊** · 2012-04-18\n\n  Text.\n",
                "Donaudampfschifffahrt".repeat(4),
            ),
        );
    }
    files
}
