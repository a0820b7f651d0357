//! Reads `seeds/*.txt` into pages, by the editor's table beside a file or else by rule. Fails by the file's
//! name, the reason and what to do; a page whose entries lose or double a character fails too.

use crate::corpus::account::account;
use crate::corpus::page::{Entry, Page, numbers};
use crate::corpus::table::Table;
use crate::corpus::{seed, split};
use std::fs;
use std::path::Path;

/// The pages of the folder, in the order of their file names.
pub fn read(folder: &Path) -> Result<Vec<Page>, String> {
    let failed = |path: &Path, e: std::io::Error| format!("{}: {e}", path.display());
    let mut paths = Vec::new();
    for item in fs::read_dir(folder).map_err(|e| failed(folder, e))? {
        let path = item.map_err(|e| failed(folder, e))?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(format!("{}: no .txt file to read", folder.display()));
    }
    let pages = paths
        .iter()
        .map(|path| page(path, fs::read(path).map_err(|e| failed(path, e))?))
        .collect::<Result<Vec<_>, _>>()?;
    let files: Vec<_> = pages.iter().map(|page| page.file.clone()).collect();
    numbers(&files)
        .map_err(|(a, b)| format!("seeds/{a} and seeds/{b} would give their articles the same ids: rename one"))?;
    Ok(pages)
}

fn page(path: &Path, bytes: Vec<u8>) -> Result<Page, String> {
    let file = path.file_name().and_then(|name| name.to_str());
    let file = file.ok_or_else(|| format!("{}: a name that is not UTF-8", path.display()))?;
    let name = format!("seeds/{file}");
    let text = seed::decode(&name, bytes).map_err(|e| e.to_string())?;
    let table = path.with_extension("toml");
    let entries = if table.exists() {
        by_table(&table, &text)?
    } else {
        println!(
            "cargo::warning={name} is split into articles by rule: there is no table of contents \
             beside it ({})",
            table.file_name().unwrap_or_default().display()
        );
        split::split(&text)
    };
    account(&text, &entries).map_err(|fault| {
        let by = if table.exists() { "its table of contents" } else { "the rule" };
        format!("{name}, {fault} of {by}")
    })?;
    Ok(Page { file: file.to_owned(), text, entries })
}

fn by_table(path: &Path, text: &str) -> Result<Vec<Entry>, String> {
    let name = path.file_name().unwrap_or_default().display();
    let failed = |e: &dyn std::fmt::Display| format!("seeds/{name}: {e}");
    let table = fs::read_to_string(path).map_err(|e| failed(&e))?;
    let table: Table = toml::from_str(&table).map_err(|e| failed(&e))?;
    table.entries(text).map_err(|e| failed(&e))
}
