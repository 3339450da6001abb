//! What machines are told of a page: JSON-LD in the vocabulary of schema.org.
//!
//! A column is a `BlogPosting` about a question and its answers. It is no `QAPage` and no `FAQPage`: by Google's rules
//! (Search Central, structured data for Q&A) those are pages on which anybody can answer, or on which there is one
//! answer. Comments are a flat list in which each names its parent, so that no depth of a thread can matter.
//!
//! It says everything once: what is on the page has an id relative to it (JSON-LD 1.1, section 3.2), and an author who
//! was described is only named by id from then on.

mod pages;
mod posting;
mod vocabulary;

pub(super) use pages::JsonLd;
