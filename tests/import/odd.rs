//! What must hold for every export, however odd.

use columnist::import::Options;
use proptest::prelude::*;

use super::folder::{Folder, all};

/// Pieces that exports are made of, and pieces that could confuse a reader.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "<entry>", "</entry>", "<id>post-1</id>", "<id>x</id>", "<title>T</title>", "<published>2012-04-17T09:30:00Z</published>",
            "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>",
            "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/>",
            "<thr:in-reply-to ref='post-1'/>", "<content>", "</content>", "&lt;b&gt;x", "&amp;lt;", "<![CDATA[", "]]>", "<!--", "-->", "&", "&#0;",
            "<item>", "</item>", "<wp:post_id>1</wp:post_id>", "<wp:comment>", "</wp:comment>", "<link rel='alternate' href='/a/../b.html'/>",
            "<thread dsq:id='1'/>", "<post dsq:id='1'><thread dsq:id='1'/></post>", "<link rel='related' href='/1'/>",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,20}",
    ]
}

/// HTML of all sorts.
fn html() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<br>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<ol>", "</ol>", "<table>", "<tr>",
            "<td>", "</td>", "</tr>", "</table>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<h2>", "</h2>", "<a href='http://a.example'>",
            "</a>", "<img src='http://a.example/b.png'>", "<code>", "</code>", "Leslie Says:", "The Conclusion:", "Comments:", "- ", "1. ", "#", "---",
            "===", "```", "~~~", "*", "_", "[x](y)", "&lt;", "&amp;", "&nbsp;", "|", ">", "\\", "<script>", "</script>", "word", ".", " ", "\n",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn one_post(html: &str) -> String {
    let text = html.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>post-1</id><published>2012-04-17T09:30:00Z</published>\
         <category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>\
         <title>T</title><content type='html'>{text}</content></entry>\
         <entry><id>post-2</id><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/>\
         <content type='html'>{text}</content><thr:in-reply-to xmlns:thr='http://purl.org/syndication/thread/1.0' ref='post-1'/></entry></feed>"
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// No file panics, and a refused one leaves nothing behind.
    #[test]
    fn any_file_is_taken_or_refused(root in prop::sample::select(vec!["feed", "rss", "disqus", "x"]), pieces in prop::collection::vec(piece(), 0..30), is_closed: bool) {
        let end = if is_closed { format!("</{root}>") } else { String::new() };
        let export = format!("<{root}>{}{end}", pieces.concat());
        let folder = Folder::new();
        if folder.try_import(export.as_bytes(), &Options { pending_too: true, ..all() }).is_err() {
            prop_assert!(folder.files().is_empty());
        } else {
            folder.build();
        }
    }

    /// Any HTML becomes a site without an error, and a second import changes nothing.
    #[test]
    fn any_html_can_be_published(html in html()) {
        let folder = Folder::new();
        let export = one_post(&html).chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>();
        folder.import(&export, &all());
        folder.build();
        let before = folder.files();
        folder.import(&export, &all());
        prop_assert_eq!(folder.files(), before);
    }
}
