//! Files of others in the output folder: they are neither replaced nor removed, whatever the manifest says.

use std::fs;

use crate::trees::{Site, assert_same, tree};

#[test]
fn a_folder_with_files_of_others_is_refused_and_can_be_adopted() {
    let site = Site::new(1, "first");
    site.write("public/mine.html", "mine").write("public/deep/er.txt", "mine").write("public/.git/HEAD", "ref");
    let before = tree(&site.path("public"));
    let errors = site.ends_with(2, &[]);
    assert!(errors.contains("output folder public has files in it, and columnist did not make it"), "{errors}");
    assert!(errors.contains("help: ") && errors.contains("`--adopt`"), "{errors}");
    assert_same(&tree(&site.path("public")), &before, "after the refusal");
    site.build(&["--adopt"]);
    site.build(&[]);
    let after = tree(&site.path("public"));
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)));
    assert!(after.contains_key("posts/q0/index.html"));
    site.remove("content/posts/2012-04-01-q0.md").build(&[]);
    assert!(!site.path("public/posts").exists());
    assert_eq!(site.read("public/mine.html"), "mine");
}

#[test]
fn an_empty_folder_and_one_with_dot_entries_need_no_adoption() {
    for existing in ["", ".git/HEAD", ".nojekyll"] {
        let site = Site::new(1, "first");
        fs::create_dir(site.path("public")).expect("a folder");
        if !existing.is_empty() {
            site.write(&format!("public/{existing}"), "kept");
        }
        site.build(&[]);
        assert!(existing.is_empty() || site.read(&format!("public/{existing}")) == "kept");
    }
}

#[test]
fn a_file_of_others_in_the_place_of_a_page_is_named_before_anything_is_touched() {
    let site = Site::new(1, "first");
    site.write("public/about/index.html", "mine").write("public/posts", "mine").write("public/404.html/x", "mine");
    let before = tree(&site.path("public"));
    let errors = site.ends_with(2, &["--adopt"]);
    for named in ["public/404.html/x", "public/about/index.html", "public/posts", "help: move "] {
        assert!(errors.contains(named), "{named} is not in {errors}");
    }
    assert_same(&tree(&site.path("public")), &before, "after the error");
    site.remove("public");
    site.build(&[]);
    let before = tree(&site.path("public"));
    site.write("public/new/index.html", "mine").write("content/new.md", "---\ntitle: New\n---\nText.\n");
    site.write("content/about.md", "---\ntitle: About\n---\nChanged.\n");
    let errors = site.ends_with(2, &[]);
    assert!(errors.contains("public/new/index.html is in the way of a page"), "{errors}");
    site.remove("public/new");
    assert_same(&tree(&site.path("public")), &before, "after the error");
    site.build(&[]);
    assert!(site.read("public/new/index.html").contains("Text."));
}

#[test]
fn what_is_right_already_is_taken_for_columnist_s_own() {
    let site = Site::new(3, "first");
    site.build(&[]);
    let expected = tree(&site.path("public"));
    site.remove("public/.columnist-manifest");
    site.ends_with(2, &[]);
    site.build(&["--adopt"]);
    assert_same(&tree(&site.path("public")), &expected, "after the adoption");
}

#[test]
fn a_damaged_or_hostile_manifest_does_no_harm() {
    let victim = tempfile::tempdir().expect("a temporary folder");
    let precious = victim.path().join("precious");
    fs::write(&precious, "precious").expect("a file");
    let site = Site::new(2, "first");
    site.write("precious", "precious").build(&[]);
    let whole = site.read("public/.columnist-manifest");
    let expected = tree(&site.path("public"));
    site.write("public/mine.txt", "mine").write("public/.git/HEAD", "ref");
    let hostile = format!(
        "{whole}../precious\n../../precious\n{0}\n/{0}\nposts/../../precious\n.git/HEAD\n.columnist-manifest\n./mine.txt\n",
        precious.display()
    );
    let long = format!("columnist 1\n{}", "posts/".repeat(2 << 20));
    let cut = &whole[..whole.len() - 20];
    for manifest in [hostile.as_str(), cut, "columnist 1\n", "", "garbage\n", "\u{0}\u{0}", &long] {
        site.write("public/.columnist-manifest", manifest);
        let output = site.command(&[]).output().expect("it runs");
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(errors.contains("damaged list") && errors.contains("--adopt"), "{errors}");
            site.build(&["--adopt"]);
        }
        let mut after = tree(&site.path("public"));
        assert_eq!(after.remove("mine.txt").expect("it is there"), b"mine");
        assert_eq!(after.remove(".git/HEAD").expect("it is there"), b"ref");
        after.remove(".git/");
        after.remove(".columnist-manifest");
        let mut expected = expected.clone();
        expected.remove(".columnist-manifest");
        assert_same(&after, &expected, "after a damaged manifest");
        assert_eq!(site.read("precious") + &fs::read_to_string(&precious).expect("it is there"), "preciousprecious");
    }
}

#[test]
fn the_home_folder_the_root_and_a_folder_without_a_name_are_refused() {
    let site = Site::new(1, "first");
    for folder in ["", " ", "/", "/.", "/nonexistent", "/nonexistent/../nonexistent", "Content", "public/../static"] {
        let errors = site.ends_with(2, &["-o", folder]);
        assert!(errors.starts_with("error: "), "{folder}: {errors}");
        site.ends_with(2, &["--adopt", "-o", folder]);
    }
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://t.example\"\noutput_dir = \"\"\n");
    let errors = site.ends_with(2, &[]);
    assert!(errors.contains("help: "), "{errors}");
    assert_eq!(site.names(), ["content", "site.toml", "static"]);
}

#[test]
fn a_build_that_fails_leaves_no_folder_behind() {
    let site = Site::new(1, "first");
    site.write("templates/post.html", "{{ post.nothing }}");
    site.ends_with(1, &["-o", "deep/er/public"]);
    site.ends_with(1, &[]);
    assert_eq!(site.names(), ["content", "site.toml", "static", "templates"]);
}
