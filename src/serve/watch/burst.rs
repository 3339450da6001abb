//! What happened since it was quiet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind};

use crate::source::{SourcePath, is_source};

/// A burst is over when nothing happened for this long.
const QUIET: Duration = Duration::from_millis(4);

/// The same while a file is being written: on Linux its end is an event too.
const WRITING: Duration = Duration::from_millis(40);

/// The same after many files changed, as by a checkout.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(50);
const MANY: usize = 20;

/// No burst is waited for longer than this; what goes on all the time must not keep the rest waiting.
const LONGEST: Duration = Duration::from_millis(200);
const LONGEST_OF_MANY: Duration = Duration::from_secs(2);

/// What happened since it was quiet.
#[derive(Debug, Default)]
pub(super) struct Burst {
    /// Where to look.
    pub(super) paths: BTreeSet<SourcePath>,
    /// Whole paths that came, went, or got another name.
    pub(super) moved: BTreeSet<PathBuf>,
    /// Whether the site's own folder did.
    pub(super) has_lost_root: bool,
    /// Whether the system lost count.
    pub(super) has_gaps: bool,
    /// Files that are being written.
    writing: BTreeSet<PathBuf>,
}

impl Burst {
    /// Adds an event; whether it is about the site.
    pub(super) fn add(&mut self, root: &Path, event: Event) -> bool {
        self.has_gaps |= event.need_rescan();
        let is_closed = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
        if event.kind.is_access() && !is_closed {
            return event.need_rescan();
        }
        let has_moved = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) | EventKind::Any
        );
        let mut is_own = event.need_rescan();
        for path in event.paths {
            if has_moved && path == root {
                self.has_lost_root = true;
                is_own = true;
            }
            let Some(site_path) = site_path(root, &path) else { continue };
            is_own = true;
            self.paths.insert(site_path);
            if is_closed {
                self.writing.remove(&path);
            } else if cfg!(target_os = "linux") && matches!(event.kind, EventKind::Modify(ModifyKind::Data(_))) {
                self.writing.insert(path);
            } else if has_moved {
                self.moved.insert(path);
            }
        }
        is_own
    }

    /// Whether there is nothing to look at.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.has_lost_root && !self.has_gaps
    }

    /// How long it must be quiet for the burst to be over.
    pub(super) fn quiet(&self) -> Duration {
        if self.paths.len() > MANY {
            QUIET_AFTER_MANY
        } else if self.writing.is_empty() {
            QUIET
        } else {
            WRITING
        }
    }

    /// How long the burst may be.
    pub(super) fn longest(&self) -> Duration {
        if self.paths.len() > MANY { LONGEST_OF_MANY } else { LONGEST }
    }
}

/// The path in the site; `None` for what is none of its.
fn site_path(root: &Path, path: &Path) -> Option<SourcePath> {
    let inside = path.strip_prefix(root).ok()?;
    let mut text = String::new();
    for part in inside {
        // What has no readable name is looked for in its folder.
        let Some(part) = part.to_str().filter(|part| !part.chars().any(char::is_control)) else { break };
        if !text.is_empty() {
            text.push('/');
        }
        text.push_str(part);
    }
    is_source(&text).then(|| SourcePath::new(text))
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange};

    use super::*;

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(PathBuf::from(path))
    }

    #[test]
    fn only_what_is_the_site_s_counts() {
        let mut burst = Burst::default();
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        for (kind, path) in [
            (read, "/s/content/a.md"),
            (EventKind::Create(CreateKind::File), "/s/content/.a.md.swp"),
            (EventKind::Create(CreateKind::File), "/s/public/index.html"),
            (EventKind::Create(CreateKind::File), "/elsewhere/content/a.md"),
        ] {
            assert!(!burst.add(Path::new("/s"), event(kind, path)), "{path}");
        }
        assert!(burst.is_empty());
        assert!(
            burst.add(Path::new("/s"), event(EventKind::Modify(ModifyKind::Data(DataChange::Any)), "/s/content/a.md"))
        );
        assert!(burst.add(Path::new("/s"), event(EventKind::Create(CreateKind::Folder), "/s")));
        assert!(burst.has_lost_root && burst.paths.len() == 1);
    }

    #[test]
    fn a_name_that_cannot_be_read_is_looked_for_in_its_folder() {
        let found = site_path(Path::new("/s"), Path::new("/s/content/deep/\u{1b}[31m.md"));
        assert_eq!(found, Some(SourcePath::new("content/deep")));
    }
}
