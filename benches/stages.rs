//! The time of each stage on the seeded corpus: read, parse and link, render, publish.
//!
//! `cargo bench --bench stages` measures 1,000 posts; with `-- --test` each stage runs once.

#[path = "corpus/mod.rs"]
mod corpus;

use std::fs;
use std::hint::black_box;
use std::path::Path;

use columnist::address::Route;
use columnist::config::MarkdownRules;
use columnist::markdown::{Footnotes, Profile, Writer, parse};
use columnist::project::{Options, Project, assemble, open};
use columnist::publish::{File, Files, Guard, RealDisk, claim, publish};
use columnist::render::{Renderer, search_files};
use columnist::source::SourceTree;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use rayon::prelude::*;

/// Enough posts that lists have many pages, few enough that a round is short.
const POSTS: usize = 1_000;

fn tree(root: &Path) -> SourceTree {
    open(root).expect("the corpus is a site")
}

fn project(root: &Path) -> Project {
    let now = "2030-01-01T00:00:00Z".parse().expect("a date");
    let project = assemble(tree(root), &Options { now, drafts: false, future: false, base: None });
    assert!(project.is_publishable(), "{:?}", project.diagnostics);
    project
}

/// Makes every route and throws it away; the number of bytes.
fn render_all(project: &Project) -> usize {
    let parts = project.parts.as_ref().expect("the corpus has no errors");
    let renderer = Renderer::new(&parts.site, &parts.theme, &project.tree);
    let routes: Vec<_> = parts.site.routes.keys().collect();
    routes
        .par_iter()
        .map_init(Vec::new, |buffer, route| {
            buffer.clear();
            renderer.render(route, buffer).expect("every page can be made");
            buffer.len()
        })
        .sum()
}

fn publish_to(project: &Project, root: &Path, output: &Path) {
    let parts = project.parts.as_ref().expect("the corpus has no errors");
    let renderer = Renderer::new(&parts.site, &parts.theme, &project.tree);
    let in_sequence = parts.site.files_in_sequence();
    let all: Vec<_> = in_sequence.iter().map(|(route, target)| File { route, turn: target.turn() }).collect();
    let guard = Guard { root: root.to_owned(), home: None, adopt: false };
    let claim = claim(output, &guard, &RealDisk, &|_| {}).expect("the folder is free");
    let make = |route: &Route, out: &mut Vec<u8>| renderer.render(route, out);
    let files = Files { all: &all, make: &make, copied: &|_| None, progress: &|| {} };
    publish(claim, files).expect("the folder can be written");
}

fn stages(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("site");
    let options = corpus::CorpusOptions { posts: POSTS, seed: 1 };
    corpus::write(&options, &root).expect("the corpus can be written");
    let texts: Vec<String> = corpus::files(&options).map(|file| file.text).collect();

    let rules = MarkdownRules { highlight: false, ..MarkdownRules::default() };

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10);
    group.bench_function("markdown", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                let mut writer = Writer::new(text, Footnotes::default(), 0, &rules);
                black_box(writer.fragment(&parse(text, &rules), Profile::Author));
            }
        });
    });
    group.bench_function("read", |bencher| bencher.iter(|| black_box(tree(&root))));
    group.bench_function("read, parse and link", |bencher| bencher.iter(|| black_box(project(&root))));
    let linked = project(&root);
    group.bench_function("render", |bencher| bencher.iter(|| black_box(render_all(&linked))));
    let site = &linked.parts.as_ref().expect("the corpus has no errors").site;
    group.bench_function("search index", |bencher| bencher.iter(|| black_box(search_files(site))));
    let mut round = 0;
    group.bench_function("publish to a new folder", |bencher| {
        bencher.iter_batched(
            || {
                round += 1;
                folder.path().join(format!("new-{round}"))
            },
            |output| publish_to(&linked, &root, &output),
            BatchSize::PerIteration,
        );
    });
    let output = folder.path().join("again");
    fs::create_dir(&output).expect("a folder");
    publish_to(&linked, &root, &output);
    group
        .bench_function("publish with nothing changed", |bencher| bencher.iter(|| publish_to(&linked, &root, &output)));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
