//! What was written stays: through the end of the browser, beside damaged items, and where there is no
//! space or no storage at all the reader is told.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::browser::Start;
use xtask::serve;

use crate::harness::{Setup, run};
use crate::notes::QUOTE;

#[tokio::test]
async fn a_note_is_there_when_the_browser_comes_back() -> Result<()> {
    let profile = tempfile::tempdir()?;
    let port = serve::listen(0).await?.local_addr()?.port();
    let setup = || Setup {
        start: Start { profile: Some(profile.path().to_owned()), ..Start::default() },
        port,
        ..Setup::default()
    };
    run("written", setup(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "明天再看。").await
    })
    .await?;
    run("found", setup(), |page| async move {
        page.ready().await?;
        page.role("button", "明天再看。").await?;
        page.painted(QUOTE, true).await
    })
    .await
}

#[tokio::test]
async fn a_damaged_item_is_put_aside_and_the_rest_is_there() -> Result<()> {
    run("damaged", Setup::default(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "好的一条。").await?;
        let bad = [("meipi:note:bad1", "{"), ("meipi:note:bad2", "[1,2"), ("other", "untouched")];
        for (key, value) in bad {
            page.script("localStorage.setItem(...arguments)", &[json!(key), json!(value)]).await?;
        }
        page.client.refresh().await?;
        page.ready().await?;
        page.role("button", "好的一条。").await?;
        page.painted(QUOTE, true).await?;
        let notice = page.find("[role=status]").await?.text().await?;
        ensure!(notice.contains("2 条") && notice.contains("读不出来"), "the notice says: {notice}");
        page.screenshot("damaged").await?;
        page.click("button", "知道了").await?;
        page.gone("[role=status]").await?;
        let storage = page.storage().await?;
        for (key, value) in bad {
            ensure!(storage.get(key).is_some_and(|kept| kept == value), "{key} is as it was");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_storage_the_page_reads_and_says_that_notes_will_not_last() -> Result<()> {
    let setup = Setup { start: Start { no_storage: true, ..Start::default() }, ..Setup::default() };
    run("no-storage", setup, |page| async move {
        page.ready().await?;
        let off = "try { localStorage; return false } catch { return true }";
        ensure!(page.script(off, &[]).await? == true, "the browser allows storage: nothing is tested");
        let alert = page.find("[role=alert]").await?.text().await?;
        ensure!(alert.contains("关掉页面后批注不会留下"), "the alert says: {alert}");
        page.note(QUOTE, "只在这一页。").await?;
        page.painted(QUOTE, true).await?;
        page.screenshot("no-storage").await
    })
    .await
}

#[tokio::test]
async fn when_the_space_is_used_up_the_note_stays_on_the_page_and_can_be_kept_later() -> Result<()> {
    // Fills what the browser gives to the last character.
    const FILL: &str = r"
        let [chunk, count] = ['x'.repeat(1 << 20), 0];
        while (chunk.length) {
            try { localStorage.setItem(`fill${count}`, chunk); count += 1; }
            catch { chunk = chunk.slice(chunk.length / 2 + 1); }
        }
        return count;
    ";
    const FREE: &str =
        "for (const key of Object.keys(localStorage)) if (key.startsWith('fill')) localStorage.removeItem(key)";
    run("full", Setup::default(), |page| async move {
        page.ready().await?;
        let filled = page.script(FILL, &[]).await?.as_u64().context("a count")?;
        ensure!(filled > 0, "nothing was filled");
        page.note(QUOTE, "放不下的一条。").await?;
        let alert = page.find("[role=alert]").await?.text().await?;
        ensure!(alert.contains("空间用完了"), "the alert says: {alert}");
        ensure!(page.kept().await?.is_empty(), "it was kept: nothing is tested");
        page.painted(QUOTE, true).await?;
        page.screenshot("full").await?;
        page.script(FREE, &[]).await?;
        page.click("button", "重试").await?;
        page.gone("[role=alert]").await?;
        let kept = page.kept().await?;
        ensure!(kept.len() == 1 && kept[0].contains("放不下的一条。"), "kept: {kept:?}");
        Ok(())
    })
    .await
}

/// Chooses the dark theme while something is away that the program cannot do without.
const BREAK: &str = "
    const whole = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement');
    Object.defineProperty(Document.prototype, 'documentElement', { configurable: true, get: () => null });
    document.querySelector('input[value=dark]').click();
    Object.defineProperty(Document.prototype, 'documentElement', whole);
";

#[tokio::test]
async fn a_panic_shows_a_page_that_offers_the_notes() -> Result<()> {
    run("crash", Setup::default(), |page| async move {
        // So that this test may look into the file; the page itself fetches from its own origin only.
        page.devtools("Page.setBypassCSP", json!({ "enabled": true })).await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.note(QUOTE, "出错也在。").await?;
        page.type_text("s").await?;
        page.role("dialog", "设置").await?;
        page.script(BREAK, &[]).await?;
        let told = page.find("[role=alert]").await?.text().await?;
        ensure!(told.contains("程序出错") && told.contains("批注还在"), "the page says: {told}");
        let link = page.find("a[download]").await?.attr("href").await?.context("the link holds the file")?;
        let file = page.script("return fetch(arguments[0]).then((file) => file.text())", &[json!(link)]).await?;
        ensure!(file.as_str().is_some_and(|file| file.contains("出错也在。")), "the file holds {file}");
        page.screenshot("crash").await?;
        let errors = page.console_errors().await?;
        ensure!(errors.iter().any(|error| error.contains("panicked")), "the console has the cause: {errors:?}");
        // Opened again, the page is whole and has the note.
        page.click("button", "重新打开").await?;
        page.ready().await?;
        page.role("button", "出错也在。").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_note_that_is_not_kept_is_said_until_it_is() -> Result<()> {
    run("unsaved", Setup::default(), |page| async move {
        page.ready().await?;
        // A thousand units are left: too few for a long note, enough for a short one.
        let fill = "
            localStorage.setItem('gap', 'x'.repeat(1000));
            for (let size = 1 << 22; size >= 1; size >>= 1) {
                try { localStorage.setItem('fill' + size, 'x'.repeat(size)); } catch { }
            }
            localStorage.removeItem('gap');
        ";
        page.script(fill, &[]).await?;
        page.note(QUOTE, "贴进来的：").await?;
        page.click("button", "贴进来的：").await?;
        // Pasted, so that nothing between the short and the long text was ever kept.
        let paste = "
            const area = document.querySelector('textarea');
            area.value += '长'.repeat(1200);
            area.dispatchEvent(new InputEvent('input', { bubbles: true }));
        ";
        page.find("textarea").await?;
        page.script(paste, &[]).await?;
        page.role("alert", "").await?;
        page.drag_over("稳住工业经济").await?;
        page.role("toolbar", "给选中的文字").await?;
        page.type_text("4").await?;
        page.painted("稳住工业经济", true).await?;
        let told = page.find("[role=alert]").await?.text().await?;
        ensure!(told.contains("1 条"), "it still says: {told}");
        page.script(
            "for (const key of Object.keys(localStorage)) if (key.startsWith('fill')) localStorage.removeItem(key)",
            &[],
        )
        .await?;
        page.click("button", "重试").await?;
        page.gone("[role=alert]").await
    })
    .await
}

#[tokio::test]
async fn all_that_was_deleted_can_be_had_back() -> Result<()> {
    run("deleted", Setup::default(), |page| async move {
        page.ready().await?;
        for (quote, words) in [(QUOTE, "第一条。"), ("稳住工业经济", "第二条。")] {
            page.note(quote, words).await?;
        }
        for words in ["第一条。", "第二条。"] {
            page.click("button", words).await?;
            page.click("button", "删除").await?;
        }
        page.gone("aside .note").await?;
        page.find(".toast button").await?.click().await?;
        page.role("button", "第一条。").await?;
        page.role("button", "第二条。").await?;
        Ok(())
    })
    .await
}
