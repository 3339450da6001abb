//! The program as its users run it.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

const COLUMN: &str = "---\ntitle: A question\n---\n\n## The Dilemma\n\nHelp.\n\n## Leslie Says\n\n**No.** Never.\n";

/// A site in a temporary folder.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = Self(folder);
        site.write("site.toml", "title = \"T\"\nbase_url = \"https://t.example\"\n");
        site.write("content/authors/leslie.md", "---\nname: Leslie Morris\n---\nBio.\n");
        site.write("content/posts/2012-04-17-a.md", COLUMN);
        site
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("the file");
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.path(), arguments)
    }
}

fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::cargo_bin("columnist").expect("the program");
    command
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("HOME", "/nonexistent")
        .timeout(Duration::from_secs(60));
    Run(command.args(["--now", "2020-01-01T00:00:00Z"]).args(arguments).output().expect("it runs"))
}

struct Run(Output);

impl Run {
    fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    #[track_caller]
    fn code(self, code: i32) -> Self {
        assert_eq!(self.0.status.code(), Some(code), "{}{}", self.out(), self.err());
        self
    }
}

fn modified(site: &Site, name: &str) -> std::time::SystemTime {
    fs::metadata(site.path().join(name)).and_then(|data| data.modified()).expect("a time")
}

#[test]
fn a_second_build_leaves_everything_alone() {
    let site = Site::new();
    let first = site.run(&["build"]).code(0).out();
    assert!(first.starts_with("1 post, 0 pages, 0 comments → public: "), "{first}");
    let before = modified(&site, "public/posts/a/index.html");
    let second = site.run(&["build"]).code(0).out();
    assert!(second.contains(" 0 files written, "), "{second}");
    assert_eq!(modified(&site, "public/posts/a/index.html"), before);
}

#[test]
fn a_build_removes_what_it_wrote_and_nothing_else() {
    let site = Site::new();
    site.write("content/posts/2012-04-18-b.md", COLUMN).run(&["build"]).code(0);
    site.write("public/mine.txt", "mine").write("public/posts/b/mine.txt", "mine");
    fs::remove_file(site.path().join("content/posts/2012-04-18-b.md")).unwrap();
    site.run(&["build"]).code(0);
    assert!(!site.path().join("public/posts/b/index.html").exists());
    assert_eq!(site.read("public/mine.txt") + &site.read("public/posts/b/mine.txt"), "minemine");
}

#[test]
fn a_file_can_become_a_folder_and_a_folder_a_file() {
    let site = Site::new();
    site.write("static/x", "file").write("static/y/z", "file").run(&["build"]).code(0);
    fs::remove_file(site.path().join("static/x")).unwrap();
    fs::remove_dir_all(site.path().join("static/y")).unwrap();
    site.write("static/x/inside", "a").write("static/y", "b").run(&["build"]).code(0);
    assert_eq!((site.read("public/x/inside"), site.read("public/y")), ("a".to_owned(), "b".to_owned()));
}

#[test]
fn a_failing_build_leaves_the_published_site_as_it_was() {
    let site = Site::new();
    site.run(&["build"]).code(0);
    let published = site.read("public/posts/a/index.html");
    site.write("content/posts/2012-04-17-a.md", &COLUMN.replace("Never.", "Ever."))
        .write("content/posts/b.md", "no front matter");
    let errors = site.run(&["build"]).code(1).err();
    assert!(
        errors.contains("missing-title") && errors.contains("missing-date") && errors.contains("content/posts/b.md"),
        "{errors}"
    );
    assert_eq!(site.read("public/posts/a/index.html"), published);
    fs::remove_file(site.path().join("content/posts/b.md")).unwrap();
    site.write("templates/post.html", "{{ post.nothing }}");
    let errors = site.run(&["build"]).code(1).err();
    assert!(errors.contains("templates/post.html:1:"), "{errors}");
    assert_eq!(site.read("public/posts/a/index.html"), published);
    assert!(!site.path().join("public/.columnist-stage").exists());
}

#[test]
fn dangerous_output_folders_are_refused() {
    let site = Site::new();
    for folder in [".", "..", "/", "content", "content/posts/x", "static"] {
        let errors = site.run(&["build", "-o", folder]).code(2).err();
        assert!(errors.starts_with("error: the output folder "), "{folder}: {errors}");
    }
    assert_eq!(site.read("content/posts/2012-04-17-a.md"), COLUMN);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let site = Site::new();
    site.run(&["build", "-o", "one"]).code(0);
    site.run(&["build", "-o", "two"]).code(0);
    for file in ["index.html", "atom.xml", "sitemap.xml", ".columnist-manifest"] {
        assert_eq!(site.read(&format!("one/{file}")), site.read(&format!("two/{file}")));
    }
}

#[test]
fn base_url_can_be_said_on_the_command_line() {
    let site = Site::new();
    site.run(&["build", "-u", "http://localhost:9/sub"]).code(0);
    assert!(site.read("public/index.html").contains("href=\"/sub/posts/a/\""));
    site.run(&["build", "-u", "nonsense"]).code(2);
}

#[test]
fn problems_are_lines_of_json_for_scripts_and_annotations_for_github() {
    let site = Site::new();
    site.write("content/posts/2012-04-18-b.md", &COLUMN.replace("title:", "titel: B\ntitle:"));
    let line = site.run(&["check", "--format", "json"]).code(0).out();
    let value: serde_json::Value = serde_json::from_str(line.trim()).expect("one object");
    let keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["code", "column", "file", "help", "line", "message", "severity"]);
    assert_eq!((value["line"].as_u64(), value["severity"].as_str()), (Some(2), Some("warning")));
    let line = site.run(&["check", "--format", "github"]).code(0).out();
    assert!(line.starts_with("::warning file=content/posts/2012-04-18-b.md,line=2,col=1,"), "{line}");
    site.run(&["build", "--strict"]).code(1);
    site.run(&["check", "--strict"]).code(1);
    assert!(!site.path().join("public").exists());
}

#[test]
fn a_new_site_is_worth_building_with_no_edit() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init", "column"]).code(0);
    let site = folder.path().join("column");
    let out = run_in(&site, &["check", "--strict"]).code(0).out();
    assert!(out.contains("nothing is wrong"), "{out}");
    run_in(&site, &["build"]).code(0);
    assert!(site.join("public/posts/the-name-that-will-not-come/index.html").exists());
    let errors = run_in(folder.path(), &["init", "column"]).code(2).err();
    assert!(errors.contains("never overwritten"), "{errors}");
}

#[test]
fn a_new_post_has_the_sections_of_the_authors_and_overwrites_nothing() {
    let site = Site::new();
    let title = "Must \"I\" accept: really?";
    assert_eq!(site.run(&["new", title]).code(0).out(), "wrote content/posts/2020-01-01-must-i-accept-really.md\n");
    let text = site.read("content/posts/2020-01-01-must-i-accept-really.md");
    for part in ["date: 2020-01-01", "## The Dilemma", "## Leslie Says", "## The Conclusion", "draft: true"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    site.run(&["check", "--strict"]).code(0);
    let listed = site.run(&["list", "drafts"]).code(0).out();
    assert!(listed.contains("Must “I” accept: really?"), "{listed}");
    site.run(&["new", title]).code(2);
    let errors = site.run(&["new", "B", "--author", "lesli"]).code(2).err();
    assert!(errors.contains("`leslie`"), "{errors}");
    site.run(&["new", "--page", "Contact us"]).code(0);
    let errors = site.run(&["new", "--page", "Archive"]).code(2).err();
    assert!(errors.contains("`/archive/` is the address of something else already"), "{errors}");
    assert!(!site.path().join("content/archive.md").exists());
    let errors = site.run(&["new", "--page", "Contact us"]).code(2).err();
    assert!(errors.contains("content/contact-us.md is there already"), "{errors}");
    assert_eq!(site.read("content/contact-us.md"), "---\ntitle: \"Contact us\"\n---\n\n");
}

#[test]
fn a_title_may_lack_its_quotation_marks_but_not_its_words() {
    let site = Site::new();
    let out = site.run(&["new", "Must", "I", "--author", "leslie"]).code(0).out();
    assert_eq!(out, "wrote content/posts/2020-01-01-must-i.md\n");
    assert!(site.read("content/posts/2020-01-01-must-i.md").contains("title: \"Must I\"\n"));
    for title in ["!!!", "🎉", " "] {
        let errors = site.run(&["new", title]).code(2).err();
        assert!(errors.contains("title"), "{errors}");
    }
    site.run(&["new"]).code(2);
    site.run(&["new", "Two\nlines"]).code(0);
    assert!(site.read("content/posts/2020-01-01-two-lines.md").contains("title: \"Two lines\"\n"));
}

#[test]
fn lists_are_for_people_and_for_scripts() {
    let site = Site::new();
    site.write("content/posts/2031-01-01-later.md", COLUMN);
    assert_eq!(
        site.run(&["list"]).code(0).out(),
        "2012-04-17  A question  (a)\n2031-01-01  A question  (later) [scheduled]\n"
    );
    assert_eq!(site.run(&["list", "future"]).code(0).out().lines().count(), 1);
    let first = site.run(&["list", "posts", "--format", "json"]).code(0).out();
    let value: serde_json::Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    let expected = serde_json::json!({
        "slug": "a", "title": "A question", "date": "2012-04-17T00:00:00+00:00", "route": "posts/a/index.html",
        "draft": false, "tags": [], "comments": 0, "thread_depth": 0,
        "sections": [
            {"kind": "dilemma", "author": null, "verdict": null},
            {"kind": "take", "author": "leslie", "verdict": {"label": "No", "stance": "no"}},
        ],
    });
    assert_eq!(value, expected);
    assert_eq!(site.run(&["list", "authors"]).code(0).out(), "Leslie Morris  (leslie, 2 columns)\n");
}

#[test]
fn schemas_and_completions_are_printed() {
    let site = Site::new();
    for what in ["site", "post", "page", "author", "comments"] {
        let text = site.run(&["schema", what]).code(0).out();
        let schema: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert!(schema["title"].is_string() && schema["$schema"].is_string(), "{what}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(site.run(&["completions", shell]).code(0).out().contains("columnist"), "{shell}");
    }
}

#[test]
fn mistakes_on_the_command_line_say_what_to_do() {
    let empty = tempfile::tempdir().unwrap();
    let errors = run_in(empty.path(), &["build"]).code(2).err();
    assert!(errors.contains("columnist init"), "{errors}");
    let errors = run_in(empty.path(), &["biuld"]).code(2).err();
    assert!(errors.contains("build"), "{errors}");
    let site = Site::new();
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://t.example\"\noutput_dirr = \"x\"\n");
    for command in [&["build"][..], &["check"], &["list"], &["serve", "-p", "0"]] {
        let errors = site.run(command).code(1).err();
        assert!(errors.contains("did you mean `output_dir`?"), "{command:?}: {errors}");
    }
}

#[test]
fn serve_answers_what_build_writes() {
    use std::io::{BufRead, BufReader, Read, Write};
    let site = Site::new();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("columnist"))
        .args(["--root", &site.path().display().to_string(), "serve", "-p", "0"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("its first line");
    let url = line
        .split_whitespace()
        .find(|word| word.starts_with("http://"))
        .expect("an address")
        .trim_end_matches('/')
        .to_owned();
    let host = url.trim_start_matches("http://").to_owned();
    let get = |path: &str| {
        let mut stream = std::net::TcpStream::connect(&host).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.lines().next().unwrap_or("").to_owned(), body.to_owned())
    };
    site.run(&["build", "-u", &url]).code(0);
    for (path, file) in [
        ("/", "index.html"),
        ("/posts/a/", "posts/a/index.html"),
        ("/atom.xml", "atom.xml"),
        ("/favicon.svg", "favicon.svg"),
    ] {
        assert_eq!(get(path), ("HTTP/1.1 200 OK".to_owned(), site.read(&format!("public/{file}"))), "{path}");
    }
    assert_eq!(get("/nowhere"), ("HTTP/1.1 404 Not Found".to_owned(), site.read("public/404.html")));
    assert!(get("/posts/a").0.contains("307"));
    for path in
        ["/../site.toml", "/%2e%2e/site.toml", "/..%2fsite.toml", "//etc/passwd", "/content/posts/2012-04-17-a.md"]
    {
        assert!(get(path).0.contains("404"), "{path}");
    }
    child.kill().expect("it ends");
    child.wait().expect("it ended");
}

/// A post and a comment, as Blogger exports them.
const EXPORT: &str = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'>\
    <entry><id>post-7</id><published>2012-04-17T09:30:00-05:00</published>\
    <category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>\
    <title>Old</title><content type='html'>Help!&lt;br&gt;&lt;br&gt;Leslie Says: No.</content>\
    <link rel='alternate' href='http://old.example/2012/04/old.html'/></entry>\
    <entry><id>post-8</id><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/>\
    <content type='html'>Hm.</content><thr:in-reply-to ref='post-7'/></entry></feed>";

#[test]
fn an_old_blog_comes_along_and_can_be_built() {
    let site = Site::new();
    site.write("old.xml", EXPORT);
    let dry = site.run(&["import", "--dry-run", "old.xml"]).code(0).out();
    assert!(dry.starts_with("would take 1 post, 0 pages and 1 comment from Blogger: 2 files to write\n"), "{dry}");
    assert!(!site.path().join("content/posts/2012-04-17-old.md").exists());
    let out = site.run(&["import", "blogger", "old.xml", "--format", "json"]).code(0).out();
    let lines: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!(lines.first().map(|line| line["file"].as_str()), Some(Some("content/posts/2012-04-17-old.md")));
    let summary = lines.last().expect("a summary");
    assert_eq!(
        (summary["type"].as_str(), summary["posts"].as_u64(), summary["comments"].as_u64()),
        (Some("summary"), Some(1), Some(1))
    );
    site.run(&["build"]).code(0);
    assert!(site.read("public/2012/04/old.html").contains("/posts/old/"));
    let again = site.run(&["import", "old.xml"]).code(0).out();
    assert!(again.contains("0 files written") && again.contains("2 had come in before"), "{again}");
}

#[test]
fn an_export_that_cannot_be_read_says_where_and_why() {
    let site = Site::new();
    site.write("old.xml", "<feed>\n<entry>");
    let errors = site.run(&["import", "old.xml"]).code(1).err();
    assert!(
        errors.contains("old.xml:2:8: the file ends in the middle") && errors.contains("nothing was written"),
        "{errors}"
    );
    let line = site.run(&["import", "old.xml", "--format", "json"]).code(1).out();
    let value: serde_json::Value = serde_json::from_str(line.trim()).expect("one object");
    assert_eq!((value["type"].as_str(), value["line"].as_u64()), (Some("error"), Some(2)));
    for arguments in
        [&["import", "blog", "old.xml"][..], &["import", "none.xml"], &["import", "old.xml", "--timezone", "Mars"]]
    {
        site.run(arguments).code(2);
    }
    let errors = site.write("old.xml", EXPORT).run(&["import", "disqus", "old.xml"]).code(2).err();
    assert!(errors.contains("columnist import blogger"), "{errors}");
}
