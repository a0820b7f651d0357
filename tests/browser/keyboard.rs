//! Everything without a pointer: marks, a note, articles, dialogs.

use anyhow::{Result, ensure};
use fantoccini::Locator;
use fantoccini::key::Key;

use crate::harness::{SIZES, Setup, run};

#[tokio::test]
async fn a_mark_is_reached_explained_and_noted_by_keys() -> Result<()> {
    run("keys", Setup::default(), |page| async move {
        page.ready().await?;
        page.type_text("m").await?;
        page.role("dialog", "解释").await?;
        let first = page.focused_text().await?;
        page.type_text("m").await?;
        page.wait("the second mark", || async { Ok((page.focused_text().await? != first).then_some(())) }).await?;
        page.type_text("M").await?;
        page.wait("the first mark again", || async { Ok((page.focused_text().await? == first).then_some(())) }).await?;
        page.type_text("a").await?;
        page.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
        page.type_text("a是快捷键，这里只是字。").await?;
        page.chord(Key::Control, Key::Enter).await?;
        page.role("button", "a是快捷键，这里只是字。").await?;
        page.painted(&first, true).await
    })
    .await
}

#[tokio::test]
async fn the_focus_goes_into_what_opens_and_back_to_where_it_was() -> Result<()> {
    run("focus", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        // A card: into it by Enter, and back to its mark by Escape.
        let mark = "免审即享";
        page.type_text("mmm").await?;
        page.wait(mark, || async { Ok((page.focused_text().await? == mark).then_some(())) }).await?;
        page.role("dialog", "解释").await?;
        page.press(&[Key::Enter]).await?;
        page.until("the focus in the card", "return document.activeElement.matches('.card *')").await?;
        page.press(&[Key::Escape]).await?;
        page.no_role("dialog", "解释").await?;
        ensure!(page.focused_text().await? == mark, "back on {mark}, not on {}", page.focused_text().await?);
        // The arrows go on in the text, and `M` back to the mark.
        page.press(&[Key::Right]).await?;
        page.until("the focus on the text", "return document.activeElement.matches('article')").await?;
        page.type_text("M").await?;
        page.wait("the mark again", || async { Ok((page.focused_text().await? == mark).then_some(())) }).await?;
        // A dialog gives it back.
        page.type_text("s").await?;
        page.role("dialog", "设置").await?;
        page.press(&[Key::Escape]).await?;
        page.no_role("dialog", "设置").await?;
        page.wait("the mark after the dialog", || async { Ok((page.focused_text().await? == mark).then_some(())) })
            .await?;
        // A note keeps it when it is done, and opens for writing by Enter.
        page.type_text("a").await?;
        page.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
        page.type_text("用键写的。").await?;
        page.chord(Key::Control, Key::Enter).await?;
        page.until("the focus on the note", "return document.activeElement.matches('.note-text')").await?;
        page.press(&[Key::Enter]).await?;
        page.until("the cursor in the note again", "return document.activeElement.matches('textarea')").await
    })
    .await
}

#[tokio::test]
async fn articles_follow_one_another_by_keys() -> Result<()> {
    run("steps", Setup::default(), |page| async move {
        page.ready().await?;
        let first = page.find("h1").await?.text().await?;
        page.type_text("j").await?;
        page.wait("the next article", || async { Ok((page.find("h1").await?.text().await? != first).then_some(())) })
            .await?;
        page.type_text("k").await?;
        page.wait("the first article", || async { Ok((page.find("h1").await?.text().await? == first).then_some(())) })
            .await
    })
    .await
}

#[tokio::test]
async fn dialogs_open_by_key_and_close_on_escape() -> Result<()> {
    for size in SIZES {
        let setup = Setup { size, dark: true, ..Setup::default() };
        run("dialogs", setup, |page| async move {
            page.ready().await?;
            for (key, name) in [("?", "快捷键"), ("s", "设置")] {
                page.type_text(key).await?;
                page.role("dialog", name).await?;
                let shot = if key == "s" { "settings" } else { "help" };
                page.screenshot(&format!("{shot}-{}", size.0)).await?;
                page.press(&[Key::Escape]).await?;
                page.no_role("dialog", name).await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn large_type_is_kept_and_nothing_is_wider_than_a_phone() -> Result<()> {
    let setup = Setup { size: (390, 844), ..Setup::default() };
    run("large-type", setup, |page| async move {
        page.ready().await?;
        let size = "return parseFloat(getComputedStyle(document.querySelector('.paragraph')).fontSize)";
        let before = page.script(size, &[]).await?.as_f64();
        page.type_text("s").await?;
        page.role("dialog", "设置").await?;
        let label = page.client.find(Locator::XPath("//label[contains(., '特大')]")).await?;
        label.click().await?;
        page.press(&[Key::Escape]).await?;
        page.client.refresh().await?;
        page.ready().await?;
        let after = page.script(size, &[]).await?.as_f64();
        ensure!(after > before, "the type went from {before:?} to {after:?}");
        page.screenshot("phone-large-type").await?;
        page.fits().await
    })
    .await
}
