//! What a command needs on the machine. Each function looks first and does nothing when it finds
//! what it wants; an error names the command that a person can run instead.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::browser::Engine;
use crate::{root, say, target};

/// The driver of Firefox, from crates.io, since Debian has none.
const GECKODRIVER: &str = "0.37.1";

/// What the browser tests ask whether a screen is accessible, from npm: its name and version.
pub const AXE: (&str, &str) = ("axe-core", "4.14.1");

const WASM: &str = "wasm32-unknown-unknown";

/// A browser and the driver that speaks WebDriver for it.
#[derive(Debug, Clone)]
pub struct Browser {
    /// What the browser is.
    pub engine: Engine,
    /// The browser's program.
    pub browser: PathBuf,
    /// The driver's program.
    pub driver: PathBuf,
}

/// A shell in the checkout's root that finds the pinned tools before any others.
pub fn shell() -> Result<Shell> {
    let shell = Shell::new()?;
    shell.change_dir(root());
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([tools().join("bin")].into_iter().chain(env::split_paths(&path)))?;
    shell.set_var("PATH", path);
    Ok(shell)
}

/// What turns the sources into `dist/`: the wasm target, wasm-bindgen, the crates.
pub fn for_build(shell: &Shell) -> Result<()> {
    wasm_target(shell)?;
    tool(shell, "wasm-bindgen-cli", "wasm-bindgen", &locked_wasm_bindgen()?)?;
    // The build itself is kept offline.
    cmd!(shell, "cargo fetch --locked --quiet").quiet().run()?;
    Ok(())
}

/// rustfmt and clippy: a minimal installation of Rust has neither.
pub fn for_lint(shell: &Shell) -> Result<()> {
    for (verb, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if cmd!(shell, "cargo {verb} --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
            say(&format!("adding {component}"));
            cmd!(shell, "rustup component add {component}")
                .run()
                .with_context(|| format!("install {component} for this Rust, then run this again"))?;
        }
    }
    wasm_target(shell)
}

fn wasm_target(shell: &Shell) -> Result<()> {
    let lib = cmd!(shell, "rustc --print target-libdir --target {WASM}").quiet().read()?;
    if Path::new(&lib).is_dir() {
        return Ok(());
    }
    say(&format!("adding Rust's target {WASM}"));
    cmd!(shell, "rustup target add {WASM}")
        .run()
        .with_context(|| format!("install Rust's target {WASM}, then run this again"))?;
    Ok(())
}

fn tools() -> PathBuf {
    target().join("tools")
}

/// One of the pinned programs.
pub fn program(name: &str) -> PathBuf {
    tools().join("bin").join(name)
}

fn tool(shell: &Shell, package: &str, program: &str, version: &str) -> Result<()> {
    let path = self::program(program);
    if path.is_file() {
        let found = cmd!(shell, "{path} --version").quiet().read().unwrap_or_default();
        if found.split_whitespace().nth(1) == Some(version) {
            return Ok(());
        }
    }
    say(&format!("building {package} {version} into target/tools (once; some minutes)"));
    let tools = tools();
    // Both packages ask for the slowest optimisation, which pays for a program that is used all day.
    // These run for seconds: a plain release build takes a third of the time.
    cmd!(shell, "cargo install --locked --force --root {tools} {package}@{version}")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_TARGET_DIR", tools.join("build"))
        .run()
        .with_context(|| format!("could not build {package} {version}"))?;
    shell.remove_path(tools.join("build"))?;
    Ok(())
}

/// The version of wasm-bindgen in `Cargo.lock`: the program must be of the same.
fn locked_wasm_bindgen() -> Result<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    version_in_lock(&lock, "wasm-bindgen").map(str::to_owned).context("Cargo.lock names no wasm-bindgen")
}

fn version_in_lock<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// A browser with its driver: from the environment, from the path, or from Debian.
pub fn browser(shell: &Shell, engine: Engine) -> Result<Browser> {
    if engine == Engine::Firefox && env::var_os("GECKODRIVER").is_none() {
        tool(shell, "geckodriver", "geckodriver", GECKODRIVER)?;
    }
    if let Some(found) = find_browser(engine) {
        return Ok(found);
    }
    let packages = match engine {
        Engine::Chromium => &["chromium", "chromium-driver"][..],
        Engine::Firefox => &["firefox-esr"],
        Engine::WebKit => &["webkit2gtk-driver", "xvfb"],
    };
    let fonts = ["fonts-noto-cjk", "fonts-noto-cjk-extra", "fonts-arphic-gkai00mp"];
    let packages = [packages, &fonts].concat();
    say(&format!("installing {engine} and its driver, with fonts for Chinese"));
    if let Err(error) = apt_install(shell, &packages) {
        let [browser, driver] = variables(engine);
        bail!(
            "the tests in {engine} need the browser and its driver ({error:#})\n\
             on Debian or Ubuntu:  sudo apt-get install {}\n\
             elsewhere: put both on the path, or name them in {browser} and {driver}",
            packages.join(" ")
        );
    }
    find_browser(engine).with_context(|| format!("apt-get ran, and yet {engine} with its driver is not found"))
}

/// Chromium with its driver, which the bench and the wasm tests use.
pub fn chromium(shell: &Shell) -> Result<Browser> {
    browser(shell, Engine::Chromium)
}

/// The browser and driver that are there already.
pub fn find_browser(engine: Engine) -> Option<Browser> {
    let (browsers, driver) = match engine {
        Engine::Chromium => {
            (&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"][..], on_path("chromedriver"))
        }
        Engine::Firefox => (&["firefox-esr", "firefox"][..], built_geckodriver().or_else(|| on_path("geckodriver"))),
        // Beside Xvfb, without which MiniBrowser has no screen.
        Engine::WebKit => (&["MiniBrowser"][..], on_path("Xvfb").and(on_path("WebKitWebDriver"))),
    };
    let named = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    let [browser_variable, driver_variable] = variables(engine);
    let installed = || (engine == Engine::WebKit).then(mini_browser)?;
    let browser = named(browser_variable).or_else(|| browsers.iter().copied().find_map(on_path)).or_else(installed)?;
    Some(Browser { engine, browser, driver: named(driver_variable).or(driver)? })
}

/// The variables that name a browser and its driver.
fn variables(engine: Engine) -> [&'static str; 2] {
    match engine {
        Engine::Chromium => ["CHROMIUM", "CHROMEDRIVER"],
        Engine::Firefox => ["FIREFOX", "GECKODRIVER"],
        Engine::WebKit => ["MINIBROWSER", "WEBKITWEBDRIVER"],
    }
}

fn built_geckodriver() -> Option<PathBuf> {
    Some(program("geckodriver")).filter(|path| path.is_file())
}

/// Debian puts it beside the library and not on the path: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`.
fn mini_browser() -> Option<PathBuf> {
    let folders = |of: &Path| Some(std::fs::read_dir(of).ok()?.filter_map(|entry| Some(entry.ok()?.path())));
    let libraries = folders(Path::new("/usr/lib"))?.filter_map(|machine| folders(&machine)).flatten();
    libraries
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit")))
        .map(|path| path.join("MiniBrowser"))
        .find(|path| path.is_file())
}

/// A package from npm, under `target/tools/npm`. Nothing of it is built or run when it is installed.
pub fn npm_package(shell: &Shell, (name, version): (&str, &str)) -> Result<()> {
    let manifest = std::fs::read_to_string(npm_file(name, "package.json")).unwrap_or_default();
    if manifest.contains(&format!("\"version\": \"{version}\"")) {
        return Ok(());
    }
    if on_path("npm").is_none() {
        say("installing npm");
        apt_install(shell, &["npm"]).context("install npm, then run this again")?;
    }
    say(&format!("installing {name} {version} into target/tools"));
    // A folder each: npm clears away what it was not asked for.
    let home = tools().join("npm").join(name);
    shell.create_dir(&home)?;
    cmd!(shell, "npm install --prefix {home} --no-audit --no-fund --ignore-scripts --no-save {name}@{version}")
        .quiet()
        .ignore_stdout()
        .run()
        .with_context(|| format!("npm does not install {name} {version}"))?;
    Ok(())
}

/// A file of a package that [`npm_package`] installs.
pub fn npm_file(package: &str, file: &str) -> PathBuf {
    tools().join("npm").join(package).join("node_modules").join(package).join(file)
}

/// Installs Debian packages where that needs no password.
fn apt_install(shell: &Shell, packages: &[&str]) -> Result<()> {
    apt_update(shell)?;
    apt(shell, &[&["install", "--no-install-recommends"], packages].concat())
}

/// Brings the list of Debian packages up to date, where that needs no password.
pub fn apt_update(shell: &Shell) -> Result<()> {
    apt(shell, &["update"])
}

fn apt(shell: &Shell, verb: &[&str]) -> Result<()> {
    if on_path("apt-get").is_none() {
        bail!("this system has no apt-get");
    }
    let sudo: &[&str] = if is_root() { &[] } else { &["sudo", "-n"] };
    let apt = [sudo, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]].concat();
    let (program, rest) = apt.split_first().context("a command has a program")?;
    Ok(cmd!(shell, "{program} {rest...} {verb...}").run()?)
}

/// Whether this is the superuser, as in most containers.
pub fn is_root() -> bool {
    let id = std::process::Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// A program on the path.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\nsource = \"x\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }

    #[test]
    fn this_repository_locks_a_version() {
        assert!(locked_wasm_bindgen().is_ok());
    }
}
