//! The command line: arguments, printing, exit codes. One file a command; all of them use the library's public API.

mod args;
mod build;
mod check;
mod completions;
mod environment;
mod failure;
mod import;
mod init;
mod list;
mod new;
mod new_file;
mod output;
mod schema;
mod serve;

pub use environment::Environment;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;
use output::Output;

use crate::theme::STACK;

/// Runs the program: exit code 0 when it is done, 1 when the content has errors, 2 for usage and environment.
pub fn run(arguments: impl IntoIterator<Item = OsString>, environment: &Environment) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Nothing is left to be done when even the message cannot be printed.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    // Whoever has set up threads before has done so for good; then these are not needed.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    let output = Output::new(&args.global, environment);
    match command(&args, output, environment) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Content) => ExitCode::from(1),
        Err(Failure::Usage { message, help }) => {
            output.failure(&message, help.as_deref());
            ExitCode::from(2)
        }
    }
}

fn command(args: &Args, output: Output, environment: &Environment) -> Result<(), Failure> {
    let global = &args.global;
    match &args.command {
        Command::Init(command) => init::run(command, global, output, environment),
        Command::New(command) => new::run(command, global, output, environment),
        Command::Build(command) => build::run(command, global, output, environment),
        Command::Serve(command) => serve::run(command, global, output, environment),
        Command::Check(command) => check::run(command, global, output, environment),
        Command::List(command) => list::run(command, global, output, environment),
        Command::Import(command) => import::run(command, global, output, environment),
        Command::Completions(command) => {
            completions::run(command);
            Ok(())
        }
        Command::Schema(command) => {
            schema::run(command);
            Ok(())
        }
    }
}
