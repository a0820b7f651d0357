//! The reading caret: a text read, noted and its notes changed by keys alone.

use anyhow::{Result, ensure};
use fantoccini::key::Key;

use crate::harness::{Page, SIZES, Setup, run};

/// The text from the caret on, as far as its block goes; empty while the caret is not shown.
const AHEAD: &str = r"
    const { focusNode, focusOffset } = getSelection();
    const bar = document.querySelector('.caret');
    if (!focusNode || !bar.checkVisibility()) return '';
    const block = focusNode.parentElement.closest('[data-block]');
    const rest = document.createRange();
    rest.selectNodeContents(block);
    rest.setStart(focusNode, focusOffset);
    // The bar stands where the browser's own caret does.
    // (A place to break a line has a box of no width in Firefox.)
    const place = [...rest.getClientRects()].find(({ width }) => width > 0);
    const there = bar.getBoundingClientRect();
    const near = !place || Math.abs(place.left - there.left) < 3 && Math.abs(place.top - there.top) < 3;
    return near ? rest.toString() : 'the bar is somewhere else';
";

impl Page {
    /// Goes into the text by keys: the first stop on the page leads there.
    async fn enter_text(&self) -> Result<()> {
        self.press(&[Key::Tab, Key::Enter]).await?;
        self.until("the caret", "return document.querySelector('.caret').checkVisibility()").await
    }

    /// Waits until the text goes on like this at the caret.
    async fn caret_before(&self, text: &str) -> Result<()> {
        self.wait(&format!("the caret before “{text}”"), || async {
            let ahead = self.script(AHEAD, &[]).await?;
            Ok(ahead.as_str().is_some_and(|ahead| ahead.starts_with(text)).then_some(()))
        })
        .await
    }

    /// Waits until this is selected.
    pub async fn selects(&self, text: &str) -> Result<()> {
        self.wait(&format!("“{text}” selected"), || async { Ok((self.selection().await? == text).then_some(())) }).await
    }

    /// Waits until a screen reader is told something.
    async fn says(&self, text: &str) -> Result<()> {
        self.wait(&format!("“{text}” said"), || async {
            let said = self.script("return document.querySelector('.desk > [aria-live]').textContent", &[]).await?;
            Ok(said.as_str().is_some_and(|said| said.contains(text)).then_some(()))
        })
        .await
    }
}

#[tokio::test]
async fn a_caret_goes_by_everything_that_a_text_is_made_of() -> Result<()> {
    let setup = Setup { fragment: "#000-03", ..Setup::default() };
    run("caret", setup, |page| async move {
        page.ready().await?;
        page.enter_text().await?;
        page.caret_before("让科技创新").await?;
        page.press(&[Key::Right]).await?;
        page.caret_before("科技创新").await?;
        page.says("科").await?;
        page.chord(Key::Control, Key::Right).await?;
        page.caret_before("创新奏响").await?;
        page.press(&[Key::Home]).await?;
        page.caret_before("让科技创新").await?;
        page.type_text("]]").await?;
        page.caret_before("本报记者").await?;
        page.chord(Key::Control, Key::Down).await?;
        page.caret_before("“市委经济工作会议上").await?;
        page.type_text("]").await?;
        page.caret_before("这为全市").await?;
        page.says("这为全市科技工作指明了路线和方向").await?;
        page.type_text("[").await?;
        page.caret_before("“市委经济工作会议上").await?;
        // Two lines down and up again the column is the same, also over a short last line.
        page.press(&[Key::Right, Key::Right, Key::Right]).await?;
        page.caret_before("经济工作会议上").await?;
        page.press(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Up, Key::Up, Key::Up, Key::Up]).await?;
        page.caret_before("经济工作会议上").await?;
        page.type_text("m").await?;
        page.until("the first mark", "return document.activeElement.textContent === '中原科技城'").await?;
        page.caret_before("中原科技城").await?;
        page.press(&[Key::Left]).await?;
        page.caret_before("设中原科技城").await?;
        // Enter opens what stands at the caret, Escape leads back to it.
        page.press(&[Key::Right, Key::Enter]).await?;
        page.until("the focus in the card", "return document.activeElement.matches('.card *')").await?;
        page.press(&[Key::Escape]).await?;
        page.caret_before("中原科技城").await?;
        page.chord(Key::Control, Key::End).await?;
        page.says("").await?;
        page.until("the end on the screen", "return scrollY > 0").await?;
        page.screenshot("caret").await
    })
    .await
}

#[tokio::test]
async fn keys_select_whole_words_and_by_alt_single_characters() -> Result<()> {
    let setup = Setup { fragment: "#000-03", ..Setup::default() };
    run("caret-selection", setup, |page| async move {
        page.ready().await?;
        page.enter_text().await?;
        page.chord(Key::Control, Key::Down).await?;
        page.chord(Key::Control, Key::Down).await?;
        page.caret_before("本报记者").await?;
        page.chord(Key::Shift, Key::Right).await?;
        page.selects("本报").await?;
        page.held(&[Key::Control, Key::Shift], Key::Right).await?;
        page.held(&[Key::Control, Key::Shift], Key::Right).await?;
        page.selects("本报记者").await?;
        // Past the space, and one character back into the word.
        page.held(&[Key::Alt, Key::Shift], Key::Left).await?;
        page.held(&[Key::Alt, Key::Shift], Key::Left).await?;
        page.selects("本报记").await?;
        page.chord(Key::Shift, Key::Right).await?;
        page.selects("本报记者").await?;
        page.says("已选：本报记者").await?;
        page.role("toolbar", "给选中的文字").await?;
        // Without Shift the caret goes to the selection's end, and nothing is selected.
        page.press(&[Key::Right]).await?;
        page.gone("[role=toolbar]").await?;
        // All of the text, and nothing else of the page.
        page.held(&[Key::Control], 'a').await?;
        page.role("toolbar", "给选中的文字").await?;
        let text = page.selection().await?;
        ensure!(text.starts_with("让科技创新") && text.ends_with("40个。"), "selected is {text}");
        let inside = "const { top, bottom } = document.querySelector('[role=toolbar]').getBoundingClientRect(); return top > 0 && bottom <= innerHeight";
        page.until("the toolbar on the screen", inside).await?;
        page.screenshot("caret-all").await
    })
    .await
}

#[tokio::test]
async fn a_note_is_made_changed_deleted_and_had_back_by_keys_alone() -> Result<()> {
    let setup = Setup { fragment: "#000-03", ..Setup::default() };
    run("caret-note", setup, |page| async move {
        page.ready().await?;
        page.enter_text().await?;
        page.type_text("]]]]").await?;
        page.caret_before("这为全市").await?;
        page.chord(Key::Control, Key::Right).await?;
        page.chord(Key::Control, Key::Right).await?;
        page.caret_before("全市科技").await?;
        // On the word at the caret.
        page.type_text("a").await?;
        page.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
        page.type_text("哪些工作？").await?;
        page.chord(Key::Control, Key::Enter).await?;
        page.painted("全市", true).await?;
        page.until("the focus on the note", "return document.activeElement.matches('.note-text')").await?;

        // Its ends: by word, by character, and the other one.
        page.type_text("e").await?;
        page.until("a handle", "return document.activeElement.matches('[role=slider].end')").await?;
        page.press(&[Key::Right, Key::Right]).await?;
        page.painted("全市科技工作", true).await?;
        page.says("批注的范围改为：全市科技工作").await?;
        page.chord(Key::Shift, Key::Left).await?;
        page.painted("全市科技工", true).await?;
        page.press(&[Key::Right]).await?;
        page.painted("全市科技工作", true).await?;
        page.screenshot("caret-handles").await?;
        page.type_text("e").await?;
        page.until("the other handle", "return document.activeElement.matches('[role=slider].start')").await?;
        page.press(&[Key::Right]).await?;
        page.painted("科技工作", true).await?;
        let kept = page.kept().await?;
        ensure!(
            kept.len() == 1 && kept[0].contains("\"科技工作\"") && kept[0].contains("哪些工作？"),
            "kept: {kept:?}"
        );

        // Escape closes the note, and leads back into the text where the caret was.
        page.press(&[Key::Escape]).await?;
        page.until("the focus on the note", "return document.activeElement.matches('.note-text')").await?;
        page.press(&[Key::Escape]).await?;
        page.caret_before("全市科技").await?;
        page.type_text("p").await?;
        page.caret_before("科技工作").await?;
        page.says("批注：哪些工作？").await?;

        // A reload keeps it; who hears the page is led to it behind its paragraph.
        page.client.refresh().await?;
        page.ready().await?;
        page.painted("科技工作", true).await?;
        let told = "return document.querySelector('.body [data-block] + button')?.textContent ?? ''";
        page.wait("the note behind its paragraph", || async {
            let told = page.script(told, &[]).await?;
            Ok(told.as_str().is_some_and(|told| told.contains("1 条批注") && told.contains("科技工作")).then_some(()))
        })
        .await?;

        // Enter opens it for writing, and from there it is deleted and had back.
        page.type_text("p").await?;
        page.caret_before("科技工作").await?;
        page.press(&[Key::Enter]).await?;
        page.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
        for _ in 0..20 {
            page.press(&[Key::Tab]).await?;
            if page.focused_text().await? == "删除" {
                break;
            }
        }
        page.press(&[Key::Enter]).await?;
        page.painted("科技工作", false).await?;
        page.until("the offer to undo", "return document.activeElement.textContent === '撤销'").await?;
        page.press(&[Key::Enter]).await?;
        page.painted("科技工作", true).await?;
        ensure!(page.kept().await?.len() == 1, "it is kept again");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_caret_is_where_it_was_after_a_dialog_and_at_another_size() -> Result<()> {
    let setup = Setup { fragment: "#000-03", ..Setup::default() };
    run("caret-back", setup, |page| async move {
        page.ready().await?;
        page.enter_text().await?;
        page.type_text("]]]]").await?;
        page.caret_before("这为全市").await?;
        page.type_text("?").await?;
        page.role("dialog", "快捷键").await?;
        page.press(&[Key::Escape]).await?;
        page.no_role("dialog", "快捷键").await?;
        page.caret_before("这为全市").await?;
        page.resize(SIZES[1], 1).await?;
        page.caret_before("这为全市").await?;
        // A pointer takes the caret along, unseen; the next key shows it there.
        page.click_at("壮大创新主体", 1).await?;
        page.gone(".caret").await?;
        page.press(&[Key::Right]).await?;
        page.caret_before("大创新主体").await
    })
    .await
}

#[tokio::test]
async fn with_single_keys_off_the_arrows_still_move_the_caret() -> Result<()> {
    let setup = Setup { fragment: "#000-03", ..Setup::default() };
    run("caret-keys-off", setup, |page| async move {
        page.ready().await?;
        page.script("localStorage['meipi:settings'] = JSON.stringify({ keys: false })", &[]).await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.enter_text().await?;
        page.caret_before("让科技").await?;
        page.type_text("]am").await?;
        page.press(&[Key::Right]).await?;
        page.caret_before("科技").await?;
        ensure!(page.kept().await?.is_empty(), "no note was made");
        Ok(())
    })
    .await
}
