//! `columnist init`

use std::path::Path;

use super::args::{Global, Init};
use super::environment::Environment;
use super::failure::Failure;
use super::new_file::write_new;
use super::output::Output;

/// The files of a new site; `{date}` in a name or a text becomes the day.
const FILES: &[(&str, &str)] = &[
    ("site.toml", include_str!("starter/site.toml")),
    ("content/about.md", include_str!("starter/about.md")),
    ("content/authors/leslie.md", include_str!("starter/leslie.md")),
    ("content/authors/thom.md", include_str!("starter/thom.md")),
    ("content/posts/{date}-the-name-that-will-not-come.md", include_str!("starter/column.md")),
    ("content/posts/{date}-how-this-site-works.md", include_str!("starter/note.md")),
    (".gitignore", "/public\n"),
];

pub(super) fn run(args: &Init, global: &Global, output: Output, environment: &Environment) -> Result<(), Failure> {
    let folder = args.folder.as_deref().unwrap_or(&global.root);
    let shown = folder.display();
    if folder.join("site.toml").exists() {
        let help = "choose a new folder: `columnist init my-column`";
        return Err(Failure::usage(format!("there is a site in {shown} already, and it is never overwritten"), help));
    }
    let now = environment.clock.or_stopped_at(global.now).now();
    let day = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date().to_string();
    for (name, text) in FILES {
        let name = name.replace("{date}", &day);
        let path = folder.join(&name);
        if write_new(&path, &text.replace("{date}", &day))? {
            output.detail(&format!("wrote {name}"));
        } else {
            output.say(&format!("left {name} as it is"));
        }
    }
    let go = if folder == Path::new(".") { String::new() } else { format!("cd {shown} && ") };
    output.say(&format!("made a site in {shown}; look at it with\n\n    {go}columnist serve --watch --drafts\n"));
    Ok(())
}
