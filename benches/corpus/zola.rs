//! The same corpus as a Zola site that does the same work, but for related posts, which Zola does not have.
//!
//! What columnist finds in the Markdown itself (verdicts, comments) a Zola author has to keep in front matter, so it is
//! written there; the templates in `zola/` thread the comments and render their Markdown.

use crate::corpus::post::Post;
use crate::corpus::{self, CorpusFile, CorpusOptions};
use crate::peers::{STYLE, column_data, fixed, site};

/// The files that do not depend on the options.
const FIXED: [(&str, &str); 19] = [
    ("config.toml", include_str!("zola/config.toml")),
    STYLE,
    ("content/_index.md", include_str!("zola/content/_index.md")),
    ("content/pages/_index.md", include_str!("zola/content/pages/_index.md")),
    ("content/pages/archive.md", include_str!("zola/content/pages/archive.md")),
    ("content/posts/_index.md", include_str!("zola/content/posts/_index.md")),
    ("templates/404.html", include_str!("zola/templates/404.html")),
    ("templates/archive.html", include_str!("zola/templates/archive.html")),
    ("templates/atom.xml", include_str!("zola/templates/atom.xml")),
    ("templates/authors/single.html", include_str!("zola/templates/authors/single.html")),
    ("templates/base.html", include_str!("zola/templates/base.html")),
    ("templates/feed.json", include_str!("zola/templates/feed.json")),
    ("templates/index.html", include_str!("zola/templates/index.html")),
    ("templates/macros.html", include_str!("zola/templates/macros.html")),
    ("templates/page.html", include_str!("zola/templates/page.html")),
    ("templates/plain.html", include_str!("zola/templates/plain.html")),
    ("templates/rss.xml", include_str!("zola/templates/rss.xml")),
    ("templates/tags/single.html", include_str!("zola/templates/tags/single.html")),
    ("templates/taxonomy_list.html", include_str!("zola/templates/taxonomy_list.html")),
];

/// The files of a Zola site, each made when it is asked for.
pub(crate) fn files(options: &CorpusOptions) -> impl Iterator<Item = CorpusFile> + use<> {
    site(options, fixed_files(), front_matter)
}

fn fixed_files() -> Vec<CorpusFile> {
    let about = CorpusFile {
        path: "content/pages/about.md".to_owned(),
        text: format!("---\ntitle: About the column\npath: about\ntemplate: plain.html\n---\n\n{}", corpus::ABOUT),
    };
    let bios = corpus::AUTHORS.map(|author| CorpusFile {
        path: format!("content/bios/{}.md", author.id),
        text: format!("---\ntitle: {}\nrender: false\n---\n\n{}\n", author.name, author.bio),
    });
    fixed(&FIXED).chain([about]).chain(bios).collect()
}

fn front_matter(post: &Post) -> String {
    let authors = corpus::AUTHORS.map(|author| author.id).join(", ");
    format!(
        "---\ntitle: \"{title}\"\ndate: {date}\ntaxonomies:\n  tags: [{tags}]\n  authors: [{authors}]\n\
         description: \"{description}\"\nextra:\n{data}---\n",
        title = post.title,
        date = post.date.rfc3339(),
        tags = post.tags.join(", "),
        description = post.description,
        data = indented(&column_data(post)),
    )
}

fn indented(yaml: &str) -> String {
    yaml.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }).collect()
}
