//! The order in which the files of a site are made, and that in which they take their places.

use rayon::prelude::*;

use crate::address::Route;

use super::model::Site;
use super::target::{PostId, Target};

/// How many files are made in parallel before those after them.
const BLOCK: usize = 512;

impl Site {
    /// All files in the order in which they are made: by the newest of the posts that they show, so that what shows the same
    /// posts is made at about the same time, and what their cards are like is still known.
    pub fn files_in_sequence(&self) -> Vec<(&Route, &Target)> {
        let mut files: Vec<(&Route, &Target)> = self.routes.iter().collect();
        files.sort_by_key(|(_, target)| (self.newest_of(target), target.turn()));
        files
    }

    fn newest_of(&self, target: &Target) -> PostId {
        let first = |posts: &[PostId], page: usize| {
            posts.get(page.saturating_sub(1).saturating_mul(self.config.paginate_by)).copied().unwrap_or_default()
        };
        match target {
            Target::File(_) | Target::ThemeFile(_) | Target::Picture { .. } | Target::Card(_) => 0,
            Target::Post(post) => *post,
            Target::Index(page) => page.saturating_sub(1).saturating_mul(self.config.paginate_by),
            Target::Tag { tag, page } => self.tags.get(*tag).map_or(0, |tag| first(&tag.posts, *page)),
            Target::Year(year) => self.years.get(*year).map_or(0, |year| first(&year.posts, 1)),
            // No post's, or those of all times.
            Target::Page(_)
            | Target::Search
            | Target::NotFound
            | Target::Redirect(_)
            | Target::Author { .. }
            | Target::Tags
            | Target::Archive
            | Target::Verdicts { .. }
            | Target::Feed(_)
            | Target::Sitemap
            | Target::SitemapPart(_)
            | Target::Robots => self.posts.len(),
        }
    }
}

impl Target {
    /// When the file takes its place: what pages need, pages, lists of pages, and what tells others of all these.
    pub fn turn(&self) -> usize {
        match self {
            Self::File(_) | Self::ThemeFile(_) | Self::Picture { .. } | Self::Card(_) => 0,
            Self::Post(_) | Self::Page(_) | Self::Search | Self::NotFound | Self::Redirect(_) => 1,
            Self::Index(_)
            | Self::Tag { .. }
            | Self::Year(_)
            | Self::Author { .. }
            | Self::Tags
            | Self::Archive
            | Self::Verdicts { .. } => 2,
            Self::Feed(_) | Self::Sitemap | Self::SitemapPart(_) | Self::Robots => 3,
        }
    }
}

/// Makes something of each file, in parallel, and gives what was made in order. Each thread has a buffer, which it is to
/// clear. Files that follow each other share what they show, so no file waits long for the one before it.
pub fn in_sequence<F: Sync, T: Send>(
    files: &[F],
    make: impl Fn(&mut Vec<u8>, usize, &F) -> Option<T> + Sync,
) -> Vec<T> {
    let mut all: Vec<Option<T>> = Vec::with_capacity(files.len());
    for (at, block) in files.chunks(BLOCK).enumerate() {
        let numbered = block.par_iter().enumerate();
        all.par_extend(numbered.map_init(Vec::new, |buffer, (number, file)| make(buffer, at * BLOCK + number, file)));
    }
    all.into_iter().flatten().collect()
}
