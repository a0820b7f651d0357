//! One visit of one page by a browser that has never seen it: what a page's loading costs in time, smoothness,
//! memory and requests.
//!
//! A page says itself when it is ready, by `performance.mark`. What else is told is watched from before its first
//! script on (`watch/observe.js`), and what it asks for is written down by the server, so that the requests of a
//! worker are not missed.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use fantoccini::Client;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::browser::{Driver, Start, devtools};
use crate::serve;

/// How long one load may take before it counts as failed.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

/// A page is at rest when it has asked for nothing for so long.
const REST: Duration = Duration::from_secs(1);

/// A line and a processor to load a page with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Condition {
    pub name: &'static str,
    /// Mbit/s and milliseconds of latency.
    pub line: Option<(f64, f64)>,
    /// How many times slower the processor is.
    pub slowdown: f64,
}

/// A folder that is served for as long as the program runs.
#[derive(Debug)]
pub(super) struct Served {
    pub address: String,
    requests: Arc<Mutex<Vec<(SystemTime, String)>>>,
}

impl Served {
    pub async fn new(folder: &Path) -> Result<Self> {
        let listener = serve::listen(0).await?;
        let address = format!("http://{}/", listener.local_addr()?);
        let requests = Arc::new(Mutex::new(Vec::new()));
        let log = requests.clone();
        let site = serve::site(folder, "/", None).layer(from_fn(move |request: Request, next: Next| {
            let name = request.uri().path().trim_start_matches('/').to_owned();
            log.lock().unwrap_or_else(PoisonError::into_inner).push((SystemTime::now(), name));
            next.run(request)
        }));
        tokio::spawn(async move { axum::serve(listener, site).await });
        Ok(Self { address, requests })
    }

    /// What was asked for from the `first`th request on: when, and the file.
    fn since(&self, first: usize) -> Vec<(SystemTime, String)> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).get(first..).unwrap_or_default().to_vec()
    }

    fn count(&self) -> usize {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Waits until nothing more is asked for.
    async fn rest(&self) {
        let mut count = self.count();
        loop {
            tokio::time::sleep(REST).await;
            let now = self.count();
            if now == count {
                return;
            }
            count = now;
        }
    }
}

/// What one visit was like.
#[derive(Debug)]
pub(super) struct Visit {
    /// When the page set the marks that were asked for, milliseconds since navigation began.
    pub marks: Vec<f64>,
    /// When the browser first painted text or picture.
    pub first_paint: f64,
    /// The tasks of more than 50 ms until the page was at rest: how long each was.
    pub long_tasks: Vec<f64>,
    /// The sum of all layout shifts that no one's hand had caused.
    pub shift: f64,
    pub memory: Memory,
    /// The files asked for before the last of the marks, and those after it until the page was at rest.
    pub files: [Vec<String>; 2],
}

/// What a page at rest holds, bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Memory {
    /// JavaScript's heap as the browser has left it.
    pub script: f64,
    /// The same when the browser has thrown away what nothing holds any more.
    pub script_held: f64,
    /// The memories of all WebAssembly instances.
    pub wasm: f64,
}

/// What `watch/observe.js` tells.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Observed {
    time_origin: f64,
    first_paint: f64,
    long_tasks: Vec<f64>,
    shift: f64,
    wasm: f64,
}

/// Visits a page of a folder.
pub(super) async fn visit(
    driver: &Driver,
    served: &Served,
    page: &str,
    marks: &[(&str, &str)],
    condition: &Condition,
) -> Result<Visit> {
    let client = driver.open(&Start::default()).await?;
    let visit = watched(&client, served, page, marks, condition).await;
    client.close().await?;
    visit
}

async fn watched(
    client: &Client,
    served: &Served,
    page: &str,
    marks: &[(&str, &str)],
    condition: &Condition,
) -> Result<Visit> {
    if let Some((megabits, latency)) = condition.line {
        let bytes = megabits * 1_000_000.0 / 8.0;
        devtools(client, "Network.enable", json!({})).await?;
        let line =
            json!({ "offline": false, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes });
        devtools(client, "Network.emulateNetworkConditions", line).await?;
    }
    devtools(client, "Emulation.setCPUThrottlingRate", json!({ "rate": condition.slowdown })).await?;
    let observe = json!({ "source": include_str!("watch/observe.js") });
    devtools(client, "Page.addScriptToEvaluateOnNewDocument", observe).await?;
    let first = served.count();
    client.goto(&format!("{}{page}", served.address)).await?;
    let mut times = Vec::new();
    for (name, _) in marks {
        times.push(when(client, name).await?);
    }
    served.rest().await;
    let observed = client.execute("return window.observed()", vec![]).await?;
    let observed: Observed = serde_json::from_value(observed)?;
    let last = times.iter().copied().fold(0.0, f64::max);
    let moment = UNIX_EPOCH + Duration::from_secs_f64((observed.time_origin + last) / 1000.0);
    let (before, after): (Vec<_>, Vec<_>) = served.since(first).into_iter().partition(|(when, _)| *when < moment);
    let names = |requests: Vec<(SystemTime, String)>| {
        let mut names: Vec<String> = requests.into_iter().map(|(_, name)| name).collect();
        names.sort();
        names.dedup();
        names
    };
    let script = heap(client).await?;
    devtools(client, "HeapProfiler.collectGarbage", json!({})).await?;
    Ok(Visit {
        marks: times,
        first_paint: observed.first_paint,
        long_tasks: observed.long_tasks,
        shift: observed.shift,
        memory: Memory { script, script_held: heap(client).await?, wasm: observed.wasm },
        files: [names(before), names(after)],
    })
}

/// How much of JavaScript's heap is in use.
async fn heap(client: &Client) -> Result<f64> {
    let usage = devtools(client, "Runtime.getHeapUsage", json!({})).await?;
    usage["usedSize"].as_f64().context("the browser says how much of the heap is used")
}

/// Waits until the page has set a mark, and says when it did.
pub(super) async fn when(client: &Client, mark: &str) -> Result<f64> {
    const WAIT: &str = "const [name, done] = arguments; \
        new PerformanceObserver((_, observer) => { \
            const [entry] = performance.getEntriesByName(name, 'mark'); \
            if (entry) { observer.disconnect(); done(entry.startTime); } \
        }).observe({ type: 'mark', buffered: true });";
    let reply = tokio::time::timeout(PATIENCE, client.execute_async(WAIT, vec![json!(mark)])).await;
    let reply = reply.ok().and_then(Result::ok).as_ref().and_then(Value::as_f64);
    reply.with_context(|| format!("the page never called performance.mark(\"{mark}\")"))
}
