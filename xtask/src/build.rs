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

/// Folders of the checkout that hold no input of the page; see [`inputs`] for what else is none.
const NO_INPUT: [&str; 5] = [".git", "dist", "dist-single", "target", "tests"];

/// `cargo xtask build`.
pub fn command() -> Result<()> {
    let shell = setup::shell()?;
    setup::for_build(&shell)?;
    build(&shell)
}

/// Brings `dist/` up to date. Expects [`setup::for_build`].
pub fn build(shell: &Shell) -> Result<()> {
    once(root(), &target().join("dist.stamp"), || {
        page(shell, PROFILE)?;
        still::render(shell, &dist())?;
        publish::finish(&dist())
    })
}

/// Makes `dist/` of a checkout, unless it is there and neither it nor what it was made of has changed since; the stamp
/// keeps what both were like.
pub(crate) fn once(checkout: &Path, stamp_file: &Path, make: impl FnOnce() -> Result<()>) -> Result<()> {
    let dist = checkout.join("dist");
    let inputs = digest(checkout, &inputs(checkout)?)?;
    let last = fs::read_to_string(stamp_file).unwrap_or_default();
    if dist.is_dir() && stamp(inputs, &dist)? == last {
        say(&format!("{} is up to date", dist.display()));
        return Ok(());
    }
    say("building the page");
    make()?;
    fs::write(stamp_file, stamp(inputs, &dist)?).with_context(|| stamp_file.display().to_string())
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
        copy_new(&file, &dist.join("icons").join(file.strip_prefix(&icons)?))?;
    }
    Ok(())
}

/// The files that the page of a checkout is made of.
pub(crate) fn inputs(checkout: &Path) -> Result<Vec<PathBuf>> {
    let mut files = files(checkout, &NO_INPUT)?;
    files.retain(|file| {
        let is_read_by_people = file.parent() == Some(checkout) && file.extension().is_some_and(|kind| kind == "md");
        !is_read_by_people && !file.starts_with(checkout.join("xtask/src/bench"))
    });
    Ok(files)
}

/// What the stamp says of given inputs and the output as it is.
fn stamp(inputs: u64, dist: &Path) -> Result<String> {
    let output = digest(dist, &files(dist, &[])?)?;
    Ok(format!("{inputs:016x} {output:016x}\n"))
}

/// Copies the files that the page is made of into a folder, to build a changed checkout. One that is there and the
/// same is not touched, so that nothing is built again for it.
pub fn copy_inputs(to: &Path) -> Result<()> {
    for file in inputs(root())? {
        copy_new(&file, &to.join(file.strip_prefix(root())?))?;
    }
    Ok(())
}

/// Copies a file, unless the same is there.
pub(crate) fn copy_new(from: &Path, to: &Path) -> Result<()> {
    write_new(to, &fs::read(from).with_context(|| from.display().to_string())?)
}

/// Writes a file, unless the same is there.
pub(crate) fn write_new(to: &Path, content: &[u8]) -> Result<()> {
    if fs::read(to).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
    fs::write(to, content).with_context(|| to.display().to_string())
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
