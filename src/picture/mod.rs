//! Picture files: what their heads say, and smaller versions of them.
//!
//! [`read`] looks at the beginning of a file and says how large the picture is as it is shown; [`Picture::sizes`] says
//! which smaller versions are worth making, and [`shrink()`] makes one. All are pure: the same bytes give the same. This
//! module knows nothing of sites and pages.

mod colour;
mod head;
mod model;
mod room;
mod shrink;
mod whole;

pub use head::{is_picture, read, too_large};
pub use model::{Digest, Fault, Look, Picture, Size, digest};
pub use shrink::{decodes, shrink, version};
