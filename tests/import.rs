//! Exports of Blogger, WordPress and Disqus, imported into temporary folders.
//!
//! The small ones here are written for one rule each; the real ones lie outside of the repository, and tests of them say
//! when they skip.

mod import {
    pub(crate) mod blogger;
    pub(crate) mod broken;
    pub(crate) mod columns;
    pub(crate) mod disqus;
    pub(crate) mod folder;
    pub(crate) mod odd;
    pub(crate) mod real;
    pub(crate) mod round_trip;
    pub(crate) mod wordpress;
}
