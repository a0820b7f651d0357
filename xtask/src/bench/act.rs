//! Acts in a page, and what they cost.
//!
//! The cost is what the browser's main thread spent from the key or call on until two frames after it were painted, as
//! its own counters tell. They count what `Performance.enable` was asked to, from then on.

use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use serde_json::{Value, json};

use super::visit::PATIENCE;
use crate::browser::devtools;

/// What one act cost the main thread, milliseconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    /// Script, style and layout.
    pub script_and_layout: f64,
    /// All tasks, painting too.
    pub all: f64,
}

/// Presses a key that writes a character.
pub(super) async fn key(client: &Client, text: &str) -> Result<()> {
    devtools(client, "Input.dispatchKeyEvent", json!({ "type": "keyDown", "key": text, "text": text })).await?;
    devtools(client, "Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": text })).await?;
    Ok(())
}

/// Runs a script in the page with as little beside it as can be; gives what it comes to.
pub(super) async fn script(client: &Client, expression: &str) -> Result<Value> {
    let script = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
    let mut reply = devtools(client, "Runtime.evaluate", script).await?;
    ensure!(reply["exceptionDetails"].is_null(), "{expression}: {}", reply["exceptionDetails"]);
    Ok(reply["result"]["value"].take())
}

/// Waits until an expression is true.
pub(super) async fn wait(client: &Client, what: &str, expression: &str) -> Result<()> {
    let asked = format!(
        "new Promise((done) => {{ const ask = () => ({expression}) ? done(true) : setTimeout(ask, 20); ask(); }})"
    );
    let reply = tokio::time::timeout(PATIENCE, script(client, &asked)).await;
    reply.with_context(|| format!("waited for {what}"))??;
    Ok(())
}

/// Waits until two more frames are painted.
pub(super) async fn settled(client: &Client) -> Result<()> {
    const FRAMES: &str =
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";
    script(client, FRAMES).await.map(drop)
}

/// What an act costs the main thread.
pub(super) async fn cost<T>(client: &Client, act: impl Future<Output = Result<T>>) -> Result<Cost> {
    settled(client).await?;
    let before = counters(client).await?;
    act.await?;
    settled(client).await?;
    let after = counters(client).await?;
    Ok(Cost { script_and_layout: after.script_and_layout - before.script_and_layout, all: after.all - before.all })
}

/// What the main thread has done since the counters were switched on, milliseconds.
async fn counters(client: &Client) -> Result<Cost> {
    let reply = devtools(client, "Performance.getMetrics", json!({})).await?;
    let metrics = reply["metrics"].as_array().context("a list of counters")?;
    let of = |name: &str| -> Result<f64> {
        let metric = metrics.iter().find(|metric| metric["name"] == name).and_then(|metric| metric["value"].as_f64());
        Ok(1000.0 * metric.with_context(|| format!("the browser does not count {name}"))?)
    };
    let script_and_layout = of("ScriptDuration")? + of("RecalcStyleDuration")? + of("LayoutDuration")?;
    Ok(Cost { script_and_layout, all: of("TaskDuration")? })
}
