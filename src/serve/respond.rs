//! One request → one response.

use std::ops::Range;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::answer::Answer;
use super::board::Board;
use super::guard::{Audience, refusal};
use super::large_file::LargeFile;
use super::range::{Asked, asked};
use super::stream::{Reader, messages};

/// Where the server keeps what is its own; no page of a site is published there while it is watched.
const OWN: &str = "/__columnist/";

/// What runs in the browser.
const SCRIPT: &str = include_str!("desk.js");

/// Answers a request with what `build` would write at its route, or says why not.
pub(super) async fn respond(board: Arc<Board>, audience: Audience, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    let mut response = if let Some(reason) = refusal(audience, &parts.uri, &parts.headers) {
        plain(StatusCode::FORBIDDEN, reason)
    } else if !matches!(parts.method, Method::GET | Method::HEAD) {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered here");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        response
    } else if let Some(own) = parts.uri.path().strip_prefix(OWN).filter(|_| board.is_watched) {
        match own {
            "desk.js" => whole(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.into()),
            "events" if parts.method == Method::GET => {
                let reader = Reader::from_query(parts.uri.query().unwrap_or(""));
                let mut response = Response::new(Body::from_stream(messages(board, reader)));
                response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
                response
            }
            _ => plain(StatusCode::NOT_FOUND, "there is nothing here"),
        }
    } else {
        let path = parts.uri.path().to_owned();
        let made = tokio::task::spawn_blocking(move || page(&board, &path)).await;
        match made {
            Ok(answer) => file(answer, &parts),
            Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be made"),
        }
    };
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::REFERRER_POLICY, "same-origin"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The answer for a path, with the script that follows the changes where it is a page.
fn page(board: &Board, path: &str) -> Answer {
    let shown = board.shown();
    let mut answer = shown.answer(path);
    if board.is_watched && answer.is_page() {
        let source = answer.source.as_ref().map_or("", |source| source.as_str());
        let element = format!(
            "<script src=\"{OWN}desk.js?run={}&amp;version={}&amp;digest={:016x}&amp;source={}&amp;status={}\"></script>",
            board.run,
            shown.version(),
            answer.digest(),
            utf8_percent_encode(source, NON_ALPHANUMERIC),
            answer.status.as_u16(),
        );
        put_in(&mut answer.bytes, &element);
    }
    answer
}

/// Puts an element at the beginning of the head: nothing that a page says can keep it from running there, or send it
/// elsewhere (`base`). A page without a head begins one with it.
fn put_in(page: &mut Vec<u8>, element: &str) {
    let at = head_start(page);
    #[expect(clippy::disallowed_methods, reason = "`head_start` gives a place in the page")]
    page.splice(at..at, element.bytes());
}

/// Where the content of the head begins: behind what may stand before it, which is comments, the doctype, and the tags
/// of `html` and `head` (HTML Living Standard, section 13.2.6.4).
fn head_start(page: &[u8]) -> usize {
    let mut at = 0;
    loop {
        let rest = page.get(at..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let tag = rest.get(blank..).unwrap_or_default();
        let length = if tag.starts_with(&[0xef, 0xbb, 0xbf]) {
            Some(3)
        } else if tag.starts_with(b"<!--") {
            find(tag, b"-->").map(|end| end + 3)
        } else if tag.starts_with(b"<!") || is_tag(tag, b"<html") || is_tag(tag, b"<head") {
            tag_length(tag)
        } else {
            None
        };
        let Some(length) = length else { return at };
        at += blank + length;
        if is_tag(tag, b"<head") {
            return at;
        }
    }
}

fn is_tag(text: &[u8], tag: &[u8]) -> bool {
    text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
        && text.get(tag.len()).is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
}

/// The bytes of a tag up to its end; what is quoted does not end it.
fn tag_length(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// The response for a file, or for the part of it that is asked for.
fn file(answer: Answer, request: &Parts) -> Response<Body> {
    if let Some(location) = answer.location {
        let location = request.uri.query().map_or(location.clone(), |query| format!("{location}?{query}"));
        let mut response = whole(answer.status, answer.media_type, Bytes::new());
        // An address of the site is percent-encoded, and so is a query that came through HTTP.
        if let Ok(location) = HeaderValue::from_str(&location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        return response;
    }
    let content = match answer.file {
        Some(path) => match LargeFile::open(&path) {
            Ok(file) => Content::File(file),
            Err(_) => return plain(StatusCode::INTERNAL_SERVER_ERROR, "the file cannot be read any more"),
        },
        None => Content::Bytes(answer.bytes.into()),
    };
    let length = content.length();
    // Ranges are for GET only, and without a validator no earlier part can be known to fit: `If-Range` asks for all of it.
    let has_range = request.method == Method::GET && !request.headers.contains_key(header::IF_RANGE);
    let range = request.headers.get(header::RANGE).filter(|_| has_range);
    let range = range.filter(|_| answer.status == StatusCode::OK).and_then(|range| range.to_str().ok());
    let (status, body, content_range) = match asked(range, length) {
        Asked::All => (answer.status, content.part(0..length), None),
        Asked::Part(part) => {
            let content_range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            (StatusCode::PARTIAL_CONTENT, content.part(part), Some(content_range))
        }
        Asked::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, Body::empty(), Some(format!("bytes */{length}"))),
    };
    let mut response = with_body(status, answer.media_type, body);
    response.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(value) = content_range.and_then(|text| HeaderValue::from_str(&text).ok()) {
        response.headers_mut().insert(header::CONTENT_RANGE, value);
    }
    response
}

/// What is answered, in memory or on the disk.
enum Content {
    Bytes(Bytes),
    File(LargeFile),
}

impl Content {
    fn length(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::File(file) => file.length(),
        }
    }

    /// A part that lies in it.
    fn part(self, part: Range<usize>) -> Body {
        match self {
            Self::Bytes(bytes) => bytes.slice(part).into(),
            Self::File(file) => file.part(part),
        }
    }
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    whole(status, "text/plain; charset=utf-8", format!("{text}\n").into())
}

fn whole(status: StatusCode, media_type: &'static str, bytes: Bytes) -> Response<Body> {
    with_body(status, media_type, bytes.into())
}

fn with_body(status: StatusCode, media_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_script(page: &str) -> String {
        let mut bytes = page.as_bytes().to_vec();
        put_in(&mut bytes, "<s>");
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_script_stands_at_the_beginning_of_the_head() {
        for (page, expected) in [
            (
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<base>",
                "<!doctype html>\n<html lang=\"en\">\n<head><s>\n<base>",
            ),
            ("<!-- <head> -->\n<HTML a='>'><Head x>y", "<!-- <head> -->\n<HTML a='>'><Head x><s>y"),
            ("\u{feff}<!DOCTYPE html><title>x</title>", "\u{feff}<!DOCTYPE html><s><title>x</title>"),
            ("<header>a page</header>", "<s><header>a page</header>"),
            ("a page", "<s>a page"),
            ("<!-- no end", "<s><!-- no end"),
            ("<html", "<s><html"),
        ] {
            assert_eq!(with_script(page), expected);
        }
    }
}
