//! The built page on a server that puts a script before the page's own, and hears what it tells.
//!
//! A test must fail when the page writes an error to the console. Chromium keeps a log of it; the others have none that
//! a driver gives out, so there the first script tells the server every error, and the server keeps what was asked of
//! it and is not there. What such a script cannot see (an error inside a worker that the page does not hear of) is
//! seen in Chromium alone.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

use crate::serve;

/// Under the page's folder; no file of the page is called so.
const FIRST: &str = "before-the-page.js";
const TOLD: &str = "told-by-the-page";

/// Tells the server what the console would show, one after the other and at once: nothing is told late.
const TELL: &str = r"
{
    const address = document.currentScript.src.replace('before-the-page.js', 'told-by-the-page');
    const tell = (what) => {
        const request = new XMLHttpRequest();
        request.open('POST', address, false);
        try { request.send(what); } catch { /* the page is going, or the server is gone */ }
    };
    const error = console.error;
    console.error = (...what) => { error.apply(console, what); tell(what.map(String).join(' ')); };
    addEventListener('error', (event) => { if (event.message) tell(`uncaught: ${event.message}`); }, true);
    addEventListener('unhandledrejection', (event) => tell(`unhandled rejection: ${event.reason}`));
    addEventListener('securitypolicyviolation', (event) =>
        tell(`refused by the policy: ${event.effectiveDirective} ${event.blockedURI}`));
}
";

/// What a page is given before its own scripts, and what is heard of it.
#[derive(Debug)]
pub struct Heard {
    before: String,
    errors: Mutex<Vec<String>>,
}

impl Heard {
    /// `before` runs before the page's own scripts; when it is `watched` the page tells of its errors.
    pub fn new(before: &str, watched: bool) -> Self {
        Self { before: format!("{}{before}", if watched { TELL } else { "" }), errors: Mutex::default() }
    }

    /// The errors since this was last asked.
    pub fn errors(&self) -> Vec<String> {
        std::mem::take(&mut self.errors.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, error: String) {
        self.errors.lock().unwrap_or_else(PoisonError::into_inner).push(error);
    }
}

/// As [`serve::serve_but`], with the first script.
pub async fn serve_heard(
    listener: TcpListener,
    dir: &Path,
    path: &'static str,
    empty: Option<&str>,
    heard: Arc<Heard>,
) -> Result<()> {
    let site = serve::site(dir, path, empty).layer(from_fn_with_state((heard, path), answer));
    axum::serve(listener, site).await?;
    Ok(())
}

/// Answers what only a test has, and puts the first script into a page on its way out.
async fn answer(State((heard, path)): State<(Arc<Heard>, &'static str)>, mut request: Request, next: Next) -> Response {
    let asked = request.uri().path().to_owned();
    let file = asked.strip_prefix(path);
    match file {
        Some(FIRST) => return ([(header::CONTENT_TYPE, "text/javascript")], heard.before.clone()).into_response(),
        Some(TOLD) => {
            let told = to_bytes(request.into_body(), 1 << 20).await.unwrap_or_default();
            heard.add(String::from_utf8_lossy(&told).into_owned());
            return StatusCode::NO_CONTENT.into_response();
        }
        _ => {}
    }
    // A folder is its page.
    let is_html = |file| Path::new(file).extension().is_none_or(|kind| kind == "html");
    let is_page = !heard.before.is_empty() && file.is_some_and(is_html);
    if is_page {
        // Plain, so that something can be put into it, and whole, though the browser may have it already.
        for name in [header::ACCEPT_ENCODING, header::IF_MODIFIED_SINCE, header::IF_NONE_MATCH, header::RANGE] {
            request.headers_mut().remove(name);
        }
    }
    let response = next.run(request).await;
    if response.status().is_client_error() {
        heard.add(format!("{}: {asked}", response.status()));
        return response;
    }
    if is_page { with_script(response, path).await } else { response }
}

async fn with_script(response: Response, path: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(html) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let script = format!("<head><script src=\"{path}{FIRST}\"></script>");
    let html = String::from_utf8_lossy(&html).replacen("<head>", &script, 1);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(html))
}
