//! Lists: pages of them, authors, years, verdicts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::fields::AnyValue;

use super::post::{PostCard, PostLink, TagView, VerdictView};
use super::site::VoiceView;
use super::values::{Html, Shared};

/// Where a page of a list stands among the others.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PagerView {
    /// This page, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// The path of the page before this one.
    pub newer: Option<String>,
    /// The path of the page after this one.
    pub older: Option<String>,
    /// The first page, the last, and those around this one.
    pub links: Vec<PagerLink>,
}

/// A link to a page of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PagerLink {
    /// Its number.
    pub number: usize,
    /// Its path.
    pub href: String,
    /// Whether pages are left out before it.
    pub after_gap: bool,
}

/// An author on the author's own page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuthorView {
    /// Who it is.
    pub voice: Shared<VoiceView>,
    /// The bio.
    pub html: Html,
    /// Addresses elsewhere.
    pub links: Vec<NavLink>,
    /// How often the author said what.
    pub record: RecordView,
    /// `extra` of the front matter.
    pub extra: BTreeMap<String, AnyValue>,
}

/// A link with a label.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NavLink {
    /// Its words.
    pub label: String,
    /// Its address.
    pub url: String,
}

/// How often a voice said what, one count a letter.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct RecordView {
    /// Times yes.
    pub yes: usize,
    /// Times no.
    pub no: usize,
    /// Times something between.
    pub mixed: usize,
    /// Times neither.
    pub other: usize,
    /// The sum.
    pub total: usize,
}

/// One take on its author's page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuthorTake {
    /// The post.
    pub post: PostLink,
    /// The path of the take itself.
    pub href: String,
    /// What it comes down to.
    pub verdict: Option<VerdictView>,
    /// Its first words.
    pub excerpt: String,
}

/// Tags with one initial.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagGroup {
    /// The initial, a capital without marks; `0` stands for all digits, and `#` for whatever is no letter.
    pub initial: String,
    /// The tags by name.
    pub tags: Vec<TagView>,
}

/// A year of the archive.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// Its path.
    pub href: String,
    /// The number of posts.
    pub count: usize,
}

/// A month of a year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MonthView {
    /// Its name.
    pub name: String,
    /// Its posts, newest first.
    pub posts: Vec<Shared<PostCard>>,
}

/// One letter and what was said to it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerdictRow {
    /// The post.
    pub post: PostLink,
    /// The number of the letter in its post, from 1, where there are several.
    pub letter: Option<usize>,
    /// What each voice said.
    pub verdicts: Vec<VoiceVerdict>,
    /// `agree` or `differ`, where at least two took a stance.
    pub outcome: Option<&'static str>,
}

/// What one voice said to one letter.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VoiceVerdict {
    /// Who.
    pub voice: Shared<VoiceView>,
    /// What.
    pub verdict: VerdictView,
}

/// How often one voice said what.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tally {
    /// Who.
    pub voice: Shared<VoiceView>,
    /// How often.
    pub record: RecordView,
}

/// A page of the letters with one outcome.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OutcomeLink {
    /// `agree` or `differ`.
    pub outcome: &'static str,
    /// Its path.
    pub href: String,
    /// The number of letters.
    pub count: usize,
}

/// How often two authors took the same stance.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AgreementView {
    /// One of them.
    pub first: Shared<VoiceView>,
    /// The other.
    pub second: Shared<VoiceView>,
    /// Letters on which they took the same stance.
    pub agreed: usize,
    /// Letters on which both took a stance.
    pub total: usize,
}
