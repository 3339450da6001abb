//! `columnist completions`

use clap::CommandFactory;

use super::args::{Args, Completions};
use super::failure::Failure;
use super::output::Output;

pub(super) fn run(args: &Completions, output: &Output) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "columnist", &mut script);
    output.result(&String::from_utf8_lossy(&script));
    Ok(())
}
