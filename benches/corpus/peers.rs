//! What the sites of other generators share: what columnist finds in the Markdown itself, as data in front matter.

use crate::corpus::post::{Comment, Post, Take};
use crate::corpus::{self, CorpusFile, CorpusOptions};

/// The style sheet of every site.
pub(crate) const STYLE: (&str, &str) = ("static/style.css", include_str!("style.css"));

/// Files that are the same in every corpus.
pub(crate) fn fixed(files: &[(&str, &str)]) -> impl Iterator<Item = CorpusFile> {
    files.iter().map(|(path, text)| CorpusFile { path: (*path).to_owned(), text: (*text).to_owned() })
}

/// The files of a site: those of its own, then the posts, each made when it is asked for.
pub(crate) fn site(
    options: &CorpusOptions,
    own: Vec<CorpusFile>,
    front_matter: fn(&Post) -> String,
) -> impl Iterator<Item = CorpusFile> + use<> {
    let posts = corpus::posts(options).map(move |post| CorpusFile {
        path: format!("content/posts/{}-{}.md", post.date.day(), post.slug),
        text: front_matter(&post) + &corpus::body(&post),
    });
    own.into_iter().chain(posts)
}

/// The letter's writer, the verdicts and the comments, in YAML.
pub(crate) fn column_data(post: &Post) -> String {
    let (from, location) = post.letter;
    format!(
        "letter: {{from: {from}, location: {location}}}\nverdicts:\n{leslie}{thom}{comments}",
        leslie = verdict("leslie", &post.leslie),
        thom = verdict("thom", &post.thom),
        comments = comments(&post.comments),
    )
}

fn verdict(author: &str, take: &Take) -> String {
    let Take { verdict, stance, .. } = take;
    format!("  {author}: {{label: \"{verdict}\", stance: \"{stance}\"}}\n")
}

/// The comments as a flat list with parents, which the templates thread.
fn comments(comments: &[Comment]) -> String {
    if comments.is_empty() {
        return String::new();
    }
    let items = (1..).zip(comments).map(|(id, comment)| item(id, comment));
    format!("comments:\n{}", items.collect::<String>())
}

/// One comment. Ids start at 1; the parent of the first level is 0.
fn item(id: usize, comment: &Comment) -> String {
    let parent = comment.parent.map_or(0, |parent| parent + 1);
    let url = comment.url.as_ref().map_or_else(String::new, |url| format!("    url: {url}\n"));
    format!(
        "  - id: {id}\n    parent: {parent}\n    author: {author}\n{url}    date: {date}\n    body: |-\n      {body}\n",
        author = comment.author,
        date = comment.date.rfc3339(),
        body = comment.text.replace("\n\n", "\n\n      "),
    )
}
