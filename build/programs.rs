//! The editor's list of programme names, read from `seeds/programs.toml` and written for the program.
//!
//! The list is checked against the texts that are shown: a form that is marked nowhere is a mistake in
//! the list (or a page that has gone), and the build says which.

use std::fs;
use std::path::Path;

#[path = "../src/programs/recogniser/mod.rs"]
mod recogniser;

// The same names as in the program, so that rooms compiled by path find them.
pub use recogniser::{Catalogue, NameRules, Program, find, find_corrected};

const LIST: &str = "programs.toml";

/// Reads and checks the list of `seeds`, and writes `programs.json` into `out`.
///
/// # Errors
/// One line a mistake: the file, the entry, what is wrong with it.
pub fn build(seeds: &Path, out: &Path, texts: &[String]) -> Result<Catalogue, String> {
    let path = seeds.join(LIST);
    let list = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let catalogue: Catalogue = toml::from_str(&list).map_err(|e| format!("{}: {e}", path.display()))?;
    let problems: Vec<String> =
        catalogue.check(texts).iter().map(|problem| format!("{}: {problem}", path.display())).collect();
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    let json = serde_json::to_string(&catalogue).map_err(|e| format!("{}: {e}", path.display()))?;
    let file = out.join("programs.json");
    fs::write(&file, json).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(catalogue)
}
