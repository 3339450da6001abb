//! `columnist build`

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::address::Route;
use crate::cache::Cache;
use crate::project::{Options, Parts, Project, assemble, open};
use crate::publish::{Claim, File, Files, Guard, PublishError, RealDisk, Report, claim, publish};
use crate::render::Renderer;
use crate::source::SourceTree;

use super::args::{Build, CheckFormat, Global};
use super::environment::Environment;
use super::failure::Failure;
use super::output::{Output, plural};

/// How long a build takes before it needs a progress bar.
const PATIENCE: Duration = Duration::from_millis(700);

pub(super) fn run(args: &Build, global: &Global, output: Output, environment: &Environment) -> Result<(), Failure> {
    let started = Instant::now();
    let (project, claim) = read_and_claim(args, global, output, environment)?;
    let mut project = until_the_end(project);
    if claim.is_none() {
        // The pages that can be made are made all the same, so that every mistake is reported at once.
        project.check_pages();
    }
    let format = CheckFormat::from(args.format);
    output.diagnostics(&global.root, &mut project, format, args.strict)?;
    output.detail(&format!("read and linked in {}", milliseconds(started.elapsed())));
    let (Some(parts), Some(claim)) = (&project.parts, claim) else { return Err(Failure::Content) };
    let folder = output_folder(args, global, parts);
    let cache = cache(global);
    match write(&project, parts, claim, &cache, output.may_draw(environment), started) {
        Ok(report) => {
            if args.format == super::args::Format::Human {
                output.say(&summary(parts, &folder, report, started.elapsed()));
            }
            Ok(())
        }
        Err(PublishError::Content(problems)) => {
            project.diagnostics = problems;
            output.diagnostics(&global.root, &mut project, format, args.strict)?;
            Err(Failure::Content)
        }
        Err(error) => Err(error.into()),
    }
}

/// Reads the site and, where nothing stops it from being published, claims its output folder. After a wait for another
/// build the site is read again: its author may have gone on writing.
fn read_and_claim(
    args: &Build,
    global: &Global,
    output: Output,
    environment: &Environment,
) -> Result<(Project, Option<Claim<'static>>), Failure> {
    let guard = Guard { root: global.root.clone(), home: environment.home.clone(), adopt: args.adopt };
    let mut held: Option<(PathBuf, Claim<'static>)> = None;
    loop {
        let project = read(args, global, environment)?;
        let is_stopped = !project.is_publishable() || (args.strict && !project.diagnostics.is_empty());
        let Some(parts) = project.parts.as_ref().filter(|_| !is_stopped) else { return Ok((project, None)) };
        let folder = output_folder(args, global, parts);
        if let Some((_, claim)) = held.take().filter(|(other, _)| *other == folder) {
            return Ok((project, Some(claim)));
        }
        let claim = claim(&folder, &guard, &RealDisk, &|holder| output.warning(&waiting(&folder, holder)))?;
        if !claim.has_waited() {
            return Ok((project, Some(claim)));
        }
        held = Some((folder, claim));
    }
}

fn read(args: &Build, global: &Global, environment: &Environment) -> Result<Project, Failure> {
    let options = Options {
        now: environment.clock.or_stopped_at(global.now).now(),
        drafts: args.selection.drafts,
        future: args.selection.future,
        base: args.base_url.clone(),
    };
    Ok(assemble(open_site(&global.root)?, &options))
}

/// A site that stays in memory until the process ends, which it does with the command: to give back ten thousand posts text
/// by text would only delay that.
pub(super) fn until_the_end(project: Project) -> ManuallyDrop<Project> {
    ManuallyDrop::new(project)
}

fn output_folder(args: &Build, global: &Global, parts: &Parts) -> PathBuf {
    args.output.clone().unwrap_or_else(|| in_site(&global.root, &parts.site.config.output_dir))
}

fn waiting(folder: &Path, holder: Option<u32>) -> String {
    let who = holder.map_or_else(String::new, |process| format!(" (process {process})"));
    format!("another build{who} is writing to {}; waiting until it has ended", folder.display())
}

/// A path that site.toml gives from the site's folder.
fn in_site(root: &Path, path: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(path) } else { root.join(path) }
}

/// Where what is costly to make is kept for the next build.
pub(super) fn cache(global: &Global) -> Cache {
    Cache::in_folder(global.root.join(".columnist/cache"))
}

/// The files of the site in a folder.
pub(super) fn open_site(root: &Path) -> Result<SourceTree, Failure> {
    open(root).map_err(|_| no_site(root))
}

/// What to say of a folder that holds no site.
pub(super) fn no_site(root: &Path) -> Failure {
    let place = if root == Path::new(".") { "this folder".to_owned() } else { root.display().to_string() };
    Failure::usage(
        format!("there is no site in {place}: it has no site.toml"),
        "go to the site's folder, name it with `--root DIR`, or make a new site with `columnist init`",
    )
}

fn write(
    project: &Project,
    parts: &Parts,
    claim: Claim<'_>,
    cache: &Cache,
    may_draw: bool,
    started: Instant,
) -> Result<Report, PublishError> {
    let renderer = Renderer::new(&parts.site, &parts.theme, &project.tree);
    let search = parts.search_files();
    let own = parts.site.files_in_sequence().into_iter().map(|(route, target)| File { route, turn: target.turn() });
    let all: Vec<File<'_>> = search.keys().map(|route| File { route, turn: 0 }).chain(own).collect();
    let bar = ProgressBar::with_draw_target(Some(all.len() as u64), ProgressDrawTarget::hidden());
    let style =
        ProgressStyle::with_template("{wide_bar} {pos}/{len} files").unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    let done = AtomicUsize::new(0);
    let is_drawn = AtomicUsize::new(0);
    let progress = || {
        let count = done.fetch_add(1, Ordering::Relaxed);
        if !may_draw || !count.is_multiple_of(64) || started.elapsed() < PATIENCE {
            return;
        }
        if is_drawn.swap(1, Ordering::Relaxed) == 0 {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_position(count as u64);
    };
    let make = |route: &Route, out: &mut Vec<u8>| match search.get(route) {
        Some(bytes) => {
            out.extend_from_slice(bytes);
            Ok(())
        }
        None => cache.render(&renderer, route, out),
    };
    let copied = |route: &Route| renderer.large_file(route);
    let files = Files { all: &all, make: &make, copied: &copied, progress: &progress };
    let result = publish(claim, files);
    bar.finish_and_clear();
    cache.sweep(parts.site.routes.keys().filter_map(|route| renderer.key(route)));
    result
}

/// One line: what the site has, what was written, and how long it took.
fn summary(parts: &Parts, folder: &Path, report: Report, elapsed: Duration) -> String {
    let site = &parts.site;
    let comments: usize = site.posts.iter().map(|entry| entry.comment_count()).sum();
    let removed = if report.removed == 0 { String::new() } else { format!(", {} removed", report.removed) };
    format!(
        "{}, {}, {} → {}: {} written, {} left alone{removed}, in {}",
        plural(site.posts.len(), "post"),
        plural(site.pages.len(), "page"),
        plural(comments, "comment"),
        folder.display(),
        plural(report.written, "file"),
        report.unchanged,
        milliseconds(elapsed),
    )
}

/// `48 ms`, or `2.4 s`.
pub(super) fn milliseconds(elapsed: Duration) -> String {
    let milliseconds = elapsed.as_millis();
    if milliseconds < 1_000 { format!("{milliseconds} ms") } else { format!("{:.1} s", elapsed.as_secs_f64()) }
}
