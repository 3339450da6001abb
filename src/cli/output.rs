//! Printing.

use std::io::{self, Write};
use std::path::{Component, Path};

use crate::diagnostic::{self, Located, Severity};
use crate::project::Project;

use super::args::{CheckFormat, ColorWhen, Global};
use super::environment::Environment;
use super::failure::Failure;

/// Prints what the commands say: results to standard output, what is wrong to standard error.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output {
    colour: bool,
    quiet: bool,
    verbose: bool,
}

impl Output {
    pub(super) fn new(global: &Global, environment: &Environment) -> Self {
        let colour = match global.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => environment.is_terminal && !environment.no_color,
        };
        Self { colour, quiet: global.quiet, verbose: global.verbose }
    }

    /// Whether a progress bar may be drawn.
    pub(super) fn may_draw(self, environment: &Environment) -> bool {
        environment.is_terminal && !self.quiet
    }

    /// A line for people.
    pub(super) fn say(self, text: &str) {
        if !self.quiet {
            print(&mut io::stdout().lock(), &format!("{text}\n"));
        }
    }

    /// A line for people who asked for more.
    pub(super) fn detail(self, text: &str) {
        if self.verbose {
            print(&mut io::stderr().lock(), &format!("{text}\n"));
        }
    }

    /// What went another way than was asked.
    pub(super) fn warning(self, text: &str) {
        if !self.quiet {
            self.alert(text);
        }
    }

    /// What must be known, whatever `--quiet` says.
    pub(super) fn alert(self, text: &str) {
        let (bold, plain) = if self.colour { ("\u{1b}[1;33m", "\u{1b}[0m") } else { ("", "") };
        print(&mut io::stderr().lock(), &format!("{bold}warning{plain}: {text}\n"));
    }

    /// Why the command could not be done.
    pub(super) fn failure(self, message: &str, help: Option<&str>) {
        let (bold, plain) = if self.colour { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
        let help = help.map_or_else(String::new, |help| format!("\n  help: {help}"));
        print(&mut io::stderr().lock(), &format!("{bold}error{plain}: {message}{help}\n"));
    }

    /// Prints everything that is wrong with a project in a folder, and fails where it cannot be published.
    pub(super) fn diagnostics(
        self,
        root: &Path,
        project: &mut Project,
        format: CheckFormat,
        strict: bool,
    ) -> Result<(), Failure> {
        let found = std::mem::take(&mut project.diagnostics);
        let mut located = diagnostic::locate(found, |file| project.text_of(file));
        if strict {
            for diagnostic in &mut located {
                diagnostic.severity = Severity::Error;
            }
        }
        let errors = self.located(root, &located, format);
        if errors > 0 || project.parts.is_none() { Err(Failure::Content) } else { Ok(()) }
    }

    /// Prints what is wrong; the number of errors.
    pub(super) fn located(self, root: &Path, located: &[Located], format: CheckFormat) -> usize {
        let draw = |diagnostic: &Located| match format {
            CheckFormat::Human => diagnostic::human(diagnostic, self.colour) + "\n",
            CheckFormat::Json => diagnostic::json(diagnostic),
            CheckFormat::Github => diagnostic::github(diagnostic, &prefix(root)),
        };
        let errors = located.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        let warnings = located.len() - errors;
        let shown = located.iter().filter(|diagnostic| !self.quiet || diagnostic.severity == Severity::Error);
        let text: String = shown.map(draw).collect();
        if format == CheckFormat::Human {
            print(&mut io::stderr().lock(), &text);
            if errors > 0 || (warnings > 0 && !self.quiet) {
                let shown = if self.quiet { 0 } else { warnings };
                let count = [count(errors, "error"), count(shown, "warning")];
                let count: Vec<&str> = count.iter().flatten().map(String::as_str).collect();
                print(&mut io::stderr().lock(), &format!("{}\n", count.join(", ")));
            }
        } else {
            print(&mut io::stdout().lock(), &text);
        }
        errors
    }
}

/// The site's folder before the paths of its files, where it lies below the current one.
fn prefix(root: &Path) -> String {
    let parts = root.components().filter(|part| matches!(part, Component::Normal(_)));
    let is_below = root.is_relative() && !root.components().any(|part| part == Component::ParentDir);
    if is_below {
        parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
    } else {
        String::new()
    }
}

/// `3 errors`, `1 error`, or nothing for none.
fn count(number: usize, what: &str) -> Option<String> {
    (number > 0).then(|| plural(number, what))
}

/// `1 post`, `2 posts`.
pub(super) fn plural(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// A result, on standard output, whatever `--quiet` says.
pub(super) fn result(text: &str) {
    print(&mut io::stdout().lock(), text);
}

/// A closed pipe (`columnist list | head`) is no reason to fail.
fn print(to: &mut dyn Write, text: &str) {
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}
