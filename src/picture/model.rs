//! What is known of a picture before it is decoded.

use std::fmt;

use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;

/// The most pixels that a picture may have to be decoded: phones take 50 million, and a file of some bytes can claim any
/// number of them.
pub(super) const MOST_PIXELS: u64 = 64_000_000;

/// The most bytes that a picture may have to be decoded.
pub(super) const MOST_BYTES: usize = 100 << 20;

/// Bytes for each hundred pixels that a file must have for smaller versions to be worth it: a drawing of few colours
/// that is packed more tightly would come out larger, or worse.
const DENSITY: u64 = 4;

/// The longest side of a picture in WebP (RFC 6386, section 9.1).
const LONGEST_SIDE: u32 = 16_383;

/// What some bytes are known by: the same on every machine and in every version of the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub u128);

impl Digest {
    /// Enough of it for a name.
    pub fn short(self) -> String {
        format!("{:016x}", self.0 >> 64)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The digest of some parts, each with its length, so that none can run into the next.
pub fn digest<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Digest {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write_u64(part.len() as u64);
        hasher.write(part);
    }
    Digest(hasher.finish128().as_u128())
}

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    Png,
    WebP,
}

/// A width and a height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size {
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

impl Size {
    pub(super) fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// A picture by its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its size as it is shown, turned as the camera was held.
    pub size: Size,
    /// What its bytes are known by.
    pub digest: Digest,
    pub(super) bytes: u64,
    /// Whether smaller versions can be made: it does not move, and is no more than can be decoded.
    pub(super) can_shrink: bool,
}

impl Picture {
    /// The sizes of the versions that are worth making, the smallest first: those of the widths that are smaller than
    /// the picture, and the picture's own size where no width reaches it. It is never enlarged.
    pub fn sizes(&self, widths: &[u32]) -> Vec<Size> {
        let own = self.size;
        let Some(largest) = widths.iter().copied().max().map(|widest| widest.min(own.width)) else { return Vec::new() };
        let of_width = |width: u32| {
            let height = (u64::from(own.height) * u64::from(width) + u64::from(own.width) / 2) / u64::from(own.width);
            Size { width, height: u32::try_from(height.max(1)).unwrap_or(u32::MAX) }
        };
        if !self.can_shrink || largest == 0 {
            return Vec::new();
        }
        let best = of_width(largest);
        if best.height > LONGEST_SIDE || self.bytes * 100 < best.pixels() * DENSITY {
            return Vec::new();
        }
        // A version that is nearly as wide as the next one saves nothing.
        let mut wanted: Vec<u32> =
            widths.iter().copied().filter(|width| *width > 0 && *width < largest - largest / 8).collect();
        wanted.push(largest);
        wanted.sort_unstable();
        wanted.dedup();
        wanted.into_iter().map(of_width).collect()
    }
}

/// What a file that is named like a picture comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The picture, where its size is known.
    pub picture: Option<Picture>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

/// What is wrong with a picture: the end of a sentence that begins with its name, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is none of the formats that its name could mean.
    NoPicture,
    /// It cannot be decoded.
    Broken,
    /// It is of a kind that has a table of colours, and has none.
    NoPalette,
    /// It ends before its end.
    CutOff,
    /// It has more pixels than can be decoded.
    TooManyPixels(Size),
    /// It has more bytes than are decoded.
    TooManyBytes,
}

impl Fault {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoPicture => "save it again from an image program as JPEG, PNG or WebP, and name it so",
            Self::Broken | Self::NoPalette | Self::CutOff => {
                "copy the file again from where it came, or save it again from an image program"
            }
            Self::TooManyPixels(_) | Self::TooManyBytes => {
                "save a smaller version of it: 2,400 pixels across are enough for any screen"
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPicture => f.write_str("is no picture of a format that browsers show"),
            Self::Broken => f.write_str("is damaged: its bytes do not make a picture"),
            Self::NoPalette => f.write_str("is damaged: the table of its colours is missing"),
            Self::CutOff => f.write_str("is cut off: its end is missing"),
            Self::TooManyPixels(size) => write!(
                f,
                "unpacks to {} × {} pixels, which is too much for browsers and for smaller versions to be made of it",
                size.width, size.height
            ),
            Self::TooManyBytes => f.write_str("has more than 100 MB, so no smaller versions are made of it"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(width: u32, bytes: u64) -> Vec<u32> {
        let size = Size { width, height: width / 2 };
        let picture = Picture { size, digest: Digest(0), bytes, can_shrink: true };
        picture.sizes(&[1152, 480, 768]).iter().map(|size| size.width).collect()
    }

    #[test]
    fn nothing_is_enlarged_and_nothing_is_made_for_nothing() {
        assert_eq!(widths(4000, 3_000_000), [480, 768, 1152]);
        assert_eq!(widths(1000, 300_000), [480, 768, 1000]);
        assert_eq!(widths(800, 300_000), [480, 800]);
        assert_eq!(widths(300, 30_000), [300]);
        // A drawing that is packed tightly already.
        assert_eq!(widths(4000, 20_000), [0_u32; 0]);
        assert_eq!(widths(0, 20_000), [0_u32; 0]);
        // A picture of a whole page, which no WebP file can hold.
        let size = Size { width: 600, height: 30_000 };
        let tall = Picture { size, digest: Digest(0), bytes: 9_000_000, can_shrink: true };
        assert_eq!(tall.sizes(&[480]), Vec::new());
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(digest([b"ab".as_slice(), b"c"]), digest([b"a".as_slice(), b"bc"]));
    }
}
