//! `columnist import`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{fs, io};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::import::{BadExport, Counts, ImportError, Kind, Note, Options, Report, import};

use super::args::{Format, Global, Import};
use super::environment::Environment;
use super::failure::Failure;
use super::output::{Output, plural, result};

/// How long reading takes before it needs a progress bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// How many notes of one kind are printed, unless more were asked for.
const FEW: usize = 3;

pub(super) fn run(args: &Import, global: &Global, output: Output, environment: &Environment) -> Result<(), Failure> {
    let started = Instant::now();
    let (kind, file) = what(&args.what)?;
    let options = Options {
        kind,
        timezone: args.timezone.clone(),
        base: args.base_url.clone(),
        drafts_too: args.drafts_too,
        pending_too: args.pending_too,
        dry_run: args.dry_run,
        images: args.images.clone(),
        voices: args.voice.clone(),
    };
    let bar = Bar::new(&file, output.may_draw(environment), started);
    let imported = import(&global.root, &file, &options, &|bytes| bar.at(bytes));
    bar.drawn.finish_and_clear();
    let report = imported.map_err(|error| failure(error, &file, args.format, output))?;
    match args.format {
        Format::Json => result(&json(&report)),
        Format::Human => output.say(human(&report, args.dry_run, global.verbose).trim_end()),
    }
    Ok(())
}

/// The kind, where it was said, and the file.
fn what(words: &[PathBuf]) -> Result<(Option<Kind>, PathBuf), Failure> {
    match words {
        [file] => Ok((None, file.clone())),
        [kind, file] => {
            let kinds = [Kind::Blogger, Kind::WordPress, Kind::Disqus];
            let found = kinds.into_iter().find(|own| kind.to_str() == Some(own.as_str()));
            let no_kind = || {
                let help = "write `columnist import blogger FILE`, `wordpress` or `disqus`; or only the file";
                Failure::usage(format!("`{}` is no kind of export", kind.display()), help)
            };
            Ok((Some(found.ok_or_else(no_kind)?), file.clone()))
        }
        _ => Err(Failure::usage("no file is named", "write `columnist import FILE`")),
    }
}

/// A progress bar that shows itself only when reading takes long.
struct Bar {
    drawn: ProgressBar,
    may_draw: bool,
    is_drawn: AtomicBool,
    started: Instant,
}

impl Bar {
    fn new(file: &Path, may_draw: bool, started: Instant) -> Self {
        let length = fs::metadata(file).map_or(0, |data| data.len());
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { drawn: bar, may_draw, is_drawn: AtomicBool::new(false), started }
    }

    fn at(&self, bytes: u64) {
        if !self.may_draw || self.started.elapsed() < PATIENCE {
            return;
        }
        if !self.is_drawn.swap(true, Ordering::Relaxed) {
            self.drawn.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.drawn.set_position(bytes);
    }
}

/// A broken export is content with an error; everything else is for the user to put right.
fn failure(error: ImportError, file: &Path, format: Format, output: Output) -> Failure {
    match error {
        ImportError::Export(bad) => {
            match format {
                Format::Json => result(&bad_line(&bad, file)),
                Format::Human => {
                    let place = format!("{}:{}:{}: {}", file.display(), bad.line, bad.column, bad.message);
                    output.failure(&place, Some(&format!("{}; nothing was written", bad.help)));
                }
            }
            Failure::Content
        }
        ImportError::Option { message, help } => Failure::usage(message, help),
        ImportError::Io { doing, file, error } if error.kind() == io::ErrorKind::NotFound => {
            Failure::usage(format!("could not {doing} {file}: {error}"), "look at the file's name, and at `--root`")
        }
        ImportError::Io { doing, file, error } => Failure::io(doing, &file, &error),
        ImportError::Site(message) => Failure::usage(message, "mend the site first"),
    }
}

fn human(report: &Report, is_dry: bool, verbose: bool) -> String {
    let counts = &report.counts;
    let verb = if is_dry { "would take" } else { "took" };
    let kind = report.kind.map_or_else(String::new, |kind| format!(" from {kind}"));
    let mut text = format!(
        "{verb} {}, {} and {}{kind}: {} {}\n",
        plural(counts.posts, "post"),
        plural(counts.pages, "page"),
        plural(counts.comments, "comment"),
        plural(report.written.len(), "file"),
        if is_dry { "to write" } else { "written" },
    );
    let columns = counts.posts.saturating_sub(counts.notes);
    text.push_str(&format!(
        "  of the posts {} and {}, of posts and pages {}\n",
        plural(columns, "column"),
        plural(counts.notes, "note"),
        plural(counts.drafts, "draft"),
    ));
    text.push_str(&format!(
        "  of the comments {}, {} deep at most, and {} of removed ones\n",
        plural(counts.replies, "answer"),
        counts.depth,
        plural(counts.removed, "place"),
    ));
    if counts.known > 0 {
        text.push_str(&format!("  {} had come in before and were left as they are\n", counts.known));
    }
    text.push_str(&notes(&report.notes, verbose));
    if let Some(pattern) = &report.permalink {
        text.push_str(&format!("most posts keep their addresses with `permalink = \"{pattern}\"` in site.toml\n"));
    }
    text
}

/// The notes, those of one kind together.
fn notes(notes: &[Note], verbose: bool) -> String {
    let mut kinds: BTreeMap<&str, Vec<&Note>> = BTreeMap::new();
    for note in notes {
        kinds.entry(note.code).or_default().push(note);
    }
    let mut text = String::new();
    for (code, notes) in kinds {
        let shown = if verbose { notes.len() } else { FEW };
        for note in notes.iter().take(shown) {
            let file = note.file.as_ref().map_or_else(String::new, |file| format!("{file}: "));
            text.push_str(&format!("  [{code}] {file}{}\n", note.message));
        }
        if notes.len() > shown {
            text.push_str(&format!("  [{code}] and {} more (`--verbose` lists them)\n", notes.len() - shown));
        }
    }
    text
}

fn json(report: &Report) -> String {
    let written = report.written.iter().map(|file| line(&Line::File { file }));
    let notes = report
        .notes
        .iter()
        .map(|note| line(&Line::Note { code: note.code, file: note.file.as_deref(), message: &note.message }));
    let kind = report.kind.map_or("", Kind::as_str);
    let summary = line(&Line::Summary { kind, permalink: report.permalink.as_deref(), counts: &report.counts });
    written.chain(notes).chain([summary]).collect()
}

/// A line for scripts.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    File {
        file: &'a str,
    },
    Note {
        code: &'a str,
        file: Option<&'a str>,
        message: &'a str,
    },
    Summary {
        kind: &'a str,
        permalink: Option<&'a str>,
        #[serde(flatten)]
        counts: &'a Counts,
    },
    Error {
        code: &'a str,
        file: String,
        line: u64,
        column: u64,
        message: &'a str,
        help: &'a str,
    },
}

fn bad_line(bad: &BadExport, file: &Path) -> String {
    let file = file.display().to_string();
    let BadExport { line: row, column, message, help } = bad;
    line(&Line::Error { code: "bad-export", file, line: *row, column: *column, message, help })
}

#[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
fn line(value: &Line<'_>) -> String {
    let text = serde_json::to_string(value).expect("texts and numbers always serialise");
    format!("{text}\n")
}
