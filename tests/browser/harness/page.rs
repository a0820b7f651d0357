//! The page under test: its window and its address, scripts in it, waiting for it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use fantoccini::Client;
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use xtask::browser::{Engine, Heard, Want, corner, devtools, free_window};
use xtask::target;

use super::{Setup, engine};
use crate::server::Server;
use crate::trap::Trap;

/// How long a condition may take to become true: long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The page in its browser.
#[derive(Debug, Clone)]
pub struct Page {
    /// The WebDriver session, for what has no helper here.
    pub client: Client,
    /// The page's address, without a fragment.
    pub address: String,
    /// Where it comes from.
    pub server: Rc<Server>,
    /// The errors that the page itself has told of.
    pub(super) heard: Arc<Heard>,
    /// What the browser asked of others.
    pub(super) trap: Rc<Trap>,
}

impl Page {
    /// Gives the tab the size and the preferences that a test wants, as far as the browser did not start with them.
    pub(super) async fn prepare(&self, setup: &Setup) -> Result<()> {
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
        let (x, y) = if engine() == Engine::WebKit { corner(scale) } else { (0, 0) };
        self.wait(&format!("a viewport of {width} × {height}"), || async {
            let asked = window.get();
            self.client.set_window_rect(x, y, asked.0, asked.1).await?;
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
        // In WebKit a window: a tab that its driver opens is not brought to the front, and nothing is painted behind it.
        let second = self.client.new_window(engine() != Engine::WebKit).await?.handle;
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
        // WebKit shows the next frame, and waits for one where nothing moves: so something does, that nobody sees.
        const STIR: &str = "const { style } = document.documentElement; let width = 0;
            window.stir = setInterval(() => { style.outline = `${width = 1 - width}px solid transparent`; }, 20)";
        const REST: &str = "clearInterval(window.stir); document.documentElement.style.removeProperty('outline')";
        let stirs = engine() == Engine::WebKit;
        if stirs {
            self.script(STIR, &[]).await?;
        }
        let picture = self.client.screenshot().await?;
        if stirs {
            self.script(REST, &[]).await?;
        }
        let folder = target().join("screenshots");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{name}.png")), picture)?;
        Ok(())
    }
}
