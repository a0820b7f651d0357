//! A static file server for the built page, on this machine only, under any sub-path.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use anyhow::{Context, Result};
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::any;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::{build, dist, say, setup};

/// `cargo xtask serve`: ends when it is interrupted.
pub fn command(port: Option<u16>) -> Result<()> {
    let shell = setup::shell()?;
    setup::for_build(&shell)?;
    build::build(&shell)?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = match port {
            Some(port) => listen(port).await.with_context(|| format!("port {port}"))?,
            None => first_free(8080).await?,
        };
        say("serving dist/; Ctrl-C ends it");
        println!("http://{}/", listener.local_addr()?);
        serve(listener, &dist(), "/").await
    })
}

/// Serves `dir` under `path` (it begins and ends with `/`) until the task is dropped. A browser that
/// takes gzip or Brotli gets the compressed file that lies beside the plain one.
pub async fn serve(listener: TcpListener, dir: &Path, path: &str) -> Result<()> {
    serve_but(listener, dir, path, None).await
}

/// A script that does nothing. It is not wholly empty: `WebKit` takes such a service worker for a new one each time.
pub(crate) const NOTHING: &str = "// Nothing.";

/// The same, but for one script, which is empty.
pub async fn serve_but(listener: TcpListener, dir: &Path, path: &str, empty: Option<&str>) -> Result<()> {
    axum::serve(listener, site(dir, path, empty)).await?;
    Ok(())
}

/// What is served there.
pub(crate) fn site(dir: &Path, path: &str, empty: Option<&str>) -> Router {
    let files = ServeDir::new(dir).precompressed_gzip().precompressed_br();
    let mut site = match path {
        "/" => Router::new().fallback_service(files),
        _ => Router::new().nest_service(path, files),
    };
    if let Some(script) = empty {
        let answer = || async { ([(header::CONTENT_TYPE, "text/javascript")], NOTHING) };
        site = site.route(&format!("{path}{script}"), any(answer));
    }
    // Asked for anew each time: what is looked at is always the last build.
    let fresh = SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    site.layer(fresh)
}

/// A listener on this machine; port 0 takes any free one.
pub async fn listen(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await
}

async fn first_free(from: u16) -> Result<TcpListener> {
    for port in from..=u16::MAX {
        match listen(port).await {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            listener => return listener.with_context(|| format!("port {port}")),
        }
    }
    anyhow::bail!("no free port from {from} on")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;
    use std::net::TcpStream;

    use super::*;

    /// One exchange with a server over a folder with `a.wasm` (and its `.br`) and `index.html`.
    fn get(path: &str, accept: &str) -> Result<String> {
        let dir = tempfile::tempdir()?;
        fs::write(dir.path().join("index.html"), "<p>")?;
        fs::write(dir.path().join("a.wasm"), "plain")?;
        fs::write(dir.path().join("a.wasm.br"), "small")?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: x\r\naccept-encoding: {accept}\r\nconnection: close\r\n\r\n");
        let answer = runtime.block_on(async {
            let listener = listen(0).await?;
            let address = listener.local_addr()?;
            let served = dir.path().to_owned();
            tokio::spawn(async move { serve(listener, &served, "/a/b/").await });
            let client = tokio::task::spawn_blocking(move || {
                let mut stream = TcpStream::connect(address)?;
                stream.write_all(request.as_bytes())?;
                std::io::read_to_string(stream)
            });
            anyhow::Ok(client.await??)
        })?;
        Ok(answer)
    }

    #[test]
    fn files_come_with_their_type_and_in_the_form_the_browser_takes() -> Result<()> {
        let cases = [
            ("/a/b/", "", &["200", "text/html", "no-cache", "<p>"][..]),
            ("/a/b/a.wasm", "", &["200", "application/wasm", "plain"]),
            ("/a/b/a.wasm", "br", &["200", "application/wasm", "content-encoding: br", "small"]),
            ("/a/b/none", "", &["404"]),
            ("/", "", &["404"]),
        ];
        for (path, accept, wanted) in cases {
            let answer = get(path, accept)?;
            for part in wanted {
                assert!(answer.contains(part), "{path} {accept}: {part} in {answer}");
            }
        }
        Ok(())
    }
}
