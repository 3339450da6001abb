//! What machines are told of comments: data that cannot end its element, and texts that say what is shown.

use serde_json::Value;

use super::support::{self, SiteTest};
use super::vectors;

fn page() -> String {
    let all = vectors::all();
    let site = SiteTest::new()
        .post("2012-04-17-a.md", support::COLUMN)
        .post("2012-04-17-a.comments.yaml", &vectors::comments_file(&all));
    site.check().page("/posts/a/").text
}

#[test]
fn data_for_machines_is_whole_and_ends_where_it_should() {
    let page = page();
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("data");
    let (data, _) = rest.split_once("</script>").expect("its end");
    assert!(!data.contains(['<', '\u{2028}', '\u{2029}']), "{data}");
    let data: Value = serde_json::from_str(data).expect("JSON");
    let comments = data["@graph"][0]["comment"].as_array().expect("comments");
    assert_eq!(comments.len(), vectors::all().len());
    for comment in comments {
        let text = format!("{}{}", comment["text"], comment["author"]);
        assert!(!text.contains(['\u{202e}', '\u{2066}', '\u{2067}']), "{text}");
    }
}

#[test]
fn nothing_turns_the_direction_of_the_page() {
    let page = page();
    for mark in ['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}'] {
        let shown = page.split('>').map(|piece| piece.split('<').next().unwrap_or("")).find(|text| text.contains(mark));
        assert_eq!(shown, None, "{mark:?}");
    }
}
