//! What can be wrong with the names of the files to publish, once all are known.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use crate::address::Route;
use crate::diagnostic::{Code, Diagnostic};

use super::claims::{Claims, settings};
use super::routes::SEARCH_FILES;

/// Names that Windows keeps for devices, but for those with numbers.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// What follows `com` and `lpt` in others.
const NUMBERS: [&str; 13] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"];

/// Signs that no name of a file has on Windows.
const IMPOSSIBLE: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// All that is wrong with them.
pub(super) fn problems(claims: &Claims<'_>) -> Vec<Diagnostic> {
    [crossed(claims), same(claims), unusable(claims)].into_iter().flatten().collect()
}

/// Two addresses that differ only in case, or in how letters with accents are made, are one file on the disks of
/// most Macs and Windows machines.
fn same(claims: &Claims<'_>) -> Vec<Diagnostic> {
    let folded = |route: &Route| Route::new(route.as_str().nfc().flat_map(char::to_lowercase).collect::<String>());
    // Nearly all are their own folded form, which costs nothing to see.
    let is_odd = |route: &&Route| route.as_str().bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii());
    let mut odd: Vec<Route> = claims.routes.unordered().filter(is_odd).cloned().collect();
    odd.sort_unstable();
    let mut known: FxHashMap<Route, Route> = FxHashMap::default();
    let mut problems = Vec::new();
    for route in odd {
        let one = folded(&route);
        let other = if one != route && claims.routes.get(&one).is_some() { Some(&one) } else { known.get(&one) };
        if let Some((other, target)) = other.zip(claims.routes.get(&route)) {
            problems.push(Diagnostic::warning(
                Code::DuplicateRoute,
                claims.place(&route, target).unwrap_or_else(settings),
                format!(
                    "`/{}` and `/{}` are one and the same file on disks that pass over case or accents",
                    route.as_str(),
                    other.as_str()
                ),
                "give one of the two another slug or file name",
            ));
        } else {
            known.insert(one, route);
        }
    }
    problems
}

/// Windows takes some names for devices, whatever their endings, and some signs can be in no name: nobody there can have
/// such a file, and a server there cannot serve it.
fn unusable(claims: &Claims<'_>) -> Vec<Diagnostic> {
    // One for each place is enough: a tag has many pages.
    let mut found: BTreeMap<&str, (&Route, &str)> = BTreeMap::new();
    for route in claims.routes.unordered() {
        let path = device(route.as_str()).map(|path| (path, "which Windows keeps for a device"));
        if let Some((path, why)) = path.or_else(|| impossible(route.as_str())) {
            let first = found.entry(path).or_insert((route, why));
            *first = (*first).min((route, why));
        }
    }
    let problems = found.into_iter().map(|(path, (route, why))| {
        let place = claims.routes.get(route).and_then(|target| claims.place(route, target)).unwrap_or_else(settings);
        let name = path.rsplit('/').next().unwrap_or("");
        Diagnostic::warning(
            Code::BadAddress,
            place,
            format!("`/{}` has the name `{name}`, {why}", route.address()),
            "choose another slug or name, if the site is ever to be on a disk of Windows",
        )
    });
    problems.collect()
}

/// No file can be where another one needs a folder, and some names are columnist's own.
fn crossed(claims: &Claims<'_>) -> Vec<Diagnostic> {
    // Most routes are a folder's index, which no other route can lie below.
    let is_index = |route: &Route| route.as_str().ends_with("/index.html");
    let files: FxHashSet<&str> =
        claims.routes.unordered().filter(|route| !is_index(route)).map(Route::as_str).collect();
    let mut found = Vec::new();
    for route in claims.routes.unordered() {
        let mut folder = route.as_str();
        while let Some((parent, _)) = folder.rsplit_once('/') {
            folder = parent;
            if files.contains(parent) {
                found.push((Route::new(parent), route.clone()));
            }
        }
    }
    found.sort_unstable();
    let owned = |route: &Route| {
        let folder = SEARCH_FILES.trim_end_matches('/');
        let is_of_search = |rest: &str| rest.is_empty() || rest.starts_with('/');
        let is_searched = claims.site.config.search.is_some();
        if route.as_str().starts_with(".columnist-") {
            Some("begins with `.columnist-`, where columnist keeps files of its own")
        } else if is_searched && route.as_str().strip_prefix(folder).is_some_and(is_of_search) {
            Some("is where columnist puts the index of the search")
        } else {
            None
        }
    };
    let mut reserved: Vec<(Route, &str)> =
        claims.routes.unordered().filter_map(|route| Some((route.clone(), owned(route)?))).collect();
    reserved.sort_unstable();
    let span = |route: &Route| claims.routes.get(route).and_then(|target| claims.place(route, target));
    let reserved = reserved.iter().map(|(route, why)| {
        Diagnostic::error(
            Code::BadAddress,
            span(route).unwrap_or_else(settings),
            format!("`/{}` {why}", route.address()),
            "choose another name",
        )
    });
    let crossed = found.iter().map(|(file, inside)| {
        Diagnostic::error(
            Code::DuplicateRoute,
            span(file).or_else(|| span(inside)).unwrap_or_else(settings),
            format!("`/{}` would be a file, but `/{}` needs it to be a folder", file.address(), inside.address()),
            "give one of the two another slug or file name",
        )
    });
    reserved.chain(crossed).collect()
}

/// A path up to a name that is a device to Windows, whatever follows its first dot.
fn device(path: &str) -> Option<&str> {
    let is_device = |name: &str| {
        let name = name.split('.').next().unwrap_or("").trim_end();
        let is_numbered = |number: &str| NUMBERS.contains(&number);
        let numbered = name.split_at_checked(3).filter(|(_, number)| is_numbered(number)).map(|(word, _)| word);
        DEVICES.iter().any(|device| name.eq_ignore_ascii_case(device))
            || numbered.is_some_and(|word| ["com", "lpt"].iter().any(|port| word.eq_ignore_ascii_case(port)))
    };
    let mut start = 0;
    for name in path.split('/') {
        if is_device(name) {
            return path.get(..start + name.len());
        }
        start += name.len() + 1;
    }
    None
}

/// A path up to a name that no file can have on Windows, and why.
fn impossible(path: &str) -> Option<(&str, &'static str)> {
    let mut start = 0;
    for name in path.split('/') {
        let end = start + name.len();
        let why = if name.contains(|c: char| IMPOSSIBLE.contains(&c) || c.is_ascii_control()) {
            Some("and no file can have a name with one of `< > : \" | ? * \\` on Windows")
        } else {
            name.ends_with(['.', ' '])
                .then_some("and no file can have a name that ends with a dot or a blank on Windows")
        };
        if let Some(why) = why {
            return Some((path.get(..end)?, why));
        }
        start = end + 1;
    }
    None
}
