//! The YAML at the top of a file, and what can be wrong with it.

use std::ops::Range;
use std::sync::Arc;

use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::address::Route;
use crate::diagnostic::{Code, Diagnostic, Span, list_of, nearest};
use crate::fields::{self, Problem, Step, Text, TextList, subject};

use super::date::Date;
use super::keys::{Place, Places, item_values, items, locate, locate_from};
use super::model::{Alias, Image, TemplateName};
use super::raw::RawImage;
use super::yaml_error::{Explained, deep, explain, too_many_open};

/// How far behind its place, in characters, a text is looked for.
const NEAR: usize = 1_000;

/// A file cut into its front matter and its body.
pub(super) struct FrontMatter<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    yaml: Range<usize>,
    /// The items of a file that is a list; found once, because it may be long.
    items: Vec<Place>,
    /// Whether it should be a list.
    is_list: bool,
    /// Where the body begins.
    pub(super) body: usize,
    /// What is wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> FrontMatter<'a> {
    /// Cuts a file whose front matter stands between lines of three hyphens.
    pub(super) fn split(file: &'a Arc<str>, text: &'a str) -> Self {
        let (yaml, body, problem) = cut(text);
        let diagnostics = problem
            .map(|(range, message, help)| Diagnostic::error(Code::YamlSyntax, Span::new(file, range), message, help))
            .into_iter()
            .collect();
        Self { file, text, yaml, items: Vec::new(), is_list: false, body, diagnostics }
    }

    /// A file that is a YAML list from its start to its end.
    pub(super) fn list(file: &'a Arc<str>, text: &'a str) -> Self {
        Self {
            file,
            text,
            yaml: 0..text.len(),
            items: items(text, &(0..text.len())),
            is_list: true,
            body: text.len(),
            diagnostics: Vec::new(),
        }
    }

    fn yaml(&self) -> &'a str {
        self.text.get(self.yaml.clone()).unwrap_or("")
    }

    /// Reads the keys; wrong ones are reported and left out. `None` where there is nothing to read them from.
    pub(super) fn read<T: DeserializeOwned + Default + JsonSchema>(&mut self) -> Option<T> {
        if !self.diagnostics.is_empty() {
            return None;
        }
        if let Some(at) = too_many_open(self.yaml()) {
            self.not_yaml(deep(self.yaml(), at));
            return None;
        }
        match fields::read_yaml::<T>(self.yaml()) {
            Ok((value, problems)) => {
                let has_keys =
                    !problems.iter().any(|problem| matches!(problem, Problem::Invalid { path, .. } if path.is_empty()));
                for problem in problems {
                    self.report(problem);
                }
                has_keys.then_some(value)
            }
            Err(error) => {
                self.not_yaml(explain(self.yaml(), &error));
                None
            }
        }
    }

    fn not_yaml(&mut self, explained: Explained) {
        let Explained { range, message, help } = explained;
        let range = self.in_yaml(&range);
        self.diagnostics.push(Diagnostic::error(Code::YamlSyntax, Span::new(self.file, range), message, help));
    }

    fn report(&mut self, problem: Problem) {
        let diagnostic = match problem {
            Problem::Unknown { path, near, known } => {
                // Only the top of a front matter has a place for keys of the site's own.
                let is_inside = path.len() > 1 || matches!(path.first(), Some(Step::Index(_)));
                let place = self.place(&path);
                let is_draft = self.text.get(place.value).is_some_and(|value| {
                    value.trim_matches(['"', '\'']).eq_ignore_ascii_case("draft")
                        && known.iter().any(|key| key == "draft")
                });
                Diagnostic::warning(
                    Code::UnknownKey,
                    Span::new(self.file, place.key),
                    format!("{} is no key that columnist knows, so it has no effect", subject(&path)),
                    match (near, is_inside) {
                        _ if is_draft => "write `draft: true` to keep it back".to_owned(),
                        (Some(near), true) => format!("did you mean `{near}`?"),
                        (Some(near), false) => format!("did you mean `{near}`? Keys of your own belong under `extra:`"),
                        (None, _) => {
                            let known = list_of(known.iter().map(String::as_str));
                            let or = if is_inside { "" } else { ", or put it under `extra:`" };
                            format!("take it out{or}; known here: {known}")
                        }
                    },
                )
            }
            Problem::Invalid { path, .. } if path.is_empty() => self.not_of_its_kind(),
            Problem::Invalid { path, reason } => Diagnostic::error(
                Code::WrongType,
                Span::new(self.file, self.place(&path).value),
                format!("{} {reason}", subject(&path)),
                // Only a tag of YAML is called by its first character.
                if reason.contains("`!`") {
                    "put the value in double quotes".to_owned()
                } else {
                    remedy(&path, &reason)
                },
            ),
        };
        self.diagnostics.push(diagnostic);
    }

    /// The report of YAML that is a list where keys belong, or the other way round.
    fn not_of_its_kind(&self) -> Diagnostic {
        let (message, help) = if self.is_list {
            (
                "this file is not a list of comments",
                "begin each comment with `- `, and indent its other lines by two spaces",
            )
        } else {
            ("this front matter has no keys", "write one `key: value` a line, such as `title: …`")
        };
        Diagnostic::error(Code::WrongType, Span::new(self.file, self.place(&[]).value), message, help)
    }

    /// Whether a value is reported already as one of the wrong type; that it is missing says nothing more.
    pub(super) fn has_wrong_type(&self, range: &Range<usize>) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::WrongType && diagnostic.span.range == *range)
    }

    /// Where a key and its value stand in the file.
    pub(super) fn place(&self, path: &[Step]) -> Place {
        let item = match path.split_first() {
            Some((Step::Index(index), rest)) => self.items.get(*index).map(|item| (item, rest)),
            _ => None,
        };
        let place = match item {
            Some((item, rest)) => locate_from(self.yaml(), item.clone(), rest),
            None => locate(self.yaml(), path),
        };
        Place { key: self.in_yaml(&place.key), value: self.in_yaml(&place.value) }
    }

    /// The places of what is in a mapping of the front matter, for when many of them are asked for.
    pub(super) fn places(&self, key: &str) -> Places<'a> {
        Places::new(self.yaml(), &[Step::Key(key.to_owned())])
    }

    /// Where a key of such a mapping and its value stand in the file.
    pub(super) fn place_among(&self, places: &Places<'_>, path: &[Step]) -> Place {
        let place = places.locate(path);
        Place { key: self.in_yaml(&place.key), value: self.in_yaml(&place.value) }
    }

    /// Where a value stands that is the first there of some keys with one meaning.
    pub(super) fn value_of(&self, keys: &[&str]) -> Range<usize> {
        let places = keys.iter().map(|key| self.place(&[Step::Key((*key).to_owned())]));
        places.into_iter().find(|place| !place.key.is_empty()).map_or(0..0, |place| place.value)
    }

    /// A text that has something in it.
    pub(super) fn required(&mut self, value: Option<Text>, key: &str, what: &str) -> Option<(String, Range<usize>)> {
        let range = self.value_of(&[key]);
        let text = value.map(|Text(text)| text.trim().to_owned()).filter(|text| !text.is_empty());
        if text.is_none() && !self.has_wrong_type(&range) {
            self.diagnostics.push(Diagnostic::error(
                Code::MissingTitle,
                Span::new(self.file, range.clone()),
                format!("this {what} has no {key}"),
                format!("write `{key}: …` between two lines of three hyphens at the top of the file"),
            ));
        }
        text.map(|text| (text, range))
    }

    /// A date, where there is one that can be read.
    pub(super) fn date(&mut self, value: Option<&Text>, path: &[Step], zone: &TimeZone) -> Option<Date> {
        let Text(text) = value?;
        match Date::parse(text, zone) {
            Ok(date) => Some(date),
            Err(reason) => {
                let range = self.place(path).value;
                self.diagnostics.push(bad_date(Span::new(self.file, range), text, &reason));
                None
            }
        }
    }

    /// The places of all items of a list, found in one pass.
    fn place_of_all(&self, key: &str) -> Vec<Range<usize>> {
        let place = locate(self.yaml(), &[Step::Key(key.to_owned())]);
        let region = place.value.start..self.yaml().len();
        item_values(self.yaml(), &region).iter().map(|value| self.in_yaml(value)).collect()
    }

    /// Old addresses; those that cannot be are reported and left out.
    pub(super) fn aliases(&mut self, lists: &[(&str, &TextList)]) -> Vec<Alias> {
        let mut aliases: Vec<Alias> = Vec::new();
        for (key, TextList(list)) in lists {
            if list.is_empty() {
                continue;
            }
            let (items, whole) = (self.place_of_all(key), self.value_of(&[key]));
            for (index, address) in list.iter().enumerate() {
                let item = items.get(index).unwrap_or(&whole).clone();
                match Route::from_address(path_of(address)) {
                    Ok(route) if route.is_html() => aliases.push(Alias { route, range: item }),
                    Ok(_) => self.bad_address(item, address, "does not end like a web page"),
                    Err(error) => self.bad_address(item, address, error.0),
                }
            }
        }
        aliases
    }

    fn bad_address(&mut self, range: Range<usize>, address: &str, reason: &str) {
        self.diagnostics.push(Diagnostic::error(
            Code::BadAddress,
            Span::new(self.file, range),
            format!("the old address `{address}` {reason}"),
            "write the path of a page on this site, such as `/2012/04/old-name.html` or `/old-name/`",
        ));
    }

    /// The template that is named, with its place.
    pub(super) fn template(&self, raw: Option<Text>) -> Option<TemplateName> {
        raw.map(|Text(name)| TemplateName { name, range: self.value_of(&["template"]) })
    }

    /// Where a text begins that stands in the front matter after a place, near to it.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<usize> {
        let rest = self.text.get(from..self.yaml.end)?;
        let near = rest.char_indices().nth(text.len() + NEAR).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
        near.find(text).map(|at| from + at)
    }

    /// A picture with its place.
    pub(super) fn image(&self, raw: Option<RawImage>) -> Option<Image> {
        let raw = raw.filter(|raw| !raw.src.is_empty())?;
        let src = self.place(&[Step::Key("image".to_owned()), Step::Key("src".to_owned())]);
        Some(Image { src: raw.src, alt: raw.alt, range: src.value })
    }

    /// What is wrong with something at a place of this file.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The first line of the body that has something on it, for what the body lacks; the file's start where it is empty.
    pub(super) fn body_opening(&self) -> Range<usize> {
        let body = self.text.get(self.body..).unwrap_or("");
        let start = self.body + (body.len() - body.trim_start().len());
        let line = body.trim_start().lines().next().unwrap_or("").trim_end();
        if line.is_empty() { 0..0 } else { start..start + line.len() }
    }

    /// A place of the body, whose events count from its beginning, in this file.
    pub(super) fn in_body(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.body..range.end + self.body
    }

    /// A place of the front matter in this file.
    fn in_yaml(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.yaml.start..range.end + self.yaml.start
    }

    /// A place in this file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }
}

/// The path of an old address that may be written with its host.
fn path_of(address: &str) -> &str {
    let after = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest.find('/').map_or("/", |at| rest.get(at..).unwrap_or("/")));
    after.trim()
}

/// What to write instead of a value of the wrong type.
fn remedy(path: &[Step], reason: &str) -> String {
    if let Some(near) = near_choice(reason) {
        return format!("did you mean `{near}`?");
    }
    let remedy = match path {
        [Step::Key(key)] if key == "letter" => "write `letter: {from: Cornered, location: Austin}`",
        [Step::Key(key)] if key == "comments" => "write `open`, `closed` or `off`",
        [Step::Key(key)] if key == "verdicts" => "write `verdicts: {leslie: \"No\"}`",
        [Step::Key(key)] if key == "guests" => "write `guests: {priya: {name: Priya Raman}}`",
        _ if reason.contains("true or false") => "write `true` or `false`, without quotes",
        _ if reason.contains("needs a list") => "write a list such as `[one, two]`",
        _ => "correct the value, or take the key out",
    };
    remedy.to_owned()
}

/// Of the words that a value may be, the one that is nearest to what was written, by the reason why that is wrong:
/// ``needs `open` or `off`, but has `oof` ``.
fn near_choice(reason: &str) -> Option<&str> {
    let (choices, written) = reason.strip_prefix("needs `")?.split_once("`, but has ")?;
    let written = written.trim_start_matches("the text ").trim_matches(['`', '"']);
    nearest(written, choices.split('`').step_by(2))
}

/// The report of a text that is no date.
pub(super) fn bad_date(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(
        Code::BadDate,
        span,
        format!("`{}` {reason}", text.trim()),
        "write the date as `2012-04-17`, `2012-04-17 09:30` or `2012-04-17T09:30:00-05:00`",
    )
}

type Cut = (Range<usize>, usize, Option<(Range<usize>, String, &'static str)>);

fn cut(text: &str) -> Cut {
    let lead = text.len() - text.trim_start().len();
    let rest = text.get(lead..).unwrap_or("");
    let first = rest.lines().next().unwrap_or("");
    if first.trim_end() != "---" {
        let problem = if first.trim_end() == "+++" {
            let help = "columnist reads YAML: write `---` for both `+++` lines, and `key: value` for `key = value`";
            Some((lead..lead + 3, "this front matter is TOML".to_owned(), help))
        } else if is_nearly_hyphens(rest) {
            let help = "write three plain hyphens, `---`, on the line above the keys and on the line below them";
            let mark = lead..lead + first.trim_end().len();
            Some((mark, "this line begins no front matter, because it is not three hyphens".to_owned(), help))
        } else {
            None
        };
        return (0..0, 0, problem);
    }
    let start = lead + first.len() + 1;
    let mut at = start;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (start..at, at + line.len(), None);
        }
        at += line.len();
    }
    let help = "write a line `---` after the last key; the text of the post follows it";
    (
        start.min(text.len())..text.len(),
        text.len(),
        Some((lead..lead + 3, "this front matter has no end".to_owned(), help)),
    )
}

/// Whether a text begins with a line of dashes and a key, as where an editor made one dash of three hyphens.
fn is_nearly_hyphens(text: &str) -> bool {
    let mut lines = text.lines();
    let dashes = lines.next().unwrap_or("").trim_end();
    let key = lines.next().and_then(|line| line.split_once(':')).map_or("", |(key, _)| key);
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    !dashes.is_empty() && dashes.chars().all(|c| matches!(c, '-' | '–' | '—')) && is_key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_at_its_hyphens() {
        let text = "---\ntitle: A\n---\n\nBody\n---\nmore\n";
        let (yaml, body, problem) = cut(text);
        assert_eq!((&text[yaml], &text[body..], problem), ("title: A\n", "\nBody\n---\nmore\n", None));
        assert_eq!(cut("No front matter"), (0..0, 0, None));
        assert!(cut("---\ntitle: A\n").2.is_some());
        assert!(cut("---").2.is_some());
        assert!(cut("+++\ntitle = 'A'\n+++\n").2.is_some());
        assert!(cut("—\ntitle: A\n—\n").2.is_some());
        assert!(cut("----\n\nA rule: be kind.\n").2.is_none());
    }

    #[test]
    fn an_alias_may_have_its_host() {
        assert_eq!(path_of("https://old.example/a.html"), "/a.html");
        assert_eq!(path_of("/a.html"), "/a.html");
        assert_eq!(path_of("https://old.example"), "/");
    }
}
