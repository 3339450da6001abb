//! `(Site, Theme, Route) → bytes`, a pure function for every route.
//!
//! A [`Renderer`] holds what all pages share; [`Renderer::render`] makes one file and keeps nothing of it, so that
//! pages can be made in any order, in parallel, or only when they are asked for. This module knows neither disk nor
//! HTTP.

mod calls;
mod cards;
mod comments;
mod common;
mod components;
mod contents;
mod failed;
mod feed;
mod html;
mod json_ld;
mod kept_cards;
mod lists;
mod pager;
mod pictures;
mod post;
mod renderer;
mod search;
mod shapes;
mod share;
mod sitemap;
mod tag_groups;
mod tally;
pub mod view;
mod voices;
mod votes;
mod xml;

pub use calls::check_calls;
pub use failed::Failed;
pub use renderer::Renderer;
pub use search::search_files;
pub use shapes::check_fields;
