//! A seeded corpus for benchmarks: a whole advice column of any size, the same bytes for the same seed.
//!
//! [`files`] makes the files of a columnist site one by one; [`write()`] writes them to a folder. The posts
//! have what real columns have: a letter, two takes with verdicts, a conclusion, tags, threaded comments,
//! now and then a list or a code block. They are spread over 20 years, whatever their number. Only `std`
//! is used, so any bench, test or example can include the module with `#[path]`.

#![allow(dead_code, unreachable_pub, reason = "each program that includes this module uses its own part of it")]

pub mod date;
pub mod post;
mod prose;
mod random;
#[rustfmt::skip] // one word a line would hide the lists' shape
mod words;

use std::path::Path;
use std::{fs, io};

use post::{Comment, Post};

/// What to generate.
pub struct CorpusOptions {
    /// The number of posts.
    pub posts: usize,
    /// The same seed gives the same bytes.
    pub seed: u64,
}

/// One file of a site.
pub struct CorpusFile {
    /// Relative to the site's root, with `/` between its parts.
    pub path: String,
    /// The whole file.
    pub text: String,
}

/// What was written.
pub struct CorpusStats {
    /// How many files, the posts among them.
    pub files: usize,
    /// Their sizes together.
    pub bytes: u64,
}

/// An author's page, without a generator's own keys.
pub struct CorpusAuthor {
    /// The name of the author's file.
    pub id: &'static str,
    /// The name as shown.
    pub name: &'static str,
    /// The bio, in Markdown.
    pub bio: &'static str,
}

/// The authors, in the order in which they speak.
pub const AUTHORS: [CorpusAuthor; 2] = [
    CorpusAuthor { id: "leslie", name: "Leslie", bio: "Leslie has **never** left a letter without an answer." },
    CorpusAuthor { id: "thom", name: "Thom", bio: "Thom thinks about it *twice*, and then disagrees with Leslie." },
];

/// The text of the page about the column.
pub const ABOUT: &str = "Two friends answer your letters, and seldom agree.\n\n\
    Write to [us](mailto:letters@example.org), or read [every letter](/) since 2005.\n";

const SITE: &str = r#"title = "Two Views"
subtitle = "One dilemma, two answers"
description = "An advice column made by a generator of benchmarks."
base_url = "https://column.example"
language = "en"
timezone = "UTC"
authors = ["leslie", "thom"]
paginate_by = 20

[feeds]
limit = 20

[cards]
enabled = false
"#;

/// The files of a columnist site, each made when it is asked for.
pub fn files(options: &CorpusOptions) -> impl Iterator<Item = CorpusFile> + use<> {
    fixed_files().into_iter().chain(posts(options).map(|post| post_file(&post)))
}

/// Writes a complete columnist site into the folder `root`, which is made when it is missing.
///
/// # Errors
///
/// When a folder cannot be made or a file cannot be written.
pub fn write(options: &CorpusOptions, root: &Path) -> io::Result<CorpusStats> {
    write_files(files(options), root)
}

/// Writes any files below `root`, as [`write()`] does.
///
/// # Errors
///
/// When a folder cannot be made or a file cannot be written.
pub fn write_files(files: impl IntoIterator<Item = CorpusFile>, root: &Path) -> io::Result<CorpusStats> {
    let mut stats = CorpusStats { files: 0, bytes: 0 };
    for file in files {
        let path = root.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, &file.text)?;
        stats.files += 1;
        stats.bytes += file.text.len() as u64;
    }
    Ok(stats)
}

/// The posts themselves, the oldest first, for whoever writes them in another format.
pub fn posts(options: &CorpusOptions) -> impl Iterator<Item = Post> + use<> {
    let (seed, total) = (options.seed, options.posts);
    (0..total).map(move |number| Post::generate(seed, number, total))
}

fn fixed_files() -> Vec<CorpusFile> {
    let site = CorpusFile { path: "site.toml".to_owned(), text: SITE.to_owned() };
    let about = CorpusFile {
        path: "content/about.md".to_owned(),
        text: format!("---\ntitle: About the column\n---\n\n{ABOUT}"),
    };
    let authors = AUTHORS.map(|author| CorpusFile {
        path: format!("content/authors/{}.md", author.id),
        text: format!("---\nname: {}\n---\n\n{}\n", author.name, author.bio),
    });
    [site, about].into_iter().chain(authors).collect()
}

fn post_file(post: &Post) -> CorpusFile {
    let (from, location) = post.letter;
    let mut text = format!(
        "---\ntitle: \"{title}\"\ndate: {date}\ntags: [{tags}]\ndescription: \"{description}\"\n\
         letter: {{from: {from}, location: {location}}}\n---\n",
        title = post.title,
        date = post.date.local(),
        tags = post.tags.join(", "),
        description = post.description,
    );
    text.push_str(&body(post));
    if !post.comments.is_empty() {
        text.push_str("\n## Comments\n");
        text.push_str(&thread(&post.comments, None));
    }
    CorpusFile { path: format!("content/posts/{}-{}.md", post.date.day(), post.slug), text }
}

/// The four sections of a post, without its comments: the same in every format.
pub fn body(post: &Post) -> String {
    let sections = [
        ("The Dilemma", &post.dilemma),
        ("Leslie Says", &post.leslie.text),
        ("Thom Says", &post.thom.text),
        ("The Conclusion", &post.conclusion),
    ];
    sections.map(|(heading, text)| format!("\n## {heading}\n\n{text}\n")).concat()
}

/// The replies to `parent`, as a nested list.
fn thread(comments: &[Comment], parent: Option<usize>) -> String {
    let replies = comments.iter().enumerate().filter(|(_, comment)| comment.parent == parent);
    replies.map(|(id, comment)| item(comment) + &thread(comments, Some(id))).collect()
}

/// One item of the nested list: the byline, then the text, indented by its level.
fn item(comment: &Comment) -> String {
    let indent = "  ".repeat(comment.level - 1);
    let name = match &comment.url {
        Some(url) => format!("[{}]({url})", comment.author),
        None => comment.author.to_owned(),
    };
    let byline = format!("\n{indent}- **{name}** · {}\n", comment.date.local());
    let text = comment.text.replace("\n\n", &format!("\n\n{indent}  "));
    format!("{byline}\n{indent}  {text}\n")
}
