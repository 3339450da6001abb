//! The fonts of cards: which letters they have, and how wide these are.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::{Database, Source};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

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
        text.chars().find(|c| c.is_alphanumeric() && !has(*c))
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

/// Measures texts in one face.
pub(super) struct Ruler<'f> {
    fonts: Vec<Measures<'f>>,
    /// The widths that were looked up already, at a size of 1.
    known: RefCell<BTreeMap<char, Option<f32>>>,
}

/// What one font says of its letters.
struct Measures<'f> {
    letters: Charmap<'f>,
    widths: GlyphMetrics<'f>,
    /// To the size of the letters.
    units: f32,
}

impl<'f> Ruler<'f> {
    pub(super) fn new(fonts: &'f Fonts, face: Face) -> Self {
        let measures = |font: FontRef<'f>| {
            let units = f32::from(font.head().ok()?.units_per_em());
            let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            Some(Measures { letters: font.charmap(), widths, units })
        };
        Self { fonts: fonts.faces(face).into_iter().filter_map(measures).collect(), known: RefCell::default() }
    }

    /// Whether a font has the character.
    pub(super) fn has(&self, c: char) -> bool {
        self.advance(c).is_some()
    }

    /// How wide a text is at a size in pixels; pairs that stand closer are not counted.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.advance(c).unwrap_or(0.0)).sum::<f32>() * size
    }

    fn advance(&self, c: char) -> Option<f32> {
        let look_up = || {
            self.fonts.iter().find_map(|font| {
                let glyph = font.letters.map(c)?;
                Some(font.widths.advance_width(glyph)? / font.units)
            })
        };
        match self.known.try_borrow_mut() {
            Ok(mut known) => *known.entry(c).or_insert_with(look_up),
            Err(_) => look_up(),
        }
    }
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
