//! A site in memory, built and looked at in one chain:
//! `SiteTest::new().post("2012-04-17-a.md", "…").build().page("/posts/a/").has("…")`.

#![allow(dead_code, reason = "each test program uses a part of the harness")]

use std::path::Path;

use columnist::address::Route;
use columnist::diagnostic::{Code, Located, human, locate};
use columnist::project::{Options, Project, assemble};
use columnist::render::Renderer;
use columnist::source::{Source, SourceTree, read_site};

pub(crate) const CONFIG: &str =
    "title = \"Two Minds\"\nbase_url = \"https://two.example\"\nauthors = [\"leslie\", \"thom\"]\n";
pub(crate) const LESLIE: &str = "---\nname: Leslie Morris\ntitle: Director\n---\nLeslie’s bio.\n";
pub(crate) const THOM: &str = "---\nname: Thom Singer\n---\nThom’s bio.\n";

/// The smallest column that has all its parts.
pub(crate) const COLUMN: &str = "---\ntitle: A question\n---\n\n## The Dilemma\n\nHelp.\n\n## Leslie Says\n\n**No.** Never.\n\n\
                          ## Thom Says\n\n**Yes.** Always.\n\n## The Conclusion\n\nThink.\n";

/// A site while it is put together.
pub(crate) struct SiteTest {
    tree: SourceTree,
    options: Options,
}

impl SiteTest {
    /// A site with settings and two authors.
    pub(crate) fn new() -> Self {
        Self::empty()
            .file("site.toml", CONFIG)
            .file("content/authors/leslie.md", LESLIE)
            .file("content/authors/thom.md", THOM)
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let now = "2020-01-01T00:00:00Z".parse().expect("a date");
        Self { tree: SourceTree::default(), options: Options { now, drafts: false, future: false, base: None } }
    }

    /// The site in a folder on disk; settings and authors are added where it has none.
    pub(crate) fn from_dir(folder: &Path) -> Self {
        let mut test = Self { tree: read_site(folder), ..Self::empty() };
        let has_authors = test.tree.below("content/authors").next().is_some();
        if test.tree.get("site.toml").is_none() {
            test = test.file("site.toml", CONFIG);
        }
        if !has_authors {
            test = test.file("content/authors/leslie.md", LESLIE).file("content/authors/thom.md", THOM);
        }
        test
    }

    pub(crate) fn file(mut self, path: &str, text: &str) -> Self {
        self.tree.insert(Source::in_memory(path, text.as_bytes()));
        self
    }

    pub(crate) fn bytes(mut self, path: &str, bytes: Vec<u8>) -> Self {
        self.tree.insert(Source::in_memory(path, bytes));
        self
    }

    pub(crate) fn post(self, name: &str, text: &str) -> Self {
        self.file(&format!("content/posts/{name}"), text)
    }

    /// The settings, after those that every site needs.
    pub(crate) fn config(self, more: &str) -> Self {
        self.file("site.toml", &format!("{CONFIG}{more}"))
    }

    pub(crate) fn drafts(mut self) -> Self {
        self.options.drafts = true;
        self
    }

    pub(crate) fn future(mut self) -> Self {
        self.options.future = true;
        self
    }

    pub(crate) fn base(mut self, url: &str) -> Self {
        self.options.base = Some(columnist::address::Base::parse(url).expect("a base"));
        self
    }

    /// Parses, links and renders everything; what is wrong can be asked for.
    pub(crate) fn check(self) -> Built {
        let mut project = assemble(self.tree, &self.options);
        project.check_pages();
        Built(project)
    }

    /// The same, and nothing may be wrong.
    pub(crate) fn build(self) -> Built {
        let built = self.check();
        assert!(built.0.diagnostics.is_empty(), "{}", built.report());
        built
    }
}

/// A site that was put together.
pub(crate) struct Built(pub Project);

impl Built {
    /// Everything that is wrong, in order.
    pub(crate) fn located(&self) -> Vec<Located> {
        locate(self.0.diagnostics.clone(), |file| self.0.text_of(file))
    }

    /// Everything that is wrong, as people read it.
    pub(crate) fn report(&self) -> String {
        self.located().iter().map(|diagnostic| human(diagnostic, false) + "\n").collect()
    }

    /// The codes of what is wrong, each with its place.
    pub(crate) fn codes(&self) -> Vec<String> {
        let show = |found: &Located| format!("{} {}:{}:{}", found.code.as_str(), found.file, found.line, found.column);
        self.located().iter().map(show).collect()
    }

    /// Whether something of this kind is wrong.
    pub(crate) fn has_code(&self, code: Code) -> bool {
        self.0.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// The file that is published at an address.
    pub(crate) fn page(&self, address: &str) -> PageTest {
        let parts = self.0.parts.as_ref().unwrap_or_else(|| panic!("no site:\n{}", self.report()));
        let route = Route::from_address(address).expect("an address");
        let mut bytes = Vec::new();
        Renderer::new(&parts.site, &parts.theme, &self.0.tree)
            .render(&route, &mut bytes)
            .unwrap_or_else(|problem| panic!("{address}: {problem:?}; there are {:?}", self.routes()));
        PageTest { address: address.to_owned(), text: String::from_utf8(bytes).expect("text") }
    }

    /// The paths of all published files.
    pub(crate) fn routes(&self) -> Vec<String> {
        let routes = self.0.parts.as_ref().map(|parts| parts.site.routes.keys().map(ToString::to_string).collect());
        routes.unwrap_or_default()
    }
}

/// One published file.
pub(crate) struct PageTest {
    address: String,
    pub text: String,
}

impl PageTest {
    #[track_caller]
    pub(crate) fn has(self, part: &str) -> Self {
        assert!(self.text.contains(part), "{} has no `{part}`:\n{}", self.address, self.text);
        self
    }

    #[track_caller]
    pub(crate) fn has_not(self, part: &str) -> Self {
        assert!(!self.text.contains(part), "{} has `{part}`:\n{}", self.address, self.text);
        self
    }

    /// Nothing in it runs: the only element for scripts is the one of data for machines.
    #[track_caller]
    pub(crate) fn has_no_script(self) -> Self {
        let text = self.text.replacen("<script type=\"application/ld+json\">", "", 1);
        assert!(!text.contains("<script"), "{} has a script:\n{}", self.address, self.text);
        self
    }

    /// Each part stands after the one before it.
    #[track_caller]
    pub(crate) fn has_in_order(self, parts: &[&str]) -> Self {
        let mut from = 0;
        for part in parts {
            let at = self.text[from..].find(part);
            from += at.unwrap_or_else(|| panic!("{} has no `{part}` after {from}:\n{}", self.address, self.text))
                + part.len();
        }
        self
    }
}
