//! Which posts belong to the site, in which order, and how they follow each other.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::diagnostic::{Code, Diagnostic, Span, Vocabulary};
use crate::document::{CommentFile, Post};

use super::alone::Alone;
use super::documents::LinkOptions;
use super::model::{PostEntry, TagEntry};
use super::target::PostId;

/// Why a post is left out, if it is.
pub(super) fn left_out(alone: &Alone, options: LinkOptions) -> Option<&'static str> {
    if alone.is_draft && !options.drafts {
        Some("a draft")
    } else if is_scheduled(alone, options) && !options.future {
        Some("scheduled for later")
    } else {
        None
    }
}

/// When the next of the posts that lie in the future is due.
pub(super) fn next_due(all: &[Arc<Alone>], options: LinkOptions) -> Option<Timestamp> {
    all.iter().filter(|alone| is_scheduled(alone, options)).map(|alone| alone.timestamp).min()
}

pub(super) fn is_scheduled(alone: &Alone, options: LinkOptions) -> bool {
    alone.timestamp > options.now
}

/// The posts that belong to the site, newest first; of equal dates, by slug.
pub(super) fn in_order(all: &[Arc<Alone>], options: LinkOptions) -> Vec<Arc<Alone>> {
    let mut posts: Vec<Arc<Alone>> = all.iter().filter(|alone| left_out(alone, options).is_none()).cloned().collect();
    posts.par_sort_by(|a, b| {
        b.timestamp
            .cmp(&a.timestamp)
            .then_with(|| a.post.slug.cmp(&b.post.slug))
            .then_with(|| a.post.path.cmp(&b.post.path))
    });
    posts
}

/// The posts as the site has them, not yet linked to each other.
pub(super) fn entries(posts: &[Arc<Alone>], options: LinkOptions, tags: &[TagEntry]) -> Vec<PostEntry> {
    let mut tags_of: Vec<Vec<usize>> = posts.iter().map(|alone| Vec::with_capacity(alone.post.tags.len())).collect();
    for (index, tag) in tags.iter().enumerate() {
        for post in &tag.posts {
            if let Some(tags) = tags_of.get_mut(*post) {
                tags.push(index);
            }
        }
    }
    let entry = |(alone, tags): (&Arc<Alone>, Vec<usize>)| PostEntry {
        tags: tags.into(),
        follow_ups: None,
        is_scheduled: is_scheduled(alone, options),
        alone: Arc::clone(alone),
    };
    posts.iter().zip(tags_of).map(entry).collect()
}

/// A comments file for each post that has one; a file that belongs to no post, or a second one of a post, is reported.
pub(super) fn comment_files<'d>(
    posts: &[Arc<Post>],
    files: &'d [Arc<CommentFile>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<&'d Arc<CommentFile>>> {
    if files.is_empty() {
        return vec![None; posts.len()];
    }
    let mut by_key = by_key(files, diagnostics);
    let found = posts.iter().map(|post| by_key.remove(&post.stem())).collect();
    let mut orphans: Vec<((&str, &str), &Arc<CommentFile>)> = by_key.into_iter().collect();
    orphans.sort_by_key(|(key, _)| *key);
    if !orphans.is_empty() {
        let mut by_slug: HashMap<(&str, &str), &Arc<Post>> = HashMap::with_capacity(posts.len());
        for post in posts {
            by_slug.entry((post.path.folder(), post.slug.as_str())).or_insert(post);
        }
        let meant = |name: &str, file: &CommentFile| by_slug.get(&(file.path.folder(), name)).copied();
        diagnostics.extend(orphans.into_iter().map(|((_, name), file)| orphan(name, file, meant(name, file))));
    }
    found
}

/// The comments files by what they have in common with their posts; a second one of a post is reported.
fn by_key<'f>(
    files: &'f [Arc<CommentFile>],
    diagnostics: &mut Vec<Diagnostic>,
) -> HashMap<(&'f str, &'f str), &'f Arc<CommentFile>> {
    let mut found: HashMap<(&str, &str), &Arc<CommentFile>> = HashMap::with_capacity(files.len());
    for file in files {
        let first = *found.entry(file.post_stem()).or_insert(file);
        if first.path != file.path {
            diagnostics.push(Diagnostic::error(
                Code::OrphanComments,
                Span::start_of(file.path.shared()),
                format!("this post has its comments in {} already", first.path),
                "put all of them into one of the two files",
            ));
        }
    }
    found
}

/// A comments file of no post; `meant` is the one of whose slug it has the name.
fn orphan(name: &str, file: &CommentFile, meant: Option<&Arc<Post>>) -> Diagnostic {
    let help = match meant {
        Some(post) => format!("rename this file to `{}.comments.yaml`, after {}", post.path.stem(), post.path),
        None if !file.path.as_str().starts_with("content/posts/") => {
            "only posts have comments: move this file beside its post in content/posts".to_owned()
        }
        None => format!("the post must stand beside this file and be named `{name}.md`; rename one of the two"),
    };
    Diagnostic::error(
        Code::OrphanComments,
        Span::start_of(file.path.shared()),
        "these comments belong to no post",
        help,
    )
}

/// The posts by their slugs; of several with one slug, the last.
pub(super) fn by_slug(posts: &[Arc<Alone>]) -> FxHashMap<&str, PostId> {
    posts.iter().enumerate().map(|(id, alone)| (alone.post.slug.as_str(), id)).collect()
}

/// Reports posts with the same slug.
pub(super) fn check_slugs(posts: &[Arc<Alone>], by_slug: &FxHashMap<&str, PostId>, diagnostics: &mut Vec<Diagnostic>) {
    if by_slug.len() == posts.len() {
        return;
    }
    let mut groups: BTreeMap<&str, Vec<&Post>> = BTreeMap::new();
    for alone in posts {
        groups.entry(alone.post.slug.as_str()).or_default().push(&alone.post);
    }
    for (slug, mut posts) in groups {
        posts.sort_by(|a, b| a.path.cmp(&b.path));
        let Some((first, others)) = posts.split_first() else { continue };
        for post in others {
            diagnostics.push(Diagnostic::error(
                Code::DuplicateSlug,
                Span::new(post.path.shared(), post.slug_range()),
                format!("this post has the slug `{slug}`, and so has {}", first.path),
                "write another `slug:` in one of the two, or rename one of the files",
            ));
        }
    }
}

/// Links the posts that follow up on others, both ways.
pub(super) fn link_follow_ups(
    entries: &mut [PostEntry],
    by_slug: &FxHashMap<&str, PostId>,
    all: &[Arc<Post>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    if entries.iter().any(|entry| entry.update_to().is_some()) {
        for post in all {
            *counts.entry(post.slug.as_str()).or_default() += 1;
        }
    }
    let has_other = |slug: &str, post: &Post| {
        counts.get(slug).is_some_and(|count| *count > usize::from(post.slug.as_str() == slug))
    };
    let known = OnceCell::new();
    let updates = entries.iter().enumerate().filter(|(_, entry)| entry.update_to().is_some());
    let links: Vec<(PostId, Result<PostId, Diagnostic>)> = updates
        .filter_map(|(id, entry)| {
            let update = entry.post.update_to()?;
            match by_slug.get(update.slug.trim()) {
                Some(earlier) if *earlier != id => Some((id, Ok(*earlier))),
                // One that is not shown is not unknown.
                _ if has_other(update.slug.trim(), &entry.post) => None,
                _ => {
                    let known = known.get_or_init(|| KnownPosts::new(entries));
                    Some((id, Err(unknown_post(&entry.post, id, known, entries))))
                }
            }
        })
        .collect();
    for (later, earlier) in links {
        match earlier {
            Ok(earlier) => {
                if let Some(entry) = entries.get_mut(later) {
                    entry.follow_ups.get_or_insert_default().on = Some(earlier);
                }
                if let Some(entry) = entries.get_mut(earlier) {
                    entry.follow_ups.get_or_insert_default().by.push(later);
                }
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    for follow_ups in entries.iter_mut().filter_map(|entry| entry.follow_ups.as_mut()) {
        // Newest first is ascending; a reader follows the story from its oldest.
        follow_ups.by.sort_unstable_by(|a, b| b.cmp(a));
    }
}

/// The posts by what an author may call them.
struct KnownPosts<'e> {
    by_name: FxHashMap<&'e str, Vec<PostId>>,
    slugs: Vocabulary,
}

impl<'e> KnownPosts<'e> {
    fn new(entries: &'e [PostEntry]) -> Self {
        let mut by_name: FxHashMap<&str, Vec<PostId>> = FxHashMap::default();
        for (id, entry) in entries.iter().enumerate() {
            by_name.entry(entry.post.path.stem()).or_default().push(id);
            by_name.entry(entry.post.path.file_name()).or_default().push(id);
        }
        Self { by_name, slugs: Vocabulary::new(entries.iter().map(|entry| entry.post.slug.to_string())) }
    }
}

fn unknown_post(post: &Post, own: PostId, known: &KnownPosts<'_>, entries: &[PostEntry]) -> Diagnostic {
    let (slug, range) = post.update_to().map_or(("", 0..0), |update| (update.slug.as_str(), update.range.clone()));
    // The file's name is as good as the slug to people.
    let named = known.by_name.get(slug).and_then(|posts| posts.iter().copied().find(|post| *post != own));
    let near = named.or_else(|| known.slugs.nearest_place(slug, |post| post != own).map(|(_, post)| post));
    let help = match near.and_then(|near| entries.get(near)) {
        Some(near) => format!("did you mean `{}`?", near.post.slug),
        None => "write the slug of an earlier post: its file’s name without the date and `.md`".to_owned(),
    };
    let message = format!("there is no other post with the slug `{slug}`");
    Diagnostic::error(Code::UnknownPost, Span::new(post.path.shared(), range), message, help)
}
