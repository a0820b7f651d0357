//! Everything that must hold before a change goes in: in order from quick to slow, to the first failure.
//!
//! No `RUSTFLAGS`: warnings are denied by clippy alone, so that every build here is the build that
//! plain cargo commands make, and nothing is compiled twice.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::ops::Add;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::{browser, build, nginx, root, say, setup, single, target};

type Part = (&'static str, fn(&Shell) -> Result<Tests>);

const PARTS: [Part; 4] = [("lint", lint), ("native", native), ("wasm", wasm), ("browser", in_browser)];

/// How many tests passed and were passed over.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tests {
    passed: usize,
    ignored: usize,
}

impl Add for Tests {
    type Output = Self;

    fn add(self, more: Self) -> Self {
        Self { passed: self.passed + more.passed, ignored: self.ignored + more.ignored }
    }
}

/// `cargo xtask test`.
pub fn all() -> Result<()> {
    run(&PARTS)
}

/// `cargo xtask test PART`.
pub fn one(name: &str) -> Result<()> {
    let part = PARTS.iter().find(|(part, _)| *part == name);
    let names = PARTS.map(|(part, _)| part).join(", ");
    run(&[*part.with_context(|| format!("there is no part {name}, only {names}"))?])
}

fn run(parts: &[Part]) -> Result<()> {
    let shell = setup::shell()?;
    let mut sum = Tests::default();
    for (name, part) in parts {
        heading(name);
        sum = sum + part(&shell).with_context(|| format!("failed in: cargo xtask test {name}"))?;
    }
    heading("all is well");
    say(&format!("{} tests passed, {} ignored", sum.passed, sum.ignored));
    Ok(())
}

fn heading(line: &str) {
    eprintln!("\n──── {line} ────");
}

fn lint(shell: &Shell) -> Result<Tests> {
    setup::for_lint(shell)?;
    cmd!(shell, "cargo fmt --all --check").run().context("cargo fmt --all puts this right")?;
    cmd!(shell, "cargo clippy --locked --workspace --all-targets -- -D warnings").run()?;
    let bins = ["--bin", "app", "--bin", "worker", "--bin", "bench"];
    cmd!(shell, "cargo clippy --locked --lib {bins...} --target wasm32-unknown-unknown -- -D warnings").run()?;
    Ok(Tests::default())
}

fn native(_: &Shell) -> Result<Tests> {
    let mut cargo = Command::new("cargo");
    cargo.args(["test", "--locked", "--workspace", "--lib", "--bins"]);
    for target in native_targets()? {
        cargo.args(["--test", &target]);
    }
    let units = counted(&mut cargo)?;
    let docs = counted(Command::new("cargo").args(["test", "--locked", "--workspace", "--doc"]))?;
    Ok(units + docs)
}

/// The integration tests that need no browser: all but `tests/browser`.
fn native_targets() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root().join("tests")).context("tests/")? {
        let path = entry?.path();
        let is_target = path.extension().is_some_and(|kind| kind == "rs") || path.join("main.rs").is_file();
        let name = path.file_stem().and_then(|stem| stem.to_str()).context("a name that is not UTF-8")?;
        if is_target && name != "browser" {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn wasm(shell: &Shell) -> Result<Tests> {
    setup::for_build(shell)?;
    let chromium = setup::chromium(shell)?;
    let capabilities = browser::capabilities(&chromium, &browser::Start::default());
    let file = target().join("webdriver.json");
    fs::create_dir_all(target())?;
    fs::write(&file, serde_json::to_string(&capabilities)?)?;
    let mut cargo = Command::new("cargo");
    cargo
        .args(["test", "--locked", "--lib", "--target", "wasm32-unknown-unknown"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", setup::program("wasm-bindgen-test-runner"))
        // Tests that say nothing of the kind would run in Node.js.
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("CHROMEDRIVER", &chromium.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &file);
    counted(&mut cargo)
}

fn in_browser(shell: &Shell) -> Result<Tests> {
    setup::for_build(shell)?;
    setup::chromium(shell)?;
    setup::npm_package(shell, setup::AXE)?;
    nginx::program(shell)?;
    build::build(shell)?;
    single::build(shell)?;
    counted(Command::new("cargo").args(["test", "--locked", "--test", "browser"]))
}

/// Runs a test command, shows what it says and adds up its results.
fn counted(command: &mut Command) -> Result<Tests> {
    let shown = format!("{command:?}").replace('"', "");
    eprintln!("$ {shown}");
    let mut child = command.current_dir(root()).stdout(Stdio::piped()).spawn().with_context(|| shown.clone())?;
    let mut sum = Tests::default();
    let output = child.stdout.take().context("its output was asked for")?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        writeln!(std::io::stdout(), "{line}")?;
        if let Some(tests) = result(&line) {
            sum = sum + tests;
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{shown}: {status}");
    }
    Ok(sum)
}

/// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
fn result(line: &str) -> Option<Tests> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |name: &str| {
        let mut counts = counts.split("; ").filter_map(|count| count.split_once(' '));
        counts.find(|(_, of)| *of == name)?.0.parse().ok()
    };
    Some(Tests { passed: count("passed")?, ignored: count("ignored").unwrap_or(0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_as_cargo_and_wasm_bindgen_write_them() {
        let cases = [
            (
                "test result: ok. 12 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                Some(Tests { passed: 12, ignored: 2 }),
            ),
            ("test result: FAILED. 1 passed; 1 failed; 0 ignored", Some(Tests { passed: 1, ignored: 0 })),
            ("test result is not here. 1 passed", None),
            ("test notes::merge ... ok", None),
        ];
        for (line, wanted) in cases {
            assert_eq!(result(line), wanted, "{line}");
        }
    }

    #[test]
    fn the_browser_tests_are_no_native_tests() -> Result<()> {
        assert!(!native_targets()?.iter().any(|name| name == "browser"));
        Ok(())
    }
}
