//! Words of Tera 1, Zola and Jinja that Tera 2 or columnist does not know, and what is written here in their place.

/// What to write in the place of macros.
const COMPONENT: &str = "write a component in the place of a macro, `{% component name(argument) %} … {% endcomponent name %}`, and call it \
                         in any template with `{{ <name argument={value} /> }}`";

/// What to write in the place of a tag that there is not.
pub(super) fn tag(word: &str) -> Option<&'static str> {
    Some(match word {
        "macro" | "endmacro" | "call" => COMPONENT,
        "import" | "from" => {
            "take it out: a component is known in all templates; call it with `{{ <name argument={value} /> }}`"
        }
        "let" | "with" | "assign" => "write `{% set name = value %}`",
        "autoescape" | "endautoescape" => {
            "take it out: what is printed is escaped; a value that is HTML is printed with `{{ value | safe }}`"
        }
        "foreach" => "write `{% for item in list %}` and `{% endfor %}`",
        "elsif" | "elseif" => "write `elif`",
        "unless" => "write `{% if not … %}` and `{% endif %}`",
        _ => return None,
    })
}

/// What to write in the place of a function that there is not.
pub(super) fn function(name: &str) -> Option<&'static str> {
    Some(match name {
        "get_url" => "write `url(path=\"/about/\")` for a page, and `asset(path=\"style.css\")` for a file of `static`",
        "now" => {
            "take it out: a page is made once and read for years; `post.card.date.year` and `post.card.date.text` are its own"
        }
        "get_page" | "get_section" => {
            "take it out: a template sees the posts of its page, such as `posts` in index.html; docs/themes.md lists them"
        }
        "get_taxonomy" | "get_taxonomy_url" | "get_taxonomy_term" => {
            "take it out: each tag of `post.card.tags` has `tag.href`, and `site.paths.tags` leads to all of them"
        }
        "load_data" | "get_env" | "get_file_hash" | "get_hash" => {
            "take it out: templates read no files; write the value under `[extra]` in site.toml, which is `site.extra`"
        }
        "resize_image" | "get_image_metadata" => {
            "take it out: pictures of posts come in several sizes; `{{ <picture image={post.card.image} /> }}` shows one"
        }
        "trans" => "write `labels.…`: the words of the theme are `[labels]` in site.toml",
        "get_random" => "take it out: the same site gives the same pages",
        _ => return None,
    })
}

/// What to write in the place of a filter that there is not.
pub(super) fn filter(name: &str) -> Option<&'static str> {
    Some(match name {
        "date" => {
            "take it out: a date has `.text` for readers and `.iso` for machines; `date_format` in site.toml says how it looks"
        }
        "markdown" => "take it out: texts come as HTML, such as `section.html`",
        "slugify" | "urlencode" | "urlencode_strict" => "take it out: `href` and `anchor` are ready to be used",
        "as_str" | "string" => "write `str`",
        "linebreaksbr" => "write `newlines_to_br`",
        "concat" => "write `[...first, ...second]`, or print one after the other",
        "slice" => "write `posts[1:3]`",
        "filter" | "map" | "select" | "selectattr" => "write `{% for item in list %}{% if … %}` in its place",
        "date_format" => "write `date_format` in site.toml; a date has `.text`",
        _ => return None,
    })
}

/// The first arguments of filters, functions and tests.
const FIRST: [(&str, &str); 20] = [
    ("asset", "path=\"style.css\""),
    ("containing", "pat=\"…\""),
    ("default", "value=\"…\""),
    ("divisible_by", "divisor=2"),
    ("ending_with", "pat=\"…\""),
    ("get", "key=\"…\""),
    ("group_by", "attribute=\"…\""),
    ("indent", "width=4"),
    ("join", "sep=\", \""),
    ("nth", "n=0"),
    ("range", "end=3"),
    ("replace", "from=\"…\", to=\"…\""),
    ("round", "precision=1"),
    ("sort", "attribute=\"…\""),
    ("split", "pat=\",\""),
    ("starting_with", "pat=\"…\""),
    ("throw", "message=\"…\""),
    ("trim", "pat=\"…\""),
    ("truncate", "length=80"),
    ("url", "path=\"/about/\""),
];

/// The message and the remedy for an argument without its name, where a template cannot be read for that: `before` is the
/// text up to the place, `expected` what Tera asks for there.
pub(super) fn positional(before: &str, expected: &str) -> Option<(String, String)> {
    let at = before.rfind(['(', '}', '{', '%'])?;
    let (call, arguments) = before.split_at_checked(at)?;
    let arguments = arguments.strip_prefix('(')?;
    let expected = expected.trim_end_matches('.');
    let last = arguments.rsplit(',').next().unwrap_or("").trim();
    // Behind the first word of an argument Tera asks for `=`; in its place it asks for a name.
    let is_one =
        if expected.ends_with("identifier") { last.is_empty() } else { expected.ends_with('=') && !last.is_empty() };
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let name = call.rsplit(|c| !is_name(c)).next().filter(|name| !name.is_empty() && is_one)?;
    if let Some(help) = function(name).or_else(|| filter(name)) {
        return Some((format!("there is no `{name}`"), help.to_owned()));
    }
    let example = FIRST.iter().find(|(own, _)| *own == name).map_or("name=value", |(_, example)| example);
    Some((format!("the arguments of `{name}` have names"), format!("write `{name}({example})`")))
}

/// The message and the remedy for what cannot be read, where a macro is called there: `self::name()`.
pub(super) fn macro_call(behind: &str) -> Option<(String, String)> {
    behind.starts_with("::").then(|| ("macros are not known here".to_owned(), COMPONENT.to_owned()))
}
