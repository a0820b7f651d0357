//! `dist/`: the [programs](crate::program), the [page](crate::page), then what [`publish`](crate::publish) adds.
//!
//! A stamp in `target/` holds a digest of all inputs and of the output; while both are as they were,
//! there is nothing to do. The inputs are found by leaving out what surely is none, so that a new
//! folder of sources can not be forgotten here.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::Shell;

use crate::{dist, page, program, publish, root, say, setup, still, target};

/// The profile of what readers load.
pub const PROFILE: &str = "web";

/// Folders of the checkout that hold no input of the page.
const NO_INPUT: [&str; 5] = [".git", "dist", "dist-single", "target", "tests"];

/// `cargo xtask build`.
pub fn command() -> Result<()> {
    let shell = setup::shell()?;
    setup::for_build(&shell)?;
    build(&shell)
}

/// Brings `dist/` up to date. Expects [`setup::for_build`].
pub fn build(shell: &Shell) -> Result<()> {
    let file = target().join("dist.stamp");
    let inputs = digest(root(), &inputs()?)?;
    let last = fs::read_to_string(&file).unwrap_or_default();
    if dist().is_dir() && stamp(inputs)? == last {
        say("dist/ is up to date");
        return Ok(());
    }
    say("building the page");
    page(shell, PROFILE)?;
    still::render(shell, &dist())?;
    publish::finish(&dist())?;
    fs::write(&file, stamp(inputs)?).with_context(|| file.display().to_string())?;
    Ok(())
}

/// Builds the page of the checkout that the shell is in, with a profile of `Cargo.toml`, into its `dist/`; without
/// what only readers need: the policy and the compressed files.
pub fn page(shell: &Shell, profile: &str) -> Result<()> {
    let checkout = shell.current_dir();
    let dist = checkout.join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    let app = program::app(shell, profile, &dist)?;
    let worker = program::worker(shell, profile, &dist)?;
    page::write(&checkout, &dist, &app, &worker)?;
    let icons = checkout.join("icons");
    for file in files(&icons, &[])? {
        let copy = dist.join("icons").join(file.strip_prefix(&icons)?);
        fs::create_dir_all(copy.parent().unwrap_or(&dist))?;
        fs::copy(&file, &copy).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

/// What the stamp says of given inputs and the output as it is.
fn stamp(inputs: u64) -> Result<String> {
    let output = digest(&dist(), &files(&dist(), &[])?)?;
    Ok(format!("{inputs:016x} {output:016x}\n"))
}

/// The files that the page is made of.
fn inputs() -> Result<Vec<PathBuf>> {
    files(root(), &NO_INPUT)
}

/// Copies the files that the page is made of into an empty folder, to build a changed checkout.
pub fn copy_inputs(to: &Path) -> Result<()> {
    for file in inputs()? {
        let copy = to.join(file.strip_prefix(root())?);
        fs::create_dir_all(copy.parent().unwrap_or(to))?;
        fs::copy(&file, &copy).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

/// All files below `folder`, in order, but for those in the folders `leave_out` right below it.
pub fn files(folder: &Path, leave_out: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        if leave_out.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            found.extend(files(&entry.path(), &[])?);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// A digest of files below `folder`, by path and content. It tells change, not malice.
fn digest(folder: &Path, files: &[PathBuf]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.strip_prefix(folder)?.hash(&mut hasher);
        fs::read(file).with_context(|| file.display().to_string())?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_sees_names_and_contents_and_passes_over_the_rest() -> Result<()> {
        let dir = tempfile::tempdir()?;
        let at = |name: &str| dir.path().join(name);
        fs::create_dir(at("seeds"))?;
        fs::create_dir(at("target"))?;
        fs::write(at("seeds/a.txt"), "一")?;
        let digest = || digest(dir.path(), &files(dir.path(), &NO_INPUT)?);
        let first = digest()?;

        fs::write(at("target/x"), "built")?;
        assert_eq!(digest()?, first);

        fs::write(at("seeds/a.txt"), "二")?;
        let second = digest()?;
        assert_ne!(second, first);

        fs::rename(at("seeds/a.txt"), at("seeds/b.txt"))?;
        assert_ne!(digest()?, second);
        Ok(())
    }
}
