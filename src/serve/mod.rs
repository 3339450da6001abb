//! The site in a browser, from memory.
//!
//! A page is rendered when it is asked for, by the same function that `build` calls, so that both give the same bytes.
//! Only routes of the site are answered: a request's path is looked up among them and never reaches the file system.
//! This module does not know how a page is made.

mod media;
mod respond;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};

use crate::project::Project;

/// Takes an address to serve on; port 0 takes a free one.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address)
}

/// Serves a site until the process is interrupted.
pub fn serve(listener: TcpListener, project: Arc<Project>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let answer = |State(project): State<Arc<Project>>, request: Request| async move {
            respond::respond(&project, request.method(), request.uri())
        };
        let app = Router::new().fallback(answer).with_state(project);
        tokio::select! {
            served = axum::serve(listener, app) => served,
            interrupted = tokio::signal::ctrl_c() => interrupted,
        }
    })
}
