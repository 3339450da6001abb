//! The writing desk: whatever happens to the files, what is served is what `build` would write.

mod support;

#[path = "support/served.rs"]
mod served;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{io, thread};

use columnist::address::{Base, Route};
use columnist::cache::Cache;
use columnist::project::{Clock, Options, Parts, assemble, open};
use columnist::render::Renderer;
use columnist::serve::{Desk, Look};
use columnist::source::{PLACES, SourcePath};
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use served::{Folder, POST, Served};
use support::LESLIE;

fn options() -> Options {
    Options {
        now: "2020-01-01T00:00:00Z".parse().expect("a time"),
        drafts: false,
        future: false,
        base: Some(Base::parse("http://127.0.0.1:1111").expect("a base")),
    }
}

/// Every page of a fresh build; `None` where it would fail.
fn built(root: &Path) -> Option<BTreeMap<Route, Vec<u8>>> {
    let mut project = assemble(open(root).ok()?, &options());
    project.check_pages();
    if !project.is_publishable() {
        return None;
    }
    let parts = project.parts.as_ref()?;
    let Parts { site, theme, .. } = parts;
    let renderer = Renderer::new(site, theme, &project.tree);
    let page = |route: &Route| {
        let mut bytes = Vec::new();
        renderer.render(route, &mut bytes).expect("it was made before");
        (route.clone(), bytes)
    };
    // Names of what is drawn hold a digest of all that decides it, and pages have the names.
    let written = site.routes.iter().filter(|(_, target)| target.is_written()).map(|(route, _)| page(route));
    Some(written.chain(parts.search_files().clone()).collect())
}

/// What an author, or a tool, does to a folder.
#[derive(Debug, Clone)]
enum Edit {
    /// Writes one of the texts of a file.
    Write(usize, usize),
    /// The same by a new file that is renamed over the old one.
    Replace(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    /// Moves a folder out of the site and back, or into another.
    MoveFolder(usize, usize),
}

const FILES: [&str; 17] = [
    "content/posts/2012-04-17-a.md",
    "content/posts/2012-04-18-b.md",
    "content/posts/c/index.md",
    "content/posts/c/photo.jpg",
    "content/posts/c/index2.md",
    "content/posts/2012-04-17-a.comments.yaml",
    "content/posts/c/comments.yaml",
    "content/posts/2012/06/d.md",
    "content/authors/leslie.md",
    "content/authors/thom.md",
    "content/about.md",
    "content/deep/er/page.md",
    "templates/post.html",
    "templates/index.html",
    "themes/mine/templates/tags.html",
    "static/style.css",
    "site.toml",
];

const FOLDERS: [&str; 5] = ["content/posts/c", "content/posts/2012", "content/deep", "templates", "aside"];

/// Texts that a file may have: good ones, and broken ones.
fn text_of(file: &str, number: usize) -> String {
    let takes = "## The Dilemma\n\nHelp.\n\n## Leslie Says\n\n**No.** Never.\n";
    let ending = file.rsplit('.').next().unwrap_or("");
    let texts: Vec<String> = match file {
        "site.toml" => vec![
            "title = \"T\"\nbase_url = \"https://t.example\"\n".to_owned(),
            "title = \"U\"\nbase_url = \"https://t.example\"\npermalink = \"/:year/:slug.html\"\n".to_owned(),
            "title = \"T\"\nbase_url = \"https://t.example\"\ntheme = \"mine\"\npaginate_by = 1\n".to_owned(),
            "title = \"T\"\nbase_url = \"https://t.example\"\n[column.labels]\ndilemma = [\"Frage\"]\n".to_owned(),
            "title = ".to_owned(),
        ],
        "content/authors/leslie.md" => vec![
            LESLIE.to_owned(),
            "---\nname: Leslie Morris\nlabels: [Auntie Says]\n---\nOther bio.\n".to_owned(),
            "name".to_owned(),
        ],
        "content/authors/thom.md" => {
            vec!["---\nname: Thom Singer\n---\nBio, see [a](../posts/2012-04-17-a.md).\n".to_owned()]
        }
        _ if matches!(ending, "jpg" | "css") => vec!["one".to_owned(), "two".to_owned()],
        _ if ending == "html" => {
            vec!["<p>{{ site.title }}</p>".to_owned(), "<b>{{ page.href }}</b>".to_owned(), "{% if".to_owned()]
        }
        _ if ending == "yaml" => vec![
            "- id: x\n  author: Ann\n  body: Hello.\n".to_owned(),
            "- id: y\n  parent: nobody\n  body: Hello.\n".to_owned(),
            "- id: x\n  status: pending\n  body: Secret.\n".to_owned(),
        ],
        _ if file.starts_with("content/posts") => vec![
            format!("---\ntitle: One\ndate: 2013-01-01\ntags: [x]\n---\n\n{takes}"),
            format!(
                "---\ntitle: Two\ndate: 2014-01-01\ntags: [X, y]\nslug: other\n---\n\n{takes}\n## Comments\n\n- **B** · 2014-02-02\n\n  Hi.\n"
            ),
            format!("---\ntitle: Three\ndate: 2015-01-01\naliases: [/old/]\n---\n\n{takes}\n[b](2012-04-18-b.md)\n"),
            format!("---\ntitle: Four\ndate: 2015-01-01\ndraft: true\n---\n\n{takes}"),
            format!("---\ntitle: Five\ndate: 2016-01-01\n---\n\n{}", takes.replace("Leslie", "Auntie")),
            "---\ntitle: [\n---\n".to_owned(),
            format!("---\ntitle: Six\ndate: 2015-01-01\nupdate_to: a\n---\n\n{takes}\n```rust\nfn a() {{}}\n```\n"),
        ],
        _ => {
            vec!["---\ntitle: Page\n---\nText.\n".to_owned(), "---\ntitle: Other\ndraft: true\n---\nText.\n".to_owned()]
        }
    };
    texts[number % texts.len()].clone()
}

/// Does an edit; the paths that a watcher would name, as far as they are of the site.
fn apply(root: &Path, edit: &Edit) -> io::Result<Vec<&'static str>> {
    let write = |file: &str, number: usize, by_name: bool| {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a folder"))?;
        if by_name {
            let beside = path.with_extension("tmp");
            fs::write(&beside, text_of(file, number))?;
            fs::rename(beside, path)
        } else {
            fs::write(path, text_of(file, number))
        }
    };
    Ok(match *edit {
        Edit::Write(file, number) => {
            write(FILES[file], number, false)?;
            vec![FILES[file]]
        }
        Edit::Replace(file, number) => {
            write(FILES[file], number, true)?;
            vec![FILES[file]]
        }
        Edit::Delete(file) => {
            fs::remove_file(root.join(FILES[file]))?;
            vec![FILES[file]]
        }
        Edit::Rename(from, to) => {
            fs::create_dir_all(root.join(FILES[to]).parent().expect("a folder"))?;
            fs::rename(root.join(FILES[from]), root.join(FILES[to]))?;
            vec![FILES[from], FILES[to]]
        }
        Edit::MoveFolder(from, to) => {
            fs::rename(root.join(FOLDERS[from]), root.join(FOLDERS[to]))?;
            vec![FOLDERS[from], FOLDERS[to]]
        }
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let (file, folder) = (0..FILES.len(), 0..FOLDERS.len());
    prop_oneof![
        6 => (file.clone(), 0..20_usize).prop_map(|(file, number)| Edit::Write(file, number)),
        3 => (file.clone(), 0..20_usize).prop_map(|(file, number)| Edit::Replace(file, number)),
        3 => file.clone().prop_map(Edit::Delete),
        2 => (file.clone(), file).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (folder.clone(), folder).prop_map(|(from, to)| Edit::MoveFolder(from, to)),
    ]
}

/// What the desk shows is what a fresh build writes or, where that fails, what the last one that did not fail wrote.
fn same_as_built(desk: &Desk, root: &Path, last: &mut Option<BTreeMap<Route, Vec<u8>>>) -> Result<(), TestCaseError> {
    let shown = desk.board().shown();
    let Some(files) = built(root) else { return Ok(()) };
    for (route, bytes) in &files {
        let answer = shown.answer(&format!("/{}", route.address()));
        prop_assert!(answer.bytes == *bytes, "{route} differs");
    }
    for gone in last.iter().flat_map(BTreeMap::keys).filter(|route| !files.contains_key(*route)) {
        let answer = shown.answer(&format!("/{}", gone.address()));
        prop_assert!(answer.status.as_u16() != 200, "{gone} is still there");
    }
    *last = Some(files);
    Ok(())
}

#[test]
fn whatever_is_edited_the_desk_shows_what_a_build_writes() {
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() });
    let edits = proptest::collection::vec((edit(), any::<bool>()), 1..60);
    let result = runner.run(&edits, |edits| {
        let folder = Folder::new();
        let root = folder.path("");
        let mut desk = Desk::open(&root, options(), Clock::Stopped(options().now), Cache::default()).expect("a site");
        let mut last = None;
        let mut unseen: BTreeSet<SourcePath> = BTreeSet::new();
        for (edit, is_looked_at) in edits {
            if let Ok(paths) = apply(&root, &edit) {
                unseen.extend(paths.into_iter().filter(|path| !path.starts_with("aside")).map(SourcePath::new));
            }
            if is_looked_at {
                desk.look(&Look::At(std::mem::take(&mut unseen)));
                same_as_built(&desk, &root, &mut last)?;
            }
        }
        desk.look(&Look::Everywhere);
        same_as_built(&desk, &root, &mut last)?;
        // However it was broken, it can be mended.
        for place in PLACES.into_iter().filter(|place| folder.path(place).exists()) {
            folder.remove(place);
        }
        for file in FILES {
            folder.write(file, &text_of(file, 0));
        }
        desk.look(&Look::At(PLACES.into_iter().map(SourcePath::new).collect()));
        same_as_built(&desk, &root, &mut last)?;
        prop_assert!(desk.board().shown().is_clean(), "{:?}", desk.board().shown().diagnostics());
        Ok(())
    });
    // The edits that lead to a difference are printed as small as possible.
    result.unwrap_or_else(|error| panic!("{error}"));
}

/// Waits until the program serves exactly what a fresh build writes for its address.
fn until_same(served: &Served, folder: &Folder) {
    let started = Instant::now();
    loop {
        let output = folder.path("public");
        let build = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin("columnist"))
            .args(["--now", "2020-01-01T00:00:00Z", "-q", "build", "-u", &served.url(""), "--root"])
            .arg(folder.path(""))
            .output()
            .expect("it runs");
        if build.status.success() {
            let different = different(served, &output);
            if different.is_empty() {
                return;
            }
            assert!(started.elapsed() < Duration::from_secs(30), "{different:?}\n{}", served.said());
        } else {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// The built files that are served otherwise.
fn different(served: &Served, output: &Path) -> Vec<String> {
    let mut folders = vec![output.to_owned()];
    let mut different = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map_while(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let route = path.strip_prefix(output).expect("inside").to_string_lossy().into_owned();
                let own = Route::new(route.as_str());
                let address = own.address();
                let is_own = route.starts_with(".columnist");
                if !is_own && served.get(&format!("/{address}")).plain() != fs::read(&path).expect("a file") {
                    different.push(route);
                }
            }
        }
    }
    different
}

#[test]
fn the_program_sees_every_edit() {
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 1, failure_persistence: None, ..ProptestConfig::default() });
    let edits = proptest::collection::vec((edit(), 0..4_u8), 40);
    let result = runner.run(&edits, |edits| {
        let folder = Folder::new();
        let served = Served::watch(&folder.path(""), &[]);
        for (edit, pause) in edits {
            // What cannot be done, such as deleting what is not there, is no edit.
            let _ = apply(&folder.path(""), &edit);
            if pause == 0 {
                until_same(&served, &folder);
            }
        }
        until_same(&served, &folder);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

/// The ways in which editors save.
#[test]
fn every_way_of_saving_is_seen() {
    let folder = Folder::new();
    let name = "content/posts/2012-04-17-a.md";
    let served = Served::watch(&folder.path(""), &[]);
    let text = |word: &str| POST.replace("Never.", word);
    // vim: the old file becomes the backup, a new one takes its place; a number is tried first.
    folder.write("content/posts/4913", "").remove("content/posts/4913");
    folder.rename(name, &format!("{name}~")).write(name, &text("By vim.")).remove(&format!("{name}~"));
    served.until_has("/posts/a/", "By vim.");
    // Emacs: a lock, a backup by copy, the file in place, and an autosave file.
    folder
        .write("content/posts/#2012-04-17-a.md#", "x")
        .write(&format!("{name}~"), "x")
        .write(name, &text("By Emacs."));
    served.until_has("/posts/a/", "By Emacs.");
    // VS Code: in place; JetBrains: beside, with a name of its own, and renamed over.
    folder.write(name, &text("By VS Code."));
    served.until_has("/posts/a/", "By VS Code.");
    folder.write(&format!("{name}___jb_tmp___"), &text("By JetBrains.")).rename(name, &format!("{name}___jb_old___"));
    folder.rename(&format!("{name}___jb_tmp___"), name).remove(&format!("{name}___jb_old___"));
    served.until_has("/posts/a/", "By JetBrains.");
    // Emptied first, and filled a little later.
    fs::write(folder.path(name), "").expect("a file");
    thread::sleep(Duration::from_millis(15));
    folder.write(name, &text("Filled."));
    served.until_has("/posts/a/", "Filled.");
    assert!(!served.said().contains("error"), "{}", served.said());
    // The same length and the same time.
    let time = fs::metadata(folder.path(name)).and_then(|data| data.modified()).expect("a time");
    folder.write(name, &text("Felled."));
    fs::File::options().write(true).open(folder.path(name)).and_then(|file| file.set_modified(time)).expect("a time");
    served.until_has("/posts/a/", "Felled.");
    // Many in the same millisecond.
    for number in 0..50 {
        folder.write(name, &text(&format!("Number {number}.")));
    }
    served.until_has("/posts/a/", "Number 49.");
    until_same(&served, &folder);
}

#[test]
fn folders_that_come_and_go_are_seen() {
    let folder = Folder::new();
    let served = Served::watch(&folder.path(""), &[]);
    // Deep at once, and files right after their folders.
    folder.write(
        "content/posts/2015/05/deep/er/index.md",
        &POST.replace("title:", "date: 2015-05-05\nslug: deep\ntitle:"),
    );
    served.until_has("/posts/deep/", "Never.");
    folder.write("content/posts/2015/05/deep/er/photo.jpg", "a picture");
    served.until("/posts/deep/photo.jpg", |response| response.status == 200);
    folder.rename("content/posts/2015", "content/posts/2016");
    folder.write(
        "content/posts/2016/05/deep/er/index.md",
        &POST.replace("title:", "date: 2015-05-05\nslug: moved\ntitle:"),
    );
    served.until_has("/posts/moved/", "Never.");
    // Out of the site, changed there, and back in.
    folder.rename("content/posts/2016", "elsewhere");
    served.until_gone("/posts/moved/");
    folder.write("elsewhere/05/deep/er/index.md", &POST.replace("title:", "date: 2015-05-05\nslug: back\ntitle:"));
    folder.rename("elsewhere", "content/posts/2017");
    served.until_has("/posts/back/", "Never.");
    folder.write(
        "content/posts/2017/05/deep/er/index.md",
        &POST.replace("title:", "date: 2015-05-05\nslug: after\ntitle:"),
    );
    served.until_has("/posts/after/", "Never.");
    // A top folder that was not there, goes, and comes again.
    for word in ["first", "second"] {
        folder.write("static/new/file.txt", word);
        served.until("/new/file.txt", |response| response.text() == word);
        folder.write("static/new/file.txt", "changed");
        served.until("/new/file.txt", |response| response.text() == "changed");
        folder.remove("static");
        served.until_gone("/new/file.txt");
    }
    // All of the content replaced, as a checkout does.
    folder.rename("content", "old").write("content/authors/leslie.md", LESLIE);
    folder.write("content/posts/2018-01-01-z.md", POST);
    served.until_gone("/posts/a/");
    served.until_has("/posts/z/", "Never.");
    until_same(&served, &folder);
}

#[test]
fn a_checkout_of_a_thousand_files_is_one_change() {
    let folder = Folder::new();
    let mut served = Served::watch(&folder.path(""), &[]);
    for number in 0..1_000 {
        folder.write(&format!("content/posts/2013-01-01-p{number}.md"), POST);
    }
    served.until_has("/posts/p999/", "Never.");
    until_same(&served, &folder);
    served.until_said(" changed, shown after ");
    let changes = served.said().matches(" changed, shown after ").count();
    assert!(changes <= 10, "{changes} changes are no burst:\n{}", served.said());
}

#[cfg(unix)]
#[test]
fn content_may_be_a_link_to_another_folder() {
    let folder = Folder::new();
    folder.rename("content", "real");
    std::os::unix::fs::symlink(folder.path("real"), folder.path("content")).expect("a link");
    let served = Served::watch(&folder.path(""), &[]);
    folder.write("real/posts/2012-04-17-a.md", &POST.replace("Never.", "Through a link."));
    served.until_has("/posts/a/", "Through a link.");
    folder.write("real/posts/new/2012-04-18-b.md", POST);
    served.until_has("/posts/b/", "Never.");
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_is_seen_by_polling() {
    let folder = Folder::new();
    folder.write("drafts/b.md", POST);
    std::os::unix::fs::symlink(folder.path("drafts/b.md"), folder.path("content/posts/2012-04-18-b.md"))
        .expect("a link");
    let mut served = Served::watch(&folder.path(""), &[]);
    served.until_said("the site has links");
    folder.write("drafts/b.md", &POST.replace("Never.", "Behind a link."));
    served.until_has("/posts/b/", "Behind a link.");
}

#[test]
fn polling_sees_the_same() {
    let folder = Folder::new();
    let served = Served::watch(&folder.path(""), &["--poll"]);
    for word in ["One.", "Two.", "Six."] {
        folder.write("content/posts/2012-04-17-a.md", &POST.replace("Never.", word));
        served.until_has("/posts/a/", word);
    }
    folder.rename("content/posts/2012-04-17-a.md", "content/posts/2012-04-17-b.md");
    served.until_gone("/posts/a/");
    until_same(&served, &folder);
}

#[test]
fn what_does_not_belong_to_the_site_is_no_change() {
    let folder = Folder::new();
    let served = Served::watch(&folder.path(""), &[]);
    for name in ["content/.x.md.swp", "public/index.html", "notes.md", "content/posts/.git/x", "static/x.tmp"] {
        folder.write(name, "x");
    }
    folder.write("content/posts/2012-04-17-a.md", &POST.replace("Never.", "Ever."));
    served.until_has("/posts/a/", "Ever.");
    let said = served.said();
    let of_others =
        [".x.md.swp", "public", "notes.md", ".git", "x.tmp", "other file"].iter().find(|name| said.contains(**name));
    assert_eq!(of_others, None, "{said}");
}

#[test]
fn errors_are_told_once_and_the_last_good_version_stays() {
    let folder = Folder::new();
    let mut served = Served::watch(&folder.path(""), &[]);
    folder.write("content/posts/2012-04-17-a.md", "no front matter").write("content/posts/b.md", "nor here");
    let said = served.until_said("content/posts/b.md:1:1");
    assert!(said.contains("error[missing-title]"), "{said}");
    let page = served.get("/posts/a/");
    assert!(page.status == 200 && page.text().contains("Never."), "{}", page.text());
    folder.remove("content/posts/b.md").write("content/posts/2012-04-17-a.md", POST);
    served.until_said("nothing is wrong any more");
    folder.write("site.toml", "title = ");
    served.until_said("site.toml:1:");
    assert_eq!(served.get("/posts/a/").plain(), page.plain());
    folder.remove("site.toml");
    served.until_said("there is no site.toml");
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn a_site_that_is_broken_from_the_beginning_is_served_and_mended() {
    let folder = Folder::new();
    folder.write("site.toml", "title = \"<b>\"\nbase_url = 3\n");
    let served = Served::watch(&folder.path(""), &[]);
    let page = served.get("/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("site.toml:2:") && page.text().contains("/__columnist/desk.js"), "{}", page.text());
    folder.write("site.toml", "title = \"T\"\nbase_url = \"https://t.example\"\n");
    served.until("/", |response| response.status == 200);
}

#[test]
fn pages_that_nobody_asked_for_are_checked_too() {
    let folder = Folder::new();
    let mut served = Served::watch(&folder.path(""), &[]);
    folder.write("templates/archive.html", "{{ nothing.at.all }}");
    served.until_said("templates/archive.html:1:");
    folder.write("templates/archive.html", "<p>mended</p>");
    served.until_has("/archive/", "mended");
    served.until_said("nothing is wrong any more");
}

#[test]
fn every_place_of_a_site_is_watched() {
    assert!(PLACES.iter().all(|place| FILES.iter().any(|file| file.starts_with(place))), "{PLACES:?}");
}

#[test]
fn strangers_are_refused() {
    let folder = Folder::new();
    let served = Served::watch(&folder.path(""), &[]);
    let ask = |request: &str| served.send(request).status;
    assert_eq!(ask("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"), 403);
    assert_eq!(ask("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), 403);
    assert_eq!(served.get_with("/", "Origin: http://evil.example\r\n").status, 403);
    assert_eq!(served.get_with("/__columnist/events", "Origin: null\r\n").status, 403);
    assert_eq!(served.get_with("/atom.xml", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n").status, 403);
    assert_eq!(served.get_with("/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n").status, 200);
    let post = format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", served.address);
    assert_eq!(ask(&post), 405);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let folder = Folder::new();
    folder.write("secret.txt", "secret").write("static/in.txt", "inside");
    let served = Served::watch(&folder.path(""), &[]);
    assert_eq!(served.get("/in.txt").text(), "inside");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/static/in.txt",
        "/content/posts/2012-04-17-a.md",
        "/site.toml",
        "/.//../secret.txt",
        "//secret.txt",
        "/in.txt/",
        "/in.txt/../../secret.txt",
        "/%00",
        "/in.txt%00",
        "/%ff%fe",
        "/posts/a/..%2f..%2f..%2fsecret.txt",
        "/@fs/etc/passwd",
        "/posts",
        "/__columnist/../site.toml",
        "/__columnist/",
    ] {
        let response = served.get(path);
        assert!(matches!(response.status, 404 | 400), "{path}: {} {}", response.status, response.text());
        assert!(!response.text().contains("secret"), "{path}");
    }
}

#[test]
fn a_file_too_large_for_memory_is_answered_and_built_in_pieces() {
    let folder = Folder::new();
    let film: String = (0..2_000_000).map(|number| format!("{number:07};")).collect();
    folder.write("static/film.mp4", &film);
    let served = Served::watch(&folder.path(""), &[]);
    let whole = served.get("/film.mp4");
    assert_eq!((whole.status, whole.header("content-type")), (200, Some("video/mp4")));
    assert_eq!(whole.header("content-length"), Some(film.len().to_string().as_str()));
    assert!(whole.body == film.as_bytes(), "{} bytes", whole.body.len());
    let part = served.get_with("/film.mp4", "Range: bytes=9000001-9700000\r\n");
    assert!(part.status == 206 && part.body == film.as_bytes()[9_000_001..9_700_001]);
    let end = served.get_with("/film.mp4", "Range: bytes=-3\r\n");
    assert_eq!((end.status, end.text().as_str()), (206, "99;"));
    assert_eq!(served.get_with("/film.mp4", "Range: bytes=99999999-\r\n").status, 416);
    let head = format!("HEAD /film.mp4 HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", served.address);
    let head = served.send(&head);
    assert!(head.body.is_empty() && head.header("content-length") == whole.header("content-length"));
    for _ in 0..2 {
        let mut build = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin("columnist"));
        build.args(["-q", "--root"]).arg(folder.path("")).arg("build").assert().success();
        assert!(fs::read(folder.path("public/film.mp4")).expect("a film") == film.as_bytes());
    }
}

#[test]
fn parts_heads_and_headers_are_as_the_standard_says() {
    let folder = Folder::new();
    folder.write("static/a.txt", "0123456789");
    let served = Served::watch(&folder.path(""), &[]);
    let part = served.get_with("/a.txt", "Range: bytes=2-4\r\n");
    assert_eq!((part.status, part.text().as_str()), (206, "234"));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
    let beyond = served.get_with("/a.txt", "Range: bytes=99-\r\n");
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */10")));
    let head = format!("HEAD /posts/a/ HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", served.address);
    let (head, whole) = (served.send(&head), served.get("/posts/a/"));
    assert!(head.status == 200 && head.body.is_empty());
    assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()));
    assert_eq!(whole.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(whole.header("cache-control"), Some("no-store"));
    let moved = served.get("/posts/a?x=1");
    assert_eq!((moved.status, moved.header("location")), (307, Some("/posts/a/?x=1")));
    let missing = served.get("/nothing/here");
    assert!(missing.status == 404 && missing.text().contains("Two Minds"), "{}", missing.text());
}

#[test]
fn slow_and_broken_clients_keep_nobody_out() {
    use std::io::Write;
    use std::net::{Shutdown, TcpStream};
    let folder = Folder::new();
    let served = Served::watch(&folder.path(""), &[]);
    let connect = || TcpStream::connect(served.address).expect("it listens");
    let mut kept = Vec::new();
    for number in 0..300 {
        let mut stream = connect();
        let request = match number % 3 {
            0 => "GET / HT".to_owned(),
            1 => format!("GET /__columnist/events?page=/ HTTP/1.1\r\nHost: {}\r\n\r\n", served.address),
            _ => "\0\u{16}garbage\r\n\r\n".to_owned(),
        };
        let _ = stream.write_all(request.as_bytes());
        if number % 2 == 0 {
            let _ = stream.shutdown(Shutdown::Write);
        }
        kept.push(stream);
    }
    folder.write("content/posts/2012-04-17-a.md", &POST.replace("Never.", "Ever."));
    served.until_has("/posts/a/", "Ever.");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once() {
    let folder = Folder::new();
    for signal in ["-INT", "-TERM"] {
        let mut served = Served::watch(&folder.path(""), &[]);
        let id = served.process().id().to_string();
        let _open = std::net::TcpStream::connect(served.address).expect("it listens");
        std::process::Command::new("kill").args([signal, &id]).status().expect("kill");
        let status = served.process().wait().expect("it ends");
        assert_eq!(status.code(), Some(0), "{signal}");
    }
}

#[cfg(unix)]
#[test]
fn the_browser_is_opened_when_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.write("bin/xdg-open", "#!/bin/sh\necho \"$1\" > \"$(dirname \"$0\")/opened\"\n");
    fs::set_permissions(folder.path("bin/xdg-open"), fs::Permissions::from_mode(0o755)).expect("a program");
    let path = format!("{}:/usr/bin:/bin", folder.path("bin").display());
    let served = Served::start_with(&folder.path(""), &["--open"], &[("PATH", &path)]);
    let started = Instant::now();
    while fs::read_to_string(folder.path("bin/opened")).unwrap_or_default().is_empty() {
        assert!(started.elapsed() < Duration::from_secs(20), "{}", served.said());
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(folder.read("bin/opened").trim(), served.url("/"));
}

#[test]
fn drafts_are_marked_when_they_are_shown() {
    let folder = Folder::new();
    folder.write("content/posts/2012-04-18-b.md", &POST.replace("title:", "draft: true\ntitle:"));
    folder.write("content/posts/2029-04-18-later.md", POST);
    let served = Served::watch(&folder.path(""), &["--drafts", "--future"]);
    assert!(served.get("/posts/b/").text().contains("Draft"));
    assert!(served.get("/posts/later/").text().contains("Scheduled"));
    assert!(served.get("/posts/a/").text().contains("Draft"), "the next column is one");
    for list in ["/", "/authors/leslie/", "/verdicts/"] {
        let page = served.get(list).text();
        assert!(page.contains("Draft") && page.contains("Scheduled"), "{list}: {page}");
    }
}

#[test]
fn a_draft_is_shown_while_it_is_written() {
    let folder = Folder::new();
    let mut served = Served::watch(&folder.path(""), &["--drafts"]);
    let begun = "---\ntitle: Begun\ndraft: true\n---\n\n## The Dilemma\n\nThe boss is leaving.\n\n## Leslie Says\n";
    folder.write("content/posts/2012-04-18-b.md", begun);
    served.until_has("/posts/b/", "The boss is leaving.");
    served.until_said("warning[empty-section]");
    folder.write("content/posts/2012-04-18-b.md", &begun.replace("draft: true\n", ""));
    // It is said first, so it has been said by the time of the error.
    let said = served.until_said("error[empty-section]");
    assert!(said.contains("the pages stay as they were"), "{said}");
    assert!(served.get("/posts/b/").text().contains("Draft"));
}

#[expect(clippy::disallowed_methods, reason = "a test may read the clock")]
#[test]
fn a_scheduled_post_appears_when_it_is_due() {
    let folder = Folder::new();
    let mut served = Served::watch_by_the_clock(&folder.path(""));
    let soon = Timestamp::now() + Duration::from_secs(2);
    folder.write("content/posts/b.md", &POST.replace("title:", &format!("date: {soon}\ntitle:")));
    served.until_said("a scheduled post is due");
    served.until_has("/posts/b/", "Never.");
    // What was due while something was wrong is there with the mend.
    let soon = Timestamp::now() + Duration::from_millis(500);
    folder.write("content/posts/c.md", &POST.replace("title:", &format!("date: {soon}\ntitle:")));
    folder.write("site.toml", "title = ");
    served.until_said("site.toml:1:");
    thread::sleep(Duration::from_millis(600));
    folder.write("site.toml", "title = \"Two Minds\"\nbase_url = \"https://two.example\"\n");
    served.until_has("/posts/c/", "Never.");
}

#[test]
fn the_terminal_says_what_became_of_a_change() {
    let folder = Folder::new();
    let mut served = Served::watch(&folder.path(""), &[]);
    let name = "content/posts/2012-04-18-b.md";
    folder.write(name, &POST.replace("title:", "draft: true\ntitle:"));
    served.until_said(&format!("{name} changed, and is not shown: it is a draft (`--drafts` shows it)"));
    folder.write(name, POST);
    served.until_said(&format!("{name} changed, shown after "));
    folder.write(name, &POST.replace("title:", "date: never\ntitle:"));
    served.until_said(&format!("{name} changed, found wrong after "));
    folder.write("static/own.css", "a {}");
    served.until_said("static/own.css changed, but 1 error is left; the pages stay as they were");
    folder.remove(name);
    served.until_said(&format!("{name} was removed, shown after "));
}

#[test]
fn a_port_in_use_is_answered_with_the_whole_command() {
    let folder = Folder::new();
    let served = Served::watch(&folder.path(""), &[]);
    let port = served.address.port().to_string();
    let output = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin("columnist"))
        .args(["serve", "--watch", "--drafts", "--port", &port, "--root"])
        .arg(folder.path(""))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(&format!("the port {port} is in use")), "{said}");
    assert!(said.contains(" serve --watch --drafts --port "), "{said}");
}

#[cfg(unix)]
#[test]
fn a_site_that_is_replaced_as_a_whole_is_seen() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let (own, other) = (outside.path().join("site"), outside.path().join("new"));
    let make = |root: &Path, word: &str| {
        fs::create_dir_all(root.join("content/posts")).expect("folders");
        fs::create_dir_all(root.join("content/authors")).expect("folders");
        fs::write(root.join("content/authors/leslie.md"), LESLIE).expect("a file");
        fs::write(root.join("content/posts/2012-04-17-a.md"), POST.replace("Never.", word)).expect("a file");
        fs::write(root.join("site.toml"), "title = \"T\"\nbase_url = \"https://t.example\"\n").expect("a file");
    };
    make(&own, "First.");
    make(&other, "Second.");
    let served = Served::watch(&own, &[]);
    served.until_has("/posts/a/", "First.");
    fs::rename(&own, outside.path().join("old")).expect("it moves");
    fs::rename(&other, &own).expect("it moves");
    served.until_has("/posts/a/", "Second.");
    fs::write(own.join("content/posts/2012-04-17-a.md"), POST.replace("Never.", "Third.")).expect("a file");
    served.until_has("/posts/a/", "Third.");
    fs::remove_dir_all(&own).expect("it goes");
    thread::sleep(Duration::from_millis(100));
    make(&own, "Fourth.");
    served.until_has("/posts/a/", "Fourth.");
    fs::write(own.join("content/posts/2012-04-17-a.md"), POST.replace("Never.", "Fifth.")).expect("a file");
    served.until_has("/posts/a/", "Fifth.");
}

#[cfg(unix)]
#[test]
fn a_link_that_is_switched_is_seen() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.rename("content", "one");
    folder.write("two/authors/leslie.md", LESLIE);
    folder.write("two/posts/2012-04-17-a.md", &POST.replace("Never.", "Two."));
    symlink(folder.path("one"), folder.path("current")).expect("a link");
    symlink(folder.path("current"), folder.path("content")).expect("a link");
    let served = Served::watch(&folder.path(""), &[]);
    served.until_has("/posts/a/", "Never.");
    folder.remove("current");
    symlink(folder.path("two"), folder.path("current")).expect("a link");
    // A program that reads all the time is no reason to see it later.
    let is_over = std::sync::atomic::AtomicBool::new(false);
    let (reader, is_over) = (folder.path("one/posts"), &is_over);
    thread::scope(|scope| {
        scope.spawn(move || {
            while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                let _ = fs::read_dir(&reader).map(Iterator::count);
                thread::sleep(Duration::from_millis(20));
            }
        });
        served.until_has("/posts/a/", "Two.");
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    served.until_has("/posts/a/", "Two.");
    folder.write("two/posts/2012-04-17-a.md", &POST.replace("Never.", "Three."));
    served.until_has("/posts/a/", "Three.");
    folder.rename("site.toml", "settings.toml");
    symlink(folder.path("settings.toml"), folder.path("site.toml")).expect("a link");
    folder.write("settings.toml", "title = \"Linked\"\nbase_url = \"https://t.example\"\n");
    served.until_has("/posts/a/", "Linked");
    folder.write("settings.toml", "title = \"Again\"\nbase_url = \"https://t.example\"\n");
    served.until_has("/posts/a/", "Again");
}

#[cfg(target_os = "linux")]
#[test]
fn events_that_were_lost_lose_nothing() {
    let folder = Folder::new();
    let mut served = Served::watch(&folder.path(""), &[]);
    let id = served.process().id().to_string();
    let signal = |name: &str| std::process::Command::new("kill").args([name, &id]).status().expect("kill");
    signal("-STOP");
    // More events than the system keeps for a program that does not take them.
    for round in 0..12 {
        for number in 0..1_000 {
            folder.write(&format!("static/{number}.txt"), &round.to_string());
        }
    }
    for number in 0..20 {
        folder.write(&format!("content/new/deep{number}/page.md"), "---\ntitle: New\n---\nFirst.\n");
    }
    signal("-CONT");
    served.until_has("/new/deep19/page/", "First.");
    folder.write("content/new/deep19/page.md", "---\ntitle: New\n---\nSecond.\n");
    served.until_has("/new/deep19/page/", "Second.");
    until_same(&served, &folder);
}

#[cfg(target_os = "linux")]
#[test]
fn links_that_lead_out_are_not_watched() {
    let folder = Folder::new();
    std::os::unix::fs::symlink("/usr", folder.path("content/out")).expect("a link");
    let mut served = Served::watch(&folder.path(""), &[]);
    served.until_said("leads out of the site");
    served.until_has("/posts/a/", "Never.");
    let id = served.process().id();
    let watched: usize = fs::read_dir(format!("/proc/{id}/fdinfo"))
        .expect("the process")
        .filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok())
        .map(|text| text.matches("inotify wd:").count())
        .sum();
    assert!((1..40).contains(&watched), "{watched} folders are watched");
}

#[cfg(unix)]
#[test]
fn files_are_never_older_than_the_folder_and_never_from_outside() {
    let folder = Folder::new();
    folder.write("static/x.txt", "First.");
    let mut served = Served::watch(&folder.path(""), &[]);
    assert_eq!(served.get("/x.txt").text(), "First.");
    folder.write("content/posts/b.md", "no front matter");
    served.until_said("content/posts/b.md:1:1");
    folder.write("static/x.txt", "Second.");
    served.until("/x.txt", |response| response.text() == "Second.");
    folder.remove("static/x.txt");
    served.until_gone("/x.txt");
    std::os::unix::fs::symlink("/etc/passwd", folder.path("static/x.txt")).expect("a link");
    served.until_said("warning[link-leaves-site]");
    assert_eq!(served.get("/x.txt").status, 404);
    assert!(!served.said().contains("unreadable-file"), "{}", served.said());
}

#[test]
fn a_template_that_fails_before_the_first_check_leaves_its_pages() {
    let folder = Folder::new();
    folder.write("content/about.md", "---\ntitle: About\n---\nText.\n");
    let mut served = Served::watch(&folder.path(""), &[]);
    folder.write("templates/page.html", "{{ nothing.at.all }}");
    served.until_said("templates/page.html:1:");
    assert_eq!(served.get("/about/").status, 200);
}

#[test]
fn a_template_that_fails_is_told_of_behind_another_error() {
    let folder = Folder::new();
    folder.write("content/about.md", "---\ntitle: About\n---\nText.\n");
    let mut served = Served::watch(&folder.path(""), &[]);
    folder.write("content/posts/b.md", "no front matter").write("templates/page.html", "{{ nothing.at.all }}");
    served.until_said("content/posts/b.md:1:1");
    served.until_said("templates/page.html:1:");
    assert_eq!(served.get("/about/").status, 200);
}

#[test]
fn very_many_problems_are_told_in_part_and_once_for_all() {
    let folder = Folder::new();
    for number in 0..1_100 {
        folder.write(&format!("content/p{number}.md"), "---\ntitle: P\n---\n[x](nothing.md)\n");
    }
    let served = Served::watch(&folder.path(""), &[]);
    let request = format!("GET /__columnist/events?page=/ HTTP/1.0\r\nHost: {}\r\n\r\n", served.address);
    let mut stream = std::net::TcpStream::connect(served.address).expect("it listens");
    io::Write::write_all(&mut stream, request.as_bytes()).expect("it reads");
    let mut lines = io::BufRead::lines(io::BufReader::new(stream)).map_while(Result::ok);
    let line = lines.find(|line| line.starts_with("data: ")).expect("a message");
    let message: serde_json::Value = serde_json::from_str(line.trim_start_matches("data: ")).expect("JSON");
    assert_eq!(message["diagnostics"].as_array().map(Vec::len), Some(1_000));
    assert_eq!(message["more"], 100);
}

#[test]
fn where_there_are_no_pages_none_fails() {
    let folder = Folder::new();
    let mut served = Served::watch(&folder.path(""), &[]);
    folder.write("templates/index.html", "{{ nothing.at.all }}");
    served.until_said("templates/index.html:1:");
    folder.write("site.toml", "title = ");
    let said = served.until_said("site.toml:1:");
    let after = said.rsplit("site.toml changed").next().unwrap_or_default();
    assert!(!after.contains("templates/index.html"), "{said}");
}
