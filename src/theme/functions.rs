//! What templates can call besides Tera's own functions and filters.

use std::sync::Arc;

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult};

use crate::address::{Base, Route};
use crate::config::fill;
use crate::diagnostic::nearest;

use super::assets::Assets;

/// Registers `asset`, `url` and `fill`.
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
    tera.register_filter("fill", |label: StringInput<'_>, kwargs: Kwargs, _: &State| -> String {
        let values: Vec<(&str, String)> =
            kwargs.iter().map(|(key, value)| (key.as_str().unwrap_or(""), value.to_string())).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        fill(label.as_str(), &values)
    });
}
