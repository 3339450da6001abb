//! The lower part of a card: whether the voices agree, and what each of them says.
//!
//! One or two stand beside each other, three in columns, and more in rows of two, as many as have room. Those that are
//! left out are counted.

use crate::config::fill;
use crate::document::Stance;

use super::fonts::{Face, Fonts};
use super::model::{Card, More, Outcome, Voice};
use super::page::{Anchor, INK, LEFT, MUTED, Page, RIGHT};
use super::text::{drawable, fit, one_line};

/// The signs of verdicts and outcomes, in a square of 16.
const YES: &str = "m2.5 8.5 3.5 4 7.5-9";
const NO: &str = "m3.5 3.5 9 9m0-9-9 9";
const MIXED: &str = "M1.5 10c2-4.5 4.5-4.5 6.5-2s4.5 2.5 6.5-2";
const AGREE: &str = "M2.5 5.5h11m-11 5h11";
const DIFFER: &str = "M2.5 5.5h11m-11 5h11M10.5 2l-5 12";

/// The most places for voices.
const MOST: usize = 6;
/// Between two columns.
const GAP: f32 = 36.0;
/// From a line of a verdict to the next, by its size.
const LEADING: f32 = 1.14;

/// Who is shown, and how.
pub(super) struct Voices<'c> {
    shown: Vec<&'c Voice>,
    /// The words for those that are not.
    more: Option<String>,
}

/// How voices stand.
#[derive(Clone, Copy)]
struct Grid {
    columns: usize,
    /// Where the first row begins, and from there to the next.
    top: f32,
    pitch: f32,
}

impl<'c> Voices<'c> {
    /// Those whose names can be drawn, and of many the first.
    pub(super) fn of(card: &'c Card, fonts: &Fonts) -> Self {
        let mut shown: Vec<&Voice> = card.voices.iter().filter(|voice| fonts.lacks(&voice.name).is_none()).collect();
        let is_all_shown = shown.len() == card.voices.len() && shown.len() <= MOST;
        if !is_all_shown {
            shown.truncate(MOST - 1);
        }
        let left = card.voices.len() - shown.len();
        let more = (left > 0 && !shown.is_empty()).then(|| words_for(left, &card.more));
        Self { shown, more }
    }

    /// Where they begin, if there are any.
    pub(super) fn top(&self) -> Option<f32> {
        (!self.shown.is_empty()).then(|| self.grid().top - 36.0)
    }

    fn grid(&self) -> Grid {
        let top = |columns, top, pitch| Grid { columns, top, pitch };
        match self.shown.len() + usize::from(self.more.is_some()) {
            0 | 1 => top(1, 468.0, 0.0),
            2 => top(2, 468.0, 0.0),
            3 => top(3, 448.0, 0.0),
            4 => top(2, 424.0, 84.0),
            _ => top(2, 384.0, 73.0),
        }
    }

    /// Draws them.
    pub(super) fn draw(&self, page: &mut Page<'_>, outcome: Option<&(Outcome, String)>) {
        if self.shown.is_empty() {
            return;
        }
        let grid = self.grid();
        draw_outcome(page, outcome, grid.top - 34.0);
        let gaps = (1..grid.columns).fold(0.0, |gaps, _| gaps + GAP);
        let columns = (0..grid.columns).fold(0.0, |columns, _| columns + 1.0);
        let width = (RIGHT - LEFT - gaps) / columns;
        let (mut x, mut y) = (LEFT, grid.top);
        let voices = self.shown.iter().map(|voice| Some(*voice)).chain(self.more.as_ref().map(|_| None));
        for voice in voices {
            let place = Place { x, y, width };
            match voice {
                Some(voice) => draw_voice(page, voice, place, grid),
                None => draw_more(page, self.more.as_deref().unwrap_or(""), place),
            }
            x += width + GAP;
            if x > RIGHT {
                (x, y) = (LEFT, y + grid.pitch);
            }
        }
    }
}

fn words_for(left: usize, more: &More) -> String {
    if left == 1 { more.one.clone() } else { fill(&more.many, &[("n", &left.to_string())]) }
}

/// The room of one voice.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    y: f32,
    width: f32,
}

fn draw_voice(page: &mut Page<'_>, voice: &Voice, Place { x, y, width }: Place, grid: Grid) {
    page.rect(x, y, width, 5.0, &voice.colour);
    match (grid.columns, grid.pitch > 0.0) {
        (_, true) => {
            draw_monogram(page, voice, (x + 23.0, y + 38.0), 23.0);
            let lines = Lines { sizes: &[28.0, 26.0, 24.0, 22.0, 20.0], two_from: 0.0, y: y + 59.0, rise: 0.0 };
            let name_y = if voice.verdict.is_some() { y + 30.0 } else { y + 45.0 };
            draw_name(page, voice, (x + 60.0, name_y), &[20.0, 18.0], width - 60.0);
            draw_verdict(page, voice, x + 60.0, width - 60.0, &lines);
        }
        (3.., _) => {
            draw_monogram(page, voice, (x + 26.0, y + 42.0), 26.0);
            draw_name(page, voice, (x + 64.0, y + 50.0), &[24.0, 22.0, 20.0, 18.0], width - 64.0);
            let lines = Lines { sizes: &[34.0, 31.0, 28.0, 26.0, 24.0], two_from: 28.0, y: y + 110.0, rise: 6.0 };
            draw_verdict(page, voice, x, width, &lines);
        }
        _ => {
            draw_monogram(page, voice, (x + 38.0, y + 62.0), 38.0);
            let lines = Lines { sizes: &[38.0, 34.0, 30.0, 27.0, 24.0], two_from: 27.0, y: y + 94.0, rise: 14.0 };
            let name_y = if voice.verdict.is_some() { y + 48.0 } else { y + 71.0 };
            draw_name(page, voice, (x + 96.0, name_y), &[28.0, 25.0, 22.0], width - 96.0);
            draw_verdict(page, voice, x + 96.0, width - 96.0, &lines);
        }
    }
}

fn draw_more(page: &mut Page<'_>, words: &str, Place { x, y, width }: Place) {
    page.rect(x, y, width, 5.0, MUTED);
    let words = drawable(words, &page.sans);
    let (words, size) = one_line(&words, &page.sans, &[26.0, 24.0, 22.0, 20.0], width);
    page.text(&words, (x, y + 46.0), size, Face::Sans, MUTED, Anchor::Start);
}

/// Words on a rule, such as in the theme.
fn draw_outcome(page: &mut Page<'_>, outcome: Option<&(Outcome, String)>, y: f32) {
    let Some((outcome, words)) = outcome else { return };
    let words = drawable(words, &page.sans);
    let (words, size) = one_line(&words, &page.sans, &[27.0], 700.0);
    let half = page.sans.width(&words, size) / 2.0;
    let (middle, sign) = (f32::midpoint(LEFT, RIGHT), 26.0);
    page.rect(LEFT, y, middle - half - sign - 32.0 - LEFT, 1.5, INK);
    page.rect(middle + half + 32.0, y, RIGHT - middle - half - 32.0, 1.5, INK);
    let path = if *outcome == Outcome::Agree { AGREE } else { DIFFER };
    page.sign(path, (middle - half - sign - 4.0, y - 13.0), sign, INK);
    page.text(&words, (middle + 6.0, y + 10.0), size, Face::Sans, INK, Anchor::Middle);
}

fn draw_name(page: &mut Page<'_>, voice: &Voice, at: (f32, f32), sizes: &[f32], width: f32) {
    let name = drawable(&voice.name, &page.sans);
    let (name, size) = one_line(&name, &page.sans, sizes, width);
    page.text(&name, at, size, Face::Sans, MUTED, Anchor::Start);
}

/// How a verdict may be set.
struct Lines<'s> {
    sizes: &'s [f32],
    /// From this size on in two lines.
    two_from: f32,
    /// Where one line stands.
    y: f32,
    /// How much higher two lines begin.
    rise: f32,
}

/// A sign and words in the colour of what they amount to.
fn draw_verdict(page: &mut Page<'_>, voice: &Voice, x: f32, width: f32, lines: &Lines<'_>) {
    let Some((label, stance)) = &voice.verdict else { return };
    let (path, colour) = match stance {
        Some(Stance::Yes) => (Some(YES), "#1a6338"),
        Some(Stance::No) => (Some(NO), "#a1162d"),
        Some(Stance::Mixed) => (Some(MIXED), "#6e5003"),
        None => (None, INK),
    };
    let room = if path.is_some() { 40.0 } else { 0.0 };
    let label = drawable(label, &page.serif);
    let most = |size| if size <= lines.two_from { 2 } else { 1 };
    let set = fit(&label, &page.serif, lines.sizes, width - room, most);
    // Two lines begin higher, in the room that their smaller letters leave.
    let mut y = if set.lines.len() > 1 { lines.y - lines.rise } else { lines.y };
    if let Some(path) = path {
        page.sign(path, (x, y - set.size * 0.36 - 15.0), 30.0, colour);
    }
    for text in &set.lines {
        page.text(text, (x + room, y), set.size, Face::Serif, colour, Anchor::Start);
        y += set.size * LEADING;
    }
}

/// A disc with the initials, where these can be drawn.
fn draw_monogram(page: &mut Page<'_>, voice: &Voice, (x, y): (f32, f32), radius: f32) {
    page.circle((x, y), radius, &voice.colour);
    let letters = drawable(&voice.monogram, &page.sans);
    let size = radius * 0.86;
    page.text(&letters, (x, y + size * 0.345), size, Face::Sans, "#fff", Anchor::Middle);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(names: &[&str]) -> Card {
        let voice = |name: &&str| Voice {
            name: (*name).to_owned(),
            monogram: "X".to_owned(),
            colour: "#1b4f8a".to_owned(),
            verdict: Some(("No, never in a month of Sundays".to_owned(), Some(Stance::No))),
        };
        let more = More { one: "one more".to_owned(), many: "{n} more".to_owned() };
        let voices = names.iter().map(voice).collect();
        Card { site: "A".to_owned(), title: "B".to_owned(), voices, more, outcome: None }
    }

    fn shown(names: &[&str]) -> (usize, Option<String>) {
        let card = card(names);
        let voices = Voices::of(&card, &Fonts::new(None).unwrap());
        (voices.shown.len(), voices.more)
    }

    #[test]
    fn voices_without_room_or_letters_are_counted() {
        let many = ["A", "B", "C", "D", "E", "F", "G"];
        assert_eq!(shown(&many[..6]), (6, None));
        assert_eq!(shown(&many), (5, Some("2 more".to_owned())));
        assert_eq!(shown(&["A", "ليلى"]), (1, Some("one more".to_owned())));
        assert_eq!(shown(&["A", "山田", "B", "C", "D", "E", "प्रिया"]), (5, Some("2 more".to_owned())));
        assert_eq!(shown(&["山田"]), (0, None));
    }

    #[test]
    fn a_verdict_of_any_of_them_is_whole() {
        let fonts = Fonts::new(None).unwrap();
        for number in 1..=6 {
            let card = card(&["A", "B", "C", "D", "E", "F"][..number]);
            let mut page = Page::new(String::new(), "B", &fonts);
            Voices::of(&card, &fonts).draw(&mut page, None);
            assert!(!page.svg.contains('…') && page.svg.contains("Sundays"), "{number} voices: {}", page.svg);
        }
    }
}
