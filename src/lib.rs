//! columnist, the static-site generator made for advice columns.
//!
//! An author writes one Markdown file a dilemma; columnist understands its parts and publishes a site. Data flows one
//! way, and each module knows only those before it:
//!
//! 1. [`source`] reads a site's folder into a [`source::SourceTree`] of raw files.
//! 2. [`config`] makes settings of `site.toml`.
//! 3. [`document`] parses one file at a time: a post into its sections, verdicts and comments, a page, an author, a
//!    comments file. [`markdown`] and [`highlight`] make HTML of their texts, with the addresses inside the site still open.
//! 4. [`site`] links all documents: sorted, indexed, threaded, with a route for every file to publish.
//! 5. [`theme`] loads templates and assets in layers.
//! 6. [`render`] makes the bytes of one route, a pure function; [`search`] makes the index that readers search.
//! 7. [`publish`] writes every route to a folder; [`serve`] answers requests with the same bytes.
//!
//! [`project`] joins the first five steps, [`import`] writes content files from an old blog's export, and [`cli`] is the
//! program. What is wrong in a file becomes a
//! [`diagnostic::Diagnostic`] with a place, a reason and a remedy; parsing itself never fails, and no input can make it
//! panic. The library never prints (but for [`cli`]), never exits, and reads neither the clock nor the environment.
//!
//! ```
//! use columnist::project::{Options, assemble};
//! use columnist::render::Renderer;
//! use columnist::source::{Source, SourceTree};
//!
//! let mut tree = SourceTree::default();
//! tree.insert(Source::in_memory("site.toml", *b"title = 'A'\nbase_url = 'https://a.example'\n"));
//! tree.insert(Source::in_memory("content/about.md", *b"---\ntitle: About\n---\nHello.\n"));
//! let options = Options { now: jiff::Timestamp::UNIX_EPOCH, drafts: false, future: false, base: None };
//! let project = assemble(tree, &options);
//! assert!(project.is_publishable());
//! let parts = project.parts.as_ref().unwrap();
//! let mut page = Vec::new();
//! let route = columnist::address::Route::new("about/index.html");
//! Renderer::new(&parts.site, &parts.theme, &project.tree).render(&route, &mut page).unwrap();
//! assert!(String::from_utf8(page).unwrap().contains("<p>Hello.</p>"));
//! ```

// What can panic is denied here and not in Cargo.toml, because tests may: each exception names the invariant that it
// rests on. `clippy.toml` has the methods of the standard library that panic at a wrong index. Arithmetic is not in the
// list: every sum of two lengths would need a sentence, and the fuzzers, which run with checks for overflow, read all.
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::todo,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used
)]
// There is no setting that lets tests do this.
#![cfg_attr(not(test), deny(clippy::string_slice))]

pub mod address;
pub mod cache;
pub mod card;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod escape;
pub mod fields;
pub mod highlight;
pub mod import;
pub mod markdown;
pub mod picture;
pub mod project;
pub mod publish;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
