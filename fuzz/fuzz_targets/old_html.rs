//! Any text as the HTML of an old post and of a comment on it: it comes in, and a second time nothing changes.
#![no_main]

use columnist::import::{Options, Report, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    let text: String = html.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let export = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>\
         <entry><id>post-1</id><blogger:type>POST</blogger:type><title>T</title><content>{text}</content></entry>\
         <entry><id>post-2</id><blogger:type>COMMENT</blogger:type><blogger:parent>post-1</blogger:parent>\
         <content>{text}</content></entry></feed>"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), export).expect("its text");
    let take = || -> Report {
        import(folder.path(), file.path(), &Options::default(), &|_| {}).expect("well-formed exports come in")
    };
    assert!(!take().written.is_empty());
    assert!(take().written.is_empty(), "a second import wrote something");
});
