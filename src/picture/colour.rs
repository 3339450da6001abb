//! What the numbers of a picture mean as colours.
//!
//! Most pictures are in sRGB, which is what browsers assume where nothing is said. Others carry a profile, which has to
//! come along, or all colours would be off.

/// A profile that is larger is left behind.
const LARGEST: usize = 64 << 10;

/// The bit for a profile, and the bit for transparency, in the flags of an extended WebP file.
const PROFILE: u8 = 0x20;
const ALPHA: u8 = 0x10;

/// The profile, where it is of colours in red, green and blue that are not those of sRGB.
pub(super) fn needed(profile: Vec<u8>) -> Option<Vec<u8>> {
    let has_red = profile.get(16..20) == Some(b"RGB ");
    let says = |text: &[u8]| profile.windows(text.len()).any(|window| window == text);
    let is_srgb = says(b"sRGB") || says(b"s\0R\0G\0B");
    (has_red && !is_srgb && profile.len() <= LARGEST).then_some(profile)
}

/// A WebP file with a profile in it (RFC 9649, section 2.7).
pub(super) fn with_profile(webp: &[u8], profile: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let chunks = webp.get(12..)?;
    // What is extended already has its own head, of 18 bytes.
    let (flags, chunks) = if chunks.starts_with(b"VP8X") {
        (*chunks.get(8)?, chunks.get(18..)?)
    } else {
        // A lossless file says in a bit behind its size whether it has transparency.
        let has_alpha = chunks.starts_with(b"VP8L") && chunks.get(12)? & 0x10 != 0;
        (if has_alpha { ALPHA } else { 0 }, chunks)
    };
    let mut body = b"WEBPVP8X\x0a\0\0\0".to_vec();
    body.extend([flags | PROFILE, 0, 0, 0]);
    for side in [width, height] {
        body.extend(side.checked_sub(1)?.to_le_bytes().get(..3)?);
    }
    body.extend(b"ICCP");
    body.extend(u32::try_from(profile.len()).ok()?.to_le_bytes());
    body.extend(profile);
    body.extend(std::iter::repeat_n(0, profile.len() % 2));
    body.extend(chunks);
    let mut file = b"RIFF".to_vec();
    file.extend(u32::try_from(body.len()).ok()?.to_le_bytes());
    file.extend(body);
    Some(file)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::ImageDecoder;
    use image::codecs::webp::WebPDecoder;
    use webp::Encoder;

    use super::*;

    #[test]
    fn a_profile_comes_along_whatever_the_file_is_like() {
        let profile = b"an odd number of bytes.".to_vec();
        let lossy = Encoder::from_rgb(&[90; 5 * 3 * 3], 5, 3).encode(50.0).to_vec();
        let clear = Encoder::from_rgba(&[90; 5 * 3 * 4], 5, 3).encode(50.0).to_vec();
        let exact = Encoder::from_rgba(&[90; 5 * 3 * 4], 5, 3).encode_lossless().to_vec();
        for (file, has_alpha) in [(lossy, false), (clear, true), (exact, true)] {
            let with = with_profile(&file, &profile, 5, 3).unwrap();
            let mut decoder = WebPDecoder::new(Cursor::new(&with)).unwrap();
            assert_eq!(decoder.dimensions(), (5, 3));
            assert_eq!(decoder.color_type().has_alpha(), has_alpha);
            assert_eq!(decoder.icc_profile().unwrap().unwrap(), profile);
        }
        assert_eq!(with_profile(b"", &profile, 5, 3), None);
    }

    #[test]
    fn what_browsers_assume_needs_no_profile() {
        let of = |space: &[u8], name: &[u8]| needed([[0; 16].as_slice(), space, name].concat()).is_some();
        assert!(of(b"RGB ", b"Display P3") && !of(b"RGB ", b"sRGB IEC61966") && !of(b"CMYK", b"Coated"));
        assert!(!of(b"RGB ", b"s\0R\0G\0B"));
    }
}
