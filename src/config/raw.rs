//! site.toml as it is written; the JSON Schema is made from these types.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fields::{AnyValue, TextList};

use super::labels::Labels;
use super::look::RawLook;

/// The settings of a site.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "site.toml")]
pub struct RawConfig {
    /// The name of the site. Required.
    pub title: Option<String>,
    /// Where the site will live, such as `https://example.org` or `https://example.org/blog`. Required.
    pub base_url: Option<String>,
    /// A line below the title.
    pub subtitle: Option<String>,
    /// What the site is, in a sentence or two, for search engines and feed readers.
    pub description: Option<String>,
    /// The language of the site as a BCP 47 tag; `en` by default.
    pub language: Option<String>,
    /// The time zone of dates without an offset, as an IANA name such as `America/Chicago`; `UTC` by default.
    pub timezone: Option<String>,
    /// The theme: `default`, or the name of a folder in `themes`.
    pub theme: Option<String>,
    /// The authors in the order in which they are shown, by the names of their files in `content/authors`.
    pub authors: Vec<String>,
    /// How many columns stand on one page of a list; 10 by default.
    pub paginate_by: Option<u32>,
    /// The addresses of posts; `/posts/:slug/` by default. `:year`, `:month`, `:day` and `:slug` are filled in.
    pub permalink: Option<String>,
    /// The folder that `build` writes to; `public` by default.
    pub output_dir: Option<String>,
    /// How dates are shown, with strftime's letters; `%B %-d, %Y` by default. `%B` takes the month from `[labels]`.
    pub date_format: Option<String>,
    /// Settings of the feeds.
    pub feeds: RawFeeds,
    /// What makes a column.
    pub column: RawColumn,
    /// Settings of the comments.
    pub comments: RawComments,
    /// Settings of code blocks.
    pub highlight: RawHighlight,
    /// Settings of texts.
    pub markdown: RawMarkdown,
    /// Settings of the search.
    pub search: RawSearch,
    /// Settings of pictures.
    pub images: RawImages,
    /// Settings of share cards.
    pub cards: RawCards,
    /// What the site changes about its theme.
    pub look: RawLook,
    /// The links at the top of every page.
    pub nav: Vec<NavItem>,
    /// The words of the theme.
    pub labels: Labels,
    /// Anything for your own templates.
    pub extra: BTreeMap<String, AnyValue>,
}

/// `[feeds]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawFeeds {
    /// How many entries a feed has; 20 by default.
    pub limit: Option<u32>,
}

/// `[column]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawColumn {
    /// The parts that a column cannot lack: `["dilemma", "take"]` by default.
    pub require: Option<Vec<RequiredPart>>,
    /// The labels that start each kind of section.
    pub labels: RawSectionLabels,
    /// The words by which a verdict is known.
    pub stances: RawStances,
}

/// A part that site.toml can require of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RequiredPart {
    /// At least one dilemma.
    Dilemma,
    /// At least one take.
    Take,
    /// At least one conclusion.
    Conclusion,
}

/// `[column.labels]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawSectionLabels {
    /// Labels of a letter, such as `The Dilemma`.
    pub dilemma: Option<TextList>,
    /// Labels of a conclusion, such as `The Conclusion`.
    pub conclusion: Option<TextList>,
    /// Labels of an update; a date may follow them.
    pub update: Option<TextList>,
    /// Labels of the readers' comments.
    pub comments: Option<TextList>,
}

/// `[column.stances]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawStances {
    /// Words that mean yes.
    pub yes: Option<TextList>,
    /// Words that mean no.
    pub no: Option<TextList>,
    /// Words that hedge.
    pub mixed: Option<TextList>,
}

/// `[comments]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawComments {
    /// What posts have that do not say: `open`, `closed` (shown, no more taken) or `off` (not shown); `open` by default.
    pub default: Option<CommentState>,
    /// The address to which readers send their comments; shown where comments are open.
    pub email: Option<String>,
}

/// Whether a post has comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CommentState {
    /// Shown, and more are welcome.
    #[default]
    Open,
    /// Shown, and no more are taken.
    Closed,
    /// Not shown.
    Off,
}

/// `[highlight]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawHighlight {
    /// Whether code blocks are coloured; `true` by default.
    pub enabled: Option<bool>,
}

/// `[markdown]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawMarkdown {
    /// Whether straight quotes, `--` and `...` become typographic ones, the quotes those of the site's language; `true`
    /// by default.
    pub smart_punctuation: Option<bool>,
    /// Whether names such as `:smile:` become emoji; `false` by default.
    pub emoji: Option<bool>,
    /// Whether links that lead out of the site are marked; `false` by default.
    pub mark_external_links: Option<bool>,
}

/// `[search]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawSearch {
    /// Whether readers can search the site; `true` by default.
    pub enabled: Option<bool>,
    /// Whether readers' comments are searched too; `false` by default.
    pub comments: Option<bool>,
}

/// `[images]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawImages {
    /// Whether smaller versions of pictures are made; `true` by default.
    pub enabled: Option<bool>,
    /// The widths of the smaller versions in pixels; `[480, 768, 1152, 1536]` by default.
    pub widths: Option<Vec<u32>>,
    /// How good they are, from 1 to 100; 78 by default.
    pub quality: Option<u32>,
    /// How wide a picture in a text is shown, for the attribute `sizes`; the default fits the default theme.
    pub sizes: Option<String>,
}

/// `[cards]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawCards {
    /// Whether a picture is drawn of each column, which stands for it where somebody links to it; `true` by default.
    pub enabled: Option<bool>,
    /// A TrueType or OpenType font in `static`, for letters that are not Latin, Greek or Cyrillic.
    pub font: Option<String>,
}

/// One link of `[[nav]]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct NavItem {
    /// The words of the link.
    pub label: String,
    /// An address of this site that begins with `/`, or a whole URL.
    pub url: String,
}
