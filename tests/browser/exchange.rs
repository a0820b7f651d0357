//! Notes go out as a file and come in again; bad files are told, and change nothing.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::Value;

use crate::harness::{Page, Setup, run};
use crate::notes::QUOTE;

/// Lays hold of the files that the page hands over: name and text.
const CATCH: &str = r"
    window.caught = [];
    const texts = new Map();
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { const url = make(blob); texts.set(url, blob.text()); return url; };
    HTMLAnchorElement.prototype.click = function () {
        texts.get(this.href).then((text) => window.caught.push([this.download, text]));
    };
";

impl Page {
    /// Downloads the notes in a format, under a name, and gives the file's name and text.
    pub async fn download_notes(&self, format: &str, name: &str) -> Result<(String, String)> {
        self.script(CATCH, &[]).await?;
        self.click("button", "导出……").await?;
        self.role("dialog", "导出批注").await?;
        self.find(&format!("[name=format][value={format}]")).await?.click().await?;
        self.find(".named input").await?.click().await?;
        self.type_text(name).await?;
        self.press(&[Key::Tab]).await?;
        self.click("button", "下载 ").await?;
        let file = self
            .wait("the file", || async {
                Ok(self.script("return window.caught[0] ?? null", &[]).await?.as_array().cloned())
            })
            .await?;
        self.press(&[Key::Escape]).await?;
        let text = |at: usize| file.get(at).and_then(Value::as_str).map(str::to_owned).context("a name and a text");
        Ok((text(0)?, text(1)?))
    }

    /// Chooses files in the dialog that takes notes in.
    pub async fn choose_files(&self, paths: &[&Path]) -> Result<()> {
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let field = self.client.find(Locator::Css(".drop input")).await?;
        Ok(field.send_keys(&paths.join("\n")).await?)
    }

    /// Waits until the dialog tells something.
    pub async fn tells(&self, words: &str) -> Result<()> {
        self.wait(words, || async { Ok(self.find("dialog").await?.text().await?.contains(words).then_some(())) }).await
    }
}

#[tokio::test]
async fn a_file_that_went_out_comes_in_again_once() -> Result<()> {
    let folder = tempfile::tempdir()?;
    run("exchange", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.note(QUOTE, "两个数各是什么？").await?;
        page.type_text("l").await?;
        page.lists(1, "共 1 条批注").await?;
        let (name, text) = page.download_notes("ann", "三班 李小舟").await?;
        ensure!(
            name.starts_with("三班 李小舟 批注-20") && name.split('.').next_back() == Some("ann"),
            "the file is called {name}"
        );
        ensure!(text.contains("三班 李小舟") && text.contains("两个数各是什么？"), "the file holds {text}");
        let file = folder.path().join("hand-in.ann");
        fs::write(&file, &text)?;

        page.click("button", "全选").await?;
        page.click("button", "删除").await?;
        page.find(".notes-none").await?;
        page.click("button", "导入……").await?;
        page.choose_files(&[&file]).await?;
        page.tells("会加上 1 条").await?;
        page.screenshot("import").await?;
        page.click("button", "导入 1 条").await?;
        page.lists(1, "共 1 条批注").await?;

        // The same file again, and a changed one beside two that are of no use.
        let changed = folder.path().join("changed.ann");
        let later = text.replace("两个数各是什么？", "改过的话").replace("\"modified\":\"20", "\"modified\":\"21");
        fs::write(&changed, later)?;
        let (broken, foreign) = (folder.path().join("broken.json"), folder.path().join("foreign.json"));
        fs::write(&broken, &text[..text.len() / 2])?;
        fs::write(&foreign, "{\"a\":1}")?;
        page.click("button", "导入……").await?;
        page.choose_files(&[&file]).await?;
        page.tells("没有新的").await?;
        page.click("button", "换别的文件").await?;
        page.choose_files(&[&changed, &broken, &foreign]).await?;
        page.tells("改动 1 条").await?;
        page.tells("文件不完整").await?;
        page.tells("文件里没有批注").await?;
        page.find("details.outlook summary").await?.click().await?;
        page.tells("改过的话").await?;
        page.screenshot("import-several").await?;
        page.click("button", "导入 1 条").await?;
        page.wait("the later words", || async { Ok(page.kept().await?[0].contains("改过的话").then_some(())) }).await?;
        page.held(&[Key::Control], 'z').await?;
        page.wait("the words before", || async { Ok(page.kept().await?[0].contains("各是什么").then_some(())) }).await
    })
    .await
}

#[tokio::test]
async fn notes_go_out_for_people() -> Result<()> {
    for (format, ending, holds) in [("md", ".md", "> "), ("csv", ".csv", "黄色"), ("html", ".html", "<mark")] {
        run("export", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
            page.ready().await?;
            page.note(QUOTE, "<b>两个数</b>").await?;
            page.type_text("l").await?;
            let (name, text) = page.download_notes(format, "").await?;
            ensure!(name.starts_with("批注-") && name.ends_with(ending), "the file is called {name}");
            ensure!(text.contains(holds) && text.contains(QUOTE) && text.contains("两个数"), "the file holds {text}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}
