//! The folders that the system watches.
//!
//! On Linux each folder is watched by itself, as the site's own walk found it: the system's way of watching whole trees
//! there is to walk them, and what goes wrong on that walk (a folder that cannot be read, events that were lost) is
//! never made good. Other systems watch whole trees for themselves.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source::{Listing, PLACES};

use super::why::WhyPoll;

/// How the folders of a site are watched.
const MODE: RecursiveMode =
    if cfg!(target_os = "linux") { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };

/// Folders that are watched, and where their events go.
#[derive(Debug)]
pub(super) struct System {
    watcher: RecommendedWatcher,
    sender: Sender<notify::Result<Event>>,
    armed: BTreeSet<PathBuf>,
}

/// What came of watching the folders that were not watched yet.
#[derive(Debug, Default)]
pub(super) struct Armed {
    /// Whether there were some: what happened in them before had no event.
    pub(super) is_new: bool,
    /// Why one cannot be watched.
    pub(super) refused: Option<WhyPoll>,
}

impl System {
    /// Begins with nothing watched.
    pub(super) fn new(sender: Sender<notify::Result<Event>>) -> Result<Self, WhyPoll> {
        Ok(Self { watcher: watcher(&sender)?, sender, armed: BTreeSet::new() })
    }

    /// Begins anew, when it is not known any more what is watched.
    pub(super) fn restart(&mut self) -> Result<(), WhyPoll> {
        self.watcher = watcher(&self.sender)?;
        self.armed.clear();
        Ok(())
    }

    /// Whether a folder is watched.
    pub(super) fn watches(&self, folder: &Path) -> bool {
        self.armed.contains(folder)
    }

    /// Forgets what was at a path and below it: something else may be there now.
    pub(super) fn forget(&mut self, path: &Path) {
        let below = self.armed.range(path.to_owned()..).take_while(|folder| folder.starts_with(path));
        let below: Vec<PathBuf> = below.cloned().collect();
        for folder in below {
            self.armed.remove(&folder);
        }
    }

    /// Watches the site's own folder, and those in it that a look found.
    pub(super) fn arm(&mut self, root: &Path, listing: Option<&Listing>) -> Armed {
        let mut result = Armed::default();
        self.arm_one(root.to_owned(), RecursiveMode::NonRecursive, &mut result);
        for place in PLACES.iter().map(|place| root.join(place)).filter(|place| place.is_dir()) {
            self.arm_one(place, MODE, &mut result);
        }
        if MODE == RecursiveMode::NonRecursive {
            for folder in listing.into_iter().flat_map(Listing::folders) {
                self.arm_one(root.join(folder.as_str()), MODE, &mut result);
            }
        }
        result
    }

    fn arm_one(&mut self, folder: PathBuf, mode: RecursiveMode, result: &mut Armed) {
        if self.armed.contains(&folder) || matches!(result.refused, Some(WhyPoll::Limit)) {
            return;
        }
        match self.watcher.watch(&folder, mode) {
            Ok(()) => {
                self.armed.insert(folder);
                result.is_new = true;
            }
            // It has gone meanwhile, or may not be read: its own folder tells when that changes.
            Err(error) if is_passing(&error) => {}
            Err(error) => result.refused = Some(WhyPoll::of(&error)),
        }
    }
}

fn watcher(sender: &Sender<notify::Result<Event>>) -> Result<RecommendedWatcher, WhyPoll> {
    let to = sender.clone();
    // Where links lead is for the site's own walk to decide.
    let config = Config::default().with_follow_symlinks(false);
    RecommendedWatcher::new(move |event| drop(to.send(event)), config).map_err(|error| WhyPoll::of(&error))
}

fn is_passing(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound => true,
        notify::ErrorKind::Io(error) => {
            matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::PermissionDenied
            )
        }
        _ => false,
    }
}
