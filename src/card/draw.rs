//! A card → the bytes of a PNG file.

use std::collections::BTreeMap;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::fonts::Fonts;
use super::layout;
use super::model::{Card, HEIGHT, WIDTH};

/// The colours that a PNG file with a palette may have.
const COLOURS: usize = 256;

/// Draws a card.
///
/// Nothing if it cannot be drawn, which would be a mistake in the layout: its texts cannot make it invalid.
pub fn draw(card: &Card, fonts: &Fonts) -> Option<Vec<u8>> {
    let options = Options { fontdb: Arc::clone(&fonts.loaded().database), ..Options::default() };
    let tree = Tree::from_str(&layout::svg(card, fonts), &options).ok()?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    png(pixels.data())
}

/// Writes opaque pixels with a palette: a card has few colours, and the shades between them.
fn png(pixels: &[u8]) -> Option<Vec<u8>> {
    let (palette, indices) = (5..=8).rev().find_map(|bits| with_palette(pixels, bits))?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&indices).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// The pixels by a palette of their colours, of which only the first bits count; `None` where these are too many.
fn with_palette(pixels: &[u8], bits: u32) -> Option<(Vec<u8>, Vec<u8>)> {
    let mask = 0xff_u8 << (8 - bits);
    let mut palette: Vec<u8> = Vec::new();
    let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut indices = Vec::with_capacity(pixels.len() / 4);
    let mut last = None;
    for pixel in pixels.as_chunks::<4>().0 {
        let [red, green, blue, _] = *pixel;
        let colour = [red & mask, green & mask, blue & mask];
        let index = match last {
            Some((before, index)) if before == colour => index,
            _ => {
                let next = u8::try_from(known.len()).ok().filter(|_| known.len() < COLOURS);
                match (known.get(&colour), next) {
                    (Some(index), _) => *index,
                    (None, Some(next)) => {
                        palette.extend([red, green, blue]);
                        known.insert(colour, next);
                        next
                    }
                    (None, None) => return None,
                }
            }
        };
        last = Some((colour, index));
        indices.push(index);
    }
    Some((palette, indices))
}

#[cfg(test)]
mod tests {
    use super::super::model::{More, Outcome, Voice};
    use super::*;
    use crate::document::Stance;

    fn card(title: &str, voices: usize) -> Card {
        let voice = |number: usize| Voice {
            name: format!("Voice <{number}> & Co"),
            monogram: "V&".to_owned(),
            colour: "#1b4f8a".to_owned(),
            verdict: (number != 1).then(|| ("No, \"never\"".to_owned(), Some(Stance::No))),
        };
        let outcome = (voices > 1).then(|| (Outcome::Differ, "They differ".to_owned()));
        let more = More { one: "1 more".to_owned(), many: "{n} more".to_owned() };
        Card {
            site: "A & B".to_owned(),
            title: title.to_owned(),
            voices: (0..voices).map(voice).collect(),
            more,
            outcome,
        }
    }

    #[test]
    fn any_text_gives_a_small_picture_of_the_right_size() {
        let fonts = Fonts::new(None).unwrap();
        let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ".repeat(9);
        for (title, voices) in [("</svg>&amp;\u{0}]]>", 2), ("", 0), (&long, 5), ("🎉", 40), ("שלום", 1), ("x", 6)]
        {
            let bytes = draw(&card(title, voices), &fonts).expect("a picture");
            let decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
            let info = decoder.read_info().expect("a head");
            assert_eq!((info.info().width, info.info().height), (1200, 630));
            assert!(bytes.len() < 60_000, "{title}: {}", bytes.len());
        }
    }

    #[test]
    fn what_is_on_a_card_decides_its_bytes() {
        let fonts = Fonts::new(None).unwrap();
        let (one, other) = (card("Yes or no?", 2), card("Yes or no!", 2));
        assert_eq!(draw(&one, &fonts), draw(&one.clone(), &fonts));
        assert_ne!(draw(&one, &fonts), draw(&other, &fonts));
        assert_ne!(one.digest(fonts.digest()), other.digest(fonts.digest()));
    }
}
