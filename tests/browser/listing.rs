//! The notes of all texts: found, narrowed down, changed several at once, gone to; what the colours are called; and
//! the text without any mark.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Page, SIZES, Setup, run};
use crate::notes::QUOTE;

/// Another passage of the first article, and one of the second.
const SECOND: &str = "加强重点企业运行监测";
const ELSEWHERE: (&str, &str) = ("#000-03", "让科技创新");

impl Page {
    /// Three notes in two articles: with words, bare and green, with words.
    async fn three_notes(&self) -> Result<()> {
        self.note(QUOTE, "两个数各是什么？").await?;
        self.drag_over(SECOND).await?;
        self.role("toolbar", "给选中的文字").await?;
        self.type_text("4").await?;
        self.painted(SECOND, true).await?;
        self.script("location.hash = arguments[0]", &[json!(ELSEWHERE.0)]).await?;
        self.until("the second article", "return document.querySelector('article')?.id === '000-03'").await?;
        self.note(ELSEWHERE.1, "第二篇的一条 GDP").await
    }

    /// Waits until the list holds so many notes and says so.
    pub async fn lists(&self, count: usize, told: &str) -> Result<()> {
        self.wait(&format!("{count} notes listed, “{told}”"), || async {
            let rows = self.client.find_all(Locator::Css(".found-note")).await?.len();
            let says = self.find(".notes-count").await?.text().await?;
            Ok((rows == count && says == told).then_some(()))
        })
        .await
    }
}

#[tokio::test]
async fn notes_are_found_narrowed_down_and_gone_to_by_keys() -> Result<()> {
    run("listing", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.three_notes().await?;
        page.type_text("l").await?;
        page.until("the notes page", "return location.hash === '#notes'").await?;
        page.until("the focus on its head", "return document.activeElement.id === 'notes'").await?;
        page.lists(3, "共 3 条批注").await?;
        ensure!(page.client.title().await?.starts_with("全部批注"), "the window says what is shown");
        page.screenshot("listing").await?;

        page.find(".notes-query input").await?.click().await?;
        page.type_text("ｇｄｐ").await?;
        page.lists(1, "3 条里找到 1 条").await?;
        page.click("button", "清除筛选").await?;
        page.lists(3, "共 3 条批注").await?;
        page.until("the focus in the search field", "return document.activeElement.matches('[type=search]')").await?;
        page.click("button", "只划线").await?;
        page.lists(1, "3 条里找到 1 条").await?;
        page.click("button", "有文字").await?;
        page.lists(3, "3 条里找到 3 条").await?;
        page.click("button", "只划线").await?;
        page.lists(2, "3 条里找到 2 条").await?;
        let passages = page.find(".notes-list").await?.text().await?;
        ensure!(passages.contains("王智明表示") || passages.contains(QUOTE), "in their sentences: {passages}");

        // By keys to the first note: it opens in its text, for writing; the way back finds the list as it was.
        page.script("document.querySelector('.found-place').focus()", &[]).await?;
        page.press(&[Key::Enter]).await?;
        page.until("the article", "return document.querySelector('article')?.id === '000-02'").await?;
        page.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
        ensure!(
            page.client.active_element().await?.prop("value").await?.as_deref() == Some("两个数各是什么？"),
            "the note"
        );
        page.client.back().await?;
        page.lists(2, "3 条里找到 2 条").await
    })
    .await
}

#[tokio::test]
async fn several_notes_are_changed_and_deleted_as_one_act() -> Result<()> {
    run("several", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.three_notes().await?;
        page.type_text("l").await?;
        page.lists(3, "共 3 条批注").await?;
        page.click("button", "全选").await?;
        page.find(".several-tag input").await?.click().await?;
        page.type_text("复习").await?;
        page.press(&[Key::Enter]).await?;
        page.wait("three tags", || async {
            Ok((page.kept().await?.iter().filter(|note| note.contains("复习")).count() == 3).then_some(()))
        })
        .await?;
        page.screenshot("several").await?;
        // One undo takes all three back.
        page.click("button", "撤销").await?;
        page.wait("no tag", || async {
            Ok((!page.kept().await?.iter().any(|note| note.contains("复习"))).then_some(()))
        })
        .await?;
        page.click("button", "删除").await?;
        page.wait("nothing kept", || async { Ok(page.kept().await?.is_empty().then_some(())) }).await?;
        page.until("the focus on the way back", "return document.activeElement.matches('.toast button')").await?;
        page.press(&[Key::Enter]).await?;
        page.lists(3, "共 3 条批注").await
    })
    .await
}

#[tokio::test]
async fn a_named_colour_has_its_name_everywhere() -> Result<()> {
    run("colour-names", Setup { fragment: "#000-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.three_notes().await?;
        page.type_text("s").await?;
        page.role("dialog", "设置").await?;
        page.find(".colour-names [aria-label=绿色]").await?.click().await?;
        page.type_text("疑问").await?;
        page.press(&[Key::Escape]).await?;
        page.no_role("dialog", "设置").await?;
        let kept = page.storage().await?.remove("meipi:colours").context("the names are kept")?;
        ensure!(kept == r#"{"green":"疑问"}"#, "kept: {kept}");
        page.drag_over(ELSEWHERE.1).await?;
        page.role("toolbar", "给选中的文字").await?;
        page.role("button", "疑问").await?;
        page.press(&[Key::Escape]).await?;
        page.type_text("l").await?;
        page.click("button", "疑问").await?;
        // The last note took the colour of the one before.
        page.lists(2, "3 条里找到 2 条").await?;
        // What cannot be read is as if nothing were named.
        page.script("localStorage.setItem('meipi:colours', '[1,')", &[]).await?;
        page.client.refresh().await?;
        page.role("button", "绿色").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn all_marks_are_hidden_by_one_key_and_nothing_moves() -> Result<()> {
    const PLACES: &str = "return [...document.querySelectorAll('article [data-block], .mark')]
        .map((e) => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].join(); }).join(';')";
    for size in SIZES {
        let setup = Setup { size, fragment: "#000-02", ..Setup::default() };
        run("clean", setup, |page| async move {
            page.ready().await?;
            page.drag_over(SECOND).await?;
            page.role("toolbar", "给选中的文字").await?;
            page.type_text("4").await?;
            page.painted(SECOND, true).await?;
            let before = page.script(PLACES, &[]).await?;
            page.type_text("h").await?;
            page.painted(SECOND, false).await?;
            let bare = "return [...document.querySelectorAll('.mark')].every((m) =>
                getComputedStyle(m).borderBottomColor === 'rgba(0, 0, 0, 0)')";
            page.until("no line under any mark", bare).await?;
            ensure!(page.script(PLACES, &[]).await? == before, "something moved");
            page.screenshot(&format!("clean-{}", size.0)).await?;
            page.client.refresh().await?;
            page.ready().await?;
            page.painted(SECOND, false).await?;
            page.type_text("h").await?;
            page.painted(SECOND, true).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn without_notes_the_page_says_what_it_is_for() -> Result<()> {
    for size in SIZES {
        run("no-notes", Setup { size, fragment: "#notes", ..Setup::default() }, |page| async move {
            let told = page.find(".notes-none").await?.text().await?;
            ensure!(told.contains("还没有批注"), "the page says: {told}");
            page.fits().await?;
            page.screenshot(&format!("no-notes-{}", size.0)).await?;
            page.click("link", "去读").await?;
            page.find("article").await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}
