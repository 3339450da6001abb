//! What an open browser is told: the whole state after every change, so that missing some loses nothing.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Bytes;
use futures_util::stream::{Stream, StreamExt, iter, unfold};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use tokio::sync::watch;

use crate::diagnostic::{Located, Severity};
use crate::source::SourcePath;

use super::board::Board;
use super::shown::{Asset, Shown};

/// What a browser says of the page that it shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Reader {
    /// The path of its address.
    page: String,
    /// The run of the server that made the page.
    run: String,
    /// The version that it was made from.
    version: u64,
    /// Of its bytes.
    digest: String,
    /// The document that it was made of.
    source: Option<SourcePath>,
}

impl Reader {
    /// Reads the query of a request; what is not understood is left at nothing, which makes the page reload.
    pub(super) fn from_query(query: &str) -> Self {
        let mut reader = Self::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned();
            match name {
                "page" => reader.page = value,
                "run" => reader.run = value,
                "version" => reader.version = value.parse().unwrap_or_default(),
                "digest" => reader.digest = value,
                "source" => reader.source = Some(value).filter(|path| !path.is_empty()).map(SourcePath::new),
                _ => {}
            }
        }
        reader
    }
}

/// Whether a page is still what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum PageState {
    Same,
    Changed,
    Moved,
}

/// What one browser is told, but for what is wrong, which all are told alike.
#[derive(Debug, Serialize)]
struct Head<'m> {
    run: &'m str,
    version: u64,
    page: PageState,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    assets: Vec<Asset>,
    /// Why this very page cannot be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// What is wrong.
#[derive(Debug, Serialize)]
struct Told {
    diagnostics: Vec<Problem>,
    /// How many more there are.
    more: usize,
}

/// So many problems are sent; whoever has more sees them after mending these.
const MOST: usize = 1_000;

#[derive(Debug, Serialize)]
struct Problem {
    severity: Severity,
    code: &'static str,
    file: String,
    line: usize,
    column: usize,
    message: String,
    help: String,
    /// The source line.
    text: String,
    /// What is meant of it, in UTF-16 code units, as JavaScript counts.
    from: usize,
    to: usize,
}

/// The longest source line that is sent around what is meant; the browser needs no more to show it.
const LINE: usize = 2_000;

impl Problem {
    fn new(located: Located) -> Self {
        let units = |text: Option<&str>| text.unwrap_or("").encode_utf16().count();
        let from = units(located.text.get(..located.mark.start));
        let to = from + units(located.text.get(located.mark));
        let text: String = located.text.chars().take(LINE).collect();
        let length = units(Some(&text));
        Self {
            severity: located.severity,
            code: located.code.as_str(),
            file: located.file.to_string(),
            line: located.line,
            column: located.column,
            message: located.message,
            help: located.help,
            text,
            from: from.min(length),
            to: to.min(length),
        }
    }
}

/// The messages for one browser: one at once, and one after each change that it has not been told. Each is an event of a
/// stream as browsers read it (HTML Living Standard, section 9.2).
pub(super) fn messages(board: Arc<Board>, reader: Reader) -> impl Stream<Item = Result<Bytes, Infallible>> {
    let receiver = board.subscribe();
    let events = unfold((board, receiver, reader, None), |(board, mut receiver, mut reader, mut last)| async move {
        loop {
            let message = next(&board, &mut receiver, &mut reader, last.is_some()).await?;
            if last.as_ref() != Some(&message) {
                last = Some(message.clone());
                return Some((message, (board, receiver, reader, last)));
            }
        }
    });
    events.flat_map(|(head, told)| {
        let parts = [Bytes::from_static(b"data: "), head, Bytes::from_static(b","), told, Bytes::from_static(b"\n\n")];
        iter(parts.map(Ok))
    })
}

/// The next message; `None` when there will be none.
async fn next(
    board: &Arc<Board>,
    receiver: &mut watch::Receiver<Arc<Shown>>,
    reader: &mut Reader,
    wait: bool,
) -> Option<(Bytes, Bytes)> {
    if wait {
        receiver.changed().await.ok()?;
    }
    let shown = Arc::clone(&receiver.borrow_and_update());
    let (run, version) = (board.run.clone(), shown.version());
    let asked = reader.clone();
    let message = tokio::task::spawn_blocking(move || message(&run, &shown, &asked)).await.ok()?;
    reader.run.clone_from(&board.run);
    reader.version = version;
    Some(message)
}

/// The two halves of one object in JSON, of which all browsers share the second.
fn message(run: &str, shown: &Shown, reader: &Reader) -> (Bytes, Bytes) {
    let outlook = shown.outlook(&reader.page);
    let now = reader.source.as_ref().and_then(|source| shown.address_of(source));
    let has_moved = now.as_ref().filter(|(source, _)| outlook.source.as_ref() != Some(source));
    let assets = if reader.run == run { shown.assets_since(reader.version) } else { None };
    let page = if has_moved.is_some() {
        PageState::Moved
    } else if format!("{:016x}", outlook.digest) == reader.digest && assets.is_some() {
        PageState::Same
    } else {
        PageState::Changed
    };
    let head = Head {
        run,
        version: shown.version(),
        page,
        to: has_moved.map(|(_, to)| to.clone()),
        assets: assets.unwrap_or_default(),
        problem: outlook.problem.map(Problem::new),
    };
    let mut head = serde_json::to_string(&head).unwrap_or_default();
    head.pop();
    let told = shown.told(|diagnostics| {
        let more = diagnostics.len().saturating_sub(MOST);
        let told = Told { diagnostics: diagnostics.into_iter().take(MOST).map(Problem::new).collect(), more };
        let text = serde_json::to_string(&told).unwrap_or_default();
        Bytes::copy_from_slice(text.trim_start_matches('{').as_bytes())
    });
    (head.into(), told)
}
