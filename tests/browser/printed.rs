//! The article as it was printed: its series, its raw page, how far it has been read; and notes that follow it
//! when the corpus changes.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Page, Setup, run};
use crate::notes::QUOTE;

#[tokio::test]
async fn the_raw_page_shows_which_lines_became_which_paragraph() -> Result<()> {
    run("source", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.click("button", "原版").await?;
        let panel = page.role("region", "原版文字").await?.text().await?;
        ensure!(panel.contains("000_81e916fd57ad6af5.txt"), "the file is named");
        // A paragraph that a column break had cut in two, in the middle of a name.
        let pieces = page
            .script(
                "return [...document.querySelectorAll('.line.own')].map((line) => [
                    line.querySelector('.line-number').textContent,
                    line.querySelector('.piece-name').textContent,
                    line.querySelector('.piece').lastChild.textContent.slice(0, 2)])",
                &[],
            )
            .await?;
        for piece in [json!(["7", "标题", "全力"]), json!(["15", "第 3 段", "深入"]), json!(["17", "第 3 段", "领跑"])]
        {
            ensure!(pieces.as_array().is_some_and(|p| p.contains(&piece)), "no {piece} in {pieces}");
        }
        page.screenshot("source").await?;
        page.click("link", "领跑”战略").await?;
        page.until("the third paragraph in the address", "return location.hash === '#000-02.p3'").await?;
        page.press(&[Key::Escape]).await?;
        page.no_role("region", "原版文字").await
    })
    .await
}

#[tokio::test]
async fn a_series_shows_its_parts_and_where_one_is() -> Result<()> {
    run("series", Setup { fragment: "#000-03", ..Setup::default() }, |page| async move {
        page.ready().await?;
        let head = page.find("article .head").await?.text().await?;
        ensure!(head.contains("系列访谈") && head.contains("之 2 / 共 4 篇"), "the head says: {head}");
        let parts = page.shown("footer .series-parts li").await?;
        ensure!(parts.len() == 4, "{} parts", parts.len());
        let here = page.find("footer [aria-current]").await?.text().await?;
        ensure!(here.starts_with("让科技创新"), "here is {here}");
        page.find("footer .after-this").await?.click().await?;
        page.until("the next part", "return document.querySelector('h1').textContent.startsWith('强力推进')").await
    })
    .await
}

#[tokio::test]
async fn what_has_been_read_is_told_and_kept() -> Result<()> {
    run("progress", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        let read = "return document.querySelector('.contents [aria-current]').textContent.includes('已读')";
        ensure!(page.script(read, &[]).await? == false, "nothing has been read yet");
        page.script("scrollTo(0, document.documentElement.scrollHeight)", &[]).await?;
        page.until("the article as read", read).await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.until("the article as read after a reload", read).await?;
        let line = page.find("progress").await?.attr("value").await?;
        ensure!(line.as_deref() == Some("100"), "the thread is at {line:?}");
        Ok(())
    })
    .await
}

impl Page {
    /// Puts something else into a field of the one note that is kept, as if the corpus had been another then.
    async fn rewrite_note(&self, change: impl FnOnce(&mut Vec<Value>)) -> Result<()> {
        let (key, item) = self
            .storage()
            .await?
            .into_iter()
            .find(|(key, _)| key.starts_with("meipi:note:"))
            .context("a note is kept")?;
        let mut fields: Vec<Value> = serde_json::from_str(&item)?;
        change(&mut fields);
        let item = serde_json::to_string(&fields)?;
        self.script("localStorage.setItem(...arguments)", &[json!(key), json!(item)]).await?;
        self.client.refresh().await?;
        self.ready().await
    }
}

/// The fields of a kept note that these tests change.
const ARTICLE: usize = 1;
const FINGERPRINT: usize = 2;
const EXACT: usize = 5;
const PREFIX: usize = 6;

#[tokio::test]
async fn a_note_follows_its_text_and_an_orphan_is_not_lost() -> Result<()> {
    run("follow", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.note(QUOTE, "跟着走。").await?;
        // The article had another number: its text tells it.
        page.rewrite_note(|note| note[ARTICLE] = json!("000-41")).await?;
        page.painted(QUOTE, true).await?;
        // Number and text were other: the passage tells it.
        page.rewrite_note(|note| note[FINGERPRINT] = json!("0123456789abcdef")).await?;
        page.painted(QUOTE, true).await?;
        page.role("button", "跟着走。").await?;
        // The passage is nowhere any more: the note stays, and says so.
        page.rewrite_note(|note| {
            note[ARTICLE] = json!("000-02");
            note[EXACT] = json!("从来没有印过的一句话，谁也找不到它");
            note[PREFIX] = json!("前面也没有");
        })
        .await?;
        page.painted(QUOTE, false).await?;
        page.role("button", "跟着走。").await?;
        let notes = page.find("aside").await?.text().await?;
        ensure!(notes.contains("找不到原处"), "the margin says: {notes}");
        page.screenshot("orphan").await
    })
    .await
}
