//! When and where to look.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source::{Listing, PLACES, SourcePath, is_source};

use super::remote::remote_kind;

/// A burst is over when nothing happened for this long.
const QUIET: Duration = Duration::from_millis(4);

/// The same while a file is being written: on Linux its end is an event too.
const WRITING: Duration = Duration::from_millis(40);

/// The same after many files changed, as by a checkout.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(50);
const MANY: usize = 20;

/// No burst is waited for longer than this.
const LONGEST_BURST: Duration = Duration::from_secs(2);

/// After a folder came or went everything is looked at once more: between its making and the watching of it, files in it
/// come and go unnoticed.
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

/// Waits for changes of a site's files.
#[derive(Debug)]
pub struct Watcher {
    root: PathBuf,
    system: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    /// Keeps the channel open where the system does not watch.
    _sender: Sender<notify::Result<Event>>,
    /// The folders of the site that the system watches.
    armed: BTreeSet<&'static str>,
    poll: Option<WhyPoll>,
    is_poll_told: bool,
    pause: Duration,
    /// When to look everywhere.
    next_look: Option<Instant>,
}

impl Watcher {
    /// Watches the site in a folder; where the system cannot, or with `poll`, by looking at its files again and again.
    pub fn start(root: &Path, poll: bool) -> Self {
        let (sender, events) = channel();
        let to = sender.clone();
        let mut watcher = Self {
            // Events name whole paths.
            root: std::path::absolute(root).unwrap_or_else(|_| root.to_owned()),
            system: None,
            events,
            _sender: sender,
            armed: BTreeSet::new(),
            poll: poll.then_some(WhyPoll::Asked),
            is_poll_told: poll,
            pause: POLL,
            // What changed between the first look and now has no event.
            next_look: Some(Instant::now()),
        };
        if !poll {
            match notify::recommended_watcher(move |event| drop(to.send(event))) {
                Ok(system) => {
                    watcher.system = Some(system);
                    watcher.watch_root();
                }
                Err(error) => watcher.fall_back(why(&error)),
            }
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
            let next = self.next_look.into_iter().chain(end).min();
            let wait = next.map(|at| at.saturating_duration_since(Instant::now()));
            let event = match wait {
                Some(wait) => self.events.recv_timeout(wait),
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let since = Instant::now();
            let look = match event {
                Ok(event) => self.burst(event),
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
        self.arm();
        if listing.has_links() {
            self.fall_back(WhyPoll::Links);
        }
        if self.poll.is_some() {
            self.pause = POLL.max(took * PAUSES);
            self.next_look = Some(Instant::now() + self.pause);
        }
    }

    /// Gathers what happens from one event until it is quiet; `None` where nothing of it is the site's.
    fn burst(&mut self, first: notify::Result<Event>) -> Option<Look> {
        let started = Instant::now();
        let mut burst = Burst::default();
        burst.add(self, first);
        while started.elapsed() < LONGEST_BURST {
            match self.events.recv_timeout(burst.quiet()) {
                Ok(event) => burst.add(self, event),
                Err(_) => break,
            }
        }
        if burst.everywhere {
            return Some(Look::Everywhere);
        }
        if burst.paths.is_empty() {
            return None;
        }
        if burst.has_folders {
            self.next_look = Some(Instant::now() + SETTLE);
        }
        Some(Look::At(burst.paths))
    }

    fn watch_root(&mut self) {
        let root = self.root.clone();
        self.watch(&root, RecursiveMode::NonRecursive);
        self.arm();
    }

    /// Watches the site's folders that are not watched yet.
    fn arm(&mut self) {
        for place in PLACES {
            let folder = self.root.join(place);
            if !self.armed.contains(place) && folder.is_dir() && self.watch(&folder, RecursiveMode::Recursive) {
                self.armed.insert(place);
            }
        }
    }

    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> bool {
        let Some(system) = &mut self.system else { return false };
        match system.watch(folder, mode) {
            Ok(()) => true,
            Err(error) => {
                self.fall_back(why(&error));
                false
            }
        }
    }

    /// Looks at all files again and again from now on; events, where there are some, still make it quicker.
    fn fall_back(&mut self, why: WhyPoll) {
        if self.poll.is_none() {
            self.poll = Some(why);
            self.next_look = Some(Instant::now());
        }
    }

    /// The path in the site; `None` for what is none of its.
    fn site_path(&self, path: &Path) -> Option<SourcePath> {
        let inside = path.strip_prefix(&self.root).ok()?;
        let mut text = String::new();
        for part in inside {
            // What has no readable name is looked for in its folder.
            let Some(part) = part.to_str() else { break };
            if !text.is_empty() {
                text.push('/');
            }
            text.push_str(part);
        }
        is_source(&text).then(|| SourcePath::new(text))
    }
}

/// What happened since it was quiet.
#[derive(Debug, Default)]
struct Burst {
    paths: BTreeSet<SourcePath>,
    /// Files that are being written.
    writing: BTreeSet<PathBuf>,
    /// Whether folders came or went.
    has_folders: bool,
    everywhere: bool,
}

impl Burst {
    fn add(&mut self, watcher: &mut Watcher, event: notify::Result<Event>) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                watcher.fall_back(why(&error));
                self.everywhere = true;
                return;
            }
        };
        self.everywhere |= event.need_rescan();
        let is_closed = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
        if event.kind.is_access() && !is_closed {
            return;
        }
        let has_moved = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) | EventKind::Any
        );
        for path in event.paths {
            let Some(site_path) = watcher.site_path(&path) else { continue };
            if has_moved {
                // A file has an ending by which it is known even when it is gone.
                self.has_folders |= path.is_dir() || path.extension().is_none();
                // Another folder may stand in the place of the watched one.
                watcher.armed.retain(|place| *place != site_path.as_str());
            }
            if is_closed {
                self.writing.remove(&path);
            } else if cfg!(target_os = "linux") && matches!(event.kind, EventKind::Modify(ModifyKind::Data(_))) {
                self.writing.insert(path);
            }
            self.paths.insert(site_path);
        }
    }

    /// How long it must be quiet for the burst to be over.
    fn quiet(&self) -> Duration {
        if self.paths.len() > MANY {
            QUIET_AFTER_MANY
        } else if self.writing.is_empty() {
            QUIET
        } else {
            WRITING
        }
    }
}

fn why(error: &notify::Error) -> WhyPoll {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => WhyPoll::Limit,
        _ => WhyPoll::Refused(error.to_string()),
    }
}
