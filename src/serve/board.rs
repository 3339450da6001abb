//! Where the newest version hangs for all to see.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tokio::sync::watch;

use crate::cache::Cache;
use crate::project::Project;

use super::shown::{Failure, Shown};

/// Holds what is shown now, and wakes those who wait for the next.
#[derive(Debug)]
pub struct Board {
    sender: watch::Sender<Arc<Shown>>,
    /// Names this run of the server, so that a browser does not take the versions of another one for its own.
    pub(super) run: String,
    /// Whether a next version is being made; then nothing else should keep the processors busy.
    pub(super) is_busy: AtomicBool,
    /// Whether pages get the script that follows the changes.
    pub(super) is_watched: bool,
}

impl Board {
    /// Shows a site that stays as it is.
    pub fn still(project: Project, cache: Cache) -> Self {
        Self::new(project, cache, false)
    }

    /// Shows a site whose changes browsers follow.
    pub(super) fn followed(project: Project, cache: Cache) -> Self {
        Self::new(project, cache, true)
    }

    fn new(project: Project, cache: Cache, is_watched: bool) -> Self {
        let shown = Shown::first(project, Arc::new(cache));
        let run = format!("{:016x}", RandomState::new().hash_one(std::process::id()));
        Self { sender: watch::Sender::new(Arc::new(shown)), run, is_busy: AtomicBool::new(false), is_watched }
    }

    /// What is shown now.
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.sender.borrow())
    }

    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<Shown>> {
        self.sender.subscribe()
    }

    /// Shows another version, and gives the one before.
    pub(super) fn show(&self, shown: Shown) -> Arc<Shown> {
        self.sender.send_replace(Arc::new(shown))
    }

    /// Adds what making all the pages of a version found out, unless another one is shown already; whether it was added.
    pub(super) fn amend(&self, version: u64, failures: Vec<Failure>) -> bool {
        self.sender.send_if_modified(|shown| {
            let is_newest = shown.version() == version;
            if is_newest {
                *shown = Arc::new(shown.checked(failures));
            }
            is_newest
        })
    }
}
