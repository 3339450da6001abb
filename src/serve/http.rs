//! The server: connections in, responses out.
//!
//! There are never more connections than the system allows files: the oldest gives way to the newest, so that no client
//! can keep others out by holding on to many.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::Request;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::AbortHandle;

use crate::theme::STACK;

use super::board::Board;
use super::guard::Audience;
use super::respond::respond;

/// How long a client may take to send a request's head.
const HEAD: Duration = Duration::from_secs(10);

/// Pages that are made at the same time, at most.
const MAKERS: usize = 8;

/// Files that must stay free for other things than connections.
const RESERVED: u64 = 64;

/// More connections than this are of no use to anybody.
const MOST: u64 = 16_384;

/// Takes an address to serve on; port 0 takes a free one.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address)
}

/// A server that hears the signals that end it: once it is there, what is told about it is true.
pub struct Server {
    listener: TcpListener,
    runtime: Runtime,
    interruption: Interruption,
}

impl Server {
    /// Gets ready to serve at an address that was taken.
    pub fn new(listener: TcpListener) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let mut builder = Builder::new_multi_thread();
        let runtime = builder.enable_all().max_blocking_threads(MAKERS).thread_stack_size(STACK).build()?;
        let interruption = {
            let _context = runtime.enter();
            Interruption::hear()?
        };
        Ok(Self { listener, runtime, interruption })
    }

    /// Serves what hangs at the board until the process is interrupted.
    pub fn serve(self, board: &Arc<Board>, audience: Audience) -> io::Result<()> {
        let Self { listener, runtime, interruption } = self;
        let result = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::select! {
                () = accept(listener, board, audience) => Ok(()),
                () = interruption.comes() => Ok(()),
            }
        });
        // Nobody waits for a page that is still being made.
        runtime.shutdown_background();
        result
    }
}

/// The ways in which the user or the system wants the program to end.
#[cfg(unix)]
struct Interruption([Signal; 3]);

#[cfg(unix)]
impl Interruption {
    fn hear() -> io::Result<Self> {
        let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let [interrupt, terminate, hangup] = kinds.map(signal);
        Ok(Self([interrupt?, terminate?, hangup?]))
    }

    async fn comes(self) {
        let [mut interrupt, mut terminate, mut hangup] = self.0;
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
            _ = hangup.recv() => (),
        }
    }
}

/// The ways in which the user wants the program to end.
#[cfg(windows)]
struct Interruption(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Interruption {
    fn hear() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn comes(mut self) {
        self.0.recv().await;
    }
}

async fn accept(listener: tokio::net::TcpListener, board: &Arc<Board>, audience: Audience) {
    let connections = Arc::new(Connections::new(most_connections()));
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            connections.open(stream, Arc::clone(board), audience);
        } else {
            // The client is gone already, or files have run out: then another connection must give way.
            connections.close_oldest();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// The open connections, oldest first.
struct Connections {
    most: usize,
    open: Mutex<(u64, BTreeMap<u64, AbortHandle>)>,
}

impl Connections {
    fn new(most: usize) -> Self {
        Self { most, open: Mutex::default() }
    }

    fn open(self: &Arc<Self>, stream: TcpStream, board: Arc<Board>, audience: Audience) {
        // What is sent is small and wanted at once.
        let _ = stream.set_nodelay(true);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        while open.1.len() >= self.most {
            close_first(&mut open.1);
        }
        open.0 += 1;
        let number = open.0;
        let connections = Arc::clone(self);
        let task = tokio::spawn(async move {
            let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                let board = Arc::clone(&board);
                async move {
                    Ok::<_, Infallible>(
                        respond(board, audience, Request::from(request.map(axum::body::Body::new))).await,
                    )
                }
            });
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD).half_close(true);
            // A client that breaks off, or sends what is no HTTP, harms only itself.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
            connections.open.lock().unwrap_or_else(PoisonError::into_inner).1.remove(&number);
        });
        open.1.insert(number, task.abort_handle());
    }

    fn close_oldest(&self) {
        close_first(&mut self.open.lock().unwrap_or_else(PoisonError::into_inner).1);
    }
}

fn close_first(open: &mut BTreeMap<u64, AbortHandle>) {
    if let Some((_, oldest)) = open.pop_first() {
        oldest.abort();
    }
}

/// How many connections may be open at once: as many as the system allows this process files, after asking it for as
/// many as it gives.
fn most_connections() -> usize {
    let most = file_limit().saturating_sub(RESERVED).clamp(16, MOST);
    usize::try_from(most).unwrap_or(16)
}

#[cfg(unix)]
fn file_limit() -> u64 {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.unwrap_or(u64::MAX).min(MOST + RESERVED);
    if limit.current.is_some_and(|current| current < wanted) {
        let before = limit.current;
        limit.current = Some(wanted);
        if setrlimit(Resource::Nofile, limit).is_err() {
            limit.current = before;
        }
    }
    limit.current.unwrap_or(MOST)
}

#[cfg(not(unix))]
fn file_limit() -> u64 {
    512
}
