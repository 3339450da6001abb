//! The invariants of ARCHITECTURE.md that a test can check.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The modules in the order in which data flows; a module may use only those before it.
const FLOW: [&str; 21] = [
    "diagnostic",
    "source",
    "address",
    "escape",
    "fields",
    "config",
    "highlight",
    "markdown",
    "picture",
    "document",
    "card",
    "import",
    "site",
    "theme",
    "search",
    "render",
    "project",
    "cache",
    "publish",
    "serve",
    "cli",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).expect("source text");
            // Unit tests may look further than the code that they test.
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("").to_owned();
            (name, code)
        })
        .collect()
}

/// The module that a file belongs to.
fn module(file: &str) -> &str {
    file.split('/').next().unwrap_or("").trim_end_matches(".rs")
}

/// Code without its comments, which may name anything.
fn without_comments(code: &str) -> String {
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules that a file names after `crate::`, comments left out.
fn uses(code: &str) -> BTreeSet<String> {
    let joined = without_comments(code);
    let names = joined.split("crate::").skip(1);
    names
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn imports_point_down_the_flow() {
    let place = |name: &str| FLOW.iter().position(|module| *module == name);
    for (file, code) in all_sources() {
        let own = module(&file);
        if matches!(own, "lib" | "main") {
            continue;
        }
        let here = place(own).unwrap_or_else(|| panic!("{own} has no place in the flow"));
        for used in uses(&code).iter().filter(|used| *used != own) {
            let there =
                place(used).unwrap_or_else(|| panic!("{file} uses crate::{used}, which has no place in the flow"));
            assert!(there < here, "{file} uses {used}, which comes after {own}");
        }
    }
}

/// A folder's `mod.rs` only gathers; were a file below it to use it, the two would import each other.
#[test]
fn no_two_files_import_each_other() {
    let all = all_sources();
    let mut arrows: BTreeSet<(String, String)> = BTreeSet::new();
    for (file, code) in &all {
        let Some((folder, _)) = file.rsplit_once('/') else { continue };
        let code = without_comments(code);
        for (at, word) in code.match_indices("super::") {
            let rest = &code[at + word.len()..];
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let target = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")];
            let found = target.into_iter().find(|target| all.iter().any(|(other, _)| other == target));
            let is_gathered = !name.is_empty() && name != "super" && found.is_none() && !file.ends_with("/mod.rs");
            let is_above = code[..at].ends_with("super::");
            assert!(!is_gathered || is_above, "{file} uses super::{name}, which is in the mod.rs that gathers it");
            arrows.extend(found.map(|target| (file.clone(), target)));
        }
    }
    for (from, to) in &arrows {
        assert!(from == to || !arrows.contains(&(to.clone(), from.clone())), "{from} and {to} import each other");
    }
}

#[test]
fn only_the_command_line_prints_and_only_main_exits() {
    for (file, code) in all_sources() {
        let prints = ["println!", "eprintln!", "print!(", "dbg!"].iter().any(|word| code.contains(word));
        assert!(!prints || file == "main.rs", "{file} prints");
        assert!(!code.contains("process::exit"), "{file} exits");
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (file, code) in all_sources() {
        assert!(code.starts_with("//!"), "{file} does not open with its purpose");
    }
}

#[test]
fn every_dependency_has_its_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("Cargo.toml");
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let mut in_dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| in_dependencies) {
            assert!(page.contains(&format!("`{name}`")), "ARCHITECTURE.md has no line for {name}");
        }
    }
}
