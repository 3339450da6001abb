//! A source tree → [`Theme`].

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use tera::{ComponentInfo, Context, Tera, Value};

use crate::address::Base;
use crate::config::{Config, Look};
use crate::diagnostic::{Code, Diagnostic, Span, list_of, nearest};
use crate::source::{Source, SourceTree};

use super::assets::Assets;
use super::built_in::DEFAULT;
use super::calls::{self, Circle};
use super::declarations;
use super::errors;
use super::functions;
use super::look;
use super::one_card;

/// The templates and assets of a site.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// Whether what the component `card` makes of a post is the same in all lists.
    has_one_card: bool,
    assets: Arc<Assets>,
    /// The folders of the templates, the first of which wins.
    folders: Vec<String>,
    /// A component that calls itself.
    circle: Option<Circle>,
}

/// The bytes of stack that a thread needs which makes pages: templates are made inside of each other by recursion.
pub const STACK: usize = 32 << 20;

impl Theme {
    /// Makes a page of a template; `page` is its address, for messages.
    pub fn render(&self, template: &str, page: &str, context: &Context, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
        functions::begin();
        let mut page_bytes = Bounded { out, left: LONGEST_PAGE };
        let result = self.tera.render_to(template, context, &mut page_bytes);
        if page_bytes.left == 0 {
            return Err(errors::too_long(&self.path_of(template), page, LONGEST_PAGE));
        }
        result.map_err(|error| errors::failed(&error, &self.path_of(template), page, self.circle.as_ref()))
    }

    /// Makes what a component makes of its arguments and its body, which is HTML. The error is why it failed.
    pub fn render_component(
        &self,
        name: &str,
        arguments: &Context,
        implicits: &Context,
        body: Option<&str>,
    ) -> Result<String, String> {
        self.made_by(name, arguments, implicits, body).map_err(|error| match error {
            Some(error) => errors::reason(&error, self.circle.as_ref()),
            None => format!("what it makes is larger than {} MiB", LONGEST_PAGE >> 20),
        })
    }

    /// What a component makes. There is no error where it makes more than a page may be.
    fn made_by(
        &self,
        name: &str,
        arguments: &Context,
        implicits: &Context,
        body: Option<&str>,
    ) -> Result<String, Option<tera::Error>> {
        functions::begin();
        let mut made = Vec::new();
        let mut out = Bounded { out: &mut made, left: LONGEST_PAGE };
        let result = self.tera.render_component_with_implicits_to(name, arguments, implicits, body, true, &mut out);
        if out.left == 0 {
            return Err(None);
        }
        result.and_then(|()| Ok(String::from_utf8(made)?)).map_err(Some)
    }

    /// The path of the file that is used as a template.
    fn path_of(&self, template: &str) -> String {
        let paths = self.folders.iter().map(|folder| format!("{folder}/{template}"));
        paths.into_iter().find(|path| self.tera.contains_template(path)).unwrap_or_else(|| template.to_owned())
    }

    /// What the component `card` makes of a post at `page`, in a theme that declares it `once`.
    pub fn card(&self, post: &Value, page: &str, implicits: &Context) -> Option<Result<String, Diagnostic>> {
        if !self.has_one_card {
            return None;
        }
        let mut arguments = Context::new();
        arguments.insert_value("post", post.clone());
        let made = self.made_by(one_card::NAME, &arguments, implicits, None);
        let page = page.trim_start_matches('/');
        Some(made.map_err(|error| match error {
            Some(error) => errors::failed(&error, "templates", page, self.circle.as_ref()),
            None => errors::too_long("templates", page, LONGEST_PAGE),
        }))
    }

    /// The folders of the templates, the first of which wins.
    pub fn template_folders(&self) -> &[String] {
        &self.folders
    }

    /// How a component is declared.
    pub fn component(&self, name: &str) -> Option<ComponentInfo> {
        self.tera.get_component_definition(name)
    }

    /// The names of all components, in order.
    pub fn component_names(&self) -> BTreeSet<&str> {
        self.tera.get_component_names().collect()
    }

    /// Whether there is a template of this name in any layer.
    pub fn has_template(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// The names of the theme's files, as paths below the site's base.
    pub fn file_names(&self) -> impl Iterator<Item = &str> {
        self.assets.files().keys().map(String::as_str)
    }

    /// A file of the theme.
    pub fn file(&self, name: &str) -> Option<&Source> {
        self.assets.files().get(name).map(AsRef::as_ref)
    }

    /// The sheet that `[look]` of site.toml comes to, as templates call it.
    pub fn look_sheet(&self) -> Option<&'static str> {
        self.assets.names().contains_key(look::SHEET).then_some(look::SHEET)
    }

    /// The names of the site's and the theme's files as templates call them, and as they are published.
    pub fn asset_names(&self) -> &BTreeMap<String, String> {
        self.assets.names()
    }
}

/// The longest page that a template may make, in bytes.
pub const LONGEST_PAGE: usize = 64 << 20;

/// A page while it is written, with an end: a template can loop for as good as ever.
struct Bounded<'o> {
    out: &'o mut Vec<u8>,
    /// How much more it takes; 0 after it had to refuse something.
    left: usize,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() >= self.left {
            self.left = 0;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.left -= bytes.len();
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Loads themes, and keeps the last one for as long as its files and its settings stay the very same.
#[derive(Debug, Default)]
pub struct Themes(Option<(MadeOf, Arc<Theme>)>);

/// What a theme is made of.
#[derive(Debug)]
struct MadeOf {
    base: Base,
    name: String,
    look: Look,
    sources: Vec<Arc<Source>>,
    /// The site's own files that templates may link to.
    own_files: BTreeSet<String>,
}

impl MadeOf {
    fn is_same(&self, other: &Self) -> bool {
        (&self.base, &self.name, &self.look) == (&other.base, &other.name, &other.look)
            && self.own_files == other.own_files
            && self.sources.len() == other.sources.len()
            && self.sources.iter().zip(&other.sources).all(|(own, other)| Arc::ptr_eq(own, other))
    }
}

impl Themes {
    /// Loads the theme that the settings name, below the site's own templates.
    pub fn load(&mut self, tree: &SourceTree, config: &Config) -> Result<Arc<Theme>, Vec<Diagnostic>> {
        let own_files = tree.below("static").filter_map(|source| source.path.as_str().strip_prefix("static/"));
        let made_of = MadeOf {
            base: config.base.clone(),
            name: config.theme.clone(),
            look: config.look.clone(),
            sources: ["templates", "themes"].iter().flat_map(|folder| tree.below(folder)).cloned().collect(),
            own_files: own_files.map(str::to_owned).collect(),
        };
        if let Some((_, theme)) = self.0.as_ref().filter(|(before, _)| before.is_same(&made_of)) {
            return Ok(Arc::clone(theme));
        }
        self.0 = None;
        let theme = Arc::new(load(tree, config, &made_of.own_files)?);
        self.0 = Some((made_of, Arc::clone(&theme)));
        Ok(theme)
    }
}

fn load(tree: &SourceTree, config: &Config, own_files: &BTreeSet<String>) -> Result<Theme, Vec<Diagnostic>> {
    if let Some(problem) = wrong_name(tree, config) {
        return Err(vec![problem]);
    }
    let mut folders = vec![format!("themes/{}", config.theme)];
    if config.theme != DEFAULT {
        folders.push(format!("themes/{DEFAULT}"));
    }
    let own = folders.first().map_or("", String::as_str);
    if tree.below(own).next().is_none() {
        return Err(vec![missing(tree, config)]);
    }
    let mut files = BTreeMap::new();
    for folder in folders.iter().rev() {
        let prefix = format!("{folder}/static/");
        for source in tree.below(folder) {
            if let Some(name) = source.path.as_str().strip_prefix(&prefix) {
                files.insert(name.to_owned(), Arc::clone(source));
            }
        }
    }
    if let Some(sheet) = look::sheet(config) {
        files.insert(look::SHEET.to_owned(), Arc::new(Source::in_memory(look::SHEET, sheet.into_bytes())));
    }
    let assets = Arc::new(Assets::new(files, own_files));
    let missing = look::missing_files(config, &assets);
    if !missing.is_empty() {
        return Err(missing);
    }
    let template_folders: Vec<String> = std::iter::once("templates".to_owned())
        .chain(folders.iter().map(|folder| format!("{folder}/templates")))
        .collect();
    let (tera, circle) = templates(tree, &template_folders, config, &assets)?;
    let has_one_card = one_card::is_declared(&tera, tree, &template_folders).map_err(|problem| vec![problem])?;
    Ok(Theme { tera, has_one_card, assets, folders: template_folders, circle })
}

fn templates(
    tree: &SourceTree,
    folders: &[String],
    config: &Config,
    assets: &Arc<Assets>,
) -> Result<(Tera, Option<Circle>), Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let mut texts: Vec<(&str, String)> = Vec::new();
    for source in folders.iter().flat_map(|folder| tree.below(folder)) {
        match source.text() {
            Ok(text) => texts.push((source.path.as_str(), text)),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    if let Some(problem) = calls::deep_includes(&texts, folders) {
        diagnostics.push(problem);
        return Err(diagnostics);
    }
    let empty = || -> Result<Tera, tera::Error> {
        let mut tera = Tera::new();
        tera.autoescape_on([""]);
        tera.set_fallback_prefixes(folders.iter().map(|folder| format!("{folder}/")))?;
        functions::register(&mut tera, &config.base, Arc::clone(assets));
        Ok(tera)
    };
    let names: Vec<&str> = texts
        .iter()
        .filter_map(|(path, _)| folders.iter().find_map(|folder| path.strip_prefix(folder.as_str())?.strip_prefix('/')))
        .collect();
    let result = empty().and_then(|mut tera| {
        tera.add_raw_templates(texts.iter().map(|(name, text)| (*name, text.as_str())))?;
        Ok(tera)
    });
    match result {
        Ok(tera) => {
            diagnostics.extend(declarations::problems(&tera, &texts));
            if diagnostics.is_empty() {
                return Ok((tera, calls::circle(&texts)));
            }
        }
        Err(error) => {
            // Tera stops at the first; each template that cannot even be read alone is reported.
            let alone = texts.iter().filter_map(|(name, text)| {
                let error = empty().and_then(|mut tera| tera.add_raw_template(name, text)).err()?;
                matches!(error.kind(), tera::ErrorKind::SyntaxError(_)).then(|| errors::syntax(&error, &texts, &names))
            });
            let before = diagnostics.len();
            diagnostics.extend(alone.flatten());
            if diagnostics.len() == before {
                diagnostics.extend(errors::syntax(&error, &texts, &names));
            }
        }
    }
    Err(diagnostics)
}

/// The name is one of something else than a folder of `themes`.
fn wrong_name(tree: &SourceTree, config: &Config) -> Option<Diagnostic> {
    let name = config.theme.as_str();
    if name.is_empty() || name.contains(['/', '\\']) || matches!(name, "." | "..") {
        let help = format!("a theme is a folder of `themes` or is built in: write {}", list_of(names(tree)));
        return Some(wrong(config, format!("`{name}` is no name of a theme"), help));
    }
    let file = format!("themes/{name}");
    tree.get(&file)?;
    let help = format!("make it a folder with `templates` and `static`, or write {}", list_of(names(tree)));
    Some(wrong(config, format!("{file} is a file, and a theme is a folder"), help))
}

fn missing(tree: &SourceTree, config: &Config) -> Diagnostic {
    let names = names(tree);
    let help = match nearest(&config.theme, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write {}, or put templates into themes/{}/templates", list_of(names), config.theme),
    };
    wrong(config, format!("there is no theme `{0}`: no file is in themes/{0}", config.theme), help)
}

/// The themes that there are.
fn names(tree: &SourceTree) -> BTreeSet<&str> {
    let files = tree.below("themes").filter_map(|source| source.path.as_str().strip_prefix("themes/"));
    files.filter_map(|path| path.split_once('/')).map(|(name, _)| name).collect()
}

fn wrong(config: &Config, message: String, help: String) -> Diagnostic {
    Diagnostic::error(Code::MissingTheme, Span::new(&"site.toml".into(), config.theme_range.clone()), message, help)
}
