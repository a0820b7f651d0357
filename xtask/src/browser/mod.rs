//! A browser under WebDriver.
//!
//! | module | subject |
//! | --- | --- |
//! | `engine` | the engines, and what each cannot be asked for |
//! | `start` | how a browser starts, as capabilities of its driver |
//! | `screen` | where a browser without a headless mode is shown |
//! | `heard` | the page on a server that hears its errors |
//! | `vendor` | commands that are no part of the standard |
//!
//! The client is fantoccini: it is a thin layer on WebDriver, without TLS half the dependencies of
//! `thirtyfour`, and takes commands it does not know, which is all that `vendor` needs.

mod engine;
mod heard;
mod screen;
mod start;
mod vendor;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;

pub use self::engine::{Engine, Want};
pub use self::heard::{Heard, serve_heard};
use self::screen::Screen;
pub use self::screen::corner;
pub use self::start::{Start, capabilities};
pub use self::vendor::{Log, devtools, free_window, read_log};
use crate::setup::Browser;

/// How long a driver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver on a port of its own; it ends with this value, and its browsers with it.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
    browser: Browser,
    /// Ends after the browser that is shown on it.
    _screen: Option<Screen>,
}

impl Driver {
    /// Starts the driver and waits until it listens.
    pub fn start(browser: Browser) -> Result<Self> {
        Self::start_for(browser, &Start::default())
    }

    /// Starts a driver whose browser is going to start in one way: what a screen must know before.
    pub fn start_for(browser: Browser, start: &Start) -> Result<Self> {
        match browser.engine {
            Engine::Chromium => Self::telling(browser, &["--port=0"]),
            // With access to the browser's own pages: see `free_window`.
            Engine::Firefox => Self::telling(browser, &["--port=0", "--allow-system-access"]),
            Engine::WebKit => Self::on_screen(browser, start),
        }
    }

    /// A driver that takes a free port and tells which. It takes the port for both versions of IP, one after the other,
    /// and ends when another program has the second one already.
    fn telling(browser: Browser, args: &[&str]) -> Result<Self> {
        const TRIES: usize = 5;
        let mut tries = (1..TRIES).filter_map(|_| Self::told(&browser, args).ok());
        tries.next().map_or_else(|| Self::told(&browser, args), Ok)
    }

    /// One try of [`telling`](Self::telling).
    fn told(browser: &Browser, args: &[&str]) -> Result<Self> {
        let name = browser.driver.display().to_string();
        // What a browser says of itself is no news of the page.
        let quiet = Stdio::null();
        let mut command = Command::new(&browser.driver);
        let mut child =
            command.args(args).stdout(Stdio::piped()).stderr(quiet).spawn().with_context(|| name.clone())?;
        let mut output = BufReader::new(child.stdout.take().context("its output was asked for")?);
        let port = loop {
            let mut line = String::new();
            if output.read_line(&mut line)? == 0 {
                bail!("{name} ended before it listened");
            }
            if let Some(port) = port_in(&line) {
                break port;
            }
        };
        // Read to its end: a driver that cannot write ends, and one whose browser writes much waits.
        thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
        Ok(Self { child, port, browser: browser.clone(), _screen: None })
    }

    /// A driver that must be told a port, on a screen of its own.
    fn on_screen(browser: Browser, start: &Start) -> Result<Self> {
        let name = browser.driver.display().to_string();
        let screen = Screen::start(start)?;
        let begin = Instant::now();
        loop {
            // Free a moment ago; where another takes it meanwhile, the driver ends and the next is tried.
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
            let mut command = Command::new(&browser.driver);
            screen.show(&mut command, start);
            let mut child =
                command.arg(format!("--port={port}")).stderr(Stdio::null()).spawn().with_context(|| name.clone())?;
            while child.try_wait()?.is_none() {
                if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                    return Ok(Self { child, port, browser, _screen: Some(screen) });
                }
                if begin.elapsed() > PATIENCE {
                    child.kill()?;
                }
                // Asked again: a driver that is told its port says nothing when it listens.
                thread::sleep(Duration::from_millis(10));
            }
            ensure!(begin.elapsed() < PATIENCE, "{name} does not listen");
        }
    }

    /// Opens a browser.
    pub async fn open(&self, start: &Start) -> Result<Client> {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&self.browser, start))
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await?;
        Ok(client)
    }

    /// Ends the driver and all its browsers at once, as a power cut does: one SIGKILL to every process below this one.
    /// Linux only.
    pub fn kill(mut self) -> Result<()> {
        self.kill_all()
    }

    fn kill_all(&mut self) -> Result<()> {
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

    /// Asks Chromium's driver to end its browsers and itself, so that they put their things in order.
    fn shut_down(&mut self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)?;
        stream.read_to_end(&mut Vec::new())?;
        self.child.wait().map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.browser.engine == Engine::Chromium && self.shut_down().is_ok() {
            return;
        }
        // The other drivers cannot be asked. A browser that was closed is gone by now; one whose test broke off is not,
        // and would outlive its driver.
        if self.kill_all().is_err() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// The port that a driver says it listens on: `… started successfully on port 41185.`, `… Listening on 127.0.0.1:41185`.
fn port_in(line: &str) -> Option<u16> {
    let line = line.trim_end().trim_end_matches('.');
    let (said, port) = line.rsplit_once([' ', ':'])?;
    (said.contains("successfully on port") || said.contains("Listening on")).then(|| port.parse().ok())?
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drivers_tell_their_port_each_in_its_words() {
        let cases = [
            ("ChromeDriver was started successfully on port 36457.\n", Some(36457)),
            ("1795187270964\tgeckodriver\tINFO\tListening on 127.0.0.1:42187\n", Some(42187)),
            ("Starting ChromeDriver 156.0 on port 0\n", None),
            ("Only local connections are allowed.\n", None),
        ];
        for (line, port) in cases {
            assert_eq!(port_in(line), port, "{line}");
        }
    }
}
