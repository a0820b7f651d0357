//! axe-core finds nothing on any screen, by day and by night, on a desk and on a phone.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Page, SIZES, Setup, run};
use crate::notes::QUOTE;

/// What axe-core has to say, as lines; nothing when it finds nothing.
const ASK: &str = r"
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations.flatMap(
        ({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
            `${id}: ${help}: ${target.join(' ')}: ${failureSummary.replaceAll('\n', ' ')}`))));
";

impl Page {
    /// Waits until axe-core finds nothing: what fades in has its colours only then.
    async fn accessible(&self, screen: &str) -> Result<()> {
        self.load_axe().await?;
        let mut found = Value::Null;
        for _ in 0..3 {
            found = self.client.execute_async(ASK, vec![]).await?;
            if found == json!([]) {
                return Ok(());
            }
        }
        self.screenshot(&format!("axe-{screen}")).await?;
        anyhow::bail!("{screen}: {found:#}")
    }
}

/// A screen: its name, the address, the keys that lead to it, and what shows that it is there.
const SCREENS: [(&str, &str, &str, &str); 9] = [
    ("article", "#000-02", "", "article"),
    ("picture", "#000-01", "", "article"),
    ("settings", "", "s", "dialog"),
    ("shortcuts", "", "?", "dialog"),
    ("source", "#000-02", "o", ".source"),
    ("card", "#000-02", "m", ".card"),
    ("words", "#000-02", "wv", ".legend"),
    ("try", "#try", "", "textarea"),
    ("no-notes", "#notes", "", ".notes-none"),
];

#[tokio::test]
async fn axe_finds_nothing_on_any_screen() -> Result<()> {
    for (size, dark) in [(SIZES[2], false), (SIZES[2], true), (SIZES[0], false), (SIZES[0], true)] {
        run("axe", Setup { size, dark, ..Setup::default() }, |page| async move {
            for (name, fragment, keys, shows) in SCREENS {
                let address = format!("{}?{name}{fragment}", page.address);
                page.go(&address).await?;
                if !matches!(fragment, "#try" | "#notes") {
                    page.ready().await?;
                }
                page.type_text(keys).await?;
                page.find(shows).await?;
                page.accessible(&format!("{name}-{}-{dark}", size.0)).await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn axe_finds_nothing_where_notes_are_made() -> Result<()> {
    for (size, dark) in [(SIZES[2], false), (SIZES[0], true)] {
        run("axe-notes", Setup { size, dark, fragment: "#000-02", ..Setup::default() }, |page| async move {
            let screen = |name: &str| format!("{name}-{}-{dark}", size.0);
            page.ready().await?;
            page.drag_over(QUOTE).await?;
            page.role("toolbar", "给选中的文字").await?;
            page.accessible(&screen("toolbar")).await?;
            page.tool("批注").await?.click().await?;
            page.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
            page.type_text("两个数各是什么？").await?;
            page.accessible(&screen("editor")).await?;
            page.chord(Key::Control, Key::Enter).await?;
            page.accessible(&screen("note")).await?;
            let kept = page.kept().await?;
            ensure!(kept.len() == 1, "kept: {kept:?}");
            page.type_text("l").await?;
            page.find(".found-note input").await?.click().await?;
            page.find(".several").await?;
            page.accessible(&screen("list")).await?;
            for (button, dialog) in [("导出……", "导出批注"), ("导入……", "导入批注")] {
                page.click("button", button).await?;
                page.role("dialog", dialog).await?;
                page.accessible(&screen(dialog)).await?;
                page.press(&[Key::Escape]).await?;
                page.no_role("dialog", dialog).await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}
