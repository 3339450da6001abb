//! `columnist completions`

use clap::CommandFactory;

use super::args::{Args, Completions};
use super::output::result;

pub(super) fn run(args: &Completions) {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "columnist", &mut script);
    result(&String::from_utf8_lossy(&script));
}
