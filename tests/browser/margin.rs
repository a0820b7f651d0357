//! The notes beside the text: many of them, those that lie on one another, and those that lost their place.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use meipi::corpus;
use meipi::keeping::{Item, key};
use meipi::notes::{Colour, Line, Note, describe};
use meipi::text::{Fingerprint, Span};
use serde_json::{Value, json};

use crate::harness::{Page, SIZES, Setup, run};
use crate::notes::QUOTE;

/// A note on characters of the first article, as its reader would have made it.
fn note(number: usize, span: Span, body: &str) -> Note {
    let article = &corpus::articles()[first()];
    let text = article.reading().text;
    Note {
        id: format!("n{number:04}"),
        article: article.id.clone(),
        text: Fingerprint::of(&text),
        selectors: describe(&text, span).expect("a span of the article"),
        colour: Colour::ALL[number % 6],
        line: Line::ALL[number % 3],
        body: body.to_owned(),
        tags: Vec::new(),
        created: 1_700_000_000_000,
        modified: 1_700_000_000_000,
    }
}

/// The article that the page opens with: the first that has the words of the tests.
fn first() -> usize {
    let with = |article: &corpus::Article| article.reading().text.contains(QUOTE);
    corpus::articles().iter().position(with).expect("the article of the tests is in the corpus")
}

/// Where a quote stands in it.
fn place(quote: &str) -> Span {
    let text = corpus::articles()[first()].reading().text;
    let byte = text.find(quote).expect("the quote is in the article");
    let start = text[..byte].chars().count();
    Span::new(start, start + quote.chars().count())
}

/// Notes all over the article, every third with words.
fn many(count: usize) -> Vec<Note> {
    let length = corpus::articles()[first()].reading().text.chars().count();
    let span = |number: usize| {
        let start = number * 37 % (length - 8);
        Span::new(start, start + 2 + number % 6)
    };
    (0..count).map(|n| note(n, span(n), if n % 3 == 0 { "这里说的是什么？" } else { "" })).collect()
}

impl Page {
    /// Puts notes into the store, as if made in an earlier visit, and comes again.
    async fn visit_with(&self, notes: &[Note]) -> Result<()> {
        self.ready().await?;
        for note in notes {
            let item = [json!(key::<Note>(&note.id)), json!(note.write().to_string())];
            self.script("localStorage.setItem(...arguments)", &item).await?;
        }
        self.client.refresh().await?;
        self.ready().await
    }

    async fn number(&self, script: &str) -> Result<f64> {
        Ok(self.script(script, &[]).await?.as_f64().unwrap_or(f64::NAN))
    }
}

/// No two cards that are seen lie on one another.
const APART: &str = "
    const cards = [...document.querySelectorAll('.notes > li[data-state=placed]')].map((c) => c.getBoundingClientRect());
    return cards.length > 5 && cards.every((card, i) => i === 0 || card.top >= cards[i - 1].bottom);
";

#[tokio::test]
async fn a_hundred_notes_stay_beside_their_text() -> Result<()> {
    run("hundred-notes", Setup::default(), |page| async move {
        page.ready().await?;
        let height = "return document.documentElement.scrollHeight";
        let bare = page.number(height).await?;
        page.visit_with(&many(100)).await?;
        page.until("cards beside the text, none on another", APART).await?;
        let full = page.number(height).await?;
        ensure!(full <= bare + 100.0, "the page grew from {bare} to {full}");
        page.fits().await?;
        page.screenshot("hundred-notes").await?;

        // What was gathered is one key away, and the focus stays where it was.
        let cards = "return document.querySelectorAll('.note').length";
        let before = page.number(cards).await?;
        page.script("[...document.querySelectorAll('.more-notes')].at(-1).focus()", &[]).await?;
        page.press(&[Key::Enter]).await?;
        page.until("the line that gathers again", "return document.activeElement.textContent === '收起'").await?;
        ensure!(page.number(cards).await? > before, "more cards are shown");
        page.until("cards beside the text, none on another", APART).await?;
        page.press(&[Key::Enter]).await?;
        page.until("the line for what is gathered", "return document.activeElement.textContent !== '收起'").await?;

        // Every note is told its place among all, whatever is shown of them.
        let told = page.number("return +document.querySelector('.note').getAttribute('aria-setsize')").await?;
        ensure!((told - 100.0).abs() < 0.5, "{told} notes are told");

        // Scrolled to the end, the notes of the end are there.
        page.script("scrollTo(0, document.documentElement.scrollHeight)", &[]).await?;
        let last = "return [...document.querySelectorAll('.note[aria-posinset], .more')].length > 0
            && [...document.querySelectorAll('.note')].some((n) => +n.getAttribute('aria-posinset') > 90)";
        page.until("the last notes", last).await
    })
    .await
}

#[tokio::test]
async fn the_margin_comes_to_rest() -> Result<()> {
    run("margin-rest", Setup::default(), |page| async move {
        page.ready().await?;
        let height = "return document.documentElement.scrollHeight";
        let bare = page.number(height).await?;
        // Far more than there is room for, on every character of the end.
        let length = corpus::articles()[first()].reading().text.chars().count();
        let end = (0..200).map(|n| note(n, Span::new(length - 1 - n % 60, length - n % 60), "一句话。"));
        page.visit_with(&end.collect::<Vec<_>>()).await?;
        page.script("scrollTo(0, document.documentElement.scrollHeight)", &[]).await?;
        page.until("cards beside the text, none on another", APART).await?;
        let full = page.number(height).await?;
        // The notes of a paragraph have the room from its first line on, and these stand at its last.
        ensure!(full <= bare * 1.5, "the page grew from {bare} to {full}");
        // What it lists is what it lists a second of frames later.
        let rests = "
            const cards = () => document.querySelectorAll('.notes > li').length;
            let frames = 60;
            const before = cards();
            return new Promise((done) => {
                const frame = () => (--frames > 0 ? requestAnimationFrame(frame) : done(cards() - before));
                requestAnimationFrame(frame);
            });
        ";
        let more = page.number(rests).await?;
        ensure!(more == 0.0, "{more} more cards came by themselves");
        page.screenshot("margin-rest").await
    })
    .await
}

#[tokio::test]
async fn a_note_whose_formatting_comes_later_leaves_no_gap_and_covers_nothing() -> Result<()> {
    run("formatted-apart", Setup::default(), |page| async move {
        let span = place(QUOTE);
        let after = Span::new(span.end, span.end + 1);
        // Three lines as they were typed, and three headings.
        page.visit_with(&[note(0, span, "# 一\n# 二\n# 三"), note(1, after, "下一条")]).await?;
        page.until("the headings", "return document.querySelectorAll('.note .written h3').length === 3").await?;
        let gap = "
            const [first, next] = [...document.querySelectorAll('.note')].map((card) => card.getBoundingClientRect());
            const gap = next.top - first.bottom;
            return gap > 8 && gap < 16;
        ";
        page.until("the note right after it", gap).await
    })
    .await
}

#[tokio::test]
async fn on_a_phone_the_sheet_lists_all_notes() -> Result<()> {
    run("sheet-notes", Setup { size: SIZES[0], ..Setup::default() }, |page| async move {
        page.visit_with(&many(250)).await?;
        page.click("button", "批注").await?;
        let cards = "return document.querySelectorAll('.note').length";
        page.until("a part of the notes", "return document.querySelectorAll('.note').length >= 50").await?;
        let before = page.number(cards).await?;
        ensure!(before < 250.0, "not all are drawn at once");
        page.click("button", "后面还有").await?;
        page.wait("more notes", || async { Ok((page.number(cards).await? > before).then_some(())) }).await?;
        page.screenshot("sheet-notes").await
    })
    .await
}

#[tokio::test]
async fn a_note_and_its_passage_point_at_each_other() -> Result<()> {
    let outer = "全力以赴推动企业稳产达产扩产";
    run("pointing", Setup::default(), move |page| async move {
        let inner = "稳产达产";
        let start = place(outer).start + 8;
        ensure!(place(outer).covers(Span::new(start, start + 4)), "one lies in the other");
        let notes =
            [note(0, place(outer), "外"), note(1, Span::new(start, start + 4), "内"), note(2, place(QUOTE), "数")];
        page.visit_with(&notes).await?;

        page.point_at(QUOTE).await?;
        page.until("its card stands out", "return document.querySelector('.note.lit')?.dataset.note === 'n0002'")
            .await?;
        page.script("document.querySelector('[data-note=n0000] button').focus()", &[]).await?;
        let active = "const active = CSS.highlights.get('active');
            return active !== undefined && [...active].some((range) => range.toString() === arguments[0])";
        page.wait("its passage stands out", || async {
            Ok((page.script(active, &[json!(outer)]).await? == true).then_some(()))
        })
        .await?;

        // Two notes at one place: a click opens the inner one, the next click the outer one, the next the inner again.
        // (On one character after the other: two quick clicks on one are a double click, which selects.)
        for (id, at) in [("n0001", inner), ("n0000", "产达产扩"), ("n0001", "达产扩产")] {
            page.click_at(at, 1).await?;
            let open = format!("return document.querySelector('.note.open')?.dataset.note === '{id}'");
            page.until(&format!("{id} is open"), &open).await?;
        }
        page.screenshot("pointing").await
    })
    .await
}

/// A note on [`QUOTE`] made when its first number was another.
fn orphan() -> Note {
    let mut orphan = note(0, place(QUOTE), "数字变了");
    orphan.text = Fingerprint::of("另一个版本");
    orphan.selectors.quote.exact = QUOTE.replace("45", "44");
    orphan
}

/// The one note that is kept.
async fn kept(page: &Page) -> Result<Value> {
    let kept = page.kept().await?;
    ensure!(kept.len() == 1, "{kept:?}");
    Ok(serde_json::from_str(&kept[0])?)
}

#[tokio::test]
async fn an_orphan_shows_what_changed_and_is_put_back_with_one_press() -> Result<()> {
    run("orphan", Setup::default(), |page| async move {
        page.visit_with(&[orphan()]).await?;
        page.painted(QUOTE, false).await?;
        page.until(
            "the difference",
            "const text = (tag) => document.querySelector(`.difference ${tag}`)?.textContent;
             return text('del') === '4' && text('ins') === '5'",
        )
        .await?;
        page.screenshot("orphan").await?;

        page.script("[...document.querySelectorAll('.orphan-place button')][0].focus()", &[]).await?;
        page.press(&[Key::Enter]).await?;
        page.painted(QUOTE, true).await?;
        ensure!(kept(&page).await?[5] == QUOTE, "it is a note on what stands there");
        page.until("the focus on the note", "return document.activeElement.closest('[data-note]') !== null").await?;

        // It is one act, and taken back as one.
        page.click("button", "撤销").await?;
        page.role("button", "接到这里").await?;
        page.painted(QUOTE, false).await
    })
    .await
}

#[tokio::test]
async fn an_orphan_is_put_where_the_reader_selects() -> Result<()> {
    let elsewhere = "加强重点企业运行监测";
    run("orphan-choose", Setup::default(), move |page| async move {
        page.visit_with(&[orphan()]).await?;
        page.click("button", "另选位置").await?;
        page.find(".choosing").await?;
        page.press(&[Key::Escape]).await?;
        page.click("button", "另选位置").await?;
        page.drag_over(elsewhere).await?;
        page.painted(elsewhere, true).await?;
        ensure!(kept(&page).await?[5] == elsewhere, "it is a note on what was selected");
        page.client.refresh().await?;
        page.ready().await?;
        page.painted(elsewhere, true).await
    })
    .await
}
