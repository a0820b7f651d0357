//! A tried text under the reader's hand: its marks explain themselves, corrections hold at once, words are coloured,
//! tables are handed out.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::key::Key;

use crate::harness::{Page, Setup, run};
use crate::tryout::{OWN, trying};

impl Page {
    /// Gives a text to the worker and waits until it is done.
    async fn try_text(&self, text: &str) -> Result<()> {
        self.paste(text).await?;
        self.chord(Key::Control, Key::Enter).await?;
        self.told("分好了").await
    }

    /// What the open card says.
    async fn card(&self) -> Result<String> {
        Ok(self.role("dialog", "解释").await?.text().await?)
    }

    /// The names that are marked, one for each place.
    async fn names(&self) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll('.tried .mark.program')].map((mark) => mark.textContent)";
        Ok(serde_json::from_value(self.script(script, &[]).await?)?)
    }

    async fn until_names(&self, wanted: &[&str]) -> Result<()> {
        self.wait(&format!("the names {wanted:?}"), || async { Ok((self.names().await? == wanted).then_some(())) })
            .await
    }
}

#[tokio::test]
async fn every_mark_explains_itself_to_pointer_finger_and_keys() -> Result<()> {
    const TEXT: &str = "全市开展“万人助万企”活动，投资36.49亿元。\n“万人助万企”活动办了三年，同学们都说好。";
    run("try-cards", trying(), |page| async move {
        page.try_text(TEXT).await?;
        // The pointer calls the card and takes it along. (What follows a mark tells it from its row in the table.)
        page.point_at("36.49亿元。").await?;
        let card = page.card().await?;
        ensure!(card.contains("金额") && card.contains("3,649,000,000 元"), "the card says: {card}");
        page.screenshot("try-card-number").await?;
        page.point_at("全市开展").await?;
        page.no_role("dialog", "解释").await?;
        // A finger.
        page.tap("万人助万企”活动，").await?;
        let card = page.card().await?;
        ensure!(card.contains("这段文字里提到 2 处") && card.contains("全部五版提到"), "the card says: {card}");
        page.screenshot("try-card-name").await?;
        page.press(&[Key::Escape]).await?;
        page.no_role("dialog", "解释").await?;
        // Keys: from mark to mark, into the card, out of it.
        page.press(&[Key::Right]).await?;
        ensure!(page.focused_text().await? == "36.49亿元", "the arrow goes to the next mark");
        page.press(&[Key::Right, Key::Enter]).await?;
        page.wait("the focus in the card", || async {
            Ok(page.focused_text().await?.contains("第 1 段").then_some(()))
        })
        .await?;
        page.press(&[Key::Escape]).await?;
        ensure!(page.focused_text().await? == "万人助万企", "the focus is back on the mark");
        page.press(&[Key::Enter]).await?;
        // A mention in the text leads to it.
        page.click("link", "第 1 段").await?;
        let first = "return document.activeElement.dataset.mark === '0'";
        page.until("the first mark has the focus", first).await?;
        // One in an article leads there, and on the way back the text is tried again.
        page.press(&[Key::Enter]).await?;
        let place = page.find(".card .mentions a[href^='#0']").await?;
        let address = place.attr("href").await?.context("an address")?;
        place.click().await?;
        page.wait("the article", || async {
            Ok(page.client.current_url().await?.as_str().ends_with(&address).then_some(()))
        })
        .await?;
        page.role("button", "原版").await?;
        page.client.back().await?;
        page.told("分好了").await?;
        page.until_names(&["万人助万企", "万人助万企"]).await
    })
    .await
}

#[tokio::test]
async fn a_correction_from_a_card_holds_at_once_in_later_texts_and_is_undone() -> Result<()> {
    run("try-correct", trying(), |page| async move {
        page.try_text(OWN).await?;
        page.until_names(&["书香满园", "书香满园"]).await?;
        page.click_at("书香满园”活动，", 1).await?;
        page.click("button", "这不是项目名").await?;
        page.until_names(&[]).await?;
        ensure!(page.table("项目名").await?.is_empty(), "the table knows it, too");
        page.screenshot("try-corrected").await?;
        page.click("button", "撤销").await?;
        page.until_names(&["书香满园", "书香满园"]).await?;
        // By keys alone, and the focus is never lost.
        page.script("document.querySelector('.tried .mark.program').focus()", &[]).await?;
        page.press(&[Key::Enter]).await?;
        page.until("the focus in the card", "return document.querySelector('.card:focus-within') !== null").await?;
        while page.focused_text().await? != "名字没这么长……" {
            page.press(&[Key::Tab]).await?;
        }
        page.press(&[Key::Enter]).await?;
        page.until("the first gap", "return document.activeElement.matches('.gap')").await?;
        page.press(&[Key::Tab, Key::Enter]).await?;
        page.until_names(&["书香", "书香"]).await?;
        page.until("the focus is somewhere", "return document.activeElement !== document.body").await?;
        ensure!(page.table("项目名").await? == ["书香 | 活动 | 2"], "the table knows it, too");
        page.client.refresh().await?;
        page.try_text("他们办“书香满园”活动。").await?;
        page.until_names(&["书香"]).await
    })
    .await
}

#[tokio::test]
async fn what_was_corrected_in_an_article_holds_in_a_tried_text() -> Result<()> {
    run("try-words", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.drag_over("工业战线").await?;
        page.role("toolbar", "给选中的文字").await?;
        page.click("button", "合成一词").await?;
        page.press(&[Key::Escape]).await?;
        page.type_text("t").await?;
        page.role("heading", "试一段").await?;
        page.try_text("工业战线的同学，工业战线的老师。").await?;
        let words = page.table("词").await?;
        ensure!(words.first().is_some_and(|row| row.starts_with("工业战线 |")), "{words:#?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_correction_in_a_long_text_leaves_the_reader_where_they_are() -> Result<()> {
    // How far from the window's top the last paragraph's first characters stand.
    const TOP: &str =
        "return document.querySelector('.tried .slice:last-child p:last-child').getBoundingClientRect().top";
    run("try-place", trying(), |page| async move {
        let paragraph = "同学学习汉语。图书馆新增座位1,200个。".repeat(12) + "\n";
        let text = format!("{}学校开展“绿色校园”活动。", paragraph.repeat(100));
        page.try_text(&text).await?;
        let painted = "return CSS.highlights.get('word')?.size ?? 0";
        page.click_at("绿色校园”活动", 1).await?;
        page.card().await?;
        let near = page
            .wait("painted words", || async { Ok(page.script(painted, &[]).await?.as_u64().filter(|&size| size > 0)) })
            .await?;
        ensure!(near < 6000, "{near} words are painted, far ones among them");
        let before = page.script(TOP, &[]).await?.as_f64().context("a place")?;
        // Not by its role: to ask each of thousands of marks for its name takes a minute.
        page.find(".card-tools .tool").await?.click().await?;
        page.until_names(&[]).await?;
        page.told("分好了").await?;
        let after = page.script(TOP, &[]).await?.as_f64().context("a place")?;
        ensure!((before - after).abs() < 2.0, "the text moved from {before} to {after}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn words_are_coloured_by_their_class_and_the_choice_is_kept() -> Result<()> {
    const COLOURED: &str = "return [...CSS.highlights.keys()].filter((name) => name.startsWith('class-')).length > 2";
    run("try-classes", trying(), |page| async move {
        page.try_text(OWN).await?;
        ensure!(page.script(COLOURED, &[]).await? == false, "nothing is coloured at first");
        page.click("switch", "按词性着色").await?;
        page.until("coloured words", COLOURED).await?;
        ensure!(page.find(".tried .legend").await?.text().await?.contains("动词"), "a legend");
        page.screenshot("try-classes").await?;
        page.type_text("v").await?;
        page.until("no coloured words", "return ![...CSS.highlights.keys()].some((name) => name.startsWith('class-'))")
            .await?;
        page.type_text("v").await?;
        page.client.refresh().await?;
        page.try_text(OWN).await?;
        page.until("coloured words", COLOURED).await
    })
    .await
}

#[tokio::test]
async fn what_was_found_is_handed_out_as_tables() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let setup = Setup { downloads: Some(folder.path().to_owned()), ..trying() };
    run("try-export", setup, |page| async move {
        page.try_text(&format!("\n{OWN}")).await?;
        for (button, name, wanted) in [
            (
                "数字和项目名",
                "眉批-数字和项目名",
                &[
                    "起,止,原文,标记,类,值,单位,约数",
                    "8,14,1,200个,数字,数量,1200,个,",
                    "28,32,书香满园,项目名,活动,书香满园,,",
                ][..],
            ),
            ("词", "眉批-词表", &["词,词性,词性代号,次", "图书馆,名词,n,1"]),
        ] {
            let group = page.role("group", "导出成表格").await?;
            for shown in group.find_all(Locator::Css("button")).await? {
                if shown.text().await? == button {
                    shown.click().await?;
                }
            }
            // A browser makes the file first and then writes it.
            let text = page
                .wait(name, || async {
                    let names = fs::read_dir(folder.path())?.filter_map(Result::ok).map(|entry| entry.path());
                    let is_wanted = |path: &PathBuf| {
                        path.extension().is_some_and(|kind| kind == "csv") && path.to_string_lossy().contains(name)
                    };
                    let text = names.into_iter().find(is_wanted).map(fs::read_to_string).transpose()?;
                    Ok(text.filter(|text| text.ends_with("\r\n")))
                })
                .await?;
            ensure!(text.starts_with('\u{feff}'), "{text:?}");
            // Every cell stands in quotation marks.
            let lines: Vec<String> =
                text.trim_start_matches('\u{feff}').lines().map(|line| line.replace('"', "")).collect();
            for line in wanted {
                ensure!(lines.iter().any(|found| found == line), "no {line} in {lines:#?}");
            }
        }
        Ok(())
    })
    .await
}
