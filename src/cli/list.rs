//! `columnist list`

use std::collections::BTreeSet;

use serde::Serialize;

use crate::document::{SectionKind, Stance};
use crate::project::{Options, assemble};
use crate::site::{PostEntry, Site};

use super::args::{CheckFormat, Format, Global, List, ListWhat};
use super::build::open_site;
use super::environment::Environment;
use super::failure::Failure;
use super::output::{Output, plural, result};

pub(super) fn run(args: &List, global: &Global, output: Output, environment: &Environment) -> Result<(), Failure> {
    let options =
        Options { now: environment.clock.or_stopped_at(global.now).now(), drafts: true, future: true, base: None };
    let mut project = assemble(open_site(&global.root)?, &options);
    let Some(parts) = &project.parts else {
        return output.diagnostics(&global.root, &mut project, CheckFormat::Human, false);
    };
    let is_json = args.format == Format::Json;
    result(&lines(&parts.site, args.what, is_json));
    // What has errors may be listed wrongly, so they are said; warnings are for `check`, and drafts may lack anything.
    let drafts = parts.site.posts.iter().filter(|entry| entry.post.draft).map(|entry| entry.post.path.as_str());
    let drafts: BTreeSet<String> = drafts.map(str::to_owned).collect();
    project.diagnostics.retain(|found| found.is_error() && !drafts.contains(found.span.file.as_ref()));
    output.diagnostics(&global.root, &mut project, CheckFormat::Human, false)
}

fn lines(site: &Site, what: ListWhat, is_json: bool) -> String {
    // The site has the newest first; a list in a terminal ends with what is new.
    let posts = site.posts.iter().rev();
    match what {
        ListWhat::Posts => posts.map(|entry| post(entry, is_json)).collect(),
        ListWhat::Drafts => posts.filter(|entry| entry.post.draft).map(|entry| post(entry, is_json)).collect(),
        ListWhat::Future => posts.filter(|entry| entry.is_scheduled).map(|entry| post(entry, is_json)).collect(),
        ListWhat::Tags => site
            .tags
            .iter()
            .map(|tag| counted(&tag.name, tag.slug.as_str(), tag.posts.len(), "post", is_json))
            .collect(),
        ListWhat::Authors => {
            let takes = site.author_takes.iter().map(Vec::len);
            site.authors
                .iter()
                .zip(takes)
                .map(|(author, takes)| counted(&author.name, &author.id, takes, "column", is_json))
                .collect()
        }
    }
}

#[derive(Serialize)]
struct PostLine<'a> {
    slug: &'a str,
    title: &'a str,
    date: String,
    route: &'a str,
    draft: bool,
    tags: &'a [Box<str>],
    sections: Vec<SectionLine<'a>>,
    comments: usize,
    thread_depth: usize,
}

#[derive(Serialize)]
struct SectionLine<'a> {
    kind: SectionKind,
    author: Option<&'a str>,
    verdict: Option<VerdictLine<'a>>,
}

#[derive(Serialize)]
struct VerdictLine<'a> {
    label: &'a str,
    stance: Option<Stance>,
}

fn post(entry: &PostEntry, is_json: bool) -> String {
    let post = &entry.post;
    if !is_json {
        let marks = [(post.draft, "draft"), (entry.is_scheduled, "scheduled")];
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| format!(" [{mark}]")).collect();
        return format!("{}  {}  ({}){marks}\n", post.date.short(), post.title, post.slug);
    }
    line(&PostLine {
        slug: post.slug.as_str(),
        title: &post.title,
        date: post.date.rfc3339(),
        route: entry.route.as_str(),
        draft: post.draft,
        tags: &post.tags,
        sections: sections(entry),
        comments: entry.comment_count(),
        thread_depth: entry.threads.iter().map(|thread| thread.depth() + 1).max().unwrap_or(0),
    })
}

/// The sections in written order, that of the comments too.
fn sections(entry: &PostEntry) -> Vec<SectionLine<'_>> {
    let mut lines: Vec<SectionLine<'_>> = entry
        .post
        .sections
        .iter()
        .map(|section| SectionLine {
            kind: section.kind,
            author: section.voice.as_deref(),
            verdict: section
                .verdict
                .as_ref()
                .map(|verdict| VerdictLine { label: &verdict.label, stance: verdict.stance }),
        })
        .collect();
    if let Some(at) = entry.post.comments_at {
        #[expect(clippy::disallowed_methods, reason = "the place is at most the length")]
        lines.insert(at.min(lines.len()), SectionLine { kind: SectionKind::Comments, author: None, verdict: None });
    }
    lines
}

fn counted(name: &str, slug: &str, count: usize, what: &str, is_json: bool) -> String {
    #[derive(Serialize)]
    struct Counted<'a> {
        name: &'a str,
        slug: &'a str,
        count: usize,
    }
    if is_json { line(&Counted { name, slug, count }) } else { format!("{name}  ({slug}, {})\n", plural(count, what)) }
}

#[expect(clippy::expect_used, reason = "texts and numbers always serialise")]
fn line<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_string(value).expect("texts and numbers always serialise");
    format!("{text}\n")
}
