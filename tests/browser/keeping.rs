//! What was written stays: through the end of the browser, beside damaged items, and where there is no
//! space or no storage at all the reader is told.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::browser::Want;
use xtask::serve;

use crate::harness::{Setup, run};
use crate::notes::QUOTE;

#[tokio::test]
async fn a_note_is_there_when_the_browser_comes_back() -> Result<()> {
    let profile = tempfile::tempdir()?;
    let port = serve::listen(0).await?.local_addr()?.port();
    let setup = || Setup { profile: Some(profile.path().to_owned()), port, ..Setup::default() };
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

/// Makes two notes of the one that there is: one of version 1, one by a clock that ran ahead and was put right.
const ODD: &str = r"
    const raw = Object.entries(localStorage).find(([key, raw]) => raw.includes('好的一条。'))[1];
    const [, article, text, colour, , exact, prefix, suffix, position] = JSON.parse(raw);
    const keep = (id, note) => localStorage.setItem('meipi:note:' + id, JSON.stringify(note));
    keep('v1', [1, article, text, colour, exact, prefix, suffix, position, 0, 0, '第一版的一条']);
    keep('ahead', [2, article, text, colour, 0, exact, prefix, suffix, position, 8640000000000000, 1, '未来的一条', []]);
";

/// A store with every kind of damage: key, value, and whether it is to be told of.
const DAMAGE: [(&str, &str, bool); 12] = [
    ("meipi:note:cut", "[2,\"000-01\",\"c51d0edf6f94594b\",3,0,\"稳", true),
    ("meipi:note:empty", "", true),
    ("meipi:note:object", "{}", true),
    ("meipi:note:newer", "[99,{\"all\":\"new\"}]", true),
    ("meipi:note:a key that is none", "[]", true),
    ("meipi:note:backwards", "[1,\"000-01\",\"c51d0edf6f94594b\",3,\"稳产\",\"\",\"\",[6,4],0,0,\"\"]", true),
    ("meipi:fix:word:港口", "[1,5,{\"type\":\"war\"}]", true),
    ("meipi:fix:", "\u{0}", true),
    ("meipi:settings", "[[[[", false),
    ("meipi:progress", "{\"000-01\":\"x\"}", false),
    ("meipi:seen:somebody", "-1", false),
    ("other", "untouched", false),
];

#[tokio::test]
async fn damaged_items_are_put_aside_and_the_rest_is_there() -> Result<()> {
    run("damaged", Setup::default(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "好的一条。").await?;
        for (key, value, _) in DAMAGE {
            page.script("localStorage.setItem(...arguments)", &[json!(key), json!(value)]).await?;
        }
        // Notes of the past, and of clocks that jumped: all are to be there.
        page.script(ODD, &[]).await?;
        page.client.refresh().await?;
        page.ready().await?;
        for words in ["好的一条。", "第一版的一条", "未来的一条"] {
            page.role("button", words).await?;
        }
        page.painted(QUOTE, true).await?;
        let told = DAMAGE.iter().filter(|damage| damage.2).count();
        let notice = page.find("[role=status]").await?.text().await?;
        ensure!(notice.contains(&format!("{told} 条")) && notice.contains("读不出来"), "the notice says: {notice}");
        page.screenshot("damaged").await?;

        // Dismissed, they are told of no more, and can still be had.
        page.click("button", "知道了").await?;
        page.gone(".notices [role=status]").await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.role("button", "好的一条。").await?;
        page.gone(".notices [role=status]").await?;
        page.click("button", "设置").await?;
        page.role("button", "下载读不出的内容").await?;
        page.press(&[fantoccini::key::Key::Escape]).await?;
        page.gone("dialog").await?;
        let storage = page.storage().await?;
        for (key, value, _) in DAMAGE.iter().filter(|damage| damage.0 != "meipi:progress") {
            ensure!(storage.get(*key).is_some_and(|kept| kept == value), "{key} is as it was");
        }

        // One more is news.
        page.script("localStorage.setItem('meipi:note:bad', '{')", &[]).await?;
        page.client.refresh().await?;
        page.ready().await?;
        let notice = page.find(".notices [role=status]").await?.text().await?;
        ensure!(notice.contains("1 条"), "the notice says: {notice}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_indexed_db_notes_are_kept_and_the_settings_say_what_is_missing() -> Result<()> {
    // As in some private windows: there is none, or it cannot be opened.
    const MISSING: [&str; 2] = [
        "Object.defineProperty(window, 'indexedDB', { get: () => undefined })",
        "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError') }",
    ];
    for before in MISSING {
        run("no-journal", Setup { before, ..Setup::default() }, |page| async move {
            page.ready().await?;
            page.note(QUOTE, "没有备用记录。").await?;
            page.saved().await?;
            ensure!(page.kept().await?.len() == 1, "it is kept");
            page.click("button", "设置").await?;
            let told = page.role("dialog", "设置").await?.text().await?;
            ensure!(told.contains("备用记录现在写不进去"), "the settings say: {told}");
            let kept = page.storage().await?;
            ensure!(!kept.keys().any(|key| key.starts_with("meipi:seen:")), "nothing is left over: {kept:?}");
            page.screenshot("no-journal").await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn without_storage_the_page_reads_and_says_that_notes_will_not_last() -> Result<()> {
    let setup = Setup { wants: &[Want::NoStorage], ..Setup::default() };
    run("no-storage", setup, |page| async move {
        page.ready().await?;
        let off = "try { return !localStorage } catch { return true }";
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

        // It lies in the journal meanwhile, so it is there when the page comes back, and still said to be unsaved.
        page.until(
            "the note in the journal",
            "return document.querySelector('[role=alert]').textContent.includes('暂放')",
        )
        .await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.role("button", "放不下的一条。").await?;
        let alert = page.find("[role=alert]").await?.text().await?;
        ensure!(alert.contains("1 条"), "the alert says: {alert}");
        page.click("button", "设置").await?;
        let used = page.find("dialog .gauge").await?.text().await?;
        ensure!(used.contains("100%") || used.contains("99%"), "the gauge says: {used}");
        page.screenshot("full-settings").await?;
        page.press(&[fantoccini::key::Key::Escape]).await?;
        page.gone("dialog").await?;

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
    // So that this test may look into the file: the page fetches from its own origin only.
    const FILES: &str = "
        const make = URL.createObjectURL;
        window.files = new Map();
        URL.createObjectURL = (file) => { const address = make(file); window.files.set(address, file); return address; };
    ";
    run("crash", Setup { before: FILES, ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.note(QUOTE, "出错也在。").await?;
        page.type_text("s").await?;
        page.role("dialog", "设置").await?;
        page.script(BREAK, &[]).await?;
        let told = page.find("[role=alert]").await?.text().await?;
        ensure!(told.contains("程序出错") && told.contains("批注还在"), "the page says: {told}");
        let link = page.find("a[download]").await?.attr("href").await?.context("the link holds the file")?;
        let file = page.script("return window.files.get(arguments[0]).text()", &[json!(link)]).await?;
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
        // The offer takes back both; the tool in the bar takes back one act.
        page.find(".toast button").await?.click().await?;
        page.role("button", "第一条。").await?;
        page.role("button", "第二条。").await?;
        Ok(())
    })
    .await
}
