//! Builds that write to one folder at once take turns.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};

use crate::trees::{Site, assert_same, tree};

#[test]
fn a_build_waits_for_another_one_says_so_and_then_publishes_what_there_is_by_then() {
    let site = Site::new(1, "first");
    site.build(&[]);
    let published = tree(&site.path("public"));
    let lock_path = site.path("public/.columnist-lock");
    fs::write(&lock_path, "4711\n").expect("a lock");
    let lock = File::open(&lock_path).expect("the lock");
    lock.lock().expect("it is free");
    site.write("content/about.md", "---\ntitle: About\n---\nWritten before the wait.\n");
    let mut second = site.command(&[]).spawn().expect("it runs");
    let mut errors = BufReader::new(second.stderr.take().expect("its errors"));
    let mut line = String::new();
    errors.read_line(&mut line).expect("a line");
    assert!(line.contains("another build (process 4711) is writing to public; waiting"), "{line}");
    let mut meanwhile = tree(&site.path("public"));
    meanwhile.remove(".columnist-lock");
    assert_same(&meanwhile, &published, "while another build has the lock");
    site.write("content/about.md", "---\ntitle: About\n---\nWritten while it waited.\n");
    drop(lock);
    let mut rest = String::new();
    errors.read_to_string(&mut rest).expect("text");
    assert!(second.wait().expect("it ends").success(), "{rest}");
    assert!(site.read("public/about/index.html").contains("Written while it waited."));
    assert!(!lock_path.exists());
}

#[test]
fn a_lock_that_a_killed_build_has_left_holds_nobody_up() {
    let site = Site::new(1, "first");
    site.build(&[]);
    site.write("public/.columnist-lock", "4711\n").write(".public.columnist-lock", "4711\n");
    let errors = site.ends_with(0, &[]);
    assert_eq!(errors, "");
    assert!(!site.path("public/.columnist-lock").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_lock_is_not_followed() {
    let site = Site::new(1, "first");
    site.build(&[]);
    site.write("precious.txt", "precious");
    std::os::unix::fs::symlink(site.path("precious.txt"), site.path("public/.columnist-lock")).expect("a link");
    site.build(&[]);
    assert_eq!(site.read("precious.txt"), "precious");
}

/// Each of many builds of two sites runs into the others, on a new folder and on one that is there.
#[test]
fn builds_at_once_are_never_mixed() {
    let editions = [Site::new(20, "first"), Site::new(22, "second")];
    let expected = editions.each_ref().map(|site| {
        site.build(&["-o", "expected"]);
        tree(&site.path("expected"))
    });
    let place = tempfile::tempdir().expect("a temporary folder");
    let output = place.path().join("deep/er/public");
    let output_name = output.to_string_lossy();
    for round in 0..3 {
        let builds: Vec<_> =
            (0..6).map(|build| editions[build % 2].command(&["-o", &output_name]).spawn().expect("it runs")).collect();
        for build in builds {
            let ended = build.wait_with_output().expect("it ends");
            assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        }
        let found = tree(&output);
        let edition = usize::from(found.get("robots.txt") != expected[0].get("robots.txt"));
        assert_same(&found, &expected[edition], &format!("round {round}"));
        let beside = fs::read_dir(output.parent().expect("a folder")).expect("the folder").count();
        assert_eq!(beside, 1, "something is left beside the folder");
    }
}
