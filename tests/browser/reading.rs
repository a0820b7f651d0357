//! Reading: the contents, the marks and their cards, the words.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::json;
use xtask::browser::Want;

use crate::harness::{SIZES, Setup, run};

/// The article of the first page with sums of money in it.
const WITH_MONEY: &str = "36.49亿元";

#[tokio::test]
async fn a_number_says_its_kind_and_its_value_in_full() -> Result<()> {
    run("number", Setup::default(), |page| async move {
        page.ready().await?;
        page.open_article_with(WITH_MONEY).await?;
        page.point_at(WITH_MONEY).await?;
        let card = page.role("dialog", "解释").await?.text().await?;
        ensure!(card.contains("金额") && card.contains("3,649,000,000"), "the card says: {card}");
        page.screenshot("card-number").await?;

        // The pointer goes and the card with it; a click makes one that stays until Escape.
        page.point_at("解决融资难题").await?;
        page.no_role("dialog", "解释").await?;
        page.click_at(WITH_MONEY, 1).await?;
        page.role("dialog", "解释").await?;
        page.press(&[Key::Escape]).await?;
        // And no card follows that the pointer had asked for before the click.
        page.script("window.closed = performance.now()", &[]).await?;
        page.until("the time of a card that comes by itself", "return performance.now() - window.closed > 300").await?;
        page.no_role("dialog", "解释").await
    })
    .await
}

#[tokio::test]
async fn a_programme_leads_to_its_other_mentions() -> Result<()> {
    run("programme", Setup::default(), |page| async move {
        page.ready().await?;
        page.click_at("三个一批", 1).await?;
        let card = page.role("dialog", "解释").await?;
        ensure!(card.text().await?.contains("三个一批"), "{}", card.text().await?);
        page.screenshot("card-programme").await?;
        let before = page.find("h1").await?.text().await?;
        let other = page.find("[role=dialog] a:not([aria-current])").await?;
        other.click().await?;
        page.wait("another article", || async { Ok((page.find("h1").await?.text().await? != before).then_some(())) })
            .await?;
        page.until("the mention on the screen", TARGET_IS_SEEN).await
    })
    .await
}

/// The mention that was jumped to is marked and inside the window.
const TARGET_IS_SEEN: &str = r"
    const mark = [...document.querySelectorAll('.mark.program')]
        .filter((mark) => mark.textContent.includes('三个一批'))
        .map((mark) => mark.getBoundingClientRect());
    return mark.some((rect) => rect.top >= 0 && rect.bottom <= innerHeight);
";

#[tokio::test]
async fn a_double_click_takes_the_word_that_jieba_cuts() -> Result<()> {
    run("word", Setup::default(), |page| async move {
        page.ready().await?;
        for (quote, word) in [("产业链上", "产业链"), ("关键期", "关键期"), ("具体举措", "具体")] {
            page.click_at(quote, 2).await?;
            page.wait(word, || async { Ok((page.selection().await? == word).then_some(())) }).await?;
        }
        page.role("toolbar", "给选中的文字").await?;
        page.screenshot("toolbar-word").await
    })
    .await
}

#[tokio::test]
async fn word_boundaries_come_and_go_with_a_key() -> Result<()> {
    // The highlights that the page paints, by name; the boundaries are the only one with so many ranges.
    const RANGES: &str = "return Math.max(0, ...[...CSS.highlights.values()].map((paint) => paint.size))";
    run("boundaries", Setup::default(), |page| async move {
        page.ready().await?;
        let ranges = async || anyhow::Ok(page.script(RANGES, &[]).await?.as_u64().unwrap_or(0));
        ensure!(ranges().await? < 10, "boundaries are off at first");
        page.type_text("w").await?;
        page.wait("boundaries", || async { Ok((ranges().await? > 100).then_some(())) }).await?;
        page.screenshot("boundaries").await?;
        page.type_text("w").await?;
        page.wait("no boundaries", || async { Ok((ranges().await? < 10).then_some(())) }).await
    })
    .await
}

#[tokio::test]
async fn words_are_coloured_by_class_with_a_key_and_a_legend() -> Result<()> {
    // The text of every word painted in the colour of verbs.
    const VERBS: &str = "return [...(CSS.highlights.get('class-verb') ?? [])].map((range) => range.toString())";
    run("classes", Setup::default(), |page| async move {
        page.ready().await?;
        page.type_text("v").await?;
        let legend = page.find(".legend").await?.text().await?;
        ensure!(legend.contains("名词") && legend.contains("动词"), "the legend says: {legend}");
        page.wait("verbs", || async {
            let verbs = page.script(VERBS, &[]).await?;
            Ok(verbs
                .as_array()
                .is_some_and(|v| v.contains(&json!("推动")) && !v.contains(&json!("企业")))
                .then_some(()))
        })
        .await?;
        page.screenshot("classes").await?;
        page.type_text("v").await?;
        page.gone(".legend").await
    })
    .await
}

#[tokio::test]
async fn on_a_phone_the_contents_come_as_a_sheet_and_a_tap_takes_a_word() -> Result<()> {
    let setup = Setup { size: SIZES[0], wants: &[Want::Touch], ..Setup::default() };
    run("phone", setup, |page| async move {
        page.ready().await?;
        let before = page.find("h1").await?.text().await?;
        page.click("button", "目录").await?;
        page.until(
            "the contents in place",
            "return document.querySelector('.contents').getBoundingClientRect().left === 0",
        )
        .await?;
        let entry = page.find(".contents a[href='#000-03']").await?;
        page.screenshot("phone-contents").await?;
        entry.click().await?;
        page.wait("another article", || async { Ok((page.find("h1").await?.text().await? != before).then_some(())) })
            .await?;
        page.tap("创新高地").await?;
        page.role("toolbar", "给选中的文字").await?;
        ensure!(page.selection().await? == "创新", "{}", page.selection().await?);
        page.screenshot("phone-word").await
    })
    .await
}

#[tokio::test]
async fn the_interface_changes_its_language_and_keeps_it() -> Result<()> {
    run("language", Setup::default(), |page| async move {
        page.ready().await?;
        page.role("navigation", "目录").await?;
        page.click("button", "Switch to English").await?;
        page.role("navigation", "Contents").await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.role("navigation", "Contents").await?;
        Ok(())
    })
    .await
}
