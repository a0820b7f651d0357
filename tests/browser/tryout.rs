//! A text from outside: pasted, cut and marked by the worker, stopped, too long, and where the worker's files are
//! missing.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::json;
use xtask::dist;

use crate::harness::{Page, SIZES, Setup, run};

/// A sentence that no page of the corpus has, with a figure in words and a name in quotation marks.
pub const OWN: &str = "图书馆新增座位1,200个，比去年多二成半。学校开展“书香满园”活动，“书香满园”活动办了三年。";

const WORKER_FETCHED: &str =
    "return performance.getEntriesByType('resource').some((entry) => entry.name.includes('/worker-'))";

pub fn trying() -> Setup {
    Setup { fragment: "#try", ..Setup::default() }
}

impl Page {
    /// Puts a text where the cursor is, as pasting does.
    pub async fn paste(&self, text: &str) -> Result<()> {
        self.role("textbox", "要试的文字").await?.click().await?;
        self.script("document.execCommand('insertText', false, arguments[0])", &[json!(text)]).await?;
        Ok(())
    }

    /// Waits until the page tells something of the work.
    pub async fn told(&self, what: &str) -> Result<()> {
        self.wait(&format!("“{what}”"), || async {
            let told = self.script("return document.querySelector('.tryout [role=status]').textContent", &[]).await?;
            Ok(told.as_str().is_some_and(|told| told.contains(what)).then_some(()))
        })
        .await
    }

    /// The rows of the table with a name, a row a line, opened if it is closed.
    pub async fn table(&self, name: &str) -> Result<Vec<String>> {
        const ROWS: &str = "
            const table = [...document.querySelectorAll('details')]
                .find((details) => details.querySelector('summary').textContent.startsWith(arguments[0]));
            table.open = true;
            return [...table.querySelectorAll('tbody tr')]
                .map((row) => [...row.cells].map((cell) => cell.textContent).join(' | '))";
        Ok(serde_json::from_value(self.script(ROWS, &[json!(name)]).await?)?)
    }
}

#[tokio::test]
async fn a_pasted_text_is_cut_marked_and_tabled_and_kept_nowhere() -> Result<()> {
    run("try", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        let article = page.script("return document.querySelector('article .body').innerText", &[]).await?;
        let article = article.as_str().context("an article")?;
        page.type_text("t").await?;
        page.role("heading", "试一段").await?;
        ensure!(page.script(WORKER_FETCHED, &[]).await? == false, "the worker is fetched before it is asked");
        let before = page.storage().await?;
        page.paste(&format!("{OWN}\n{article}")).await?;
        page.chord(Key::Control, Key::Enter).await?;
        page.told("分好了").await?;
        ensure!(page.script(WORKER_FETCHED, &[]).await? == true, "the worker is told by its address");

        let numbers = page.table("数字").await?;
        for row in ["1,200个 | 1,200 个 | 数量 | 1", "二成半 | 25% | 百分数 | 1", "三年 | 3 年 | 时长 | 1"]
        {
            ensure!(numbers.iter().any(|found| found == row), "no {row} in {numbers:#?}");
        }
        let names = page.table("项目名").await?;
        ensure!(names.iter().any(|row| row == "书香满园 | 活动 | 2"), "{names:#?}");
        let words = page.table("词").await?;
        ensure!(words.len() == 15, "{words:#?}");
        page.click("button", "再看 50 行").await?;

        // Words are painted and not elements: no more elements than marks, slices and paragraphs.
        let painted = "return CSS.highlights.get('word')?.size ?? 0";
        page.wait("painted words", || async {
            Ok(page.script(painted, &[]).await?.as_u64().filter(|&count| count > 100))
        })
        .await?;
        let elements = "return document.querySelectorAll('.tried article :not(.mark, .slice, .paragraph)').length";
        ensure!(page.script(elements, &[]).await? == 0, "there are elements for something else");
        page.screenshot("try").await?;
        page.script("document.activeElement.blur()", &[]).await?;
        page.type_text("w").await?;
        page.until("no painted words", "return !CSS.highlights.has('word')").await?;

        // A row leads to its mark, and the mark has a card.
        page.click("button", "二成半").await?;
        let card = page.role("dialog", "解释").await?.text().await?;
        ensure!(card.contains("百分数") && card.contains("25%"), "the card says: {card}");
        ensure!(page.focused_text().await? == "二成半", "the mark has the focus");
        page.type_text("m").await?;
        let card = page.role("dialog", "解释").await?.text().await?;
        ensure!(card.contains("书香满园") && card.contains("提到 2 处"), "the card says: {card}");
        page.press(&[Key::Escape]).await?;
        page.no_role("dialog", "解释").await?;

        ensure!(page.storage().await? == before, "something was kept");
        page.client.refresh().await?;
        let text = page.role("textbox", "要试的文字").await?.prop("value").await?;
        ensure!(text.as_deref() == Some(""), "the text is there again: {text:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_work_shows_its_progress_and_stops_at_once() -> Result<()> {
    // Presses stop when the first slice is on the page, and takes down what progress there was.
    const STOP: &str = "
        const observer = new MutationObserver(() => {
            const stop = document.querySelector('.tryout-state button');
            if (!stop || !document.querySelector('.slice')) return;
            observer.disconnect();
            window.progressSeen = document.querySelector('.tryout-state progress').value;
            stop.click();
        });
        observer.observe(document.querySelector('.tryout'), { subtree: true, childList: true })";
    run("stop", trying(), |page| async move {
        page.paste(&OWN.repeat(1000)).await?;
        page.script(STOP, &[]).await?;
        page.click("button", "分词并标出").await?;
        page.told("停下了").await?;
        let seen = page.script("return window.progressSeen", &[]).await?.as_f64().context("progress")?;
        ensure!(seen > 0.0 && seen < 100.0, "the progress was {seen}");
        // What was done is there with its figures, and stays the part that it is.
        let count = "return document.querySelectorAll('.slice').length";
        let done = page.script(count, &[]).await?.as_u64().context("a count")?;
        ensure!((1..5).contains(&done), "{done} slices are done");
        ensure!(page.table("数字").await?.len() == 3, "the figures of the part that is done");
        page.screenshot("try-stopped").await?;
        // Another text is begun anew.
        page.click("button", "分词并标出").await?;
        page.told("分好了").await?;
        let all = page.script(count, &[]).await?.as_u64().context("a count")?;
        ensure!(all > 10, "{all} slices");
        page.fits().await
    })
    .await
}

#[tokio::test]
async fn a_text_that_is_too_long_is_told_with_the_limit_and_stays_whole() -> Result<()> {
    run("too-long", trying(), |page| async move {
        page.paste(&"学".repeat(200_003)).await?;
        let alert = page.find("[role=alert]").await?.text().await?;
        ensure!(alert.contains("200,003") && alert.contains("200,000") && alert.contains("多 3 字"), "{alert}");
        ensure!(page.shown(".draft button[aria-disabled=true]").await?.len() == 1, "it can be asked for all the same");
        page.screenshot("try-too-long").await?;
        page.press(&[Key::Backspace, Key::Backspace, Key::Backspace]).await?;
        page.gone("[role=alert]").await?;
        let length = "return document.querySelector('textarea').value.length";
        ensure!(page.script(length, &[]).await? == 200_000, "the text is whole");
        page.click("button", "分词并标出").await?;
        page.told("分好了").await
    })
    .await
}

#[tokio::test]
async fn where_a_file_is_missing_the_reader_is_told_and_can_try_again() -> Result<()> {
    let cases = [
        ("start.js", "没能启动"),
        ("worker.js", "没能启动"),
        ("worker_bg.wasm", "没能启动"),
        ("words.bin", "词典没有取到"),
    ];
    for (file, message) in cases {
        let folder = tempfile::tempdir()?;
        copy(&dist(), folder.path())?;
        let missing = hidden(folder.path(), file)?;
        let setup = Setup { dist: folder.path().to_owned(), ..trying() };
        run("missing", setup, |page| async move {
            page.paste(OWN).await?;
            page.click("button", "分词并标出").await?;
            page.told(message).await.context(file)?;
            page.screenshot("try-missing").await?;
            // The browser may say there, too, what it did not get.
            page.console_errors().await?;
            for (name, content) in missing {
                fs::write(name, content)?;
            }
            page.click("button", "再试一次").await?;
            page.told("分好了").await.context(file)
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_damaged_dictionary_and_a_browser_that_cannot_unpack_it_are_told() -> Result<()> {
    type Damage = fn(&mut Vec<u8>);
    let cases: [(&str, Damage, &str); 2] = [
        ("words.bin", |bytes| bytes.truncate(bytes.len() / 2), "没有取全"),
        (
            "start.js",
            |bytes| bytes.splice(..0, *b"globalThis.DecompressionStream = undefined;").for_each(drop),
            "浏览器太旧",
        ),
    ];
    for (file, damage, message) in cases {
        let folder = tempfile::tempdir()?;
        copy(&dist(), folder.path())?;
        for (name, mut content) in hidden(folder.path(), file)? {
            if name.ends_with(file) {
                damage(&mut content);
                fs::write(name, content)?;
            }
        }
        let setup = Setup { dist: folder.path().to_owned(), ..trying() };
        run("damaged-dictionary", setup, |page| async move {
            page.paste(OWN).await?;
            page.click("button", "分词并标出").await?;
            page.told(message).await?;
            let text = page.role("textbox", "要试的文字").await?.prop("value").await?;
            ensure!(text.as_deref() == Some(OWN), "the text is {text:?}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn it_fits_at_every_width_and_in_both_themes() -> Result<()> {
    for size in SIZES {
        for dark in [false, true] {
            run("try-widths", Setup { size, dark, ..trying() }, |page| async move {
                page.paste(OWN).await?;
                page.click("button", "分词并标出").await?;
                page.told("分好了").await?;
                page.table("数字").await?;
                page.screenshot(&format!("try-{}-{}", size.0, if dark { "dark" } else { "light" })).await?;
                page.fits().await
            })
            .await?;
        }
    }
    Ok(())
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Takes a file of the worker away, with its packed forms; gives their names and contents.
fn hidden(dist: &Path, file: &str) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut folders = fs::read_dir(dist)?.filter_map(Result::ok).map(|entry| entry.path());
    let is_worker = |path: &PathBuf| path.is_dir() && path.to_string_lossy().contains("worker-");
    let folder = folders.find(is_worker).context("the worker's folder")?;
    let mut taken = Vec::new();
    for suffix in ["", ".gz", ".br"] {
        let path = folder.join(format!("{file}{suffix}"));
        if path.is_file() {
            taken.push((path.clone(), fs::read(&path)?));
            fs::remove_file(path)?;
        }
    }
    ensure!(!taken.is_empty(), "there is no {file}");
    Ok(taken)
}
