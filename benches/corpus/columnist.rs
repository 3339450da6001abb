//! The same corpus as a columnist site that does the work of the other generators' sites: with templates as simple as
//! theirs, in the place of the default theme.

use crate::corpus::{self, CorpusFile, CorpusOptions};
use crate::peers::{STYLE, fixed};

/// The files that do not depend on the options.
const FIXED: [(&str, &str); 13] = [
    STYLE,
    ("templates/404.html", include_str!("columnist/templates/404.html")),
    ("templates/archive.html", include_str!("columnist/templates/archive.html")),
    ("templates/author.html", include_str!("columnist/templates/author.html")),
    ("templates/base.html", include_str!("columnist/templates/base.html")),
    ("templates/index.html", include_str!("columnist/templates/index.html")),
    ("templates/page.html", include_str!("columnist/templates/page.html")),
    ("templates/pieces.html", include_str!("columnist/templates/pieces.html")),
    ("templates/post.html", include_str!("columnist/templates/post.html")),
    ("templates/tag.html", include_str!("columnist/templates/tag.html")),
    ("templates/tags.html", include_str!("columnist/templates/tags.html")),
    ("templates/verdicts.html", include_str!("columnist/templates/verdicts.html")),
    ("templates/year.html", include_str!("columnist/templates/year.html")),
];

/// The files of a columnist site with simple templates, each made when it is asked for.
pub(crate) fn files(options: &CorpusOptions) -> impl Iterator<Item = CorpusFile> + use<> {
    fixed(&FIXED).chain(corpus::files(options))
}
