//! Everything the reader does can be taken back and done again, in its order and after a reload; and a word that is
//! marked everywhere is one act.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Page, Setup, run};
use crate::notes::QUOTE;

impl Page {
    /// Presses a letter with Ctrl, and with Shift if wanted.
    async fn control(&self, letter: char, shift: bool) -> Result<()> {
        let mut keys = vec![Key::Control];
        if shift {
            keys.push(Key::Shift);
        }
        self.held(&keys, letter).await
    }

    /// Waits until so many notes are kept.
    async fn keeps(&self, count: usize) -> Result<()> {
        self.wait(&format!("{count} notes kept"), || async { Ok((self.kept().await?.len() == count).then_some(())) })
            .await
    }
}

#[tokio::test]
async fn what_was_done_is_taken_back_in_its_order_and_after_a_reload() -> Result<()> {
    run("history", Setup::default(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "两个数各是什么？").await?;
        page.click("button", "两个数各是什么？").await?;
        page.click("button", "绿色").await?;
        page.click("button", "删除").await?;
        page.keeps(0).await?;

        page.client.refresh().await?;
        page.ready().await?;
        page.control('z', false).await?;
        page.keeps(1).await?;
        page.click("button", "两个数各是什么？").await?;
        let pressed = page.role("button", "绿色").await?.attr("aria-pressed").await?;
        ensure!(pressed.as_deref() == Some("true"), "the deletion alone is taken back");
        page.click("button", "完成").await?;
        page.control('z', false).await?;
        page.wait("the former colour", || async {
            Ok((!page.kept().await?.iter().any(|note| note.contains(",3,0,"))).then_some(()))
        })
        .await?;
        // The words, then the note itself.
        page.control('z', false).await?;
        page.control('z', false).await?;
        page.keeps(0).await?;
        page.painted(QUOTE, false).await?;
        for _ in 0..3 {
            page.control('z', true).await?;
        }
        page.keeps(1).await?;
        page.role("button", "两个数各是什么？").await?;
        let redo = page.role("button", "重做").await?.attr("aria-disabled").await?;
        ensure!(redo.as_deref() == Some("false"), "the deletion can be done again");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_word_is_marked_everywhere_at_once() -> Result<()> {
    run("everywhere", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.drag_over("企业").await?;
        page.role("toolbar", "给选中的文字").await?;
        page.click("button", "波浪线").await?;
        let here = page.find(".alike button").await?;
        let told = here.text().await?;
        let count: usize = told.chars().filter(char::is_ascii_digit).collect::<String>().parse()?;
        ensure!(count > 3, "the toolbar says: {told}");
        here.click().await?;
        page.keeps(count).await?;
        ensure!(page.kept().await?.iter().all(|note| note.contains("\"企业\"")), "each is on the word");
        page.screenshot("everywhere").await?;
        // Once more adds nothing.
        page.drag_over("企业").await?;
        page.find(".alike button").await?.click().await?;
        page.keeps(count).await?;
        page.control('z', false).await?;
        page.keeps(0).await?;
        page.control('y', false).await?;
        page.keeps(count).await
    })
    .await
}

#[tokio::test]
async fn a_note_is_filed_under_tags_that_other_notes_are_offered() -> Result<()> {
    run("tags", Setup::default(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "两个数各是什么？").await?;
        page.click("button", "两个数各是什么？").await?;
        page.click("combobox", "加标签").await?;
        page.type_text("疑问，工业").await?;
        page.press(&[Key::Enter]).await?;
        page.role("button", "去掉标签“工业”").await?;
        page.click("button", "去掉标签“疑问”").await?;
        page.no_role("button", "去掉标签“疑问”").await?;
        let kept = page.kept().await?;
        ensure!(kept.len() == 1 && kept[0].ends_with(",[\"工业\"]]"), "kept: {kept:?}");
        page.click("button", "完成").await?;
        page.note("全力以赴", "第二条").await?;
        page.click("button", "第二条").await?;
        page.role("combobox", "加标签").await?;
        let offered =
            page.script("return [...document.querySelectorAll('#known-tags option')].map((o) => o.value)", &[]);
        ensure!(offered.await? == json!(["工业"]), "what other notes have is offered");
        Ok(())
    })
    .await
}
