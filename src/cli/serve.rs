//! `columnist serve`

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::address::Base;
use crate::diagnostic::{Located, Severity};
use crate::project::{Clock, Options, assemble};
use crate::serve::{self, Audience, Board, Desk, News, Server, Watcher};
use crate::source::SourcePath;

use super::args::{CheckFormat, Global, Serve};
use super::build::{milliseconds, no_site, open_site};
use super::environment::Environment;
use super::failure::Failure;
use super::output::{Output, plural};

pub(super) fn run(args: &Serve, global: &Global, output: Output, environment: &Environment) -> Result<(), Failure> {
    let tree = open_site(&global.root)?;
    let address = SocketAddr::new(args.interface, args.port);
    let listener = serve::listen(address).map_err(|error| refused(address, &error))?;
    let real = listener.local_addr().map_err(|error| Failure::io("listen on", &address.to_string(), &error))?;
    let url = format!("http://{}", reachable(real));
    let base =
        Base::parse(&url).map_err(|error| Failure::usage(format!("{url} {error}"), "choose another interface"))?;
    let clock = environment.clock.or_stopped_at(global.now);
    let options =
        Options { now: clock.now(), drafts: args.selection.drafts, future: args.selection.future, base: Some(base) };
    let board = if args.watch {
        // From here on the desk reads for itself.
        drop(tree);
        watched(args, global, options, clock, output)?
    } else {
        let mut project = assemble(tree, &options);
        project.check_pages();
        output.diagnostics(&global.root, &mut project, CheckFormat::Human, false)?;
        Arc::new(Board::still(project))
    };
    let audience = if real.ip().is_loopback() { Audience::Machine } else { Audience::Network };
    let failed = |error| Failure::io("serve", &url, &error);
    let server = Server::new(listener).map_err(failed)?;
    say_where(&board, &url, real, output);
    if args.open
        && let Err(error) = open::that_detached(format!("{url}/"))
    {
        output.warning(&format!("no browser could be opened ({error}); go to {url}/"));
    }
    server.serve(&board, audience).map_err(failed)
}

/// Begins to follow the changes of the files in the background.
fn watched(
    args: &Serve,
    global: &Global,
    options: Options,
    clock: Clock,
    output: Output,
) -> Result<Arc<Board>, Failure> {
    let root: PathBuf = global.root.clone();
    let watcher = Watcher::start(&root, args.poll);
    let desk = Desk::open(&root, options, clock).map_err(|_| no_site(&root))?;
    let board = Arc::clone(desk.board());
    let printed = Mutex::new(board.shown().diagnostics());
    output.located(&root, &board.shown().diagnostics(), CheckFormat::Human);
    let tell = move |news: News<'_>| {
        let mut printed = printed.lock().unwrap_or_else(PoisonError::into_inner);
        let problems = match news {
            News::Polling { why } => {
                output.warning(&format!("{why}, so all files are looked at again and again"));
                return;
            }
            News::Changed { files, elapsed, problems } => {
                output.say(&changed(files, elapsed, &problems, !printed.is_empty()));
                problems
            }
            News::Checked { problems } => problems,
        };
        if *printed != problems {
            output.located(&root, &problems, CheckFormat::Human);
            *printed = problems;
        }
    };
    thread::spawn(move || desk.run(watcher, &tell));
    Ok(board)
}

/// One line: what changed, and what became of it.
fn changed(files: &BTreeSet<SourcePath>, elapsed: Duration, problems: &[Located], had_problems: bool) -> String {
    let what = if files.is_empty() { "a scheduled post is due".to_owned() } else { named(files) + " changed" };
    let elapsed = milliseconds(elapsed);
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        format!("{what}, found wrong after {elapsed}; the pages stay as they were")
    } else if problems.is_empty() && had_problems {
        format!("{what}, shown after {elapsed}, nothing is wrong any more")
    } else {
        format!("{what}, shown after {elapsed}")
    }
}

/// `content/posts/a.md`, or `content/posts/a.md and 3 other files`.
fn named(files: &BTreeSet<SourcePath>) -> String {
    let first = files.first().map_or("", |first| first.as_str());
    match files.len() {
        0 | 1 => first.to_owned(),
        number => format!("{first} and {}", plural(number - 1, "other file")),
    }
}

fn say_where(board: &Board, url: &str, real: SocketAddr, output: Output) {
    let shown = board.shown();
    let what = match &shown.project().parts {
        Some(parts) => plural(parts.site.posts.len(), "post"),
        None => "a site with errors".to_owned(),
    };
    output.say(&format!("serving {what} at {url}/ (Ctrl-C ends it)"));
    if real.ip().is_loopback() {
        return;
    }
    let address = if real.ip().is_unspecified() { own_address(real.ip()) } else { Some(real.ip()) };
    let place = address.map_or_else(
        || format!("port {} of this machine", real.port()),
        |ip| format!("http://{}/", SocketAddr::new(ip, real.port())),
    );
    output.warning(&format!("others on your network can read this site at {place}, drafts that are shown too"));
}

/// This machine's address on its network.
fn own_address(any: IpAddr) -> Option<IpAddr> {
    let (from, to): (IpAddr, IpAddr) = match any {
        // Addresses for documentation (RFC 5737, RFC 3849); choosing a way to them sends nothing.
        IpAddr::V4(_) => (Ipv4Addr::UNSPECIFIED.into(), Ipv4Addr::new(192, 0, 2, 1).into()),
        IpAddr::V6(_) => (Ipv6Addr::UNSPECIFIED.into(), Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into()),
    };
    let socket = UdpSocket::bind((from, 0)).ok()?;
    socket.connect((to, 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|ip| !ip.is_loopback())
}

/// An address that a browser on this machine can open: nobody can go to "any address".
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
    }
    address
}

fn refused(address: SocketAddr, error: &std::io::Error) -> Failure {
    if error.kind() == std::io::ErrorKind::AddrInUse {
        let next = (address.port()..=u16::MAX)
            .skip(1)
            .find(|port| serve::listen(SocketAddr::new(address.ip(), *port)).is_ok());
        let help = next.map_or_else(
            || "end the other program, or choose another port with `--port`".to_owned(),
            |port| format!("the next free one is {port}: `columnist serve --port {port}`"),
        );
        return Failure::usage(format!("the port {} is in use by another program", address.port()), help);
    }
    Failure::io("listen on", &address.to_string(), error)
}
