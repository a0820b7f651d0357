//! A note's life: written on a selection, kept, found again, changed, deleted and had back.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Page, Setup, run};

/// A passage of the first article that begins in plain text, crosses two numbers and ends in plain text.
pub const QUOTE: &str = "落实好45条具体举措和109条接续措施";

/// Whether some highlight of the page covers exactly a quote.
const PAINTED: &str = r"
    const [quote] = arguments;
    for (const highlight of CSS.highlights.values()) {
        for (const piece of highlight) {
            const range = document.createRange();
            range.setStart(piece.startContainer, piece.startOffset);
            range.setEnd(piece.endContainer, piece.endOffset);
            if (range.toString() === quote) return true;
        }
    }
    return false;
";

impl Page {
    /// Writes a note on a quote, as a reader does: drags over it, chooses the tool, types, is done.
    pub async fn note(&self, quote: &str, words: &str) -> Result<()> {
        self.drag_over(quote).await?;
        self.role("toolbar", "给选中的文字").await?;
        let selected = self.selection().await?;
        ensure!(selected == quote, "selected is “{selected}”");
        self.tool("批注").await?.click().await?;
        self.role("textbox", "批注内容").await?;
        self.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
        self.type_text(words).await?;
        self.click("button", "完成").await?;
        self.role("button", words).await?;
        Ok(())
    }

    /// Waits until a quote is painted as a note, or is not.
    pub async fn painted(&self, quote: &str, wanted: bool) -> Result<()> {
        let what = if wanted { "a highlight on" } else { "no highlight on" };
        self.wait(&format!("{what} “{quote}”"), || async {
            Ok((self.script(PAINTED, &[json!(quote)]).await? == wanted).then_some(()))
        })
        .await
    }

    /// The notes as they lie in `localStorage`.
    pub async fn kept(&self) -> Result<Vec<String>> {
        let items = self.storage().await?.into_iter();
        Ok(items.filter(|(key, _)| key.starts_with("meipi:note:")).map(|(_, note)| note).collect())
    }
}

#[tokio::test]
async fn a_note_across_marks_is_kept_changed_and_deleted() -> Result<()> {
    run("note", Setup::default(), |page| async move {
        page.ready().await?;
        page.note(QUOTE, "两个数各是什么？").await?;
        page.painted(QUOTE, true).await?;
        page.screenshot("note").await?;
        let kept = page.kept().await?;
        ensure!(kept.len() == 1 && kept[0].contains("两个数各是什么？"), "kept: {kept:?}");

        page.client.refresh().await?;
        page.ready().await?;
        page.painted(QUOTE, true).await?;
        page.click("button", "两个数各是什么？").await?;
        page.click("textbox", "批注内容").await?;
        page.press(&[Key::End]).await?;
        page.type_text("见附件。").await?;
        page.click("button", "绿色").await?;
        page.click("button", "完成").await?;

        page.client.refresh().await?;
        page.ready().await?;
        page.click("button", "两个数各是什么？见附件。").await?;
        let green = page.role("button", "绿色").await?.attr("aria-pressed").await?;
        ensure!(green.as_deref() == Some("true"), "the colour is kept");

        page.click("button", "删除").await?;
        page.painted(QUOTE, false).await?;
        ensure!(page.kept().await?.is_empty(), "deleted is deleted");
        page.click("button", "撤销").await?;
        page.painted(QUOTE, true).await?;
        ensure!(page.kept().await?.len() == 1, "undone is kept again");

        page.click("button", "两个数各是什么？见附件。").await?;
        page.click("button", "删除").await?;
        page.painted(QUOTE, false).await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.painted(QUOTE, false).await?;
        ensure!(page.kept().await?.is_empty(), "deleted stays deleted");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_note_on_two_paragraphs_and_one_inside_it_are_both_found_again() -> Result<()> {
    let outer = "全力以赴推动企业稳产达产扩产，稳住工业经济基本盘";
    run("overlap", Setup::default(), move |page| async move {
        page.ready().await?;
        page.note(outer, "外").await?;
        page.note("稳住工业经济", "内").await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.role("button", "外").await?;
        page.role("button", "内").await?;
        ensure!(page.kept().await?.len() == 2, "two notes are kept");
        page.screenshot("note-overlap").await
    })
    .await
}

#[tokio::test]
async fn a_colour_is_one_key_and_needs_no_words() -> Result<()> {
    run("colour", Setup::default(), |page| async move {
        page.ready().await?;
        page.drag_over(QUOTE).await?;
        page.role("toolbar", "给选中的文字").await?;
        page.type_text("4").await?;
        page.painted(QUOTE, true).await?;
        ensure!(page.kept().await?.len() == 1, "a highlight is kept");
        page.client.refresh().await?;
        page.ready().await?;
        page.painted(QUOTE, true).await
    })
    .await
}

#[tokio::test]
async fn on_a_phone_a_note_is_written_in_a_sheet() -> Result<()> {
    let setup = Setup { size: (390, 844), ..Setup::default() };
    run("phone-note", setup, |page| async move {
        page.ready().await?;
        page.note("加强重点企业运行监测", "为什么是重点企业？").await?;
        page.screenshot("phone-note").await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.painted("加强重点企业运行监测", true).await
    })
    .await
}

#[tokio::test]
async fn what_is_written_as_markdown_is_drawn_and_never_run() -> Result<()> {
    run("markdown", Setup::default(), |page| async move {
        page.ready().await?;
        page.drag_over(QUOTE).await?;
        page.tool("批注").await?.click().await?;
        page.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
        page.type_text("两点：**条数**与<img src=x onerror=alert(1)>，见[网站](https://example.org/a)").await?;
        page.click("button", "完成").await?;
        page.until("the strong words", "return document.querySelector('.note strong')?.textContent === '条数'").await?;
        let shown = page.find(".note .written").await?.text().await?;
        ensure!(shown.contains("<img src=x onerror=alert(1)>"), "markup is text: {shown}");
        let link = page.script("return document.querySelector('.note .written a').rel", &[]).await?;
        ensure!(link == "noopener noreferrer", "the link is {link}");
        page.screenshot("markdown").await?;
        page.click("button", "两点").await?;
        page.role("textbox", "批注内容").await?;
        Ok(())
    })
    .await
}

/// A page that has much to do: what its program puts off until it has a moment comes a second later.
const BUSY: &str = "
    const now = Date.now, later = setTimeout;
    let ahead = 0;
    Date.now = () => now.call(Date) + (ahead += window.busy ? 20 : 0);
    window.setTimeout = (work, time = 0, ...rest) => later(work, time + (window.busy ? 1000 : 0), ...rest);
";

#[tokio::test]
async fn what_is_written_faster_than_the_page_draws_is_kept() -> Result<()> {
    const WORDS: &str = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸";
    run("busy", Setup { before: BUSY, ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.drag_over(QUOTE).await?;
        page.tool("批注").await?.click().await?;
        page.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
        let green = page.find(".editor [aria-label=绿色]").await?;
        let wavy = page.find(".editor [aria-label=波浪线]").await?;
        // Each of these takes up a note that was drawn before the last one.
        page.script("window.busy = true", &[]).await?;
        page.type_text(WORDS).await?;
        green.click().await?;
        page.find(".tag-field input").await?.click().await?;
        page.type_text("产业").await?;
        page.press(&[Key::Enter]).await?;
        page.type_text("工业").await?;
        page.press(&[Key::Enter]).await?;
        wavy.click().await?;
        page.script("window.busy = false", &[]).await?;
        page.find(".note.green.wavy").await?;
        page.saved().await?;
        let shown = "return [document.querySelector('textarea').value,
            ...[...document.querySelectorAll('.editor .tag span')].map((tag) => tag.textContent)]";
        let shown = page.script(shown, &[]).await?;
        ensure!(shown == json!([WORDS, "产业", "工业"]), "shown is {shown}");
        let kept: Vec<serde_json::Value> =
            page.kept().await?.iter().map(|note| serde_json::from_str(note)).collect::<Result<_, _>>()?;
        ensure!(kept.len() == 1 && kept[0][11] == WORDS, "kept is {kept:?}");
        ensure!(kept[0][12] == json!(["产业", "工业"]), "kept is {kept:?}");
        Ok(())
    })
    .await
}
