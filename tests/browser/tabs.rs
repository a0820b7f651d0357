//! Several tabs over one store: what is written in one is in the others, and none writes over another.

use anyhow::{Result, ensure};

use crate::harness::{Setup, run};
use crate::notes::QUOTE;

const OTHER: &str = "稳住工业经济";

/// How the strokes of the two tabs alternate: so many turns of so many strokes each.
const TURNS: usize = 25;
const STROKES: usize = 20;

#[tokio::test]
async fn two_tabs_write_in_turns_and_nothing_is_lost() -> Result<()> {
    run("tabs", Setup::default(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "甲：").await?;
        let tabs = page.second_tab(&Setup::default()).await?;
        page.role("button", "甲：").await?;
        page.note(OTHER, "乙：").await?;
        page.client.switch_to_window(tabs[0].clone()).await?;
        page.role("button", "乙：").await?;

        let mut written = ["甲：".to_owned(), "乙：".to_owned()];
        for (tab, words) in tabs.iter().zip(&written) {
            page.client.switch_to_window(tab.clone()).await?;
            page.click("button", words).await?;
            page.click("textbox", "批注内容").await?;
            page.press(&[fantoccini::key::Key::End]).await?;
        }
        for turn in 0..TURNS {
            for (tab, written) in tabs.iter().zip(&mut written) {
                let strokes: String = format!("{turn:02}一二三四五六七八九十").chars().cycle().take(STROKES).collect();
                page.client.switch_to_window(tab.clone()).await?;
                page.type_text(&strokes).await?;
                written.push_str(&strokes);
            }
        }
        for tab in &tabs {
            page.client.switch_to_window(tab.clone()).await?;
            page.saved().await?;
            page.click("button", "完成").await?;
            for words in &written {
                page.role("button", words).await?;
            }
        }
        let kept = page.kept().await?;
        ensure!(kept.len() == 2, "{} notes are kept", kept.len());
        for words in &written {
            ensure!(words.chars().count() == 2 + TURNS * STROKES, "strokes are missing");
            ensure!(kept.iter().any(|note| note.contains(words)), "{words} is in {kept:?}");
        }
        page.client.refresh().await?;
        page.ready().await?;
        for words in &written {
            page.role("button", words).await?;
        }
        page.client.close_window().await?;
        Ok(page.client.switch_to_window(tabs[0].clone()).await?)
    })
    .await
}

#[tokio::test]
async fn what_another_tab_has_made_void_is_passed_over_when_taking_back() -> Result<()> {
    run("void", Setup::default(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "先写的。").await?;
        page.note(OTHER, "后写的。").await?;
        let tabs = page.second_tab(&Setup::default()).await?;
        page.click("button", "后写的。").await?;
        page.click("button", "删除").await?;
        page.wait("one note kept", || async { Ok((page.kept().await?.len() == 1).then_some(())) }).await?;
        page.client.switch_to_window(tabs[0].clone()).await?;
        page.no_role("button", "后写的。").await?;

        // The words and the mark of the other note are no more; the first press takes back what is there.
        page.click("button", "撤销").await?;
        page.no_role("button", "先写的。").await?;
        let kept = page.kept().await?;
        ensure!(kept.len() == 1 && !kept[0].contains("先写的。"), "not the words alone: {kept:?}");
        page.click("button", "撤销").await?;
        page.wait("no note kept", || async { Ok(page.kept().await?.is_empty().then_some(())) }).await?;
        let undo = page.role("button", "撤销").await?.attr("aria-disabled").await?;
        ensure!(undo.as_deref() == Some("true"), "nothing is left to take back");

        // What comes back is what was taken back here, and not what was deleted there.
        page.click("button", "重做").await?;
        page.click("button", "重做").await?;
        page.role("button", "先写的。").await?;
        ensure!(page.kept().await?.len() == 1, "the other tab's deletion stands");
        page.client.switch_to_window(tabs[1].clone()).await?;
        page.client.close_window().await?;
        Ok(page.client.switch_to_window(tabs[0].clone()).await?)
    })
    .await
}

#[tokio::test]
async fn when_another_tab_empties_the_store_all_can_be_put_back() -> Result<()> {
    run("emptied", Setup::default(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "第一条。").await?;
        page.note(OTHER, "第二条。").await?;
        let before = page.kept().await?;
        let tabs = page.second_tab(&Setup::default()).await?;
        page.script("localStorage.clear()", &[]).await?;
        page.client.close_window().await?;
        page.client.switch_to_window(tabs[0].clone()).await?;
        let told = page.role("alert", "").await?.text().await?;
        ensure!(told.contains("清空") && told.contains("2 条"), "the alert says: {told}");
        ensure!(page.kept().await?.is_empty(), "nothing was cleared: nothing is tested");
        page.screenshot("emptied").await?;
        page.click("button", "全部放回").await?;
        page.gone("[role=alert]").await?;
        ensure!(page.kept().await? == before, "all is back as it was");
        Ok(())
    })
    .await
}
