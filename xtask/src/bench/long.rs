//! Our page with a long article in it: a copy of the checkout with one seed and its table of contents more, built as
//! the page is, but for the policy and the compressed files.
//!
//! The copy, what is compiled of it and its `dist/` lie in `target/bench/long/`; what is unchanged since the last time
//! is not built again.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::Shell;

use crate::{build, root, say, target};

/// How many characters the article has, at least.
pub(super) const CHARACTERS: usize = 100_000;

/// The article's id, which the corpus makes of its file's name.
pub(super) const ARTICLE: &str = "900-01";

/// The seed, and the table that makes it one article.
const ADDED: [&str; 2] = ["seeds/900_long.txt", "seeds/900_long.toml"];

const TITLE: &str = "很长的一篇";

/// Builds it; gives the folder to be served.
pub(super) fn prepare(shell: &Shell) -> Result<PathBuf> {
    let folder = target().join("bench/long");
    let checkout = folder.join("checkout");
    build::copy_inputs(&checkout)?;
    for (name, content) in ADDED.into_iter().zip(seed()?) {
        build::write_new(&checkout.join(name), content.as_bytes())?;
    }
    for file in build::inputs(&checkout)? {
        let name = file.strip_prefix(&checkout)?;
        if !ADDED.iter().any(|added| name == Path::new(added)) && !root().join(name).is_file() {
            fs::remove_file(&file)?;
        }
    }
    let shell = shell.clone();
    shell.change_dir(&checkout);
    // Not the checkout's own: cargo takes a copy for the original and would mix what it builds of both.
    shell.set_var("CARGO_TARGET_DIR", folder.join("target"));
    say("the page with a long article");
    build::once(&checkout, &folder.join("dist.stamp"), || build::page(&shell, build::PROFILE))?;
    Ok(checkout.join("dist"))
}

/// A page with one article, the paragraphs of the corpus over and over, a line each; and its table of contents.
fn seed() -> Result<[String; 2]> {
    let mut paragraphs = Vec::new();
    for file in build::files(&root().join("seeds"), &[])? {
        if file.extension().is_some_and(|kind| kind == "txt") {
            let page = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
            let lines = page.lines().map(str::trim).filter(|line| line.ends_with('。') && line.chars().count() >= 40);
            paragraphs.extend(lines.map(str::to_owned));
        }
    }
    ensure!(!paragraphs.is_empty(), "there are no paragraphs in seeds/");
    let mut page = format!("{TITLE}\n");
    let mut table = format!("[[entry]]\nopens = \"{TITLE}\"\ntitle = \"1\"\ntext = \"");
    let mut length = 0;
    for (line, paragraph) in (2..).zip(paragraphs.iter().cycle()) {
        writeln!(page, "{paragraph}")?;
        write!(table, "{line} ")?;
        length += paragraph.chars().count();
        if length >= CHARACTERS {
            break;
        }
    }
    Ok([page, table.trim_end().to_owned() + "\"\n"])
}
