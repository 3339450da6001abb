//! The text of site.toml → [`Config`] and diagnostics.

use std::ops::Range;
use std::sync::Arc;

use jiff::tz::TimeZoneDatabase;
use toml::de::{DeTable, DeValue};

use crate::address::Base;
use crate::diagnostic::{Code, Diagnostic, Span, list_of};
use crate::fields::{self, Problem, Step, TextList, subject};

use super::look::{Font, Look, RawFont, RawLook, StaticFile, is_colour, is_weight};
use super::permalink::PermalinkPattern;
use super::quotes::Quotes;
use super::raw::{RawColumn, RawConfig, RawImages, RawSearch, RequiredPart};
use super::validated::{
    Cards, ColumnRules, Config, Images, MarkdownRules, MarkdownWords, Search, SectionLabels, StanceWords, TextRules,
};

/// The widths of smaller versions of a picture: a text's on a phone, and on a desk with one and with two pixels to the
/// point.
const WIDTHS: [u32; 4] = [480, 768, 1152, 1536];

/// The most widths that site.toml may name, and the widest: each is a file for every picture.
const MOST_WIDTHS: usize = 8;
const WIDEST: u32 = 4096;

/// How wide the default theme shows a picture in a text.
const SIZES: &str = "(min-width: 40rem) 36rem, 92vw";

/// Reads site.toml.
///
/// There is a [`Config`] only when nothing is wrong: a site cannot be understood with half its settings.
pub fn read(file: &Arc<str>, text: &str) -> Result<Config, Vec<Diagnostic>> {
    let table = DeTable::parse(text).map_err(|error| vec![syntax_error(file, &error)])?;
    let value: toml::Value = toml::from_str(text).map_err(|error| vec![syntax_error(file, &error)])?;
    let value = serde_yaml::to_value(with_dates_as_text(value)).unwrap_or_default();
    let (raw, problems) = fields::read::<RawConfig>(value);
    let mut check = Check { file, table: table.get_ref(), diagnostics: Vec::new() };
    for problem in problems {
        check.problem(problem);
    }
    let config = check.validate(raw);
    match config {
        Some(config) if check.diagnostics.is_empty() => Ok(config),
        _ => Err(check.diagnostics),
    }
}

/// TOML's own dates as texts, which is what templates can print.
fn with_dates_as_text(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Datetime(date) => toml::Value::String(date.to_string()),
        toml::Value::Array(list) => toml::Value::Array(list.into_iter().map(with_dates_as_text).collect()),
        toml::Value::Table(table) => {
            toml::Value::Table(table.into_iter().map(|(key, value)| (key, with_dates_as_text(value))).collect())
        }
        other => other,
    }
}

/// Whether a key is one of the settings at the top of site.toml.
fn is_setting(step: Option<&Step>) -> bool {
    matches!(step, Some(Step::Key(key)) if fields::keys_of::<RawConfig>().contains(key))
}

fn syntax_error(file: &Arc<str>, error: &toml::de::Error) -> Diagnostic {
    let message = error.message().lines().next().unwrap_or("");
    let message = match message.split(", expected ").next().unwrap_or(message) {
        "invalid basic string" | "invalid literal string" => "this text is not closed",
        "duplicate key" => "this setting stands here twice",
        "key with no value" => "this is no `name = value`",
        "unclosed table" => "`]` is missing",
        message => message,
    };
    Diagnostic::error(
        Code::ConfigSyntax,
        Span::new(file, error.span().unwrap_or(0..0)),
        format!("site.toml cannot be read from here on: {message}"),
        "write settings as `name = \"value\"`, texts in straight double quotes, each setting once",
    )
}

/// Collects what is wrong while the settings are checked.
struct Check<'a> {
    file: &'a Arc<str>,
    table: &'a DeTable<'a>,
    diagnostics: Vec<Diagnostic>,
}

impl Check<'_> {
    fn problem(&mut self, problem: Problem) {
        let diagnostic = match problem {
            Problem::Unknown { path, near, known } => Diagnostic::error(
                Code::ConfigKey,
                Span::new(self.file, self.place(&path).0),
                format!("{} is no setting of columnist", subject(&path)),
                match near {
                    _ if path.len() > 1 && is_setting(path.last()) => {
                        "this setting belongs above the first heading in brackets of site.toml".to_owned()
                    }
                    Some(near) => format!("did you mean `{near}`? Settings of your own belong under `[extra]`"),
                    None => format!(
                        "take it out, or put it under `[extra]`; known here: {}",
                        list_of(known.iter().map(String::as_str))
                    ),
                },
            ),
            Problem::Invalid { path, reason } => Diagnostic::error(
                Code::ConfigValue,
                Span::new(self.file, self.place(&path).1),
                format!("{} {reason}", subject(&path)),
                "correct the value, or take the setting out",
            ),
        };
        self.diagnostics.push(diagnostic);
    }

    fn wrong(&mut self, key: &str, message: String, help: impl Into<String>) {
        let path: Vec<Step> = key.split('.').map(|key| Step::Key(key.to_owned())).collect();
        let range = self.place(&path).1;
        self.wrong_at(range, message, help);
    }

    /// A value that is reported already as one of the wrong type is not missing as well.
    fn wrong_at(&mut self, range: Range<usize>, message: String, help: impl Into<String>) {
        if !range.is_empty() && self.diagnostics.iter().any(|diagnostic| diagnostic.span.range == range) {
            return;
        }
        self.diagnostics.push(Diagnostic::error(Code::ConfigValue, Span::new(self.file, range), message, help));
    }

    /// Where an item of a list stands, or a key of it.
    fn item(&self, list: &str, index: usize, key: Option<&str>) -> Range<usize> {
        let key = key.map(|key| Step::Key(key.to_owned()));
        let path: Vec<Step> = [Step::Key(list.to_owned()), Step::Index(index)].into_iter().chain(key).collect();
        self.place(&path).1
    }

    /// Where a key and its value stand.
    fn place(&self, path: &[Step]) -> (Range<usize>, Range<usize>) {
        find(self.table, path).unwrap_or((0..0, 0..0))
    }

    fn validate(&mut self, raw: RawConfig) -> Option<Config> {
        let title = self.title(raw.title.as_deref());
        let base = self.base(raw.base_url.as_deref());
        let timezone = self.timezone(raw.timezone.as_deref().unwrap_or("UTC"));
        let pattern = raw.permalink.as_deref().unwrap_or("/posts/:slug/");
        let permalink = PermalinkPattern::parse(pattern).map_err(|error| {
            let help = "write a pattern such as `/posts/:slug/` or `/:year/:month/:slug.html`";
            self.wrong("permalink", format!("the permalink pattern `{pattern}` {error}"), help);
        });
        let date_format = self.date_format(raw.date_format.as_deref().unwrap_or("%B %-d, %Y"));
        let paginate_by = self.at_least_one("paginate_by", raw.paginate_by, 10);
        let feed_limit = self.at_least_one("feeds.limit", raw.feeds.limit, 20);
        let language = self.language(raw.language.as_deref().unwrap_or("en"));
        self.nav(&raw);
        let markdown = markdown_rules(&raw, language.as_deref().unwrap_or("en"), base.as_ref());
        let images = self.images(raw.images);
        let look = self.look(raw.look);
        Some(Config {
            title: title?,
            subtitle: raw.subtitle,
            description: raw.description,
            base: base?,
            language: language?,
            rules: TextRules {
                timezone: timezone?,
                column: column_rules(raw.column),
                comments: raw.comments.default.unwrap_or_default(),
                markdown,
            },
            theme_range: self.place(&[Step::Key("theme".to_owned())]).1,
            theme: raw.theme.unwrap_or_else(|| "default".to_owned()),
            authors_ranges: (0..raw.authors.len()).map(|index| self.item("authors", index, None)).collect(),
            authors: raw.authors,
            paginate_by: paginate_by?,
            permalink: permalink.ok()?,
            output_dir: raw.output_dir.unwrap_or_else(|| "public".to_owned()),
            date_format: date_format?,
            feed_limit: feed_limit?,
            comments_email: raw.comments.email,
            search: search(&raw.search),
            images: images?,
            cards: Cards {
                enabled: raw.cards.enabled.unwrap_or(true),
                font: raw.cards.font.map(|name| {
                    let key = |name: &str| Step::Key(name.to_owned());
                    StaticFile { name, range: self.place(&[key("cards"), key("font")]).1 }
                }),
            },
            look,
            nav_ranges: (0..raw.nav.len()).map(|index| self.item("nav", index, Some("url"))).collect(),
            nav: raw.nav,
            labels: raw.labels,
            extra: raw.extra,
        })
    }

    fn title(&mut self, title: Option<&str>) -> Option<String> {
        let title = title.map(str::trim).filter(|title| !title.is_empty());
        if title.is_none() {
            self.wrong("title", "the site has no title".to_owned(), "write `title = \"…\"` at the top of site.toml");
        }
        title.map(str::to_owned)
    }

    fn base(&mut self, url: Option<&str>) -> Option<Base> {
        let Some(url) = url else {
            let help = "write `base_url = \"https://example.org\"` with the address where the site will live";
            self.wrong("base_url", "the site has no base_url".to_owned(), help);
            return None;
        };
        Base::parse(url)
            .map_err(|error| {
                let help = "write the whole address, such as `https://example.org` or `https://example.org/blog`";
                self.wrong("base_url", format!("the base_url `{url}` {error}"), help);
            })
            .ok()
    }

    /// The bundled database is used, not the machine's, so that every machine makes the same pages.
    fn timezone(&mut self, name: &str) -> Option<jiff::tz::TimeZone> {
        let zone = TimeZoneDatabase::bundled().get(name).ok();
        if zone.is_none() {
            let help = "write an IANA name such as `UTC`, `Europe/Berlin` or `America/Chicago`";
            self.wrong("timezone", format!("there is no time zone `{name}`"), help);
        }
        zone
    }

    fn date_format(&mut self, format: &str) -> Option<String> {
        let sample = jiff::civil::date(2012, 4, 17);
        let result = jiff::fmt::strtime::format(format, sample).map(|_| format.to_owned());
        if result.is_err() {
            let help = "write the parts of a day as strftime does, such as `%-d %B %Y` or `%Y-%m-%d`";
            self.wrong("date_format", format!("the date_format `{format}` cannot be used for a day"), help);
        }
        result.ok()
    }

    fn at_least_one(&mut self, key: &str, value: Option<u32>, default: usize) -> Option<usize> {
        match value {
            Some(0) => {
                let help = format!("write 1 or more; {default} is the default");
                self.wrong(key, format!("`{key}` needs a number of at least 1"), help);
                None
            }
            Some(value) => usize::try_from(value).ok(),
            None => Some(default),
        }
    }

    fn language(&mut self, tag: &str) -> Option<String> {
        let usable = !tag.is_empty()
            && tag
                .split('-')
                .all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
        if !usable {
            let help = "write a language tag (BCP 47) such as `en`, `pt-BR` or `zh-Hant`";
            self.wrong("language", format!("`{tag}` is no language tag"), help);
        }
        usable.then(|| tag.to_owned())
    }

    fn look(&mut self, raw: RawLook) -> Look {
        let key = |name: &str| Step::Key(name.to_owned());
        for (list, colours) in [("voices", &raw.voices), ("voices_dark", &raw.voices_dark)] {
            for (index, colour) in colours.iter().enumerate().filter(|(_, colour)| !is_colour(colour)) {
                let range = self.place(&[key("look"), key(list), Step::Index(index)]).1;
                let help = "write `#` and six digits from 0 to f, such as `#1b4f8a`";
                self.wrong_at(range, format!("`{colour}` is no colour"), help);
            }
        }
        let fonts = raw.fonts.into_iter().enumerate().filter_map(|(index, font)| self.font(index, font)).collect();
        let file = |name: &str, value: Option<String>| {
            value.map(|file| StaticFile { name: file, range: self.place(&[key("look"), key(name)]).1 })
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

    fn font(&mut self, index: usize, raw: RawFont) -> Option<Font> {
        let path = |name: &str| {
            [
                Step::Key("look".to_owned()),
                Step::Key("fonts".to_owned()),
                Step::Index(index),
                Step::Key(name.to_owned()),
            ]
        };
        let weight = raw.weight.unwrap_or_else(|| "400".to_owned());
        if raw.family.trim().is_empty() || raw.file.trim().is_empty() {
            let range = self.place(path("").get(..3).unwrap_or_default()).1;
            let help = "write both, such as `family = \"Literata\"` and `file = \"literata.woff2\"`";
            self.wrong_at(range, "this font has no `family` or no `file`".to_owned(), help);
            return None;
        }
        if !is_weight(&weight) {
            let range = self.place(&path("weight")).1;
            let help =
                "write a number from 1 to 1000, such as `\"700\"`, or the first and the last, such as `\"200 900\"`";
            self.wrong_at(range, format!("`{weight}` is no weight of a font"), help);
        }
        let file = StaticFile { name: raw.file, range: self.place(&path("file")).1 };
        Some(Font { family: raw.family, file, role: raw.role, weight, italic: raw.italic })
    }

    fn images(&mut self, raw: RawImages) -> Option<Images> {
        let mut widths = raw.widths.unwrap_or_else(|| WIDTHS.to_vec());
        let mut is_good = true;
        if widths.len() > MOST_WIDTHS || widths.iter().any(|width| !(16..=WIDEST).contains(width)) {
            let help = "write up to 8 widths from 16 to 4096, such as `[480, 768, 1152]`";
            self.wrong("images.widths", "`images.widths` has a width that is no use, or too many".to_owned(), help);
            is_good = false;
        }
        widths.sort_unstable();
        widths.dedup();
        let quality = raw.quality.unwrap_or(78);
        let quality = u8::try_from(quality).ok().filter(|quality| (1..=100).contains(quality));
        if quality.is_none() {
            self.wrong(
                "images.quality",
                "`images.quality` is no number from 1 to 100".to_owned(),
                "write one, such as 78",
            );
        }
        if !raw.enabled.unwrap_or(true) {
            widths.clear();
        }
        let sizes = raw.sizes.unwrap_or_else(|| SIZES.to_owned());
        Some(Images { widths, quality: quality?, sizes }).filter(|_| is_good)
    }

    fn nav(&mut self, raw: &RawConfig) {
        for (index, item) in raw.nav.iter().enumerate() {
            let lacks = match (item.label.is_empty(), item.url.is_empty()) {
                (false, false) => continue,
                (true, true) => "no `label` and no `url`",
                (true, false) => "no `label`",
                (false, true) => "no `url`",
            };
            let range = self.item("nav", index, None);
            let help = "write both, such as `label = \"About\"` and `url = \"/about/\"`, below `[[nav]]`";
            self.wrong_at(range, format!("this link of `nav` has {lacks}"), help);
        }
    }
}

fn find<'a>(table: &'a DeTable<'a>, path: &[Step]) -> Option<(Range<usize>, Range<usize>)> {
    let (Step::Key(first), rest) = path.split_first()? else { return None };
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == first)?;
    let mut place = (key.span(), value.span());
    let mut here = value;
    for step in rest {
        let next = match (step, here.get_ref()) {
            (Step::Key(key), DeValue::Table(table)) => {
                table.iter().find(|(own, _)| own.get_ref() == key).map(|(own, value)| (own.span(), value))
            }
            (Step::Index(index), DeValue::Array(list)) => list.get(*index).map(|value| (value.span(), value)),
            _ => None,
        };
        let Some((key, value)) = next else { break };
        place = (key, value.span());
        here = value;
    }
    Some(place)
}

fn markdown_rules(raw: &RawConfig, language: &str, base: Option<&Base>) -> MarkdownRules {
    MarkdownRules {
        highlight: raw.highlight.enabled.unwrap_or(true),
        quotes: raw.markdown.smart_punctuation.unwrap_or(true).then(|| Quotes::of_language(language)),
        emoji: raw.markdown.emoji.unwrap_or(false),
        marks_links_from: base
            .filter(|_| raw.markdown.mark_external_links.unwrap_or(false))
            .map(|base| base.origin().split("//").last().unwrap_or("").to_ascii_lowercase()),
        words: MarkdownWords::new(&raw.labels),
    }
}

fn search(raw: &RawSearch) -> Option<Search> {
    raw.enabled.unwrap_or(true).then(|| Search { comments: raw.comments.unwrap_or(false) })
}

fn column_rules(raw: RawColumn) -> ColumnRules {
    let words = |own: Option<TextList>, default: &[&str]| match own {
        Some(TextList(own)) => own,
        None => default.iter().map(|word| (*word).to_owned()).collect(),
    };
    let lower = |words: Vec<String>| words.iter().map(|word| word.to_lowercase().replace('’', "'")).collect();
    ColumnRules {
        require: raw.require.unwrap_or_else(|| vec![RequiredPart::Dilemma, RequiredPart::Take]),
        labels: SectionLabels {
            dilemma: words(
                raw.labels.dilemma,
                &["The Dilemma", "Dilemma", "The Question", "Question", "The Letter", "Letter", "The Problem"],
            ),
            conclusion: words(
                raw.labels.conclusion,
                &["The Conclusion", "Conclusion", "In Conclusion", "Our Conclusion", "The Bottom Line", "Bottom Line"],
            ),
            update: words(raw.labels.update, &["Update", "An Update"]),
            comments: words(
                raw.labels.comments,
                &["Comments", "Readers’ Comments", "Reader Comments", "Readers Say", "What Readers Say"],
            ),
        },
        stances: StanceWords {
            yes: lower(words(raw.stances.yes, &["yes", "yeah", "yep", "absolutely", "definitely", "of course"])),
            no: lower(words(
                raw.stances.no,
                &["no", "nope", "never", "absolutely not", "definitely not", "of course not"],
            )),
            mixed: lower(words(
                raw.stances.mixed,
                &["maybe", "perhaps", "it depends", "that depends", "depends", "possibly", "sometimes", "yes and no"],
            )),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(&'static str, String)> {
        let lines = read(&"site.toml".into(), text).expect_err("something is wrong");
        lines.into_iter().map(|d| (d.code.as_str(), text.get(d.span.range).unwrap_or("").to_owned())).collect()
    }

    #[test]
    fn two_settings_make_a_site() {
        let config = read(&"site.toml".into(), "title = \"A\"\nbase_url = \"https://a.example/b\"\n").unwrap();
        assert_eq!(config.base.path(), "/b/");
        assert_eq!(config.output_dir, "public");
        assert_eq!(config.labels.comments, "Comments");
    }

    #[test]
    fn all_mistakes_are_placed() {
        let text = "title = \"A\"\nbase_url = \"a\"\nlanguag = \"en\"\ntimezone = \"Mars/Crater\"\npaginate_by = \"x\"\n\n[labels]\ncomentz = \"x\"\n";
        let found = codes(text);
        for expected in [
            ("config-value", "\"a\""),
            ("config-key", "languag"),
            ("config-value", "\"Mars/Crater\""),
            ("config-value", "\"x\""),
            ("config-key", "comentz"),
        ] {
            assert!(found.iter().any(|(code, text)| (*code, text.as_str()) == expected), "{expected:?} in {found:?}");
        }
    }

    #[test]
    fn broken_toml_is_placed() {
        assert_eq!(codes("title = \"A\nbase_url = 1\n")[0].0, "config-syntax");
    }

    #[test]
    fn labels_can_be_said_in_another_language() {
        let text = "title = \"A\"\nbase_url = \"https://a.example\"\n[labels]\ncomments = \"Kommentare\"\n[column.labels]\ndilemma = \"Die Frage\"\n";
        let config = read(&"site.toml".into(), text).unwrap();
        assert_eq!(config.labels.comments, "Kommentare");
        assert_eq!(config.labels.tags, "Tags");
        assert_eq!(config.rules.column.labels.dilemma, ["Die Frage"]);
    }
}
