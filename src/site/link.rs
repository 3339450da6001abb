//! Documents → site.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::document::SectionKind;

use super::authors;
use super::check_links;
use super::documents::{Documents, LinkOptions};
use super::model::{PostEntry, PostId, Site};
use super::posts;
use super::routes;
use super::tags;
use super::verdicts;

/// Links the documents, and reports what is wrong between them.
pub fn link(documents: &Documents, options: LinkOptions) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let config = Arc::clone(&documents.config);
    let authors = authors::in_order(&documents.authors, &config, &mut diagnostics);
    let mut entries = posts::entries(&documents.posts, &documents.comment_files, &config, options, &mut diagnostics);
    posts::check_slugs(&entries, &mut diagnostics);
    posts::link_follow_ups(&mut entries, &documents.posts, &mut diagnostics);
    let mut pages: Vec<_> = documents.pages.iter().filter(|page| options.drafts || !page.draft).cloned().collect();
    pages.sort_by(|a, b| a.route.cmp(&b.route).then_with(|| a.path.cmp(&b.path)));
    let tags = tags::tags(&mut entries);
    let mut site = Site {
        tags,
        years: tags::years(&entries),
        verdicts: verdicts::rows(&entries),
        author_takes: authors.iter().map(|author| takes_of(&author.id, &entries)).collect(),
        authors,
        posts: entries,
        pages,
        routes: std::collections::BTreeMap::new(),
        by_source: HashMap::new(),
        unpublished: unpublished(documents, options),
        config,
    };
    routes::assign(&mut site, documents, &mut diagnostics);
    diagnostics.extend(check_links::check(&site));
    (site, diagnostics)
}

/// The documents that are left out, and why.
fn unpublished(documents: &Documents, options: LinkOptions) -> HashMap<crate::source::SourcePath, &'static str> {
    let posts = documents.posts.iter().filter_map(|post| Some((post.path.clone(), posts::left_out(post, options)?)));
    let pages =
        documents.pages.iter().filter(|page| page.draft && !options.drafts).map(|page| (page.path.clone(), "a draft"));
    posts.chain(pages).collect()
}

/// The posts in which an author has a take, and where the first one stands.
fn takes_of(author: &str, entries: &[PostEntry]) -> Vec<(PostId, usize)> {
    let take = |entry: &PostEntry| {
        entry
            .post
            .sections
            .iter()
            .position(|section| section.kind == SectionKind::Take && section.voice.as_deref() == Some(author))
    };
    entries.iter().enumerate().filter_map(|(id, entry)| Some((id, take(entry)?))).collect()
}
