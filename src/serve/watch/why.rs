//! Why files are looked at again and again.

use std::fmt;

/// Why all files are looked at again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyPoll {
    /// The user asked for it.
    Asked,
    /// The system watches no more folders.
    Limit,
    /// The files may be changed by another machine; the kind of their file system.
    Remote(String),
    /// A link leads to files that are not watched.
    Links,
    /// The system refused to watch, with this message.
    Refused(String),
}

impl WhyPoll {
    /// What an error of the system's means.
    pub(super) fn of(error: &notify::Error) -> Self {
        match error.kind {
            notify::ErrorKind::MaxFilesWatch => Self::Limit,
            _ => Self::Refused(error.to_string()),
        }
    }
}

impl fmt::Display for WhyPoll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked => f.write_str("as `--poll` asks"),
            Self::Limit => {
                f.write_str("the system watches no more folders (on Linux, raise fs.inotify.max_user_watches)")
            }
            Self::Remote(kind) => write!(f, "the site lies on {kind}, where other machines can change files unnoticed"),
            Self::Links => {
                f.write_str("the site has links, and the system does not tell when what they lead to changes")
            }
            Self::Refused(message) => write!(f, "the system does not watch the site’s folder: {message}"),
        }
    }
}
