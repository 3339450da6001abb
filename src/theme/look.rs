//! `[look]` of site.toml → a style sheet, and what it names that is not there.

use crate::address::Route;
use crate::config::{Config, Font, FontRole};
use crate::diagnostic::{Code, Diagnostic, Span, nearest};

use super::assets::Assets;

/// The name of the sheet for templates.
pub(super) const SHEET: &str = "look.css";

/// The sheet that the settings come to; nothing where they name no colours and no fonts. It sets custom properties of
/// the default theme (docs/themes.md), which other themes may use as well.
pub(super) fn sheet(config: &Config) -> Option<String> {
    let look = &config.look;
    let mut css = String::new();
    for font in &look.fonts {
        css.push_str(&font_face(font, config.base.path()));
    }
    let families: Vec<String> = look.fonts.iter().filter_map(family).collect();
    if !families.is_empty() {
        css.push_str(&format!(":root{{{}}}", families.join(";")));
    }
    for (scheme, voices) in
        [("not (prefers-color-scheme:dark)", &look.voices), ("(prefers-color-scheme:dark)", &look.voices_dark)]
    {
        let voices: Vec<String> =
            (1..).zip(voices).map(|(number, colour)| format!("--voice-{number}:{colour}")).collect();
        if !voices.is_empty() {
            css.push_str(&format!("@media {scheme}{{:root{{{}}}}}", voices.join(";")));
        }
    }
    (!css.is_empty()).then_some(css)
}

fn font_face(font: &Font, base: &str) -> String {
    format!(
        "@font-face{{font-family:\"{}\";src:url(\"{base}{}\");font-weight:{};font-style:{};font-display:swap}}",
        quoted(&font.family),
        Route::new(font.file.name.as_str()).address(),
        font.weight,
        if font.italic { "italic" } else { "normal" },
    )
}

/// The custom property for what is set in a font, with a family to fall back on.
fn family(font: &Font) -> Option<String> {
    let (property, fallback) = match font.role? {
        FontRole::Text => ("--serif", "serif"),
        FontRole::Headlines => ("--display", "serif"),
        FontRole::Small => ("--sans", "sans-serif"),
        FontRole::Code => ("--mono", "monospace"),
    };
    Some(format!("{property}:\"{}\",{fallback}", quoted(&font.family)))
}

/// A name as it may stand in a string of CSS (CSS Syntax, section 4.3.5).
fn quoted(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| matches!(c, '"' | '\\').then_some('\\').into_iter().chain([c]))
        .collect()
}

/// The files that the settings name and that nothing publishes.
pub(super) fn missing_files(config: &Config, assets: &Assets) -> Vec<Diagnostic> {
    let missing = config.look.files().filter(|file| !assets.names().contains_key(&file.name));
    missing
        .map(|file| {
            let help = match nearest(&file.name, assets.names().keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("put it there as static/{}", file.name),
            };
            let message = format!("there is no file `{}` in `static`", file.name);
            Diagnostic::error(Code::ConfigValue, Span::new(&"site.toml".into(), file.range.clone()), message, help)
        })
        .collect()
}
