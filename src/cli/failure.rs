//! Why a command ends without having done what it was asked.

use crate::publish::PublishError;

/// Why a command ends without having done what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The content has errors; they have been printed.
    Content,
    /// The command cannot be done here, whatever the content.
    Usage {
        /// What is wrong.
        message: String,
        /// What to do instead.
        help: Option<String>,
    },
}

impl Failure {
    /// The command cannot be done here.
    pub(super) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), help: Some(help.into()) }
    }

    /// The file system, or the network, said no.
    pub(super) fn io(doing: &str, what: &str, error: &std::io::Error) -> Self {
        Self::Usage { message: format!("could not {doing} {what}: {error}"), help: None }
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        Self::Usage { message: error.to_string(), help: error.remedy() }
    }
}
