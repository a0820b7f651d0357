//! The page's two programs, each in a folder of `dist/` that is named by a digest of all that is in it: what a
//! browser has kept of an earlier build never meets this one, and inside a folder all addresses are plain.
//!
//! The page's own program is split: what is reached only through a function with `#[wasm_split]` (`src/app/parts.rs`)
//! becomes a module that is fetched when that function is called. Which functions those are is worked out from the
//! relocations of the linked program, so it must be linked with them, and split before wasm-bindgen sees it. Trunk,
//! which links, binds and hashes in one go, has no place for that; so cargo and wasm-bindgen are called here.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use sha2::{Digest, Sha256};
use wasm_encoder::{Module, RawSection};
use wasm_split_cli_support as split;
use wasmparser::{Parser, Payload};
use xshell::{Shell, cmd};

use crate::publish::gzip;

/// The dictionary's name; see `src/worker.rs`.
pub const DICTIONARY: &str = "words.bin";

/// The module that fetches the split modules.
const LOADER: &str = "./parts.js";

/// Nothing is split off. What joins the page's modules are functions that the linker must keep, whoever calls them: in
/// any other program they would keep all of the page's parts.
pub const WHOLE: [&str; 2] = ["--features", "whole"];

/// What starts a program, in its folder: a file and no inline script, so that the policy is the same for every build
/// and can be a header.
pub const START: &str = "start.js";

/// Builds the page's program with a profile of `Cargo.toml`, for the checkout that the shell is in, and puts it into
/// `dist`. Gives its folder.
pub fn app(shell: &Shell, profile: &str, dist: &Path) -> Result<String> {
    let linked = compile(shell, "app", profile, &[], &["-C", "link-arg=--emit-relocs"])?;
    let wasm = fs::read(&linked.wasm).with_context(|| linked.wasm.display().to_string())?;
    let work = tempfile::tempdir()?;
    let main = work.path().join("main.wasm");
    let parts = work.path().join("parts");
    let options = {
        let mut options = split::Options::new(&wasm);
        options.output_dir = &parts;
        options.main_out_path = &main;
        options.main_module = "./app.js";
        // As the modules name it, and below the folder.
        options.link_name = LOADER;
        options
    };
    let modules = split::transform(options).map_err(|error| anyhow!("the program does not split: {error:#}"))?;
    let bound = bind(shell, &main, "app", &["--keep-lld-exports"])?;
    for module in &modules.split_modules {
        let name = module.file_name().context("a module has a name")?;
        fs::write(bound.path().join(name), without_names(&fs::read(module)?)?)?;
    }
    fs::copy(parts.join(LOADER), bound.path().join(LOADER))?;
    fs::write(bound.path().join(START), include_str!("start/app.js"))?;
    place(bound.path(), "app", dist)
}

/// Builds the worker, with the whole dictionary beside it. Gives its folder.
pub fn worker(shell: &Shell, profile: &str, dist: &Path) -> Result<String> {
    let linked = compile(shell, "worker", profile, &WHOLE, &[])?;
    let bound = bind(shell, &linked.wasm, "worker", &[])?;
    fs::write(bound.path().join(DICTIONARY), dictionary(&linked)?)?;
    fs::write(bound.path().join(START), include_str!("start/worker.js"))?;
    place(bound.path(), "worker", dist)
}

/// The whole dictionary, packed.
pub fn dictionary(linked: &Linked) -> Result<Vec<u8>> {
    let words = linked.written.join("words.txt");
    let words = fs::read(&words).with_context(|| words.display().to_string())?;
    Ok(gzip(&words)?)
}

/// What cargo made.
pub struct Linked {
    /// The program.
    pub wasm: PathBuf,
    /// Where the build script wrote.
    written: PathBuf,
}

/// Links one of the page's programs, with options for cargo and for rustc.
pub fn compile(shell: &Shell, binary: &str, profile: &str, options: &[&str], rustc: &[&str]) -> Result<Linked> {
    let target = ["--target", "wasm32-unknown-unknown", "--profile", profile, "--bin", binary];
    let said = cmd!(
        shell,
        "cargo rustc --locked --offline {target...} {options...} --message-format json-render-diagnostics -- {rustc...}"
    )
    .read()
    .with_context(|| format!("{binary} does not build"))?;
    let messages: Vec<serde_json::Value> = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let of_kind = |kind: &'static str| messages.iter().filter(move |message| message["reason"] == kind);
    let wasm = of_kind("compiler-artifact")
        .filter(|message| message["target"]["name"] == binary)
        .find_map(|message| message["filenames"].as_array()?.iter().filter_map(|name| name.as_str()).find(is_wasm))
        .context("cargo does not say what it built")?;
    let written = of_kind("build-script-executed")
        .find(|message| is_own(message["package_id"].as_str().unwrap_or_default()))
        .and_then(|message| message["out_dir"].as_str())
        .context("cargo does not say where the build script wrote")?;
    Ok(Linked { wasm: wasm.into(), written: written.into() })
}

fn is_wasm(name: &&str) -> bool {
    Path::new(name).extension().is_some_and(|kind| kind == "wasm")
}

/// Whether cargo's name of a package is that of the page: `path+file:///checkout#meipi@0.1.0`, or without the name
/// where the folder has it.
fn is_own(package: &str) -> bool {
    package.starts_with("path+") && (package.contains("#meipi@") || package.contains("/meipi#"))
}

/// Runs wasm-bindgen on a program. What it makes lies in the folder that is given back.
fn bind(shell: &Shell, wasm: &Path, name: &str, options: &[&str]) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let (out, plain) =
        (folder.path(), ["--target", "web", "--no-typescript", "--remove-name-section", "--remove-producers-section"]);
    cmd!(shell, "wasm-bindgen {plain...} {options...} --out-dir {out} --out-name {name} {wasm}")
        .run()
        .with_context(|| format!("{name} is not bound to JavaScript"))?;
    Ok(folder)
}

/// A module without the sections that only tools read. wasm-bindgen takes them from the main module; the others it
/// never sees.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            module.section(&RawSection { id, data: &wasm[range] });
        }
    }
    Ok(module.finish())
}

/// Moves the files of a folder into one below `dist` that is named after them, and gives its name.
fn place(files: &Path, stem: &str, dist: &Path) -> Result<String> {
    let mut names: Vec<PathBuf> = fs::read_dir(files)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    names.sort();
    ensure!(!names.is_empty(), "{stem} has no files");
    let mut digest = Sha256::new();
    let mut contents = Vec::new();
    for path in &names {
        let name = path.file_name().context("a file has a name")?.to_string_lossy().into_owned();
        let content = fs::read(path)?;
        digest.update(&name);
        digest.update(&content);
        contents.push((name, content));
    }
    let folder = format!("{stem}-{}", short(digest));
    fs::create_dir_all(dist.join(&folder))?;
    for (name, content) in contents {
        fs::write(dist.join(&folder).join(name), content)?;
    }
    Ok(folder)
}

/// The part of a digest that stands in names.
pub fn short(digest: Sha256) -> String {
    let mut name = format!("{:x}", digest.finalize());
    name.truncate(16);
    name
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn a_folder_is_named_by_what_is_in_it() -> Result<()> {
        let mut folders = Vec::new();
        for content in ["一", "二", "二"] {
            let (files, dist) = (tempfile::tempdir()?, tempfile::tempdir()?);
            fs::write(files.path().join("a.js"), "1")?;
            fs::write(files.path().join("b.wasm"), content)?;
            let folder = place(files.path(), "app", dist.path())?;
            assert_eq!(fs::read_to_string(dist.path().join(&folder).join("b.wasm"))?, content);
            folders.push(folder);
        }
        assert!(folders[0] != folders[1] && folders[1] == folders[2], "{folders:?}");
        assert!(folders.iter().all(|folder| folder.len() == "app-".len() + 16), "{folders:?}");
        Ok(())
    }

    #[test]
    fn the_page_is_told_from_other_packages() {
        assert!(is_own("path+file:///home/a/meipi#0.1.0"));
        assert!(is_own("path+file:///home/a/checkout#meipi@0.1.0"));
        assert!(!is_own("registry+https://github.com/rust-lang/crates.io-index#serde@1.0.0"));
        assert!(!is_own("path+file:///home/a/meipi/xtask#0.0.0"));
    }

    #[test]
    fn only_what_tools_read_is_taken_away() -> Result<()> {
        let memory = wasm_encoder::MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        let mut memories = wasm_encoder::MemorySection::new();
        memories.memory(memory);
        let mut plain = Module::new();
        plain.section(&memories);
        let mut named = Module::new();
        named.section(&memories);
        named.section(&wasm_encoder::CustomSection { name: Cow::Borrowed("name"), data: Cow::Borrowed(b"x") });
        assert_eq!(without_names(&named.finish())?, plain.finish());
        Ok(())
    }
}
