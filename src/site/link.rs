//! Documents → site.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::PermalinkPattern;
use crate::diagnostic::Diagnostic;
use crate::document::{CommentFile, Post};

use super::alone::Alone;
use super::authors;
use super::check_links;
use super::documents::{Documents, LinkOptions};
use super::model::{PostId, Site, VerdictRow};
use super::posts;
use super::routes;
use super::table::Routes;
use super::tags;

/// Links documents to a site, and keeps what each post comes to on its own for as long as it is the very same.
#[derive(Debug, Default)]
pub struct Linker {
    permalink: Option<PermalinkPattern>,
    /// In the order of the documents that were linked last.
    kept: Vec<Arc<Alone>>,
}

impl Linker {
    /// Links the documents, and reports what is wrong between them.
    pub fn link(&mut self, documents: &Documents, options: LinkOptions) -> (Site, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let config = Arc::clone(&documents.config);
        let authors = authors::in_order(&documents.authors, &config, &mut diagnostics);
        let comment_files = posts::comment_files(&documents.posts, &documents.comment_files, &mut diagnostics);
        self.keep(&documents.posts, &comment_files, &config.permalink);
        let in_order = posts::in_order(&self.kept, options);
        for alone in &in_order {
            diagnostics.extend(alone.problems.iter().cloned());
        }
        let ((tags, years), (by_slug, verdicts, author_takes)) = rayon::join(
            || (tags::tags(&in_order), tags::years(&in_order)),
            || {
                let takes = authors.iter().map(|author| takes_of(&author.id, &in_order)).collect();
                (posts::by_slug(&in_order), verdict_rows(&in_order), takes)
            },
        );
        posts::check_slugs(&in_order, &by_slug, &mut diagnostics);
        let mut entries = posts::entries(&in_order, options, &tags);
        posts::link_follow_ups(&mut entries, &by_slug, &documents.posts, &mut diagnostics);
        let mut pages: Vec<_> = documents.pages.iter().filter(|page| options.drafts || !page.draft).cloned().collect();
        pages.sort_by(|a, b| a.route.cmp(&b.route).then_with(|| a.path.cmp(&b.path)));
        let mut site = Site {
            tags,
            years,
            verdicts,
            author_takes,
            authors,
            posts: entries,
            pages,
            routes: Routes::default(),
            by_source: FxHashMap::default(),
            unpublished: self.unpublished(documents, options),
            config,
        };
        routes::assign(&mut site, documents, &mut diagnostics);
        diagnostics.extend(check_links::check(&site));
        (site, diagnostics)
    }

    /// Keeps what the very same posts came to, and finds out what the others come to.
    fn keep(&mut self, posts: &[Arc<Post>], comment_files: &[Option<&Arc<CommentFile>>], permalink: &PermalinkPattern) {
        if self.permalink.as_ref() != Some(permalink) {
            self.permalink = Some(permalink.clone());
            self.kept.clear();
        }
        let mut before = std::mem::take(&mut self.kept).into_iter().peekable();
        let pairs = posts.iter().zip(comment_files);
        let known: Vec<Option<Arc<Alone>>> = pairs
            .map(|(post, file)| {
                let is_same = |alone: &Arc<Alone>| alone.is_of(post, *file);
                before.next_if(is_same).or_else(|| {
                    while before.next_if(|alone| alone.post.path < post.path).is_some() {}
                    before.next_if(is_same)
                })
            })
            .collect();
        let found = known
            .into_par_iter()
            .zip(posts)
            .zip(comment_files)
            .map(|((known, post), file)| known.unwrap_or_else(|| Arc::new(Alone::new(post, *file, permalink))));
        self.kept = found.collect();
    }

    /// The documents that are left out, and why.
    fn unpublished(
        &self,
        documents: &Documents,
        options: LinkOptions,
    ) -> HashMap<crate::source::SourcePath, &'static str> {
        let posts = self
            .kept
            .iter()
            .filter_map(|alone| posts::left_out(alone, options).map(|reason| (alone.post.path.clone(), reason)));
        let pages = documents.pages.iter().filter(|page| page.draft && !options.drafts);
        posts.chain(pages.map(|page| (page.path.clone(), "a draft"))).collect()
    }
}

/// The letters that got a verdict: newest post first, its letters in written order.
fn verdict_rows(posts: &[Arc<Alone>]) -> Vec<VerdictRow> {
    let rows = posts.iter().enumerate().flat_map(|(post, alone)| {
        let row =
            move |(letter, verdicts): &(usize, _)| VerdictRow { post, letter: *letter, verdicts: Arc::clone(verdicts) };
        alone.verdicts.iter().map(row)
    });
    rows.collect()
}

/// The posts in which an author has a take, and where the first one stands.
fn takes_of(author: &str, posts: &[Arc<Alone>]) -> Vec<(PostId, usize)> {
    let takes = posts.iter().enumerate();
    takes.filter_map(|(id, alone)| alone.first_takes.get(author).map(|index| (id, *index))).collect()
}
