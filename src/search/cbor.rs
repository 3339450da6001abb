//! The little of CBOR (RFC 8949) that an index is written in: numbers, texts and arrays.

/// Appends a number.
pub(super) fn number(out: &mut Vec<u8>, value: usize) {
    head(out, 0, value);
}

/// Appends a number that may be below zero.
pub(super) fn signed(out: &mut Vec<u8>, value: i64) {
    let magnitude = usize::try_from(if value < 0 { -1 - value } else { value }).unwrap_or(usize::MAX);
    head(out, u8::from(value < 0), magnitude);
}

/// Appends a text.
pub(super) fn text(out: &mut Vec<u8>, text: &str) {
    head(out, 3, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// Begins an array of so many items.
pub(super) fn array(out: &mut Vec<u8>, items: usize) {
    head(out, 4, items);
}

/// The head of an item (section 3): its major type, and its value in as few bytes as can be.
fn head(out: &mut Vec<u8>, major: u8, value: usize) {
    let major = major << 5;
    match (u8::try_from(value), u16::try_from(value), u32::try_from(value)) {
        (Ok(value @ 0..24), ..) => out.push(major | value),
        (Ok(value), ..) => out.extend([major + 24, value]),
        (_, Ok(value), _) => {
            out.push(major + 25);
            out.extend(value.to_be_bytes());
        }
        (.., Ok(value)) => {
            out.push(major + 26);
            out.extend(value.to_be_bytes());
        }
        _ => {
            out.push(major + 27);
            out.extend((value as u64).to_be_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_as_short_as_in_the_examples_of_the_rfc() {
        let item = |value| {
            let mut out = Vec::new();
            signed(&mut out, value);
            out
        };
        assert_eq!(item(0), [0x00]);
        assert_eq!(item(23), [0x17]);
        assert_eq!(item(24), [0x18, 24]);
        assert_eq!(item(1000), [0x19, 0x03, 0xe8]);
        assert_eq!(item(1_000_000), [0x1a, 0x00, 0x0f, 0x42, 0x40]);
        assert_eq!(item(-1), [0x20]);
        assert_eq!(item(-100), [0x38, 0x63]);
        let mut out = Vec::new();
        array(&mut out, 2);
        text(&mut out, "ü");
        number(&mut out, 1_000_000_000_000);
        assert_eq!(out, [0x82, 0x62, 0xc3, 0xbc, 0x1b, 0, 0, 0, 0xe8, 0xd4, 0xa5, 0x10, 0]);
    }
}
