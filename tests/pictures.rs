//! Pictures from files to pages, and the cache of what is made of them.

#[path = "support/mod.rs"]
mod support;

use std::fs;
use std::io::Cursor;
use std::path::Path;

use columnist::address::Route;
use columnist::cache::Cache;
use columnist::diagnostic::Code;
use columnist::render::Renderer;
use columnist::serve::Board;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use support::{Built, COLUMN, SiteTest};

/// A picture that no encoder can pack to nothing, bright at the top.
fn pixels(width: u32, height: u32) -> DynamicImage {
    let noise =
        |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).rotate_left(7).to_le_bytes()[0] / 4;
    RgbImage::from_fn(width, height, |x, y| {
        let light = if y < height / 2 { 190 } else { 0 };
        Rgb([light + noise(x, y), light, light])
    })
    .into()
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&pixels(width, height), ImageFormat::Jpeg)
}

/// A JPEG that says how the camera was held, and where.
fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 48.137 11.575");
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

fn site(text: &str) -> SiteTest {
    SiteTest::new().post(
        "2012-04-17-a/index.md",
        &format!(
            "---\ntitle: A question\n---\n\n{text}\n\n## The Dilemma\n\nHelp.\n\n## Leslie Says\n\n**No.** Never.\n"
        ),
    )
}

/// What is published at the routes that end so.
fn made(built: &Built, ending: &str) -> Vec<(String, Vec<u8>)> {
    let parts = built.0.parts.as_ref().expect("a site");
    let renderer = Renderer::new(&parts.site, &parts.theme, &built.0.tree);
    let routes = built.routes().into_iter().filter(|route| route.ends_with(ending));
    routes
        .map(|route| {
            let mut bytes = Vec::new();
            renderer.render(&Route::new(route.as_str()), &mut bytes).expect("bytes");
            (route, bytes)
        })
        .collect()
}

#[test]
fn a_picture_has_its_size_and_smaller_versions() {
    let built = site("![A table](table.jpg \"Set\")\n\n![Again](table.jpg)")
        .bytes("content/posts/2012-04-17-a/table.jpg", jpeg(1000, 600))
        .base("https://two.example/sub")
        .build();
    let made = made(&built, ".webp");
    let widths: Vec<u32> = made
        .iter()
        .map(|(_, bytes)| image::load_from_memory_with_format(bytes, ImageFormat::WebP).expect("WebP").width())
        .collect();
    assert_eq!(widths, [1000, 480, 768]);
    let (name, _) = &made[1];
    assert!(name.starts_with("posts/a/table.480w.") && name.len() == "posts/a/table.480w.0123456789abcdef.webp".len());
    built.page("/posts/a/").has_in_order(&[
        &format!("<picture><source type=\"image/webp\" srcset=\"/sub/{name} 480w, /sub/posts/a/table.768w."),
        " 1000w\" sizes=\"(min-width: 40rem) 36rem, 92vw\">",
        "<img src=\"/sub/posts/a/table.jpg\" alt=\"A table\" width=\"1000\" height=\"600\" decoding=\"async\"></picture>",
        "<figcaption>Set</figcaption>",
        "alt=\"Again\" width=\"1000\" height=\"600\" loading=\"lazy\" decoding=\"async\">",
    ]);
    built.page("/atom.xml").has("table.jpg&quot; alt=&quot;A table&quot;").has_not("picture&gt;");
}

#[test]
fn a_picture_is_turned_as_the_camera_was_held() {
    let bytes = turned(&jpeg(600, 800), 6);
    assert!(bytes.windows(3).any(|window| window == b"GPS"));
    let built = site("![x](t.jpg)").bytes("content/posts/2012-04-17-a/t.jpg", bytes).build();
    built.page("/posts/a/").has("width=\"800\" height=\"600\"");
    for (_, bytes) in made(&built, ".webp") {
        let picture = image::load_from_memory_with_format(&bytes, ImageFormat::WebP).expect("WebP").into_rgb8();
        assert!(picture.width() > picture.height());
        // What was on top is on the right.
        let (right, left) = (picture.get_pixel(picture.width() - 9, 9), picture.get_pixel(9, 9));
        assert!(right[1] > 150 && left[1] < 60, "{right:?} {left:?}");
        assert!(!bytes.windows(3).any(|window| window == b"GPS" || window == b"Exi"));
    }
}

#[test]
fn what_moves_is_drawn_or_is_packed_tightly_is_left_as_it_is() {
    let flat = encoded(&RgbImage::from_pixel(900, 900, Rgb([9, 9, 9])).into(), ImageFormat::Png);
    let built = site("![a](a.gif) ![b](b.svg) ![c](c.png) ![d](https://x.example/d.jpg)")
        .bytes("content/posts/2012-04-17-a/a.gif", b"GIF89a\x84\x03\x20\x00\0\0\0".to_vec())
        .bytes("content/posts/2012-04-17-a/b.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec())
        .bytes("content/posts/2012-04-17-a/c.png", flat)
        .build();
    assert_eq!(made(&built, ".webp"), []);
    built
        .page("/posts/a/")
        .has("src=\"/posts/a/a.gif\" alt=\"a\" width=\"900\" height=\"32\" decoding")
        .has("src=\"/posts/a/b.svg\" alt=\"b\" loading")
        .has("src=\"/posts/a/c.png\" alt=\"c\" width=\"900\"")
        .has("src=\"https://x.example/d.jpg\" alt=\"d\" loading=\"lazy\" decoding=\"async\">");
}

#[test]
fn smaller_versions_can_be_switched_off() {
    let built = site("![x](t.jpg)")
        .bytes("content/posts/2012-04-17-a/t.jpg", jpeg(600, 400))
        .config("[images]\nenabled = false\n")
        .build();
    assert_eq!(made(&built, ".webp"), []);
    built.page("/posts/a/").has("width=\"600\" height=\"400\"").has_not("<picture>");
}

#[test]
fn portraits_and_the_picture_of_a_post_have_versions_too() {
    let built = SiteTest::new()
        .file("content/authors/leslie.md", "---\nname: Leslie Morris\nimage: leslie.jpg\n---\nBio.\n")
        .bytes("content/authors/leslie.jpg", jpeg(700, 700))
        .bytes("static/top.jpg", jpeg(800, 400))
        .bytes("static/unused.jpg", jpeg(800, 400))
        .post(
            "2012-04-17-a.md",
            &COLUMN.replace("title:", "image: {src: /top.jpg, alt: Top}\ntitle:").replace("Help.", "![x](/top.jpg)"),
        )
        .build();
    let names: Vec<String> = made(&built, ".webp").into_iter().map(|(name, _)| name).collect();
    let count = |start: &str| names.iter().filter(|name| name.starts_with(start)).count();
    assert_eq!((count("authors/leslie.96w."), count("authors/leslie"), count("top."), count("unused")), (1, 5, 2, 0));
    built.page("/authors/leslie/").has(" 96w, ").has("sizes=\"6rem\"");
    built
        .page("/posts/a/")
        .has("alt=\"Top\" width=\"800\" height=\"400\" decoding=\"async\"></picture>")
        .has("alt=\"x\" width=\"800\" height=\"400\" loading=\"lazy\"");
}

#[test]
fn a_picture_that_turns_out_to_be_damaged_is_reported_where_it_is_named() {
    let mut bytes = encoded(&pixels(500, 400), ImageFormat::Png);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    let mut built = site("![x](t.png)").bytes("content/posts/2012-04-17-a/t.png", bytes).check();
    assert_eq!(built.codes(), [""; 0]);
    built.0.check_pictures();
    assert_eq!(built.codes(), ["bad-image content/posts/2012-04-17-a/index.md:5:1"]);
    assert!(built.has_code(Code::BadImage) && !built.0.is_publishable());
}

/// A chunk of a PNG file.
fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body: Vec<u8> = name.iter().chain(data).copied().collect();
    let mut crc = flate2::Crc::new();
    crc.update(&body);
    let length = u32::try_from(data.len()).expect("a short chunk");
    [&length.to_be_bytes()[..], &body, &crc.sum().to_be_bytes()].concat()
}

#[test]
fn a_table_of_colours_that_is_missing_is_noticed() {
    let indexed = [0, 0, 2, 0, 0, 0, 1, 0, 8, 3, 0, 0, 0];
    let parts = [chunk(*b"IHDR", &indexed), chunk(*b"IDAT", b"x"), chunk(*b"IEND", b"")].concat();
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &parts].concat();
    let built = site("![x](t.png)").bytes("content/posts/2012-04-17-a/t.png", png).check();
    assert_eq!(built.codes(), ["bad-image content/posts/2012-04-17-a/index.md:5:1"]);
    assert_eq!(built.located()[0].message, "the picture `t.png` is damaged: the table of its colours is missing");
}

#[test]
fn what_is_wrong_with_a_picture_is_said_in_our_own_words() {
    for (bytes, message) in [
        (b"\xff\xd8\xff\xe0".to_vec(), "is cut off: its end is missing"),
        (b"RIFF\x04\0\0\0WEBP".to_vec(), "is damaged: its bytes do not make a picture"),
    ] {
        let built = site("![x](t.jpg)").bytes("content/posts/2012-04-17-a/t.jpg", bytes).check();
        assert_eq!(built.located()[0].message, format!("the picture `t.jpg` {message}"));
    }
}

#[test]
fn no_file_of_the_author_s_takes_the_address_of_a_made_one() {
    let photo = jpeg(800, 400);
    let with = |files: &[String]| {
        let mut site = site("![x](t.jpg)").bytes("content/posts/2012-04-17-a/t.jpg", photo.clone());
        for file in files {
            site = site.file(&format!("static/{file}"), "mine");
        }
        site.check()
    };
    let built = with(&[]);
    let routes = built.0.parts.as_ref().expect("a site").site.routes.keys().map(ToString::to_string);
    let made: Vec<String> = routes.filter(|route| route.contains("480w") || route.contains("card")).collect();
    assert!(!made.is_empty());
    let built = with(&made);
    let found = built.located();
    assert_eq!(found.len(), made.len(), "{}", built.report());
    for (found, made) in found.iter().zip(&made) {
        assert_eq!(*found.file, *format!("static/{made}"));
        assert!(found.message.contains("2012-04-17-a/"), "{}", found.message);
    }
}

/// The bytes of every published file, made with a cache.
fn all(folder: &Path, built: &Built) -> Vec<(String, Vec<u8>)> {
    let cache = Cache::in_folder(folder.to_owned());
    let parts = built.0.parts.as_ref().expect("a site");
    let renderer = Renderer::new(&parts.site, &parts.theme, &built.0.tree);
    let render = |route: String| {
        let mut bytes = Vec::new();
        cache.render(&renderer, &Route::new(route.as_str()), &mut bytes).expect("bytes");
        (route, bytes)
    };
    built.routes().into_iter().map(render).collect()
}

#[test]
fn the_cache_changes_no_byte_whatever_happens_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("cache");
    let built = site("![x](t.jpg)").bytes("content/posts/2012-04-17-a/t.jpg", jpeg(600, 400)).build();
    let first = all(&place, &built);
    let kept: Vec<_> = fs::read_dir(&place)
        .expect("the cache")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.ends_with(".gitignore"))
        .collect();
    assert!(kept.len() >= 2, "{kept:?}");
    assert_eq!(first, all(&place, &built));
    // What is kept is what is read.
    fs::write(&kept[0], b"damaged").expect("written");
    fs::copy(&kept[1], place.join("copy")).expect("copied");
    assert_eq!(first, all(&place, &built));
    assert!(fs::read(&kept[0]).expect("mended").len() > 100);
    fs::remove_dir_all(&place).expect("removed");
    assert_eq!(first, all(&place, &built));
    fs::remove_dir_all(&place).expect("removed");
    fs::write(&place, "a file in its place").expect("written");
    assert_eq!(first, all(&place, &built));
}

#[test]
fn what_is_served_is_what_is_built() {
    let built = site("![x](t.jpg)").bytes("content/posts/2012-04-17-a/t.jpg", jpeg(600, 400)).build();
    let expected = [made(&built, ".webp"), made(&built, ".png")].concat();
    assert!(expected.len() >= 3, "{:?}", built.routes());
    let board = Board::still(built.0, Cache::default());
    for (route, bytes) in expected {
        let answer = board.shown().answer(&format!("/{route}"));
        assert_eq!((answer.status.as_u16(), answer.bytes == bytes), (200, true), "{route}");
        assert!(answer.media_type.starts_with("image/"));
    }
}
