//! What templates see.
//!
//! These types are apart from the model on purpose: a theme relies on them, so they change slowly and each field is
//! documented. docs/themes.md is made from them.

mod comment;
mod context;
mod list;
mod post;
mod site;
mod values;

pub use comment::{CommentView, CommentsView, ThreadView};
pub use context::{
    ArchiveContext, AuthorContext, IndexContext, NotFoundContext, PageContext, PostContext, RedirectContext,
    SearchContext, TagContext, TagsContext, VerdictsContext, YearContext,
};
pub use list::{
    AgreementView, AuthorTake, AuthorView, MonthView, NavLink, OutcomeLink, PagerLink, PagerView, RecordView, TagGroup,
    Tally, VerdictRow, VoiceVerdict, YearView,
};
pub use post::{
    BioView, LetterView, PartView, PostCard, PostLink, PostView, SectionView, TagView, TakeCard, VerdictView,
};
pub use site::{
    ContentsView, DateView, DocumentView, FeedView, ImageView, LookView, NavView, PageView, PathsView, SharedImageView,
    SiteView, VoiceView,
};
pub use values::{Html, Shared};
