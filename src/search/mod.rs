//! Texts → the files of an index that a browser searches.
//!
//! What reads them in the browser is pagefind: its script, its WebAssembly for the language of the site, and its format,
//! which this module writes. pagefind's own indexer keeps every word of every text in memory until it ends, and needs
//! more than twice the time of all the rest of a build; this one goes through the texts in blocks on all cores and keeps
//! only what is written. Tests hold its files to those of pagefind's. It knows nothing of posts.

mod bundle;
mod cbor;
mod chunks;
mod index;
mod postings;
mod words;

pub use index::{Record, index};
