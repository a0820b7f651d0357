//! What loading the built page costs: the files of a first visit, and the time to text and marks, in a
//! headless Chromium that has never seen the page.
//!
//! The page says itself when it is ready, by `performance.mark`: see [`MARKS`]. Times are those of the
//! machine at hand and compare only with others of the same run.

mod report;

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::Client;
use serde_json::{Value, json};
use xshell::{Shell, cmd};

use self::report::{Spread, replace_block, sizes};
use crate::browser::{Driver, Start, devtools};
use crate::{build, dist, root, say, serve, setup};

/// The marks that the page sets: the article's text is painted; all its marks are.
const MARKS: [(&str, &str); 2] = [("meipi-text", "first text"), ("meipi-marks", "all marks")];

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

/// What to do beyond printing.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    runs: usize,
    write: bool,
}

impl Options {
    /// Reads `--runs N` and `--write`.
    pub fn parse(args: &[&str]) -> Result<Self> {
        let mut options = Self { runs: 9, write: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match *arg {
                "--write" => options.write = true,
                "--runs" => {
                    let runs = args.next().context("--runs wants a number")?;
                    options.runs =
                        runs.parse().ok().filter(|runs| *runs > 0).with_context(|| format!("no number: {runs}"))?;
                }
                other => bail!("bench does not know {other}"),
            }
        }
        Ok(options)
    }
}

/// `cargo xtask bench`.
pub fn command(options: &Options) -> Result<()> {
    let shell = setup::shell()?;
    setup::for_build(&shell)?;
    let chromium = setup::chromium(&shell)?;
    build::build(&shell)?;
    let program = &chromium.browser;
    let browser = cmd!(shell, "{program} --version").quiet().read()?;
    let driver = Driver::start(chromium)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let report = runtime.block_on(async {
        let listener = serve::listen(0).await?;
        let address = format!("http://{}/", listener.local_addr()?);
        tokio::spawn(async move { serve::serve(listener, &dist(), "/").await });
        measure(&driver, &address, options.runs).await
    })?;
    let text = format!("`cargo xtask bench --runs {}` on {}.\n\n{report}", options.runs, machine(&shell, &browser)?);
    println!("{text}");
    if options.write {
        let path = root().join("BENCHMARKS.md");
        let old = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        fs::write(&path, replace_block(&old, "load", &text)?)?;
        say("BENCHMARKS.md is rewritten");
    }
    Ok(())
}

/// The tables of files and times.
async fn measure(driver: &Driver, address: &str, runs: usize) -> Result<String> {
    let mut times = String::from("| first visit | | median | least | most |\n| --- | --- | ---: | ---: | ---: |\n");
    let mut names = Vec::new();
    for condition in CONDITIONS {
        let mut loads = Vec::new();
        for run in 1..=runs {
            say(&format!("{}: run {run} of {runs}", condition.name));
            loads.push(load(driver, address, &condition).await?);
        }
        for (index, (_, meaning)) in MARKS.iter().enumerate() {
            let spread = Spread::of(loads.iter().map(|load| load.marks[index]));
            writeln!(times, "| {} | {meaning} | {spread} |", condition.name)?;
        }
        names = loads.pop().context("at least one run")?.files;
    }
    Ok(format!("{}\n{times}", sizes(&dist(), &names)?))
}

/// One load of the page by a browser that has never seen it.
struct Load {
    /// Milliseconds since navigation began, as [`MARKS`].
    marks: [f64; MARKS.len()],
    /// The files fetched, by name in `dist/`.
    files: Vec<String>,
}

async fn load(driver: &Driver, address: &str, condition: &Condition) -> Result<Load> {
    let client = driver.open(&Start::default()).await?;
    let load = timed(&client, address, condition).await;
    client.close().await?;
    load
}

async fn timed(client: &Client, address: &str, condition: &Condition) -> Result<Load> {
    if let Some((megabits, latency)) = condition.line {
        let bytes = megabits * 1_000_000.0 / 8.0;
        devtools(client, "Network.enable", json!({})).await?;
        let line =
            json!({ "offline": false, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes });
        devtools(client, "Network.emulateNetworkConditions", line).await?;
    }
    devtools(client, "Emulation.setCPUThrottlingRate", json!({ "rate": condition.slowdown })).await?;
    client.goto(address).await?;
    let mut marks = [0.0; MARKS.len()];
    for (mark, (name, _)) in marks.iter_mut().zip(MARKS) {
        *mark = when(client, name).await?;
    }
    let entries =
        client.execute("return performance.getEntriesByType('resource').map(entry => entry.name)", vec![]).await?;
    let mut files = vec!["index.html".to_owned()];
    for url in entries.as_array().context("a list of names")?.iter().filter_map(Value::as_str) {
        // Not in dist: the browser asks for an icon that a page does not name.
        if let Some(name) = url.strip_prefix(address).filter(|name| dist().join(name).is_file()) {
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

/// The kind of machine, as far as it tells what the times mean.
fn machine(shell: &Shell, browser: &str) -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let info = shell.read_file("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or(std::env::consts::ARCH, |(_, model)| model);
    let version: Vec<&str> = browser.split_whitespace().take(2).collect();
    Ok(format!("{model}, {cores} cores, {}", version.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options() -> Result<()> {
        assert_eq!(Options::parse(&[])?, Options { runs: 9, write: false });
        assert_eq!(Options::parse(&["--runs", "3", "--write"])?, Options { runs: 3, write: true });
        for bad in [&["--runs"][..], &["--runs", "0"], &["--runs", "x"], &["x"]] {
            assert!(Options::parse(bad).is_err(), "{bad:?}");
        }
        Ok(())
    }
}
