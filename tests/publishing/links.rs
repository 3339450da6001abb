//! Links in and around the output folder.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::trees::{Site, assert_same, tree};

#[test]
fn the_output_folder_may_be_a_link_to_a_folder() {
    let site = Site::new(2, "first");
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    symlink(elsewhere.path(), site.path("public")).expect("a link");
    site.build(&[]);
    site.build(&["-o", "expected"]);
    assert!(site.path("public").is_symlink());
    assert_same(&tree(elsewhere.path()), &tree(&site.path("expected")), "through the link");
}

#[test]
fn a_link_to_nothing_or_to_the_sources_is_refused() {
    let site = Site::new(1, "first");
    symlink("nowhere", site.path("public")).expect("a link");
    let errors = site.ends_with(2, &[]);
    assert!(errors.contains("is behind a link that leads nowhere") && errors.contains("help: "), "{errors}");
    site.remove("public");
    symlink("content/posts", site.path("public")).expect("a link");
    site.ends_with(2, &["--adopt"]);
    assert_eq!(fs::read_dir(site.path("content/posts")).expect("the posts").count(), 1);
}

#[test]
fn links_inside_the_output_folder_are_unlinked_and_never_followed() {
    let site = Site::new(2, "first");
    site.build(&[]);
    let expected = tree(&site.path("public"));
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(elsewhere.path().join("q0")).expect("a folder");
    fs::write(elsewhere.path().join("q0/index.html"), "precious").expect("a file");
    fs::write(elsewhere.path().join("favicon.svg"), "precious").expect("a file");
    let before = tree(elsewhere.path());
    site.remove("public/posts").remove("public/favicon.svg");
    symlink(elsewhere.path(), site.path("public/posts")).expect("a link");
    symlink(elsewhere.path().join("favicon.svg"), site.path("public/favicon.svg")).expect("a link");
    site.build(&[]);
    assert_same(&tree(&site.path("public")), &expected, "after links");
    assert_same(&tree(elsewhere.path()), &before, "behind the links");
    // What is no longer part of the site is not removed through a link either.
    site.remove("public/posts");
    symlink(elsewhere.path(), site.path("public/posts")).expect("a link");
    site.remove("content/posts").build(&[]);
    assert!(fs::symlink_metadata(site.path("public/posts")).is_err());
    assert_same(&tree(elsewhere.path()), &before, "behind the link");
}

#[test]
fn a_link_of_the_user_s_own_is_in_the_way_like_a_file() {
    let site = Site::new(1, "first");
    site.build(&[]);
    symlink("/nonexistent", site.path("public/new")).expect("a link");
    site.build(&[]);
    site.write("content/new.md", "---\ntitle: New\n---\nText.\n");
    let errors = site.ends_with(2, &[]);
    assert!(errors.contains("public/new is in the way"), "{errors}");
    assert!(site.path("public/new").is_symlink());
}

#[test]
fn a_pipe_in_the_place_of_a_page_holds_nothing_up() {
    let site = Site::new(1, "first");
    site.build(&[]);
    let expected = tree(&site.path("public"));
    let page = site.path("public/about/index.html");
    fs::remove_file(&page).expect("it goes");
    if !Command::new("mkfifo").arg(&page).status().is_ok_and(|status| status.success()) {
        println!("skipped: there is no mkfifo");
        return;
    }
    site.build(&[]);
    assert_same(&tree(&site.path("public")), &expected, "after a pipe");
}

#[test]
fn a_folder_in_the_place_of_a_page_is_replaced_where_nothing_of_others_is_in_it() {
    let site = Site::new(1, "first");
    site.build(&[]);
    let expected = tree(&site.path("public"));
    site.remove("public/404.html");
    fs::create_dir_all(site.path("public/404.html/a/b")).expect("folders");
    site.build(&[]);
    assert_same(&tree(&site.path("public")), &expected, "after a folder");
}
