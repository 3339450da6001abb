//! Pages that list posts, takes, tags, years and verdicts.

use crate::document::Stance;
use crate::site::{PostId, Site, YearEntry};

use super::cards;
use super::pager;
use super::renderer::Renderer;
use super::view::{
    AgreementView, ArchiveContext, AuthorContext, AuthorView, IndexContext, MonthView, NavLink, NotFoundContext,
    PostCard, RecordView, Shared, TagContext, TagsContext, Tally, VerdictsContext, YearContext, YearView,
};
use super::voices;

/// How many posts the page for dead addresses offers.
const OFFERED: usize = 5;

pub(super) fn index(renderer: &Renderer<'_>, page: usize) -> IndexContext {
    let site = renderer.site;
    let per_page = site.config.paginate_by;
    let from = page.saturating_sub(1).saturating_mul(per_page);
    let ids: Vec<PostId> = (0..site.posts.len()).skip(from).take(per_page).collect();
    IndexContext {
        posts: posts(renderer, &ids),
        pager: pager::view(&site.config, site.posts.len(), per_page, page, |page| site.index_route(page)),
    }
}

fn posts(renderer: &Renderer<'_>, ids: &[PostId]) -> Vec<Shared<PostCard>> {
    ids.iter().map(|post| renderer.card(*post)).collect()
}

pub(super) fn author(renderer: &Renderer<'_>, index: usize, page: usize) -> Option<AuthorContext> {
    let site = renderer.site;
    let per_page = site.config.paginate_by;
    let author = site.authors.get(index)?;
    let takes = site.author_takes.get(index)?;
    let on_page = pager::slice(takes, per_page, page).iter();
    Some(AuthorContext {
        author: AuthorView {
            voice: renderer.authors.get(index)?.clone(),
            html: voices::author_bio(site, author),
            links: author.links.iter().map(|(label, url)| NavLink { label: label.clone(), url: url.clone() }).collect(),
            record: renderer.tallies().get(index)?.record.clone(),
            extra: author.extra.clone(),
        },
        takes: on_page.filter_map(|(post, section)| Some(Shared::new(&cards::author_take(site, *post, *section)?))).collect(),
        pager: pager::view(&site.config, takes.len(), per_page, page, |page| site.author_page_route(index, page)),
    })
}

/// How often each author said what.
pub(super) fn tallies(renderer: &Renderer<'_>) -> Vec<Tally> {
    let authors = renderer.authors.iter();
    authors.map(|voice| Tally { record: record(renderer.site, &voice.id), voice: voice.clone() }).collect()
}

/// How often a voice said what.
fn record(site: &Site, voice: &str) -> RecordView {
    let mut record = RecordView::default();
    for (_, verdict) in site.verdicts.iter().flat_map(|row| &row.verdicts).filter(|(id, _)| id == voice) {
        let count = match verdict.stance {
            Some(Stance::Yes) => &mut record.yes,
            Some(Stance::No) => &mut record.no,
            Some(Stance::Mixed) => &mut record.mixed,
            None => &mut record.other,
        };
        *count += 1;
        record.total += 1;
    }
    record
}

pub(super) fn tag(renderer: &Renderer<'_>, index: usize, page: usize) -> Option<TagContext> {
    let site = renderer.site;
    let per_page = site.config.paginate_by;
    let entry = site.tags.get(index)?;
    Some(TagContext {
        tag: cards::tag(site, index)?,
        posts: posts(renderer, pager::slice(&entry.posts, per_page, page)),
        pager: pager::view(&site.config, entry.posts.len(), per_page, page, |page| site.tag_route(index, page)),
    })
}

pub(super) fn tags(renderer: &Renderer<'_>) -> TagsContext {
    let site = renderer.site;
    TagsContext { tags: (0..site.tags.len()).filter_map(|tag| cards::tag(site, tag)).collect() }
}

pub(super) fn archive(renderer: &Renderer<'_>) -> ArchiveContext {
    ArchiveContext { years: years(renderer.site) }
}

fn years(site: &Site) -> Vec<YearView> {
    site.years.iter().map(|entry| year_view(site, entry)).collect()
}

fn year_view(site: &Site, entry: &YearEntry) -> YearView {
    let href = site.config.base.href(&site.year_route(entry.year));
    YearView { year: entry.year, href, count: entry.posts.len() }
}

pub(super) fn year(renderer: &Renderer<'_>, index: usize) -> Option<YearContext> {
    let site = renderer.site;
    let entry = site.years.get(index)?;
    let month = |post: &PostId| site.posts.get(*post).map_or(0, |entry| entry.post.date.month());
    let months = entry.posts.chunk_by(|a, b| month(a) == month(b)).map(|chunk| MonthView {
        name: chunk.first().map_or_else(String::new, |post| site.config.labels.month(month(post)).to_owned()),
        posts: posts(renderer, chunk),
    });
    Some(YearContext { year: year_view(site, entry), months: months.collect(), years: years(site) })
}

pub(super) fn verdicts(renderer: &Renderer<'_>, page: usize) -> VerdictsContext {
    let site = renderer.site;
    let authors = &renderer.authors;
    let per_page = site.verdicts_per_page();
    let rows = pager::slice(&site.verdicts, per_page, page).iter();
    VerdictsContext {
        tallies: renderer.tallies().to_vec(),
        agreements: renderer.agreements().to_vec(),
        rows: rows.filter_map(|row| Some(Shared::new(&cards::verdict_row(site, authors, row)?))).collect(),
        pager: pager::view(&site.config, site.verdicts.len(), per_page, page, |page| site.verdicts_route(page)),
    }
}

/// Each pair of authors who took a stance on a letter together.
pub(super) fn agreements(renderer: &Renderer<'_>) -> Vec<AgreementView> {
    let mut pairs = Vec::new();
    for (index, first) in renderer.authors.iter().enumerate() {
        for second in renderer.authors.iter().skip(index + 1) {
            let both = renderer.site.verdicts.iter().filter_map(|row| {
                let stance = |id: &str| row.verdicts.iter().find(|(voice, _)| voice == id).and_then(|(_, verdict)| verdict.stance);
                Some(stance(&first.id)? == stance(&second.id)?)
            });
            let both: Vec<bool> = both.collect();
            if !both.is_empty() {
                let agreed = both.iter().filter(|same| **same).count();
                pairs.push(AgreementView { first: first.clone(), second: second.clone(), agreed, total: both.len() });
            }
        }
    }
    pairs
}

pub(super) fn not_found(renderer: &Renderer<'_>) -> NotFoundContext {
    let ids: Vec<PostId> = (0..renderer.site.posts.len().min(OFFERED)).collect();
    NotFoundContext { posts: posts(renderer, &ids) }
}
