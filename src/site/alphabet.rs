//! The order of names, as those who read a language look for them.
//!
//! Letters with marks stand with those without, and case makes no difference, but for letters that a language counts as
//! letters of their own. It is no whole collation (UTS #10), whose tables are larger than all the rest of the program
//! needs: what these few rules leave open is the order of the characters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// The letters of some languages that come after the letter they look like, and those that come after `z`.
const OWN: [(&[&str], &str, &str); 12] = [
    (&["sv", "fi"], "", "åäö"),
    (&["da", "nb", "nn", "no"], "", "æøå"),
    (&["is"], "áðéíóúý", "þæö"),
    (&["et"], "šž", "õäöü"),
    (&["es", "gl", "eu"], "ñ", ""),
    (&["pl"], "ąćęłńóśźż", ""),
    (&["cs", "sk"], "čřšž", ""),
    (&["hr", "bs", "sl"], "čćđšž", ""),
    (&["hu"], "öü", ""),
    (&["ro"], "ăâîșț", ""),
    (&["lt", "lv"], "čšž", ""),
    (&["tr", "az"], "çğöşü", ""),
];

/// Behind every letter.
const LAST: char = '\u{10fffd}';

/// What a name begins with, in their order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Initial {
    /// Neither letter nor digit.
    Other,
    /// A digit.
    Digit,
    /// A letter, as a capital.
    Letter(String),
}

/// The alphabet of a language.
#[derive(Debug, Clone, Copy)]
pub struct Alphabet {
    behind_base: &'static str,
    behind_z: &'static str,
}

impl Alphabet {
    /// That of a language by its tag (BCP 47).
    pub fn of(language: &str) -> Self {
        let language = language.split('-').next().unwrap_or("").to_ascii_lowercase();
        let own = OWN.iter().find(|(languages, ..)| languages.contains(&language.as_str()));
        own.map_or(Self { behind_base: "", behind_z: "" }, |(_, behind_base, behind_z)| Self { behind_base, behind_z })
    }

    /// By what names are sorted; those with the same key by how they are written.
    pub fn key(self, name: &str) -> (u8, String) {
        let mut key = String::with_capacity(name.len());
        for c in name.nfc().flat_map(char::to_lowercase) {
            self.push(c, &mut key);
        }
        let kind = match key.chars().next() {
            Some(c) if c.is_alphabetic() => 2,
            Some(c) if c.is_numeric() => 1,
            _ => 0,
        };
        (kind, key)
    }

    /// What a name begins with.
    pub fn initial(self, name: &str) -> Initial {
        let Some(first) = name.nfc().flat_map(char::to_lowercase).next() else { return Initial::Other };
        if self.behind_base.contains(first) || self.behind_z.contains(first) {
            return Initial::Letter(first.to_uppercase().collect());
        }
        let mut key = String::new();
        self.push(first, &mut key);
        match key.chars().next() {
            Some(c) if c.is_alphabetic() => Initial::Letter(c.to_uppercase().collect()),
            Some(c) if c.is_numeric() => Initial::Digit,
            _ => Initial::Other,
        }
    }

    fn push(self, c: char, key: &mut String) {
        let place = |letters: &str| letters.chars().position(|own| own == c).and_then(|at| u8::try_from(at).ok());
        if let Some(at) = place(self.behind_z) {
            key.extend(['z', LAST, char::from(b'a' + at)]);
        } else if let Some(at) = place(self.behind_base) {
            push_base(c, key);
            key.extend([LAST, char::from(b'a' + at)]);
        } else {
            push_base(c, key);
        }
    }
}

/// A letter without its marks.
fn push_base(c: char, key: &mut String) {
    match c {
        'ß' => key.push_str("ss"),
        'æ' => key.push_str("ae"),
        'œ' => key.push_str("oe"),
        'þ' => key.push_str("th"),
        'ø' => key.push('o'),
        'ł' => key.push('l'),
        'đ' | 'ð' => key.push('d'),
        'ı' => key.push('i'),
        // No и with a mark to anybody who reads it.
        'й' => key.push(c),
        _ => decompose_canonical(c, |part| {
            if !matches!(part, '\u{300}'..='\u{36f}') {
                key.push(part);
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: &str, names: &str) -> String {
        let alphabet = Alphabet::of(language);
        let mut names: Vec<&str> = names.split(' ').collect();
        names.sort_by_key(|name| (alphabet.key(name), *name));
        names.join(" ")
    }

    #[test]
    fn each_language_has_its_order() {
        assert_eq!(
            sorted("de", "Zorn Äpfel arm Ärger Straße Strasse Strand Öl"),
            "Äpfel Ärger arm Öl Strand Strasse Straße Zorn"
        );
        assert_eq!(sorted("sv-SE", "öl ål äpple zebra apa"), "apa zebra ål äpple öl");
        assert_eq!(sorted("da", "åben ødelagt ærlig zoo"), "zoo ærlig ødelagt åben");
        assert_eq!(sorted("es", "ñoño nz oca nada árbol arte"), "árbol arte nada nz ñoño oca");
        assert_eq!(sorted("en", "#tag 9 é e\u{301}a f 10 E"), "#tag 10 9 E é e\u{301}a f");
        assert_eq!(sorted("ru", "йод игра ёж ель"), "ёж ель игра йод");
    }

    #[test]
    fn initials_are_the_letters_of_the_alphabet() {
        let letter = |language, name| match Alphabet::of(language).initial(name) {
            Initial::Letter(letter) => letter,
            other => format!("{other:?}"),
        };
        assert_eq!(["de", "sv", "es"].map(|language| letter(language, "äpple")), ["A", "Ä", "A"]);
        assert_eq!(letter("es", "ñoño"), "Ñ");
        assert_eq!(letter("en", "ñoño"), "N");
        assert_eq!(["", "#a", "7", "работа"].map(|name| letter("en", name)), ["Other", "Other", "Digit", "Р"]);
    }
}
