//! The program: gathers what comes from outside and hands it to the library.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::{env, io};

use columnist::cli::{Environment, run};
use columnist::project::Clock;
use jiff::Timestamp;

/// Making very many small strings is most of what a build does, and this allocator is made for it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[expect(clippy::disallowed_methods, reason = "the clock and the environment are read here and nowhere else")]
fn main() -> ExitCode {
    let epoch = env::var("SOURCE_DATE_EPOCH").ok();
    let clock = match epoch.as_deref().map(|epoch| epoch.trim().parse().map(Timestamp::from_second)) {
        None => Clock::Running(Timestamp::now),
        Some(Ok(Ok(now))) => Clock::Stopped(now),
        Some(_) => {
            eprintln!("error: SOURCE_DATE_EPOCH is no number of seconds since 1970");
            return ExitCode::from(2);
        }
    };
    let environment = Environment {
        clock,
        home: env::home_dir(),
        editor: env::var("VISUAL").or_else(|_| env::var("EDITOR")).ok(),
        no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        is_terminal: io::stderr().is_terminal(),
    };
    run(env::args_os(), &environment)
}
