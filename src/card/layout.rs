//! A card → SVG: a nameplate, the question, and what each voice says to it.

use std::fmt::Write as _;

use crate::document::Stance;
use crate::escape::escape_text;

use super::fonts::{Face, Fonts, Ruler};
use super::model::{Card, HEIGHT, Outcome, Voice, WIDTH};
use super::text::{drawable, fit, is_of_right_to_left, is_right_to_left, one_line};

const PAPER: &str = "#fcfaf5";
const INK: &str = "#1c1a17";
const MUTED: &str = "#6b655b";

/// The signs of verdicts and outcomes, in a square of 16.
const YES: &str = "m2.5 8.5 3.5 4 7.5-9";
const NO: &str = "m3.5 3.5 9 9m0-9-9 9";
const MIXED: &str = "M1.5 10c2-4.5 4.5-4.5 6.5-2s4.5 2.5 6.5-2";
const AGREE: &str = "M2.5 5.5h11m-11 5h11";
const DIFFER: &str = "M2.5 5.5h11m-11 5h11M10.5 2l-5 12";

const LEFT: f32 = 64.0;
const RIGHT: f32 = 1136.0;
/// Where the question may begin, and where it ends above voices and without them.
const TOP: f32 = 140.0;
const ABOVE_VOICES: f32 = 412.0;
const BOTTOM: f32 = 566.0;
/// From one line of the question to the next, by its size.
const LEADING: f32 = 1.12;
const SIZES: [f32; 9] = [92.0, 84.0, 76.0, 68.0, 62.0, 56.0, 50.0, 46.0, 42.0];
/// The most voices that fit beside each other.
const MOST_VOICES: usize = 6;
const GAP: f32 = 36.0;

/// The card as SVG.
pub(super) fn svg(card: &Card, fonts: &Fonts) -> String {
    let mut page = Page {
        svg: format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{PAPER}\"/>"
        ),
        serif: Ruler::new(fonts, Face::Serif),
        sans: Ruler::new(fonts, Face::Sans),
        families: [fonts.families(Face::Serif), fonts.families(Face::Sans)],
        is_mirrored: is_right_to_left(&card.title),
    };
    page.nameplate(card);
    let voices = card.voices.get(..card.voices.len().min(MOST_VOICES)).unwrap_or_default();
    page.question(&card.title, if voices.is_empty() { BOTTOM } else { ABOVE_VOICES });
    page.voices(voices, card.outcome.as_ref());
    page.svg.push_str("</svg>");
    page.svg
}

struct Page<'f> {
    svg: String,
    serif: Ruler<'f>,
    sans: Ruler<'f>,
    families: [String; 2],
    /// Whether everything stands as in a mirror, because it is read from right to left.
    is_mirrored: bool,
}

/// Where the text of a line stands at its place.
#[derive(Clone, Copy, PartialEq)]
enum Anchor {
    Start,
    Middle,
}

impl Page<'_> {
    fn nameplate(&mut self, card: &Card) {
        self.rect(LEFT, 44.0, RIGHT - LEFT, 4.0, INK);
        self.rect(LEFT, 51.0, RIGHT - LEFT, 1.5, INK);
        let name = drawable(&card.site, &self.serif);
        let (name, size) = one_line(&name, &self.serif, &[34.0, 30.0, 26.0], RIGHT - LEFT);
        self.text(&name, (LEFT, 98.0), size, Face::Serif, INK, Anchor::Start);
    }

    /// The question, in the middle of its room where it is short.
    fn question(&mut self, title: &str, bottom: f32) {
        let title = drawable(title, &self.serif);
        let room = bottom - TOP;
        let most = |size: f32| lines_in(room, size * LEADING);
        let set = fit(&title, &self.serif, &SIZES, RIGHT - LEFT, most);
        let leading = set.size * LEADING;
        let height = set.lines.iter().fold(0.0, |height, _| height + leading);
        let mut y = TOP + (room - height).max(0.0) * 0.45 + set.size * 0.86;
        for line in &set.lines {
            self.text(line, (LEFT, y), set.size, Face::Serif, INK, Anchor::Start);
            y += leading;
        }
    }

    fn voices(&mut self, voices: &[Voice], outcome: Option<&(Outcome, String)>) {
        if voices.is_empty() {
            return;
        }
        self.outcome(outcome);
        let number = voices.iter().fold(0.0, |number, _| number + 1.0);
        let width = (RIGHT - LEFT - GAP * (number - 1.0)) / number;
        let mut x = LEFT;
        for voice in voices {
            self.rect(x, 468.0, width, 5.0, &voice.colour);
            if width > 300.0 {
                self.wide_voice(voice, x, width);
            } else {
                self.narrow_voice(voice, x, width);
            }
            x += width + GAP;
        }
    }

    /// Words on a rule, such as in the theme.
    fn outcome(&mut self, outcome: Option<&(Outcome, String)>) {
        let Some((outcome, words)) = outcome else { return };
        let words = drawable(words, &self.sans);
        let (words, size) = one_line(&words, &self.sans, &[27.0], 700.0);
        let half = self.sans.width(&words, size) / 2.0;
        let (middle, sign) = (f32::midpoint(LEFT, RIGHT), 26.0);
        self.rect(LEFT, 434.0, middle - half - sign - 32.0 - LEFT, 1.5, INK);
        self.rect(middle + half + 32.0, 434.0, RIGHT - middle - half - 32.0, 1.5, INK);
        let path = if *outcome == Outcome::Agree { AGREE } else { DIFFER };
        self.sign(path, (middle - half - sign - 4.0, 421.0), sign, INK);
        self.text(&words, (middle + 6.0, 444.0), size, Face::Sans, INK, Anchor::Middle);
    }

    fn wide_voice(&mut self, voice: &Voice, x: f32, width: f32) {
        self.monogram(voice, (x + 38.0, 530.0), 38.0);
        let (x, width) = (x + 96.0, width - 96.0);
        let name_y = if voice.verdict.is_some() { 520.0 } else { 539.0 };
        self.name(voice, (x, name_y), &[28.0, 25.0, 22.0], width);
        self.verdict(voice, (x, 562.0), &[38.0, 34.0, 30.0, 27.0], width);
    }

    fn narrow_voice(&mut self, voice: &Voice, x: f32, width: f32) {
        self.monogram(voice, (x + 26.0, 510.0), 26.0);
        self.name(voice, (x + 64.0, 518.0), &[24.0, 22.0, 20.0], width - 64.0);
        self.verdict(voice, (x, 570.0), &[32.0, 28.0, 25.0, 22.0], width);
    }

    fn name(&mut self, voice: &Voice, at: (f32, f32), sizes: &[f32], width: f32) {
        let name = drawable(&voice.name, &self.sans);
        let (name, size) = one_line(&name, &self.sans, sizes, width);
        self.text(&name, at, size, Face::Sans, MUTED, Anchor::Start);
    }

    /// A sign and words in the colour of what they amount to.
    fn verdict(&mut self, voice: &Voice, (x, y): (f32, f32), sizes: &[f32], width: f32) {
        let Some((label, stance)) = &voice.verdict else { return };
        let (path, colour) = match stance {
            Some(Stance::Yes) => (Some(YES), "#1a6338"),
            Some(Stance::No) => (Some(NO), "#a1162d"),
            Some(Stance::Mixed) => (Some(MIXED), "#6e5003"),
            None => (None, INK),
        };
        let room = if path.is_some() { 40.0 } else { 0.0 };
        let label = drawable(label, &self.serif);
        let (label, size) = one_line(&label, &self.serif, sizes, width - room);
        if let Some(path) = path {
            self.sign(path, (x, y - size * 0.36 - 15.0), 30.0, colour);
        }
        self.text(&label, (x + room, y), size, Face::Serif, colour, Anchor::Start);
    }

    fn monogram(&mut self, voice: &Voice, (x, y): (f32, f32), radius: f32) {
        let cx = if self.is_mirrored { LEFT + RIGHT - x } else { x };
        let _ = write!(self.svg, "<circle cx=\"{cx}\" cy=\"{y}\" r=\"{radius}\" fill=\"{}\"/>", voice.colour);
        let letters = drawable(&voice.monogram, &self.sans);
        let size = radius * 0.86;
        self.text(&letters, (x, y + size * 0.345), size, Face::Sans, "#fff", Anchor::Middle);
    }

    fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, fill: &str) {
        let x = if self.is_mirrored { LEFT + RIGHT - x - width } else { x };
        let _ = write!(self.svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>");
    }

    fn sign(&mut self, path: &str, (x, y): (f32, f32), size: f32, colour: &str) {
        let x = if self.is_mirrored { LEFT + RIGHT - x - size } else { x };
        let scale = size / 16.0;
        let _ = write!(
            self.svg,
            "<path transform=\"translate({x} {y}) scale({scale})\" d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.4\"/>"
        );
    }

    fn text(&mut self, text: &str, (x, y): (f32, f32), size: f32, face: Face, fill: &str, anchor: Anchor) {
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

/// How many lines fit into some room.
fn lines_in(room: f32, leading: f32) -> usize {
    let mut lines = 0;
    let mut height = leading;
    while height <= room && leading > 0.0 {
        lines += 1;
        height += leading;
    }
    lines
}
