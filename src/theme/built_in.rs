//! The themes that are part of the program.

use std::sync::{Arc, LazyLock};

use crate::source::Source;

/// The name of the theme that a site has unless it names another, and that every other one lies upon.
pub const DEFAULT: &str = "default";

static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// The files of these themes, as if they stood in the site's own `themes`.
pub fn built_in() -> &'static [Arc<Source>] {
    static SOURCES: LazyLock<Vec<Arc<Source>>> =
        LazyLock::new(|| FILES.iter().map(|(path, bytes)| Arc::new(Source::in_memory(path, *bytes))).collect());
    &SOURCES
}
