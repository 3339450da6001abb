//! When and where to look.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::Event;

use crate::source::{Listing, PLACES, SourcePath};

use super::burst::Burst;
use super::remote::remote_kind;
use super::system::{Armed, System};
use super::why::WhyPoll;

/// After more folders are watched everything is looked at once more: between their making and the watching of them,
/// files in them come and go unnoticed.
const SETTLE: Duration = Duration::from_millis(300);

/// The least time between two looks at everything where there are no events.
const POLL: Duration = Duration::from_millis(500);

/// How much longer than a look the pause after it is, at least: a large site is looked at less often.
const PAUSES: u32 = 15;

/// Where to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// At these paths and what is below them.
    At(BTreeSet<SourcePath>),
    /// At every file of the site.
    Everywhere,
}

/// A sign that files may have changed.
#[derive(Debug)]
pub struct Notice {
    /// Where to look.
    pub look: Look,
    /// When the first sign came.
    pub since: Instant,
    /// Set once, when polling began.
    pub why_poll: Option<WhyPoll>,
}

/// Waits for changes of a site's files.
#[derive(Debug)]
pub struct Watcher {
    root: PathBuf,
    system: Option<System>,
    events: Receiver<notify::Result<Event>>,
    /// Keeps the channel open where the system does not watch.
    _sender: Sender<notify::Result<Event>>,
    poll: Option<WhyPoll>,
    is_poll_told: bool,
    /// When to look everywhere.
    next_look: Option<Instant>,
    /// Where the site's own folder and its top folders were when they were begun to be watched.
    places: Vec<Option<Place>>,
    /// When to see whether they are still there; set where links lead to them, which can be switched without an event.
    /// What else happens must not put it off.
    next_check: Option<Instant>,
}

/// Where a path leads, and what is there.
type Place = (PathBuf, u64);

impl Watcher {
    /// Watches the site in a folder; where the system cannot, or with `poll`, by looking at its files again and again.
    pub fn start(root: &Path, poll: bool) -> Self {
        let (sender, events) = channel();
        let mut watcher = Self {
            // Events name whole paths.
            root: std::path::absolute(root).unwrap_or_else(|_| root.to_owned()),
            system: None,
            events,
            _sender: sender.clone(),
            poll: poll.then_some(WhyPoll::Asked),
            is_poll_told: poll,
            // What changed between the first look and now has no event.
            next_look: Some(Instant::now()),
            places: Vec::new(),
            next_check: None,
        };
        watcher.places = watcher.places_now();
        if !poll {
            match System::new(sender) {
                Ok(system) => watcher.system = Some(system),
                Err(why) => watcher.fall_back(why),
            }
            watcher.arm(None);
            let places = PLACES.iter().map(|place| watcher.root.join(place)).chain([watcher.root.clone()]);
            if let Some(kind) = places.into_iter().find_map(|place| remote_kind(&place)) {
                watcher.fall_back(WhyPoll::Remote(kind));
            }
        }
        watcher
    }

    /// Waits for the next sign, or for a time: then nothing need be looked at.
    pub fn wait(&mut self, longest: Option<Duration>) -> Notice {
        let end = longest.and_then(|longest| Instant::now().checked_add(longest));
        loop {
            let next = self.next_look.into_iter().chain(end).chain(self.next_check).min();
            let event = match next {
                Some(next) => self.events.recv_timeout(next.saturating_duration_since(Instant::now())),
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let since = Instant::now();
            let look = match event {
                Ok(event) => self.burst(event),
                Err(_) if next == self.next_check && next != self.next_look => self.check_places(),
                Err(_) if next == self.next_look => Some(Look::Everywhere),
                Err(_) => Some(Look::At(BTreeSet::new())),
            };
            if let Some(look) = look {
                if look == Look::Everywhere {
                    self.next_look = None;
                }
                let why_poll = self.poll.clone().filter(|_| !self.is_poll_told);
                self.is_poll_told |= why_poll.is_some();
                return Notice { look, since, why_poll };
            }
        }
    }

    /// Learns what a look found, and how long it took.
    pub fn looked(&mut self, listing: &Listing, took: Duration) {
        if self.places != self.places_now() {
            self.restart();
        }
        self.arm(Some(listing));
        if listing.has_links() {
            self.fall_back(WhyPoll::Links);
        } else if self.poll == Some(WhyPoll::Links) {
            self.poll = None;
            self.is_poll_told = false;
        }
        let is_lost = self.system.as_ref().is_some_and(|system| !system.watches(&self.root));
        if self.poll.is_some() || is_lost {
            self.look_in(POLL.max(took * PAUSES));
        }
        self.next_check = (self.poll.is_none() && self.has_linked_places()).then(|| Instant::now() + POLL);
    }

    /// Gathers what happens from one event until it is quiet; `None` where nothing of it is the site's.
    fn burst(&mut self, first: notify::Result<Event>) -> Option<Look> {
        let started = Instant::now();
        let mut burst = Burst::default();
        let (mut event, mut last) = (first, started);
        loop {
            if self.take(&mut burst, event) {
                last = Instant::now();
            }
            if burst.is_empty() {
                return None;
            }
            let end = (last + burst.quiet()).min(started + burst.longest());
            // What has been received must be taken: only before that may the burst be over.
            let left = end.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(next) if !left.is_zero() => event = next,
                Ok(next) => {
                    self.take(&mut burst, next);
                    break;
                }
                Err(_) => break,
            }
        }
        if burst.has_lost_root || burst.has_gaps {
            self.restart();
            return Some(Look::Everywhere);
        }
        if let Some(system) = &mut self.system {
            for path in &burst.moved {
                system.forget(path);
            }
        }
        Some(Look::At(burst.paths))
    }

    /// Adds what the system told to a burst; whether it is about the site.
    fn take(&mut self, burst: &mut Burst, event: notify::Result<Event>) -> bool {
        match event {
            Ok(event) => burst.add(&self.root, event),
            Err(error) => {
                self.fall_back(WhyPoll::of(&error));
                burst.has_gaps = true;
                true
            }
        }
    }

    /// Begins to watch anew.
    fn restart(&mut self) {
        self.places = self.places_now();
        if let Some(system) = &mut self.system
            && let Err(why) = system.restart()
        {
            self.fall_back(why);
        }
        self.arm(None);
    }

    /// Watches the folders that are not watched yet.
    fn arm(&mut self, listing: Option<&Listing>) {
        let Some(system) = &mut self.system else { return };
        let Armed { is_new, refused } = system.arm(&self.root, listing);
        if is_new {
            self.look_in(SETTLE);
        }
        if let Some(why) = refused {
            self.fall_back(why);
        }
    }

    /// Looks everywhere after a pause, unless that is to happen sooner.
    fn look_in(&mut self, pause: Duration) {
        let at = Instant::now() + pause;
        self.next_look = Some(self.next_look.map_or(at, |next| next.min(at)));
    }

    /// Looks at all files again and again from now on; events, where there are some, still make it quicker.
    fn fall_back(&mut self, why: WhyPoll) {
        if self.poll.is_none() {
            self.poll = Some(why);
            self.next_look = Some(Instant::now());
        }
    }

    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        [self.root.clone()].into_iter().chain(PLACES.iter().map(|place| self.root.join(place)))
    }

    fn places_now(&self) -> Vec<Option<Place>> {
        let place = |path: PathBuf| Some((fs::canonicalize(&path).ok().filter(|real| real.is_dir())?, number(&path)));
        self.folders().map(place).collect()
    }

    /// Whether links lead to the folders.
    fn has_linked_places(&self) -> bool {
        let is_elsewhere = |(path, place): (PathBuf, &Option<Place>)| {
            path.is_symlink() || place.as_ref().is_some_and(|(real, _)| *real != path)
        };
        self.folders().zip(&self.places).any(is_elsewhere)
    }

    /// Whether a link leads elsewhere now.
    fn check_places(&mut self) -> Option<Look> {
        self.next_check = Some(Instant::now() + POLL);
        (self.places != self.places_now()).then(|| {
            self.restart();
            Look::Everywhere
        })
    }
}

/// Which folder is at a path, where the system numbers them.
#[cfg(unix)]
fn number(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map_or(0, |metadata| metadata.ino())
}

#[cfg(not(unix))]
fn number(_: &Path) -> u64 {
    0
}
