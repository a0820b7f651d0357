//! As many notes as the browser's space is to hold.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use meipi::corpus;
use meipi::keeping::{self, Item};
use meipi::notes::{Colour, Line, Note, describe, fresh_id};
use meipi::text::{Fingerprint, Span};
use serde_json::json;
use xtask::browser::Engine;

use crate::harness::{Page, Setup, engine, run};
use crate::notes::QUOTE;

/// How many that is. To `WebKit` a character of a text with Chinese in it is two bytes, to the others it is one unit.
fn most() -> usize {
    if engine() == Engine::WebKit { 7_500 } else { 15_000 }
}

/// Ordinary notes on all articles but the one that is open: key and value.
fn many(count: usize) -> Result<Vec<(String, String)>> {
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
    (0..count).map(note).collect()
}

/// Notes the time of each note read from localStorage.
const CLOCK: &str = "
    const read = Storage.prototype.getItem;
    window.reads = [];
    Storage.prototype.getItem = function (key) {
        if (key.startsWith('meipi:note:')) window.reads.push(performance.now());
        return read.call(this, key);
    };
";

/// The same, and each note takes its time.
const SLOWLY: &str = "
    const read = Storage.prototype.getItem;
    Storage.prototype.getItem = function (key) {
        const end = performance.now() + (key.startsWith('meipi:note:') ? 4 : 0);
        while (performance.now() < end) {}
        return read.call(this, key);
    };
";

/// Comes again. When the article's text was painted after the page was asked for, and when the last of so many notes
/// had been read, milliseconds.
async fn times(page: &Page, notes: usize) -> Result<String> {
    page.client.refresh().await?;
    page.ready().await?;
    page.until("all notes read", &format!("return window.reads.length >= {notes}")).await?;
    let times = "const text = performance.getEntriesByName('meipi-text')[0].startTime; \
                 return [text, window.reads.filter((time) => time < text).length, window.reads.at(-1)]";
    let times = page.script(times, &[]).await?;
    ensure!(times[1] == 0, "the text waits for notes: {times}");
    let whole = |at: usize| times[at].as_f64().unwrap_or(f64::NAN).round();
    Ok(format!("text painted after {} ms, notes read after {} ms", whole(0), whole(2)))
}

impl Page {
    /// Puts items into the store, as if kept in an earlier visit.
    async fn fill(&self, items: &[(String, String)]) -> Result<()> {
        let fill = "for (const [key, value] of arguments[0]) localStorage.setItem(key, value)";
        for items in items.chunks(1_000) {
            self.script(fill, &[json!(items)]).await?;
        }
        Ok(())
    }
}

#[tokio::test]
async fn fifteen_thousand_notes_are_kept_and_one_more() -> Result<()> {
    run("capacity", Setup { before: CLOCK, ..Setup::default() }, |page| async move {
        page.ready().await?;
        println!("without notes: {}", times(&page, 0).await?);
        let many = self::many(most())?;
        page.fill(&many).await?;
        println!("with {} notes: {}", many.len(), times(&page, many.len()).await?);
        page.note(QUOTE, "还有一条。").await?;
        page.saved().await?;
        ensure!(page.kept().await?.len() == many.len() + 1, "all are kept");
        page.click("button", "设置").await?;
        let told = page.find("dialog .kept").await?.text().await?;
        ensure!(told.contains(&(many.len() + 1).to_string()), "the settings say: {told}");
        page.find("dialog .gauge").await?;
        page.script("document.querySelector('dialog .kept').scrollIntoView()", &[]).await?;
        page.screenshot("capacity").await
    })
    .await
}

#[tokio::test]
async fn what_is_done_while_notes_are_still_being_read_is_done_with_all_of_them() -> Result<()> {
    run("opening", Setup { before: SLOWLY, ..Setup::default() }, |page| async move {
        const SOME: usize = 300;
        page.ready().await?;
        page.fill(&many(SOME)?).await?;
        page.note(QUOTE, "先有的。").await?;
        page.saved().await?;

        // Taken back by the first thing that the reader does, though it had not been read.
        page.client.refresh().await?;
        page.ready().await?;
        page.held(&[Key::Control], 'z').await?;
        page.wait("the words taken back", || async {
            Ok((!page.kept().await?.iter().any(|note| note.contains("先有的。"))).then_some(()))
        })
        .await?;
        ensure!(page.kept().await?.len() == SOME + 1, "all are kept");

        // The passage has its note already and gets no second one.
        page.client.refresh().await?;
        page.ready().await?;
        page.note(QUOTE, "又写的。").await?;
        page.saved().await?;
        let all = format!("return document.querySelector('.page-links .count')?.textContent === '{}'", SOME + 1);
        page.until("all notes shown", &all).await?;
        ensure!(page.kept().await?.len() == SOME + 1, "all are kept, and no note is double");
        page.screenshot("opening").await
    })
    .await
}
