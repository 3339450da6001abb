//! Which posts belong to the site, in which order, and how they follow each other.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::config::{Config, PermalinkParts};
use crate::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::document::{CommentFile, Post};

use super::documents::LinkOptions;
use super::model::{PostEntry, PostId};
use super::threads;

/// Why a post is left out, if it is.
pub(super) fn left_out(post: &Post, options: LinkOptions) -> Option<&'static str> {
    if post.draft && !options.drafts {
        Some("a draft")
    } else if is_scheduled(post, options) && !options.future {
        Some("scheduled for later")
    } else {
        None
    }
}

fn is_scheduled(post: &Post, options: LinkOptions) -> bool {
    post.date.timestamp() > options.now
}

/// The posts that belong to the site, newest first; of equal dates, by slug.
pub(super) fn entries(
    posts: &[Arc<Post>],
    comment_files: &[Arc<CommentFile>],
    config: &Config,
    options: LinkOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PostEntry> {
    let mut comment_files = by_key(comment_files, diagnostics);
    let mut chosen: Vec<&Arc<Post>> = posts.iter().filter(|post| left_out(post, options).is_none()).collect();
    chosen.sort_by(|a, b| {
        b.date.timestamp().cmp(&a.date.timestamp()).then_with(|| a.slug.cmp(&b.slug)).then_with(|| a.path.cmp(&b.path))
    });
    for post in posts {
        if left_out(post, options).is_some() {
            comment_files.remove(&post.stem());
        }
    }
    let entries = chosen
        .into_iter()
        .map(|post| {
            let comment_file = comment_files.remove(&post.stem()).map(Arc::clone);
            let date = &post.date;
            let parts = PermalinkParts { year: date.year(), month: date.month(), day: date.day(), slug: &post.slug };
            PostEntry {
                threads: threads::build(post, comment_file.as_deref(), diagnostics),
                comment_file,
                route: config.permalink.route(parts),
                tags: Vec::new(),
                follows_up: None,
                followed_up_by: Vec::new(),
                is_scheduled: is_scheduled(post, options),
                post: Arc::clone(post),
            }
        })
        .collect();
    let mut orphans: Vec<(String, &Arc<CommentFile>)> = comment_files.into_iter().collect();
    orphans.sort_by(|a, b| a.0.cmp(&b.0));
    diagnostics.extend(orphans.into_iter().map(|(key, file)| orphan(&key, file, posts)));
    entries
}

/// The comments files by what they have in common with their posts; a second one of a post is reported.
fn by_key<'f>(
    files: &'f [Arc<CommentFile>],
    diagnostics: &mut Vec<Diagnostic>,
) -> HashMap<String, &'f Arc<CommentFile>> {
    let mut found: HashMap<String, &Arc<CommentFile>> = HashMap::with_capacity(files.len());
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

fn orphan(key: &str, file: &CommentFile, posts: &[Arc<Post>]) -> Diagnostic {
    let name = key.rsplit('/').next().unwrap_or("");
    let meant = posts.iter().find(|post| post.path.folder() == file.path.folder() && post.slug.as_str() == name);
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

/// Reports posts with the same slug.
pub(super) fn check_slugs(entries: &[PostEntry], diagnostics: &mut Vec<Diagnostic>) {
    let mut by_slug: BTreeMap<&str, Vec<&Post>> = BTreeMap::new();
    for entry in entries {
        by_slug.entry(entry.post.slug.as_str()).or_default().push(&entry.post);
    }
    for (slug, mut posts) in by_slug {
        posts.sort_by(|a, b| a.path.cmp(&b.path));
        let Some((first, others)) = posts.split_first() else { continue };
        for post in others {
            diagnostics.push(Diagnostic::error(
                Code::DuplicateSlug,
                Span::new(post.path.shared(), post.slug_range.clone()),
                format!("this post has the slug `{slug}`, and so has {}", first.path),
                "write another `slug:` in one of the two, or rename one of the files",
            ));
        }
    }
}

/// Links the posts that follow up on others, both ways.
pub(super) fn link_follow_ups(entries: &mut [PostEntry], all: &[Arc<Post>], diagnostics: &mut Vec<Diagnostic>) {
    let by_slug: HashMap<String, PostId> =
        entries.iter().enumerate().map(|(id, entry)| (entry.post.slug.as_str().to_owned(), id)).collect();
    let links: Vec<(PostId, Result<PostId, Diagnostic>)> = entries
        .iter()
        .enumerate()
        .filter_map(|(id, entry)| {
            let update = entry.post.update_to.as_ref()?;
            match by_slug.get(update.slug.trim()) {
                Some(earlier) if *earlier != id => Some((id, Ok(*earlier))),
                _ if all
                    .iter()
                    .any(|post| post.slug.as_str() == update.slug.trim() && post.path != entry.post.path) =>
                {
                    None
                }
                _ => Some((id, Err(unknown_post(&entry.post, entries)))),
            }
        })
        .collect();
    for (later, earlier) in links {
        match earlier {
            Ok(earlier) => {
                if let Some(entry) = entries.get_mut(later) {
                    entry.follows_up = Some(earlier);
                }
                if let Some(entry) = entries.get_mut(earlier) {
                    entry.followed_up_by.push(later);
                }
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    for entry in entries {
        // Newest first is ascending; a reader follows the story from its oldest.
        entry.followed_up_by.sort_unstable_by(|a, b| b.cmp(a));
    }
}

fn unknown_post(post: &Post, entries: &[PostEntry]) -> Diagnostic {
    let (slug, range) =
        post.update_to.as_ref().map_or(("", 0..0), |update| (update.slug.as_str(), update.range.clone()));
    let others = || entries.iter().map(|entry| &entry.post).filter(|other| other.path != post.path);
    // The file's name is as good as the slug to people.
    let named = others().find(|other| [other.path.stem(), other.path.file_name()].contains(&slug));
    let near =
        named.map(|other| other.slug.as_str()).or_else(|| nearest(slug, others().map(|other| other.slug.as_str())));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the slug of an earlier post: its file’s name without the date and `.md`".to_owned(),
    };
    let message = format!("there is no other post with the slug `{slug}`");
    Diagnostic::error(Code::UnknownPost, Span::new(post.path.shared(), range), message, help)
}
