//! How fast the core is in a browser, and its peers, over the same texts in one page: from nothing to the first
//! cut, and then how many characters a second, when all is warm.
//!
//! Each run is a browser of its own, which has fetched and compiled nothing. In it the contenders are opened one
//! after the other, each run beginning with another one; then all take turns, round by round (`page/run.js`).

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::wd::TimeoutConfiguration;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::report::{Spread, thousands, weight};
use super::site::Site;
use super::visit::Served;
use crate::browser::{Driver, Start};
use crate::{build, root, say};

/// How many characters the long text has.
const LONG: usize = 200_000;

/// Rounds in each run.
const WARM_UP: usize = 2;
const COUNTED: usize = 5;

/// How long one call may take; the machine may be slow.
const PATIENCE: Duration = Duration::from_mins(5);

/// Texts that are worked through as one.
struct Texts {
    title: &'static str,
    texts: Vec<String>,
}

impl Texts {
    fn characters(&self) -> f64 {
        self.texts.iter().map(|text| text.chars().count()).sum::<usize>() as f64
    }

    fn bytes(&self) -> f64 {
        self.texts.iter().map(String::len).sum::<usize>() as f64
    }
}

/// A first cut, as `page/run.js` tells it; milliseconds.
#[derive(Debug, Deserialize)]
struct Cold {
    files: Vec<String>,
    fetched: f64,
    ready: f64,
    cut: f64,
}

/// A task's rounds, as `page/run.js` tells them; milliseconds.
#[derive(Debug, Clone, Deserialize)]
struct Timed {
    name: String,
    task: String,
    found: u64,
    times: Vec<f64>,
}

/// The tables.
pub(super) async fn measure(driver: &Driver, site: &Site, runs: usize) -> Result<String> {
    let sets = texts()?;
    let address = Served::new(&site.folder).await?.address;
    let names = site.contenders();
    let mut colds: Vec<Vec<Cold>> = names.iter().map(|_| Vec::new()).collect();
    let mut tasks: Vec<Vec<Timed>> = sets.iter().map(|_| Vec::new()).collect();
    for run in 0..runs {
        say(&format!("throughput: run {} of {runs}", run + 1));
        let client = driver.open(&Start::default()).await?;
        let outcome = once(&client, &address, &names, &sets, run, (&mut colds, &mut tasks)).await;
        client.close().await?;
        outcome?;
    }
    Ok(format!("{}\n{}", throughput(&sets, &tasks)?, first_cut(site, &address, &names, &colds)?))
}

/// The pages of the corpus, and one text made of them.
fn texts() -> Result<Vec<Texts>> {
    let files = build::files(&root().join("seeds"), &[])?;
    let pages = files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "txt"));
    let pages: Vec<String> = pages.map(fs::read_to_string).collect::<Result<_, _>>()?;
    let all = pages.concat();
    anyhow::ensure!(!all.is_empty(), "there are no pages in seeds/");
    let long = all.chars().cycle().take(LONG).collect();
    Ok(vec![
        Texts { title: "the pages of the corpus", texts: pages },
        Texts { title: "one long text", texts: vec![long] },
    ])
}

/// One run: what is measured goes behind what there is, contenders in the order of `names`.
async fn once(
    client: &Client,
    address: &str,
    names: &[&str],
    sets: &[Texts],
    run: usize,
    (colds, tasks): (&mut [Vec<Cold>], &mut [Vec<Timed>]),
) -> Result<()> {
    client.update_timeouts(TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None)).await?;
    client.goto(address).await?;
    for turn in 0..names.len() {
        let at = (run + turn) % names.len();
        let cold = call(client, "cold", vec![json!(names[at]), json!(sets[0].texts)]);
        colds[at].push(cold.await.with_context(|| names[at].to_owned())?);
    }
    for (set, tasks) in sets.iter().zip(tasks) {
        let counts = json!({ "warmUp": WARM_UP, "counted": COUNTED });
        let new: Vec<Timed> = call(client, "rounds", vec![json!(names), json!(set.texts), counts]).await?;
        if tasks.is_empty() {
            *tasks = new;
        } else {
            for (task, new) in tasks.iter_mut().zip(new) {
                task.times.extend(new.times);
            }
        }
    }
    Ok(())
}

/// Calls a function of `page/run.js`.
async fn call<T: DeserializeOwned>(client: &Client, function: &str, args: Vec<Value>) -> Result<T> {
    const CALL: &str = "const done = arguments[arguments.length - 1]; \
        const [name, args] = arguments; \
        const loaded = window.bench ? Promise.resolve() : new Promise((resolve) => addEventListener('load', resolve)); \
        loaded.then(() => window.bench[name](...args)) \
            .then((value) => done({ value }), (error) => done({ error: `${error}` }));";
    let mut reply = client.execute_async(CALL, vec![json!(function), Value::Array(args)]).await?;
    if let Some(error) = reply["error"].as_str() {
        anyhow::bail!("the page says: {error}");
    }
    Ok(serde_json::from_value(reply["value"].take())?)
}

/// How fast, warm.
fn throughput(sets: &[Texts], tasks: &[Vec<Timed>]) -> Result<String> {
    let mut head = String::from("| warm |");
    let mut line = String::from("| --- |");
    for set in sets {
        let characters = thousands(set.characters() as u64);
        let kilobytes = thousands((set.bytes() / 1000.0).round() as u64);
        write!(head, " {}: {characters} characters, {kilobytes} kB | MB/s | found |", set.title)?;
        line += " ---: | ---: | ---: |";
    }
    let mut table = format!("{head}\n{line}\n");
    for row in 0..tasks.first().map_or(0, Vec::len) {
        let first = &tasks[0][row];
        write!(table, "| {}: {} |", Site::title(&first.name), first.task)?;
        for (set, tasks) in sets.iter().zip(tasks) {
            let seconds = Spread::of(tasks[row].times.iter().copied()).median / 1000.0;
            let found = thousands(tasks[row].found);
            let characters = set.characters() / seconds / 1e6;
            write!(table, " {characters:.2} million/s | {:.1} | {found} |", set.bytes() / seconds / 1e6)?;
        }
        table.push('\n');
    }
    Ok(table)
}

/// What it takes to have the first cut.
fn first_cut(site: &Site, address: &str, names: &[&str], colds: &[Vec<Cold>]) -> Result<String> {
    let mut table = String::from(
        "| cold | bytes | gzip | Brotli | last byte | ready | first cut | least | most |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for (name, colds) in names.iter().zip(colds) {
        let cold = colds.first().context("at least one run")?;
        let files: Vec<String> =
            cold.files.iter().filter_map(|file| file.strip_prefix(address)).map(str::to_owned).collect();
        let sizes = weight(&site.folder, &files)?.map(thousands).join(" | ");
        let of = |moment: fn(&Cold) -> f64| Spread::of(colds.iter().map(moment));
        let (fetched, ready, cut) = (of(|cold| cold.fetched), of(|cold| cold.ready), of(|cold| cold.cut));
        let title = Site::title(name);
        writeln!(
            table,
            "| {title} | {sizes} | {:.0} ms | {:.0} ms | {} |",
            fetched.median,
            ready.median,
            cut.in_milliseconds()
        )?;
    }
    Ok(table)
}
