//! A file that is too large for memory, as the body of a response.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use futures_util::stream;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::task::spawn_blocking;

/// The bytes that are read at once.
const PIECE: usize = 256 << 10;

/// A file that is open.
pub(super) struct LargeFile {
    file: File,
    length: u64,
}

impl LargeFile {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Self { file, length })
    }

    pub(super) fn length(&self) -> usize {
        usize::try_from(self.length).unwrap_or(usize::MAX)
    }

    /// A part of it, read as the client takes it. No thread waits for a slow client.
    pub(super) fn part(self, part: Range<usize>) -> Body {
        let (start, left) = (part.start as u64, part.len() as u64);
        let pieces = stream::try_unfold((self.file, start, left), |(mut file, at, left)| async move {
            if left == 0 {
                return Ok(None);
            }
            let read = spawn_blocking(move || {
                let mut piece = Vec::new();
                file.seek(SeekFrom::Start(at))?;
                Read::by_ref(&mut file).take(left.min(PIECE as u64)).read_to_end(&mut piece)?;
                if piece.is_empty() {
                    return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
                }
                Ok((file, piece))
            });
            let (file, piece) = read.await.map_err(io::Error::other)??;
            let length = piece.len() as u64;
            Ok::<_, io::Error>(Some((Bytes::from(piece), (file, at + length, left - length))))
        });
        Body::new(Sized { body: Body::from_stream(pieces), left })
    }
}

/// A body whose length is known, so that it is told to the client.
struct Sized {
    body: Body,
    left: u64,
}

impl HttpBody for Sized {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame {
            self.left -= frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        frame
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
