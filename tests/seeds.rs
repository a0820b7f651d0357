//! What may lie in `seeds/`: a new page is there after a rebuild, with no change of code; a file that is
//! no text, or a table of contents that does not account for its page, stops the build with the place and the
//! reason.
//!
//! Each case is a copy of the checkout with something changed in `seeds/`, at one place and with one cache, in
//! turn: cargo takes a copy for the original and tells by the age of the files what is to be built anew.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// One case at a time.
static TURN: Mutex<()> = Mutex::new(());

/// `cargo run -- corpus` in a copy of the checkout whose folder of seeds has been changed.
fn corpus_after(change: impl FnOnce(&Path) -> Result<()>) -> Result<Output> {
    // A case that failed leaves nothing behind that the next one could stumble over.
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seeds");
    let checkout = folder.join("checkout");
    if checkout.exists() {
        fs::remove_dir_all(&checkout)?;
    }
    xtask::build::copy_inputs(&checkout)?;
    change(&checkout.join("seeds"))?;
    Command::new(env!("CARGO"))
        .args(["run", "--locked", "--quiet", "--bin", "meipi", "--", "corpus"])
        .current_dir(&checkout)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .context("cargo")
}

/// The same with one more file.
fn corpus_with(seed: &str, content: &[u8]) -> Result<Output> {
    corpus_after(|seeds| Ok(fs::write(seeds.join(seed), content)?))
}

#[test]
fn a_new_file_is_in_the_corpus_after_a_rebuild() -> Result<()> {
    let (seed, sentence) = ("900_school.txt", "学校图书馆从九月起每天开放到晚上十点。");
    let page = format!("图书馆延长开放时间\n\n本报记者 王小明\n\n{sentence}\n");
    let output = corpus_with(seed, page.as_bytes())?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let lines = String::from_utf8(output.stdout)?;
    let articles = lines.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    let new: Vec<&Value> = articles.iter().filter(|article| article["file"] == seed).collect();
    ensure!(!new.is_empty(), "no article of {seed}");
    ensure!(new.iter().any(|article| article.to_string().contains(sentence)), "{new:?}");
    ensure!(articles.len() > new.len(), "the other pages are still there");
    Ok(())
}

#[test]
fn a_file_that_is_no_text_stops_the_build_with_its_name_and_the_reason() -> Result<()> {
    let cases: [(&str, &[u8], &str); 3] = [
        ("901_empty.txt", b"", "empty"),
        ("902_blank.txt", "\n \u{3000}\n".as_bytes(), "empty"),
        ("903_gbk.txt", b"\xd6\xd0\xce\xc4", "UTF-8"),
    ];
    for (seed, content, reason) in cases {
        let output = corpus_with(seed, content)?;
        let told = String::from_utf8_lossy(&output.stderr);
        ensure!(!output.status.success(), "{seed} builds");
        let line = told.lines().find(|line| line.contains(seed));
        ensure!(line.is_some_and(|line| line.contains(reason)), "{seed}, {reason}: {told}");
    }
    Ok(())
}

#[test]
fn a_table_that_does_not_account_for_its_page_stops_the_build_with_the_place() -> Result<()> {
    const PAGE: &str = "000_81e916fd57ad6af5";
    // What is done to the table, from what to what, and what the build must say.
    let cases = [
        ("a paragraph loses its second line", "text = \"41 43+45\"", "text = \"41 43\"", "line 45"),
        ("a line is used twice", "text = \"41 43+45\"", "text = \"41 43+45 45\"", "line 45"),
        ("a dash is left out", "subtitle = \"9\"", "subtitle = \"9>访市工信局\"", "line 9"),
        ("a line is named that is not there", "title = \"7\"", "title = \"7000\"", "7000"),
        ("the table is of another page", "opens = \"全力以赴\"", "opens = \"尽力而为\"", "尽力而为"),
    ];
    for (what, from, to, told) in cases {
        let output = corpus_after(|seeds| {
            let table = seeds.join(format!("{PAGE}.toml"));
            let text = fs::read_to_string(&table)?;
            ensure!(text.contains(from), "{what}: the table has no {from}");
            Ok(fs::write(&table, text.replacen(from, to, 1))?)
        })?;
        let message = String::from_utf8_lossy(&output.stderr);
        ensure!(!output.status.success(), "{what}: it builds");
        let line = message.lines().find(|line| line.contains(PAGE) && line.contains(told));
        ensure!(line.is_some(), "{what}: {message}");
    }
    Ok(())
}
