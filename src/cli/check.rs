//! `columnist check`

use crate::project::{Options, assemble};

use super::args::{Check, CheckFormat, Global};
use super::build::{open_site, until_the_end};
use super::environment::Environment;
use super::failure::Failure;
use super::output::{Output, plural};

pub(super) fn run(args: &Check, global: &Global, output: Output, environment: &Environment) -> Result<(), Failure> {
    let options = Options {
        now: environment.clock.or_stopped_at(global.now).now(),
        drafts: args.selection.drafts,
        future: args.selection.future,
        base: None,
    };
    let mut project = until_the_end(assemble(open_site(&global.root)?, &options));
    project.check_pages();
    project.check_pictures();
    let is_clean = project.diagnostics.is_empty();
    output.diagnostics(&global.root, &mut project, args.format, args.strict)?;
    if let Some(parts) = project.parts.as_ref().filter(|_| args.format == CheckFormat::Human) {
        let posts = plural(parts.site.posts.len(), "post");
        let routes = plural(parts.site.routes.len(), "file");
        let verdict = if is_clean { "nothing is wrong" } else { "nothing that would stop a build" };
        output.say(&format!("{posts}, {routes} checked: {verdict}"));
    }
    Ok(())
}
