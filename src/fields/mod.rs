//! Typed reading of YAML and TOML that goes on after a mistake.
//!
//! serde stops at the first error; an author wants all of them. [`read()`] deserialises a mapping into a struct whose
//! fields all have defaults, takes out what does not fit, and tries again, so that each wrong value and each unknown
//! key is one [`Problem`]. It knows neither files nor places: a problem has the path of keys that leads to it.

mod read;
mod types;

pub use read::{KeyPath, Problem, Step, keys_of, read, read_yaml, subject};
pub use types::{AnyValue, Pairs, TagList, Text, TextList};
