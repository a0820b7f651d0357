//! Turns the seeds into what the program embeds.
//!
//! The core's pure rooms are compiled in by path, so that build and program share one code; each room's
//! steps have a file of their own here. A failure is told in one line: the file, the reason, what to do.

// A build uses a part of each room.
#![allow(dead_code, unused_imports)]

mod corpus;
mod dictionary;
#[path = "../src/marks.rs"]
mod marks;
#[path = "../src/numbers/mod.rs"]
mod numbers;
#[path = "../src/order.rs"]
mod order;
mod pages;
mod programs;
#[path = "../src/text/mod.rs"]
mod text;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    // The folder itself, so that a new file is noticed.
    println!("cargo::rerun-if-changed=seeds");
    // Compiled in by a macro that does not tell cargo.
    println!("cargo::rerun-if-changed=locales");
    let seeds = folder("CARGO_MANIFEST_DIR")?.join("seeds");
    let out = folder("OUT_DIR")?;

    let pages = pages::read(&seeds)?;
    let json = serde_json::to_string(&pages).map_err(|e| e.to_string())?;
    write(&out.join("corpus.json"), &json)?;
    let articles: Vec<_> = pages.iter().flat_map(|page| page.articles(&page.file)).collect();
    let readings: Vec<_> = articles.iter().map(|article| article.reading().text).collect();
    let catalogue = programs::build(&seeds, &out, &readings)?;
    let articles: Vec<_> = articles
        .into_iter()
        .zip(readings)
        .map(|(article, reading)| dictionary::Article {
            marks: marks::find(&reading, &catalogue).iter().map(marks::Mark::span).collect(),
            reading,
            id: article.id,
        })
        .collect();
    dictionary::write(&out, &articles)?;
    Ok(())
}

fn folder(variable: &str) -> Result<PathBuf, String> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set: build with cargo"))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}
