//! As many notes as the browser's space is to hold.

use anyhow::{Result, ensure};
use meipi::corpus;
use meipi::keeping::{self, Item};
use meipi::notes::{Colour, Line, Note, describe, fresh_id};
use meipi::text::{Fingerprint, Span};
use serde_json::json;

use crate::harness::{Page, Setup, run};
use crate::notes::QUOTE;

const MANY: usize = 15_000;

/// Ordinary notes on all articles but the one that is open: key and value.
fn many() -> Result<Vec<(String, String)>> {
    let texts = corpus::articles().iter().map(|article| (article.id.as_str(), article.reading().text));
    let texts: Vec<(&str, String)> = texts.filter(|(_, text)| !text.contains(QUOTE)).collect();
    let note = |n: usize| {
        let (article, text) = &texts[n % texts.len()];
        let last = text.chars().count().saturating_sub(8).max(1);
        let start = n / texts.len() * 13 % last;
        let note = Note {
            id: fresh_id(1_700_000_000_000 + n as u64 * 60_000, n as u32),
            article: (*article).to_owned(),
            text: Fingerprint::of(text),
            selectors: describe(text, Span::new(start, start + 1 + n % 7))?,
            colour: Colour::ALL[n % 6],
            line: Line::ALL[n % 3],
            body: if n.is_multiple_of(2) {
                format!("第{n}条：这一句说了什么，又没有说什么？")
            } else {
                String::new()
            },
            tags: Vec::new(),
            created: 1_700_000_000_000 + n as u64 * 60_000,
            modified: 1_700_000_000_000 + n as u64 * 60_000,
        };
        Ok((keeping::key::<Note>(&note.id), note.write().to_string()))
    };
    (0..MANY).map(note).collect()
}

/// Notes the time of each item read from localStorage.
const CLOCK: &str = "
    const read = Storage.prototype.getItem;
    window.reads = [];
    Storage.prototype.getItem = function (key) {
        window.reads.push(performance.now());
        return read.call(this, key);
    };
";

/// How long the items were read, and when the article's text was painted after the page was asked for, milliseconds.
async fn times(page: &Page) -> Result<String> {
    page.client.refresh().await?;
    page.ready().await?;
    let times = "const text = performance.getEntriesByName('meipi-text')[0].startTime; \
                 return [window.reads.findLast((time) => time < text) - window.reads[0], text]";
    let times = page.script(times, &[]).await?;
    let whole = |at: usize| times[at].as_f64().unwrap_or(f64::NAN).round();
    Ok(format!("items read in {} ms, text painted after {} ms", whole(0), whole(1)))
}

#[tokio::test]
async fn fifteen_thousand_notes_are_kept_and_one_more() -> Result<()> {
    run("capacity", Setup::default(), |page| async move {
        page.ready().await?;
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": CLOCK })).await?;
        println!("without notes: {}", times(&page).await?);
        for notes in many()?.chunks(1_000) {
            let fill = "for (const [key, value] of arguments[0]) localStorage.setItem(key, value)";
            page.script(fill, &[json!(notes)]).await?;
        }
        println!("with {MANY} notes: {}", times(&page).await?);
        page.note(QUOTE, "还有一条。").await?;
        page.saved().await?;
        ensure!(page.kept().await?.len() == MANY + 1, "all are kept");
        page.click("button", "设置").await?;
        let told = page.find("dialog .kept").await?.text().await?;
        ensure!(told.contains(&(MANY + 1).to_string()), "the settings say: {told}");
        page.find("dialog .gauge").await?;
        page.script("document.querySelector('dialog .kept').scrollIntoView()", &[]).await?;
        page.screenshot("capacity").await
    })
    .await
}
