//! The server of one test: the built page under a sub-path, on a port of its own. It can be pulled out and put back,
//! as a network goes and comes.
//!
//! It is our own, or a real nginx with the documented configuration (`MEIPI_SERVER=nginx cargo xtask test browser`).

use std::env;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result};
use tokio::sync::oneshot;
use xtask::browser::{Heard, serve_heard};
use xtask::nginx::{self, Nginx};
use xtask::serve;

/// Where the page lies on its server.
const PATH: &str = "/a/b/";

/// See the module. It ends with this value.
#[derive(Debug)]
pub struct Server {
    dist: PathBuf,
    /// The service worker's program, where it is to do nothing. (A browser would complain of one that is missing.)
    empty: Option<&'static str>,
    /// Puts a script before the page's own, which only our own server can.
    heard: Option<Arc<Heard>>,
    nginx: bool,
    port: u16,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
enum Running {
    Own(Own),
    Nginx(Nginx),
}

/// Our own server, in a thread with a runtime of its own: with the runtime all its connections end.
#[derive(Debug)]
struct Own {
    at: SocketAddr,
    /// Ends it when it is dropped.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves a folder; port 0 is any. Without `offline` the service worker does nothing.
    pub fn start(dist: PathBuf, port: u16, offline: bool, heard: Arc<Heard>) -> Result<Self> {
        let nginx = env::var_os("MEIPI_SERVER").is_some_and(|server| server == "nginx");
        Self::new(dist, port, offline, nginx, Some(heard))
    }

    /// The same, by nginx whatever the environment says.
    pub fn nginx(dist: PathBuf, port: u16, offline: bool) -> Result<Self> {
        Self::new(dist, port, offline, true, None)
    }

    fn new(dist: PathBuf, port: u16, offline: bool, nginx: bool, heard: Option<Arc<Heard>>) -> Result<Self> {
        let empty = (!offline).then_some("sw.js");
        // A service worker takes a page with another script in it for broken.
        let heard = heard.filter(|_| !offline);
        let running = Running::start(nginx, &dist, port, empty, heard.clone())?;
        Ok(Self { dist, empty, heard, nginx, port: running.port(), running: Mutex::new(Some(running)) })
    }

    /// The page's address.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Takes the server out of the network: connections that are open end too.
    pub fn pull_out(&self) {
        self.running.lock().expect("nothing panics while it is held").take();
    }

    /// Puts it back at the same address.
    pub fn put_back(&self) -> Result<()> {
        let running = Running::start(self.nginx, &self.dist, self.port, self.empty, self.heard.clone())?;
        self.running.lock().expect("nothing panics while it is held").replace(running);
        Ok(())
    }
}

impl Running {
    fn start(
        nginx: bool,
        dist: &Path,
        port: u16,
        empty: Option<&'static str>,
        heard: Option<Arc<Heard>>,
    ) -> Result<Self> {
        if nginx {
            let program = nginx::find().context("no nginx: run `cargo xtask test browser`, which fetches it")?;
            return Ok(Self::Nginx(Nginx::start(&program, dist, PATH, port, empty)?));
        }
        Ok(Self::Own(Own::start(dist.to_owned(), port, empty, heard)?))
    }

    fn port(&self) -> u16 {
        match self {
            Self::Own(own) => own.at.port(),
            Self::Nginx(nginx) => nginx.port,
        }
    }
}

impl Own {
    fn start(dist: PathBuf, port: u16, empty: Option<&'static str>, heard: Option<Arc<Heard>>) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| format!("port {port}"))?;
        listener.set_nonblocking(true)?;
        let at = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener that does not block");
                let serving = async {
                    // What it could not serve the test misses.
                    _ = match heard {
                        Some(heard) => serve_heard(listener, &dist, PATH, empty, heard).await,
                        None => serve::serve_but(listener, &dist, PATH, empty).await,
                    };
                };
                tokio::select! {
                    () = serving => {}
                    _ = stopped => {}
                }
            });
        });
        Ok(Self { at, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        self.stop.take();
        // Its panic, if there was one, has been printed.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
