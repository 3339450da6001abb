//! A folder that exports are imported into, and looked at: `Folder::new().import(export).read("content/…")`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use columnist::import::{ImportError, Options, Report, import};
use columnist::project::{Project, assemble};
use columnist::site::PostEntry;
use columnist::source::read_site;
use tempfile::TempDir;

pub(crate) struct Folder(TempDir);

/// Everything that an export may have.
pub(crate) fn all() -> Options {
    Options { drafts_too: true, ..Options::default() }
}

impl Folder {
    /// A folder with nothing in it.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Imports a text as if it were a file.
    pub(crate) fn try_import(&self, export: &[u8], options: &Options) -> Result<Report, ImportError> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), export).expect("its text");
        import(self.path(), file.path(), options, &|_| {})
    }

    #[track_caller]
    pub(crate) fn import(&self, export: &str, options: &Options) -> Report {
        self.try_import(export.as_bytes(), options).unwrap_or_else(|error| panic!("{error}"))
    }

    #[track_caller]
    pub(crate) fn import_file(&self, file: &Path, options: &Options) -> Report {
        import(self.path(), file, options, &|_| {}).unwrap_or_else(|error| panic!("{error}"))
    }

    #[track_caller]
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}; {:?}", self.files().keys()))
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("the file");
        self
    }

    /// Every file with its bytes.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path.clone(), fs::read(&path).expect("a file"));
                }
            }
        }
        files
    }

    /// The site that the folder holds, which must have no error; every page of it renders.
    #[track_caller]
    pub(crate) fn build(&self) -> Project {
        let options = columnist::project::Options {
            now: "2026-01-01T00:00:00Z".parse().expect("a date"),
            drafts: true,
            future: true,
            base: None,
        };
        let mut project = assemble(read_site(self.path()), &options);
        project.check_pages();
        let errors: Vec<_> = project.diagnostics.iter().filter(|found| found.is_error()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        project
    }
}

/// The post with a slug.
#[track_caller]
pub(crate) fn post<'p>(project: &'p Project, slug: &str) -> &'p PostEntry {
    let posts = &project.parts.as_ref().expect("a site").site.posts;
    let found = posts.iter().find(|entry| entry.post.slug.as_str() == slug);
    found.unwrap_or_else(|| {
        panic!("no {slug} in {:?}", posts.iter().map(|entry| entry.post.slug.as_str()).collect::<Vec<_>>())
    })
}

/// Whether something is published at an address.
pub(crate) fn answers(project: &Project, address: &str) -> bool {
    let route = columnist::address::Route::from_address(address).expect("an address");
    project.parts.as_ref().is_some_and(|parts| parts.site.routes.get(&route).is_some())
}
