//! Documents: what the files of a site say.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::address::{Route, Slug};
use crate::config::CommentState;
use crate::diagnostic::Diagnostic;
use crate::fields::AnyValue;
use crate::markdown::{Fragment, Ids};
use crate::source::{SourcePath, TextRange};

use super::date::Date;

/// A value and what is wrong with the file that it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The document, as far as it could be understood; `None` where there is nothing to go on with.
    pub value: Option<T>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Somebody who gives takes: an author of the site or a guest of one post.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// By which front matter names the voice.
    pub id: String,
    /// The name that is shown.
    pub name: String,
    /// The labels that start a take.
    pub labels: Vec<String>,
    /// A guest's bio; an author's stands in the author's document.
    pub bio: Fragment,
    /// The file that declares the labels.
    pub file: String,
}

/// A column or an announcement.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// Its file.
    pub path: SourcePath,
    /// Its segment of the address, unique among posts.
    pub slug: Slug,
    pub(super) slug_range: TextRange,
    /// Its title.
    pub title: Box<str>,
    /// When it is published.
    pub date: Date,
    /// When it was last changed, if the author says so.
    pub updated: Option<Date>,
    /// Its tags, as written.
    pub tags: Box<[Box<str>]>,
    /// What it is about: the author's words, else the beginning of the text.
    pub description: Box<str>,
    /// Whether it is a column.
    pub kind: PostKind,
    /// Whether it is not to be published yet.
    pub draft: bool,
    /// Who wrote the first letter.
    pub letter: Letter,
    /// Whether it has comments.
    pub comment_state: CommentState,
    /// Text before the first section.
    pub introduction: Fragment,
    /// The sections in the order in which they were written; comments are not among them.
    pub sections: Box<[Section]>,
    /// Text of the comments section that belongs to no comment.
    pub comments_note: Fragment,
    /// Where the comments section stands among the sections, if there is one.
    pub comments_at: Option<usize>,
    /// The comments that stand in the post.
    pub comments: Box<[Comment]>,
    /// The ids of its elements, to which links may lead.
    pub anchors: Ids,
    /// The number of words, comments left out.
    pub words: usize,
    pub(super) rare: Option<Box<RareOfPost>>,
}

/// What most posts have none of: a site keeps each of its posts, so what one does not have takes no room in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RareOfPost {
    pub(super) aliases: Vec<Alias>,
    pub(super) image: Option<Image>,
    pub(super) guests: Vec<Voice>,
    pub(super) update_to: Option<UpdateTo>,
    pub(super) template: Option<TemplateName>,
    pub(super) extra: BTreeMap<String, AnyValue>,
}

/// What is kept of what most have none of: nothing where there is nothing.
pub(super) fn boxed<T: Default + PartialEq>(rare: T) -> Option<Box<T>> {
    (rare != T::default()).then(|| Box::new(rare))
}

/// A template that front matter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateName {
    /// The name.
    pub name: String,
    /// Where it stands in the file.
    pub range: Range<usize>,
}

/// Whether a post is a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PostKind {
    /// A dilemma and answers.
    #[default]
    Column,
    /// An announcement, without sections.
    Note,
}

/// An old address of a post or page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The old address.
    pub route: Route,
    /// Where it stands in the file.
    pub range: Range<usize>,
}

/// The post that another one follows up on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateTo {
    /// Its slug.
    pub slug: String,
    /// Where the slug stands in the file.
    pub range: Range<usize>,
}

/// A picture beside a post, or elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its address as written.
    pub src: String,
    /// What it shows.
    pub alt: String,
    /// Where the address stands in the file.
    pub range: Range<usize>,
}

/// Who wrote in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letter {
    /// The name under the letter.
    pub from: Option<Box<str>>,
    /// Where the writer lives.
    pub location: Option<Box<str>>,
    /// When it came.
    pub received: Option<Date>,
}

/// The kind of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// A letter.
    Dilemma,
    /// One voice's answer.
    Take,
    /// What is to be made of it.
    Conclusion,
    /// What happened since.
    Update,
    /// What readers say.
    Comments,
    /// Anything else.
    Aside,
}

impl SectionKind {
    /// The kind's name, as in `list --format json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dilemma => "dilemma",
            Self::Take => "take",
            Self::Conclusion => "conclusion",
            Self::Update => "update",
            Self::Comments => "comments",
            Self::Aside => "aside",
        }
    }
}

/// One part of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Whose take it is: an author's or a guest's id.
    pub voice: Option<Box<str>>,
    /// The label as written, without markup and colon; empty for a dilemma that has none.
    pub heading: Box<str>,
    /// Its id on the page.
    pub anchor: Box<str>,
    /// Its text.
    pub body: Fragment,
    /// The verdict of a take.
    pub verdict: Option<Verdict>,
    /// The number of the letter that it belongs to, from 0.
    pub letter: usize,
    pub(super) rare: Option<Box<RareOfSection>>,
}

/// What most sections have none of: a site keeps each of its sections, so what one does not have takes no room in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RareOfSection {
    pub(super) date: Option<Date>,
    pub(super) signature: Option<Box<str>>,
}

impl RareOfSection {
    /// What is kept of a date and a signature: nothing where there is neither.
    pub(super) fn new(date: Option<Date>, signature: Option<String>) -> Option<Box<Self>> {
        boxed(Self { date, signature: signature.map(Into::into) })
    }
}

impl Section {
    /// The date of an update.
    pub fn date(&self) -> Option<&Date> {
        self.rare.as_ref()?.date.as_ref()
    }

    /// Who signed a letter.
    pub fn signature(&self) -> Option<&str> {
        self.rare.as_ref()?.signature.as_deref()
    }
}

/// What a take comes down to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// As written: `Yes (well, maybe)`.
    pub label: Box<str>,
    /// What it amounts to, where that is clear.
    pub stance: Option<Stance>,
}

/// Yes, no, or something between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Do it.
    Yes,
    /// Do not.
    No,
    /// It depends.
    Mixed,
}

/// What a reader, or a columnist, said below a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// Its id, unique in the post; the page has it as `comment-ID`.
    pub id: Box<str>,
    /// The id of the comment that it answers.
    pub parent: Option<Box<str>>,
    /// The name; `None` is anonymous.
    pub author: Option<Box<str>>,
    /// When it was written.
    pub date: Option<Date>,
    /// Whether it is shown.
    pub status: CommentStatus,
    /// Whether the columnists picked it.
    pub featured: bool,
    /// The text.
    pub body: Fragment,
    pub(super) range: TextRange,
    pub(super) parent_range: TextRange,
    pub(super) rare: Option<Box<RareOfComment>>,
}

/// What most comments have none of: a site keeps each of its comments, so what one does not have takes no room in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RareOfComment {
    pub(super) voice: Option<Box<str>>,
    pub(super) url: Option<Box<str>>,
}

impl RareOfComment {
    /// What is kept of a voice and an address: nothing where there is neither.
    pub(super) fn new(voice: Option<String>, url: Option<String>) -> Option<Box<Self>> {
        boxed(Self { voice: voice.map(Into::into), url: url.map(Into::into) })
    }
}

impl Comment {
    /// The author of the site who wrote it.
    pub fn voice(&self) -> Option<&str> {
        self.rare.as_ref()?.voice.as_deref()
    }

    /// The writer's own address: http, https or mailto.
    pub fn url(&self) -> Option<&str> {
        self.rare.as_ref()?.url.as_deref()
    }

    /// Where its id stands in its file, or its beginning where the id is made from it.
    pub fn range(&self) -> Range<usize> {
        self.range.into()
    }

    /// Where its parent's id stands in the file.
    pub fn parent_range(&self) -> Range<usize> {
        self.parent_range.into()
    }
}

/// Whether a comment is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CommentStatus {
    /// Shown.
    #[default]
    Approved,
    /// Not looked at yet.
    Pending,
    /// Unwanted.
    Spam,
    /// Taken away; a place is kept where there are answers.
    Deleted,
}

/// The comments file of one post.
#[derive(Debug, Clone, PartialEq)]
pub struct CommentFile {
    /// The file.
    pub path: SourcePath,
    /// Its comments in the order of the file.
    pub comments: Vec<Comment>,
}

impl Post {
    /// The folder and the name without the ending of its file, by which a comments file belongs to it.
    pub fn stem(&self) -> (&str, &str) {
        (self.path.folder(), self.path.stem())
    }

    /// Where the slug stands in the file; the title where the slug is the file's name.
    pub fn slug_range(&self) -> Range<usize> {
        self.slug_range.into()
    }

    /// Its old addresses.
    pub fn aliases(&self) -> &[Alias] {
        self.rare.as_ref().map_or(&[], |rare| &rare.aliases)
    }

    /// The picture that stands for it.
    pub fn image(&self) -> Option<&Image> {
        self.rare.as_ref()?.image.as_ref()
    }

    /// The voices of this post alone.
    pub fn guests(&self) -> &[Voice] {
        self.rare.as_ref().map_or(&[], |rare| &rare.guests)
    }

    /// The earlier post that this one follows up on.
    pub fn update_to(&self) -> Option<&UpdateTo> {
        self.rare.as_ref()?.update_to.as_ref()
    }

    /// A template other than `post.html`.
    pub fn template(&self) -> Option<&TemplateName> {
        self.rare.as_ref()?.template.as_ref()
    }

    /// Anything for templates.
    pub fn extra(&self) -> &BTreeMap<String, AnyValue> {
        static NOTHING: BTreeMap<String, AnyValue> = BTreeMap::new();
        self.rare.as_ref().map_or(&NOTHING, |rare| &rare.extra)
    }

    /// Each text of its author.
    pub fn fragments(&self) -> impl Iterator<Item = &Fragment> {
        let sections = self.sections.iter().map(|section| &section.body);
        let own = sections
            .chain([&self.introduction, &self.comments_note])
            .chain(self.guests().iter().map(|guest| &guest.bio));
        own.flat_map(|fragment| std::iter::once(fragment).chain(fragment.bodies()))
    }
}

impl CommentFile {
    /// The [`Post::stem`] that it belongs to: `a.comments.yaml` to `a.md`, and `comments.yaml` to `index.md`.
    pub fn post_stem(&self) -> (&str, &str) {
        let stem = self.path.stem();
        let stem = stem.get(..stem.len().saturating_sub("comments".len())).unwrap_or("").trim_end_matches('.');
        (self.path.folder(), if stem.is_empty() { "index" } else { stem })
    }
}

/// Any document that is neither post nor author.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its file.
    pub path: SourcePath,
    /// Its address.
    pub route: Route,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Its old addresses.
    pub aliases: Vec<Alias>,
    /// When it was last changed, if the author says so.
    pub updated: Option<Date>,
    /// Whether it is not to be published yet.
    pub draft: bool,
    /// A template other than `page.html`.
    pub template: Option<TemplateName>,
    /// Anything for templates.
    pub extra: BTreeMap<String, AnyValue>,
    /// Its text.
    pub body: Fragment,
    /// The ids of its elements.
    pub anchors: Ids,
}

/// A columnist.
#[derive(Debug, Clone, PartialEq)]
pub struct Author {
    /// The file.
    pub path: SourcePath,
    /// The name of the file, by which posts and site.toml know the author.
    pub id: String,
    /// The name.
    pub name: String,
    /// The labels that start a take.
    pub labels: Vec<String>,
    /// Where they stand in the file; the name where they follow from it.
    pub labels_range: Range<usize>,
    /// What the author does.
    pub title: Option<String>,
    /// A portrait.
    pub image: Option<Image>,
    /// Addresses elsewhere: label and URL, in the order of the file.
    pub links: Vec<(String, String)>,
    /// Anything for templates.
    pub extra: BTreeMap<String, AnyValue>,
    /// The bio.
    pub bio: Fragment,
    /// The bio's beginning, as text.
    pub description: String,
}
