//! What an author did wrong where a text is no YAML.
//!
//! The parser says where it gave up, in its own words. That is often a line after the mistake, so its message is read
//! for what it was doing, and the line is looked at for what was probably meant.

use std::ops::Range;

/// A mistake of syntax: the bytes of the YAML that are meant, why, and what to write instead.
#[derive(Debug)]
pub(super) struct Explained {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// The longest value that is shown again with its quotes.
const LONGEST: usize = 80;

/// Explains an error of the parser.
pub(super) fn explain(yaml: &str, error: &serde_yaml::Error) -> Explained {
    let message = error.to_string();
    let (problem, context) = message.split_once(", while ").unwrap_or((&message, ""));
    let at = error.location().map_or(0, |place| offset(yaml, place.line(), place.column()));
    // Where the parser began what it could not end; it does not say so where that is the very beginning.
    let began = place_in(yaml, context).unwrap_or(at);
    let found = yaml.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\n');
    if problem.contains("repetition limit") {
        bomb(yaml)
    } else if problem.contains("recursion limit") {
        deep(yaml, at)
    } else if problem.contains("duplicate entry") {
        second_key(yaml, at, problem)
    } else if problem.contains("mapping values are not allowed") {
        stray_colon(yaml, at)
    } else if problem.contains("tab character") || (problem.contains("cannot start any token") && found == '\t') {
        explained(at..at + 1, "a tab cannot indent a line here", "indent with spaces")
    } else if problem.contains("cannot start any token") {
        special(yaml, at)
    } else if ["scanning an alias", "scanning an anchor"].iter().any(|doing| context.starts_with(doing)) {
        special(yaml, began)
    } else if problem.contains("unknown anchor") {
        special(yaml, at)
    } else if problem.contains("unknown escape") {
        let help = "write it twice (`\\\\`), or put the value in single quotes";
        explained(to_line_end(yaml, at), "a backslash in double quotes has a meaning of its own", help)
    } else if context.starts_with("scanning a quoted scalar") {
        let help = "close it at the end of the value, or take it out";
        explained(to_line_end(yaml, began), "the quotation mark that opens here is never closed", help)
    } else if context.starts_with("parsing a flow sequence") {
        let message = "this list is not closed with `]`, or a comma is missing in it";
        explained(to_line_end(yaml, began), message, "write it as `[one, two]`")
    } else if context.starts_with("parsing a flow mapping") {
        let message = "these braces are not closed with `}`, or a comma is missing in them";
        explained(to_line_end(yaml, began), message, "write them as `{from: Cornered, location: Austin}`")
    } else if context.starts_with("scanning a simple key") {
        let help = "write it as `key: value`; if it goes on from the line above, indent it";
        explained(line_at(yaml, began), "this line has no colon, so it gives nothing a value", help)
    } else if problem.contains("block sequence entries are not allowed") {
        let help = "write `[one, two]`, or begin each item on a line of its own below the key";
        explained(to_line_end(yaml, at), "a list with hyphens cannot begin here", help)
    } else if problem.contains("did not find expected key") || problem.contains("did not find expected '-'") {
        misplaced(yaml, at)
    } else {
        let reason = problem.split(" at line ").next().unwrap_or(problem);
        let help = "write one `key: value` a line, and put values with special characters in double quotes";
        explained(to_line_end(yaml, at), format!("this is not valid YAML: {reason}"), help)
    }
}

fn explained(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Explained {
    Explained { range, message: message.into(), help: help.into() }
}

/// Values that are repeated by their names until they are more than anybody meant.
fn bomb(yaml: &str) -> Explained {
    let is_start = |at: &usize| yaml.get(..*at).is_none_or(|before| before.ends_with([' ', '[', ',', '\n']));
    let at = yaml.match_indices('*').map(|(at, _)| at).find(is_start).unwrap_or(0);
    let help = "write each value where it belongs, without `&name` and `*name`";
    explained(to_line_end(yaml, at), "the values that `*name` repeats here come to far too many", help)
}

/// Values inside values, deeper than anything is read.
pub(super) fn deep(yaml: &str, at: usize) -> Explained {
    let help = "write the values one beside the other; a text with many brackets goes into double quotes";
    explained(to_line_end(yaml, at), "values are nested too deeply here, more than 128 in one another", help)
}

/// A key that stands twice; the parser gives the place of the mapping, so the second one is looked for.
fn second_key(yaml: &str, at: usize, problem: &str) -> Explained {
    let key = problem.split('"').nth(1).unwrap_or("");
    let column = at - line_start(yaml, at);
    let mut here = line_start(yaml, at);
    let mut seen = 0;
    let mut range = line_at(yaml, at);
    for line in yaml.get(here..).unwrap_or("").split_inclusive('\n') {
        let (indent, rest) = line.split_at_checked(column).unwrap_or((line, ""));
        let is_further = seen > 0 && !indent.trim().is_empty();
        if is_further {
            break;
        }
        let own =
            rest.trim_start_matches(['"', '\'']).strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'']));
        if !key.is_empty() && own.is_some_and(|rest| rest.trim_start().starts_with(':')) {
            seen += 1;
            range = here + column..here + line.trim_end().len();
        }
        if seen == 2 {
            break;
        }
        here += line.len();
    }
    let message = if key.is_empty() {
        "a key stands here twice".to_owned()
    } else {
        format!("the key `{key}` stands here twice")
    };
    explained(range, message, "keep one of the two and take the other out")
}

/// A colon where none can be: in a value, or after a key that is indented below a value.
fn stray_colon(yaml: &str, at: usize) -> Explained {
    match key_and_value(yaml, line_at(yaml, at)) {
        Some((key, value)) if value.start < at => {
            let written = yaml.get(value.clone()).unwrap_or("");
            let message = format!("the value of `{key}` has a colon in it, so it needs quotation marks");
            explained(value, message, remedy(key, written))
        }
        _ => {
            let help =
                "begin the keys that belong together in the same column; put a value with a colon in double quotes";
            explained(line_at(yaml, at), "this line is indented, but the one above it has a value already", help)
        }
    }
}

/// A value that begins with a character that means something.
fn special(yaml: &str, at: usize) -> Explained {
    let character = yaml.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    let message = format!(
        "a value cannot begin with {}",
        if character == '`' { "`` ` ``".to_owned() } else { format!("`{character}`") }
    );
    let help = match key_and_value(yaml, line_at(yaml, at)) {
        Some((key, value)) if value.start <= at => remedy(key, yaml.get(value).unwrap_or("")),
        _ => "put it in double quotes".to_owned(),
    };
    explained(to_line_end(yaml, at), message, help)
}

/// Text after a closing quotation mark, or a line in a column of its own.
fn misplaced(yaml: &str, at: usize) -> Explained {
    let line = line_at(yaml, at);
    let before = yaml.get(line.start..at).unwrap_or("").trim_end();
    match key_and_value(yaml, line.clone()) {
        Some((key, value)) if value.start < at && before.ends_with(['"', '\'']) => {
            let written = yaml.get(value.clone()).unwrap_or("");
            let inside = ['"', '\''].iter().find_map(|mark| written.strip_prefix(*mark)?.strip_suffix(*mark));
            let help = remedy(key, inside.filter(|inside| !inside.is_empty()).unwrap_or(written));
            explained(value, format!("the value of `{key}` goes on after its closing quotation mark"), help)
        }
        _ => {
            let help = "begin the keys that belong together in the same column";
            explained(line, "this line is indented differently from the lines that it belongs to", help)
        }
    }
}

/// The key of a line and where its value stands, which is not empty.
fn key_and_value(yaml: &str, line: Range<usize>) -> Option<(&str, Range<usize>)> {
    let text = yaml.get(line.clone())?;
    let item = text.trim_start_matches(['-', ' ']);
    let (key, value) = item.split_once(':').filter(|(_, value)| value.starts_with(' '))?;
    let value = value.trim_start();
    let start = line.end - value.len();
    (!value.is_empty()).then_some((key.trim(), start..line.end))
}

/// A line as it would be right: the value in the quotation marks that it does not have itself.
fn remedy(key: &str, value: &str) -> String {
    if value.len() > LONGEST {
        return format!("put all of it in double quotes: `{key}: \"…\"`");
    }
    if !value.contains(['"', '\\']) {
        format!("write `{key}: \"{value}\"`")
    } else if value.contains('\'') {
        format!("write `{key}: \"{}\"`", value.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        format!("write `{key}: '{value}'`")
    }
}

fn line_start(yaml: &str, at: usize) -> usize {
    yaml.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// The line around a place, without the white space at both ends.
fn line_at(yaml: &str, at: usize) -> Range<usize> {
    let start = line_start(yaml, at);
    let line = yaml.get(start..).unwrap_or("").lines().next().unwrap_or("");
    let lead = line.len() - line.trim_start().len();
    start + lead..start + line.trim_end().len().max(lead)
}

/// From a place to the end of its line.
fn to_line_end(yaml: &str, at: usize) -> Range<usize> {
    at..line_at(yaml, at).end.max(at)
}

/// The place that a message names with `at line 3 column 7`.
fn place_in(yaml: &str, message: &str) -> Option<usize> {
    let (_, place) = message.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some(offset(yaml, line.parse().ok()?, column.parse().ok()?))
}

/// The byte at a line and column, both from 1, the column in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// How many brackets may be open at once. The parser takes 128 levels, but looks at every open bracket for each word
/// until it gives up, so that a hundred thousand would cost it a minute.
const MOST_OPEN: usize = 5_000;

/// Where more brackets are open than any value needs, whatever they stand in.
pub(super) fn too_many_open(yaml: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, byte) in yaml.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MOST_OPEN {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marked text, the reason and the remedy.
    fn found(yaml: &str) -> (&str, String, String) {
        let error = serde_yaml::from_str::<serde_yaml::Value>(yaml).expect_err("no YAML");
        let Explained { range, message, help } = explain(yaml, &error);
        (&yaml[range], message, help)
    }

    /// Each list holds the one before it nine times.
    fn bomb_of(lists: usize) -> String {
        let lists =
            (1..=lists).map(|list| format!("a{list}: &a{list} [{}]\n", vec![format!("*a{}", list - 1); 9].join(",")));
        format!("a0: &a0 [x,x,x]\n{}", lists.collect::<String>())
    }

    #[test]
    fn brackets_that_nobody_closes_are_found_before_the_parser_is() {
        assert_eq!(too_many_open(&"[".repeat(100_000)), Some(MOST_OPEN));
        assert_eq!(too_many_open(&"[x](y) :-[ ".repeat(4_000)), None);
    }

    #[test]
    fn the_mistake_is_marked_and_the_line_is_written_right() {
        for (yaml, mark, reason, remedy) in [
            ("a: b\ntitle: Yes: but how?\n", "Yes: but how?", "a colon", "`title: \"Yes: but how?\"`"),
            ("- id: a\n  body: Say \"no\": now\n", "Say \"no\": now", "a colon", "`body: 'Say \"no\": now'`"),
            ("title: A\n  tags: [b]\n", "tags: [b]", "indented", "same column"),
            ("letter:\n\tfrom: A\n", "\t", "a tab", "spaces"),
            ("a: @b c\n", "@b c", "begin with `@`", "`a: \"@b c\"`"),
            ("a: *b* c\n", "*b* c", "begin with `*`", "`a: \"*b* c\"`"),
            ("a: *b\n", "*b", "begin with `*`", "`a: \"*b\"`"),
            ("a: 'Don't do it'\nb: c\n", "'Don't do it'", "closing", "`a: \"Don't do it\"`"),
            ("a: \"B\" is c\n", "\"B\" is c", "closing", "`a: '\"B\" is c'`"),
            ("a: \"b\nc: d\n", "\"b", "never closed", "close it"),
            ("x: y\na: [b, c\nd: e\n", "[b, c", "not closed", "[one, two]"),
            ("x: y\na: {b: c\nd: e\n", "{b: c", "not closed", "{from"),
            ("a: b\ntags\nc: d\n", "tags", "no colon", "`key: value`"),
            ("a: - b\n", "- b", "cannot begin here", "[one, two]"),
            ("a:\n    b: c\n  d: e\n", "d: e", "indented differently", "same column"),
            ("a: \"C:\\docs\"\n", "\\docs\"", "backslash", "twice"),
            ("a: b\nc: d\na: e\n", "a: e", "`a` stands here twice", "keep one"),
            ("- id: a\n  id: b\n- id: c\n", "id: b", "`id` stands here twice", "keep one"),
            (&bomb_of(9), "*a0,*a0,*a0,*a0,*a0,*a0,*a0,*a0,*a0]", "far too many", "without `&name`"),
        ] {
            let (marked, message, help) = found(yaml);
            assert_eq!(marked, mark, "{yaml}: {message}");
            assert!(message.contains(reason) && help.contains(remedy), "{yaml}: {message}; {help}");
        }
    }

    #[test]
    fn nothing_that_is_no_yaml_is_a_panic() {
        for yaml in [
            "\t",
            "'",
            "{",
            "[é",
            "a: b: c: d",
            "é: 'ü' ö",
            "- - : :\n -",
            "a: {b: 1, b: 2}",
            "%",
            "a: |\n\t",
            "&",
            "*",
        ] {
            if let Err(error) = serde_yaml::from_str::<serde_yaml::Value>(yaml) {
                let range = explain(yaml, &error).range;
                assert!(range.start <= range.end && yaml.len() + 1 >= range.end, "{yaml}: {range:?}");
            }
        }
    }
}
