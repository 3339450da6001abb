//! `[images]`, checked.

use super::check::Check;
use super::raw::RawImages;
use super::validated::Images;

/// The widths of smaller versions of a picture: a text's on a phone, and on a desk with one and with two pixels to the
/// point.
const WIDTHS: [u32; 4] = [480, 768, 1152, 1536];

/// The most widths that site.toml may name, and the widest: each is a file for every picture.
const MOST_WIDTHS: usize = 8;
const WIDEST: u32 = 4096;

/// How wide the default theme shows a picture in a text.
const SIZES: &str = "(min-width: 40rem) 36rem, 92vw";

/// `[images]` with its defaults; what is wrong with it is reported.
pub(super) fn images(check: &mut Check<'_>, raw: RawImages) -> Option<Images> {
    let mut widths = raw.widths.unwrap_or_else(|| WIDTHS.to_vec());
    let mut is_good = true;
    if widths.len() > MOST_WIDTHS || widths.iter().any(|width| !(16..=WIDEST).contains(width)) {
        let help = "write up to 8 widths from 16 to 4096, such as `[480, 768, 1152]`";
        check.wrong("images.widths", "`images.widths` has a width that is no use, or too many".to_owned(), help);
        is_good = false;
    }
    widths.sort_unstable();
    widths.dedup();
    let quality = raw.quality.unwrap_or(78);
    let quality = u8::try_from(quality).ok().filter(|quality| (1..=100).contains(quality));
    if quality.is_none() {
        check.wrong(
            "images.quality",
            "`images.quality` is no number from 1 to 100".to_owned(),
            "write one, such as 78",
        );
    }
    if !raw.enabled.unwrap_or(true) {
        widths.clear();
    }
    let sizes = raw.sizes.unwrap_or_else(|| SIZES.to_owned());
    Some(Images { widths, quality: quality?, sizes }).filter(|_| is_good)
}
