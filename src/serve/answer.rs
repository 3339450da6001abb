//! A request path → what `build` would write there.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use axum::http::StatusCode;
use percent_encoding::percent_decode_str;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::address::Route;
use crate::cache::Cache;
use crate::diagnostic::{Located, human};
use crate::escape::escape_text;
use crate::project::{Parts, Project};
use crate::render::{Failed, Renderer};
use crate::site::Target;
use crate::source::{SourcePath, SourceTree};
use crate::theme::Theme;

use super::media::media_type;

/// What is answered to a request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// 200, 307 to a folder's address, 404, or 500 where the page cannot be made.
    pub status: StatusCode,
    /// The media type of the bytes.
    pub media_type: &'static str,
    /// What `build` writes.
    pub bytes: Vec<u8>,
    /// The file whose bytes these are, where they are too many for memory; then `bytes` is empty.
    pub(super) file: Option<PathBuf>,
    /// Where a folder's address without its slash leads.
    pub location: Option<String>,
    /// The document that the page is made of, where it is one.
    pub(super) source: Option<SourcePath>,
    /// Why the newest version of the page cannot be made.
    pub(super) problem: Option<Located>,
    /// What made the page.
    theme: Option<Arc<Theme>>,
}

impl Answer {
    /// A page in the place of one that was never made.
    pub(super) fn stand_in(problems: &[Located]) -> Self {
        let list: String = problems.iter().map(|problem| human(problem, false) + "\n").collect();
        let page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>This page cannot be made yet</title>\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <style>body {{ max-width: 36rem; margin: 12vh auto; padding: 0 1rem; font: 1.125rem/1.6 system-ui, sans-serif }}</style>\n\
             </head>\n<body>\n<h1>This page cannot be made yet</h1>\n<p>It appears here as soon as what is wrong is mended.</p>\n\
             <noscript><pre>{}</pre></noscript>\n</body>\n</html>\n",
            escape_text(&list)
        );
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            bytes: page.into_bytes(),
            ..Self::of(StatusCode::OK, "text/html; charset=utf-8")
        }
    }

    /// Bytes are still to be put in.
    fn of(status: StatusCode, media_type: &'static str) -> Self {
        Self {
            status,
            media_type,
            bytes: Vec::new(),
            file: None,
            location: None,
            source: None,
            problem: None,
            theme: None,
        }
    }

    pub(super) fn with_problem(self, problem: Option<Located>) -> Self {
        Self { problem, ..self }
    }

    /// Whether it is a page that a script can be put into: HTML in an encoding in which ASCII is ASCII.
    pub(super) fn is_page(&self) -> bool {
        let is_wide = self.bytes.starts_with(&[0xff, 0xfe]) || self.bytes.starts_with(&[0xfe, 0xff]);
        self.media_type.starts_with("text/html") && self.location.is_none() && !is_wide
    }

    /// A number that is another one when the bytes are, but for the names of style sheets: a browser can swap those.
    pub(super) fn digest(&self) -> u64 {
        let mut text = String::from_utf8_lossy(&self.bytes);
        for (name, published) in self.theme.iter().flat_map(|theme| theme.asset_names()) {
            if name != published && text.contains(published.as_str()) {
                text = text.replace(published.as_str(), name).into();
            }
        }
        let mut hasher = DefaultHasher::new();
        (self.status.as_u16(), &self.location, text).hash(&mut hasher);
        hasher.finish()
    }
}

/// What is answered to a request for a path, percent-encoded as it comes from the browser. The path is looked up among
/// the routes of the site and never reaches the file system.
///
/// `files` are what is published as it is, which may be newer than the project. Nothing where there is no site yet; the
/// error is why the page cannot be made.
pub(super) fn answer(
    project: &Project,
    files: &SourceTree,
    cache: &Cache,
    path: &str,
) -> Result<Option<Answer>, Failed> {
    let Some(parts) = &project.parts else { return Ok(None) };
    let Parts { site, theme, .. } = parts;
    let renderer = Renderer::new(site, theme, files);
    let path = percent_decode_str(path).decode_utf8_lossy();
    let path = path.strip_prefix('/').unwrap_or(&path);
    let is_folder = path.is_empty() || path.ends_with('/');
    let route = Route::new(if is_folder { format!("{path}index.html") } else { path.to_owned() });
    let make = |route: &Route, status| {
        let mut answer = Answer::of(status, media_type(&route.ending()));
        answer.theme = Some(Arc::clone(theme));
        if let Some(file) = renderer.large_file(route) {
            answer.file = Some(file?);
            return Ok(answer);
        }
        cache.render(&renderer, route, &mut answer.bytes)?;
        Ok(answer)
    };
    let is_there = |target: &Target| match target {
        Target::File(path) => files.get(path.as_str()).is_some(),
        Target::ThemeFile(name) => theme.file(name).is_some_and(|file| file.is_in_memory() || files.holds(file)),
        _ => true,
    };
    if site.routes.get(&route).is_some_and(is_there) {
        return Ok(Some(Answer { source: site.source_of(&route).cloned(), ..make(&route, StatusCode::OK)? }));
    }
    if site.is_search_file(&route)
        && let Some(bytes) = aside(|| parts.search_files()).get(&route)
    {
        let answer = Answer::of(StatusCode::OK, media_type(&route.ending()));
        return Ok(Some(Answer { bytes: bytes.clone(), ..answer }));
    }
    let folder = Route::new(format!("{path}/index.html"));
    if !is_folder && site.routes.contains_key(&folder) {
        let location = Some(site.config.base.href(&folder));
        let redirect = Answer::of(StatusCode::TEMPORARY_REDIRECT, "text/plain; charset=utf-8");
        return Ok(Some(Answer { location, ..redirect }));
    }
    make(&Route::new("404.html"), StatusCode::NOT_FOUND).map(Some)
}

/// Has something made that takes long on one thread of its own, so that a save meanwhile has the others for itself.
fn aside<T: Send>(make: impl FnOnce() -> T + Send) -> T {
    static ALONE: OnceLock<Option<ThreadPool>> = OnceLock::new();
    match ALONE.get_or_init(|| ThreadPoolBuilder::new().num_threads(1).build().ok()) {
        Some(pool) => pool.install(make),
        None => make(),
    }
}
