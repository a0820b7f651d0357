//! What Lighthouse says of the built page, on its mobile setting: a phone of the middle class on a slow line.
//!
//! Lighthouse runs in Node and starts a browser of its own. Of several runs the one in the middle is told, by the
//! score for performance; the others' differences are the machine's.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;
use xshell::{Shell, cmd};

use super::visit::Served;
use crate::{dist, say, setup, target};

/// The last major version that runs on the Node of Debian 12.
const PACKAGE: (&str, &str) = ("lighthouse", "12.8.2");

/// The categories that are told, by Lighthouse's name.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// The measurements that performance is scored by.
const METRICS: [&str; 5] = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "speed-index",
    "total-blocking-time",
    "cumulative-layout-shift",
];

/// A report, as far as it is read here.
#[derive(Debug, Deserialize)]
struct Report {
    categories: serde_json::Map<String, Value>,
    audits: serde_json::Map<String, Value>,
}

impl Report {
    fn score(&self, category: &str) -> Result<f64> {
        self.categories[category]["score"].as_f64().with_context(|| format!("no score for {category}"))
    }

    /// The audits of a category that cost points, the dearest first: what each costs of 100, its name, what it says.
    fn costs(&self, category: &str) -> Result<Vec<(f64, &str, &str)>> {
        let parts = self.categories[category]["auditRefs"].as_array().context("a category has audits")?;
        let weight = |part: &Value| part["weight"].as_f64().unwrap_or(0.0);
        let audit = |part: &Value| self.audits.get(part["id"].as_str().unwrap_or_default());
        // What cannot be told of this page counts for nothing.
        let counted: Vec<(&Value, &Value, f64)> =
            parts.iter().filter_map(|part| Some((part, audit(part)?, audit(part)?["score"].as_f64()?))).collect();
        let sum: f64 = counted.iter().map(|(part, ..)| weight(part)).sum();
        let mut costs: Vec<_> = counted
            .iter()
            .map(|(part, audit, score)| {
                let text = |field: &str| audit[field].as_str().unwrap_or_default();
                (100.0 * weight(part) * (1.0 - score) / sum, text("title"), text("displayValue"))
            })
            .filter(|(cost, ..)| *cost >= 0.05)
            .collect();
        costs.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
        Ok(costs)
    }
}

/// The tables.
pub(super) async fn measure(shell: &Shell, browser: &Path, runs: usize) -> Result<String> {
    setup::npm_package(shell, PACKAGE)?;
    let program = setup::npm_file(PACKAGE.0, "cli/index.js");
    let served = Served::new(&dist()).await?;
    let file = target().join("bench/lighthouse.json");
    let sandbox = if setup::is_root() { " --no-sandbox" } else { "" };
    let flags = format!("--chrome-flags=--headless=new --disable-dev-shm-usage{sandbox}");
    let only = format!("--only-categories={}", CATEGORIES.join(","));
    let mut reports = Vec::new();
    for run in 1..=runs {
        say(&format!("Lighthouse: run {run} of {runs}"));
        let address = &served.address;
        let lighthouse =
            cmd!(shell, "node {program} {address} {flags} {only} --output=json --output-path={file} --quiet");
        let lighthouse = lighthouse.arg("--no-enable-error-reporting").env("CHROME_PATH", browser).quiet();
        // The page is served by this thread, so another one waits for the program.
        let mut command: std::process::Command = lighthouse.into();
        let status = tokio::task::spawn_blocking(move || command.status()).await??;
        ensure!(status.success(), "Lighthouse ended with {status}");
        let report = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        reports.push(serde_json::from_str::<Report>(&report)?);
    }
    let mut order = Vec::new();
    for report in reports {
        order.push((report.score(CATEGORIES[0])?, report));
    }
    order.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let spread = format!("{:.0} to {:.0}", 100.0 * order[0].0, 100.0 * order[order.len() - 1].0);
    let middle = order.len() / 2;
    told(&order.swap_remove(middle).1, &spread)
}

/// A report in tables.
fn told(report: &Report, spread: &str) -> Result<String> {
    let mut text = format!("Lighthouse {}, mobile; performance over all runs: {spread}.\n\n", PACKAGE.1);
    text += "| category | score |\n| --- | ---: |\n";
    for category in CATEGORIES {
        writeln!(text, "| {category} | {:.0} |", 100.0 * report.score(category)?)?;
    }
    text += "\n| measured | |\n| --- | ---: |\n";
    for metric in METRICS {
        let audit = report.audits.get(metric).with_context(|| format!("no {metric}"))?;
        let field = |name: &str| audit[name].as_str().unwrap_or_default();
        writeln!(text, "| {} | {} |", field("title"), field("displayValue"))?;
    }
    text += "\n| what costs points | of 100 | |\n| --- | ---: | --- |\n";
    for category in CATEGORIES {
        for (cost, title, value) in report.costs(category)? {
            writeln!(text, "| {category}: {title} | {cost:.1} | {value} |")?;
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_costs_points_is_told_by_weight() -> Result<()> {
        let report: Report = serde_json::from_value(json!({
            "categories": { "seo": { "score": 0.7, "auditRefs": [
                { "id": "a", "weight": 1 }, { "id": "b", "weight": 3 }, { "id": "c", "weight": 4 },
                { "id": "d", "weight": 0 }, { "id": "e", "weight": 5 },
            ] } },
            "audits": {
                "a": { "score": 0, "title": "A" }, "b": { "score": 0.5, "title": "B", "displayValue": "2 s" },
                "c": { "score": 1, "title": "C" }, "d": { "score": 0, "title": "D" },
                "e": { "score": null, "title": "E" },
            },
        }))?;
        assert_eq!(report.costs("seo")?, [(18.75, "B", "2 s"), (12.5, "A", "")]);
        Ok(())
    }
}
