//! The fonts of cards: which letters they have, and how wide these are.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use harfrust::{ShapeOptions, ShaperData, UnicodeBuffer};
use resvg::usvg::fontdb::{Database, Source};
use skrifa::charmap::Charmap;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::picture::{Digest, digest};

/// The fonts that are part of the program, for the Latin, Greek and Cyrillic scripts.
static SERIF: &[u8] = include_bytes!("fonts/serif.ttf");
static SANS: &[u8] = include_bytes!("fonts/sans.ttf");

/// The families of these fonts.
const SERIF_FAMILY: &str = "Card Serif";
const SANS_FAMILY: &str = "Card Sans";

/// What a text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Titles and verdicts.
    Serif,
    /// Names.
    Sans,
}

/// The fonts that cards are drawn with.
#[derive(Debug)]
pub struct Fonts {
    /// A font of the site's own, which comes first.
    own: Option<Arc<[u8]>>,
    digest: Digest,
    /// Read when the first card is drawn.
    database: OnceLock<Loaded>,
}

#[derive(Debug, Clone)]
pub(super) struct Loaded {
    pub(super) database: Arc<Database>,
    own_family: Option<String>,
}

/// The bytes are no font that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoFont;

impl Fonts {
    /// The program's fonts, behind one of the site's own where it has one.
    pub fn new(own: Option<Arc<[u8]>>) -> Result<Self, NoFont> {
        if let Some(own) = &own {
            // One of a collection would do, but could not be named.
            let font = FontRef::new(own).map_err(|_| NoFont)?;
            font.head().and(font.hmtx()).map_err(|_| NoFont)?;
            if family_of(own).is_none() {
                return Err(NoFont);
            }
        }
        let digest = digest([SERIF, SANS, own.as_deref().unwrap_or_default()]);
        Ok(Self { own, digest, database: OnceLock::new() })
    }

    /// What their bytes are known by.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The first letter or digit of a text that no font has.
    pub fn lacks(&self, text: &str) -> Option<char> {
        // The program's own have all of these.
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return None;
        }
        let faces = self.faces(Face::Serif);
        let has = |c: char| c.is_ascii() || faces.iter().any(|face| face.charmap().map(c).is_some());
        text.nfc().find(|c| c.is_alphanumeric() && spelled(*c, &has).is_none())
    }

    /// The fonts for what is set in a face, the first before the next.
    pub(super) fn faces(&self, face: Face) -> Vec<FontRef<'_>> {
        let own = self.own.as_deref();
        let built_in = match face {
            Face::Serif => [SERIF, SANS],
            Face::Sans => [SANS, SERIF],
        };
        own.into_iter().chain(built_in).filter_map(|bytes| FontRef::new(bytes).ok()).collect()
    }

    /// The names of the families for what is set in a face, as `font-family` lists them.
    pub(super) fn families(&self, face: Face) -> String {
        let built_in = match face {
            Face::Serif => SERIF_FAMILY,
            Face::Sans => SANS_FAMILY,
        };
        match &self.loaded().own_family {
            Some(own) => format!("'{}', '{built_in}'", own.replace(['\'', '"', '\\', '<', '&'], " ")),
            None => format!("'{built_in}'"),
        }
    }

    pub(super) fn loaded(&self) -> &Loaded {
        self.database.get_or_init(|| {
            let mut database = Database::new();
            if let Some(own) = &self.own {
                database.load_font_source(Source::Binary(Arc::new(Arc::clone(own))));
            }
            for bytes in [SERIF, SANS] {
                database.load_font_source(Source::Binary(Arc::new(bytes)));
            }
            let own_family = self.own.as_ref().and_then(family_of);
            Loaded { database: Arc::new(database), own_family }
        })
    }
}

/// The name of a font's family.
fn family_of(bytes: &Arc<[u8]>) -> Option<String> {
    let mut database = Database::new();
    database.load_font_source(Source::Binary(Arc::new(Arc::clone(bytes))));
    let (family, _) = database.faces().next()?.families.first()?.clone();
    Some(family)
}

/// A letter as a font has it: as one, or as a letter and its marks.
pub(super) fn spelled(letter: char, has: &impl Fn(char) -> bool) -> Option<String> {
    if has(letter) {
        return Some(letter.into());
    }
    let mut parts = Vec::new();
    decompose_canonical(letter, |part| parts.push(part));
    let whole = parts.iter().collect();
    let one_apart = parts.iter().enumerate().skip(1).map(|(apart, mark)| {
        let others = parts.iter().enumerate().filter(|(at, _)| *at != apart).map(|(_, part)| *part);
        others.nfc().chain([*mark]).collect()
    });
    std::iter::once(whole).chain(one_apart).find(|spelling: &String| spelling.chars().all(has))
}

/// Measures texts in one face, as they are drawn: with the shapes that their letters take beside each other.
pub(super) struct Ruler<'f> {
    fonts: Vec<Shapes<'f>>,
    /// The widths that were measured already, at a size of 1: the same words are tried at several sizes.
    known: RefCell<HashMap<String, f32>>,
}

/// What one font makes of letters.
struct Shapes<'f> {
    font: FontRef<'f>,
    letters: Charmap<'f>,
    shaper: ShaperData,
    /// To the size of the letters.
    units: f32,
}

impl<'f> Ruler<'f> {
    pub(super) fn new(fonts: &'f Fonts, face: Face) -> Self {
        let shapes = |font: FontRef<'f>| {
            let units = f32::from(font.head().ok()?.units_per_em());
            Some(Shapes { letters: font.charmap(), shaper: ShaperData::new(&font), units, font })
        };
        Self { fonts: fonts.faces(face).into_iter().filter_map(shapes).collect(), known: RefCell::default() }
    }

    /// Whether a font has the character.
    pub(super) fn has(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.letters.map(c).is_some())
    }

    /// How wide a text is at a size in pixels.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let known = self.known.try_borrow().ok().and_then(|known| known.get(text).copied());
        let width = known.unwrap_or_else(|| {
            let width = self.measured(text);
            let _ = self.known.try_borrow_mut().map(|mut known| known.insert(text.to_owned(), width));
            width
        });
        width * size
    }

    /// Each run of letters that are in the same font; a mark stays with its letter.
    fn measured(&self, text: &str) -> f32 {
        let mut width = 0.0;
        let mut run: (Option<&Shapes<'f>>, UnicodeBuffer) = (None, UnicodeBuffer::new());
        for c in text.chars() {
            let stays = run.0.filter(|font| is_combining_mark(c) && font.letters.map(c).is_some());
            let Some(font) = stays.or_else(|| self.fonts.iter().find(|font| font.letters.map(c).is_some())) else {
                continue;
            };
            if run.0.is_some_and(|before| !std::ptr::eq(before, font)) {
                width += advance(std::mem::take(&mut run.0), std::mem::take(&mut run.1));
            }
            run.0 = Some(font);
            run.1.add(c, 0);
        }
        width + advance(run.0, run.1)
    }
}

fn advance(font: Option<&Shapes<'_>>, mut letters: UnicodeBuffer) -> f32 {
    let Some(font) = font else { return 0.0 };
    letters.guess_segment_properties();
    let shaped = font.shaper.shaper(&font.font).build().shape(letters, ShapeOptions::default());
    shaped
        .glyph_positions()
        .iter()
        .map(|glyph| f32::from(i16::try_from(glyph.x_advance).unwrap_or(i16::MAX)) / font.units)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_scripts_are_missed_and_signs_are_not() {
        let fonts = Fonts::new(None).unwrap();
        for text in ["Plain?", "“Ärger” — naïve œuvre, Ōsaka, ſ", "Привет", "Ερώτηση", "Yes 🎉 ✓"]
        {
            assert_eq!(fonts.lacks(text), None, "{text}");
        }
        assert_eq!(fonts.lacks("a שלום"), Some('ש'));
        assert_eq!(fonts.lacks("問"), Some('問'));
    }

    #[test]
    fn every_character_of_ascii_is_there() {
        let fonts = Fonts::new(None).unwrap();
        for face in [Face::Serif, Face::Sans] {
            let ruler = Ruler::new(&fonts, face);
            assert!((b' '..=b'~').all(|byte| ruler.has(byte.into())));
            let (one, two) = (ruler.width("n", 100.0), ruler.width("nn", 100.0));
            assert!(one > 30.0 && (two - 2.0 * one).abs() < 0.1);
        }
    }

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        assert_eq!(Fonts::new(Some(b"wOF2 something".as_slice().into())).unwrap_err(), NoFont);
    }
}
