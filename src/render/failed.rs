//! Why a file cannot be made.

use crate::diagnostic::Diagnostic;

/// Why a file cannot be made: all that was found, such as every component of a post that failed.
#[derive(Debug)]
pub struct Failed(pub Vec<Diagnostic>);

impl From<Diagnostic> for Failed {
    fn from(problem: Diagnostic) -> Self {
        Self(vec![problem])
    }
}

impl Failed {
    /// What was made, unless something was found on the way.
    pub(super) fn unless_none<T>(made: T, found: Vec<Diagnostic>) -> Result<T, Self> {
        if found.is_empty() { Ok(made) } else { Err(Self(found)) }
    }
}
