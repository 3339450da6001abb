//! What each template sees; docs/themes.md is made from these.

use schemars::JsonSchema;
use serde::Serialize;

use super::list::{
    AgreementView, AuthorTake, AuthorView, MonthView, OutcomeLink, PagerView, TagGroup, Tally, VerdictRow, YearView,
};
use super::post::{PostCard, PostView, TagView};
use super::site::DocumentView;
use super::values::Shared;

/// `index.html`: a page of the list of posts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IndexContext {
    /// The newest column, on the first page where it has one.
    pub lead: Option<Shared<PostCard>>,
    /// The other posts, newest first.
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
    /// The same by their initials, where they are so many that one list is too long to read; else none.
    pub groups: Vec<TagGroup>,
    /// Those of most posts, where they are so many; else none.
    pub most_used: Vec<TagView>,
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
    /// `agree` or `differ`, where the page has only the letters with that outcome.
    pub outcome: Option<&'static str>,
    /// The pages of letters with one outcome, where there are any.
    pub outcomes: Vec<OutcomeLink>,
    /// How often each author said what; on the pages of all letters.
    pub tallies: Vec<Tally>,
    /// How often each pair of authors agreed; on the pages of all letters.
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
