//! A first visit, in a browser that has never seen the page: the files it fetches, and the time to text and marks;
//! beside it, in the same run, the time that a page of a peer takes for the words of the same text alone.
//!
//! A page says itself when it is ready, by `performance.mark`.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::{Value, json};

use super::report::{Spread, sizes};
use super::site::Site;
use crate::browser::{Driver, Start, devtools};
use crate::{dist, say, serve};

/// A page whose loading is timed.
struct Visit {
    /// Its address.
    address: String,
    /// The marks that it sets, and what they mean.
    marks: &'static [(&'static str, &'static str)],
}

/// Ours: the article's text is painted; all its marks are.
const OURS: &[(&str, &str)] = &[("meipi-text", "first text"), ("meipi-marks", "all marks")];

/// How long one load may take before it counts as failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// A line and a processor to load the page with.
struct Condition {
    name: &'static str,
    /// Mbit/s and milliseconds of latency.
    line: Option<(f64, f64)>,
    /// How many times slower the processor is.
    slowdown: f64,
}

const CONDITIONS: [Condition; 2] = [
    Condition { name: "this machine", line: None, slowdown: 1.0 },
    Condition { name: "10 Mbit/s, 40 ms, processor 4 times slower", line: Some((10.0, 40.0)), slowdown: 4.0 },
];

/// The tables of files and times.
pub(super) async fn measure(driver: &Driver, site: &Site, runs: usize) -> Result<String> {
    let home = served(&dist()).await?;
    let text = article(driver, &home).await?;
    let beside = served(&site.folder).await?;
    let mut visits = vec![Visit { address: home, marks: OURS }];
    for page in site.pages(&text)? {
        visits.push(Visit { address: format!("{beside}{}", page.file), marks: page.marks });
    }
    let mut times = String::from("| first visit | | median | least | most |\n| --- | --- | ---: | ---: | ---: |\n");
    let mut names = Vec::new();
    for condition in CONDITIONS {
        let mut loads: Vec<Vec<Load>> = visits.iter().map(|_| Vec::new()).collect();
        for run in 1..=runs {
            say(&format!("{}: run {run} of {runs}", condition.name));
            // In turns, so that whatever else the machine does meets all of them.
            for (visit, loads) in visits.iter().zip(&mut loads) {
                loads.push(load(driver, visit, &condition).await?);
            }
        }
        for (visit, loads) in visits.iter().zip(&loads) {
            for (index, (_, meaning)) in visit.marks.iter().enumerate() {
                let spread = Spread::of(loads.iter().map(|load| load.marks[index]));
                writeln!(times, "| {} | {meaning} | {} |", condition.name, spread.in_milliseconds())?;
            }
        }
        names = loads.swap_remove(0).pop().context("at least one run")?.files;
    }
    let characters = text.chars().count();
    Ok(format!("{}\n{times}\nThe text is the first article, {characters} characters.\n", sizes(&dist(), &names)?))
}

/// Serves a folder for as long as the program runs, and gives its address.
pub(super) async fn served(folder: &std::path::Path) -> Result<String> {
    let listener = serve::listen(0).await?;
    let address = format!("http://{}/", listener.local_addr()?);
    let folder = folder.to_owned();
    tokio::spawn(async move { serve::serve(listener, &folder, "/").await });
    Ok(address)
}

/// The text of the article that our page opens with, as the page shows it.
async fn article(driver: &Driver, address: &str) -> Result<String> {
    const TEXT: &str =
        "return [...document.querySelectorAll('article [data-block]')].map((block) => block.textContent).join('\\n')";
    let client = driver.open(&Start::default()).await?;
    let text = async {
        client.goto(address).await?;
        when(&client, OURS[0].0).await?;
        anyhow::Ok(client.execute(TEXT, vec![]).await?)
    }
    .await;
    client.close().await?;
    Ok(text?.as_str().filter(|text| !text.is_empty()).context("the page shows no article")?.to_owned())
}

/// One load of a page by a browser that has never seen it.
struct Load {
    /// Milliseconds since navigation began, as [`Visit::marks`].
    marks: Vec<f64>,
    /// The files fetched, by name in `dist/`; only ours are looked for.
    files: Vec<String>,
}

async fn load(driver: &Driver, visit: &Visit, condition: &Condition) -> Result<Load> {
    let client = driver.open(&Start::default()).await?;
    let load = timed(&client, visit, condition).await;
    client.close().await?;
    load
}

async fn timed(client: &Client, visit: &Visit, condition: &Condition) -> Result<Load> {
    if let Some((megabits, latency)) = condition.line {
        let bytes = megabits * 1_000_000.0 / 8.0;
        devtools(client, "Network.enable", json!({})).await?;
        let line =
            json!({ "offline": false, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes });
        devtools(client, "Network.emulateNetworkConditions", line).await?;
    }
    devtools(client, "Emulation.setCPUThrottlingRate", json!({ "rate": condition.slowdown })).await?;
    client.goto(&visit.address).await?;
    let mut marks = Vec::new();
    for (name, _) in visit.marks {
        marks.push(when(client, name).await?);
    }
    let entries =
        client.execute("return performance.getEntriesByType('resource').map(entry => entry.name)", vec![]).await?;
    let mut files = vec!["index.html".to_owned()];
    for url in entries.as_array().context("a list of names")?.iter().filter_map(Value::as_str) {
        // Not in dist: the browser asks for an icon that a page does not name.
        if let Some(name) = url.strip_prefix(&visit.address).filter(|name| dist().join(name).is_file()) {
            files.push(name.to_owned());
        }
    }
    files.sort();
    files.dedup();
    Ok(Load { marks, files })
}

/// Waits until the page has set a mark, and says when it did.
async fn when(client: &Client, mark: &str) -> Result<f64> {
    const WAIT: &str = "const [name, done] = arguments; \
        new PerformanceObserver((_, observer) => { \
            const [entry] = performance.getEntriesByName(name, 'mark'); \
            if (entry) { observer.disconnect(); done(entry.startTime); } \
        }).observe({ type: 'mark', buffered: true });";
    let reply = tokio::time::timeout(PATIENCE, client.execute_async(WAIT, vec![json!(mark)])).await;
    let reply = reply.ok().and_then(Result::ok).and_then(|reply| reply.as_f64());
    reply.with_context(|| format!("the page never called performance.mark(\"{mark}\")"))
}
