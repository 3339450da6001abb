//! All words → files of about one size, of which a browser loads those that it needs.

use super::cbor;
use super::postings::Postings;

/// How many numbers a file has, at least, but for the last.
const LOAD: usize = 20_000;

/// The words of one file.
#[derive(Debug)]
pub(super) struct Chunk {
    /// The file holds every word from this one …
    pub(super) from: String,
    /// … to this one.
    pub(super) to: String,
    words: Vec<(String, Postings)>,
}

impl Chunk {
    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        cbor::array(&mut out, 1);
        cbor::array(&mut out, self.words.len());
        for (word, postings) in &self.words {
            postings.write(word, &mut out);
        }
        out
    }
}

/// Parts words, which are in order.
pub(super) fn chunks(words: Vec<(String, Postings)>) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut load = LOAD;
    for (word, postings) in words {
        if load >= LOAD {
            chunks.push(Chunk { from: word.clone(), to: String::new(), words: Vec::new() });
            load = 0;
        }
        load += postings.load();
        if let Some(chunk) = chunks.last_mut() {
            chunk.to.clone_from(&word);
            chunk.words.push((word, postings));
        }
    }
    shorten(&mut chunks);
    chunks
}

/// Cuts the words between which files are parted, as far as they can still be told apart: all of them are in the first
/// file that a browser loads.
fn shorten(chunks: &mut [Chunk]) {
    for at in 1..chunks.len() {
        let [before, after] = chunks.get_mut(at - 1..=at).unwrap_or_default() else { continue };
        let shared = before.to.chars().zip(after.from.chars()).take_while(|(a, b)| a == b).count();
        let short = |word: &str| word.chars().take(shared + 1).collect::<String>();
        let to = short(&before.to);
        if to >= before.from {
            before.to = to;
        }
        after.from = short(&after.from);
    }
}
