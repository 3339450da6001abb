//! `language` and `[labels]`, checked.

use std::collections::BTreeSet;

use crate::diagnostic::list_of;

use super::check::Check;
use super::labels::Labels;

/// Languages by their English names and their own, for those who write these instead of a tag.
const LANGUAGES: [(&str, &[&str]); 30] = [
    ("ar", &["arabic", "العربية"]),
    ("ca", &["catalan", "català"]),
    ("cs", &["czech", "čeština"]),
    ("da", &["danish", "dansk"]),
    ("de", &["german", "deutsch"]),
    ("el", &["greek", "ελληνικά"]),
    ("en", &["english"]),
    ("es", &["spanish", "español"]),
    ("eu", &["basque", "euskara"]),
    ("fa", &["persian", "farsi", "فارسی"]),
    ("fi", &["finnish", "suomi"]),
    ("fr", &["french", "français"]),
    ("he", &["hebrew", "עברית"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("hu", &["hungarian", "magyar"]),
    ("id", &["indonesian"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese", "日本語"]),
    ("ko", &["korean", "한국어"]),
    ("nb", &["norwegian", "norsk"]),
    ("nl", &["dutch", "nederlands"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português"]),
    ("ro", &["romanian", "română"]),
    ("ru", &["russian", "русский"]),
    ("sv", &["swedish", "svenska"]),
    ("tr", &["turkish", "türkçe"]),
    ("uk", &["ukrainian", "українська"]),
    ("vi", &["vietnamese"]),
    ("zh", &["chinese", "中文"]),
];

/// The language, if it may be one.
pub(super) fn language(check: &mut Check<'_>, tag: &str) -> Option<String> {
    if is_well_formed(tag) {
        return Some(tag.to_owned());
    }
    let help = match meant(tag) {
        Some(meant) => format!("did you mean `{meant}`? Language tags (BCP 47) are such as `en`, `pt-BR` or `zh-Hant`"),
        None => "write a language tag (BCP 47) such as `en`, `pt-BR` or `zh-Hant`".to_owned(),
    };
    check.wrong("language", format!("`{tag}` is no language tag"), help);
    None
}

/// Whether a text has the form of a language tag (RFC 5646, section 2.1). A language is two or three letters; longer ones
/// may be registered, and none ever was.
fn is_well_formed(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("");
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    // One letter begins an extension, which needs more.
    let is_ended = tag.rsplit('-').next().is_some_and(|last| last.len() > 1);
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(is_part)
        && is_ended
}

/// The tag that somebody meant who wrote `german`, `English (US)` or `de_DE`.
fn meant(text: &str) -> Option<String> {
    let hyphened = text.split('.').next().unwrap_or("").replace('_', "-");
    if is_well_formed(&hyphened) {
        return Some(hyphened);
    }
    let word = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?.to_lowercase();
    LANGUAGES.iter().find(|(_, names)| names.contains(&word.as_str())).map(|(tag, _)| (*tag).to_owned())
}

/// Reports the places in words of the theme for which nothing is filled in: readers would see the braces.
pub(super) fn check_labels(check: &mut Check<'_>, labels: &Labels) {
    let english = Labels::default();
    let defaults = english.by_name();
    for (name, text) in &labels.by_name() {
        let Some(default) = defaults.get(name).filter(|default| *default != text) else { continue };
        let known = places(default);
        for place in places(text).difference(&known) {
            let help = if known.is_empty() {
                format!("take `{{{place}}}` out: nothing is filled into these words")
            } else {
                let known: Vec<String> = known.iter().map(|place| format!("{{{place}}}")).collect();
                format!("write {}, or nothing in braces", list_of(known.iter().map(String::as_str)))
            };
            check.wrong(
                &format!("labels.{name}"),
                format!("`{{{place}}}` stands for nothing in `labels.{name}`"),
                help,
            );
        }
    }
}

/// What stands in braces.
fn places(text: &str) -> BTreeSet<&str> {
    let is_place = |place: &&str| !place.is_empty() && !place.contains(['{', '\n']);
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(place, _)| place).filter(is_place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_their_form_and_names_of_languages_have_not() {
        for good in ["en", "pt-BR", "zh-Hant", "gsw-CH", "de-1996", "es-419", "en-x-own", "DE"] {
            assert!(is_well_formed(good), "{good}");
        }
        for bad in ["", "german", "e", "en-", "en-u", "en--US", "de_DE", "English (US)", "日本語", "x-own"] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }

    #[test]
    fn what_was_meant_is_known() {
        for (text, tag) in
            [("german", "de"), ("English (US)", "en"), ("pt_BR", "pt-BR"), ("de_DE.UTF-8", "de-DE"), ("日本語", "ja")]
        {
            assert_eq!(meant(text).as_deref(), Some(tag));
        }
        assert_eq!(meant("Klingon"), None);
    }

    #[test]
    fn places_are_what_stands_in_braces() {
        assert_eq!(places("{n} of { total } {} {x"), BTreeSet::from(["n", " total "]));
    }
}
