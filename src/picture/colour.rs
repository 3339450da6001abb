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
    let is_srgb = says(b"sRGB") || says(b"s\0R\0G\0B") || says(b"c2ci");
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
