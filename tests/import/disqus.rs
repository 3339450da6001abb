//! Disqus, onto posts that are here.

use super::folder::{Folder, all, post};

const SITE: &str = "title = \"T\"\nbase_url = \"https://t.example\"\npermalink = \"/:slug/\"\n";
const NOTE: &str = "---\ntitle: A note\ndate: 2012-04-17\nkind: note\naliases: [/2012/04/a.html]\n---\n\nText.\n";

fn export(posts: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><disqus xmlns=\"http://disqus.com\" xmlns:dsq=\"http://disqus.com/disqus-internals\">\
         <thread dsq:id=\"2\"><id/><link>http://old.example/2012/04/a.html?x=1</link><title>Other</title></thread>\
         <thread dsq:id=\"3\"><id/><link>http://old.example/a/</link><title/></thread>\
         <thread dsq:id=\"4\"><id/><link>http://old.example/nowhere/</link><title/></thread>{posts}</disqus>"
    )
}

fn comment(id: u32, thread: u32, more: &str) -> String {
    format!(
        "<post dsq:id=\"{id}\"><id/><message><![CDATA[<p>Comment {id}.</p>]]></message><createdAt>2013-10-10T19:20:29Z</createdAt>\
         <author><email>x@mail.example</email><name>Ann</name><isAnonymous>true</isAnonymous></author>\
         <ipAddress>127.0.0.1</ipAddress><thread dsq:id=\"{thread}\"/>{more}</post>"
    )
}

fn house() -> Folder {
    let folder = Folder::new();
    folder.write("site.toml", SITE).write("content/posts/2012-04-17-a.md", NOTE);
    folder
}

#[test]
fn several_threads_of_one_article_are_merged() {
    let folder = house();
    let posts = [comment(10, 2, ""), comment(11, 3, ""), comment(12, 2, "<parent dsq:id=\"10\"/>"), comment(13, 4, "")];
    let report = folder.import(&export(&posts.concat()), &all());
    assert_eq!((report.counts.comments, report.counts.replies, report.counts.homeless), (3, 1, 1));
    assert!(report.notes.iter().any(|note| note.code == "no-post" && note.message.contains("nowhere")));
    assert_eq!(post(&folder.build(), "a").threads.len(), 3);
    let yaml = folder.read("content/posts/2012-04-17-a.comments.yaml");
    assert!(!yaml.contains("mail.example") && !yaml.contains("127.0.0.1"), "{yaml}");
    let before = folder.files();
    folder.import(&export(&posts.concat()), &all());
    assert_eq!(folder.files(), before);
}

#[test]
fn removed_comments_keep_the_places_of_those_below() {
    let folder = house();
    let posts = [
        comment(10, 2, "<isDeleted>true</isDeleted>"),
        comment(11, 2, "<parent dsq:id=\"10\"/>"),
        comment(12, 2, "<isDeleted>true</isDeleted>"),
        comment(13, 2, "<isSpam>true</isSpam>"),
    ];
    let report = folder.import(&export(&posts.concat()), &all());
    assert_eq!((report.counts.comments, report.counts.removed, report.counts.comments_left), (2, 1, 2));
    let yaml = folder.read("content/posts/2012-04-17-a.comments.yaml");
    assert!(!yaml.contains("Comment 10") && !yaml.contains("Comment 12"), "{yaml}");
    folder.build();
}

#[test]
fn copies_of_the_blog_s_own_comments_are_taken_once() {
    let folder = house();
    folder.write(
        "content/posts/2012-04-17-a.comments.yaml",
        "- id: w1\n  author: Ann\n  date: 2013-10-10T12:20:29-07:00\n  body: Comment 10.\n\n- id: \"77\"\n  body: x\n",
    );
    let copied = comment(11, 2, "").replace("<id/>", "<id>wp_id=77</id>");
    let posts = [comment(10, 2, ""), copied, comment(12, 2, "<parent dsq:id=\"11\"/>")];
    let report = folder.import(&export(&posts.concat()), &all());
    assert_eq!((report.counts.copies, report.counts.comments), (2, 1));
    assert!(folder.read("content/posts/2012-04-17-a.comments.yaml").contains("- id: \"12\"\n  parent: \"77\"\n"));
    folder.build();
}

#[test]
fn without_a_site_there_is_nothing_to_add_to() {
    let folder = Folder::new();
    let error = folder.try_import(export(&comment(1, 2, "")).as_bytes(), &all()).expect_err("no site");
    assert!(error.to_string().contains("no site"), "{error}");
    assert!(folder.files().is_empty());
}

#[test]
fn threads_are_known_by_the_numbers_of_wordpress_and_with_any_slash() {
    let folder = house();
    let numbered = NOTE.replace("kind: note", "kind: note\nextra:\n  source: {kind: wordpress, id: \"12\"}");
    let numbered = numbered.replace("aliases: [/2012/04/a.html]\n", "");
    folder.write("content/posts/2012-04-18-b.md", &numbered);
    let export = export(&[comment(10, 2, ""), comment(11, 3, ""), comment(12, 4, "")].concat())
        .replace("a.html?x=1", "a.html/")
        .replace("<id/><link>http://old.example/a/", "<id>12 http://old.example/?p=12</id><link>http://old.example/x/")
        .replace("http://old.example/nowhere/", "http://old.example/?x=1&amp;p=12#comments");
    assert_eq!(folder.import(&export, &all()).counts.homeless, 0);
    let project = folder.build();
    assert_eq!((post(&project, "a").threads.len(), post(&project, "b").threads.len()), (1, 2));
}
