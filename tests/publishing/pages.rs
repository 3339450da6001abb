//! Pages without a site, published by the library itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use columnist::address::Route;
use columnist::publish::{Disk, File, Files, Guard, PublishError, Report, claim, publish};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::trees::Tree;

/// The files of a site, in the order in which they take their places.
pub(crate) type Pages = Vec<(&'static str, &'static str)>;

/// With one thread, the operations come in the same order each time.
static POOL: LazyLock<ThreadPool> =
    LazyLock::new(|| ThreadPoolBuilder::new().num_threads(1).build().expect("a thread"));

/// Publishes pages to a folder on a disk. Those that end with `.film` are copied from files, as large ones are.
pub(crate) fn build(pages: &Pages, folder: &Path, disk: &dyn Disk) -> Result<Report, PublishError> {
    let routes: Vec<Route> = pages.iter().map(|(route, _)| Route::new(*route)).collect();
    let all: Vec<File<'_>> = routes.iter().enumerate().map(|(turn, route)| File { route, turn }).collect();
    let bytes: BTreeMap<&str, &str> = pages.iter().copied().collect();
    let make = |route: &Route, out: &mut Vec<u8>| {
        out.extend_from_slice(bytes[route.as_str()].as_bytes());
        Ok(())
    };
    let originals = tempfile::tempdir().expect("a temporary folder");
    let copied = |route: &Route| {
        let path = originals.path().join(route.as_str().replace('/', "-"));
        (route.ending() == "film").then(|| {
            std::fs::write(&path, bytes[route.as_str()]).expect("a film");
            Ok(path)
        })
    };
    let guard = Guard { root: PathBuf::from("/nonexistent/site"), home: None, adopt: false };
    POOL.install(|| {
        // A program that another test is just starting has this one's open files for a moment, and with them its lock.
        let claim = claim(folder, &guard, disk, &|_| {})?;
        let files = Files { all: &all, make: &make, copied: &copied, progress: &|| {} };
        publish(claim, files)
    })
}

/// What a folder then has.
pub(crate) fn tree_of(pages: &Pages) -> Tree {
    pages.iter().map(|(route, text)| ((*route).to_owned(), text.as_bytes().to_vec())).collect()
}
