//! `columnist schema`

use schemars::schema_for;

use crate::config::RawConfig;
use crate::document::{RawAuthor, RawComments, RawPage, RawPost};

use super::args::{Schema, SchemaOf};
use super::output::result;

#[expect(clippy::expect_used, reason = "a schema is JSON already")]
pub(super) fn run(args: &Schema) {
    let schema = match args.of {
        SchemaOf::Site => schema_for!(RawConfig),
        SchemaOf::Post => schema_for!(RawPost),
        SchemaOf::Page => schema_for!(RawPage),
        SchemaOf::Author => schema_for!(RawAuthor),
        SchemaOf::Comments => schema_for!(RawComments),
    };
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON already");
    result(&format!("{text}\n"));
}
