//! One request → one answer.

use axum::body::Body;
use axum::http::{Method, Response, StatusCode, Uri, header};
use percent_encoding::percent_decode_str;

use crate::address::Route;
use crate::project::Project;
use crate::render::Renderer;

use super::media::media_type;

/// Answers a request with what `build` would write at its route.
pub(super) fn respond(project: &Project, method: &Method, uri: &Uri) -> Response<Body> {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered here");
    }
    let Some(parts) = &project.parts else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, "the site has errors");
    };
    let renderer = Renderer::new(&parts.site, &parts.theme, &project.tree);
    let path = percent_decode_str(uri.path()).decode_utf8_lossy();
    let path = path.trim_start_matches('/');
    let is_folder = path.is_empty() || path.ends_with('/');
    let route = Route::new(if is_folder { format!("{path}index.html") } else { path.to_owned() });
    if parts.site.routes.contains_key(&route) {
        return page(&renderer, &route, StatusCode::OK);
    }
    let folder = Route::new(format!("{path}/index.html"));
    if !is_folder && parts.site.routes.contains_key(&folder) {
        return redirect(&parts.site.config.base.href(&folder));
    }
    page(&renderer, &Route::new("404.html"), StatusCode::NOT_FOUND)
}

fn page(renderer: &Renderer<'_>, route: &Route, status: StatusCode) -> Response<Body> {
    let mut bytes = Vec::new();
    match renderer.render(route, &mut bytes) {
        Ok(()) => answer(status, media_type(&route.ending()), bytes),
        Err(problem) => {
            plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("{}: {}", problem.span.file, problem.message))
        }
    }
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    answer(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
}

fn answer(status: StatusCode, media_type: &str, bytes: Vec<u8>) -> Response<Body> {
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(Body::from(bytes));
    response.expect("the headers are fixed texts")
}

fn redirect(to: &str) -> Response<Body> {
    let response =
        Response::builder().status(StatusCode::TEMPORARY_REDIRECT).header(header::LOCATION, to).body(Body::empty());
    response.expect("an address of the site is percent-encoded, so it is a valid header")
}
