//! Selecting by mouse and finger, and changing where a note begins and ends.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::json;
use xtask::browser::Want;

use crate::harness::{Setup, run};

#[tokio::test]
async fn a_selection_is_made_whole_when_the_pointer_is_lifted() -> Result<()> {
    run("selecting", Setup { fragment: "#000-03", ..Setup::default() }, |page| async move {
        page.ready().await?;
        // What is drawn over, and what is selected.
        let cases = [
            // Words and names that are begun.
            ("快建设创", "加快建设创新"),
            ("设中原科", "建设中原科技城"),
            // Past a full stop: only what stands before it; the stop stays with a whole sentence.
            ("最强音、主旋律。这", "最强音、主旋律"),
            (
                "这为全市科技工作指明了路线和方向，注入了活力与动力。",
                "这为全市科技工作指明了路线和方向，注入了活力与动力。",
            ),
            ("旋律。这为全市科技", "这为全市科技"),
            // Commas belong to neither side.
            ("，优化创新生态，", "优化创新生态"),
        ];
        for (drawn, selected) in cases {
            page.drag_over(drawn).await?;
            page.selects(selected).await?;
            page.role("toolbar", "给选中的文字").await?;
            page.press(&[Key::Escape]).await?;
            page.gone("[role=toolbar]").await?;
        }
        // Two paragraphs: the end of one and a slip into the next.
        page.drag_over("夏扬说。夏").await?;
        page.selects("夏扬说").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn alt_and_a_setting_select_by_character() -> Result<()> {
    run("by-character", Setup { fragment: "#000-03", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.drag_holding(Key::Alt, "快建设创").await?;
        page.selects("快建设创").await?;
        page.role("toolbar", "给选中的文字").await?;
        page.tool("批注").await?.click().await?;
        page.painted("快建设创", true).await?;
        page.press(&[Key::Escape, Key::Escape]).await?;

        page.type_text("s").await?;
        page.role("dialog", "设置").await?;
        page.click("switch", "逐字选择").await?;
        page.press(&[Key::Escape]).await?;
        page.no_role("dialog", "设置").await?;
        page.drag_over("优化创新生").await?;
        page.selects("优化创新生").await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.drag_over("大创新主").await?;
        page.selects("大创新主").await
    })
    .await
}

#[tokio::test]
async fn the_ends_of_a_note_are_dragged_by_mouse_and_by_finger() -> Result<()> {
    for (finger, wants) in [(false, &[][..]), (true, &[Want::Touch])] {
        run("handles", Setup { fragment: "#000-03", wants, ..Setup::default() }, move |page| async move {
            page.ready().await?;
            page.note("创新主体", "谁？").await?;
            page.click("button", "谁？").await?;
            page.find(".handle.end").await?;
            page.drag_to_end_of(".handle.end", "优化创新生", finger).await?;
            page.painted("创新主体，优化创新生态", true).await?;
            page.screenshot("handles").await?;
            // In one step: what was there before is not kept in between.
            let kept = page.kept().await?;
            ensure!(kept.len() == 1 && kept[0].contains("\"创新主体，优化创新生态\""), "kept: {kept:?}");
            page.drag_to_end_of(".handle.end", "壮大创", finger).await?;
            page.painted("创新", true).await?;
            page.client.refresh().await?;
            page.ready().await?;
            page.painted("创新", true).await?;
            page.role("button", "谁？").await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_handle_at_the_edge_of_the_window_takes_the_page_along() -> Result<()> {
    run("handle-edge", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.note("稳住工业经济", "到哪里？").await?;
        page.click("button", "到哪里？").await?;
        page.find(".handle.end").await?;
        let before = page.script("return scrollY", &[]).await?.as_f64().unwrap_or_default();
        page.hold_at_edge(".handle.end").await?;
        page.until("the page on its way", &format!("return scrollY > {before} + 300")).await?;
        page.let_go().await?;
        page.wait("a long passage", || async {
            let kept: Vec<String> = page.kept().await?;
            let note: serde_json::Value = serde_json::from_str(&kept[0])?;
            Ok(note[5].as_str().is_some_and(|passage| passage.chars().count() > 100).then_some(()))
        })
        .await?;
        // It rests where it was let go.
        let rests = "
            const before = scrollY;
            let frames = 20;
            return new Promise((done) => {
                const frame = () => (--frames > 0 ? requestAnimationFrame(frame) : done(scrollY === before));
                requestAnimationFrame(frame);
            });
        ";
        ensure!(page.script(rests, &[]).await? == true, "the page goes on by itself");
        page.screenshot("handle-edge").await
    })
    .await
}

#[tokio::test]
async fn what_is_heard_beside_the_text_is_not_copied_with_it() -> Result<()> {
    run("not-copied", Setup { fragment: "#000-03", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.note("活力与动力", "不是正文。").await?;
        page.drag_over("夏扬说。夏扬表示").await?;
        page.wait("a selection over two paragraphs", || async {
            Ok(page.selection().await?.ends_with("夏扬表示").then_some(()))
        })
        .await?;
        let text = page.selection().await?;
        ensure!(text.split_whitespace().collect::<String>() == "夏扬说。夏扬表示", "selected is {text}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn hovering_registers_nothing_and_changes_nothing_but_the_corner() -> Result<()> {
    run("hover", Setup { fragment: "#000-03", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.note("活力与动力", "一条。").await?;
        let watch = r"
            window.seen = { listeners: 0, changes: [] };
            const add = EventTarget.prototype.addEventListener;
            EventTarget.prototype.addEventListener = function (...all) { window.seen.listeners += 1; return add.apply(this, all); };
            const see = (list) => window.seen.changes.push(...list.map((change) => change.target.nodeName));
            const observer = new MutationObserver(see);
            const all = { subtree: true, childList: true, attributes: true, characterData: true };
            for (const part of document.querySelectorAll('article, .margin-place')) observer.observe(part, all);
        ";
        // Off the note, which is lit while it is pointed at.
        page.point_at("创新高地").await?;
        page.until("no note lit", "return !document.querySelector('.note.lit')").await?;
        page.script(watch, &[]).await?;
        for word in ["生态", "壮大", "优化", "主旋律"] {
            page.point_at(word).await?;
            page.wait(&format!("“{word}” in the corner"), || async {
                let shown = "return document.querySelector('.word-here b')?.textContent ?? ''";
                let shown = page.script(shown, &[]).await?;
                Ok(shown.as_str().is_some_and(|shown| shown.starts_with(word)).then_some(()))
            })
            .await?;
        }
        let seen = page.script("return window.seen", &[]).await?;
        ensure!(seen == json!({ "listeners": 0, "changes": [] }), "seen: {seen}");
        Ok(())
    })
    .await
}
