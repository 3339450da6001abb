//! Readers' comments: whatever they hold, they do nothing but say something, on pages, in feeds and in data.

#[path = "../support/browser.rs"]
mod browser;
mod data;
mod in_browser;
mod in_the_post;
mod judge;
mod judged;
#[path = "../support/mod.rs"]
mod support;
mod vectors;
