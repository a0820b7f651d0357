//! What a page must not do: write errors to the console, ask anything of other hosts.

use anyhow::{Result, ensure};
use xtask::browser::{Engine, Log, read_log};

use super::{Page, engine};

impl Page {
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
