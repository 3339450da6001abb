//! The settings, checked and with every default filled in.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::tz::TimeZone;

use crate::address::Base;
use crate::fields::AnyValue;

use super::date_format::DateFormat;
use super::labels::Labels;
use super::look::{Look, StaticFile};
use super::permalink::PermalinkPattern;
use super::quotes::Quotes;
use super::raw::{NavItem, RequiredPart};

pub use super::raw::CommentState;

/// The settings of a site.
#[derive(Debug, Clone)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// A line below the title.
    pub subtitle: Option<String>,
    /// What the site is.
    pub description: Option<String>,
    /// Where it will live.
    pub base: Base,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// What documents are read by.
    pub rules: TextRules,
    /// The theme's name.
    pub theme: String,
    /// Where it stands in site.toml.
    pub theme_range: Range<usize>,
    /// The ids of the authors, in the order of their appearance.
    pub authors: Vec<String>,
    /// Where each of them stands in site.toml.
    pub authors_ranges: Vec<Range<usize>>,
    /// Columns on one page of a list, at least 1.
    pub paginate_by: usize,
    /// The addresses of posts.
    pub permalink: PermalinkPattern,
    /// Where `build` writes to, relative to the site's folder unless it is absolute.
    pub output_dir: String,
    /// How dates are shown.
    pub date_format: DateFormat,
    /// Entries in a feed, at least 1.
    pub feed_limit: usize,
    /// Where readers send their comments.
    pub comments_email: Option<String>,
    /// How the site is searched; `None` where it cannot be.
    pub search: Option<Search>,
    /// How pictures are published.
    pub images: Images,
    /// How share cards are drawn.
    pub cards: Cards,
    /// What the site changes about its theme.
    pub look: Look,
    /// The links at the top of every page.
    pub nav: Vec<NavItem>,
    /// Where the `url` of each stands in site.toml.
    pub nav_ranges: Vec<Range<usize>>,
    /// The words of the theme.
    pub labels: Labels,
    /// Anything for templates.
    pub extra: BTreeMap<String, AnyValue>,
}

/// How a site is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    /// Whether readers' comments are searched too.
    pub comments: bool,
}

/// The settings that parsing depends on; as long as they stay the same, what was parsed does.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRules {
    /// The zone of dates without an offset.
    pub timezone: TimeZone,
    /// What makes a column.
    pub column: ColumnRules,
    /// What posts have that do not say.
    pub comments: CommentState,
    /// How Markdown is read and written.
    pub markdown: MarkdownRules,
}

/// How Markdown is read and written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownRules {
    /// Whether code blocks are coloured.
    pub highlight: bool,
    /// The quotation marks that straight ones become; `None` where punctuation stays as it is typed.
    pub quotes: Option<Quotes>,
    /// Whether names such as `:smile:` become signs.
    pub emoji: bool,
    /// The site's own hosts, where links that lead to others are marked; else none.
    pub own_hosts: Vec<String>,
    /// The words that a text is shown with.
    pub words: MarkdownWords,
}

/// The words that a text is shown with, from `[labels]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownWords {
    /// The title of each kind of alert.
    pub alerts: [String; 5],
    /// What a ticked box is called.
    pub task_done: String,
    /// What an empty box is called.
    pub task_open: String,
    /// What is said behind a link that leads out of the site.
    pub external_link: String,
    /// The link from a footnote back into the text.
    pub footnote_back: String,
}

impl MarkdownWords {
    /// The words of a site.
    pub fn new(labels: &Labels) -> Self {
        let alerts = [
            &labels.alert_note,
            &labels.alert_tip,
            &labels.alert_important,
            &labels.alert_warning,
            &labels.alert_caution,
        ];
        Self {
            alerts: alerts.map(Clone::clone),
            task_done: labels.task_done.clone(),
            task_open: labels.task_open.clone(),
            external_link: labels.external_link.clone(),
            footnote_back: labels.footnote_back.clone(),
        }
    }
}

impl Default for MarkdownRules {
    fn default() -> Self {
        Self {
            highlight: true,
            quotes: Some(Quotes::ENGLISH),
            emoji: false,
            own_hosts: Vec::new(),
            words: MarkdownWords::new(&Labels::default()),
        }
    }
}

/// How pictures are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Images {
    /// The widths of smaller versions, ascending; none where none are to be made.
    pub widths: Vec<u32>,
    /// The quality of smaller versions, from 1 to 100.
    pub quality: u8,
    /// How wide a picture in a text is shown (HTML Living Standard, section 4.8.4.3.9).
    pub sizes: String,
}

/// How share cards are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cards {
    /// Whether they are.
    pub enabled: bool,
    /// A font in `static` that comes before the program's own.
    pub font: Option<StaticFile>,
}

/// What makes a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRules {
    /// The parts that it cannot lack.
    pub require: Vec<RequiredPart>,
    /// The labels of the fixed kinds of section.
    pub labels: SectionLabels,
    /// The words by which a verdict is known.
    pub stances: StanceWords,
}

/// The labels of the fixed kinds of section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionLabels {
    /// A letter.
    pub dilemma: Vec<String>,
    /// What both make of it.
    pub conclusion: Vec<String>,
    /// What happened since.
    pub update: Vec<String>,
    /// What readers say.
    pub comments: Vec<String>,
}

/// The words by which a verdict is known, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceWords {
    /// Words that mean yes.
    pub yes: Vec<String>,
    /// Words that mean no.
    pub no: Vec<String>,
    /// Words that hedge.
    pub mixed: Vec<String>,
}
