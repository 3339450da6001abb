//! Settings for an export that is imported into a folder without a site.

use crate::address::Base;
use crate::config::{self, Config};

use super::error::ImportError;
use super::gather::Gathered;
use super::options::{Options, time_zone};
use super::yaml::quoted;

/// The text of site.toml, and what it means.
pub(super) fn settings(gathered: &Gathered, options: &Options) -> Result<(String, Config), ImportError> {
    let title = gathered.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or("A column");
    let found = gathered.address.as_deref().map(host).and_then(|address| Base::parse(&address).ok());
    let base = options.base.clone().or(found);
    let base =
        base.map_or_else(|| "https://example.org".to_owned(), |base| format!("{}{}", base.origin(), base.path()));
    let zone = gathered.timezone.as_deref().filter(|zone| time_zone(zone).is_some());
    let zone =
        options.timezone.as_ref().and_then(|zone| zone.iana_name().map(str::to_owned)).or(zone.map(str::to_owned));
    let mut text = format!("title = {}\nbase_url = {}\n", quoted(title), quoted(base.trim_end_matches('/')));
    let is_tag = |language: &&str| {
        language.split('-').all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
    };
    for (key, value) in [
        ("language", gathered.language.as_deref().filter(is_tag)),
        ("timezone", zone.as_deref()),
        ("permalink", gathered.patterns.best()),
    ] {
        text.extend(value.map(|value| format!("{key} = {}\n", quoted(value))));
    }
    let config = config::read(&"site.toml".into(), &text).map_err(|problems| {
        let message = problems.into_iter().next().map_or_else(String::new, |problem| problem.message);
        ImportError::Site(format!("no settings could be made for a new site: {message}"))
    })?;
    Ok((text, config))
}

/// The scheme, host and path of an address.
fn host(address: &str) -> String {
    address.trim().split(['?', '#']).next().unwrap_or("").to_owned()
}
