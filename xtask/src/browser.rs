//! A browser under WebDriver, and the few commands that only Chromium's driver has.
//!
//! The client is fantoccini: it is a thin layer on WebDriver, without TLS half the dependencies of
//! `thirtyfour`, and takes commands it does not know, which is all that the DevTools need.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result};
use axum::http::Method;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::Url;

use crate::setup::{self, Chromium};

/// A running driver on a port of its own; it ends with this value.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    address: String,
    chromium: Chromium,
    /// Held open, for the driver ends when it can not write there.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts the driver and waits until it listens.
    pub fn start(chromium: Chromium) -> Result<Self> {
        let mut child = Command::new(&chromium.driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| chromium.driver.display().to_string())?;
        let mut output = BufReader::new(child.stdout.take().context("its output was asked for")?);
        let port = loop {
            let mut line = String::new();
            if output.read_line(&mut line)? == 0 {
                anyhow::bail!("{} ended before it listened", chromium.driver.display());
            }
            if let Some((_, port)) = line.trim_end().trim_end_matches('.').rsplit_once("on port ")
                && line.contains("successfully")
            {
                break port.parse::<u16>().with_context(|| line.clone())?;
            }
        };
        Ok(Self { child, address: format!("http://127.0.0.1:{port}"), chromium, _output: output })
    }

    /// Opens a browser.
    pub async fn open(&self, start: &Start) -> Result<Client> {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&self.chromium, start))
            .connect(&self.address)
            .await?;
        Ok(client)
    }

    /// Ends the driver and all its browsers at once, as a power cut does: one SIGKILL to every process below this one.
    /// Linux only.
    pub fn kill(mut self) -> Result<()> {
        let mut family = vec![self.child.id()];
        let parents = parents()?;
        let mut next = 0;
        while let Some(&parent) = family.get(next) {
            family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(process, _)| process));
            next += 1;
        }
        let family: Vec<String> = family.iter().map(u32::to_string).collect();
        // The shell's own `kill`: not every machine has it as a program. One that has just ended is no failure.
        Command::new("sh").args(["-c", &format!("kill -9 {} 2>/dev/null", family.join(" "))]).status()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks the driver to end its browsers and itself. Killing it would leave the browsers behind.
    fn shut_down(&mut self) -> std::io::Result<()> {
        let authority = self.address.trim_start_matches("http://");
        let mut stream = TcpStream::connect(authority)?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())?;
        self.child.wait().map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.shut_down().is_err() {
            // It ended by itself or does not listen: there is nothing left to ask or to report.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Every process with its parent, from `/proc/*/stat`: `pid (name) state parent …`.
fn parents() -> Result<Vec<(u32, u32)>> {
    let mut parents = Vec::new();
    for entry in std::fs::read_dir("/proc").context("only Linux has /proc")? {
        // A process may end while the list is read.
        let Ok(stat) = std::fs::read_to_string(entry?.path().join("stat")) else { continue };
        let process = stat.split(' ').next().and_then(|pid| pid.parse().ok());
        // A name may hold spaces and brackets; what follows the last one does not.
        let parent = stat.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(1)?.parse().ok());
        parents.extend(process.zip(parent));
    }
    Ok(parents)
}

/// How a browser starts; by default with a profile that ends with it.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The folder of a profile that lasts.
    pub profile: Option<PathBuf>,
    /// The port of a proxy on this machine for everything that is not on it.
    pub proxy: Option<u16>,
    /// Sites may store nothing, as when a reader forbids cookies: `localStorage` throws.
    pub no_storage: bool,
}

/// What a session asks of the driver: headless, silent, with a log of the console and the network.
pub fn capabilities(chromium: &Chromium, start: &Start) -> Capabilities {
    const ALLOW: u8 = 1;
    const BLOCK: u8 = 2;
    let mut args = vec![
        "--headless=new".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        // A container's shared memory is too small for a page.
        "--disable-dev-shm-usage".to_owned(),
        // The same glyphs at the same places on every machine.
        "--font-render-hinting=none".to_owned(),
    ];
    if setup::is_root() {
        // Chromium's sandbox refuses the superuser, who is the usual user in a container.
        args.push("--no-sandbox".to_owned());
    }
    if let Some(folder) = &start.profile {
        args.push(format!("--user-data-dir={}", folder.display()));
    }
    let cookies = if start.no_storage { BLOCK } else { ALLOW };
    let prefs = json!({ "profile.default_content_setting_values.cookies": cookies });
    let mut capabilities = Capabilities::from_iter([
        ("goog:chromeOptions".to_owned(), json!({ "binary": chromium.browser, "args": args, "prefs": prefs })),
        ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL", "performance": "ALL" })),
    ]);
    if let Some(port) = start.proxy {
        let proxy = format!("127.0.0.1:{port}");
        let proxy = json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy });
        capabilities.insert("proxy".to_owned(), proxy);
    }
    capabilities
}

/// Calls a method of the DevTools protocol.
pub async fn devtools(client: &Client, method: &str, params: Value) -> Result<Value> {
    let body = json!({ "cmd": method, "params": params });
    let command = Vendor { path: "goog/cdp/execute", body };
    client.issue_cmd(command).await.with_context(|| method.to_owned())
}

/// A log that the browser keeps.
#[derive(Debug, Clone, Copy)]
pub enum Log {
    /// What the page and the browser wrote to the console.
    Console,
    /// DevTools events, the network's among them.
    Events,
}

/// What came into a log since it was last read.
pub async fn read_log(client: &Client, log: Log) -> Result<Vec<Value>> {
    let name = match log {
        Log::Console => "browser",
        Log::Events => "performance",
    };
    let lines = client.issue_cmd(Vendor { path: "se/log", body: json!({ "type": name }) }).await?;
    let lines = lines.as_array().context("a log is an array")?;
    match log {
        Log::Console => Ok(lines.clone()),
        // Each line holds an event as JSON in a string.
        Log::Events => lines
            .iter()
            .map(|line| {
                Ok(serde_json::from_str::<Value>(line["message"].as_str().unwrap_or_default())?["message"].take())
            })
            .collect(),
    }
}

/// A command of Chromium's driver that the WebDriver standard does not have.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
