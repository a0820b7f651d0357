//! A page of today over what the first version kept: 5,000 notes in its format are all there, lie as they lay until
//! the reader touches one, and then that one alone is written anew.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use meipi::corpus;
use meipi::keeping;
use meipi::notes::{Note, describe};
use meipi::text::{Fingerprint, Span};
use serde_json::json;

use crate::harness::{Page, Setup, run};
use crate::notes::QUOTE;

const MANY: usize = 5_000;

/// The words of the one note on [`QUOTE`].
const WORDS: &str = "第一版写下的。";

/// A note as version 1 wrote it: key and item. No code of today writes this, so it stands here field by field.
fn first_version(n: usize, article: &str, text: &str, span: Span, body: &str) -> Result<(String, String)> {
    let found = describe(text, span)?;
    let position = found.position.map(|place| [place.start, place.end]);
    let made = 1_700_000_000_000 + n as u64 * 60_000;
    let quote = found.quote;
    let fingerprint = Fingerprint::of(text);
    let item =
        json!([1, article, fingerprint, n % 6, quote.exact, quote.prefix, quote.suffix, position, made, made, body]);
    Ok((keeping::key::<Note>(&format!("v1-{n}")), item.to_string()))
}

/// A store of the first version: a note on [`QUOTE`], the others on all articles, every second one with words.
fn store() -> Result<BTreeMap<String, String>> {
    let texts: Vec<(&str, String)> =
        corpus::articles().iter().map(|article| (article.id.as_str(), article.reading().text)).collect();
    let (article, text) = texts.iter().find(|(_, text)| text.contains(QUOTE)).context("the article of the tests")?;
    let start = text[..text.find(QUOTE).context("the quote")?].chars().count();
    let quoted = Span::new(start, start + QUOTE.chars().count());
    let mut store = BTreeMap::from([first_version(0, article, text, quoted, WORDS)?]);
    for n in 1..MANY {
        let (article, text) = &texts[n % texts.len()];
        let last = text.chars().count().saturating_sub(8).max(1);
        let start = n / texts.len() * 13 % last;
        let body = if n.is_multiple_of(2) { format!("第{n}条。") } else { String::new() };
        store.extend([first_version(n, article, text, Span::new(start, start + 1 + n % 7), &body)?]);
    }
    Ok(store)
}

impl Page {
    /// All items of notes, by key.
    async fn items(&self) -> Result<BTreeMap<String, String>> {
        let mut items = self.storage().await?;
        items.retain(|key, _| key.starts_with("meipi:note:"));
        Ok(items)
    }
}

#[tokio::test]
async fn a_store_of_the_first_version_is_read_whole_and_rewritten_note_by_note() -> Result<()> {
    const FILL: &str = "for (const [key, item] of Object.entries(arguments[0])) localStorage.setItem(key, item)";
    run("update", Setup::default(), |page| async move {
        let before = store()?;
        ensure!(before.len() == MANY && before.values().all(|item| item.starts_with("[1,")), "a store of version 1");
        page.ready().await?;
        page.script(FILL, &[json!(before)]).await?;
        page.client.refresh().await?;
        page.ready().await?;

        // All of them are there, and none is said to be damaged.
        page.painted(QUOTE, true).await?;
        ensure!(page.shown("[role=alert]").await?.is_empty(), "nothing is amiss");
        page.type_text("l").await?;
        page.wait("all notes in the list", || async {
            let told = page.find(".notes-count").await?.text().await?;
            Ok(told.contains(&MANY.to_string()).then_some(()))
        })
        .await?;
        page.client.back().await?;
        page.until("the article", "return document.querySelector('article [data-block]') !== null").await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.painted(QUOTE, true).await?;
        ensure!(page.items().await? == before, "reading rewrites nothing");

        // A word more in one: that one is of today's version now, and the others are as they were.
        page.type_text("l").await?;
        page.find(".notes-query input").await?.click().await?;
        page.type_text(WORDS).await?;
        page.wait("the note alone", || async { Ok((page.shown(".found-note").await?.len() == 1).then_some(())) })
            .await?;
        page.find(".found-place").await?.click().await?;
        page.until("the note open", "return document.querySelector('.note.open textarea') !== null").await?;
        page.click("textbox", "批注内容").await?;
        page.press(&[Key::End]).await?;
        page.type_text("又添一句。").await?;
        page.saved().await?;
        let mut after = page.items().await?;
        let key = keeping::key::<Note>("v1-0");
        let touched = after.remove(&key).context("the note that was touched")?;
        ensure!(touched.starts_with("[2,") && touched.contains("第一版写下的。又添一句。"), "it is {touched}");
        let mut others = before.clone();
        others.remove(&key);
        ensure!(after == others, "the others lie as they lay");

        page.client.refresh().await?;
        page.ready().await?;
        ensure!(page.items().await?.len() == MANY, "all are there still");
        page.painted(QUOTE, true).await
    })
    .await
}
