//! `cargo xtask VERB`: see [`HELP`].

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use xtask::{bench, build, release, serve, single, test};

const HELP: &str = "\
cargo xtask VERB

  serve [--port N]          set up what is missing, build, serve on 127.0.0.1, print the address
  build [--single]          set up what is missing, build dist/, or dist-single/meipi.html: all in one file
  test [PART] [--all-browsers | --engine NAME] [FILTER]
                            set up what is missing, run all checks; PART is one of
                            lint, native, wasm, browser; the browser tests run in Chromium, or in
                            all three engines, or in NAME: chromium, firefox, webkit
  bench [PART] [--runs N] [--write]
                            measure in a headless browser, peers beside ours; PART is one of
                            load, throughput, notes, lighthouse; --write puts the tables into
                            BENCHMARKS.md
  release [--untested]      check, test, build and pack this version into target/release-VERSION/
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<()> {
    match args {
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        ["serve"] => serve::command(None),
        ["serve", "--port", port] => serve::command(Some(port.parse().with_context(|| format!("no port: {port}"))?)),
        ["build"] => build::command(),
        ["build", "--single"] => single::command(),
        ["test", options @ ..] => test::command(&test::Options::parse(options)?),
        ["release"] => release::command(false),
        ["release", "--untested"] => release::command(true),
        ["bench", options @ ..] => bench::command(&bench::Options::parse(options)?),
        _ => bail!("not understood: {}\n\n{HELP}", args.join(" ")),
    }
}
