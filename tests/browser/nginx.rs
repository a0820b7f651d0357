//! The page on a real nginx, under a sub-path, with the configuration of `docs/hosting/nginx.conf`: the policy comes
//! as a header, files come packed, with their types, and are kept as long as their names allow.
//!
//! All other tests run there too with `MEIPI_SERVER=nginx cargo xtask test browser`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use xtask::{build, dist, nginx, publish};

use crate::harness::{Setup, run};
use crate::notes::QUOTE;
use crate::server::Server;
use crate::tryout::OWN;

#[tokio::test]
async fn on_nginx_a_reader_reads_notes_tries_and_exports() -> Result<()> {
    run("nginx", Setup { nginx: true, offline: true, ..Setup::default() }, |page| async move {
        page.ready().await?;
        let policy = "return fetch('').then((page) => page.headers.get('content-security-policy'))";
        let policy = page.script(policy, &[]).await?;
        ensure!(policy.as_str().is_some_and(|policy| policy.contains("default-src 'none'")), "the header: {policy}");
        page.note(QUOTE, "在 nginx 上写的。").await?;
        page.saved().await?;
        page.script("location.hash = '#try'", &[]).await?;
        page.role("heading", "试一段").await?;
        page.paste(OWN).await?;
        page.chord(Key::Control, Key::Enter).await?;
        page.told("分好了").await?;
        page.script("location.hash = '#notes'", &[]).await?;
        let (_, file) = page.download_notes("ann", "").await?;
        ensure!(file.contains("在 nginx 上写的。"), "{file}");
        page.until("the service worker", "return navigator.serviceWorker.controller?.state === 'activated'").await
    })
    .await
}

/// A server's answer: its status, its headers by their names in small letters, its body.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Asks for a file under the page's address.
fn get(address: &str, file: &str, accept: &str) -> Result<Answer> {
    let (host, path) = address.trim_start_matches("http://").split_once('/').context("a host and a path")?;
    let mut stream = TcpStream::connect(host)?;
    write!(
        stream,
        "GET /{path}{file} HTTP/1.1\r\nhost: {host}\r\naccept-encoding: {accept}\r\nconnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").context("a head")?;
    let head = String::from_utf8(answer[..end].to_vec())?;
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).context("a status")?.parse()?;
    let headers =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.into()));
    Ok(Answer { status, headers: headers.collect(), body: answer[end + 4..].to_vec() })
}

/// What a policy says of scripts.
fn script_policy(text: &str) -> Option<&str> {
    let start = text.find("script-src ")?;
    text[start..].split(';').next()
}

#[tokio::test]
async fn nginx_sends_every_file_packed_with_its_type_and_keeps_what_has_a_digest() -> Result<()> {
    let types = [
        ("bin", "application/octet-stream"),
        ("css", "text/css"),
        ("html", "text/html"),
        ("js", "application/javascript"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
        ("wasm", "application/wasm"),
        ("webmanifest", "application/manifest+json"),
    ];
    let server = Server::nginx(dist(), 0, true)?;
    let address = server.address();
    let policy = get(&address, "", "")?.header("content-security-policy").to_owned();
    let with_brotli = nginx::find().is_some_and(|program| nginx::brotli(&program).is_some());
    let mut kept = 0;
    for file in build::files(&dist(), &[])? {
        let name = file.strip_prefix(dist())?.to_str().context("a name")?;
        let kind = name.rsplit('.').next().unwrap_or_default();
        let Some((_, wanted)) = types.iter().find(|(known, _)| *known == kind) else {
            ensure!(kind == "gz" || kind == "br", "no type is known for {name}");
            continue;
        };
        if kind == "html" {
            let scripts = script_policy(&fs::read_to_string(&file)?).context("a page has a policy")?.to_owned();
            ensure!(
                Some(&*scripts) == script_policy(&policy),
                "docs/hosting/nginx.conf is to say for {name}: {scripts}"
            );
        }
        for (accept, form) in [("gzip", "gz"), ("br", "br")] {
            let packed = publish::beside(&file, form);
            let answer = get(&address, name, accept)?;
            ensure!(answer.status == 200, "{name}: {}", answer.status);
            ensure!(answer.header("content-type").starts_with(wanted), "{name}: {:?}", answer.headers);
            ensure!(answer.header("x-content-type-options") == "nosniff", "{name}: {:?}", answer.headers);
            ensure!(answer.header("content-security-policy").contains("worker-src 'self'"), "{name}");
            let is_packed = packed.is_file() && (form == "gz" || with_brotli);
            let (encoding, body) = if is_packed { (accept, fs::read(packed)?) } else { ("", fs::read(&file)?) };
            ensure!(answer.header("content-encoding") == encoding, "{name} for {accept}: {:?}", answer.headers);
            ensure!(answer.body == body, "{name} for {accept} is another");
            // The digest stands in the name, or in that of the folder.
            let digest = name
                .split(['-', '/', '.', '_'])
                .any(|part| part.len() >= 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
            let cached = answer.header("cache-control");
            ensure!(cached.contains("immutable") == digest, "{name}: {cached}");
            ensure!(digest || cached == "no-cache", "{name}: {cached}");
            kept += usize::from(digest);
        }
    }
    ensure!(kept > 0, "no name has a digest: nothing is tested");
    ensure!(get(&address, "none.html", "")?.status == 404, "there is a page that there is not");
    ensure!(get(&address, "", "gzip")?.header("content-type").starts_with("text/html"), "the folder is its page");
    Ok(())
}
