//! Which requests are refused, whatever they ask for.
//!
//! The server is for the author's browser. A page from elsewhere must not read drafts through it: not by a name of its
//! own that it makes lead to this machine (DNS rebinding), nor by asking across origins.

use std::net::IpAddr;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};

/// Whom the server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Browsers on this machine.
    Machine,
    /// Browsers that can reach it by an address.
    Network,
}

/// Why a request is refused, in a sentence for whoever reads it.
pub(super) fn refusal(audience: Audience, uri: &Uri, headers: &HeaderMap) -> Option<&'static str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let first = hosts.next().and_then(|host| host.to_str().ok()?.parse::<Authority>().ok());
    let (Some(host), None) = (first, hosts.next()) else { return Some("the request names no host, or several") };
    let is_own = |host: &Authority| {
        let has_good_port = host.as_str() == host.host() || host.port_u16().is_some();
        !host.as_str().contains('@') && has_good_port && is_own_name(audience, host.host())
    };
    if !is_own(&host) || uri.authority().is_some_and(|authority| !is_own(authority)) {
        return Some("this host is not the server's: ask for localhost, or for the address that it printed");
    }
    let is_twice = |name: &str| headers.get_all(name).iter().nth(1).is_some();
    if ["origin", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"].into_iter().any(is_twice) {
        return Some("the request says twice where it comes from");
    }
    if let Some(origin) = headers.get(header::ORIGIN) {
        let is_same = origin
            .to_str()
            .ok()
            .and_then(|origin| origin.split_once("://"))
            .is_some_and(|(_, from)| from.eq_ignore_ascii_case(host.as_str()));
        if !is_same {
            return Some("the request comes from a page of another origin");
        }
    }
    // Fetch Metadata (W3C): browsers say where a request comes from. A link that is followed is no harm, but a page that is
    // shown inside of another is.
    let says = |name: &str, values: &[&str]| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| values.contains(&value))
    };
    let is_inside = says("sec-fetch-dest", &["iframe", "frame", "embed", "object", "fencedframe"]);
    let is_followed = says("sec-fetch-mode", &["navigate"]) && !is_inside;
    if says("sec-fetch-site", &["cross-site", "same-site"]) && !is_followed {
        return Some("the request comes from a page of another site");
    }
    None
}

/// Whether a host can only mean this server: a name that no other server can have, or an address, which no foreign page
/// can take for its own name.
fn is_own_name(audience: Audience, host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if host == "localhost" || host.ends_with(".localhost") {
        return true;
    }
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(&host);
    address.parse::<IpAddr>().is_ok_and(|address| audience == Audience::Network || address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn refused(audience: Audience, headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        refusal(audience, &Uri::from_static("/"), &map).is_some()
    }

    #[test]
    fn hosts_of_others_are_refused() {
        for own in ["localhost:1111", "LOCALHOST", "127.0.0.1:1", "[::1]:1111", "a.localhost:1111", "127.8.8.8"] {
            assert!(!refused(Audience::Machine, &[("host", own)]), "{own}");
        }
        for foreign in [
            "evil.example",
            "localhost.evil.example",
            "192.168.1.5:1111",
            "localhost@evil.example",
            "",
            "a b",
            "[::1",
            "127.0.0.1:abc",
        ] {
            assert!(refused(Audience::Machine, &[("host", foreign)]), "{foreign}");
        }
        assert!(refused(Audience::Machine, &[]));
        assert!(refused(Audience::Machine, &[("host", "localhost"), ("host", "localhost")]));
        assert!(!refused(Audience::Network, &[("host", "192.168.1.5:1111")]));
        assert!(refused(Audience::Network, &[("host", "evil.example")]));
        let uri = Uri::from_static("http://evil.example/");
        let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("localhost"))]);
        assert!(refusal(Audience::Machine, &uri, &headers).is_some());
    }

    #[test]
    fn pages_of_other_origins_are_refused() {
        let with = |name, value| refused(Audience::Machine, &[("host", "localhost:1111"), (name, value)]);
        assert!(!with("origin", "http://localhost:1111"));
        for foreign in ["http://evil.example", "http://localhost:3000", "http://localhost", "null", ""] {
            assert!(with("origin", foreign), "{foreign}");
        }
        assert!(with("sec-fetch-site", "cross-site") && with("sec-fetch-site", "same-site"));
        assert!(!with("sec-fetch-site", "same-origin") && !with("sec-fetch-site", "none"));
        let link = [("host", "localhost"), ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")];
        assert!(!refused(Audience::Machine, &link));
        let frame = [&link[..], &[("sec-fetch-dest", "iframe")]].concat();
        assert!(refused(Audience::Machine, &frame));
    }
}
