//! Whether a file is there to its end, found out without decoding it.

use super::model::Format;

/// Whether the file has the end that its format asks for.
pub(super) fn is_whole(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Jpeg => jpeg(bytes).is_some(),
        Format::Png => has_chunk(bytes, *b"IEND"),
        Format::WebP => {
            let length = bytes.get(4..8).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes);
            length.is_some_and(|length| bytes.len() as u64 >= u64::from(length) + 8)
        }
    }
}

/// Finds the mark of the end behind the start of the scan; a thumbnail in the head has an end of its own.
fn jpeg(bytes: &[u8]) -> Option<()> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if bytes.get(at) != Some(&0xff) {
            return None;
        }
        let length = bytes.get(at + 2..at + 4).and_then(|length| length.try_into().ok()).map(u16::from_be_bytes)?;
        match marker {
            0xda => break,
            // A mark may be filled up.
            0xff => at += 1,
            _ => at += 2 + usize::from(length),
        }
    }
    bytes.get(at..)?.windows(2).any(|pair| pair == [0xff, 0xd9]).then_some(())
}

/// Whether a PNG file has a chunk of this name, with all before it.
pub(super) fn has_chunk(bytes: &[u8], wanted: [u8; 4]) -> bool {
    let mut at = 8_usize;
    while let Some([a, b, c, d, name @ ..]) = bytes.get(at..at.saturating_add(8)) {
        if *name == wanted {
            return true;
        }
        let length = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).unwrap_or(usize::MAX);
        at = at.saturating_add(length).saturating_add(12);
    }
    false
}

/// Whether a PNG file is of the kind whose pixels are numbers in a table of colours (PNG specification, section 11.2.1),
/// and has none.
pub(super) fn lacks_palette(bytes: &[u8]) -> bool {
    const INDEXED: u8 = 3;
    let kind = bytes.get(8 + 8 + 9).copied();
    kind == Some(INDEXED) && !has_chunk(bytes, *b"PLTE")
}
