//! The text of site.toml → [`Config`] and diagnostics.

use std::sync::Arc;

use jiff::tz::TimeZoneDatabase;
use toml::de::DeTable;

use crate::address::Base;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::fields::{self, Step};
use crate::source::clean;

use super::check::Check;
use super::column::column_rules;
use super::date_format::DateFormat;
use super::images::images;
use super::labels::Labels;
use super::look::StaticFile;
use super::permalink::PermalinkPattern;
use super::quotes::Quotes;
use super::raw::{RawConfig, RawSearch};
use super::read_look::look;
use super::validated::{Cards, Config, MarkdownRules, MarkdownWords, Search, TextRules};
use super::words::{check_labels, language};

/// Reads site.toml.
///
/// There is a [`Config`] only when nothing is wrong: a site cannot be understood with half its settings.
pub fn read(file: &Arc<str>, text: &str) -> Result<Config, Vec<Diagnostic>> {
    let table = DeTable::parse(text).map_err(|error| vec![syntax_error(file, &error)])?;
    let value: toml::Value = toml::from_str(text).map_err(|error| vec![syntax_error(file, &error)])?;
    let value = serde_yaml::to_value(with_plain_texts(value)).unwrap_or_default();
    let (raw, problems) = fields::read::<RawConfig>(value);
    let mut check = Check::new(file, table.get_ref());
    for problem in problems {
        check.problem(problem);
    }
    let config = check.validate(raw);
    match config {
        Some(config) if check.diagnostics.is_empty() => Ok(config),
        _ => Err(check.diagnostics),
    }
}

/// Texts without the control characters that escapes can bring in, and TOML's own dates as texts, which is what templates
/// can print.
fn with_plain_texts(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Datetime(date) => toml::Value::String(date.to_string()),
        toml::Value::String(text) => toml::Value::String(clean(&text).into_owned()),
        toml::Value::Array(list) => toml::Value::Array(list.into_iter().map(with_plain_texts).collect()),
        toml::Value::Table(table) => {
            toml::Value::Table(table.into_iter().map(|(key, value)| (key, with_plain_texts(value))).collect())
        }
        other => other,
    }
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

impl Check<'_> {
    fn validate(&mut self, raw: RawConfig) -> Option<Config> {
        let title = self.title(raw.title.as_deref());
        let base = self.base(raw.base_url.as_deref());
        let timezone = self.timezone(raw.timezone.as_deref().unwrap_or("UTC"));
        let pattern = raw.permalink.as_deref().unwrap_or("/posts/:slug/");
        let permalink = PermalinkPattern::parse(pattern).map_err(|error| {
            let help = "write a pattern such as `/posts/:slug/` or `/:year/:month/:slug.html`";
            self.wrong("permalink", format!("the permalink pattern `{pattern}` {error}"), help);
        });
        let date_format = self.date_format(raw.date_format.as_deref().unwrap_or("%B %-d, %Y"), &raw.labels);
        let paginate_by = self.at_least_one("paginate_by", raw.paginate_by, 10);
        let feed_limit = self.at_least_one("feeds.limit", raw.feeds.limit, 20);
        let language = language(self, raw.language.as_deref().unwrap_or("en"));
        self.nav(&raw);
        check_labels(self, &raw.labels);
        let markdown = markdown_rules(&raw, language.as_deref().unwrap_or("en"), base.as_ref());
        let column = column_rules(self, raw.column);
        let images = images(self, raw.images);
        let look = look(self, raw.look);
        Some(Config {
            title: title?,
            subtitle: raw.subtitle,
            description: raw.description,
            base: base?,
            language: language?,
            rules: TextRules {
                timezone: timezone?,
                column: column?,
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

    fn date_format(&mut self, format: &str, labels: &Labels) -> Option<DateFormat> {
        let result = DateFormat::parse(format, labels);
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

fn markdown_rules(raw: &RawConfig, language: &str, base: Option<&Base>) -> MarkdownRules {
    MarkdownRules {
        highlight: raw.highlight.enabled.unwrap_or(true),
        quotes: raw.markdown.smart_punctuation.unwrap_or(true).then(|| Quotes::of_language(language)),
        emoji: raw.markdown.emoji.unwrap_or(false),
        own_hosts: base
            .filter(|_| raw.markdown.mark_external_links.unwrap_or(false))
            .map(Base::host)
            .into_iter()
            .collect(),
        words: MarkdownWords::new(&raw.labels),
    }
}

fn search(raw: &RawSearch) -> Option<Search> {
    raw.enabled.unwrap_or(true).then(|| Search { comments: raw.comments.unwrap_or(false) })
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
    fn lists_of_tables_have_two_brackets() {
        let site = "title = \"A\"\nbase_url = \"https://a.example\"\n";
        for (text, name) in
            [("[nav]\nlabel = \"A\"\nurl = \"/\"\n", "nav"), ("[look.fonts]\nfamily = \"A\"\n", "look.fonts")]
        {
            let found = read(&"site.toml".into(), &format!("{site}{text}")).expect_err("something is wrong");
            let help = format!("write `[[{name}]]` with two brackets, once above each of them");
            assert_eq!(found.iter().map(|found| found.help.as_str()).collect::<Vec<_>>(), [help]);
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
