//! The tags of calls: where they are, and what their arguments say.

use std::ops::Range;

use pulldown_cmark::Event;
use serde_json::{Map, Number, Value};

use crate::diagnostic::Code;

use super::events::Spanned;
use super::fragment::Argument;
use super::problem::Problem;

/// How deep lists and maps may stand in each other.
const DEEPEST: usize = 8;

/// Quotation marks of running text, which some programs write in the place of straight ones.
const CURLY: [char; 11] = ['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '‹', '›'];

/// One tag.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) name: Box<str>,
    pub(super) name_range: Range<usize>,
    pub(super) arguments: Vec<Argument>,
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `{{ <name /> }}`
    Whole,
    /// `{% <name> %}`
    Opening,
    /// `{% </name> %}`
    Closing,
}

/// The tags of a text, in order; those that begin where `is_closed` says so are text.
pub(super) fn tokens(text: &str, is_closed: impl Fn(usize) -> bool, problems: &mut Vec<Problem>) -> Vec<Token> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
        from = at + 1;
        let Some(start) = Start::at(text, at) else { continue };
        if is_escaped(text, at) || is_closed(at) {
            continue;
        }
        match token(text, at, start) {
            Ok(token) => {
                from = token.range.end;
                found.push(token);
            }
            Err(problem) => problems.push(problem),
        }
    }
    found
}

/// Whether a backslash stands before it that no other backslash takes away.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Makes text of the tags of calls that a backslash takes away: to Markdown they are HTML, which readers would not see.
pub(super) fn escaped_as_text(events: &mut [Spanned<'_>], text: &str) {
    for (event, range) in events {
        let Event::InlineHtml(tag) = event else { continue };
        let before = text.get(..range.start).unwrap_or("").trim_end_matches(' ');
        let is_of_call = before.ends_with("{{") || before.ends_with("{%");
        if is_of_call && is_escaped(before, before.len() - "{{".len()) {
            *event = Event::Text(std::mem::replace(tag, "".into()));
        }
    }
}

/// How a tag begins.
#[derive(Clone, Copy)]
struct Start {
    /// `{{`, not `{%`.
    is_whole: bool,
    is_closing: bool,
    /// Where its name begins.
    name: usize,
}

impl Start {
    fn at(text: &str, at: usize) -> Option<Self> {
        let rest = text.get(at..)?;
        let is_whole = rest.starts_with("{{");
        if !is_whole && !rest.starts_with("{%") {
            return None;
        }
        let inside = rest.get(2..)?;
        let tag = inside.trim_start();
        // `{{<name` is another generator's.
        if tag.len() == inside.len() {
            return None;
        }
        let name = tag.strip_prefix('<')?;
        let (is_closing, name) = match name.strip_prefix('/') {
            Some(name) if !is_whole => (true, name),
            _ => (false, name),
        };
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_').then_some(Self {
            is_whole,
            is_closing,
            name: text.len() - name.len(),
        })
    }
}

fn token(text: &str, at: usize, start: Start) -> Result<Token, Problem> {
    let mut reader = Reader { text, at: start.name, start: at };
    let name = reader.word(|c| c == '.');
    let name_range = start.name..reader.at;
    let mut arguments = Vec::new();
    if !start.is_closing {
        while let Some(argument) = reader.argument().map_err(|problem| reader.explained(problem, &arguments))? {
            if arguments.iter().any(|other: &Argument| other.name == argument.name) {
                return Err(reader.problem(
                    argument.range,
                    format!("the argument `{}` is there twice", argument.name),
                    "take one of them out",
                ));
            }
            arguments.push(argument);
        }
    }
    let kind = match (start.is_whole, start.is_closing) {
        (true, _) => TokenKind::Whole,
        (false, true) => TokenKind::Closing,
        (false, false) => TokenKind::Opening,
    };
    let (end_of_tag, end) = match kind {
        TokenKind::Whole => ("/>", "}}"),
        TokenKind::Opening | TokenKind::Closing => (">", "%}"),
    };
    reader.skip_blanks();
    if !reader.eat(end_of_tag) {
        let help = match kind {
            TokenKind::Whole if reader.rest().starts_with('>') => format!(
                "end it with `/> }}}}`, or write `{{% <{name}> %}}` before its body and `{{% </{name}> %}}` behind it"
            ),
            TokenKind::Opening if reader.rest().starts_with("/>") => {
                format!("a component without a body is called with `{{{{ <{name} … /> }}}}`")
            }
            _ => format!("end it with `{end_of_tag} {end}`; if it is no call, write a backslash before `{{{{`"),
        };
        return Err(reader.unfinished(&name, help));
    }
    reader.skip_blanks();
    if !reader.eat(end) {
        let help = format!("write `{end}` behind `{end_of_tag}`; if it is no call, write a backslash before `{{{{`");
        return Err(reader.unfinished(&name, help));
    }
    Ok(Token { kind, name: name.into(), name_range, arguments, range: at..reader.at })
}

/// Reads a tag from left to right.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Where the tag begins.
    start: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, sign: &str) -> bool {
        let is_there = self.rest().starts_with(sign);
        if is_there {
            self.at += sign.len();
        }
        is_there
    }

    /// Letters, digits and underscores, and what else `is_more` allows.
    fn word(&mut self, is_more: impl Fn(char) -> bool) -> String {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || is_more(c))).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or("").to_owned()
    }

    fn problem(&self, range: Range<usize>, message: String, help: impl Into<String>) -> Problem {
        // An empty place at the end of the text has no character to show.
        let range = if range.is_empty() { self.start..(self.start + 2).min(self.text.len()) } else { range };
        Problem::error(Code::ComponentSyntax, range, message, help)
    }

    fn unfinished(&self, name: &str, help: String) -> Problem {
        let line_end = self.text.get(self.start..).and_then(|rest| rest.find('\n')).map(|at| self.start + at);
        let end = self.at.min(line_end.unwrap_or(self.text.len()));
        self.problem(self.start..end, format!("the call of the component `{name}` has no proper end"), help)
    }

    /// `name="value"` or `name={value}`; `None` where none begins.
    fn argument(&mut self) -> Result<Option<Argument>, Problem> {
        self.skip_blanks();
        let start = self.at;
        let name = self.word(|_| false);
        let help = || {
            format!(
                "write `{0}=\"…\"` for text, or `{0}={{…}}` for a number, `true`, `false` or a list",
                if name.is_empty() { "name" } else { &name }
            )
        };
        if name.is_empty() {
            if self.rest().starts_with('{') {
                let message = "a text has no variables, so there is nothing to spread".to_owned();
                return Err(self.problem(start..start + 1, message, help()));
            }
            return Ok(None);
        }
        self.skip_blanks();
        if !self.eat("=") {
            let message = format!("the argument `{name}` has no value, and a text has no variables");
            return Err(self.problem(start..start + name.len(), message, help()));
        }
        self.skip_blanks();
        let value_start = self.at;
        let value = match self.rest().chars().next() {
            Some('"' | '\'' | '`') => self.string(),
            Some('{') => {
                self.at += 1;
                let value = self.literal(0);
                self.skip_blanks();
                value.filter(|_| self.eat("}"))
            }
            _ => None,
        };
        if let Some(value) = value {
            return Ok(Some(Argument { name: name.into(), value, range: start..self.at }));
        }
        let line = self.text.get(value_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        // Either the value begins with one, or with a straight one that a curly one was to close.
        let begins = if self.rest().starts_with(CURLY) { Some(self.at) } else { None };
        if let Some(at) = begins.or_else(|| self.closing_curly(value_start..value_start + line.len())) {
            return Err(self.curly(&name, at));
        }
        let end = line.find([' ', '}']).map_or(line.len(), |end| end + 1);
        let message = format!("the value of the argument `{name}` cannot be read");
        Err(self.problem(start..value_start + end.min(line.len()), message, help()))
    }

    /// A problem, or what caused it: the argument before was to end with a curly quotation mark, and did not.
    fn explained(&self, problem: Problem, before: &[Argument]) -> Problem {
        let Some(last) = before.last().filter(|last| last.value.is_string()) else { return problem };
        let written = self.text.get(last.range.clone()).unwrap_or("");
        let value = written.find('=').map_or("", |at| written.get(at + 1..).unwrap_or("").trim_start());
        let caused = self.closing_curly(last.range.end - value.len()..last.range.end);
        caused.map_or(problem, |at| self.curly(&last.name, at))
    }

    /// Where a curly quotation mark stands that seems to end a value which a straight one began.
    fn closing_curly(&self, value: Range<usize>) -> Option<usize> {
        let text = self.text.get(value.clone())?.strip_prefix(['"', '\''])?;
        let start = value.end - text.len();
        let is_end = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '/');
        let mut marks = text.match_indices(CURLY);
        marks.find_map(|(at, mark)| text.get(at + mark.len()..).is_some_and(is_end).then_some(start + at))
    }

    /// The problem of a curly quotation mark where a straight one belongs.
    fn curly(&self, name: &str, at: usize) -> Problem {
        let mark = self.text.get(at..).and_then(|rest| rest.chars().next());
        let message = format!("the value of the argument `{name}` stands in curly quotation marks");
        let help = format!("write straight ones, as a program does: `{name}=\"…\"`");
        self.problem(at..at + mark.map_or(0, char::len_utf8), message, help)
    }

    fn string(&mut self) -> Option<Value> {
        let quote = self.rest().chars().next()?;
        let mut text = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => text.push(match chars.next()?.1 {
                    'n' => '\n',
                    't' => '\t',
                    other => other,
                }),
                c if c == quote => {
                    self.at += at + 1;
                    return Some(Value::String(text));
                }
                c => text.push(c),
            }
        }
        None
    }

    fn literal(&mut self, depth: usize) -> Option<Value> {
        self.skip_blanks();
        match self.rest().chars().next()? {
            '"' | '\'' | '`' => self.string(),
            '[' if depth < DEEPEST => self.list(depth),
            '{' if depth < DEEPEST => self.map(depth),
            '-' | '0'..='9' => self.number(),
            _ => match self.word(|_| false).as_str() {
                "true" | "True" => Some(Value::Bool(true)),
                "false" | "False" => Some(Value::Bool(false)),
                "none" | "None" => Some(Value::Null),
                _ => None,
            },
        }
    }

    fn number(&mut self) -> Option<Value> {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.'))).unwrap_or(rest.len());
        let written = rest.get(..end)?;
        self.at += end;
        let whole = written.parse::<i64>().ok().map(Number::from);
        whole.or_else(|| Number::from_f64(written.parse().ok()?)).map(Value::Number)
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            if self.eat("]") {
                return Some(Value::Array(items));
            }
            items.push(self.literal(depth + 1)?);
            self.skip_blanks();
            if !self.eat(",") && !self.rest().starts_with(']') {
                return None;
            }
        }
    }

    fn map(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut items = Map::new();
        loop {
            self.skip_blanks();
            if self.eat("}") {
                return Some(Value::Object(items));
            }
            let Value::String(key) = self.string()? else { return None };
            self.skip_blanks();
            if !self.eat(":") {
                return None;
            }
            items.insert(key, self.literal(depth + 1)?);
            self.skip_blanks();
            if !self.eat(",") && !self.rest().starts_with('}') {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Token>, Vec<Problem>) {
        let mut problems = Vec::new();
        let tokens = tokens(text, |_| false, &mut problems);
        (tokens, problems)
    }

    #[test]
    fn arguments_are_literals() {
        let text = "{{ <poll question=\"Ask \\\"her\\\"?\" n={-1.5} is_open={true}\n  rows={[[\"Yes\", 61], ['No', 39],]} map={{\"a\": none}} /> }}";
        let (tokens, problems) = read(text);
        assert!(problems.is_empty(), "{problems:?}");
        let values: Vec<String> =
            tokens[0].arguments.iter().map(|argument| format!("{}={}", argument.name, argument.value)).collect();
        assert_eq!(
            values,
            [
                "question=\"Ask \\\"her\\\"?\"",
                "n=-1.5",
                "is_open=true",
                "rows=[[\"Yes\",61],[\"No\",39]]",
                "map={\"a\":null}"
            ]
        );
        assert_eq!(tokens[0].range, 0..text.len());
    }

    #[test]
    fn what_is_no_call_is_text() {
        for text in [
            "{{ page.title }}",
            "{% if x %}",
            "{{< youtube x >}}",
            "{{<b>}}",
            "{{ < 3 }}",
            "\\{{ <b> }}",
            "{ <b> }",
            "{{ </b> }}",
        ] {
            let (tokens, problems) = read(text);
            assert!(tokens.is_empty() && problems.is_empty(), "{text}");
        }
        assert_eq!(read("\\\\{{ <b /> }}").0.len(), 1);
    }

    #[test]
    fn mistakes_say_what_to_write() {
        for (text, marked, help) in [
            ("{{ <a> }}", "{{ <a", "before its body"),
            ("{% <a /> %}", "{% <a ", "without a body"),
            ("{{ <a b=\"c\" }}", "{{ <a b=\"c\" ", "end it with `/> }}`"),
            ("{{ <a b=c /> }}", "b=c ", "write `b=\"…\"`"),
            ("{{ <a b={c} /> }}", "b={c}", "write `b=\"…\"`"),
            ("{{ <a b /> }}", "b", "write `b=\"…\"`"),
            ("{{ <a {...b} /> }}", "{", "write `name=\"…\"`"),
            ("{{ <a b=\"1\" b=\"2\" /> }}", "b=\"2\"", "take one"),
            ("{{ <a b=\"1", "b=\"1", "write `b=\"…\"`"),
            ("{{ <a b=“c” /> }}", "“", "write straight ones, as a program does: `b=\"…\"`"),
            ("{{ <a b=‘c d’ /> }}", "‘", "write straight ones"),
            ("{{ <a b={[“c”]} /> }}", "“", "write straight ones"),
            ("{{ <a b={{“c”: 1}} /> }}", "“", "write straight ones"),
            ("{{ <a b=\"c” d=\"e\" /> }}", "”", "write straight ones"),
            ("{{ <a b=\"c” /> }}", "”", "write straight ones"),
            ("{{ <a", "{{ <a", "end it with"),
        ] {
            let (_, problems) = read(text);
            let [problem, ..] = problems.as_slice() else { panic!("{text}") };
            assert_eq!(text.get(problem.range.clone()), Some(marked), "{text}");
            assert!(problem.help.contains(help), "{text}: {}", problem.help);
        }
    }
}
