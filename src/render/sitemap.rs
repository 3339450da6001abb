//! `sitemap.xml` (sitemaps.org, protocol 0.9) and `robots.txt` (RFC 9309).

use crate::address::Route;
use crate::site::{Outcome, SITEMAP_LIMIT, Site, sitemap_parts};

use super::xml::Xml;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Appends the sitemap, or the index of its parts where the site has more pages than one may list.
pub(super) fn write(site: &Site, out: &mut Vec<u8>) {
    let parts = sitemap_parts(site);
    if parts == 0 {
        return write_part(site, 0, out);
    }
    let mut xml = Xml::new("sitemapindex", &[("xmlns", NAMESPACE)]);
    for part in 0..parts {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], &site.config.base.permalink(&site.sitemap_part_route(part)));
        xml.close("sitemap");
    }
    xml.finish("sitemapindex", out);
}

/// Appends one part of the sitemap, from 0.
pub(super) fn write_part(site: &Site, part: usize, out: &mut Vec<u8>) {
    let mut xml = Xml::new("urlset", &[("xmlns", NAMESPACE)]);
    for (route, changed) in urls(site).skip(part * SITEMAP_LIMIT).take(SITEMAP_LIMIT) {
        xml.open("url", &[]);
        xml.text("loc", &[], &site.config.base.permalink(&route));
        if let Some(changed) = changed {
            xml.text("lastmod", &[], &changed);
        }
        xml.close("url");
    }
    xml.finish("urlset", out);
}

/// The pages that search engines should know, with the date of their last change where it is known. Further pages of a
/// list are left to be found from its first.
fn urls(site: &Site) -> impl Iterator<Item = (Route, Option<String>)> {
    let first = std::iter::once((site.index_route(1), None));
    let posts = site.posts.iter().map(|entry| (entry.route.clone(), Some(entry.updated().rfc3339())));
    let pages =
        site.pages.iter().map(|page| (page.route.clone(), page.updated.as_ref().map(crate::document::Date::rfc3339)));
    let authors = site.authors.iter().map(|author| (site.author_route(&author.id), None));
    let lists = [site.archive_route(), site.tags_route(), site.verdicts_route(None, 1)].map(|route| (route, None));
    let has_rows = |outcome: &Outcome| site.verdicts_with(Some(*outcome)).next().is_some();
    let outcomes =
        Outcome::ALL.into_iter().filter(has_rows).map(|outcome| (site.verdicts_route(Some(outcome), 1), None));
    let years = site.years.iter().map(|year| (site.year_route(year.year), None));
    let tags = (0..site.tags.len()).map(|tag| (site.tag_route(tag, 1), None));
    first.chain(posts).chain(pages).chain(authors).chain(lists).chain(outcomes).chain(years).chain(tags)
}

/// Appends `robots.txt`: everything may be read, and where the sitemap is.
pub(super) fn write_robots(site: &Site, out: &mut Vec<u8>) {
    let sitemap = site.config.base.permalink(&Route::new("sitemap.xml"));
    out.extend_from_slice(format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").as_bytes());
}
