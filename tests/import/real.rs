//! Exports that were really made. They belong to others, so they lie outside of the repository.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use columnist::import::Report;
use columnist::project::Project;

use super::folder::{Folder, all, answers, post};

fn export(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../shared/exports", "../../shared/exports"];
    let found = folders.iter().map(|folder| root.join(folder).join(name)).find(|file| file.is_file());
    if found.is_none() {
        eprintln!("skipped: {name} is not in ../shared/exports");
    }
    found
}

/// Imports twice: the second time changes no byte, and counts the same.
fn twice(folder: &Folder, file: &Path) -> Report {
    let report = folder.import_file(file, &all());
    let before = folder.files();
    let again = folder.import_file(file, &all());
    assert!(again.written.is_empty(), "{:?}", again.written);
    assert_eq!(folder.files(), before);
    assert_eq!(
        (again.counts.posts, again.counts.pages, again.counts.comments),
        (report.counts.posts, report.counts.pages, report.counts.comments)
    );
    report
}

/// The values of some elements in a text, as they stand.
fn values<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    text.split(start.as_str()).skip(1).filter_map(|rest| rest.split(end.as_str()).next()).collect()
}

#[test]
fn the_wordpress_theme_test() {
    let Some(file) = export("theme-unit-test-wptt.wxr.xml") else { return };
    let folder = Folder::new();
    let counts = twice(&folder, &file).counts;
    assert_eq!((counts.posts, counts.pages, counts.comments, counts.drafts), (51, 21, 25, 2));
    assert_eq!((counts.depth, counts.comments_left, counts.removed), (10, 3, 0));
    let project = folder.build();
    let text = std::fs::read_to_string(&file).expect("the export");
    for item in text.split("<item>").skip(1) {
        let kind = values(item, "wp:post_type");
        if !matches!(kind.first(), Some(&("post" | "page"))) || values(item, "wp:status") == ["draft"] {
            continue;
        }
        let link = values(item, "link").first().map(|link| link.replace("https://wpthemetestdata.wordpress.com", ""));
        let link = link.expect("a link").replace("//", "/");
        assert!(answers(&project, &link), "nothing answers {link}");
    }
    // Each comment under the one that it answered.
    for comment in text.split("<wp:comment>").skip(1) {
        let value = |name: &str| values(comment, name).first().copied().unwrap_or("").to_owned();
        let is_comment = value("wp:comment_approved") == "1" && value("wp:comment_type").is_empty();
        let parent = value("wp:comment_parent");
        if is_comment && parent != "0" {
            assert_eq!(parents(&project).get(&value("wp:comment_id")), Some(&parent));
        }
    }
}

/// The parent of each comment that has one.
fn parents(project: &Project) -> BTreeMap<String, String> {
    let files = project.tree.below("content/posts").filter(|source| source.path.has_ending("yaml"));
    let comments = files.flat_map(|source| {
        let text = source.text().expect("text");
        serde_yaml::from_str::<columnist::document::RawComments>(&text).expect("a list").0
    });
    comments.filter_map(|comment| Some((comment.id?.0, comment.parent?.0))).collect()
}

#[test]
fn bloggers_first_generation() {
    let Some(file) = export("blogger-legacy-pelican.xml") else { return };
    let folder = Folder::new();
    let counts = twice(&folder, &file).counts;
    assert_eq!((counts.posts, counts.pages, counts.comments, counts.drafts), (2, 2, 1, 2));
    let project = folder.build();
    assert!(answers(&project, "/2010/11/the-steel-windpipe.html") && answers(&project, "/p/test-page.html"));
    assert_eq!(post(&project, "the-steel-windpipe").comment_count(), 1);
    assert!(folder.read("content/posts/2010-11-27-the-steel-windpipe.md").contains("- Very cold indeed."));
    let addresses = ["noreply@blogger.com", "gmail.com"];
    let all: String = folder.files().into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(addresses.iter().all(|address| !all.contains(address)));
}

#[test]
fn disqus_threads_find_their_posts() {
    let Some(file) = export("disqus-isso.xml") else { return };
    let folder = Folder::new();
    let note =
        |title: &str, alias: &str| format!("---\ntitle: \"{title}\"\nkind: note\naliases: [{alias}]\n---\n\nText.\n");
    folder
        .write("site.toml", "title = \"T\"\nbase_url = \"https://t.example\"\n")
        .write("content/posts/2012-12-12-hello.md", &note("Hello, World!", ""))
        .write("content/posts/2013-02-12-redacted.md", &note("R", "/blog/2013/02/12/redacted/index.html"));
    let counts = twice(&folder, &file).counts;
    assert_eq!((counts.comments, counts.removed, counts.depth, counts.homeless), (5, 1, 2, 1));
    let project = folder.build();
    assert_eq!(post(&project, "hello").threads.len(), 4);
    assert_eq!(post(&project, "redacted").comment_count(), 1);
}
