//! `columnist serve`

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use crate::address::Base;
use crate::project::{Options, assemble};
use crate::serve;

use super::args::{CheckFormat, Global, Serve};
use super::build::open_site;
use super::environment::Environment;
use super::failure::Failure;
use super::output::{Output, plural};

pub(super) fn run(args: &Serve, global: &Global, output: Output<'_>, environment: &Environment) -> Result<(), Failure> {
    let tree = open_site(&global.root)?;
    let address = SocketAddr::new(args.interface, args.port);
    let listener = serve::listen(address).map_err(|error| refused(address, &error))?;
    let real = listener.local_addr().map_err(|error| Failure::io("listen on", &address.to_string(), &error))?;
    let url = format!("http://{}", reachable(real));
    let base =
        Base::parse(&url).map_err(|error| Failure::usage(format!("{url} {error}"), "choose another interface"))?;
    let options = Options {
        now: global.now.unwrap_or(environment.now),
        drafts: args.selection.drafts,
        future: args.selection.future,
        base: Some(base),
    };
    let mut project = assemble(tree, &options);
    project.check_pages();
    output.diagnostics(&mut project, CheckFormat::Human, false)?;
    if let Some(parts) = &project.parts {
        let posts = plural(parts.site.posts.len(), "post");
        output.say(&format!("serving {posts} at {url}/ (Ctrl-C ends it)"));
    }
    serve::serve(listener, Arc::new(project)).map_err(|error| Failure::io("serve", &url, &error))
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
