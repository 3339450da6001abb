//! The build: render everything, then put it in its place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::address::Route;
use crate::diagnostic::Diagnostic;
use crate::render::Renderer;

use super::error::PublishError;
use super::folder::{has_bytes, remove_file, remove_tree};
use super::guard::Guard;
use super::manifest;

/// Where changed files wait, inside the output folder so that a rename puts them in their place.
const STAGE: &str = ".columnist-stage";

/// How many files a build wrote, left alone and removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that had the right bytes already.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: usize,
}

/// What happened to one route.
enum Outcome {
    Unchanged,
    Staged(PathBuf),
}

/// Publishes routes to a folder; `progress` is called after each file.
///
/// # Errors
/// Pages that cannot be made, a folder that must not be written to, or what the file system says. But for an error while
/// the finished files are put in their places, the published site is as it was.
pub fn publish(
    renderer: &Renderer<'_>,
    routes: &[&Route],
    output: &Path,
    guard: &Guard,
    progress: &(dyn Fn() + Sync),
) -> Result<Report, PublishError> {
    guard.check(output)?;
    if output.exists() {
        update(renderer, routes, output, progress)
    } else {
        create(renderer, routes, output, progress)
    }
}

/// Makes a new folder beside its place, and renames it when it is whole.
fn create(
    renderer: &Renderer<'_>,
    routes: &[&Route],
    output: &Path,
    progress: &(dyn Fn() + Sync),
) -> Result<Report, PublishError> {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(".columnist-new");
    let stage = output.with_file_name(name);
    remove_tree(&stage)?;
    make_folders(&stage, routes)?;
    let written = render_all(renderer, routes, progress, |_, route, bytes| {
        let path = stage.join(route.as_str());
        fs::write(&path, bytes).map_err(PublishError::io("write", &path))?;
        Ok(Outcome::Unchanged)
    });
    let result = written.and_then(|_| {
        manifest::write(&stage, routes.iter().map(|route| route.as_str()))?;
        fs::rename(&stage, output).map_err(PublishError::io("make", output))
    });
    if result.is_err() {
        remove_tree(&stage)?;
    }
    result.map(|()| Report { written: routes.len(), ..Report::default() })
}

/// Brings an existing folder up to date.
fn update(
    renderer: &Renderer<'_>,
    routes: &[&Route],
    output: &Path,
    progress: &(dyn Fn() + Sync),
) -> Result<Report, PublishError> {
    let before = manifest::read(output)?;
    let stage = output.join(STAGE);
    remove_tree(&stage)?;
    fs::create_dir_all(&stage).map_err(PublishError::io("make", &stage))?;
    let result = render_all(renderer, routes, progress, |number, route, bytes| {
        if has_bytes(&output.join(route.as_str()), bytes) {
            return Ok(Outcome::Unchanged);
        }
        let staged = stage.join(number.to_string());
        fs::write(&staged, bytes).map_err(PublishError::io("write", &staged))?;
        Ok(Outcome::Staged(staged))
    });
    let result = result.and_then(|outcomes| put_in_place(routes, &outcomes, output, &before));
    remove_tree(&stage)?;
    result
}

/// Renders every route and hands its bytes on; all failures are gathered.
fn render_all(
    renderer: &Renderer<'_>,
    routes: &[&Route],
    progress: &(dyn Fn() + Sync),
    take: impl Fn(usize, &Route, &[u8]) -> Result<Outcome, PublishError> + Sync,
) -> Result<Vec<Outcome>, PublishError> {
    let results: Vec<Result<Outcome, PublishError>> = routes
        .par_iter()
        .enumerate()
        .map_init(Vec::new, |buffer, (number, route)| {
            buffer.clear();
            let result = match renderer.render(route, buffer) {
                Ok(()) => take(number, route, buffer),
                Err(problem) => Err(PublishError::Content(vec![problem])),
            };
            progress();
            result
        })
        .collect();
    let mut outcomes = Vec::with_capacity(results.len());
    let mut problems: Vec<Diagnostic> = Vec::new();
    for result in results {
        match result {
            Ok(outcome) => outcomes.push(outcome),
            Err(PublishError::Content(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { Ok(outcomes) } else { Err(PublishError::Content(problems)) }
}

/// Renames what was staged, and removes what is no longer part of the site.
fn put_in_place(
    routes: &[&Route],
    outcomes: &[Outcome],
    output: &Path,
    before: &BTreeSet<String>,
) -> Result<Report, PublishError> {
    let now: BTreeSet<&str> = routes.iter().map(|route| route.as_str()).collect();
    let stale: Vec<&String> = before.iter().filter(|file| !now.contains(file.as_str())).collect();
    // If this is interrupted, the next build must still know all that was written.
    let either: BTreeSet<&str> = before.iter().map(String::as_str).chain(now.iter().copied()).collect();
    manifest::write(output, either.into_iter())?;
    let mut report = Report::default();
    for (route, outcome) in routes.iter().zip(outcomes) {
        let Outcome::Staged(staged) = outcome else {
            report.unchanged += 1;
            continue;
        };
        let path = output.join(route.as_str());
        make_way(output, &path, &stale)?;
        fs::rename(staged, &path).map_err(PublishError::io("replace", &path))?;
        report.written += 1;
    }
    for file in &stale {
        let path = output.join(file);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| !metadata.is_dir()) {
            remove_file(output, &path)?;
        }
        report.removed += 1;
    }
    manifest::write(output, now.into_iter())?;
    Ok(report)
}

/// Makes the folders above a path, and takes stale files away that stand where it, or one of them, must be.
fn make_way(output: &Path, path: &Path, stale: &[&String]) -> Result<(), PublishError> {
    let parent = path.parent().unwrap_or(output);
    if path.is_dir() || !parent.is_dir() {
        for file in stale {
            let old = output.join(file);
            if old.starts_with(path) || path.starts_with(&old) {
                remove_file(output, &old)?;
            }
        }
    }
    fs::create_dir_all(parent).map_err(PublishError::io("make", parent))
}

fn make_folders(top: &Path, routes: &[&Route]) -> Result<(), PublishError> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for route in routes {
        let mut folder = route.as_str();
        while let Some((parent, _)) = folder.rsplit_once('/') {
            if !folders.insert(parent) {
                break;
            }
            folder = parent;
        }
    }
    fs::create_dir_all(top).map_err(PublishError::io("make", top))?;
    for folder in folders {
        let path = top.join(folder);
        fs::create_dir(&path).map_err(PublishError::io("make", &path))?;
    }
    Ok(())
}
