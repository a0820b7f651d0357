//! A browser that is killed the moment the page has said that all is saved.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::browser::Want;
use xtask::serve;

use crate::harness::{Page, Setup, is_skipped, run_and_kill};

/// Passages of the first article.
const QUOTES: [&str; 5] =
    ["加强重点企业运行监测", "稳住工业经济", "坚定了全市工业战线", "紧盯产业链上下游", "政策范围"];

/// What became of notes over some kills.
#[derive(Debug, Default)]
struct Outcome {
    kills: usize,
    /// Not on the page when the browser came back.
    lost: usize,
    /// Not in localStorage before the page put it back.
    lost_by_local_storage: usize,
}

/// Writes a note, waits for the message, kills the browser, looks for the note; each time on the profile of the last,
/// and on a new profile when the passages are used up.
async fn kill(times: usize) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    while outcome.kills < times {
        let profile = tempfile::tempdir()?;
        let port = serve::listen(0).await?.local_addr()?.port();
        let setup = || Setup {
            profile: Some(profile.path().to_owned()),
            // Before anything of the page runs: what the browser has brought back.
            before: "window.broughtBack = { ...localStorage };",
            port,
            ..Setup::default()
        };
        let quotes = &QUOTES[..QUOTES.len().min(times - outcome.kills)];
        for (n, quote) in quotes.iter().enumerate() {
            let (lost, missing) = run_and_kill(setup(), |page| async move {
                let found = look(&page, n).await?;
                page.write(quote, &words(n)).await?;
                Ok(found)
            })
            .await
            .with_context(|| format!("kill {}", outcome.kills + 1))?;
            outcome.kills += 1;
            outcome.lost += lost;
            outcome.lost_by_local_storage += missing;
        }
        let (lost, missing) = run_and_kill(setup(), |page| async move { look(&page, quotes.len()).await }).await?;
        outcome.lost += lost;
        outcome.lost_by_local_storage += missing;
    }
    Ok(outcome)
}

fn words(n: usize) -> String {
    format!("这是第{n}条。")
}

/// Looks for the note that was written before the last kill, the `count`th: whether the page lacks it or any before
/// it, and whether localStorage did.
async fn look(page: &Page, count: usize) -> Result<(usize, usize)> {
    page.ready().await?;
    let Some(newest) = count.checked_sub(1) else { return Ok((0, 0)) };
    let brought_back = page.script("return Object.values(window.broughtBack)", &[]).await?.to_string();
    // Put back after the page is painted: waited for like anything else, but not for ever.
    let on_page = page.role("button", &words(newest)).await;
    let kept = page.kept().await?;
    let lost = on_page.is_err() || (0..count).any(|n| !kept.iter().any(|note| note.contains(&words(n))));
    Ok((usize::from(lost), usize::from(!brought_back.contains(&words(newest)))))
}

impl Page {
    /// Writes a note up to the message that it is saved, and not a stroke further.
    async fn write(&self, quote: &str, words: &str) -> Result<()> {
        self.drag_over(quote).await?;
        self.role("toolbar", "给选中的文字").await?;
        self.tool("批注").await?.click().await?;
        self.role("textbox", "批注内容").await?;
        self.until("the cursor in the note", "return document.activeElement.matches('textarea')").await?;
        self.type_text(words).await?;
        let typed = "return document.activeElement.value === arguments[0]";
        self.wait("the words in the note", || async {
            Ok((self.script(typed, &[json!(words)]).await? == true).then_some(()))
        })
        .await?;
        self.saved().await
    }
}

#[tokio::test]
async fn a_note_that_was_said_to_be_saved_outlives_a_kill() -> Result<()> {
    if is_skipped("kills", &Setup { wants: &[Want::Profile], ..Setup::default() })? {
        return Ok(());
    }
    let outcome = kill(4).await?;
    ensure!(outcome.lost == 0, "{outcome:?}");
    ensure!(outcome.lost_by_local_storage > 0, "localStorage alone would have done: nothing is tested: {outcome:?}");
    Ok(())
}

#[tokio::test]
#[ignore = "takes minutes; `cargo test --test browser fifty_kills -- --ignored --nocapture` prints the figures of BENCHMARKS.md"]
async fn fifty_kills() -> Result<()> {
    let outcome = kill(50).await?;
    println!("{outcome:?}");
    ensure!(outcome.lost == 0, "{outcome:?}");
    Ok(())
}
