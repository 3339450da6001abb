//! The bytes of a picture file → what its head says.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageResult};

use super::model::{Fault, Format, Look, MOST_BYTES, MOST_PIXELS, Picture, Size, digest};
use super::whole::{has_chunk, is_whole, lacks_palette};

/// The endings of pictures whose heads are read.
const ENDINGS: [&str; 6] = ["jpg", "jpeg", "jfif", "png", "webp", "gif"];

/// Whether a file of this name is a picture whose head can be read.
pub fn is_picture(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// What is to be said of a picture of so many bytes that it is not even read.
pub fn too_large(bytes: u64) -> Option<Look> {
    (bytes > MOST_BYTES as u64).then_some(Look { picture: None, fault: Some(Fault::TooManyBytes) })
}

/// Looks at the head of a picture.
pub fn read(bytes: &[u8]) -> Look {
    if let Some(size) = gif_size(bytes) {
        // What it is, moving or not, is left as it is.
        return Look { picture: Some(picture(bytes, size, false)), fault: None };
    }
    let Some(format) = format(bytes) else { return Look { picture: None, fault: Some(Fault::NoPicture) } };
    let Ok(size) = size(bytes, format) else {
        let fault = if is_whole(bytes, format) { Fault::Broken } else { Fault::CutOff };
        return Look { picture: None, fault: Some(fault) };
    };
    let fault = if size.pixels() > MOST_PIXELS {
        Some(Fault::TooManyPixels(size))
    } else if bytes.len() > MOST_BYTES {
        Some(Fault::TooManyBytes)
    } else if !is_whole(bytes, format) {
        Some(Fault::CutOff)
    } else if format == Format::Png && lacks_palette(bytes) {
        Some(Fault::NoPalette)
    } else {
        None
    };
    let can_shrink = fault.is_none() && !moves(bytes, format);
    Look { picture: Some(picture(bytes, size, can_shrink)), fault }
}

fn picture(bytes: &[u8], size: Size, can_shrink: bool) -> Picture {
    Picture { size, digest: digest([bytes]), bytes: bytes.len() as u64, can_shrink }
}

/// The format by how the file begins: names lie.
pub(super) fn format(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some(Format::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Format::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(Format::WebP)
    } else {
        None
    }
}

fn size(bytes: &[u8], format: Format) -> ImageResult<Size> {
    Ok(match format {
        Format::Jpeg => shown(JpegDecoder::new(Cursor::new(bytes))?),
        Format::Png => shown(PngDecoder::new(Cursor::new(bytes))?),
        Format::WebP => shown(WebPDecoder::new(Cursor::new(bytes))?),
    })
}

/// The size of a picture when it is turned as the camera was held, which is how browsers show it.
fn shown(mut decoder: impl ImageDecoder) -> Size {
    let (width, height) = decoder.dimensions();
    match orientation(&mut decoder) {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            Size { width: height, height: width }
        }
        _ => Size { width, height },
    }
}

pub(super) fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    decoder.orientation().unwrap_or(Orientation::NoTransforms)
}

/// Whether it is a film of several pictures.
fn moves(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Jpeg => false,
        Format::Png => has_chunk(bytes, *b"acTL"),
        // The bit for animation in the flags of an extended file.
        Format::WebP => bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 0x02 != 0),
    }
}

fn gif_size(bytes: &[u8]) -> Option<Size> {
    let is_gif = bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a");
    let [a, b, c, d] = *bytes.get(6..10).filter(|_| is_gif)? else { return None };
    Some(Size { width: u16::from_le_bytes([a, b]).into(), height: u16::from_le_bytes([c, d]).into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_does_not_make_a_picture() {
        assert!(is_picture("a/Photo.JPG") && is_picture("b.webp") && !is_picture("c.svg") && !is_picture("jpg"));
        for bytes in [b"".as_slice(), b"<svg/>", b"\xff\xd8", b"GIF89a\x01", b"RIFF\0\0\0\0WAVE"] {
            assert_eq!(read(bytes), Look { picture: None, fault: Some(Fault::NoPicture) });
        }
        let gif = read(b"GIF89a\x10\x00\x20\x00\x00\x00\x00").picture.unwrap();
        assert_eq!((gif.size, gif.sizes(&[1])), (Size { width: 16, height: 32 }, Vec::new()));
    }

    #[test]
    fn a_picture_that_unpacks_to_gigabytes_is_not_unpacked() {
        // A PNG file of 60,000 by 60,000 pixels, none of which is there.
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0".to_vec();
        bomb.extend(0x0fb0_e215_u32.to_be_bytes());
        bomb.extend(b"\0\0\0\x08IDAT\x78\x9c\x03\x00\x00\x00\x00\x01\x48\x06\x89\xd2\0\0\0\0IEND\xae\x42\x60\x82");
        let look = read(&bomb);
        assert_eq!(look.fault, Some(Fault::TooManyPixels(Size { width: 60_000, height: 60_000 })));
        assert_eq!(look.picture.unwrap().sizes(&[480]), Vec::new());
    }
}
