//! `kill -9` at random moments: what is published is old or new, file by file, and the next build repairs.
//!
//! `COLUMNIST_KILLS=200 cargo test --test publishing killed` kills more often than a usual run of the tests.

use std::env;
use std::thread;
use std::time::{Duration, Instant};

use crate::trees::{Site, assert_old_or_new, assert_same, published, tree};

/// How many builds are killed where the environment does not say.
const KILLS: u64 = 20;

/// The two editions that take turns.
const NAMES: [&str; 2] = ["first", "second"];

/// Numbers that look random, and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

#[expect(clippy::disallowed_methods, reason = "the number of kills is for people to choose")]
fn kills() -> u64 {
    env::var("COLUMNIST_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(KILLS)
}

#[test]
fn a_build_that_is_killed_leaves_old_or_new_files_and_the_next_one_repairs() {
    let editions = [Site::new(40, NAMES[0]), Site::new(42, NAMES[1])];
    let expected = editions.each_ref().map(|site| {
        site.build(&["-o", "expected"]);
        tree(&site.path("expected"))
    });
    let readable = editions.each_ref().map(|site| published(&site.path("expected")));
    let place = tempfile::tempdir().expect("a temporary folder");
    let output = place.path().join("public");
    let output_name = output.to_string_lossy();
    let arguments = ["-o", &*output_name];
    editions[0].build(&arguments);
    let started = Instant::now();
    editions[1].build(&arguments);
    let longest = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    let mut dice = Dice(0x2012_0417);
    let (mut killed, mut between) = (0, 0);
    for kill in 0..kills() {
        let (old, new) = if kill % 2 == 0 { (1, 0) } else { (0, 1) };
        let is_new_folder = kill % 5 == 4;
        if is_new_folder {
            std::fs::remove_dir_all(&output).expect("it goes");
        }
        let mut build = editions[new].command(&arguments).spawn().expect("it runs");
        let mut limit = longest;
        // Files take their places in a small part of a build's time: half of the kills aim at it.
        if kill % 4 < 2 && !is_new_folder {
            let first = output.join(format!("posts/only-{}-3/index.html", NAMES[new]));
            while !first.exists() && build.try_wait().expect("it can be asked").is_none() {
                thread::yield_now();
            }
            limit = longest / 50;
        }
        thread::sleep(Duration::from_micros(dice.below(limit)));
        build.kill().expect("it ends");
        killed += u64::from(!build.wait().expect("it has ended").success());
        let when = format!("kill {kill}");
        if output.exists() {
            let before = if is_new_folder { new } else { old };
            let found = published(&output);
            assert_old_or_new(&found, &readable[before], &readable[new], &when);
            between += u64::from(found != readable[before] && found != readable[new]);
        } else {
            assert!(is_new_folder, "{when}: the folder is gone");
        }
        editions[new].build(&arguments);
        assert_same(&tree(&output), &expected[new], &format!("after {when}"));
        let left: Vec<_> = std::fs::read_dir(place.path()).expect("the folder").collect();
        assert_eq!(left.len(), 1, "{when} left something beside the folder: {left:?}");
    }
    println!("{killed} of {} builds were killed before they had ended, {between} between old and new", kills());
    assert!(killed * 2 > kills(), "only {killed} builds were killed before they had ended");
}
