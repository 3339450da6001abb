//! What the browser is shown: a version of the site, and what is wrong with the newest one.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Bytes;
use serde::Serialize;

use crate::address::Route;
use crate::cache::Cache;
use crate::diagnostic::{self, Located, Severity};
use crate::project::{Parts, Project};
use crate::render::{Failed, Renderer};
use crate::site::Target;
use crate::source::SourcePath;

use super::answer::{Answer, answer};

/// How many versions back it is known which files changed; a browser that slept longer reloads.
const HISTORY: usize = 256;

/// How many pages that could not be made are tried again at once; more are left to the check in the background.
const TRIED_AGAIN: usize = 50;

/// Of how many pages it is remembered what open browsers need to know; there are rarely more than a few.
const OUTLOOKS: usize = 1_000;

/// How many renamed documents are remembered.
const RENAMED: usize = 1_000;

/// One version of the site as it is shown.
///
/// When the newest version has errors, the pages of the last one without them stay, as `build` leaves a published site
/// alone. Files that are published as they are, such as pictures, are always the newest: the older ones are gone.
#[derive(Debug)]
pub struct Shown {
    version: u64,
    project: Arc<Project>,
    cache: Arc<Cache>,
    /// What the files come to now.
    newest: Arc<Project>,
    /// Whether `project` had no errors when it was linked; it may lack that only until one without errors was seen.
    is_sound: bool,
    /// The last version all of whose pages could be made; the first that was shown, until one is known.
    whole: Option<Arc<Project>>,
    /// What is wrong with the newest version, apart from pages that cannot be made.
    problems: Vec<Located>,
    failures: Vec<Failure>,
    /// The files, other than pages, that each of the last versions changed.
    history: VecDeque<(u64, Arc<[Asset]>)>,
    /// What changed since the version that is shown.
    pending: BTreeSet<SourcePath>,
    renamed: BTreeMap<SourcePath, SourcePath>,
    /// By request path; they are asked for by every open browser after every change.
    outlooks: Mutex<HashMap<String, Outlook>>,
    /// What browsers are told is wrong, written once for all of them.
    told: OnceLock<Bytes>,
}

/// What an open browser needs to know of its page.
#[derive(Debug, Clone)]
pub(super) struct Outlook {
    /// Another one when the page has other bytes.
    pub(super) digest: u64,
    /// The document that the page is made of.
    pub(super) source: Option<SourcePath>,
    /// Why the newest version of the page cannot be made.
    pub(super) problem: Option<Located>,
}

/// A file other than a page that changed: its address before, and now. A style sheet has another one when it changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Asset {
    from: String,
    to: String,
}

/// A page that could not be made, and why.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) route: Route,
    pub(super) problems: Vec<Located>,
}

impl Shown {
    /// The first version.
    pub(super) fn first(project: Project, cache: Arc<Cache>) -> Self {
        let project = Arc::new(project);
        Self {
            version: 1,
            cache,
            is_sound: project.is_publishable(),
            whole: None,
            problems: problems(&project),
            failures: Vec::new(),
            history: VecDeque::new(),
            pending: BTreeSet::new(),
            renamed: BTreeMap::new(),
            outlooks: Mutex::default(),
            told: OnceLock::new(),
            newest: Arc::clone(&project),
            project,
        }
    }

    /// The version after some files changed.
    pub(super) fn next(&self, project: Project, changed: &BTreeSet<SourcePath>) -> Self {
        let version = self.version + 1;
        let is_sound = project.is_publishable();
        let problems = problems(&project);
        let mut pending: BTreeSet<SourcePath> = self.pending.union(changed).cloned().collect();
        let mut history = self.history.clone();
        let mut renamed = self.renamed.clone();
        let is_shown = is_sound || (!self.is_sound && project.parts.is_some());
        let newest = Arc::new(project);
        let project = if is_shown { Arc::clone(&newest) } else { Arc::clone(&self.project) };
        history.push_back((version, assets(&self.project, &project, &pending).into()));
        history.drain(..history.len().saturating_sub(HISTORY));
        if is_shown {
            note_renamed(&mut renamed, &self.project, &project, &pending);
            pending.clear();
        }
        let failures = tried_again(&newest, &self.failures);
        // An author may be quicker than the first check: then the first version stands for one that was checked.
        let first = || (self.is_sound && self.failures.is_empty()).then(|| Arc::clone(&self.project));
        Self {
            version,
            cache: Arc::clone(&self.cache),
            is_sound: is_sound || self.is_sound,
            whole: self.whole.clone().or_else(first),
            problems,
            failures,
            history,
            pending,
            renamed,
            outlooks: Mutex::default(),
            told: OnceLock::new(),
            newest,
            project,
        }
    }

    /// The same version after all its pages were made, or could not be.
    pub(super) fn checked(&self, failures: Vec<Failure>) -> Self {
        Self {
            version: self.version,
            cache: Arc::clone(&self.cache),
            project: Arc::clone(&self.project),
            newest: Arc::clone(&self.newest),
            is_sound: self.is_sound,
            whole: if failures.is_empty() && Arc::ptr_eq(&self.project, &self.newest) {
                Some(Arc::clone(&self.project))
            } else {
                self.whole.clone()
            },
            problems: self.problems.clone(),
            failures,
            history: self.history.clone(),
            pending: self.pending.clone(),
            renamed: self.renamed.clone(),
            outlooks: Mutex::default(),
            told: OnceLock::new(),
        }
    }

    /// The number of this version, from 1.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What pages are made from.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// What the files come to now, though it may not be shown.
    pub(super) fn newest(&self) -> &Project {
        &self.newest
    }

    /// What browsers are told is wrong, written by the first that asks.
    pub(super) fn told(&self, write: impl FnOnce(Vec<Located>) -> Bytes) -> Bytes {
        self.told.get_or_init(|| write(self.diagnostics())).clone()
    }

    /// Everything that is wrong with the newest version, as far as it is known.
    pub fn diagnostics(&self) -> Vec<Located> {
        let failures = self.failures.iter().flat_map(|failure| failure.problems.iter().cloned());
        diagnostic::in_order(self.problems.iter().cloned().chain(failures).collect())
    }

    /// Whether the newest version has no errors, as far as it is known.
    pub fn is_clean(&self) -> bool {
        self.failures.is_empty() && !self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// What is answered to a request for a path, percent-encoded as it comes from the browser.
    ///
    /// A page that cannot be made is answered as it was in the last version in which all could be.
    pub fn answer(&self, path: &str) -> Answer {
        let files = &self.newest.tree;
        let (found, problems) = match answer(&self.project, files, &self.cache, path) {
            Ok(found) => (found, Vec::new()),
            Err(failed) => {
                let before =
                    self.whole.as_ref().and_then(|whole| answer(whole, files, &self.cache, path).ok().flatten());
                (before, locate(&self.newest, failed))
            }
        };
        let stand_in = || {
            let problems = self.diagnostics().into_iter().chain(problems.iter().cloned()).collect();
            Answer::stand_in(&diagnostic::in_order(problems))
        };
        found.unwrap_or_else(stand_in).with_problem(problems.first().cloned())
    }

    /// What an open browser needs to know of its page.
    pub(super) fn outlook(&self, path: &str) -> Outlook {
        let known = || self.outlooks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(outlook) = known().get(path) {
            return outlook.clone();
        }
        let answer = self.answer(path);
        let outlook = Outlook { digest: answer.digest(), source: answer.source, problem: answer.problem };
        let mut known = known();
        if known.len() >= OUTLOOKS {
            known.clear();
        }
        known.insert(path.to_owned(), outlook.clone());
        outlook
    }

    /// The address of a document, also when its file was renamed meanwhile.
    pub(super) fn address_of(&self, source: &SourcePath) -> Option<(SourcePath, String)> {
        let mut source = source;
        // Files that take each other's names again and again must not lead round for ever.
        for _ in 0..RENAMED {
            let site = &self.project.parts.as_ref()?.site;
            if let Some(route) = site.route_of_source(source) {
                return Some((source.clone(), site.config.base.href(route)));
            }
            source = self.renamed.get(source)?;
        }
        None
    }

    /// The files other than pages that changed after a version; `None` where that is not known any more.
    pub(super) fn assets_since(&self, version: u64) -> Option<Vec<Asset>> {
        let oldest = self.history.front().map_or(self.version, |(oldest, _)| *oldest);
        if version > self.version || (version + 1 < oldest) {
            return None;
        }
        let later = self.history.iter().filter(|(number, _)| *number > version);
        let mut assets: Vec<Asset> = Vec::new();
        for asset in later.flat_map(|(_, assets)| assets.iter()) {
            match assets.iter_mut().find(|before| before.to == asset.from) {
                Some(before) => before.to.clone_from(&asset.to),
                None => assets.push(asset.clone()),
            }
        }
        Some(assets)
    }
}

fn problems(project: &Project) -> Vec<Located> {
    diagnostic::locate(project.diagnostics.clone(), |file| project.text_of(file))
}

/// Why a page could not be made, with the places in the files of a project.
pub(super) fn locate(project: &Project, Failed(problems): Failed) -> Vec<Located> {
    diagnostic::locate(problems, |file| project.text_of(file))
}

/// Makes some pages that could not be made before once more, so that a mend shows at once.
fn tried_again(project: &Project, failures: &[Failure]) -> Vec<Failure> {
    // Without settings there are no pages that could fail.
    let Some(Parts { site, theme, .. }) = &project.parts else { return Vec::new() };
    let renderer = Renderer::new(site, theme, &project.tree);
    let mut buffer = Vec::new();
    let mut left = Vec::new();
    for failure in failures.iter().take(TRIED_AGAIN).filter(|failure| site.routes.contains_key(&failure.route)) {
        buffer.clear();
        if let Err(failed) = renderer.render(&failure.route, &mut buffer) {
            left.push(Failure { route: failure.route.clone(), problems: locate(project, failed) });
        }
    }
    left
}

/// The files other than pages that are not what they were.
fn assets(before: &Project, now: &Project, changed: &BTreeSet<SourcePath>) -> Vec<Asset> {
    let (Some(before), Some(now)) = (&before.parts, &now.parts) else { return Vec::new() };
    let href = |parts: &Parts, name: &str| parts.site.config.base.href(&Route::new(name));
    let own = changed.iter().filter_map(|path| own_file(before, path).or_else(|| own_file(now, path)));
    let own = own.map(|address| (address.clone(), address));
    let of_theme = before.theme.asset_names().iter().filter_map(|(name, from)| {
        let to = now.theme.asset_names().get(name)?;
        let is_same = match (before.theme.file(from), now.theme.file(to)) {
            (Some(before), Some(now)) => std::ptr::eq(before, now),
            (None, None) => true,
            _ => false,
        };
        (from != to || !is_same).then(|| (href(before, from), href(now, to)))
    });
    // A file of the site's own may come or go above one of the theme's: then the address that templates write counts.
    let found: BTreeMap<String, String> = own.chain(of_theme).collect();
    found.into_iter().map(|(from, to)| Asset { from, to }).collect()
}

/// The address of a file that the site publishes as it is.
fn own_file(Parts { site, .. }: &Parts, path: &SourcePath) -> Option<String> {
    let in_static = path.as_str().strip_prefix("static/").map(Route::new);
    let route = in_static.or_else(|| site.route_of_source(path).cloned())?;
    matches!(site.routes.get(&route), Some(Target::File(_))).then(|| site.config.base.href(&route))
}

/// Remembers which document has a new file: one went, and one of the same title came.
fn note_renamed(
    renamed: &mut BTreeMap<SourcePath, SourcePath>,
    before: &Project,
    now: &Project,
    changed: &BTreeSet<SourcePath>,
) {
    let (Some(old), Some(new)) = (&before.parts, &now.parts) else { return };
    let came: Vec<&SourcePath> = changed.iter().filter(|path| old.site.route_of_source(path).is_none()).collect();
    for path in changed {
        let title = if new.site.route_of_source(path).is_none() { old.site.title_of(path) } else { None };
        let Some(title) = title else { continue };
        if let Some(other) = came.iter().find(|other| new.site.title_of(other) == Some(title)) {
            renamed.insert(path.clone(), (*other).clone());
        }
    }
    renamed.retain(|path, _| new.site.route_of_source(path).is_none());
    while renamed.len() > RENAMED {
        renamed.pop_first();
    }
}
