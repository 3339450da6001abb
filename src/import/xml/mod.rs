//! Streaming XML: the elements of an export, one at a time, and where the file is wrong.

mod element;
mod fault;
mod read;
mod space;

pub(super) use element::Element;
pub(super) use read::{Records, Root};
pub(super) use space::Space;
