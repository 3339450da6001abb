//! Pictures and what is embedded.

use super::inline::address;
use super::token::Start;

/// Whether an address is probably that of a picture.
pub(super) fn is_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".avif"].iter().any(|ending| path.ends_with(ending))
        || path.contains("/s1600")
        || path.contains("/s1600-h/")
}

/// The address of a picture; scripts that load pictures late keep it elsewhere.
pub(super) fn source(start: &Start) -> Option<String> {
    ["data-orig-file", "src", "data-src", "data-original"]
        .iter()
        .find_map(|name| start.attribute(name).and_then(address))
}

/// The address that stands for something embedded.
pub(super) fn embedded(start: &Start) -> Option<String> {
    let address = ["src", "data", "data-src"].iter().find_map(|name| start.attribute(name).and_then(address))?;
    let video = ["youtube.com/embed/", "youtube-nocookie.com/embed/", "youtube.com/v/"]
        .iter()
        .find_map(|part| address.split_once(part))
        .and_then(|(_, rest)| rest.split(['?', '&', '/', '#']).next())
        .filter(|id| !id.is_empty());
    Some(video.map_or(address.clone(), |id| format!("https://www.youtube.com/watch?v={id}")))
}
