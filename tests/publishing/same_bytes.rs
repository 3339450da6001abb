//! The same input gives the same bytes, however many threads there are and in whatever order the files were made.

use std::fs;

use crate::trees::{Site, assert_same, files, tree};

#[test]
fn threads_and_the_order_of_files_make_no_difference() {
    let site = Site::new(30, "first");
    site.command(&[]).env("RAYON_NUM_THREADS", "1").output().expect("it runs");
    let expected = tree(&site.path("public"));
    assert!(expected.contains_key("posts/q0/index.html"));
    for (round, threads) in ["2", "8", "32"].into_iter().enumerate() {
        let shuffled = Site::new(0, "first");
        let files = files(30, "first");
        // A step that has no factor in common with the number of files meets each of them once.
        let step = [7, 11, 13][round];
        assert!(!files.len().is_multiple_of(step));
        for number in 0..files.len() {
            let (path, text) = &files[number * step % files.len()];
            shuffled.write(path, text);
        }
        shuffled.command(&[]).env("RAYON_NUM_THREADS", threads).output().expect("it runs");
        assert_same(&tree(&shuffled.path("public")), &expected, &format!("with {threads} threads"));
    }
}

#[test]
fn an_updated_folder_has_the_same_bytes_as_a_new_one() {
    let (old, new) = (Site::new(20, "first"), Site::new(22, "second"));
    let output = old.path("public");
    let output_name = output.to_string_lossy();
    old.build(&[]);
    new.build(&["-o", &output_name]);
    new.build(&[]);
    assert_same(&tree(&output), &tree(&new.path("public")), "after an update");
}

#[test]
fn the_cache_makes_no_difference() {
    let site = Site::new(6, "first");
    let (cache, ignored) = (site.path(".columnist/cache"), site.path(".columnist/cache/.gitignore"));
    site.build(&["-o", "first"]);
    let expected = tree(&site.path("first"));
    assert!(expected.keys().any(|file| file.starts_with("posts/q0/card.")));
    assert_eq!(fs::read_to_string(ignored).expect("a note for git"), "*\n");
    for name in fs::read_dir(&cache).expect("the cache").map(|entry| entry.expect("an entry").path()).skip(1) {
        fs::write(name, "damaged").expect("it is written");
    }
    site.build(&["-o", "second"]);
    assert_same(&tree(&site.path("second")), &expected, "with a damaged cache");
    fs::remove_dir_all(&cache).expect("it goes");
    fs::write(&cache, "a file in its place").expect("it is written");
    site.build(&["-o", "third"]);
    assert_same(&tree(&site.path("third")), &expected, "without a cache");
}
