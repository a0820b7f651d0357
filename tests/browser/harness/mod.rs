//! One browser, one page of the built app, used as a person uses it: by role and name, by keys, by the
//! pointer.
//!
//! Every test has its own server, driver and profile, so tests know nothing of each other. The page lies
//! under a sub-path, as on a host that is shared. Nothing sleeps for a fixed time: what is waited for is
//! asked again until it is so, and its name stands in the failure when it never is. At the end of each
//! test the console must be free of errors and no request may have left the page's own folder.
//!
//! Which browser it is, `MEIPI_ENGINE` says ([`xtask::browser::Engine`]). A test that wants something an engine has
//! not ([`Setup::wants`]) is passed over there, and says so.
//!
//! | file | holds |
//! | --- | --- |
//! | `setup` | what a test asks of its browser, and whether its engine has it |
//! | `page` | the page under test: its window and address, scripts in it, waiting for it |
//! | `find` | elements by role and name |
//! | `console` | what a page must not do: errors, requests of others |

mod console;
mod find;
mod page;
mod setup;

use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use url::Url;
use xtask::browser::{Driver, Engine, Heard};
use xtask::setup::find_browser;

pub use self::page::Page;
pub use self::setup::{SIZES, Setup, engine, is_skipped};
use crate::server::Server;
use crate::trap::Trap;

/// Opens the page and runs a test on it; a failure leaves `target/screenshots/NAME-failed.png`.
pub async fn run<F>(name: &'static str, setup: Setup, test: impl FnOnce(Page) -> F) -> Result<()>
where
    F: Future<Output = Result<()>>,
{
    if is_skipped(name, &setup)? {
        return Ok(());
    }
    let (page, driver) = open(&setup).await?;
    let outcome = within(LONGEST, async {
        page.client.goto(&format!("{}{}", page.address, setup.fragment)).await?;
        test(page.clone()).await?;
        page.check_traffic().await
    })
    .await;
    if outcome.is_err() {
        // The failure is the news; a screenshot that fails too adds nothing.
        let _ = within(SHORT, page.screenshot(&format!("{name}-failed"))).await;
    }
    // The driver ends whatever does not close.
    let closed = within(SHORT, async { Ok(page.client.clone().close().await?) }).await;
    drop(driver);
    // The port is free for what comes next, whoever still holds the page.
    page.server.pull_out();
    outcome.and(closed).with_context(|| name)
}

/// Longer than any test takes: a driver that answers no more must not hold up all others.
const LONGEST: Duration = Duration::from_mins(10);
/// Longer than one command takes.
const SHORT: Duration = Duration::from_mins(1);

/// What comes of something, if it comes in time.
async fn within<T>(time: Duration, what: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(time, what).await.context("the browser does not answer")?
}

/// Opens the page, runs `test` on it and kills the browser the moment it is done.
pub async fn run_and_kill<T, F>(setup: Setup, test: impl FnOnce(Page) -> F) -> Result<T>
where
    F: Future<Output = Result<T>>,
{
    let (page, driver) = open(&setup).await?;
    page.client.goto(&page.address).await?;
    let server = page.server.clone();
    let outcome = test(page).await;
    driver.kill()?;
    server.pull_out();
    outcome
}

/// A server, a driver, and a browser in which nothing is open yet.
async fn open(setup: &Setup) -> Result<(Page, Driver)> {
    ensure!(setup.dist.join("index.html").is_file(), "dist/ is not built: run `cargo xtask test browser`");
    let engine = engine();
    let browser = find_browser(engine).with_context(|| {
        format!("no {engine} with its driver: run `cargo xtask test browser --engine {}`", engine.name())
    })?;
    let heard = Arc::new(Heard::new(setup.before, engine != Engine::Chromium));
    let (dist, port, offline) = (setup.dist.clone(), setup.port, setup.offline);
    let server = if setup.nginx {
        Server::nginx(dist, port, offline)?
    } else {
        Server::start(dist, port, offline, Arc::clone(&heard))?
    };
    let server = Rc::new(server);
    let address = match &setup.file {
        Some(file) => {
            ensure!(file.is_file(), "{} is not built: run `cargo xtask test browser`", file.display());
            Url::from_file_path(file).map_err(|()| anyhow!("{} is no full path", file.display()))?.into()
        }
        None => server.address(),
    };
    let trap = Rc::new(Trap::set()?);
    let start = setup.start(&trap);
    let driver = Driver::start_for(browser, &start)?;
    let page = Page { client: driver.open(&start).await?, address, server, heard, trap };
    page.prepare(setup).await?;
    Ok((page, driver))
}
