//! Sites that nobody has looked at, in both themes, before the judges of the repository's own: whatever an author or a
//! reader writes, pages are accessible and valid, their links lead somewhere, and machines can read what is for them.
//!
//! The judges come from npm; see `support/judge.rs`.

#[path = "judged_sites/arabic.rs"]
mod arabic;
#[path = "support/browser.rs"]
mod browser;
#[path = "judged_sites/comments.rs"]
mod comments;
#[path = "support/data.rs"]
mod data;
#[path = "support/judge.rs"]
mod judge;
#[path = "judged_sites/migrated.rs"]
mod migrated;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/published.rs"]
mod published;
#[path = "judged_sites/scripts.rs"]
mod scripts;
#[path = "judged_sites/tags.rs"]
mod tags;
#[path = "readers/vectors.rs"]
mod vectors;

use std::fs;
use std::io::Cursor;

use browser::Browser;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use judge::judge;
use published::Published;

/// The themes, and how each of their pages is looked at: on the narrowest screen, and on a wide one in the other scheme. The
/// plain theme is one column at all widths.
const LOOKS: [(&str, &[(&str, u32)]); 2] =
    [("default", &[("light", 320), ("dark", 1280)]), ("plain", &[("dark", 320)])];

/// The files of a site while it is put together.
struct Files {
    settings: String,
    list: Vec<(String, Vec<u8>)>,
}

impl Files {
    /// A site with these settings, but for the theme and the address.
    fn new(settings: &str) -> Self {
        Self { settings: settings.to_owned(), list: Vec::new() }
    }

    fn text(self, name: &str, text: &str) -> Self {
        self.bytes(name, text.as_bytes().to_vec())
    }

    fn bytes(mut self, name: &str, bytes: Vec<u8>) -> Self {
        self.list.push((name.to_owned(), bytes));
        self
    }

    fn publish(&self, theme: &str) -> Published {
        let settings = format!("base_url = \"https://two.example\"\ntheme = \"{theme}\"\n{}", self.settings);
        let mut list = self.list.clone();
        list.push(("site.toml".to_owned(), settings.into_bytes()));
        Published::with("", &list)
    }
}

/// A photograph, which gets smaller versions.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let noise =
        |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).rotate_left(7).to_le_bytes()[0];
    DynamicImage::from(RgbImage::from_fn(width, height, |x, y| Rgb([noise(x, y) / 4 + 90, 120, 90])))
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .expect("a picture");
    bytes.into_inner()
}

/// Has all judges look at a site in both themes, at some of its pages in a browser, or all where none is named. The language of its texts is not guessed:
/// these have several, and words that are none.
fn is_blameless(files: &Files, paths: &[&str]) {
    let sites = LOOKS.map(|(theme, _)| files.publish(theme));
    let all = sites[0].pages();
    let paths: Vec<&str> = if paths.is_empty() { all.iter().map(String::as_str).collect() } else { paths.to_vec() };
    let mut found = Vec::new();
    if let (Some(axe), Some(mut browser)) = (judge("axe-core/axe.min.js"), Browser::start()) {
        let axe = fs::read_to_string(axe).expect("a script");
        for ((theme, looks), site) in LOOKS.iter().zip(&sites) {
            let mut seen = pages::dead_links(&mut browser, site);
            for look in *looks {
                seen.extend(pages::obstacles(&mut browser, &axe, site, *look, &paths));
            }
            found.extend(seen.into_iter().map(|what| format!("{theme}: {what}")));
        }
    }
    found.extend(pages::invalid_html(&sites.each_ref(), &["--no-langdetect"]).lines().map(str::to_owned));
    let [site, _] = &sites;
    found.extend(data::invalid_xml(&site.folder()).lines().map(str::to_owned));
    assert!(!data::things(&site.folder()).is_empty());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_column_in_arabic_is_blameless() {
    is_blameless(&arabic::files(), arabic::PATHS);
}

#[test]
fn columns_in_three_scripts_are_blameless() {
    let paths = [
        "/",
        "/page/2/",
        "/posts/%E4%BB%95%E4%BA%8B%E3%81%AE%E7%9B%B8%E8%AB%87/",
        "/posts/%E0%A4%B8%E0%A5%8D%E0%A4%B5%E0%A5%80%E0%A4%95%E0%A4%BE%E0%A4%B0/",
        "/posts/%D1%81%D0%BE%D0%B3%D0%BB%D0%B0%D1%81%D0%B8%D1%82%D1%8C%D1%81%D1%8F-%D0%BB%D0%B8/",
        "/authors/%E8%8A%B1%E5%AD%90/",
        "/tags/",
        "/verdicts/",
        "/archive/2012/",
        "/search/?q=%E7%9B%B8%E8%AB%87",
    ];
    is_blameless(&scripts::files(), &paths);
}

#[test]
fn a_hundred_odd_tags_are_blameless() {
    let paths = [
        "/",
        "/page/2/",
        "/posts/post-0/",
        "/posts/post-1/",
        "/posts/post-4/",
        "/posts/post-6/",
        "/tags/",
        "/tags/common/",
        "/authors/oneil/",
        "/authors/long/",
        "/verdicts/",
        "/archive/2012/",
    ];
    is_blameless(&tags::files(), &paths);
}

#[test]
fn hostile_comments_leave_a_page_blameless() {
    let paths = ["/", "/posts/a/", "/posts/b/", "/search/?q=donaudampfschifffahrt"];
    is_blameless(&comments::files(), &paths);
}

#[test]
fn an_old_blog_is_blameless() {
    is_blameless(&migrated::files(), &[]);
}
