//! The articles as HTML in `dist/`: the page as it stands before the program runs, see `src/still` of the page.
//!
//! The last step that adds to `index.html`, since every article's page is made from it.

use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

/// Puts the first article into `index.html` and writes a file for each.
pub fn render(shell: &Shell, dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    cmd!(shell, "cargo run --locked --offline --quiet --bin still -- {page} {dist}")
        .run()
        .context("the articles' pages")
}
