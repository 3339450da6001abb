//! Posts, in lists and on their own pages.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{PostKind, SectionKind, Stance};
use crate::fields::AnyValue;

use super::comment::CommentsView;
use super::site::{ContentsView, DateView, ImageView, VoiceView};
use super::values::{Html, Shared};

/// What a take comes down to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerdictView {
    /// As written: `Yes (well, maybe)`.
    pub label: String,
    /// `yes`, `no`, `mixed` or none.
    pub stance: Option<Stance>,
}

/// A tag.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TagView {
    /// As written.
    pub name: String,
    /// Its path.
    pub href: String,
    /// The number of posts.
    pub count: usize,
}

/// A link to a post.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PostLink {
    /// The title.
    pub title: String,
    /// The path.
    pub href: String,
    /// When it was published.
    pub date: DateView,
    /// Whether it is a draft, shown by `--drafts`.
    pub is_draft: bool,
    /// Whether it lies in the future, shown by `--future`.
    pub is_scheduled: bool,
}

/// A post in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PostCard {
    /// The title.
    pub title: String,
    /// The path.
    pub href: String,
    /// `column` or `note`.
    pub kind: PostKind,
    /// When it was published.
    pub date: DateView,
    /// What it is about.
    pub description: String,
    /// Who wrote in: the name under the first letter.
    pub letter_from: Option<String>,
    /// The first words of the first letter.
    pub letter_excerpt: Option<String>,
    /// The picture that stands for it.
    pub image: Option<ImageView>,
    /// Its tags.
    pub tags: Vec<Shared<TagView>>,
    /// The first take of each voice, in written order.
    pub takes: Vec<TakeCard>,
    /// `agree` or `differ`, where at least two voices took a stance on the first letter.
    pub outcome: Option<&'static str>,
    /// The number of comments that are shown.
    pub comment_count: usize,
    /// Whether it is a draft, shown by `--drafts`.
    pub is_draft: bool,
    /// Whether it lies in the future, shown by `--future`.
    pub is_scheduled: bool,
    /// What the component `card` makes of it, where that is declared `once`.
    pub html: Option<Html>,
}

/// One voice's take in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TakeCard {
    /// Whose it is.
    pub voice: Shared<VoiceView>,
    /// What it comes down to.
    pub verdict: Option<VerdictView>,
    /// Its first words.
    pub excerpt: String,
}

/// A post on its own page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PostView {
    /// What lists show of it too.
    pub card: Shared<PostCard>,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// The number of words.
    pub words: usize,
    /// Text before the first section.
    pub introduction: Option<Html>,
    /// Its parts in written order; takes that follow each other are one part.
    pub parts: Vec<PartView>,
    /// Its sections and the headings in them, without the comments.
    pub contents: Vec<ContentsView>,
    /// How many headings these are.
    pub heading_count: usize,
    /// The voices that have a take, in the order of their first.
    pub voices: Vec<BioView>,
    /// Its comments.
    pub comments: CommentsView,
    /// The column that this one follows up on.
    pub follows_up: Option<PostLink>,
    /// The columns that follow up on this one, oldest first.
    pub followed_up_by: Vec<PostLink>,
    /// Columns about the same things, nearest first.
    pub related: Vec<Shared<PostCard>>,
    /// The one published before it.
    pub previous: Option<PostLink>,
    /// The one published after it.
    pub next: Option<PostLink>,
    /// `extra` of the front matter.
    pub extra: BTreeMap<String, AnyValue>,
}

/// Sections of one kind that follow each other: takes together, any other alone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartView {
    /// The kind of its sections.
    pub kind: SectionKind,
    /// `agree` or `differ`, for takes of which at least two have a stance.
    pub outcome: Option<&'static str>,
    /// The sections.
    pub sections: Vec<SectionView>,
}

/// One section.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SectionView {
    /// The kind.
    pub kind: SectionKind,
    /// The label as written, or the theme's word where there is none.
    pub heading: String,
    /// The id for links to it.
    pub anchor: String,
    /// The text.
    pub html: Html,
    /// Whose take it is.
    pub voice: Option<Shared<VoiceView>>,
    /// What a take comes down to.
    pub verdict: Option<VerdictView>,
    /// When an update was written.
    pub date: Option<DateView>,
    /// Who wrote a letter.
    pub letter: Option<LetterView>,
}

/// Who wrote a letter.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LetterView {
    /// The name under it.
    pub from: Option<String>,
    /// Where the writer lives.
    pub location: Option<String>,
    /// When it came.
    pub received: Option<DateView>,
}

/// A voice with its bio.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BioView {
    /// Who it is.
    pub voice: Shared<VoiceView>,
    /// The bio.
    pub html: Html,
}
