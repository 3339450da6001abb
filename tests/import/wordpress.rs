//! WordPress, of every version.

use columnist::import::{Kind, Options};

use super::folder::{Folder, all, answers, post};

fn item(id: &str, kind: &str, status: &str, more: &str) -> String {
    format!(
        "<item><title>T{id}</title><link>https://two.example/2012/04/17/t{id}/</link><wp:post_id>{id}</wp:post_id>\
         <wp:post_date>2012-04-17 09:30:00</wp:post_date><wp:post_date_gmt>2012-04-17 14:30:00</wp:post_date_gmt>\
         <wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>{more}</item>"
    )
}

fn content(text: &str) -> String {
    format!("<content:encoded><![CDATA[{text}]]></content:encoded>")
}

fn comment(id: u32, parent: u32, approved: &str, kind: &str) -> String {
    format!(
        "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[Dana]]></wp:comment_author>\
         <wp:comment_author_email>dana@mail.example</wp:comment_author_email><wp:comment_author_IP>10.9.8.7</wp:comment_author_IP>\
         <wp:comment_date>2012-04-18 09:30:00</wp:comment_date><wp:comment_date_gmt>2012-04-18 14:30:00</wp:comment_date_gmt>\
         <wp:comment_content><![CDATA[Comment {id}.\n\nMore.]]></wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>\
         <wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )
}

/// A feed that declares nothing, as some exports do.
fn feed(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Two &amp; two</title><link>https://two.example</link>{items}</channel></rss>"
    )
}

#[test]
fn undeclared_prefixes_and_bare_ampersands_are_read() {
    let folder = Folder::new();
    let text = item("1", "post", "publish", &content("One.\nTwo.\n\nThree & four."))
        + "<wp:tag>a & b &nbsp; &made-up;</wp:tag>";
    let report = folder.import(&feed(&text), &all());
    assert_eq!((report.kind, report.counts.posts), (Some(Kind::WordPress), 1));
    let text = folder.read("content/posts/2012-04-17-t1.md");
    assert!(
        text.contains("date: 2012-04-17T09:30:00-05:00") && text.contains("One.\\\nTwo.\n\nThree & four."),
        "{text}"
    );
    assert!(answers(&folder.build(), "/2012/04/17/t1/"));
}

#[test]
fn declared_namespaces_may_have_any_version() {
    for address in ["http://wordpress.org/export/1.0/", "https://wordpress.org/export/1.2/"] {
        let export = feed(&item("1", "post", "publish", "")).replace("<rss", &format!("<rss xmlns:wp=\"{address}\""));
        assert_eq!(Folder::new().import(&export, &all()).counts.posts, 1, "{address}");
    }
}

#[test]
fn each_status_becomes_what_it_means() {
    let locked = item("5", "post", "publish", "<wp:post_password>x</wp:post_password>");
    let statuses = ["publish", "draft", "pending", "private", "trash"];
    let items: String =
        statuses.iter().zip(10..).map(|(status, id)| item(&id.to_string(), "post", status, "")).collect();
    let folder = Folder::new();
    let report = folder.import(&feed(&(locked + &items)), &all());
    assert_eq!((report.counts.posts, report.counts.drafts), (5, 4));
    assert!(report.notes.iter().any(|note| note.code == "locked"));
    let without = Folder::new().import(&feed(&items), &Options::default());
    assert_eq!(without.counts.posts, 1);
}

#[test]
fn comments_come_and_pings_do_not() {
    let comments = [
        comment(1, 0, "1", ""),
        comment(2, 1, "1", "comment"),
        comment(3, 0, "1", "pingback"),
        comment(4, 0, "0", ""),
        comment(5, 0, "spam", ""),
        comment(6, 4, "1", ""),
    ];
    let folder = Folder::new();
    let report = folder.import(&feed(&item("1", "post", "publish", &comments.concat())), &all());
    // The pending comment keeps its place, because it was answered; the spam is left.
    assert_eq!((report.counts.comments, report.counts.removed, report.counts.comments_left), (4, 1, 1));
    let project = folder.build();
    assert_eq!(
        post(&project, "t1").threads.iter().map(columnist::site::ThreadEntry::depth).collect::<Vec<_>>(),
        [0, 1, 0, 1]
    );
    let yaml = folder.read("content/posts/2012-04-17-t1.comments.yaml");
    assert!(!yaml.contains("mail.example") && !yaml.contains("10.9.8.7"), "{yaml}");
    assert!(yaml.contains("    Comment 1.\n\n    More.\n"), "{yaml}");
}

#[test]
fn pages_stay_where_they_were_and_hold_their_comments() {
    let page = item("3", "page", "publish", &(content("Us.") + &comment(1, 0, "1", "") + &comment(2, 1, "1", "")));
    let folder = Folder::new();
    let page = page.replace("/2012/04/17/t3/", "/about/us/");
    let report = folder.import(&feed(&page), &all());
    assert_eq!((report.counts.pages, report.counts.comments, report.counts.on_pages), (1, 2, 2));
    assert!(
        folder
            .read("content/about/us.md")
            .contains("- **Dana** · 2012-04-18\n\n  Comment 1.\n\n  More.\n\n  - **Dana**")
    );
    assert!(answers(&folder.build(), "/about/us/"));
    let before = folder.files();
    assert_eq!(folder.import(&feed(&page), &all()).counts.comments, 2);
    assert_eq!(folder.files(), before);
}

#[test]
fn dates_of_zeros_are_none() {
    let item = item("1", "post", "draft", "").replace("2012-04-17 09:30:00", "0000-00-00 00:00:00");
    let folder = Folder::new();
    folder.import(&feed(&item.replace("2012-04-17 14:30:00", "0000-00-00 00:00:00")), &all());
    assert!(folder.read("content/posts/1970-01-01-t1.md").contains("draft: true"));
    folder.build();
}

#[test]
fn featured_pictures_and_shortcodes() {
    let attachment =
        item("9", "attachment", "inherit", "<wp:attachment_url>https://two.example/u/a.jpg</wp:attachment_url>");
    let meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>";
    let text = content(
        "[caption id=\"a\"]<a href=\"https://two.example/u/a.jpg\"><img src=\"https://two.example/u/a-300.jpg\" alt=\"A\" /></a> A cat[/caption] [poll id=\"4\"]",
    );
    let folder = Folder::new();
    let report = folder.import(&feed(&(item("1", "post", "publish", &(text + meta)) + &attachment)), &all());
    let file = folder.read("content/posts/2012-04-17-t1.md");
    assert!(file.contains("image: \"https://two.example/u/a.jpg\""), "{file}");
    assert!(file.contains("![A](https://two.example/u/a.jpg)\n\nA cat"), "{file}");
    assert!(report.notes.iter().any(|note| note.code == "shortcode" && note.message.contains("poll")));
}

#[test]
fn authors_become_files_that_are_told_apart() {
    let author = |id: u32, name: &str| {
        format!(
            "<wp:author><wp:author_id>{id}</wp:author_id><wp:author_login>u{id}</wp:author_login><wp:author_email>a@mail.example</wp:author_email><wp:author_display_name>{name}</wp:author_display_name></wp:author>"
        )
    };
    let answer =
        comment(1, 0, "1", "").replace("</wp:comment>", "<wp:comment_user_id>1</wp:comment_user_id></wp:comment>");
    let folder = Folder::new();
    let written = |id: &str, login: &str, more: &str| {
        item(id, "post", "publish", &format!("<dc:creator>{login}</dc:creator>{more}"))
    };
    let posts = written("1", "u1", &answer) + &written("2", "u2", "");
    let items = author(1, "Leslie Morris") + &author(2, "Leslie Nolan") + &author(3, "Nobody") + &posts;
    assert_eq!(folder.import(&feed(&items), &all()).counts.authors, 2);
    assert_eq!(folder.read("content/authors/leslie-morris.md"), "---\nname: \"Leslie Morris\"\n---\n");
    assert!(folder.read("content/posts/2012-04-17-t1.comments.yaml").contains("voice: \"leslie-morris\""));
    folder.build();
}

#[test]
fn pictures_of_a_folder_move_to_their_posts() {
    let album = Folder::new();
    album.write("uploads/2012/04/a.jpg", "picture");
    let text =
        content("<img src=\"https://two.example/u/2012/04/a-300x200.jpg\"><img src=\"https://two.example/u/b.jpg\">");
    let export = feed(&item("1", "post", "publish", &(text + &comment(1, 0, "1", ""))));
    let folder = Folder::new();
    let options = Options { images: Some(album.path().to_owned()), ..all() };
    let report = folder.import(&export, &options);
    assert!(folder.read("content/posts/2012-04-17-t1/index.md").contains("![](a.jpg)![](https://two.example/u/b.jpg)"));
    assert_eq!(folder.read("content/posts/2012-04-17-t1/a.jpg"), "picture");
    assert!(folder.read("content/posts/2012-04-17-t1/comments.yaml").contains("Comment 1."));
    assert_eq!(report.notes.iter().filter(|note| note.code == "picture").count(), 1);
    assert!(answers(&folder.build(), "/2012/04/17/t1/"));
    let before = folder.files();
    folder.import(&export, &options);
    assert_eq!(folder.files(), before);
}

#[test]
fn a_blog_in_a_folder_of_its_host_stays_there() {
    let page = item("3", "page", "publish", "").replace("/2012/04/17/t3/", "/about/");
    let posts = [
        item("1", "post", "publish", ""),
        item("4", "post", "publish", ""),
        item("2", "post", "publish", "").replace("/2012/04/17/t2/", "/odd/t2/"),
    ];
    let export = feed(&(posts.concat() + &page)).replace("https://two.example", "https://two.example/blog");
    let folder = Folder::new();
    assert_eq!(folder.import(&export, &all()).permalink.as_deref(), Some("/:year/:month/:day/:slug/"));
    assert!(folder.read("site.toml").contains("base_url = \"https://two.example/blog\""));
    let project = folder.build();
    // Addresses of a site are told from where it lives.
    assert!(["/2012/04/17/t1/", "/odd/t2/", "/about/"].iter().all(|address| answers(&project, address)));
}

#[test]
fn whoever_wrote_becomes_an_author_where_an_old_export_lists_nobody() {
    let folder = Folder::new();
    let item = item("1", "post", "publish", "<dc:creator>leslie</dc:creator>");
    assert_eq!(folder.import(&feed(&item), &all()).counts.authors, 1);
    assert!(folder.read("content/authors/leslie.md").contains("name: \"leslie\""));
    let folder = Folder::new();
    let listed = "<wp:author><wp:author_id>3</wp:author_id><wp:author_login>leslie</wp:author_login>\
                  <wp:author_display_name>Leslie Morris</wp:author_display_name></wp:author>";
    assert_eq!(folder.import(&feed(&(listed.to_owned() + &item)), &all()).counts.authors, 1);
    assert!(folder.read("content/authors/leslie-morris.md").contains("name: \"Leslie Morris\""));
}

#[test]
fn galleries_become_the_pictures_they_show() {
    let attachment = |id: u32| {
        item(
            &id.to_string(),
            "attachment",
            "inherit",
            &format!(
                "<wp:post_parent>1</wp:post_parent><wp:attachment_url>https://two.example/u/{id}(a b).jpg</wp:attachment_url>"
            ),
        )
    };
    let text =
        content("One.\n\n[gallery ids=\"9,8\" columns=\"2\"]\n\nTwo.\n\n[gallery]\n\nThree.\n\n[gallery ids=\"77\"]");
    let items = item("1", "post", "publish", &text) + &attachment(8) + &attachment(9);
    let folder = Folder::new();
    let report = folder.import(&feed(&items), &all());
    let file = folder.read("content/posts/2012-04-17-t1.md");
    let (first, second) = (picture(8), picture(9));
    assert!(
        file.contains(&format!("One.\n\n{second} {first}\n\nTwo.\n\n{first} {second}\n\nThree.\n\n\\[gallery")),
        "{file}"
    );
    let about = |code: &str| report.notes.iter().filter(|note| note.code == code).count();
    assert_eq!((about("picture"), about("shortcode")), (2, 1), "{:?}", report.notes);
    folder.build();
}

fn picture(id: u32) -> String {
    format!("![](https://two.example/u/{id}%28a%20b%29.jpg)")
}
