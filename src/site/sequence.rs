//! The order in which the files of a site are made.

use crate::address::Route;

use super::model::Site;
use super::target::{PostId, Target};

impl Site {
    /// All files in the order in which they are made and take their places: what pages need, pages, lists of pages, and
    /// what tells others of all these. Among these by the newest of the posts that they show, so that what shows the same
    /// posts is made at about the same time, and what their cards are like is still known.
    pub fn files_in_sequence(&self) -> Vec<(&Route, &Target)> {
        let mut files: Vec<(&Route, &Target)> = self.routes.iter().collect();
        files.sort_by_key(|(_, target)| self.place_of(target));
        files
    }

    fn place_of(&self, target: &Target) -> (u8, PostId) {
        let first = |posts: &[PostId], page: usize| {
            posts.get(page.saturating_sub(1).saturating_mul(self.config.paginate_by)).copied().unwrap_or_default()
        };
        match target {
            Target::File(_) | Target::ThemeFile(_) | Target::Picture { .. } | Target::Card(_) => (0, 0),
            Target::Post(post) => (1, *post),
            Target::Page(_) | Target::Search | Target::NotFound | Target::Redirect(_) => (1, self.posts.len()),
            Target::Index(page) => (2, page.saturating_sub(1).saturating_mul(self.config.paginate_by)),
            Target::Tag { tag, page } => (2, self.tags.get(*tag).map_or(0, |tag| first(&tag.posts, *page))),
            Target::Year(year) => (2, self.years.get(*year).map_or(0, |year| first(&year.posts, 1))),
            Target::Author { .. } | Target::Tags | Target::Archive | Target::Verdicts { .. } => (2, self.posts.len()),
            Target::Feed(_) | Target::Sitemap | Target::SitemapPart(_) | Target::Robots => (3, 0),
        }
    }
}
