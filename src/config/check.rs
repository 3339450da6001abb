//! What is wrong with the settings, each with its place in site.toml.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Span, list_of};
use crate::fields::{self, Problem, Step, subject};

use super::raw::RawConfig;

/// Collects what is wrong while the settings are checked.
pub(super) struct Check<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) table: &'a DeTable<'a>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The places of values that something is wrong with.
    ranges: HashSet<Range<usize>>,
}

impl<'a> Check<'a> {
    pub(super) fn new(file: &'a Arc<str>, table: &'a DeTable<'a>) -> Self {
        Self { file, table, diagnostics: Vec::new(), ranges: HashSet::new() }
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.ranges.insert(diagnostic.span.range.clone());
        self.diagnostics.push(diagnostic);
    }

    /// Reports what does not fit the types of the settings.
    pub(super) fn problem(&mut self, problem: Problem) {
        let diagnostic = match problem {
            Problem::Unknown { path, near, known } => Diagnostic::error(
                Code::ConfigKey,
                Span::new(self.file, self.place(&path).0),
                format!("{} is no setting of columnist", subject(&path)),
                match near {
                    _ if path.len() > 1 && is_setting(path.last()) => {
                        "this setting belongs above the first heading in brackets of site.toml".to_owned()
                    }
                    Some(near) => format!("did you mean `{near}`? Settings of your own belong under `[extra]`"),
                    None => format!(
                        "take it out, or put it under `[extra]`; known here: {}",
                        list_of(known.iter().map(String::as_str))
                    ),
                },
            ),
            Problem::Invalid { path, reason } => Diagnostic::error(
                Code::ConfigValue,
                Span::new(self.file, self.place(&path).1),
                format!("{} {reason}", subject(&path)),
                self.remedy(&path),
            ),
        };
        self.push(diagnostic);
    }

    /// Reports a value that makes no sense; `key` is the whole name of the setting.
    pub(super) fn wrong(&mut self, key: &str, message: String, help: impl Into<String>) {
        let path: Vec<Step> = key.split('.').map(|key| Step::Key(key.to_owned())).collect();
        let range = self.place(&path).1;
        self.wrong_at(range, message, help);
    }

    /// A value that is reported already as one of the wrong type is not missing as well.
    pub(super) fn wrong_at(&mut self, range: Range<usize>, message: String, help: impl Into<String>) {
        if !range.is_empty() && self.ranges.contains(&range) {
            return;
        }
        self.push(Diagnostic::error(Code::ConfigValue, Span::new(self.file, range), message, help));
    }

    /// Where an item of a list stands, or a key of it.
    pub(super) fn item(&self, list: &str, index: usize, key: Option<&str>) -> Range<usize> {
        let key = key.map(|key| Step::Key(key.to_owned()));
        let path: Vec<Step> = [Step::Key(list.to_owned()), Step::Index(index)].into_iter().chain(key).collect();
        self.place(&path).1
    }

    /// Where a key and its value stand.
    pub(super) fn place(&self, path: &[Step]) -> (Range<usize>, Range<usize>) {
        find(self.table, path).map_or((0..0, 0..0), |(key, value, _)| (key, value))
    }

    fn remedy(&self, path: &[Step]) -> String {
        let names: Vec<&str> =
            path.iter().filter_map(|step| if let Step::Key(key) = step { Some(&**key) } else { None }).collect();
        let name = names.join(".");
        // These are lists of tables, and TOML writes a list of them with two brackets.
        let is_table = || matches!(find(self.table, path).map(|(_, _, value)| value), Some(DeValue::Table(_)));
        if path.len() == names.len() && matches!(name.as_str(), "nav" | "look.fonts") && is_table() {
            return format!("write `[[{name}]]` with two brackets, once above each of them");
        }
        "correct the value, or take the setting out".to_owned()
    }
}

/// Where a key and its value stand, and the value.
fn find<'a>(table: &'a DeTable<'a>, path: &[Step]) -> Option<(Range<usize>, Range<usize>, &'a DeValue<'a>)> {
    let (Step::Key(first), rest) = path.split_first()? else { return None };
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == first)?;
    let mut place = (key.span(), value.span());
    let mut here = value;
    for step in rest {
        let next = match (step, here.get_ref()) {
            (Step::Key(key), DeValue::Table(table)) => {
                table.iter().find(|(own, _)| own.get_ref() == key).map(|(own, value)| (own.span(), value))
            }
            (Step::Index(index), DeValue::Array(list)) => list.get(*index).map(|value| (value.span(), value)),
            _ => None,
        };
        let Some((key, value)) = next else { break };
        place = (key, value.span());
        here = value;
    }
    Some((place.0, place.1, here.get_ref()))
}

/// Whether a key is one of the settings at the top of site.toml.
fn is_setting(step: Option<&Step>) -> bool {
    matches!(step, Some(Step::Key(key)) if fields::keys_of::<RawConfig>().contains(key))
}
