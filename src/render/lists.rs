//! Pages that list posts, takes, tags, years and verdicts.

use crate::diagnostic::Diagnostic;
use crate::document::PostKind;
use crate::site::{Alphabet, Outcome, PostId, Site, VerdictRow, YearEntry};

use super::cards;
use super::common::Common;
use super::pager;
use super::tag_groups;
use super::view::{
    ArchiveContext, AuthorContext, AuthorView, IndexContext, MonthView, NavLink, NotFoundContext, OutcomeLink,
    PostCard, Shared, TagContext, TagView, TagsContext, VerdictsContext, YearContext, YearView,
};
use super::voices;

/// How many posts the page for dead addresses offers.
const OFFERED: usize = 5;

pub(super) fn index(common: &Common<'_>, page: usize) -> Result<IndexContext, Diagnostic> {
    let site = common.site;
    let per_page = site.config.paginate_by;
    let from = page.saturating_sub(1).saturating_mul(per_page);
    let mut ids: Vec<PostId> = (0..site.posts.len()).skip(from).take(per_page).collect();
    let is_column = |id: &PostId| site.posts.get(*id).is_some_and(|entry| entry.post.kind == PostKind::Column);
    let lead = ids.iter().copied().find(is_column).filter(|_| page == 1);
    ids.retain(|id| Some(*id) != lead);
    Ok(IndexContext {
        lead: lead.map(|id| common.card(id)).transpose()?,
        posts: posts(common, &ids)?,
        pager: pager::view(&site.config, site.posts.len(), per_page, page, |page| site.index_route(page)),
    })
}

fn posts(common: &Common<'_>, ids: &[PostId]) -> Result<Vec<Shared<PostCard>>, Diagnostic> {
    ids.iter().map(|post| common.card(*post)).collect()
}

pub(super) fn author(common: &Common<'_>, index: usize, page: usize) -> Option<AuthorContext> {
    let site = common.site;
    let per_page = site.config.paginate_by;
    let author = site.authors.get(index)?;
    let takes = site.author_takes.get(index)?;
    let on_page = pager::slice(takes, per_page, page).iter();
    Some(AuthorContext {
        author: AuthorView {
            voice: common.authors.get(index)?.value.clone(),
            html: voices::author_bio(site, author),
            links: author.links.iter().map(|(label, url)| NavLink { label: label.clone(), url: url.clone() }).collect(),
            record: common.tallies().get(index)?.record.clone(),
            extra: author.extra.clone(),
        },
        takes: on_page
            .filter_map(|(post, section)| Some(Shared::new(&cards::author_take(site, *post, *section)?)))
            .collect(),
        pager: pager::view(&site.config, takes.len(), per_page, page, |page| site.author_page_route(index, page)),
    })
}

pub(super) fn tag(common: &Common<'_>, index: usize, page: usize) -> Option<Result<TagContext, Diagnostic>> {
    let site = common.site;
    let per_page = site.config.paginate_by;
    let entry = site.tags.get(index)?;
    let tag = cards::tag(site, index)?;
    let posts = posts(common, pager::slice(&entry.posts, per_page, page));
    Some(posts.map(|posts| TagContext {
        tag,
        posts,
        pager: pager::view(&site.config, entry.posts.len(), per_page, page, |page| site.tag_route(index, page)),
    }))
}

pub(super) fn tags(common: &Common<'_>) -> TagsContext {
    let site = common.site;
    let tags: Vec<TagView> = (0..site.tags.len()).filter_map(|tag| cards::tag(site, tag)).collect();
    let (groups, most_used) = if tags.len() > tag_groups::READABLE {
        (tag_groups::by_initial(&tags, Alphabet::of(&site.config.language)), tag_groups::most_used(&tags))
    } else {
        (Vec::new(), Vec::new())
    };
    TagsContext { tags, groups, most_used }
}

pub(super) fn archive(common: &Common<'_>) -> ArchiveContext {
    ArchiveContext { years: years(common.site) }
}

fn years(site: &Site) -> Vec<YearView> {
    site.years.iter().map(|entry| year_view(site, entry)).collect()
}

fn year_view(site: &Site, entry: &YearEntry) -> YearView {
    let href = site.config.base.href(&site.year_route(entry.year));
    YearView { year: entry.year, href, count: entry.posts.len() }
}

pub(super) fn year(common: &Common<'_>, index: usize) -> Option<Result<YearContext, Diagnostic>> {
    let site = common.site;
    let entry = site.years.get(index)?;
    let month = |post: &PostId| site.posts.get(*post).map_or(0, |entry| entry.post.date.month());
    let months = entry.posts.chunk_by(|a, b| month(a) == month(b)).map(|chunk| {
        let name = chunk.first().map_or_else(String::new, |post| site.config.labels.month(month(post)).to_owned());
        Ok(MonthView { name, posts: posts(common, chunk)? })
    });
    let months = months.collect::<Result<_, Diagnostic>>();
    Some(months.map(|months| YearContext { year: year_view(site, entry), months, years: years(site) }))
}

pub(super) fn verdicts(common: &Common<'_>, outcome: Option<Outcome>, page: usize) -> VerdictsContext {
    let site = common.site;
    let authors = &common.authors;
    let per_page = site.verdicts_per_page();
    let chosen = outcome.map(|outcome| common.rows(outcome));
    let total = chosen.map_or(site.verdicts.len(), <[&VerdictRow]>::len);
    let rows: Vec<&VerdictRow> = match chosen {
        Some(rows) => pager::slice(rows, per_page, page).to_vec(),
        None => pager::slice(&site.verdicts, per_page, page).iter().collect(),
    };
    let is_of_all = outcome.is_none();
    let link = |outcome: Outcome| OutcomeLink {
        outcome: outcome.as_str(),
        href: site.config.base.href(&site.verdicts_route(Some(outcome), 1)),
        count: common.rows(outcome).len(),
    };
    VerdictsContext {
        outcome: outcome.map(Outcome::as_str),
        outcomes: Outcome::ALL.into_iter().map(link).filter(|link| link.count > 0).collect(),
        tallies: if is_of_all { common.tallies().to_vec() } else { Vec::new() },
        agreements: if is_of_all { common.agreements().to_vec() } else { Vec::new() },
        rows: rows.into_iter().filter_map(|row| Some(Shared::new(&cards::verdict_row(site, authors, row)?))).collect(),
        pager: pager::view(&site.config, total, per_page, page, |page| site.verdicts_route(outcome, page)),
    }
}

pub(super) fn not_found(common: &Common<'_>) -> Result<NotFoundContext, Diagnostic> {
    let ids: Vec<PostId> = (0..common.site.posts.len().min(OFFERED)).collect();
    Ok(NotFoundContext { posts: posts(common, &ids)? })
}
