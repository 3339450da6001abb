//! columnist.
pub mod address;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod escape;
pub mod fields;
pub mod highlight;
pub mod markdown;
pub mod render;
pub mod site;
pub mod source;
pub mod theme;
