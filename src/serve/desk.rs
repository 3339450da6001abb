//! The writing desk: a site's files, watched, and what is shown of them.
//!
//! There is one way for every change: look at the files again, parse what is not known yet, link the whole site, show it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::cache::Cache;
use crate::diagnostic::Located;
use crate::project::{Clock, Memo, NoSite, Options, Project};
use crate::source::{Listing, SourcePath};
use crate::theme::STACK;

use super::board::Board;
use super::checker::check_versions;
use super::watch::{Look, Notice, Watcher, WhyPoll};

/// Some editors empty a file before they write it anew; this long they get to do so.
const REFILL: Duration = Duration::from_millis(30);

/// While a post is scheduled the clock is looked at this often: a machine that sleeps, or whose clock is set, counts its
/// waiting otherwise.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// A site while it is written.
#[derive(Debug)]
pub struct Desk {
    listing: Listing,
    memo: Memo,
    options: Options,
    clock: Clock,
    /// When the next scheduled post of the newest version is due.
    next_due: Option<Timestamp>,
    board: Arc<Board>,
}

/// What happens at the desk.
#[derive(Debug)]
pub enum News<'n> {
    /// Files changed, and a new version is shown.
    Changed {
        /// The files that changed, came or went; none where a scheduled post is due.
        files: &'n BTreeSet<SourcePath>,
        /// From the first sign of the change until it was shown.
        elapsed: Duration,
        /// Everything that is wrong now.
        problems: Vec<Located>,
    },
    /// All pages of the version were made, or could not be.
    Checked {
        /// Everything that is wrong now.
        problems: Vec<Located>,
    },
    /// From now on the files are looked at again and again, because the system does not tell of all changes.
    Polling {
        /// Why it does not.
        why: WhyPoll,
    },
}

impl Desk {
    /// Reads the site in a folder for the first time. What it is later, the clock says.
    pub fn open(root: &Path, options: Options, clock: Clock, cache: Cache) -> Result<Self, NoSite> {
        let listing = Listing::new(root);
        if listing.tree().get("site.toml").is_none() {
            return Err(NoSite);
        }
        let mut memo = Memo::default();
        let project = memo.assemble(listing.tree().clone(), &options);
        let next_due = next_due(&project);
        let board = Arc::new(Board::followed(project, cache));
        Ok(Self { listing, memo, options, clock, next_due, board })
    }

    /// Where what is shown hangs.
    pub fn board(&self) -> &Arc<Board> {
        &self.board
    }

    /// Looks again at some files, and shows what they have become; the files that changed, where anything did. With the
    /// time a scheduled post becomes due, and then no file need have changed.
    pub fn look(&mut self, look: &Look) -> Option<BTreeSet<SourcePath>> {
        let mut changed = match look {
            Look::At(paths) => self.listing.look_at(paths),
            Look::Everywhere => self.listing.look_at_all(),
        };
        let is_empty =
            |path: &&SourcePath| self.listing.tree().get(path.as_str()).is_some_and(|source| source.length() == 0);
        let emptied: BTreeSet<SourcePath> = changed.iter().filter(is_empty).cloned().collect();
        if !emptied.is_empty() {
            thread::sleep(REFILL);
            changed.extend(self.listing.look_at(&emptied));
        }
        self.options.now = self.clock.now();
        let is_changed = !changed.is_empty() || self.next_due.is_some_and(|due| due <= self.options.now);
        if is_changed {
            let project = self.memo.assemble(self.listing.tree().clone(), &self.options);
            self.next_due = next_due(&project);
            let next = self.board.shown().next(project, &changed);
            self.board.show(next);
        }
        is_changed.then_some(changed)
    }

    /// How long it is until the next scheduled post is due, but no longer than a machine may sleep unnoticed.
    fn until_due(&self) -> Option<Duration> {
        let left = self.next_due?.duration_since(self.clock.now());
        Some(Duration::try_from(left).unwrap_or_default().min(LONGEST_WAIT))
    }

    /// Follows the changes of the files for ever, and tells of them.
    pub fn run(mut self, mut watcher: Watcher, tell: &(dyn Fn(News<'_>) + Sync)) {
        let board = Arc::clone(&self.board);
        let (to_checker, versions) = mpsc::channel();
        // The version that was told of last. What is wrong is looked at and told in one turn, or the checker could tell of
        // a version after the next one was told of.
        let told = Mutex::new(board.shown().version());
        let turn = || told.lock().unwrap_or_else(PoisonError::into_inner);
        thread::scope(|scope| {
            let tell_checked = || {
                let told = turn();
                let shown = board.shown();
                // Of a newer one it is told when its change is.
                if shown.version() == *told {
                    tell(News::Checked { problems: shown.diagnostics() });
                }
            };
            let board = &board;
            let checker = thread::Builder::new().stack_size(STACK);
            // Where there is no thread for it, the desk ends with the first version, as it does when the checker ends.
            let _ = checker.spawn_scoped(scope, move || check_versions(&versions, board, &tell_checked));
            // The first version has not been checked either.
            let mut is_open = to_checker.send(()).is_ok();
            while is_open {
                let Notice { look, since, why_poll } = watcher.wait(self.until_due());
                if let Some(why) = why_poll {
                    tell(News::Polling { why });
                }
                let started = Instant::now();
                board.is_busy.store(true, Ordering::Relaxed);
                // The version before is let go last: that takes a while, and nobody needs to wait for it.
                let before = board.shown();
                let files = self.look(&look);
                let elapsed = since.elapsed();
                board.is_busy.store(false, Ordering::Relaxed);
                watcher.looked(&self.listing, started.elapsed());
                if let Some(files) = files {
                    let mut told = turn();
                    let shown = board.shown();
                    *told = shown.version();
                    tell(News::Changed { files: &files, elapsed, problems: shown.diagnostics() });
                    drop(told);
                    is_open = to_checker.send(()).is_ok();
                }
                drop(before);
            }
        });
    }
}

fn next_due(project: &Project) -> Option<Timestamp> {
    project.parts.as_ref()?.site.next_due
}
