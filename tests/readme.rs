//! The README's commands do what it says: every `console` block is run, one after the other, as a newcomer would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The commands of the README's `console` blocks, in their order.
fn commands(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut in_block = false;
    for line in text.lines() {
        match line.trim_end() {
            "```console" => in_block = true,
            "```" => in_block = false,
            line if in_block => commands.extend(line.strip_prefix("$ ").map(str::to_owned)),
            _ => {}
        }
    }
    commands
}

/// The words of a command line; double quotes keep words together.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(index, part)| match index % 2 {
            1 => vec![part.to_owned()],
            _ => part.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
}

#[test]
fn every_command_of_the_tour_works() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut here: PathBuf = folder.path().to_owned();
    let mut run = 0;
    for command in commands(&readme) {
        let words = words(command.split(" #").next().unwrap_or(""));
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["cd", to] => here.push(to),
            // Compiling is what brought this test here, and a server does not end by itself.
            ["cargo" | "git", ..] | ["columnist", "serve", ..] => {}
            ["columnist", arguments @ ..] => {
                let program = assert_cmd::cargo::cargo_bin("columnist");
                let output = Command::new(program).args(arguments).current_dir(&here).output().expect("it runs");
                let text = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "`{command}` in {}:\n{text}", here.display());
                run += 1;
            }
            _ => panic!("`{command}` is no command that this test knows"),
        }
    }
    assert!(run >= 4, "the README shows only {run} commands of columnist");
}

/// The two commands that do everything.
#[test]
fn the_two_commands_are_there_and_ci_calls_the_second() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    for command in ["cargo run --release -- build", "cargo test"] {
        assert!(
            readme.lines().any(|line| line.split(" #").next().unwrap_or("").trim_end() == command),
            "no `{command}`"
        );
    }
    let ci = fs::read_to_string(root.join(".ci/run")).expect(".ci/run");
    assert!(ci.lines().any(|line| line.starts_with("step cargo test")));
}

/// Links of the documents lead to files that are there.
#[test]
fn documents_link_to_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md"];
    let mut documents: Vec<PathBuf> = names.iter().map(|name| root.join(name)).collect();
    documents.extend(fs::read_dir(root.join("docs")).expect("docs").filter_map(|entry| Some(entry.ok()?.path())));
    for document in documents.iter().filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        let text = fs::read_to_string(document).expect("text");
        let mut in_code = false;
        for line in text.lines() {
            in_code ^= line.trim_start().starts_with("```");
            for target in line.split("](").skip(1).filter(|_| !in_code) {
                let target = target.split([')', '#', ' ']).next().unwrap_or("");
                let is_example = line.contains('`') || target.is_empty() || target.contains("://");
                let found = document.parent().expect("a folder").join(target);
                assert!(is_example || found.exists(), "{} links to {target}", document.display());
            }
        }
    }
}
