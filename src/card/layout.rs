//! A card → SVG: a nameplate, the question, and what each voice says to it.

use super::fonts::{Face, Fonts};
use super::model::{Card, HEIGHT, WIDTH};
use super::page::{Anchor, INK, LEFT, Page, RIGHT};
use super::text::{drawable, fit, one_line};
use super::voices::Voices;

const PAPER: &str = "#fcfaf5";

/// Where the question may begin, and where it ends if there are no voices.
const TOP: f32 = 140.0;
const BOTTOM: f32 = 566.0;
/// From one line of the question to the next, by its size.
const LEADING: f32 = 1.12;
const SIZES: [f32; 10] = [92.0, 84.0, 76.0, 68.0, 62.0, 56.0, 50.0, 46.0, 42.0, 38.0];

/// The card as SVG.
pub(super) fn svg(card: &Card, fonts: &Fonts) -> String {
    let paper = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{PAPER}\"/>"
    );
    let mut page = Page::new(paper, &card.title, fonts);
    nameplate(&mut page, card);
    let voices = Voices::of(card, fonts);
    question(&mut page, &card.title, voices.top().map_or(BOTTOM, |top| top - 20.0));
    voices.draw(&mut page, card.outcome.as_ref());
    page.svg.push_str("</svg>");
    page.svg
}

fn nameplate(page: &mut Page<'_>, card: &Card) {
    page.rect(LEFT, 44.0, RIGHT - LEFT, 4.0, INK);
    page.rect(LEFT, 51.0, RIGHT - LEFT, 1.5, INK);
    let name = drawable(&card.site, &page.serif);
    let (name, size) = one_line(&name, &page.serif, &[34.0, 30.0, 26.0], RIGHT - LEFT);
    page.text(&name, (LEFT, 98.0), size, Face::Serif, INK, Anchor::Start);
}

/// The question, in the middle of its room where it is short.
fn question(page: &mut Page<'_>, title: &str, bottom: f32) {
    let title = drawable(title, &page.serif);
    let room = bottom - TOP;
    let most = |size: f32| lines_in(room, size * LEADING);
    let set = fit(&title, &page.serif, &SIZES, RIGHT - LEFT, most);
    let leading = set.size * LEADING;
    let height = set.lines.iter().fold(0.0, |height, _| height + leading);
    let mut y = TOP + (room - height).max(0.0) * 0.45 + set.size * 0.86;
    for line in &set.lines {
        page.text(line, (LEFT, y), set.size, Face::Serif, INK, Anchor::Start);
        y += leading;
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
