//! The repository's own commands, and what its browser tests share with them.
//!
//! | module | subject |
//! | --- | --- |
//! | [`setup`] | what a command needs on the machine: the wasm target, pinned tools, a browser |
//! | [`build`] | `dist/`: [`program`], [`page`], [`still`], [`publish`]; skipped when no input changed |
//! | [`program`] | the page's program, split, and the worker's, with the dictionary |
//! | [`page`] | `index.html` and the style sheet |
//! | [`still`] | the articles as HTML, in the page before its program runs |
//! | [`offline`] | the service worker, which knows every file of the build |
//! | [`publish`] | the policy in every page and the compressed files beside the plain ones |
//! | [`nginx`] | a real nginx for the tests |
//! | [`single`] | `meipi.html`: the page in one file |
//! | [`serve`] | a static file server for `dist/`, under any sub-path |
//! | [`test`] | everything that must hold, in order, to the first failure |
//! | [`release`] | what is handed out of a version |
//! | [`browser`] | a browser under WebDriver: for [`bench`] and the browser tests |
//! | [`bench`] | what loading the built page costs, how fast the core is, and peers beside both |
//!
//! Everything a command installs or caches lies in the checkout's `target/`, except the wasm target
//! (rustup's) and the browser (the system's).
//!
//! An error ends the command and is read by the person who gave it: it says what failed and what to do.

#![allow(clippy::missing_errors_doc, reason = "every error is told to a person; none is handled by kind")]

pub mod bench;
pub mod browser;
pub mod build;
pub mod nginx;
pub mod offline;
pub mod page;
pub mod program;
pub mod publish;
pub mod release;
pub mod serve;
pub mod setup;
pub mod single;
pub mod still;
pub mod test;

use std::path::{Path, PathBuf};

/// The checkout's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or_else(|| unreachable!("xtask is a folder of the checkout"))
}

/// The folder for everything built, as cargo sees it: `CARGO_TARGET_DIR` when set.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The built page: static files, ready for any host.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// A line of progress, told apart from the tools' own output.
pub fn say(line: &str) {
    eprintln!("xtask: {line}");
}
