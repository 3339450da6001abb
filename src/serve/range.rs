//! Parts of a file, as audio and video ask for (RFC 9110, section 14).

use std::ops::Range;

/// What a `Range` header asks of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it: no range, or none that is understood, which is then ignored as the standard says.
    All,
    /// These bytes.
    Part(Range<usize>),
    /// Bytes that it does not have.
    Beyond,
}

/// Reads a `Range` header for a file of so many bytes. Of several ranges none is answered.
pub(super) fn asked(header: Option<&str>, length: usize) -> Asked {
    let Some((unit, range)) = header.and_then(|header| header.split_once('=')) else { return Asked::All };
    let Some((first, last)) = range.trim().split_once('-') else { return Asked::All };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Asked::All;
    }
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // More than can be counted is beyond any file.
        is_number.then(|| text.parse().unwrap_or(usize::MAX))
    };
    let (start, end) = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => (first, last.saturating_add(1).min(length)),
        (Some(first), None) if last.is_empty() => (first, length),
        (None, Some(last)) if first.is_empty() => {
            (if last == 0 { length } else { length.saturating_sub(last) }, length)
        }
        _ => return Asked::All,
    };
    if start >= length { Asked::Beyond } else { Asked::Part(start..end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let ten = |header| asked(Some(header), 10);
        assert_eq!(ten("bytes=0-3"), Asked::Part(0..4));
        assert_eq!(ten("Bytes=4-"), Asked::Part(4..10));
        assert_eq!(ten("bytes=-3"), Asked::Part(7..10));
        assert_eq!(ten("bytes=-99"), Asked::Part(0..10));
        assert_eq!(ten("bytes=5-99999999999999999999999999"), Asked::Part(5..10));
        assert_eq!(ten("bytes=10-"), Asked::Beyond);
        assert_eq!(ten("bytes=-0"), Asked::Beyond);
        for ignored in ["bytes=3-1", "bytes=1-2,4-5", "lines=1-2", "bytes=", "bytes=-", "bytes=a-b", "bytes=+1-2"] {
            assert_eq!(ten(ignored), Asked::All, "{ignored}");
        }
        assert_eq!(asked(None, 10), Asked::All);
        assert_eq!(asked(Some("bytes=0-"), 0), Asked::Beyond);
    }
}
