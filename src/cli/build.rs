//! `columnist build`

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::project::{Options, Parts, Project, assemble, open};
use crate::publish::{Guard, PublishError, Report, publish};
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
    let tree = open_site(&global.root)?;
    let options = Options {
        now: environment.clock.or_stopped_at(global.now).now(),
        drafts: args.selection.drafts,
        future: args.selection.future,
        base: args.base_url.clone(),
    };
    let mut project = assemble(tree, &options);
    let is_stopped = !project.is_publishable() || (args.strict && !project.diagnostics.is_empty());
    if is_stopped {
        // The pages that can be made are made all the same, so that every mistake is reported at once.
        project.check_pages();
    }
    let format = CheckFormat::from(args.format);
    output.diagnostics(&global.root, &mut project, format, args.strict)?;
    output.detail(&format!("read and linked in {}", milliseconds(started.elapsed())));
    let Some(parts) = &project.parts else { return Err(Failure::Content) };
    let folder = args.output.clone().unwrap_or_else(|| in_site(&global.root, &parts.site.config.output_dir));
    let guard = Guard { root: global.root.clone(), home: environment.home.clone() };
    let result = write(&project, parts, &folder, &guard, output.may_draw(environment), started);
    match result {
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

/// A path that site.toml gives from the site's folder.
fn in_site(root: &Path, path: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(path) } else { root.join(path) }
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
    folder: &Path,
    guard: &Guard,
    may_draw: bool,
    started: Instant,
) -> Result<Report, PublishError> {
    let renderer = Renderer::new(&parts.site, &parts.theme, &project.tree);
    let routes: Vec<_> = parts.site.routes.keys().collect();
    let bar = ProgressBar::with_draw_target(Some(routes.len() as u64), ProgressDrawTarget::hidden());
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
    let result = publish(&renderer, &routes, folder, guard, &progress);
    bar.finish_and_clear();
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
