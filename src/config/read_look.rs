//! `[look]`, checked.

use crate::fields::Step;

use super::check::Check;
use super::look::{Font, Look, RawFont, RawLook, StaticFile, is_colour, is_weight};

/// `[look]`; what is wrong with it is reported.
pub(super) fn look(check: &mut Check<'_>, raw: RawLook) -> Look {
    let key = |name: &str| Step::Key(name.to_owned());
    for (list, colours) in [("voices", &raw.voices), ("voices_dark", &raw.voices_dark)] {
        for (index, colour) in colours.iter().enumerate().filter(|(_, colour)| !is_colour(colour)) {
            let range = check.place(&[key("look"), key(list), Step::Index(index)]).1;
            let help = "write `#` and six digits from 0 to f, such as `#1b4f8a`";
            check.wrong_at(range, format!("`{colour}` is no colour"), help);
        }
    }
    let fonts = raw.fonts.into_iter().enumerate().filter_map(|(index, raw)| font(check, index, raw)).collect();
    let file = |name: &str, value: Option<String>| {
        value.map(|file| StaticFile { name: file, range: check.place(&[key("look"), key(name)]).1 })
    };
    Look {
        logo: file("logo", raw.logo),
        style: file("style", raw.style),
        footer: raw.footer,
        voices: raw.voices,
        voices_dark: raw.voices_dark,
        fonts,
    }
}

fn font(check: &mut Check<'_>, index: usize, raw: RawFont) -> Option<Font> {
    let path = |name: &str| {
        [Step::Key("look".to_owned()), Step::Key("fonts".to_owned()), Step::Index(index), Step::Key(name.to_owned())]
    };
    let weight = raw.weight.unwrap_or_else(|| "400".to_owned());
    if raw.family.trim().is_empty() || raw.file.trim().is_empty() {
        let range = check.place(path("").get(..3).unwrap_or_default()).1;
        let help = "write both, such as `family = \"Literata\"` and `file = \"literata.woff2\"`";
        check.wrong_at(range, "this font has no `family` or no `file`".to_owned(), help);
        return None;
    }
    if !is_weight(&weight) {
        let range = check.place(&path("weight")).1;
        let help = "write a number from 1 to 1000, such as `\"700\"`, or the first and the last, such as `\"200 900\"`";
        check.wrong_at(range, format!("`{weight}` is no weight of a font"), help);
    }
    let file = StaticFile { name: raw.file, range: check.place(&path("file")).1 };
    Some(Font { family: raw.family, file, role: raw.role, weight, italic: raw.italic })
}
