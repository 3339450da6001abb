//! What templates see.
//!
//! These types are apart from the model on purpose: a theme relies on them, so they change slowly and each field is
//! documented. docs/themes.md is made from them.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use tera::Value;

use crate::document::{PostKind, SectionKind, Stance};
use crate::fields::AnyValue;

/// HTML that is printed as it is.
#[derive(Debug, Clone)]
pub struct Html(Value);

impl Html {
    /// Takes HTML that is safe to print.
    pub fn new(html: &str) -> Self {
        Self(Value::safe_string(html))
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl JsonSchema for Html {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "HTML".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "HTML, printed without escaping" })
    }
}

/// A `T` that was made a template's value once and is shared by all pages that show it.
#[derive(Debug)]
pub struct Shared<T> {
    value: Value,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Shared<T> {
    /// Makes the value.
    pub fn new(view: &T) -> Self {
        Self { value: Value::try_from_serializable(view).unwrap_or_else(|_| Value::none()), of: PhantomData }
    }
}

impl<T> Shared<T> {
    /// Nothing.
    pub fn none() -> Self {
        Self { value: Value::none(), of: PhantomData }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), of: PhantomData }
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Shared<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }
}

/// The site, in every template.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SiteView {
    /// Its name.
    pub title: String,
    /// A line below the name.
    pub subtitle: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`, after the language.
    pub direction: &'static str,
    /// The path of its first page, such as `/` or `/blog/`.
    pub home: String,
    /// The whole URL of its first page.
    pub url: String,
    /// The links of `[[nav]]`.
    pub nav: Vec<NavView>,
    /// The authors, in their order.
    pub authors: Vec<VoiceView>,
    /// Paths of the pages that every site has.
    pub paths: PathsView,
    /// The address to which readers send comments.
    pub comments_email: Option<String>,
    /// `[extra]` of site.toml.
    pub extra: BTreeMap<String, AnyValue>,
}

/// A link at the top of every page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NavView {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// Paths of the pages and feeds that every site has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PathsView {
    /// The archive.
    pub archive: String,
    /// All verdicts.
    pub verdicts: String,
    /// All tags.
    pub tags: String,
    /// The Atom feed.
    pub atom: String,
    /// The RSS feed.
    pub rss: String,
    /// The JSON feed.
    pub json: String,
    /// The Atom feed of comments.
    pub comments: String,
}

/// The page that is being made, in every template.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageView {
    /// `index`, `post`, `page`, `author`, `tag`, `tags`, `archive`, `year`, `verdicts` or `not_found`.
    pub kind: &'static str,
    /// What the browser's tab says, without the name of the site; empty on the first page.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its path.
    pub href: String,
    /// Its whole URL.
    pub url: String,
    /// The whole URL of a picture that stands for it.
    pub image: Option<String>,
    /// The feeds to announce.
    pub feeds: Vec<FeedView>,
}

/// A feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeedView {
    /// Its name.
    pub title: String,
    /// Its path.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
}

/// A date.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DateView {
    /// For `datetime` attributes: RFC 3339, or only the day where no time was written.
    pub iso: String,
    /// For readers, after `date_format`.
    pub text: String,
    /// The year.
    pub year: i16,
}

/// A picture.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImageView {
    /// Its address.
    pub src: String,
    /// What it shows.
    pub alt: String,
}

/// Somebody who gives takes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VoiceView {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The name's initials, for a monogram.
    pub monogram: String,
    /// 1 for the first author of the site, 2 for the second, …; guests follow.
    pub number: usize,
    /// What the author does.
    pub title: Option<String>,
    /// The path of the author's page; guests have none.
    pub href: Option<String>,
    /// A portrait.
    pub image: Option<ImageView>,
    /// Whether this is a voice of one post alone.
    pub is_guest: bool,
}

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
    pub tags: Vec<TagView>,
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
}

/// One voice's take in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TakeCard {
    /// Whose it is.
    pub voice: VoiceView,
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
    pub voice: Option<VoiceView>,
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
    pub voice: VoiceView,
    /// The bio.
    pub html: Html,
}

/// The comments of a post.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CommentsView {
    /// `open`, `closed` or `off`.
    pub state: crate::config::CommentState,
    /// The number of comments that are shown.
    pub count: usize,
    /// Text of the comments section that belongs to no comment.
    pub note: Option<Html>,
    /// The threads, oldest first.
    pub threads: Vec<ThreadView>,
}

/// A comment and all that answers it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ThreadView {
    /// The comment that began it.
    pub first: CommentView,
    /// The answers, each after the comment that it answers; `depth` says how deep.
    pub replies: Vec<CommentView>,
}

/// One comment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CommentView {
    /// The id of its element.
    pub anchor: String,
    /// The name; none is anonymous.
    pub author: Option<String>,
    /// The writer's own address, to be marked `rel="nofollow ugc"`.
    pub url: Option<String>,
    /// When it was written.
    pub date: Option<DateView>,
    /// The text; none where the comment was removed and only its place is kept.
    pub html: Option<Html>,
    /// 0 for the first of a thread, 1 for its answers, …
    pub depth: usize,
    /// The name of whom it answers, where `depth` is more than 0; none is anonymous.
    pub parent_author: Option<String>,
    /// Whether the comment that it answers was removed.
    pub parent_is_removed: bool,
    /// The id of the comment that it answers.
    pub parent_anchor: Option<String>,
    /// The columnist who wrote it.
    pub voice: Option<VoiceView>,
    /// Whether the columnists picked it.
    pub is_featured: bool,
}

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
    pub voice: VoiceView,
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
    pub voice: VoiceView,
    /// What.
    pub verdict: VerdictView,
}

/// How often one voice said what.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tally {
    /// Who.
    pub voice: VoiceView,
    /// How often.
    pub record: RecordView,
}

/// How often two authors took the same stance.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AgreementView {
    /// One of them.
    pub first: VoiceView,
    /// The other.
    pub second: VoiceView,
    /// Letters on which they took the same stance.
    pub agreed: usize,
    /// Letters on which both took a stance.
    pub total: usize,
}

/// A page that is no post.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentView {
    /// The title.
    pub title: String,
    /// The text.
    pub html: Html,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// `extra` of the front matter.
    pub extra: BTreeMap<String, AnyValue>,
}

/// `index.html`: a page of the list of posts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IndexContext {
    /// The posts, newest first.
    pub posts: Vec<Shared<PostCard>>,
    /// Where this page stands among the others.
    pub pager: PagerView,
}

/// `post.html`: a post.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PostContext {
    /// The post.
    pub post: PostView,
}

/// `page.html`: a page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageContext {
    /// The page.
    pub document: DocumentView,
}

/// `author.html`: an author with a page of the takes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AuthorContext {
    /// The author.
    pub author: AuthorView,
    /// The takes, newest first.
    pub takes: Vec<Shared<AuthorTake>>,
    /// Where this page stands among the others.
    pub pager: PagerView,
}

/// `tag.html`: a page of the posts with a tag.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagContext {
    /// The tag.
    pub tag: TagView,
    /// Its posts, newest first.
    pub posts: Vec<Shared<PostCard>>,
    /// Where this page stands among the others.
    pub pager: PagerView,
}

/// `tags.html`: all tags.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagsContext {
    /// The tags by name.
    pub tags: Vec<TagView>,
}

/// `archive.html`: all years.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ArchiveContext {
    /// The years, newest first.
    pub years: Vec<YearView>,
}

/// `year.html`: the posts of a year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct YearContext {
    /// The year.
    pub year: YearView,
    /// Its months, newest first.
    pub months: Vec<MonthView>,
    /// All years, newest first.
    pub years: Vec<YearView>,
}

/// `verdicts.html`: who said what to which question.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VerdictsContext {
    /// How often each author said what.
    pub tallies: Vec<Tally>,
    /// How often each pair of authors agreed.
    pub agreements: Vec<AgreementView>,
    /// The letters, newest first.
    pub rows: Vec<Shared<VerdictRow>>,
    /// Where this page stands among the others.
    pub pager: PagerView,
}

/// `404.html`: the page for addresses that lead to nothing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NotFoundContext {
    /// The newest posts.
    pub posts: Vec<Shared<PostCard>>,
}

/// `redirect.html`: the page at an old address.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RedirectContext {
    /// The path to go to.
    pub target: String,
    /// The whole URL to go to.
    pub target_url: String,
}
