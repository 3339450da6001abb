//! Share cards: which posts have one, and how it changes.

mod support;

use columnist::address::Route;
use columnist::render::Renderer;
use support::{Built, COLUMN, SiteTest};

fn cards(built: &Built) -> Vec<String> {
    built.routes().into_iter().filter(|route| route.contains("card.")).collect()
}

#[test]
fn a_post_has_a_card_and_its_page_names_it() {
    let built = SiteTest::new().post("2012-04-17-a.md", COLUMN).base("https://two.example/sub").build();
    let [card] = &cards(&built)[..] else { panic!("{:?}", cards(&built)) };
    assert_eq!(card.len(), "posts/a/card.0123456789abcdef.png".len(), "{card}");
    built.page("/posts/a/").has_in_order(&[
        &format!("<meta property=\"og:image\" content=\"https://two.example/sub/{card}\">"),
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:height\" content=\"630\">",
        "<meta property=\"og:image:alt\" content=\"A question — Leslie Morris: No; Thom Singer: Yes — They differ\">",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
    ]);
    let parts = built.0.parts.as_ref().expect("a site");
    let renderer = Renderer::new(&parts.site, &parts.theme, &built.0.tree);
    let mut bytes = Vec::new();
    renderer.render(&Route::new(card.as_str()), &mut bytes).expect("a card");
    assert!(bytes.starts_with(b"\x89PNG") && bytes.len() < 60_000, "{}", bytes.len());
}

#[test]
fn what_is_on_a_card_decides_its_name() {
    let name = |config: &str, text: &str| {
        let built = SiteTest::new().config(config).post("2012-04-17-a.md", text).build();
        cards(&built).pop().expect("a card")
    };
    let plain = name("", COLUMN);
    assert_eq!(plain, name("", &COLUMN.replace("Never.", "Not ever.").replace("Think.", "Think twice.")));
    for (config, text) in [
        ("", COLUMN.replace("A question", "Another question")),
        ("", COLUMN.replace("**No.**", "**Never.**")),
        ("[look]\nvoices = [\"#123456\"]\n", COLUMN.to_owned()),
        ("[labels]\ndiffer = \"Uneins\"\n", COLUMN.to_owned()),
        ("[labels]\nvoices_more_many = \"und {n} mehr\"\n", COLUMN.to_owned()),
    ] {
        assert_ne!(plain, name(config, &text), "{config}");
    }
    let html = name("permalink = \"/:year/:slug.html\"\n", COLUMN);
    assert!(html.starts_with("2012/a.card."), "{html}");
}

#[test]
fn a_picture_of_its_own_wins() {
    let text = COLUMN.replace("title:", "image: {src: /top.svg, alt: Top}\ntitle:");
    let built = SiteTest::new().file("static/top.svg", "<svg/>").post("2012-04-17-a.md", &text).build();
    assert_eq!(cards(&built), [""; 0]);
    built
        .page("/posts/a/")
        .has("<meta property=\"og:image\" content=\"https://two.example/top.svg\">")
        .has("<meta property=\"og:image:alt\" content=\"Top\">")
        .has_not("og:image:width");
}

#[test]
fn cards_can_be_switched_off() {
    let built = SiteTest::new().config("[cards]\nenabled = false\n").post("2012-04-17-a.md", COLUMN).build();
    assert_eq!(cards(&built), [""; 0]);
    built.page("/posts/a/").has_not("og:image");
}

#[test]
fn a_font_of_the_site_must_be_one() {
    for (config, file) in [("font = \"none.ttf\"", "other.ttf"), ("font = \"other.ttf\"", "other.ttf")] {
        let built = SiteTest::new()
            .config(&format!("[cards]\n{config}\n"))
            .file(&format!("static/{file}"), "no font")
            .post("2012-04-17-a.md", COLUMN)
            .check();
        assert_eq!(built.codes(), ["config-value site.toml:5:8"]);
    }
}

#[test]
fn letters_that_no_font_has_are_reported_once() {
    let hebrew = COLUMN.replace("A question", "מותר?");
    let built = SiteTest::new()
        .post("2012-04-17-a.md", &hebrew)
        .post("2012-04-18-b.md", &hebrew)
        .post("2012-04-19-c.md", &COLUMN.replace("A question", "A question 🎉"))
        .check();
    assert_eq!(built.codes(), ["undrawn-card site.toml:1:1"]);
    assert!(built.report().contains("2 posts have"), "{}", built.report());
    assert_eq!(cards(&built).len(), 1);
    built.page("/posts/a/").has_not("og:image");
}
