//! Pages of a list.

use crate::address::Route;
use crate::config::Config;

use super::view::{PagerLink, PagerView};

/// How many pages on each side of the current one are linked.
const AROUND: usize = 2;

/// Where page `number` of a list of `items` stands; `route` gives the route of a page.
pub(super) fn view(
    config: &Config,
    items: usize,
    per_page: usize,
    number: usize,
    route: impl Fn(usize) -> Route,
) -> PagerView {
    let total = items.div_ceil(per_page).max(1);
    let href = |page: usize| config.base.href(&route(page));
    let is_linked = |page: &usize| *page == 1 || *page == total || page.abs_diff(number) <= AROUND;
    let numbers: Vec<usize> = (1..=total).filter(is_linked).collect();
    let links = numbers.iter().enumerate().map(|(at, page)| PagerLink {
        number: *page,
        href: href(*page),
        after_gap: at > 0 && numbers.get(at - 1).is_some_and(|before| before + 1 < *page),
    });
    PagerView {
        number,
        total,
        newer: (number > 1).then(|| href(number - 1)),
        older: (number < total).then(|| href(number + 1)),
        links: links.collect(),
    }
}

/// The items of page `number`.
pub(super) fn slice<T>(items: &[T], per_page: usize, number: usize) -> &[T] {
    let from = number.saturating_sub(1).saturating_mul(per_page).min(items.len());
    let to = from.saturating_add(per_page).min(items.len());
    items.get(from..to).unwrap_or_default()
}
