//! What the reader corrects: words and names, in all articles at once, kept and taken back.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Page, Setup, run};

impl Page {
    /// Whether a text stands on the screen as a name of a programme.
    async fn is_name(&self, name: &str) -> Result<bool> {
        let script =
            "return [...document.querySelectorAll('.mark.program')].some((m) => m.textContent === arguments[0])";
        Ok(self.script(script, &[json!(name)]).await? == true)
    }

    /// Waits until it does, or does not.
    async fn named(&self, name: &str, wanted: bool) -> Result<()> {
        self.wait(name, || async { Ok((self.is_name(name).await? == wanted).then_some(())) }).await
    }

    /// Selects and chooses a tool.
    async fn correct(&self, quote: &str, tool: &str) -> Result<()> {
        self.drag_over(quote).await?;
        self.role("toolbar", "给选中的文字").await?;
        self.click("button", tool).await
    }
}

#[tokio::test]
async fn a_name_is_taken_away_made_and_cut_and_all_of_it_undone() -> Result<()> {
    run("names", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        ensure!(page.is_name("双长制").await?, "a name at first");
        page.click_at("双长制", 1).await?;
        page.click("button", "这不是项目名").await?;
        page.named("双长制", false).await?;
        page.screenshot("correction").await?;
        page.click("button", "撤销").await?;
        page.named("双长制", true).await?;

        page.correct("产业链链长", "是项目名").await?;
        page.click("button", "机制").await?;
        page.named("产业链链长", true).await?;
        page.correct("链长", "名字只是“链长”").await?;
        page.named("链长", true).await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.named("链长", true).await
    })
    .await
}

#[tokio::test]
async fn words_are_split_and_joined_everywhere_and_the_list_gives_them_back() -> Result<()> {
    run("words", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.correct("关键期", "拆开这个词").await?;
        page.click("button", "关键｜期").await?;
        page.click_at("关键期，", 2).await?;
        page.wait("关键", || async { Ok((page.selection().await? == "关键").then_some(())) }).await?;
        page.press(&[Key::Escape]).await?;
        page.correct("工业战线", "合成一词").await?;
        page.click_at("工业战线", 2).await?;
        page.wait("工业战线", || async { Ok((page.selection().await? == "工业战线").then_some(())) }).await?;
        page.press(&[Key::Escape]).await?;
        page.type_text("s").await?;
        let list = page.find(".fix-list").await?.text().await?;
        ensure!(list.contains("关键｜期") && list.contains("工业战线"), "the list holds: {list}");
        page.screenshot("corrections").await?;
        page.click("button", "去掉这条更正：“工业战线”").await?;
        page.press(&[Key::Escape]).await?;
        page.click_at("工业战线", 2).await?;
        page.wait("工业", || async { Ok((page.selection().await? == "工业").then_some(())) }).await
    })
    .await
}
