//! Not one request leaves the origin. Each test ends with that question; here it is shown that the answer would be
//! heard, whoever asks: without that a clean run says nothing.

use std::fs;

use anyhow::Result;

use crate::harness::{Setup, run_and_kill};

/// A page that asks others, in every way a page has.
const SITE: [(&str, &str); 4] = [
    (
        "index.html",
        "<!DOCTYPE html><script>
            new Worker('worker.js');
            navigator.serviceWorker.register('sw.js');
            fetch('http://page.invalid/').catch(() => {});
        </script><img src='https://picture.invalid/'>",
    ),
    ("worker.js", "fetch('http://worker.invalid/').catch(() => {}); importScripts('module.js');"),
    ("module.js", "new WebSocket('wss://socket.invalid/');"),
    ("sw.js", "addEventListener('install', () => fetch('https://service.invalid/').catch(() => {}));"),
];

#[tokio::test]
async fn a_request_to_another_host_is_seen_whoever_makes_it() -> Result<()> {
    let site = tempfile::tempdir()?;
    for (name, content) in SITE {
        fs::write(site.path().join(name), content)?;
    }
    let setup = Setup { dist: site.path().to_owned(), offline: true, ..Setup::default() };
    // The end of this kind asks no questions.
    run_and_kill(setup, |page| async move {
        let hosts = ["page", "picture", "worker", "socket", "service"].map(|name| format!("{name}.invalid"));
        let mut seen = Vec::new();
        page.wait("all requests", || {
            seen.extend(page.strays());
            let all = hosts.iter().all(|host| seen.iter().any(|asked| asked.contains(host.as_str())));
            async move { Ok(all.then_some(())) }
        })
        .await?;
        // What was seen is told once: it asks again.
        page.script("fetch('http://again.invalid/').catch(() => {})", &[]).await?;
        page.wait("a page that is not found clean", || async { Ok(page.check_traffic().await.err()) }).await?;
        Ok(())
    })
    .await
}
