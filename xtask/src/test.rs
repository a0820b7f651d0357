//! Everything that must hold before a change goes in: in order from quick to slow, to the first failure.
//!
//! No `RUSTFLAGS`: warnings are denied by clippy alone, so that every build here is the build that
//! plain cargo commands make, and nothing is compiled twice.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::browser::{self, Engine};
use crate::{build, nginx, root, say, setup, single, target};

type Part = (&'static str, fn(&Shell, &Options) -> Result<Tests>);

const PARTS: [Part; 4] = [("lint", lint), ("native", native), ("wasm", wasm), ("browser", in_browser)];

/// What a test of a browser writes when its engine cannot do what it asks: `skipped in ENGINE: TEST: REASON`.
pub const SKIPPED: &str = "skipped in ";

/// Which tests are to run.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    parts: Vec<&'static str>,
    engines: Vec<Engine>,
    filter: Option<String>,
}

impl Options {
    /// Reads `[PART] [--all-browsers | --engine NAME] [FILTER]`.
    pub fn parse(args: &[&str]) -> Result<Self> {
        let parts = PARTS.map(|(part, _)| part).to_vec();
        let mut options = Self { parts, engines: vec![Engine::Chromium], filter: None };
        let mut is_one_part = false;
        let mut args = args.iter().copied();
        while let Some(arg) = args.next() {
            match arg {
                "--all-browsers" => options.engines = Engine::ALL.to_vec(),
                "--engine" => {
                    let name = args.next().context("--engine wants a name")?;
                    let names = Engine::ALL.map(Engine::name).join(", ");
                    let engine = Engine::from_name(name);
                    options.engines = vec![engine.with_context(|| format!("no engine {name}, only {names}"))?];
                }
                _ if arg.starts_with('-') => bail!("not understood: {arg}"),
                _ if !is_one_part => {
                    let part = PARTS.iter().map(|(part, _)| *part).find(|part| *part == arg);
                    let names = PARTS.map(|(part, _)| part).join(", ");
                    options.parts = vec![part.with_context(|| format!("there is no part {arg}, only {names}"))?];
                    is_one_part = true;
                }
                _ if options.filter.is_none() && options.parts == ["browser"] => options.filter = Some(arg.to_owned()),
                _ => bail!("not understood: {arg}"),
            }
        }
        Ok(options)
    }
}

/// How many tests passed and were passed over.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tests {
    passed: usize,
    ignored: usize,
    /// Those that an engine cannot run, with the reason. The runner takes them for passed.
    skipped: BTreeSet<String>,
}

impl Tests {
    fn and(mut self, more: Self) -> Self {
        self.skipped.extend(more.skipped);
        Self { passed: self.passed + more.passed, ignored: self.ignored + more.ignored, skipped: self.skipped }
    }

    /// Takes in a line of the runner's output.
    fn read(&mut self, line: &str) {
        if let Some((passed, ignored)) = result(line) {
            self.passed += passed;
            self.ignored += ignored;
        } else if let Some(at) = line.find(SKIPPED) {
            // It may stand behind the name of the test that is running.
            self.skipped.insert(line[at..].to_owned());
        }
    }

    /// What is said at the end.
    fn summary(&self) -> String {
        let passed = self.passed.saturating_sub(self.skipped.len());
        let skipped = Engine::ALL.into_iter().filter_map(|engine| {
            let of_it = format!("{SKIPPED}{engine}:");
            let count = self.skipped.iter().filter(|line| line.starts_with(&of_it)).count();
            (count > 0).then(|| format!(", {count} skipped in {engine}"))
        });
        format!("{passed} tests passed, {} ignored{}", self.ignored, skipped.collect::<String>())
    }
}

/// `cargo xtask test`: all there is, in Chromium.
pub fn all() -> Result<()> {
    command(&Options::parse(&[])?)
}

/// `cargo xtask test …`.
pub fn command(options: &Options) -> Result<()> {
    let shell = setup::shell()?;
    let mut sum = Tests::default();
    for (name, part) in PARTS.iter().filter(|(name, _)| options.parts.contains(name)) {
        heading(name);
        let tests = part(&shell, options).with_context(|| format!("failed in: cargo xtask test {name}"))?;
        sum = sum.and(tests);
    }
    heading("all is well");
    for line in &sum.skipped {
        say(line);
    }
    say(&sum.summary());
    Ok(())
}

fn heading(line: &str) {
    eprintln!("\n──── {line} ────");
}

fn lint(shell: &Shell, _: &Options) -> Result<Tests> {
    setup::for_lint(shell)?;
    cmd!(shell, "cargo fmt --all --check").run().context("cargo fmt --all puts this right")?;
    cmd!(shell, "cargo clippy --locked --workspace --all-targets -- -D warnings").run()?;
    let bins = ["--bin", "app", "--bin", "worker", "--bin", "bench"];
    cmd!(shell, "cargo clippy --locked --lib {bins...} --target wasm32-unknown-unknown -- -D warnings").run()?;
    Ok(Tests::default())
}

fn native(_: &Shell, _: &Options) -> Result<Tests> {
    let mut cargo = Command::new("cargo");
    cargo.args(["test", "--locked", "--workspace", "--lib", "--bins"]);
    for target in native_targets()? {
        cargo.args(["--test", &target]);
    }
    let units = counted(&mut cargo)?;
    let docs = counted(Command::new("cargo").args(["test", "--locked", "--workspace", "--doc"]))?;
    Ok(units.and(docs))
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

fn wasm(shell: &Shell, _: &Options) -> Result<Tests> {
    setup::for_build(shell)?;
    let chromium = setup::chromium(shell)?;
    let capabilities = browser::capabilities(&chromium, &browser::Start::default());
    let file = target().join("webdriver.json");
    fs::create_dir_all(target())?;
    fs::write(&file, serde_json::to_string(&capabilities)?)?;
    let mut cargo = Command::new("cargo");
    cargo
        .args(["test", "--locked", "--lib", "--target", "wasm32-unknown-unknown"])
        // Else the page of the tests asks for the script that fetches the split modules, and never begins.
        .args(crate::program::WHOLE)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", setup::program("wasm-bindgen-test-runner"))
        // Tests that say nothing of the kind would run in Node.js.
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("CHROMEDRIVER", &chromium.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &file);
    counted(&mut cargo)
}

fn in_browser(shell: &Shell, options: &Options) -> Result<Tests> {
    setup::for_build(shell)?;
    for engine in &options.engines {
        setup::browser(shell, *engine)?;
    }
    setup::npm_package(shell, setup::AXE)?;
    nginx::program(shell)?;
    build::build(shell)?;
    single::build(shell)?;
    let mut sum = Tests::default();
    for engine in &options.engines {
        heading(&engine.to_string());
        let mut cargo = Command::new("cargo");
        cargo.args(["test", "--locked", "--test", "browser"]).env(Engine::VARIABLE, engine.name());
        if let Some(filter) = &options.filter {
            cargo.args(["--", filter]);
        }
        sum = sum.and(counted(&mut cargo)?);
    }
    Ok(sum)
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
        sum.read(&line);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{shown}: {status}");
    }
    Ok(sum)
}

/// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; …`: how many passed and were ignored.
fn result(line: &str) -> Option<(usize, usize)> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |name: &str| {
        let mut counts = counts.split("; ").filter_map(|count| count.split_once(' '));
        counts.find(|(_, of)| *of == name)?.0.parse().ok()
    };
    Some((count("passed")?, count("ignored").unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_as_cargo_and_wasm_bindgen_write_them() {
        let cases = [
            (
                "test result: ok. 12 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                Some((12, 2)),
            ),
            ("test result: FAILED. 1 passed; 1 failed; 0 ignored", Some((1, 0))),
            ("test result is not here. 1 passed", None),
            ("test notes::merge ... ok", None),
        ];
        for (line, wanted) in cases {
            assert_eq!(result(line), wanted, "{line}");
        }
    }

    #[test]
    fn what_an_engine_cannot_run_is_counted_apart_and_once() {
        let mut tests = Tests::default();
        for line in [
            "skipped in WebKitGTK: paper::prints: no printer",
            "skipped in WebKitGTK: paper::prints: no printer",
            "test paper::prints ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        ] {
            tests.read(line);
        }
        assert_eq!(tests.summary(), "2 tests passed, 1 ignored, 1 skipped in WebKitGTK");
    }

    #[test]
    fn options_name_a_part_an_engine_and_a_test() -> Result<()> {
        let options = Options::parse(&["browser", "--engine", "firefox", "notes::"])?;
        assert_eq!(options.parts, ["browser"]);
        assert_eq!(options.engines, [Engine::Firefox]);
        assert_eq!(options.filter.as_deref(), Some("notes::"));
        assert_eq!(Options::parse(&["--all-browsers"])?.engines, Engine::ALL);
        assert_eq!(Options::parse(&[])?.engines, [Engine::Chromium]);
        for wrong in [&["unit"][..], &["--engine"], &["--engine", "lynx"], &["lint", "x"], &["browser", "a", "b"]] {
            assert!(Options::parse(wrong).is_err(), "{wrong:?}");
        }
        Ok(())
    }

    #[test]
    fn the_browser_tests_are_no_native_tests() -> Result<()> {
        assert!(!native_targets()?.iter().any(|name| name == "browser"));
        Ok(())
    }
}
