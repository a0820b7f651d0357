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

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::future::Future;
use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use fantoccini::elements::Element;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, Locator};
use http::Method;
use serde_json::{Value, json};
use url::Url;
use xtask::browser::{Driver, Engine, Heard, Log, Start, Want, devtools, free_window, read_log};
use xtask::test::SKIPPED;
use xtask::{dist, setup, target};

use crate::server::Server;
use crate::trap::Trap;

/// How long a condition may take to become true: long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

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
    /// What else the browser is to have.
    pub wants: &'static [Want],
    /// A profile that lasts: wants [`Want::Profile`].
    pub profile: Option<PathBuf>,
    /// Where files are downloaded to: wants [`Want::Downloads`].
    pub downloads: Option<PathBuf>,
    /// Device pixels to a CSS pixel.
    pub scale: u8,
    /// A script that runs before anything of the page.
    pub before: &'static str,
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
            wants: &[],
            profile: None,
            downloads: None,
            scale: 1,
            before: "",
            dist: dist(),
            file: None,
            port: 0,
            nginx: false,
            offline: false,
        }
    }
}

impl Setup {
    fn wants(&self) -> Vec<Want> {
        let more = [
            self.dark.then_some(Want::Dark),
            self.profile.as_ref().map(|_| Want::Profile),
            self.downloads.as_ref().map(|_| Want::Downloads),
        ];
        self.wants.iter().copied().chain(more.into_iter().flatten()).collect()
    }

    /// How the browser starts, with what it asks of others in a trap.
    fn start(&self, trap: &Trap) -> Start {
        Start {
            profile: self.profile.clone(),
            downloads: self.downloads.clone(),
            wants: self.wants(),
            scale: self.scale,
            proxy: Some(trap.port),
        }
    }
}

/// The engine that the tests run in.
pub fn engine() -> Engine {
    let name = std::env::var(Engine::VARIABLE).unwrap_or_default();
    // Without the variable it is Chromium; a name that is none has no tests.
    if name.is_empty() { Engine::Chromium } else { Engine::from_name(&name).expect("an engine") }
}

/// Whether the engine lacks what a test wants; says so where it does. [`run`] asks by itself.
pub fn is_skipped(name: &str, setup: &Setup) -> Result<bool> {
    let Some(reason) = setup.wants().into_iter().find_map(|want| engine().lacks(want)) else { return Ok(false) };
    // A test's thread bears its name. Written past the runner, which keeps what a passing test prints to itself.
    let thread = std::thread::current();
    let test = thread.name().filter(|name| name.contains("::")).unwrap_or(name);
    writeln!(std::io::stdout(), "{SKIPPED}{}: {test}: {reason}", engine())?;
    Ok(true)
}

/// Opens the page and runs a test on it; a failure leaves `target/screenshots/NAME-failed.png`.
pub async fn run<F>(name: &'static str, setup: Setup, test: impl FnOnce(Page) -> F) -> Result<()>
where
    F: Future<Output = Result<()>>,
{
    if is_skipped(name, &setup)? {
        return Ok(());
    }
    let (page, driver) = open(&setup).await?;
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
    let browser = setup::find_browser(engine).with_context(|| {
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

/// The page in its browser.
#[derive(Debug, Clone)]
pub struct Page {
    /// The WebDriver session, for what has no helper here.
    pub client: Client,
    /// The page's address, without a fragment.
    pub address: String,
    /// Where it comes from.
    pub server: Rc<Server>,
    heard: Arc<Heard>,
    trap: Rc<Trap>,
}

impl Page {
    /// Gives the tab the size and the preferences that a test wants, as far as the browser did not start with them.
    async fn prepare(&self, setup: &Setup) -> Result<()> {
        match engine() {
            Engine::Chromium => {
                let when = |want, value| if setup.wants().contains(&want) { value } else { "" };
                let features = json!([
                    { "name": "prefers-color-scheme", "value": if setup.dark { "dark" } else { "light" } },
                    { "name": "prefers-reduced-motion", "value": when(Want::Still, "reduce") },
                    { "name": "forced-colors", "value": when(Want::ForcedColours, "active") },
                ]);
                self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
                if setup.wants().contains(&Want::Touch) {
                    self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await?;
                }
            }
            Engine::Firefox => free_window(&self.client).await?,
            Engine::WebKit => {}
        }
        self.resize(setup.size, setup.scale).await
    }

    /// Gives the page's viewport a size in CSS pixels.
    pub async fn resize(&self, (width, height): (u32, u32), scale: u8) -> Result<()> {
        const MEASURES: &str = "return [innerWidth, innerHeight, outerWidth, outerHeight]";
        if engine() == Engine::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
            return Ok(());
        }
        // The window is larger by its tools and borders, and by how much only it knows; it takes a size when it comes to.
        let window = Cell::new((width, height));
        self.wait(&format!("a viewport of {width} × {height}"), || async {
            let asked = window.get();
            self.client.set_window_rect(0, 0, asked.0, asked.1).await?;
            let [inner_width, inner_height, outer_width, outer_height]: [u32; 4] =
                serde_json::from_value(self.script(MEASURES, &[]).await?)?;
            if (outer_width, outer_height) == asked {
                window.set((width + outer_width - inner_width, height + outer_height - inner_height));
            }
            Ok(((inner_width, inner_height) == (width, height)).then_some(()))
        })
        .await
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

    /// Goes to an address, in place of the page that is open. Firefox may come back from that before it has gone.
    pub async fn go(&self, address: &str) -> Result<()> {
        self.script("window.before = true", &[]).await?;
        self.client.goto(address).await?;
        self.until("another page", "return !window.before").await
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
        // What is for the ear alone has its name as well, and cannot be clicked.
        let css = format!(":is([role={role}], {native}):not(.unseen)");
        let shown = self.shown(&css).await?;
        if engine() == Engine::WebKit {
            return self.of_name(shown, role, name).await;
        }
        let mut found = Vec::new();
        for element in shown {
            if self.computed(&element, "role").await? == role && self.computed(&element, "label").await?.contains(name)
            {
                found.push(element);
            }
        }
        Ok(found)
    }

    /// Those of some elements that have a role and hold `name` in their name, as axe-core computes both.
    /// `WebKitWebDriver` has the commands, and answers each with an error without a word (2.50).
    async fn of_name(&self, elements: Vec<Element>, role: &str, name: &str) -> Result<Vec<Element>> {
        const NAMED: &str = r"
            const [role, name, ...elements] = arguments;
            axe.teardown();
            axe.setup(document.documentElement);
            const { aria, text } = axe.commons;
            return elements.map((element) => aria.getRole(element) === role && text.accessibleText(element).includes(name));
        ";
        if elements.is_empty() {
            return Ok(elements);
        }
        self.load_axe().await?;
        // One by one: elements inside a list reach the script as plain objects.
        let mut arguments = vec![json!(role), json!(name)];
        for element in &elements {
            arguments.push(serde_json::to_value(element)?);
        }
        let are: Vec<bool> = serde_json::from_value(self.script(NAMED, &arguments).await?)?;
        Ok(elements.into_iter().zip(are).filter_map(|(element, is)| is.then_some(element)).collect())
    }

    /// Puts axe-core into the page, if it is not there.
    pub async fn load_axe(&self) -> Result<()> {
        if self.script("return typeof axe === 'undefined'", &[]).await? == true {
            let axe = setup::npm_file(setup::AXE.0, "axe.min.js");
            let axe = fs::read_to_string(&axe)
                .with_context(|| format!("no {}: run `cargo xtask test browser`", axe.display()))?;
            self.client.execute(&axe, vec![]).await?;
        }
        Ok(())
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
        if engine() != Engine::Chromium {
            return Ok(self.heard.errors());
        }
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
        if engine() != Engine::Chromium {
            return Ok(());
        }
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
