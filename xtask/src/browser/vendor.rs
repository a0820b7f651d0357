//! The few commands that are no part of the WebDriver standard: Chromium's DevTools and logs, Firefox's own pages.

use anyhow::{Context, Result};
use axum::http::Method;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::Url;

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

/// Lets Firefox's window be narrower than its tools, which is how narrow a phone is.
pub async fn free_window(client: &Client) -> Result<()> {
    client.issue_cmd(Vendor { path: "moz/context", body: json!({ "context": "chrome" }) }).await?;
    let done = client.execute("document.documentElement.style.minWidth = '0'", vec![]).await;
    client.issue_cmd(Vendor { path: "moz/context", body: json!({ "context": "content" }) }).await?;
    done?;
    Ok(())
}

/// A command that the WebDriver standard does not have.
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
