//! Themes: those that are built in, and the one that docs/themes.md has its readers write.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{CONFIG, SiteTest};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The repository's own site with a theme.
fn own_site(theme: &str) -> SiteTest {
    let settings = fs::read_to_string(format!("{ROOT}/site.toml")).expect("settings");
    SiteTest::from_dir(Path::new(ROOT)).file("site.toml", &format!("theme = \"{theme}\"\n{settings}"))
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}

fn files_below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            found.extend(files_below(&path.to_string_lossy()));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn a_site_may_have_the_plain_theme_with_nothing_beside_it() {
    let built = SiteTest::new().file("site.toml", &format!("{CONFIG}theme = \"plain\"\n")).build();
    built.page("/").has("<h1><a href=\"/\">Two Minds</a></h1>").has_no_script();
}

#[test]
fn the_plain_theme_has_no_classes_and_a_small_sheet() {
    for path in files_below(&format!("{ROOT}/themes/plain/templates")) {
        let text = fs::read_to_string(&path).expect("a template");
        assert!(!text.contains("class=") && !text.contains("style="), "{}", path.display());
    }
    let built = own_site("plain").build();
    let sheets: Vec<String> = built.routes().into_iter().filter(|route| has_ending(route, "css")).collect();
    assert_eq!(sheets.len(), 1, "the default theme's sheet is published too: {sheets:?}");
    let css = built.page(&format!("/{}", sheets[0])).text;
    assert!(css.len() < 2000, "{} bytes", css.len());
    let selectors = css.split('}').filter_map(|rule| rule.rsplit_once('{')).map(|(selector, _)| selector);
    assert!(selectors.into_iter().all(|selector| !selector.contains('.')), "{css}");
}

/// Every template that the default theme makes pages of has its own in the plain one, so that no page is half of each.
#[test]
fn the_plain_theme_makes_every_kind_of_page() {
    let names = |theme: &str| -> Vec<String> {
        let folder = format!("{ROOT}/themes/{theme}/templates");
        let mut names: Vec<String> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| has_ending(name, "html") && name != "redirect.html")
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("plain"), names("default"));
    let built = own_site("plain").build();
    for page in built.routes().into_iter().filter(|route| has_ending(route, "html")) {
        let text = built.page(&format!("/{page}")).text;
        // Those that come from Markdown are the same in every theme.
        let strange: Vec<&str> = text
            .split("class=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|class| {
                !["hl-", "language-", "align-", "footnote", "markdown-"].iter().any(|own| class.starts_with(own))
            })
            .collect();
        assert!(strange.is_empty(), "{page} has {strange:?}");
    }
}

#[test]
fn an_unknown_theme_names_the_near_one() {
    let built = SiteTest::new().file("site.toml", &format!("{CONFIG}theme = \"plan\"\n")).check();
    assert!(built.report().contains("did you mean `plain`?"), "{}", built.report());
}
