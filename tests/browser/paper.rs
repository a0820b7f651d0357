//! On paper: the article set anew, with its notes beside it, after it, or without them.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use fantoccini::wd::PrintConfiguration;
use serde_json::json;
use xtask::browser::Want;

use crate::harness::{Page, Setup, run};
use crate::notes::QUOTE;

impl Page {
    /// The text of the sheet while the browser prints.
    async fn on_paper(&self, css: &str) -> Result<String> {
        self.script("dispatchEvent(new Event('beforeprint'))", &[]).await?;
        let text = self
            .wait("the sheet", || async {
                let script = "return document.querySelector('.printed') && [...document.querySelectorAll(arguments[0])]
                    .map((e) => e.textContent).join('\\n')";
                Ok(self.script(script, &[json!(css)]).await?.as_str().map(str::to_owned))
            })
            .await?;
        self.script("dispatchEvent(new Event('afterprint'))", &[]).await?;
        self.until("no sheet", "return !document.querySelector('.printed')").await?;
        Ok(text)
    }
}

#[tokio::test]
async fn notes_stand_beside_the_text_after_it_or_nowhere() -> Result<()> {
    run("paper", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        let article =
            "return [...document.querySelectorAll('article [data-block]')].map((b) => b.textContent).join('')";
        let text = page.script(article, &[]).await?;
        page.note(QUOTE, "两个数各是什么？").await?;
        let beside = page.on_paper(".beside").await?;
        ensure!(beside == "1两个数各是什么？", "beside the text: {beside}");
        ensure!(page.on_paper(".printed sup").await? == "1", "its number stands in the text");
        let wash = page.on_paper(".printed .wash").await?.replace('\n', "");
        ensure!(wash == QUOTE, "marked is {wash}");
        let whole = page.on_paper(".printed-text :is(h1, h2, p)").await?.replace('\n', "");
        ensure!(
            whole.replace("1两个数各是什么？", "").chars().count()
                == text.as_str().map_or(0, |t| t.chars().count()) + 1,
            "the text is whole, with one number in it"
        );

        for (choice, notes, beside) in [("end", "1", ""), ("none", "", "")] {
            page.type_text("s").await?;
            page.click("button", "打印……").await?;
            page.role("dialog", "打印这一篇").await?;
            page.script("document.querySelector(`[name=print][value=${arguments[0]}]`).click()", &[json!(choice)])
                .await?;
            page.press(&[Key::Escape]).await?;
            page.no_role("dialog", "打印这一篇").await?;
            let numbers = page.on_paper(".printed-notes .printed-number").await?;
            ensure!(numbers == notes, "{choice}: the notes at the end are {numbers}");
            ensure!(page.on_paper(".beside").await? == beside, "{choice}: none beside the text");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_browsers_own_command_prints_the_sheet() -> Result<()> {
    let setup = Setup { fragment: "#000-02", wants: &[Want::Paper], ..Setup::default() };
    run("pdf", setup, |page| async move {
        page.ready().await?;
        page.note(QUOTE, "两个数各是什么？").await?;
        let pdf = page.client.print(PrintConfiguration::default()).await?;
        ensure!(pdf.starts_with(b"%PDF") && pdf.len() > 10_000, "{} bytes are printed", pdf.len());
        page.until("no sheet", "return !document.querySelector('.printed')").await
    })
    .await
}
