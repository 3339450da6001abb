//! What a card is drawn of: rectangles, signs and texts, all of them mirrored where it is read from right to left.

use std::fmt::Write as _;

use crate::escape::escape_text;

use super::fonts::{Face, Fonts, Ruler};
use super::text::{is_of_right_to_left, is_right_to_left};

pub(super) const INK: &str = "#1c1a17";
pub(super) const MUTED: &str = "#6b655b";

/// Between these everything stands.
pub(super) const LEFT: f32 = 64.0;
pub(super) const RIGHT: f32 = 1136.0;

/// A card while it is drawn.
pub(super) struct Page<'f> {
    pub(super) svg: String,
    pub(super) serif: Ruler<'f>,
    pub(super) sans: Ruler<'f>,
    families: [String; 2],
    /// Whether everything stands as in a mirror, because it is read from right to left.
    is_mirrored: bool,
}

/// Where the text of a line stands at its place.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

impl<'f> Page<'f> {
    /// A page that begins with this SVG, and is read as its title is.
    pub(super) fn new(svg: String, title: &str, fonts: &'f Fonts) -> Self {
        Self {
            svg,
            serif: Ruler::new(fonts, Face::Serif),
            sans: Ruler::new(fonts, Face::Sans),
            families: [fonts.families(Face::Serif), fonts.families(Face::Sans)],
            is_mirrored: is_right_to_left(title),
        }
    }

    pub(super) fn circle(&mut self, (x, y): (f32, f32), radius: f32, fill: &str) {
        let x = if self.is_mirrored { LEFT + RIGHT - x } else { x };
        let _ = write!(self.svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\"/>");
    }

    pub(super) fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, fill: &str) {
        let x = if self.is_mirrored { LEFT + RIGHT - x - width } else { x };
        let _ = write!(self.svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>");
    }

    pub(super) fn sign(&mut self, path: &str, (x, y): (f32, f32), size: f32, colour: &str) {
        let x = if self.is_mirrored { LEFT + RIGHT - x - size } else { x };
        let scale = size / 16.0;
        let _ = write!(
            self.svg,
            "<path transform=\"translate({x} {y}) scale({scale})\" d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.4\"/>"
        );
    }

    pub(super) fn text(&mut self, text: &str, (x, y): (f32, f32), size: f32, face: Face, fill: &str, anchor: Anchor) {
        if text.is_empty() {
            return;
        }
        let [serif, sans] = &self.families;
        let families = if face == Face::Serif { serif } else { sans };
        let (x, anchor) = match (anchor, self.is_mirrored) {
            (Anchor::Start, false) => (x, "start"),
            (Anchor::Start, true) => (LEFT + RIGHT - x, "end"),
            (Anchor::Middle, is_mirrored) => (if is_mirrored { LEFT + RIGHT - x } else { x }, "middle"),
        };
        // A line is set from left to right unless it is embedded the other way (UAX #9, section 2.1).
        let is_embedded = is_right_to_left(text) || (self.is_mirrored && text.chars().any(is_of_right_to_left));
        let (begin, end) = if is_embedded { ("\u{202b}", "\u{202c}") } else { ("", "") };
        let text = escape_text(text);
        let _ = write!(
            self.svg,
            "<text x=\"{x}\" y=\"{y}\" font-family=\"{families}\" font-size=\"{size}\" fill=\"{fill}\" text-anchor=\"{anchor}\">{begin}{text}{end}</text>"
        );
    }
}
