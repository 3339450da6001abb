//! Blogger, of both generations.

use columnist::import::{Kind, Options};

use super::folder::{Folder, all, answers, post};

/// An entry of the first generation.
pub(crate) fn entry(kind: &str, id: &str, more: &str) -> String {
    format!(
        "<entry><id> tag:blogger.com,1999:blog-1.{kind}-{id}\n</id><published>2012-04-17T09:30:00.001-05:00</published>\
         <category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>{more}</entry>"
    )
}

pub(crate) fn feed(entries: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'><title>Two</title><link rel='alternate' type='text/html' href='http://two.blogspot.com/'/>{entries}</feed>"
    )
}

fn a_post(id: &str, name: &str) -> String {
    entry(
        "post",
        id,
        &format!(
            "<title type='text'>The {name}</title><content type='html'>&lt;p&gt;Words of {name}.&lt;/p&gt;</content>\
         <category scheme='http://www.blogger.com/atom/ns#' term='linkedin'/>\
         <link rel='alternate' type='text/html' href='http://two.blogspot.com/2012/04/{name}.html'/><thr:total>99</thr:total>"
        ),
    )
}

fn a_comment(id: &str, post: &str, parent: Option<&str>) -> String {
    let parent = parent.map_or_else(String::new, |parent| {
        format!("<link rel='related' href='http://www.blogger.com/feeds/1/{post}/comments/default/{parent}'/>")
    });
    entry(
        "comment",
        id,
        &format!(
            "<content type='html'>Comment {id}&lt;br/&gt;&lt;script&gt;x&lt;/script&gt;.</content>{parent}\
         <author><name>Dana</name><uri>http://dana.example/</uri><email>secret@mail.example</email></author>\
         <thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-{post}' href='x' type='text/html'/>"
        ),
    )
}

#[test]
fn posts_labels_dates_and_addresses_come_along() {
    let folder = Folder::new();
    let report = folder.import(&feed(&a_post("7", "linkedin")), &all());
    assert_eq!((report.kind, report.counts.posts, report.counts.notes), (Some(Kind::Blogger), 1, 1));
    let text = folder.read("content/posts/2012-04-17-linkedin.md");
    for part in [
        "title: \"The linkedin\"",
        "date: 2012-04-17T09:30:00-05:00",
        "tags: [\"linkedin\"]",
        "kind: note",
        "id: \"7\"",
        "Words of linkedin.",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(report.permalink.as_deref(), Some("/:year/:month/:slug.html"));
    assert!(answers(&folder.build(), "/2012/04/linkedin.html"));
}

#[test]
fn where_the_site_has_another_pattern_the_old_address_is_an_alias() {
    let folder = Folder::new();
    folder.write("site.toml", "title = \"T\"\nbase_url = \"https://t.example\"\n");
    folder.import(&feed(&a_post("7", "linkedin")), &all());
    assert!(folder.read("content/posts/2012-04-17-linkedin.md").contains("aliases: [\"/2012/04/linkedin.html\"]"));
    let project = folder.build();
    assert!(answers(&project, "/2012/04/linkedin.html") && answers(&project, "/posts/linkedin/"));
}

#[test]
fn comments_keep_their_threads_whatever_the_order() {
    let folder = Folder::new();
    let entries =
        [a_comment("3", "7", Some("2")), a_comment("1", "7", None), a_post("7", "a"), a_comment("2", "7", Some("1"))];
    let report = folder.import(&feed(&entries.concat()), &all());
    assert_eq!((report.counts.comments, report.counts.replies, report.counts.depth), (3, 2, 3));
    let project = folder.build();
    let depths: Vec<usize> = post(&project, "a").threads.iter().map(columnist::site::ThreadEntry::depth).collect();
    assert_eq!(depths, [0, 1, 2]);
    let everything: String =
        folder.files().into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(!everything.contains("secret@mail.example") && !everything.contains("<script"), "{everything}");
}

#[test]
fn an_answer_to_what_is_gone_keeps_its_place() {
    let folder = Folder::new();
    let report = folder.import(&feed(&[a_post("7", "a"), a_comment("2", "7", Some("1"))].concat()), &all());
    assert_eq!((report.counts.comments, report.counts.removed, report.counts.depth), (2, 1, 2));
    let project = folder.build();
    assert!(post(&project, "a").threads.first().is_some_and(|first| first.is_removed));
}

#[test]
fn drafts_come_when_they_are_asked_for() {
    let draft = entry(
        "post",
        "8",
        "<title>D</title><content>x</content><app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>",
    );
    let export = feed(&[a_post("7", "a"), draft].concat());
    let without = Folder::new();
    let report = without.import(&export, &Options::default());
    assert_eq!(report.counts.posts, 1);
    assert!(report.notes.iter().any(|note| note.code == "left-draft"));
    let with = Folder::new();
    assert_eq!(with.import(&export, &all()).counts.drafts, 1);
    assert!(with.read("content/posts/2012-04-17-d.md").contains("draft: true"));
}

#[test]
fn settings_name_the_blog_and_keep_their_secrets() {
    let setting = |name: &str, value: &str| {
        entry("settings", "x", &format!("<content>{value}</content>"))
            .replace("settings-x", &format!("settings.{name}"))
    };
    let settings = [
        setting("BLOG_NAME", "Two Minds"),
        setting("BLOG_TIME_ZONE", "America/Chicago"),
        setting("BLOG_ADMIN_PERMISSION", "owner@mail.example"),
    ];
    let folder = Folder::new();
    folder.import(&feed(&(settings.concat() + &a_post("7", "a"))), &all());
    let text = folder.read("site.toml");
    assert!(text.contains("title = \"Two Minds\"") && text.contains("timezone = \"America/Chicago\""), "{text}");
    assert!(!folder.files().values().any(|bytes| String::from_utf8_lossy(bytes).contains("owner@")));
}

#[test]
fn two_posts_of_one_id_or_one_name_both_come_in() {
    let folder = Folder::new();
    let twice = a_post("7", "b").replace("/2012/04/", "/2013/01/").replace("2012-04-17T", "2013-01-05T");
    let export = feed(&[a_post("7", "b"), twice].concat());
    folder.import(&export, &all());
    assert!(folder.read("content/posts/2013-01-05-b-2.md").contains("/2013/01/b.html"));
    let before = folder.files();
    folder.import(&export, &all());
    assert_eq!(folder.files(), before);
    assert!(answers(&folder.build(), "/2013/01/b.html"));
}

#[test]
fn a_newer_export_adds_what_is_new_and_touches_nothing_else() {
    let folder = Folder::new();
    let old = [a_post("7", "a"), a_comment("1", "7", None)].concat();
    folder.import(&feed(&old), &all());
    let edited = folder.read("content/posts/2012-04-17-a.md").replace("Words of a.", "Other words.");
    folder.write("content/posts/2012-04-17-a.md", &edited);
    let report = folder.import(&feed(&(old + &a_post("8", "c") + &a_comment("2", "7", Some("1")))), &all());
    assert_eq!(report.written, ["content/posts/2012-04-17-c.md", "content/posts/2012-04-17-a.comments.yaml"]);
    assert_eq!(folder.read("content/posts/2012-04-17-a.md"), edited);
    assert_eq!(post(&folder.build(), "a").threads.len(), 2);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = Folder::new();
    let report = folder.import(&feed(&a_post("7", "a")), &Options { dry_run: true, ..all() });
    assert_eq!(report.written, ["site.toml", "content/posts/2012-04-17-a.md"]);
    assert!(folder.files().is_empty());
}

const TAKEOUT: &str = "<?xml version='1.0' encoding='utf-8'?>
<ns0:feed xmlns:ns0='http://www.w3.org/2005/Atom' xmlns:b='http://schemas.google.com/blogger/2018'>
<ns0:entry><ns0:id>tag:blogger.com,1999:blog-1.post-7</ns0:id><b:type>POST</b:type><b:status>LIVE</b:status>
 <ns0:author><ns0:name>Leslie</ns0:name></ns0:author><ns0:title>Q&amp;amp;A</ns0:title><ns0:content type='html'>&lt;b&gt;x&lt;/b&gt;</ns0:content>
 <ns0:published>2012-04-17T22:30:00Z</ns0:published><ns0:category term='one'/><b:filename>/2012/04/qa.html</b:filename></ns0:entry>
<ns0:entry><ns0:id>tag:blogger.com,1999:blog-1.post-1</ns0:id><b:type>COMMENT</b:type><b:status>EMPTIED</b:status><b:parent>tag:blogger.com,1999:blog-1.post-7</b:parent><b:inReplyTo/><ns0:content/><ns0:published>2012-04-18T00:00:00Z</ns0:published></ns0:entry>
<ns0:entry><ns0:id>tag:blogger.com,1999:blog-1.post-2</ns0:id><b:type>COMMENT</b:type><b:status>LIVE</b:status><b:parent>7</b:parent><b:inReplyTo>1</b:inReplyTo><ns0:content>Still here</ns0:content><ns0:published>2012-04-18T00:00:00Z</ns0:published></ns0:entry>
<ns0:entry><ns0:id>tag:blogger.com,1999:blog-1.post-3</ns0:id><b:type>COMMENT</b:type><b:status>SPAM</b:status><b:parent>7</b:parent><ns0:content>Buy</ns0:content></ns0:entry>
<ns0:entry><ns0:id>tag:blogger.com,1999:blog-1.page-9</ns0:id><b:type>PAGE</b:type><b:status>LIVE</b:status><ns0:title>About</ns0:title><ns0:content>us</ns0:content><b:filename>/p/about.html</b:filename></ns0:entry>
<ns0:entry><ns0:id>tag:blogger.com,1999:blog-1.post-10</ns0:id><b:type>POST</b:type><b:status>SOFT_TRASHED</b:status><ns0:title>Gone</ns0:title></ns0:entry>
</ns0:feed>";

#[test]
fn takeout_is_known_by_its_content() {
    let folder = Folder::new();
    let zone = columnist::import::time_zone("Europe/Berlin");
    let report = folder.import(TAKEOUT, &Options { timezone: zone, ..all() });
    let counts = report.counts;
    assert_eq!((counts.posts, counts.pages, counts.comments, counts.removed, counts.comments_left), (1, 1, 2, 1, 1));
    let text = folder.read("content/posts/2012-04-18-qa.md");
    assert!(text.contains("title: \"Q&A\"") && text.contains("2012-04-18T00:30:00+02:00"), "{text}");
    assert!(report.notes.iter().any(|note| note.code == "left-trash"));
    let project = folder.build();
    assert!(answers(&project, "/2012/04/qa.html") && answers(&project, "/p/about.html"));
}

#[test]
fn pending_and_spam_come_with_their_status_when_asked_for() {
    let folder = Folder::new();
    folder.import(TAKEOUT, &Options { pending_too: true, ..all() });
    assert!(folder.read("content/posts/2012-04-17-qa.comments.yaml").contains("status: spam"));
    assert_eq!(post(&folder.build(), "qa").comment_count(), 1);
}

#[test]
fn a_file_of_the_author_s_own_is_never_in_the_way() {
    let folder = Folder::new();
    let own = "---\ntitle: Mine\nslug: mine\nkind: note\n---\n\nMine.\n";
    folder
        .write("site.toml", "title = \"T\"\nbase_url = \"https://t.example\"\n")
        .write("content/posts/2012-04-17-a.md", own);
    folder.import(&feed(&a_post("7", "a")), &all());
    assert_eq!(folder.read("content/posts/2012-04-17-a.md"), own);
    assert!(folder.read("content/posts/2012-04-17-a-2.md").contains("aliases: [\"/2012/04/a.html\"]"));
    folder.build();
}

#[test]
fn pages_whose_names_mean_something_else_get_others() {
    let page = |id: &str, name: &str| {
        let link = format!("<link rel='alternate' type='text/html' href='http://two.blogspot.com/p/{name}.html'/>");
        entry("page", id, &format!("<title>{name}</title><content>Text.</content>{link}"))
    };
    let folder = Folder::new();
    let names = ["con", "Aux", "com1", "come", "atom.xml", "sitemap.xml", "index.html"];
    let pages: String = names.iter().enumerate().map(|(id, name)| page(&id.to_string(), name)).collect();
    let report = folder.import(&feed(&pages), &all());
    let written = ["con-page", "aux-page", "com1-page", "come", "atom.xml-2", "sitemap.xml-2", "index.html-2"];
    let written: Vec<String> = written.iter().map(|name| format!("content/{name}.md")).collect();
    assert_eq!(report.written.get(1..), Some(written.as_slice()));
    let project = folder.build();
    assert!(names.iter().all(|name| answers(&project, &format!("/p/{name}.html"))));
}

#[test]
fn pages_of_one_name_do_not_take_each_other_s_place() {
    let draft = |id: &str| {
        entry(
            "page",
            id,
            &format!(
                "<title>About</title><content>Text {id}.</content>\
                 <app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
            ),
        )
    };
    let folder = Folder::new();
    let report = folder.import(&feed(&[draft("1"), draft("2"), draft("3")].concat()), &all());
    assert_eq!((report.counts.pages, report.counts.drafts), (3, 3));
    for (id, name) in [("1", "about"), ("2", "about-2"), ("3", "about-3")] {
        assert!(folder.read(&format!("content/{name}.md")).contains(&format!("Text {id}.")), "{name}");
    }
    folder.build();
}
