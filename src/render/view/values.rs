//! Values that are made once: HTML, and what several pages share.

use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use tera::Value;

/// HTML that is printed as it is.
#[derive(Debug, Clone)]
pub struct Html(Value);

impl Html {
    /// Takes HTML that is safe to print.
    pub fn new(html: &str) -> Self {
        Self(Value::safe_string(html))
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl JsonSchema for Html {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "HTML".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "HTML, printed without escaping" })
    }
}

/// A `T` that was made a template's value once and is shared by all pages that show it.
#[derive(Debug)]
pub struct Shared<T> {
    value: Value,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Shared<T> {
    /// Makes the value.
    pub fn new(view: &T) -> Self {
        Self { value: Value::try_from_serializable(view).unwrap_or_else(|_| Value::none()), of: PhantomData }
    }
}

impl<T> Shared<T> {
    /// What templates see.
    pub(crate) fn value(&self) -> &Value {
        &self.value
    }

    /// Nothing.
    pub fn none() -> Self {
        Self { value: Value::none(), of: PhantomData }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), of: PhantomData }
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Shared<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    // By the id one type is known from another, and this is the same.
    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }
}
