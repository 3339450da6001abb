//! `columnist new`

use std::path::Path;
use std::process::Command;

use crate::address::{Route, Slug};
use crate::diagnostic::list_of;
use crate::document::Author;
use crate::project::{Options, assemble};
use crate::site::Site;

use super::args::{CheckFormat, Global, New};
use super::build::open_site;
use super::environment::Environment;
use super::failure::Failure;
use super::new_file::write_new;
use super::output::Output;

pub(super) fn run(args: &New, global: &Global, output: Output, environment: &Environment) -> Result<(), Failure> {
    let now = environment.clock.or_stopped_at(global.now).now();
    let options = Options { now, drafts: true, future: true, base: None };
    let mut project = assemble(open_site(&global.root)?, &options);
    let Some(parts) = &project.parts else {
        return output.diagnostics(&global.root, &mut project, CheckFormat::Human, false);
    };
    let site = &parts.site;
    let title = args.title.iter().flat_map(|part| part.split_whitespace()).collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Failure::usage("the title is empty", "write it in quotes: `columnist new \"Must I accept?\"`"));
    }
    if !title.contains(char::is_alphanumeric) {
        let help = "write one with a word in it; `title:` in the file can be changed to anything afterwards";
        return Err(Failure::usage(format!("no address can be made of the title `{title}`"), help));
    }
    let slug = Slug::from_text(&title);
    let (path, text) = if args.page {
        let route = Route::new(format!("{slug}/index.html"));
        let path = format!("content/{slug}.md");
        if site.routes.contains_key(&route) && !site.pages.iter().any(|page| page.path.as_str() == path) {
            let help = "choose another title; `slug:` in the file can be changed to anything that is free";
            return Err(Failure::usage(
                format!("`/{}` is the address of something else already", route.address()),
                help,
            ));
        }
        (format!("content/{slug}.md"), page(&title))
    } else {
        let date = now.to_zoned_datetime(site.config.rules.timezone.clone()).date().to_string();
        if let Some(entry) = site.posts.iter().find(|entry| entry.post.slug == slug) {
            let help = "choose another title, or edit that post";
            return Err(Failure::usage(format!("{} has the slug `{slug}` already", entry.post.path), help));
        }
        (format!("content/posts/{date}-{slug}.md"), post(&title, &date, &voices(site, &args.author)?, site))
    };
    let file = global.root.join(&path);
    if !write_new(&file, &text)? {
        let help = "choose another title, or edit that file";
        return Err(Failure::usage(format!("{path} is there already, and is never overwritten"), help));
    }
    output.say(&format!("wrote {path}"));
    if args.edit { edit(&file, environment) } else { Ok(()) }
}

/// The authors whose takes are prepared.
fn voices<'s>(site: &'s Site, ids: &[String]) -> Result<Vec<&'s Author>, Failure> {
    if ids.is_empty() {
        return Ok(site.authors.iter().map(AsRef::as_ref).collect());
    }
    let find = |id: &String| {
        site.authors.iter().find(|author| author.id == *id).map(AsRef::as_ref).ok_or_else(|| {
            let known = list_of(site.authors.iter().map(|author| author.id.as_str()));
            Failure::usage(
                format!("there is no author `{id}`"),
                format!("write {known}, or add content/authors/{id}.md"),
            )
        })
    };
    ids.iter().map(find).collect()
}

fn post(title: &str, date: &str, voices: &[&Author], site: &Site) -> String {
    let labels = &site.config.rules.column.labels;
    let first = |labels: &[String], default: &str| labels.first().map_or(default, String::as_str).to_owned();
    let takes: String =
        voices.iter().filter_map(|author| author.labels.first()).map(|label| format!("## {label}\n\n\n\n")).collect();
    format!(
        "---\ntitle: {}\ndate: {date}\ntags: []\nletter: {{from: , location: }}\ndraft: true # take this line out to publish\n---\n\n\
         ## {}\n\n\n\n{takes}## {}\n\n",
        quoted(title),
        first(&labels.dilemma, "The Dilemma"),
        first(&labels.conclusion, "The Conclusion"),
    )
}

fn page(title: &str) -> String {
    format!("---\ntitle: {}\n---\n\n", quoted(title))
}

/// A title as YAML that every title fits into; JSON's strings are YAML's.
#[expect(clippy::expect_used, reason = "a text always serialises")]
fn quoted(title: &str) -> String {
    serde_json::to_string(title).expect("a text always serialises")
}

fn edit(file: &Path, environment: &Environment) -> Result<(), Failure> {
    let Some(editor) = environment.editor.as_deref().filter(|editor| !editor.trim().is_empty()) else {
        let help = "set EDITOR, for example `export EDITOR=nano`; the file has been written";
        return Err(Failure::usage("no editor is set", help));
    };
    // An editor may come with arguments, such as `code --wait`.
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or(editor);
    let status = Command::new(program).args(words).arg(file).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::usage(format!("`{editor}` did not end well"), "the file has been written all the same")),
        Err(error) => Err(Failure::io("start", editor, &error)),
    }
}
