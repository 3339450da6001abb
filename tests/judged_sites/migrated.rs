//! A blog of WordPress's as it comes from an export: HTML of fifteen years and several editors, and comments that nobody
//! has ever looked through.

use std::fs;
use std::path::Path;

use columnist::import::{Options, import};

use super::{Files, picture, vectors};

/// What old posts are made of; each becomes one.
const TEXTS: [&str; 14] = [
    "<h1>A headline</h1><h4>And one far below</h4><h2></h2><p align=\"center\"><font color=\"#ccc\" size=\"1\">Faint.</font></p>",
    "<img src=\"/wp-content/a.jpg\"><img alt src=\"/wp-content/a.jpg\" width=\"9999\" height=\"1\"><a href=\"/wp-content/a.jpg\"><img src=\"/wp-content/a.jpg\" /></a>",
    "<table border=1><tr><td>No head<td>and no end</table><table><caption>C</caption><thead><th>A</th></thead><tr><td colspan=3>wide</td></tr></table>",
    "<iframe src=\"https://video.example/1\" width=560></iframe><embed src=\"/wp-content/a.jpg\"><object data=\"/wp-content/a.jpg\">Get a player.</object>",
    "<ul><li>one<ul><li>two</ul><li>three</ul><ol start=\"7\"><li><p>seven</p></li></ol><dl><dt>a<dd>b<dd>c</dl>",
    "<blockquote><blockquote><p>deep</p></blockquote><cite>me</cite></blockquote><pre lang=\"php\">&lt;?php echo 1;</pre><code>a\nb</code>",
    "[caption id=\"attachment_1\" width=\"300\" caption=\"Old caption\"]<img src=\"/wp-content/a.jpg\" alt=\"\" />[/caption] [gallery ids=\"1,2\"] [embed]https://video.example/2[/embed]",
    "<a name=\"here\"></a><a href=\"#here\">up</a> <a href=\"\">nowhere</a> <a href=\"http://\"></a> <a href=\"javascript:pwn()\">run</a> <a href=\"?p=3\">number</a>",
    "<div style=\"position:fixed;top:0\"><center>Middle</center></div><marquee>moves</marquee><blink>blinks</blink><script>pwn()</script>",
    "<!-- wp:paragraph --><p class=\"has-text-color\" style=\"color:#fefefe\">Block</p><!-- /wp:paragraph --><!--more--><p id=\"main\">Twice</p><p id=\"main\">Twice</p>",
    "<form action=\"/\"><input name=\"q\"><select><option>1</select><button>Go</button></form><video src=\"/wp-content/v.mp4\" controls preload=\"none\"></video><audio src=\"/wp-content/a.mp3\" preload=\"none\"></audio>",
    "Bare text\nwith lines\n\nand <b>bold <i>crossed</b> tags</i> &nbsp;&nbsp; <3 &copy 2009 &#8220;quotes&#8221; <q>q</q> x<sup>2</sup> <kbd>Ctrl</kbd>",
    "<p dir=\"rtl\">مرحبا (hello) بالعالم</p><p lang=\"ja\">一つの質問</p><p>\u{202e}turned\u{202c}</p><p>Zwölf Boxkämpfer — größer</p>",
    "<details><summary></summary>folded</details><svg width=\"9\" height=\"9\"><circle r=\"4\"/></svg><math><mi>x</mi></math><abbr title=\"\">A</abbr><p>&#x1F468;&#x200D;&#x1F469;</p>",
];

const TITLES: [&str; 7] = [
    "",
    "<em>Marked</em> &amp; \"quoted\"",
    "عنوان طويل (with English)",
    "一つの質問に二つの答え",
    "A title of very many words that goes on and on, until the line is full and then another line, and has no end in sight",
    "1984",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
];

fn data(text: &str) -> String {
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}

/// A comment; every third answers the one before it.
fn comment(number: usize, text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    let parent = if number.is_multiple_of(3) { number - 1 } else { 0 };
    format!(
        "<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>{}</wp:comment_author>\
         <wp:comment_author_url>{}</wp:comment_author_url><wp:comment_date_gmt>2009-05-0{} 10:00:00</wp:comment_date_gmt>\
         <wp:comment_content>{}</wp:comment_content><wp:comment_approved>1</wp:comment_approved>\
         <wp:comment_parent>{parent}</wp:comment_parent></wp:comment>",
        data(if number.is_multiple_of(4) { &text } else { "Dana" }),
        data(if number.is_multiple_of(2) { &text } else { "http://dana.example" }),
        number % 8 + 1,
        data(&text),
    )
}

fn export() -> String {
    let texts = vectors::MARKUP.iter().chain(vectors::ADDRESSES).enumerate();
    let comments: Vec<String> = texts.map(|(number, text)| comment(number + 1, text)).collect();
    let posts = TEXTS.iter().enumerate().map(|(number, text)| {
        let share = comments.len().div_ceil(TEXTS.len());
        let comments: String = comments.iter().skip(number * share).take(share).map(String::as_str).collect();
        let title = TITLES[number % TITLES.len()];
        format!(
            "<item><title>{}</title><link>https://two.example/?p={number}</link><wp:post_id>{number}</wp:post_id>\
             <wp:post_date>20{:02}-04-17 09:30:00</wp:post_date><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>\
             <category domain=\"category\" nicename=\"x\">{}</category><content:encoded>{}</content:encoded>{comments}</item>",
            data(title),
            number + 5,
            data(TITLES[(number + 1) % TITLES.len()]),
            data(text),
        )
    });
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{}</title><link>https://two.example</link>{}</channel></rss>",
        data("An \"old\" blog <of ours>"),
        posts.collect::<String>(),
    )
}

/// The site that an export becomes.
fn imported(export: &Path) -> Files {
    let folder = tempfile::tempdir().expect("a temporary folder");
    import(folder.path(), export, &Options::default(), &|_| {}).unwrap_or_else(|error| panic!("{error}"));
    let settings = fs::read_to_string(folder.path().join("site.toml")).expect("settings");
    let own = |line: &&str| !line.starts_with("base_url") && !line.starts_with("theme");
    let mut files = Files::new(&settings.lines().filter(own).collect::<Vec<_>>().join("\n"));
    for entry in walkdir::WalkDir::new(folder.path()).into_iter().map(|entry| entry.expect("an entry")) {
        let name = entry.path().strip_prefix(folder.path()).expect("below").to_str().expect("text").to_owned();
        if entry.file_type().is_file() && name != "site.toml" {
            files = files.bytes(&name, fs::read(entry.path()).expect("a file"));
        }
    }
    files
}

pub(crate) fn files() -> Files {
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), export()).expect("the export");
    // What the export names, its author has to bring along.
    let files = imported(file.path()).bytes("static/wp-content/a.jpg", picture(640, 480));
    files.bytes("static/wp-content/a.mp3", Vec::new()).bytes("static/wp-content/v.mp4", Vec::new())
}
