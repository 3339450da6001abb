//! Any bytes as an export of any kind: taken or refused, and where refused nothing is written.
#![no_main]

use columnist::import::{Options, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), bytes).expect("its bytes");
    let options = Options { drafts_too: true, pending_too: true, ..Options::default() };
    if import(folder.path(), file.path(), &options, &|_| {}).is_err() {
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 0, "a refused export left files");
    }
});
