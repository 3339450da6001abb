//! `columnist serve`

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::address::Base;
use crate::diagnostic::{Located, Severity};
use crate::project::{Clock, Options, assemble};
use crate::serve::{self, Audience, Board, Desk, News, Server, Watcher};
use crate::source::SourcePath;

use super::args::{CheckFormat, Global, Serve};
use super::build::{cache, milliseconds, no_site, open_site};
use super::environment::Environment;
use super::failure::Failure;
use super::output::{Output, plural};

pub(super) fn run(args: &Serve, global: &Global, output: Output, environment: &Environment) -> Result<(), Failure> {
    let tree = open_site(&global.root)?;
    let address = SocketAddr::new(args.interface, args.port);
    let listener = serve::listen(address).map_err(|error| refused(args, global, address, &error))?;
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
        Arc::new(Board::still(project, cache(global)))
    };
    let audience = if real.ip().is_loopback() { Audience::Machine } else { Audience::Network };
    let failed = |error| Failure::io("serve", &url, &error);
    let server = Server::new(listener).map_err(failed)?;
    say_where(args, &board, &url, real, output);
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
    let desk = Desk::open(&root, options, clock, cache(global)).map_err(|_| no_site(&root))?;
    let board = Arc::clone(desk.board());
    let printed = Mutex::new(board.shown().diagnostics());
    output.located(&root, &board.shown().diagnostics(), CheckFormat::Human);
    let at = Arc::clone(&board);
    let tell = move |news: News<'_>| {
        let mut printed = printed.lock().unwrap_or_else(PoisonError::into_inner);
        let problems = match news {
            News::Polling { why } => {
                output.warning(&format!("{why}, so all files are looked at again and again"));
                return;
            }
            News::Changed { files, elapsed, problems } => {
                let change = Change { files, elapsed, before: &printed, now: &problems };
                output.say(&change.line(&root, left_out(&at, files)));
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

/// Why none of the documents that changed is shown, where that is so.
fn left_out(board: &Board, files: &BTreeSet<SourcePath>) -> Option<&'static str> {
    let shown = board.shown();
    let site = &shown.project().parts.as_ref()?.site;
    let mut reasons = files.iter().map(|file| site.left_out(file));
    let first = reasons.next()??;
    reasons.all(|reason| reason.is_some()).then_some(first)
}

/// What happened to the files, and what is wrong.
struct Change<'c> {
    files: &'c BTreeSet<SourcePath>,
    elapsed: Duration,
    before: &'c [Located],
    now: &'c [Located],
}

impl Change<'_> {
    /// One line: what changed, and what became of it.
    fn line(&self, root: &Path, left_out: Option<&'static str>) -> String {
        let what = self.what(root);
        let elapsed = milliseconds(self.elapsed);
        let errors = |problems: &[Located]| -> Vec<Located> {
            problems.iter().filter(|problem| problem.severity == Severity::Error).cloned().collect()
        };
        let (before, now) = (errors(self.before), errors(self.now));
        if !now.is_empty() && before == now {
            format!("{what}, but {} is left; the pages stay as they were", plural(now.len(), "error"))
        } else if !now.is_empty() {
            format!("{what}, found wrong after {elapsed}; the pages stay as they were")
        } else if let Some(reason) = left_out {
            let option = if reason == "a draft" { "--drafts" } else { "--future" };
            format!("{what}, and is not shown: it is {reason} (`{option}` shows it)")
        } else if self.now.is_empty() && !self.before.is_empty() {
            format!("{what}, shown after {elapsed}, nothing is wrong any more")
        } else {
            format!("{what}, shown after {elapsed}")
        }
    }

    /// `content/posts/a.md changed`, or `content/posts/a.md and 3 other files changed`.
    fn what(&self, root: &Path) -> String {
        let Some(first) = self.files.first() else { return "a scheduled post is due".to_owned() };
        match self.files.len() {
            1 if root.join(first.as_str()).exists() => format!("{first} changed"),
            1 => format!("{first} was removed"),
            number => format!("{first} and {} changed", plural(number - 1, "other file")),
        }
    }
}

fn say_where(args: &Serve, board: &Board, url: &str, real: SocketAddr, output: Output) {
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
    let drafts = if args.selection.drafts { ", with your drafts" } else { "" };
    output.alert(&format!("others on your network can read this site at {place}{drafts}"));
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

fn refused(args: &Serve, global: &Global, address: SocketAddr, error: &std::io::Error) -> Failure {
    let port = address.port();
    match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            let next =
                (port..=u16::MAX).skip(1).find(|port| serve::listen(SocketAddr::new(address.ip(), *port)).is_ok());
            let help = next.map_or_else(
                || "end the other program, or choose another port with `--port`".to_owned(),
                |next| format!("end that one, or take the next free port: `{}`", command(args, global, next)),
            );
            let message = format!("the port {port} is in use, perhaps by a `columnist serve` in another window");
            Failure::usage(message, help)
        }
        std::io::ErrorKind::AddrNotAvailable => Failure::usage(
            format!("this machine does not have the address {}", address.ip()),
            "take `--interface` out for your own browser only, or write `--interface 0.0.0.0` for your whole network",
        ),
        _ => Failure::io("listen on", &address.to_string(), error),
    }
}

/// The same command with another port.
fn command(args: &Serve, global: &Global, port: u16) -> String {
    let mut words = vec!["columnist".to_owned()];
    if global.root != Path::new(".") {
        words.push(format!("--root {}", global.root.display()));
    }
    words.push("serve".to_owned());
    let selection = &args.selection;
    let given = [
        (args.watch, "--watch"),
        (selection.drafts, "--drafts"),
        (selection.future, "--future"),
        (args.poll, "--poll"),
        (args.open, "--open"),
    ];
    words.extend(given.iter().filter(|(is_given, _)| *is_given).map(|(_, word)| (*word).to_owned()));
    if args.interface != IpAddr::V4(Ipv4Addr::LOCALHOST) {
        words.push(format!("--interface {}", args.interface));
    }
    words.push(format!("--port {port}"));
    words.join(" ")
}
