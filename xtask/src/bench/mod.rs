//! What the page costs its reader, measured in a headless Chromium, and peers measured beside it.
//!
//! | module | measures |
//! | --- | --- |
//! | [`load`] | a first visit: its files, the time to text and marks, memory; a page of a peer beside it |
//! | [`throughput`] | recognisers and word chain in WebAssembly and their peers, in one page |
//! | [`notes`] | thousands of notes on a long article, and a peer's on the same |
//! | [`lighthouse`] | what npm's Lighthouse says of the page |
//! | [`act`] | one act in a page, for [`notes`] |
//! | [`visit`] | one visit of one page, for [`load`] |
//! | [`site`] | nothing: it puts together what is served beside `dist/` |
//! | [`long`] | nothing: it builds the page with a long article |
//! | [`report`] | nothing: it writes tables |
//!
//! Times are those of the machine at hand and compare only with others of the same run. A peer is a file in
//! `page/` and, where it comes from npm, a line in [`site`]; without npm the peers are left out, and the report
//! says so.

mod act;
mod lighthouse;
mod load;
mod long;
mod notes;
mod report;
mod site;
mod throughput;
mod visit;

use std::fs;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use self::report::replace_block;
use crate::browser::Driver;
use crate::{build, root, say, setup};

/// What can be measured, by the name of its block in `BENCHMARKS.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Load,
    Throughput,
    Notes,
    Lighthouse,
}

impl Part {
    const ALL: [Self; 4] = [Self::Load, Self::Throughput, Self::Notes, Self::Lighthouse];

    fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Throughput => "throughput",
            Self::Notes => "notes",
            Self::Lighthouse => "lighthouse",
        }
    }
}

/// What to measure, how often, and what to do beyond printing.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    parts: Vec<Part>,
    runs: usize,
    write: bool,
}

impl Options {
    /// Reads `[PART] [--runs N] [--write]`.
    pub fn parse(args: &[&str]) -> Result<Self> {
        let mut options = Self { parts: Vec::new(), runs: 9, write: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            if let Some(part) = Part::ALL.into_iter().find(|part| part.name() == *arg) {
                options.parts.push(part);
                continue;
            }
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
        if options.parts.is_empty() {
            options.parts.extend(Part::ALL);
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
    let site = site::prepare(&shell)?;
    let long = if options.parts.contains(&Part::Notes) { Some(long::prepare(&shell)?) } else { None };
    let program = chromium.browser.clone();
    let browser = cmd!(shell, "{program} --version").quiet().read()?;
    let machine = machine(&shell, &browser)?;
    let driver = Driver::start(chromium)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for part in &options.parts {
        let name = part.name();
        let report = runtime.block_on(async {
            match (part, &long) {
                (Part::Load, _) => load::measure(&driver, &site, options.runs).await,
                (Part::Throughput, _) => throughput::measure(&driver, &site, options.runs).await,
                (Part::Notes, Some(long)) => notes::measure(&driver, &site, long, options.runs).await,
                (Part::Lighthouse, _) => lighthouse::measure(&shell, &program, options.runs).await,
                (Part::Notes, None) => unreachable!("it is built where it is asked for"),
            }
        })?;
        let absent = site.absent().map_or_else(String::new, |why| format!(" {why}"));
        let text = format!("`cargo xtask bench {name} --runs {}` on {machine}.{absent}\n\n{report}", options.runs);
        println!("{text}");
        if options.write {
            let path = root().join("BENCHMARKS.md");
            let old = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            fs::write(&path, replace_block(&old, name, &text)?)?;
            say(&format!("the table “{name}” of BENCHMARKS.md is rewritten"));
        }
    }
    Ok(())
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
        let of = |parts: &[Part], runs, write| Options { parts: parts.to_vec(), runs, write };
        assert_eq!(Options::parse(&[])?, of(&Part::ALL, 9, false));
        assert_eq!(Options::parse(&["--runs", "3", "--write"])?, of(&Part::ALL, 3, true));
        assert_eq!(Options::parse(&["throughput", "--runs", "1"])?, of(&[Part::Throughput], 1, false));
        for bad in [&["--runs"][..], &["--runs", "0"], &["--runs", "x"], &["x"]] {
            assert!(Options::parse(bad).is_err(), "{bad:?}");
        }
        Ok(())
    }

    #[test]
    fn every_part_has_a_place_in_the_file() -> Result<()> {
        let file = fs::read_to_string(root().join("BENCHMARKS.md"))?;
        for part in Part::ALL {
            replace_block(&file, part.name(), "")?;
        }
        Ok(())
    }
}
