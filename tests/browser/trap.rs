//! What a browser asks of other hosts, whoever in it asks: a page, a worker, a service worker. A driver's log knows the
//! page's requests only; so the browser is told that the way to every other machine is a proxy, which is this. It
//! notes what is wanted and lets nothing through.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::Result;

/// Whom Chromium itself asks, whatever page is open. None of them is a host of files, fonts or statistics for pages.
const ITS_OWN: [&str; 13] = [
    "accounts.google.com",
    "android.clients.google.com",
    "clients2.google.com",
    "clientservices.googleapis.com",
    "content-autofill.googleapis.com",
    "mtalk.google.com",
    "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com",
    "safebrowsing.googleapis.com",
    "safebrowsingohttpgateway.googleapis.com",
    // The new tab of Debian's Chromium, which a profile that is used again may open with.
    "start.duckduckgo.com",
    "update.googleapis.com",
    "www.google.com",
];

/// Whom Firefox itself asks: its makers, under ever new names.
const FIREFOX: [&str; 4] = [".mozilla.org", ".mozilla.com", ".mozilla.net", ".firefox.com"];

/// See the module. It is there as long as the process.
#[derive(Debug)]
pub struct Trap {
    /// The proxy's port on this machine.
    pub port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Trap {
    /// Sets it.
    pub fn set() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let list = Arc::clone(&list);
                // One that says nothing holds no other up.
                thread::spawn(move || hear(&stream, &list));
            }
        });
        Ok(Self { port, seen })
    }

    /// What was asked since this was last called: `GET http://host/path` or `CONNECT host:443`.
    pub fn seen(&self) -> Vec<String> {
        std::mem::take(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn hear(stream: &TcpStream, list: &Mutex<Vec<String>>) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    let mut lines = BufReader::new(stream).lines();
    let Some(Ok(request)) = lines.next() else { return };
    // It answers when it has heard all.
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let asked = request.rsplit_once(' ').map_or(request.as_str(), |(asked, _)| asked);
    let host = host(asked);
    if !ITS_OWN.contains(&host) && !FIREFOX.iter().any(|maker| host.ends_with(maker)) {
        list.lock().unwrap_or_else(PoisonError::into_inner).push(asked.to_owned());
    }
    let _ = (&*stream).write_all(b"HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
}

/// The host in `GET http://host:80/path` or `CONNECT host:443`.
fn host(asked: &str) -> &str {
    let address = asked.split_once(' ').map_or("", |(_, address)| address);
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', ':', '?']).next().unwrap_or_default()
}
