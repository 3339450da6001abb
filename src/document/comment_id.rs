//! Ids of comments that have none of their own.

/// An id made from what the comment says, so that it survives the moderation of others: ten hexadecimal digits of the
/// 64-bit FNV-1a hash of name, date and text.
pub(super) fn derived(author: Option<&str>, date: Option<&str>, text: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in [author.unwrap_or(""), date.unwrap_or(""), text] {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{:010x}", hash >> 24)
}
