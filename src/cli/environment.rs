//! What the program learns from outside, gathered once in `main`.

use std::path::PathBuf;

use crate::project::Clock;

/// What the program learns from outside, gathered once in `main`, so that nothing else reads the clock or the
/// environment.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The clock, stopped at `SOURCE_DATE_EPOCH` where that is set.
    pub clock: Clock,
    /// The user's home folder.
    pub home: Option<PathBuf>,
    /// The command that opens a text file: `VISUAL` or `EDITOR`.
    pub editor: Option<String>,
    /// Whether colour is unwanted (`NO_COLOR`).
    pub no_color: bool,
    /// Whether standard error is a terminal.
    pub is_terminal: bool,
}
