//! The worker's folder in `dist/`: its program as Trunk made it, and the dictionary as the build script wrote it,
//! packed.
//!
//! Trunk gives the files of a worker plain names, because a page names them when it runs. So they are moved into a
//! folder that is named by a digest of them all, and the page is told its name: what a browser has kept of an
//! earlier build never meets this one, and inside the folder all addresses stay as they were.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use xshell::{Shell, cmd};

use crate::publish::gzip;

/// What Trunk writes for the binary `worker`: the start, wasm-bindgen's half, the program.
const PROGRAM: [&str; 3] = ["worker_loader.js", "worker.js", "worker_bg.wasm"];

/// The dictionary's name; see `src/worker.rs`.
const DICTIONARY: &str = "words.bin";

/// Gathers the folder and tells the page.
pub fn gather(shell: &Shell, dist: &Path) -> Result<()> {
    let words = build_output(shell)?.join("words.txt");
    let words = fs::read(&words).with_context(|| words.display().to_string())?;
    place(dist, &gzip(&words)?)
}

fn place(dist: &Path, dictionary: &[u8]) -> Result<()> {
    let mut digest = Sha256::new_with_prefix(dictionary);
    for name in PROGRAM {
        let file = dist.join(name);
        digest.update(fs::read(&file).with_context(|| file.display().to_string())?);
    }
    let digest = digest.finalize();
    let (start, _) = digest.split_first_chunk().context("a digest is 32 bytes")?;
    let name = format!("worker-{:016x}", u64::from_be_bytes(*start));
    let folder = dist.join(&name);
    fs::create_dir_all(&folder)?;
    for file in PROGRAM {
        fs::rename(dist.join(file), folder.join(file))?;
    }
    fs::write(folder.join(DICTIONARY), dictionary)?;

    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    let at = html.find("</head>").context("the page has no </head>")?;
    let (head, rest) = html.split_at(at);
    // Read by `src/browser/helper.rs`.
    let meta = format!("<meta name=\"meipi-worker\" content=\"{name}/{}\">\n", PROGRAM[0]);
    fs::write(&page, format!("{head}{meta}{rest}"))?;
    Ok(())
}

/// Where the build script wrote for the worker that lies in `dist/`: cargo has just built it for Trunk, so it
/// builds nothing and says.
fn build_output(shell: &Shell) -> Result<PathBuf> {
    let options = ["--bin", "worker", "--profile", "web", "--target", "wasm32-unknown-unknown"];
    let said = cmd!(shell, "cargo build --locked --offline --quiet {options...} --message-format json").read()?;
    let scripts = said
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["reason"] == "build-script-executed");
    let mut own = scripts.filter(|message| is_own(message["package_id"].as_str().unwrap_or_default()));
    let message = own.next().context("cargo does not say where the build script wrote")?;
    Ok(message["out_dir"].as_str().context("cargo names no folder")?.into())
}

/// Whether cargo's name of a package is that of the page: `path+file:///checkout#meipi@0.1.0`, or without the name
/// where the folder has it.
fn is_own(package: &str) -> bool {
    package.starts_with("path+") && (package.contains("#meipi@") || package.contains("/meipi#"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_named_by_what_is_in_it_and_the_page_knows_it() -> Result<()> {
        let mut names = Vec::new();
        for dictionary in ["一", "二", "二"] {
            let dir = tempfile::tempdir()?;
            fs::write(dir.path().join("index.html"), "<html><head></head><body></body></html>")?;
            for name in PROGRAM {
                fs::write(dir.path().join(name), name)?;
            }
            place(dir.path(), dictionary.as_bytes())?;

            let html = fs::read_to_string(dir.path().join("index.html"))?;
            let address = html.split('"').find(|part| part.ends_with(PROGRAM[0])).context("an address")?.to_owned();
            let folder = dir.path().join(&address).parent().context("a folder")?.to_owned();
            assert_eq!(fs::read_to_string(folder.join(PROGRAM[2]))?, PROGRAM[2]);
            assert_eq!(fs::read_to_string(folder.join(DICTIONARY))?, dictionary);
            assert!(PROGRAM.iter().all(|name| !dir.path().join(name).exists()));
            assert!(html.find("<meta") < html.find("</head>"));
            names.push(address);
        }
        assert!(names[0] != names[1] && names[1] == names[2], "{names:?}");
        Ok(())
    }

    #[test]
    fn the_page_is_told_from_other_packages() {
        assert!(is_own("path+file:///home/a/meipi#0.1.0"));
        assert!(is_own("path+file:///home/a/checkout#meipi@0.1.0"));
        assert!(!is_own("registry+https://github.com/rust-lang/crates.io-index#serde@1.0.0"));
        assert!(!is_own("path+file:///home/a/meipi/xtask#0.0.0"));
    }
}
