//! The page as one file, opened from disk: `cargo xtask build --single` writes it.

use anyhow::{Result, ensure};
use fantoccini::key::Key;

use crate::harness::{Setup, run};
use crate::notes::QUOTE;
use crate::tryout::OWN;

fn from_disk() -> Setup {
    Setup { file: Some(xtask::single::file()), ..Setup::default() }
}

#[tokio::test]
async fn one_file_from_disk_keeps_notes_and_tries_a_text() -> Result<()> {
    run("single", from_disk(), |page| async move {
        page.ready().await?;
        ensure!(page.address.starts_with("file:///"), "it is served: {}", page.address);
        page.note(QUOTE, "从磁盘打开的。").await?;
        page.saved().await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.role("button", "从磁盘打开的。").await?;
        page.screenshot("single").await?;

        page.script("location.hash = '#try'", &[]).await?;
        page.role("heading", "试一段").await?;
        page.paste(OWN).await?;
        page.chord(Key::Control, Key::Enter).await?;
        page.told("分好了").await?;
        let names = page.table("项目名").await?;
        ensure!(names.iter().any(|row| row == "书香满园 | 活动 | 2"), "{names:#?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn notes_go_out_of_the_one_file_and_in_again() -> Result<()> {
    run("single-exchange", from_disk(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "带走的一条。").await?;
        page.script("location.hash = '#notes'", &[]).await?;
        let (name, text) = page.download_notes("ann", "").await?;
        ensure!(text.contains("带走的一条。"), "{name}: {text}");
        let folder = tempfile::tempdir()?;
        let file = folder.path().join(&name);
        std::fs::write(&file, text)?;
        page.click("button", "导入……").await?;
        page.choose_files(&[&file]).await?;
        page.tells("没有新的").await?;
        page.press(&[Key::Escape]).await
    })
    .await
}
