//! One folder for each kind of problem, in `tests/diagnostics`: the files that cause it, and `expected.txt` with what an
//! author reads. `UPDATE_EXPECTED=1 cargo test --test diagnostics` writes the expected texts anew.

#![expect(clippy::disallowed_methods, reason = "a switch of the test's own")]

mod support;

use std::path::{Path, PathBuf};
use std::{env, fs};

use columnist::diagnostic::Code;
use support::SiteTest;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// Problems of the disk, which cannot be kept in a repository; `source` tests them where it makes them.
const ELSEWHERE: [Code; 2] = [Code::UnreadableFile, Code::LinkLeavesSite];

#[test]
fn every_kind_of_problem_reads_as_expected() {
    let update = env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for code in Code::ALL.iter().filter(|code| !ELSEWHERE.contains(code)) {
        let folder = folder().join(code.as_str());
        assert!(folder.is_dir(), "there is no folder {}", folder.display());
        let checked = SiteTest::from_dir(&folder).check();
        assert!(checked.has_code(*code), "{} does not cause its problem:\n{}", folder.display(), checked.report());
        let report = checked.report();
        let expected = folder.join("expected.txt");
        if update {
            fs::write(&expected, &report).expect("the folder can be written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != report {
            wrong.push(format!("{}:\n{report}", expected.display()));
        }
    }
    assert!(wrong.is_empty(), "these read differently now; UPDATE_EXPECTED=1 accepts them:\n{}", wrong.join("\n"));
}

#[test]
fn no_folder_is_left_over() {
    for entry in fs::read_dir(folder()).expect("the folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(Code::ALL.iter().any(|code| code.as_str() == name), "{name} is no kind of problem");
    }
}

/// Each kind has its section, in the order of the codes.
#[test]
fn every_kind_of_problem_is_documented() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let text = fs::read_to_string(page).expect("docs/diagnostics.md");
    let names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let headings = text.lines().filter_map(|line| line.strip_prefix("## ")).filter(|heading| names.contains(heading));
    assert_eq!(headings.collect::<Vec<_>>(), names);
}

/// Whatever is wrong, nothing in a message may be written for programmers.
#[test]
fn every_problem_has_a_reason_and_a_remedy() {
    for code in Code::ALL.iter().filter(|code| !ELSEWHERE.contains(code)) {
        for found in SiteTest::from_dir(&folder().join(code.as_str())).check().located() {
            assert!(found.line >= 1 && found.column >= 1);
            for text in [&found.message, &found.help] {
                assert!(text.len() > 10 && !text.ends_with('.'), "{}: {text}", code.as_str());
                assert!(!text.contains("serde") && !text.contains("panicked"), "{}: {text}", code.as_str());
            }
        }
    }
}
