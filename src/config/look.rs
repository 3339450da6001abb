//! `[look]`: what a site changes about its theme without a template.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

/// `[look]` as it is written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawLook {
    /// A picture in `static` that stands above the name of the site.
    pub logo: Option<String>,
    /// A style sheet in `static` that comes after the theme's.
    pub style: Option<String>,
    /// A line at the foot of every page.
    pub footer: Option<String>,
    /// The colours of the voices, in their order, such as `#1b4f8a`.
    pub voices: Vec<String>,
    /// The same for readers who prefer dark pages.
    pub voices_dark: Vec<String>,
    /// Fonts in `static`.
    pub fonts: Vec<RawFont>,
}

/// One of `[[look.fonts]]` as it is written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawFont {
    /// The name of the family. Required.
    pub family: String,
    /// The file, such as `literata.woff2`. Required.
    pub file: String,
    /// What is set in it; nothing by itself, for further files of a family.
    pub role: Option<FontRole>,
    /// The weights that the file has, such as `700`, or `200 900` for a variable font; `400` by default.
    pub weight: Option<String>,
    /// Whether it is the family's italic.
    pub italic: bool,
}

/// What is set in a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FontRole {
    /// Letters, takes, comments.
    Text,
    /// Titles and headings.
    Headlines,
    /// Dates, names, verdicts.
    Small,
    /// Code.
    Code,
}

/// What a site changes about its theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// A picture above the name of the site.
    pub logo: Option<StaticFile>,
    /// A style sheet after the theme's.
    pub style: Option<StaticFile>,
    /// A line at the foot of every page.
    pub footer: Option<String>,
    /// The colours of the voices, each `#` and three, four, six or eight hexadecimal digits.
    pub voices: Vec<String>,
    /// The same for readers who prefer dark pages.
    pub voices_dark: Vec<String>,
    /// Fonts.
    pub fonts: Vec<Font>,
}

/// A file in `static`, as a setting names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticFile {
    /// Its path from `static`.
    pub name: String,
    /// Where it stands in site.toml.
    pub range: Range<usize>,
}

/// A font in `static`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font {
    /// The name of the family.
    pub family: String,
    /// The file.
    pub file: StaticFile,
    /// What is set in it.
    pub role: Option<FontRole>,
    /// One weight from 1 to 1000, or the first and the last of a range.
    pub weight: String,
    /// Whether it is the family's italic.
    pub italic: bool,
}

impl Look {
    /// The files in `static` that the settings name.
    pub fn files(&self) -> impl Iterator<Item = &StaticFile> {
        self.logo.iter().chain(&self.style).chain(self.fonts.iter().map(|font| &font.file))
    }
}

/// Whether a text is a colour in hexadecimal digits (CSS Color, section 5.2).
pub(super) fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or("");
    matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a text is a weight, or a range of them (CSS Fonts, section 4.5).
pub(super) fn is_weight(text: &str) -> bool {
    let weights: Vec<Option<u16>> = text.split_whitespace().map(|weight| weight.parse().ok()).collect();
    matches!(weights.len(), 1 | 2)
        && weights.iter().all(|weight| weight.is_some_and(|weight| (1..=1000).contains(&weight)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_and_weights_are_known() {
        assert!(
            is_colour("#1b4f8a")
                && is_colour("#FFF")
                && !is_colour("1b4f8a")
                && !is_colour("#12345")
                && !is_colour("red")
        );
        assert!(
            is_weight("400") && is_weight("200 900") && !is_weight("bold") && !is_weight("0") && !is_weight("1 2 3")
        );
    }
}
