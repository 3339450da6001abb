//! The theme that is part of the program.

use std::sync::{Arc, LazyLock};

use crate::source::Source;

/// The name of the theme that is built in.
pub const DEFAULT: &str = "default";

static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/default_theme.rs"));

/// The files of the default theme, as if they stood in the site's own `themes/default`.
pub fn built_in() -> &'static [Arc<Source>] {
    static SOURCES: LazyLock<Vec<Arc<Source>>> =
        LazyLock::new(|| FILES.iter().map(|(path, bytes)| Arc::new(Source::in_memory(path, *bytes))).collect());
    &SOURCES
}
