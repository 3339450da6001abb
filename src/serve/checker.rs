//! Makes every page of a version in the background, to find those that nobody asked for and that cannot be made.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::project::Parts;
use crate::render::Renderer;

use super::board::Board;
use super::shown::{Failure, locate};

/// A save is often followed by another; the check waits until it is quiet.
const QUIET: Duration = Duration::from_millis(150);

/// How long it waits for a look at the files to end.
const PAUSE: Duration = Duration::from_millis(5);

/// More pages than this need not fail to know that something is wrong.
const MOST: usize = 500;

/// Checks the version that is shown each time that it is told of a new one, until nobody can tell any more. `done` is
/// called when the pages of a version were all made, or could not be.
pub(super) fn check_versions(news: &Receiver<()>, board: &Board, done: &dyn Fn()) {
    while news.recv().is_ok() {
        loop {
            match news.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        check(board, done);
    }
}

/// Pauses while the files are looked at, and ends early when another version is shown.
fn check(board: &Board, done: &dyn Fn()) {
    let shown = board.shown();
    // Not what is shown: a template may fail behind an error elsewhere.
    let newest = shown.newest();
    let Some(Parts { site, theme, .. }) = &newest.parts else { return };
    let renderer = Renderer::new(site, theme, &newest.tree);
    let mut buffer = Vec::new();
    let mut failures = Vec::new();
    for (route, _) in site.files_in_sequence().into_iter().filter(|(_, target)| target.is_written()) {
        while board.is_busy.load(Ordering::Relaxed) {
            thread::sleep(PAUSE);
        }
        if board.shown().version() != shown.version() {
            return;
        }
        if let Err(mut failed) = renderer.check(route, &mut buffer) {
            // Nobody has noticed yet that the file is not there any more; with that comes another version.
            failed.0.retain(|problem| !newest.tree.get(&problem.span.file).is_some_and(|source| source.is_gone()));
            if failed.0.is_empty() {
                continue;
            }
            failures.push(Failure { route: route.clone(), problems: locate(newest, failed) });
            if failures.len() >= MOST {
                break;
            }
        }
    }
    if board.amend(shown.version(), failures) {
        done();
    }
}
