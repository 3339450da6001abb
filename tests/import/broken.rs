//! Files that cannot be read: each says where and why, and nothing is written.

use columnist::import::{ImportError, Kind, Options};

use super::folder::{Folder, all};

const FEED: &str =
    "<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom'>\n<entry><id>1</id></entry>\n</feed>\n";

#[track_caller]
fn refused(export: &[u8]) -> (u64, u64, String) {
    let folder = Folder::new();
    let error = folder.try_import(export, &all()).expect_err("it is broken");
    assert!(folder.files().is_empty(), "{:?}", folder.files().keys());
    match error {
        ImportError::Export(bad) => {
            assert!(!bad.help.is_empty());
            (bad.line, bad.column, bad.message)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn each_kind_of_damage_is_named_with_its_place() {
    for (export, line, part) in [
        (FEED.replace("</entry>\n</feed>\n", ""), 3, "ends in the middle"),
        (format!("{FEED}<feed/>"), 5, "after the end"),
        (FEED.replace("<entry>", "<<<<<<< HEAD\n<entry>"), 3, "merge conflict"),
        (FEED.replace("</feed>", "=======\n</feed>"), 3, "merge conflict"),
        (FEED.replace("<feed", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>\n<feed"), 2, "document type"),
        (FEED.replace("'1.0'", "'1.0' encoding='UTF-16'"), 1, "UTF-16"),
        (FEED.replace("</id>", "</ident>"), 3, "broken"),
        ("hello".to_owned(), 1, "no XML"),
        (String::new(), 1, "no XML"),
        ("<html><p>x</p></html>".to_owned(), 1, "`<html>`"),
        (
            "<rss><channel><item><title>No export</title></item></channel></rss>".to_owned(),
            1,
            "no post, page or comment",
        ),
        (FEED.replace("</id>", &"<x>".repeat(100_000)), 3, "deep"),
    ] {
        let (found, _, message) = refused(export.as_bytes());
        assert!(message.contains(part), "{message} has no {part}");
        assert_eq!(found, line, "{message}");
    }
}

#[test]
fn an_entry_of_endless_elements_is_refused_before_it_fills_the_memory() {
    let (line, _, message) = refused(FEED.replace("</id>", &format!("</id>{}", "<x/>".repeat(2_000_001))).as_bytes());
    assert!(message.contains("more than 2000000 elements") && line == 3, "{line}: {message}");
}

#[test]
fn bytes_that_are_no_utf_8_are_placed() {
    let (before, after) = FEED.split_once("1</id>").expect("an id");
    let bytes = [before.as_bytes(), b"\xe41</id>", after.as_bytes()].concat();
    let (line, _, message) = refused(&bytes);
    assert!(message.contains("UTF-8") && line == 3, "{line}: {message}");
}

#[test]
fn an_export_of_another_kind_says_so() {
    let folder = Folder::new();
    let options = Options { kind: Some(Kind::Disqus), ..all() };
    let error = folder.try_import(FEED.as_bytes(), &options).expect_err("it is Blogger's");
    assert!(error.to_string().contains("Blogger, not of Disqus"), "{error}");
}

#[test]
fn what_a_merge_left_inside_a_text_is_placed() {
    let text = "One.\r\n<<<<<<< HEAD\r\nTwo.\r\n=======\r\nThree.\r\n>>>>>>> other\r\n";
    let export = format!(
        "<rss><channel><item>\n<wp:post_id>1</wp:post_id><content:encoded><![CDATA[{text}]]></content:encoded></item></channel></rss>"
    );
    let (line, column, message) = refused(export.as_bytes());
    assert!(message.contains("merge conflict"), "{message}");
    assert_eq!((line, column), (3, 1));
}
