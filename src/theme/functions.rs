//! What templates can call besides Tera's own functions and filters.

use std::cell::Cell;
use std::sync::Arc;

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult};

use crate::address::{Base, Route};
use crate::config::fill;
use crate::diagnostic::nearest;

use super::assets::Assets;

/// The filters that templates know. Tera does not say which it has; a test holds these lists to it.
pub(super) const FILTERS: [&str; 38] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "fill",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The functions that templates know.
pub(super) const FUNCTIONS: [&str; 5] = ["asset", "range", "super", "throw", "url"];

/// The tests that templates know.
pub(super) const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The most numbers that one `range` gives, and all of them for one page.
const LONGEST_RANGE: i128 = 100_000;
const MOST_STEPS: i128 = 1_000_000;

thread_local! {
    /// How many numbers `range` may still give for the page that this thread makes.
    static STEPS: Cell<i128> = const { Cell::new(MOST_STEPS) };
}

/// Another page begins on this thread.
pub(super) fn begin() {
    STEPS.set(MOST_STEPS);
}

/// Numbers from `start` up to `end`, which is not among them. Tera's own has no measure for all of a page: a loop of such
/// loops that write nothing would not come to an end.
fn range(kwargs: &Kwargs) -> TeraResult<Vec<i128>> {
    let start = kwargs.get::<i128>("start")?.unwrap_or_default();
    let end = kwargs.must_get::<i128>("end")?;
    let step = kwargs.get::<i128>("step_by")?.unwrap_or(1);
    if step == 0 {
        return Err(Error::message("`range` has a `step_by` of 0, so it would not come to an end"));
    }
    if start > end && step > 0 {
        return Err(Error::message("`range` has a `start` after its `end`"));
    }
    let span = end.saturating_sub(start).saturating_mul(step.signum());
    let length = if span <= 0 { 0 } else { span.saturating_sub(1) / step.saturating_abs() + 1 };
    if length > LONGEST_RANGE {
        return Err(Error::message(format!("`range` would give {length} numbers here, and may give {LONGEST_RANGE}")));
    }
    let left = STEPS.get() - length;
    if left < 0 {
        return Err(Error::message(format!("`range` was asked here for more than {MOST_STEPS} numbers for one page")));
    }
    STEPS.set(left);
    Ok((0..length).map(|number| start.saturating_add(number.saturating_mul(step))).collect())
}

/// Registers `asset`, `url` and `fill`, and `range` in the place of Tera's.
pub(super) fn register(tera: &mut Tera, base: &Base, assets: Arc<Assets>) {
    let path = base.path().to_owned();
    let home = path.clone();
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let name = kwargs.must_get::<&str>("path")?.trim_start_matches('/');
        if let Some(published) = assets.names().get(name) {
            return Ok(format!("{path}{}", Route::new(published.as_str()).address()));
        }
        let near = nearest(name, assets.names().keys().map(String::as_str));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        Err(Error::message(format!("there is no file `{name}` in `static` of the site or the theme{near}")))
    });
    tera.register_function("url", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let address = kwargs.must_get::<&str>("path")?;
        Ok(format!("{home}{}", address.trim_start_matches('/')))
    });
    tera.register_function("range", |kwargs: Kwargs, _: &State| range(&kwargs));
    tera.register_filter("fill", |label: StringInput<'_>, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let values: Vec<(&str, String)> =
            kwargs.iter().map(|(key, value)| (key.as_str().unwrap_or(""), value.to_string())).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        let filled = fill(label.as_str(), &values);
        // Most have no place left, and a value may have a bracket in it.
        match unfilled(label.as_str(), &values).filter(|_| filled.contains('{')) {
            Some(message) => Err(Error::message(message)),
            None => Ok(filled),
        }
    });
}

/// What is wrong where a place of a label stays empty, and what is given fits no place of it.
fn unfilled(label: &str, values: &[(&str, &str)]) -> Option<String> {
    let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let places: Vec<&str> = label
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .filter(is_name)
        .collect();
    let empty = places.iter().find(|place| !values.iter().any(|(name, _)| name == *place))?;
    match values.iter().find(|(name, _)| !places.contains(name)) {
        Some((name, _)) => {
            Some(format!("`fill` has no place for `{name}`, and leaves `{{{empty}}}`: write `fill({empty}=…)`"))
        }
        None => values.is_empty().then(|| format!("`fill` leaves `{{{empty}}}`: write `fill({empty}=…)`")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn what_is_listed_is_there() {
        let base = Base::parse("https://two.example").unwrap();
        let mut tera = Tera::new();
        register(&mut tera, &base, Arc::new(Assets::new(BTreeMap::new(), &BTreeSet::new())));
        let filters = FILTERS.map(|name| format!("{{{{ x | {name} }}}}"));
        let functions = FUNCTIONS.iter().filter(|name| **name != "super").map(|name| format!("{{{{ {name}() }}}}"));
        let tests = TESTS.map(|name| format!("{{{{ x is {name} }}}}"));
        let text: String = filters.into_iter().chain(functions).chain(tests).collect();
        assert!(tera.add_raw_template("a.html", &text).is_ok());
    }
}
