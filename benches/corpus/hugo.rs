//! The same corpus as a Hugo site that does the same work: the posts in Hugo's form, and templates.
//!
//! What columnist finds in the Markdown itself (verdicts, comments) a Hugo author has to keep in front
//! matter, so it is written there; the templates in `hugo/` thread the comments and render their Markdown.

use crate::corpus::post::Post;
use crate::corpus::{self, CorpusFile, CorpusOptions};
use crate::peers::{STYLE, column_data, fixed, site};

/// The files that do not depend on the options.
const FIXED: [(&str, &str); 22] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    STYLE,
    ("layouts/404.html", include_str!("hugo/layouts/404.html")),
    ("layouts/archive.html", include_str!("hugo/layouts/archive.html")),
    ("layouts/author.html", include_str!("hugo/layouts/author.html")),
    ("layouts/baseof.html", include_str!("hugo/layouts/baseof.html")),
    ("layouts/home.atom.xml", include_str!("hugo/layouts/home.atom.xml")),
    ("layouts/home.html", include_str!("hugo/layouts/home.html")),
    ("layouts/home.json", include_str!("hugo/layouts/home.json")),
    ("layouts/home.rss.xml", include_str!("hugo/layouts/home.rss.xml")),
    ("layouts/page.html", include_str!("hugo/layouts/page.html")),
    ("layouts/posts/page.html", include_str!("hugo/layouts/posts/page.html")),
    ("layouts/robots.txt", include_str!("hugo/layouts/robots.txt")),
    ("layouts/taxonomy.html", include_str!("hugo/layouts/taxonomy.html")),
    ("layouts/term.html", include_str!("hugo/layouts/term.html")),
    ("layouts/_partials/comments.html", include_str!("hugo/layouts/_partials/comments.html")),
    ("layouts/_partials/pager.html", include_str!("hugo/layouts/_partials/pager.html")),
    ("layouts/_partials/sections.html", include_str!("hugo/layouts/_partials/sections.html")),
    ("layouts/_partials/summary.html", include_str!("hugo/layouts/_partials/summary.html")),
    ("layouts/_partials/thread.html", include_str!("hugo/layouts/_partials/thread.html")),
    ("content/archive.md", include_str!("hugo/content/archive.md")),
    ("content/posts/_index.md", include_str!("hugo/content/posts/_index.md")),
];

/// The files of a Hugo site, each made when it is asked for.
pub(crate) fn files(options: &CorpusOptions) -> impl Iterator<Item = CorpusFile> + use<> {
    site(options, fixed_files(), front_matter)
}

fn fixed_files() -> Vec<CorpusFile> {
    let about = CorpusFile {
        path: "content/about.md".to_owned(),
        text: format!("---\ntitle: About the column\n---\n\n{}", corpus::ABOUT),
    };
    let authors = corpus::AUTHORS.map(|author| CorpusFile {
        path: format!("content/authors/{}/_index.md", author.id),
        text: format!("---\ntitle: {}\nlayout: author\n---\n\n{}\n", author.name, author.bio),
    });
    fixed(&FIXED).chain([about]).chain(authors).collect()
}

fn front_matter(post: &Post) -> String {
    let authors = corpus::AUTHORS.map(|author| author.id).join(", ");
    format!(
        "---\ntitle: \"{title}\"\ndate: {date}\nslug: {slug}\ntags: [{tags}]\nauthors: [{authors}]\n\
         description: \"{description}\"\n{data}---\n",
        title = post.title,
        date = post.date.rfc3339(),
        slug = post.slug,
        tags = post.tags.join(", "),
        description = post.description,
        data = column_data(post),
    )
}
