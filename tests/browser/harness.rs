//! One browser, one page of the built app, used as a person uses it: by role and name, by keys, by the
//! pointer.
//!
//! Every test has its own server, driver and profile, so tests know nothing of each other. The page lies
//! under a sub-path, as on a host that is shared. Nothing sleeps for a fixed time: what is waited for is
//! asked again until it is so, and its name stands in the failure when it never is. At the end of each
//! test the console must be free of errors and no request may have left the page's own folder.

use std::collections::BTreeMap;
use std::fs;
use std::future::Future;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use fantoccini::elements::Element;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, Locator};
use http::Method;
use serde_json::{Value, json};
use url::Url;
use xtask::browser::{Driver, Log, Start, devtools, read_log};
use xtask::{dist, setup, target};

use crate::server::Server;
use crate::trap::Trap;

/// How long a condition may take to become true: long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

/// The three widths that the page is drawn for: a phone, a tablet, a desk.
pub const SIZES: [(u32, u32); 3] = [(390, 844), (820, 1180), (1440, 900)];

/// The browser that a test wants.
#[derive(Debug)]
pub struct Setup {
    /// Width and height of the page's viewport in CSS pixels.
    pub size: (u32, u32),
    /// The reader prefers dark colours.
    pub dark: bool,
    /// What follows the page's address: a fragment, or nothing.
    pub fragment: &'static str,
    /// How the browser starts.
    pub start: Start,
    /// The built page.
    pub dist: PathBuf,
    /// A page that is one file, to be opened from disk and not from a server.
    pub file: Option<PathBuf>,
    /// The server's port; 0 is any. What a browser keeps, it keeps for one port.
    pub port: u16,
    /// The server is nginx.
    pub nginx: bool,
    /// The page has its service worker. What others test they test with one that does nothing: the real one would
    /// come in at a moment of its own choice, and show an edited page not before the second visit.
    pub offline: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            size: SIZES[2],
            dark: false,
            fragment: "",
            start: Start::default(),
            dist: dist(),
            file: None,
            port: 0,
            nginx: false,
            offline: false,
        }
    }
}

/// Opens the page and runs a test on it; a failure leaves `target/screenshots/NAME-failed.png`.
pub async fn run<F>(name: &'static str, setup: Setup, test: impl FnOnce(Page) -> F) -> Result<()>
where
    F: Future<Output = Result<()>>,
{
    let Opened { page, driver } = open(&setup).await?;
    let outcome = async {
        page.client.goto(&format!("{}{}", page.address, setup.fragment)).await?;
        test(page.clone()).await?;
        page.check_traffic().await
    }
    .await;
    if outcome.is_err() {
        // The failure is the news; a screenshot that fails too adds nothing.
        let _ = page.screenshot(&format!("{name}-failed")).await;
    }
    page.client.clone().close().await?;
    drop(driver);
    // The port is free for what comes next, whoever still holds the page.
    page.server.pull_out();
    outcome.with_context(|| name)
}

/// Opens the page, runs `test` on it and kills the browser the moment it is done.
pub async fn run_and_kill<T, F>(setup: Setup, test: impl FnOnce(Page) -> F) -> Result<T>
where
    F: Future<Output = Result<T>>,
{
    let Opened { page, driver } = open(&setup).await?;
    // Before anything of the page runs: what the browser has brought back.
    let source = "try { window.broughtBack = { ...localStorage } } catch { /* the empty page before the first */ }";
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    page.client.goto(&page.address).await?;
    let server = page.server.clone();
    let outcome = test(page).await;
    driver.kill()?;
    server.pull_out();
    outcome
}

struct Opened {
    page: Page,
    driver: Driver,
}

/// A server, a driver, and a browser in which nothing is open yet.
async fn open(setup: &Setup) -> Result<Opened> {
    ensure!(setup.dist.join("index.html").is_file(), "dist/ is not built: run `cargo xtask test browser`");
    let chromium = setup::find_chromium()
        .context("no Chromium with chromedriver: run `cargo xtask test browser`, which installs them")?;
    let start = if setup.nginx { Server::nginx } else { Server::start };
    let server = Rc::new(start(setup.dist.clone(), setup.port, setup.offline)?);
    let driver = Driver::start(chromium)?;
    let address = match &setup.file {
        Some(file) => {
            ensure!(file.is_file(), "{} is not built: run `cargo xtask test browser`", file.display());
            Url::from_file_path(file).map_err(|()| anyhow!("{} is no full path", file.display()))?.into()
        }
        None => server.address(),
    };
    let trap = Rc::new(Trap::set()?);
    let start = Start { proxy: Some(trap.port), ..setup.start.clone() };
    let page = Page { client: driver.open(&start).await?, address, server, trap };
    page.prepare(setup).await?;
    Ok(Opened { page, driver })
}

/// The page in its browser.
#[derive(Debug, Clone)]
pub struct Page {
    /// The WebDriver session, for what has no helper here.
    pub client: Client,
    /// The page's address, without a fragment.
    pub address: String,
    /// Where it comes from.
    pub server: Rc<Server>,
    trap: Rc<Trap>,
}

impl Page {
    /// Gives the tab the size and the preferences that a test wants.
    async fn prepare(&self, setup: &Setup) -> Result<()> {
        let (width, height) = setup.size;
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        )
        .await?;
        let scheme = if setup.dark { "dark" } else { "light" };
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        )
        .await?;
        Ok(())
    }

    /// Opens the page in a second tab, where the test goes on. Gives the handles of the first and the second.
    pub async fn second_tab(&self, setup: &Setup) -> Result<[WindowHandle; 2]> {
        let first = self.client.window().await?;
        let second = self.client.new_window(true).await?.handle;
        self.client.switch_to_window(second.clone()).await?;
        self.prepare(setup).await?;
        self.client.goto(&self.address).await?;
        self.ready().await?;
        Ok([first, second])
    }

    /// Waits until the text and all its marks are on the screen.
    pub async fn ready(&self) -> Result<()> {
        let painted = "return performance.getEntriesByName('meipi-marks').length > 0";
        self.until("the text with its marks", painted).await
    }

    /// Calls a method of the DevTools protocol.
    pub async fn devtools(&self, method: &str, params: Value) -> Result<Value> {
        devtools(&self.client, method, params).await
    }

    /// Runs a script in the page and returns what it returns.
    pub async fn script(&self, script: &str, args: &[Value]) -> Result<Value> {
        Ok(self.client.execute(script, args.to_vec()).await?)
    }

    /// Asks until there is an answer. What comes to nothing, or fails, is asked again.
    pub async fn wait<T, F>(&self, what: &str, mut ask: impl FnMut() -> F) -> Result<T>
    where
        F: Future<Output = Result<Option<T>>>,
    {
        let begin = Instant::now();
        loop {
            let failure = match ask().await {
                Ok(Some(answer)) => return Ok(answer),
                Ok(None) => None,
                Err(failure) => Some(failure),
            };
            if begin.elapsed() > PATIENCE {
                let failure = failure.unwrap_or_else(|| anyhow!("it never came"));
                return Err(failure.context(format!("waited for {what}")));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until a script returns `true`.
    pub async fn until(&self, what: &str, script: &str) -> Result<()> {
        self.wait(what, || async { Ok((self.script(script, &[]).await? == true).then_some(())) }).await
    }

    /// The first element that is shown and fits a CSS selector.
    pub async fn find(&self, css: &str) -> Result<Element> {
        self.wait(css, || async { Ok(self.shown(css).await?.into_iter().next()) }).await
    }

    /// All elements that are shown now and fit a CSS selector.
    pub async fn shown(&self, css: &str) -> Result<Vec<Element>> {
        let mut shown = Vec::new();
        for element in self.client.find_all(Locator::Css(css)).await? {
            if element.is_displayed().await? {
                shown.push(element);
            }
        }
        Ok(shown)
    }

    /// Waits until no element that fits a CSS selector is shown.
    pub async fn gone(&self, css: &str) -> Result<()> {
        self.wait(&format!("no {css}"), || async { Ok(self.shown(css).await?.is_empty().then_some(())) }).await
    }

    /// The element of a role with a name, as a screen reader has both.
    pub async fn role(&self, role: &str, name: &str) -> Result<Element> {
        self.wait(&format!("the {role} “{name}”"), || async {
            Ok(self.roles(role, name).await?.into_iter().next())
        })
        .await
    }

    /// Clicks the element of a role with a name. One that goes or moves at that moment is tried again.
    pub async fn click(&self, role: &str, name: &str) -> Result<()> {
        self.wait(&format!("a click on the {role} “{name}”"), || async {
            match self.roles(role, name).await?.into_iter().next() {
                Some(element) => Ok(Some(element.click().await?)),
                None => Ok(None),
            }
        })
        .await
    }

    /// Waits until there is no element of a role with a name.
    pub async fn no_role(&self, role: &str, name: &str) -> Result<()> {
        self.wait(&format!("no {role} “{name}”"), || async {
            Ok(self.roles(role, name).await?.is_empty().then_some(()))
        })
        .await
    }

    /// All elements that are shown now, have a role and hold `name` in their name.
    async fn roles(&self, role: &str, name: &str) -> Result<Vec<Element>> {
        let native = match role {
            "article" => "article",
            "button" => "button, summary",
            "combobox" => "input[list]",
            "complementary" => "aside",
            "dialog" => "dialog",
            "heading" => "h1, h2, h3",
            "link" => "a[href]",
            "navigation" => "nav",
            "region" => "section",
            "switch" => "input[type=checkbox]",
            "textbox" => "textarea",
            _ => "none",
        };
        let mut found = Vec::new();
        // What is for the ear alone has its name as well, and cannot be clicked.
        for element in self.shown(&format!(":is([role={role}], {native}):not(.unseen)")).await? {
            if self.computed(&element, "role").await? == role && self.computed(&element, "label").await?.contains(name)
            {
                found.push(element);
            }
        }
        Ok(found)
    }

    /// `role` or `label` of an element, as the browser computes it for assistive technology.
    async fn computed(&self, element: &Element, what: &'static str) -> Result<String> {
        let element = element.element_id().to_string();
        let value = self.client.issue_cmd(Computed { element, what }).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page says that all is saved.
    pub async fn saved(&self) -> Result<()> {
        self.until("“已保存”", "return document.querySelector('.saving')?.textContent === '已保存'").await
    }

    /// Nothing is wider than the window.
    pub async fn fits(&self) -> Result<()> {
        let fits = "return document.documentElement.scrollWidth <= innerWidth";
        ensure!(self.script(fits, &[]).await? == true, "the page scrolls sideways");
        Ok(())
    }

    /// All that the page keeps in `localStorage`.
    pub async fn storage(&self) -> Result<BTreeMap<String, String>> {
        let all = self.script("return { ...localStorage }", &[]).await?;
        Ok(serde_json::from_value(all)?)
    }

    /// Writes `target/screenshots/NAME.png`, for the eye.
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        let folder = target().join("screenshots");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{name}.png")), self.client.screenshot().await?)?;
        Ok(())
    }

    /// The errors in the console since it was last read.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = read_log(&self.client, Log::Console).await?;
        let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        Ok(errors.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// What was asked of other hosts since this was last called, by anything in the browser.
    pub fn strays(&self) -> Vec<String> {
        self.trap.seen()
    }

    /// The console is clean, and no request left the page's own folder.
    pub async fn check_traffic(&self) -> Result<()> {
        let errors = self.console_errors().await?;
        ensure!(errors.is_empty(), "errors in the console: {errors:#?}");
        let strays = self.strays();
        ensure!(strays.is_empty(), "requests went to {strays:#?}");
        for event in read_log(&self.client, Log::Events).await? {
            if event["method"] == "Network.requestWillBeSent" {
                let url = event["params"]["request"]["url"].as_str().unwrap_or_default();
                let remote = ["http:", "https:", "ws:", "wss:"].iter().any(|scheme| url.starts_with(scheme));
                ensure!(!remote || url.starts_with(&self.address), "a request went to {url}");
            }
        }
        Ok(())
    }
}

/// A WebDriver command that the client lacks: the role or the name of an element.
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/element/{}/computed{}", self.element, self.what))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}
