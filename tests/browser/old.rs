//! Old, slow and small: a browser or a machine that lacks something, a screen with little room. Each reads and keeps
//! notes, or is told plainly that it does not. (No storage and no `IndexedDB`: `keeping`.)

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::json;
use xtask::browser::Want;

use crate::harness::{Page, Setup, run};
use crate::notes::QUOTE;

impl Page {
    /// Reads, notes, and comes back to the note after a reload.
    async fn reads_and_notes(&self) -> Result<()> {
        self.ready().await?;
        self.note(QUOTE, "还在吗？").await?;
        self.saved().await?;
        self.client.refresh().await?;
        self.ready().await?;
        self.painted(QUOTE, true).await?;
        ensure!(self.kept().await?.len() == 1, "the note is kept");
        Ok(())
    }

    /// The open dialog lies inside the window, and what is in it can be scrolled to.
    async fn dialog_fits(&self, name: &str) -> Result<()> {
        const INSIDE: &str = "
            const dialog = document.querySelector('dialog[open]');
            const { left, top, right, bottom } = dialog.getBoundingClientRect();
            const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowY);
            const whole = dialog.scrollHeight <= dialog.clientHeight + 1
                || [dialog, ...dialog.querySelectorAll('*')].some(scrolls);
            return left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1 && whole";
        self.role("dialog", name).await?;
        self.until(&format!("the dialog “{name}” inside the window"), INSIDE).await?;
        self.fits().await
    }
}

#[tokio::test]
async fn a_slow_processor_reads_and_notes() -> Result<()> {
    run("slow", Setup { wants: &[Want::DevTools], ..Setup::default() }, |page| async move {
        page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
        page.client.refresh().await?;
        page.reads_and_notes().await
    })
    .await
}

#[tokio::test]
async fn a_small_phone_and_a_page_at_200_percent_reach_everything() -> Result<()> {
    // A desk of 1440 × 900 at 200 %, an old one of 1280 × 1024 at 200 %, a small phone.
    for (size, scale) in [((720, 450), 2), ((640, 512), 2), ((360, 640), 1)] {
        run("small", Setup { size, scale, fragment: "#000-02", ..Setup::default() }, |page| async move {
            page.ready().await?;
            page.fits().await?;
            page.note(QUOTE, "两个数各是什么？").await?;
            page.fits().await?;
            page.screenshot(&format!("small-{}", size.0)).await?;
            page.press(&[Key::Escape, Key::Escape]).await?;
            for (key, dialog) in [("s", "设置"), ("?", "快捷键")] {
                page.type_text(key).await?;
                page.dialog_fits(dialog).await?;
                page.screenshot(&format!("small-{}-{dialog}", size.0)).await?;
                page.press(&[Key::Escape]).await?;
                page.no_role("dialog", dialog).await?;
            }
            page.type_text("l").await?;
            page.find(".found-note").await?;
            page.fits().await?;
            page.click("button", "导出……").await?;
            page.dialog_fits("导出批注").await?;
            page.press(&[Key::Escape]).await?;
            page.script("location.hash = '#try'", &[]).await?;
            page.role("textbox", "要试的文字").await?;
            page.fits().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn with_reduced_motion_nothing_moves() -> Result<()> {
    const MOVING: &str = "return document.getAnimations().length";
    let setup = Setup { wants: &[Want::Still], size: (390, 844), ..Setup::default() };
    run("still", setup, |page| async move {
        page.ready().await?;
        let asked = "return matchMedia('(prefers-reduced-motion: reduce)').matches";
        ensure!(page.script(asked, &[]).await? == true, "nothing is reduced: nothing is tested");
        page.click("button", "目录").await?;
        ensure!(page.script(MOVING, &[]).await? == 0, "the contents slide");
        page.press(&[Key::Escape]).await?;
        page.note(QUOTE, "静静的。").await?;
        ensure!(page.script(MOVING, &[]).await? == 0, "the note slides");
        page.type_text("s").await?;
        page.role("dialog", "设置").await?;
        ensure!(page.script(MOVING, &[]).await? == 0, "the dialog fades");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn in_forced_colours_marks_and_notes_are_seen() -> Result<()> {
    // What is drawn of a note and under a name, and what colour the browser gives the text.
    const SEEN: &str = "
        const note = getComputedStyle(document.querySelector('.paragraph'), '::highlight(note-yellow-wash)');
        const name = getComputedStyle(document.querySelector('.mark.program'));
        return [note.backgroundColor !== 'rgba(0, 0, 0, 0)', name.borderBottomStyle, name.borderBottomColor === name.color]";
    let setup = Setup { wants: &[Want::ForcedColours], ..Setup::default() };
    run("forced", setup, |page| async move {
        page.ready().await?;
        let asked = "return matchMedia('(forced-colors: active)').matches";
        ensure!(page.script(asked, &[]).await? == true, "no colours are forced: nothing is tested");
        page.note(QUOTE, "看得见吗？").await?;
        let seen = page.script(SEEN, &[]).await?;
        ensure!(seen == json!([true, "solid", true]), "a wash, a line, its colour: {seen}");
        page.screenshot("forced-colours").await?;
        page.type_text("s").await?;
        page.role("dialog", "设置").await?;
        page.screenshot("forced-colours-settings").await
    })
    .await
}

#[tokio::test]
async fn a_private_window_reads_and_notes() -> Result<()> {
    run(
        "private",
        Setup { wants: &[Want::Private], ..Setup::default() },
        |page| async move { page.reads_and_notes().await },
    )
    .await
}

#[tokio::test]
async fn without_service_workers_nothing_is_missed() -> Result<()> {
    let before = "delete Navigator.prototype.serviceWorker;";
    run("no-service-worker", Setup { before, ..Setup::default() }, |page| async move {
        ensure!(page.script("return 'serviceWorker' in navigator", &[]).await? == false, "there is one");
        page.reads_and_notes().await
    })
    .await
}

#[tokio::test]
async fn a_browser_that_cannot_draw_on_the_text_says_so_and_has_the_notes() -> Result<()> {
    let before = "delete CSS.highlights; delete window.Highlight;";
    run("no-highlights", Setup { before, ..Setup::default() }, |page| async move {
        page.ready().await?;
        let told = page.find(".notices [role=status]").await?.text().await?;
        ensure!(told.contains("不能在正文上标出批注"), "the notice says: {told}");
        page.note(QUOTE, "在页边。").await?;
        page.screenshot("no-highlights").await?;
        page.click("button", "知道了").await?;
        page.gone(".notices [role=status]").await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.role("button", "在页边。").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_there_is_no_clipboard_a_passage_is_copied_all_the_same() -> Result<()> {
    // As over plain HTTP.
    let before = "
        delete Navigator.prototype.clipboard;
        document.addEventListener('copy', () => { window.copied = getSelection().toString(); });
    ";
    run("no-clipboard", Setup { before, ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.drag_over(QUOTE).await?;
        page.role("toolbar", "给选中的文字").await?;
        page.tool("复制").await?.click().await?;
        page.wait("the copy", || async {
            Ok((page.script("return window.copied ?? ''", &[]).await? == QUOTE).then_some(()))
        })
        .await?;
        // The program goes on.
        page.note(QUOTE, "抄下来了。").await
    })
    .await
}
