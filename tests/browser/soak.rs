//! Reading and noting for hours, in minutes: a round of everything that a reader does, ending where it began, over and
//! over. What the page holds after many rounds is what it held after the first few, but for what is stored.
//!
//! Held against each other are two moments, both after a collection of garbage: JavaScript's heap, the memory of
//! WebAssembly, nodes and listeners of the document. The history of acts grows to 500 and is stored; so what is stored
//! is measured as well. Elements are found by scripts that give places and no elements: a driver holds those it has
//! given out.

use anyhow::{Context, Result, ensure};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::json;
use xtask::browser::Want;

use crate::harness::{Page, Setup, run};
use crate::notes::QUOTE;

/// Something that a reader does.
enum Act {
    /// Draws the pointer over a passage.
    Select(&'static str),
    /// Clicks a passage.
    Point(&'static str),
    /// Types, wherever the focus is.
    Type(&'static str),
    Press(Key),
    /// Presses a key with Ctrl.
    Control(Key),
    Undo,
    Redo,
    /// Clicks the first element of a CSS selector that is shown.
    Click(&'static str),
    /// Clicks the button with this on it.
    Button(&'static str),
    /// Goes back in the browser's history.
    Back,
}

use Act::{Back, Button, Click, Control, Point, Press, Redo, Select, Type, Undo};

/// Another passage of the first article, and one of the second.
const SECOND: &str = "加强重点企业运行监测";
const ELSEWHERE: &str = "让科技创新";

/// A round: what is done, and what is so when the page has done it.
const ROUND: &[(Act, &str)] = &[
    (Select(QUOTE), "there('[role=toolbar]')"),
    (Type("4"), "kept() === 1 && painted()"),
    (Select(SECOND), "there('[role=toolbar]')"),
    (Type("a"), "writing()"),
    (Type("这里说的是什么？"), "document.activeElement.value === '这里说的是什么？'"),
    (Control(Key::Enter), "kept() === 2 && !writing()"),
    (Undo, "kept() === 2 && !words()"),
    (Undo, "kept() === 1"),
    (Redo, "kept() === 2"),
    (Redo, "words()"),
    (Type("h"), "!painted()"),
    (Type("h"), "painted()"),
    (Type("w"), "CSS.highlights.has('word')"),
    (Type("w"), "!CSS.highlights.has('word')"),
    (Type("m"), "there('.card')"),
    (Press(Key::Escape), "!there('.card')"),
    (Type("s"), "there('dialog[open]')"),
    (Press(Key::Escape), "!there('dialog[open]')"),
    (Type("?"), "there('dialog[open]')"),
    (Press(Key::Escape), "!there('dialog[open]')"),
    (Type("o"), "there('.source')"),
    (Type("o"), "!there('.source')"),
    (Point("双长制"), "there('.card')"),
    (Button("这不是项目名"), "!named('双长制')"),
    (Undo, "named('双长制')"),
    (Type("j"), "article() === '000-03'"),
    (Select(ELSEWHERE), "there('[role=toolbar]')"),
    (Type("5"), "kept() === 3 && painted()"),
    (Type("k"), "article() === '000-02'"),
    (Click(".note-text"), "there('.editor')"),
    (Click(".editor .danger"), "kept() === 2"),
    (Undo, "kept() === 3"),
    (Type("t"), "location.hash === '#try'"),
    (Back, "article() === '000-02'"),
    (Type("l"), "found() === 3"),
    (Click(".notes-query input"), "document.activeElement.matches('[type=search]')"),
    (Type("这里说"), "found() === 1"),
    (Button("清除筛选"), "found() === 3"),
    (Click(".notes-found > .tool"), "there('.several')"),
    (Click(".several > .tool"), "kept() === 0"),
    (Back, "article() === '000-02'"),
];

/// What the conditions of a round ask.
const ASKED: &str = "
    const there = (css) => document.querySelector(css) !== null;
    const writing = () => document.activeElement.matches('textarea');
    const notes = () => Object.keys(localStorage).filter((key) => key.startsWith('meipi:note:'));
    const kept = () => notes().length;
    const words = () => notes().some((key) => localStorage[key].includes('这里说的是什么'));
    const painted = () => [...CSS.highlights].some(([name, { size }]) => name.startsWith('note-') && size > 0);
    const named = (name) => [...document.querySelectorAll('.mark.program')].some((m) => m.textContent === name);
    const article = () => document.querySelector('article')?.id;
    const found = () => document.querySelectorAll('.found-note').length;
";

/// Where the middle of an element is, once it is seen.
const MIDDLE: &str = "
    const [css, text] = arguments;
    const fits = (e) => e.checkVisibility() && (text === '' || e.textContent.trim() === text);
    const element = [...document.querySelectorAll(css)].find(fits);
    if (element === undefined) return null;
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
";

/// What a page holds, garbage apart. Sizes in bytes.
#[derive(Debug, Clone, Copy)]
struct Held {
    heap: f64,
    wasm: f64,
    nodes: f64,
    listeners: f64,
    stored: f64,
}

impl Page {
    async fn act(&self, act: &Act) -> Result<()> {
        match act {
            Select(quote) => self.drag_over(quote).await,
            Point(quote) => self.click_at(quote, 1).await,
            Type(text) => self.type_text(text).await,
            Press(key) => self.press(&[*key]).await,
            Control(key) => self.chord(Key::Control, *key).await,
            Undo => self.held(&[Key::Control], 'z').await,
            Redo => self.held(&[Key::Control, Key::Shift], 'z').await,
            Click(css) => self.click_first(css, "").await,
            Button(name) => self.click_first("button", name).await,
            Back => Ok(self.client.back().await?),
        }
    }

    /// Clicks the first element of a CSS selector that is shown and has this text; any, where there is none to have.
    async fn click_first(&self, css: &str, text: &str) -> Result<()> {
        let place = self
            .wait(&format!("{css} {text}"), || async {
                Ok(Some(self.script(MIDDLE, &[json!(css), json!(text)]).await?).filter(|place| !place.is_null()))
            })
            .await?;
        let pixels = |axis: usize| place[axis].as_f64().context("a number of pixels");
        let way = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: None, x: pixels(0)?, y: pixels(1)? })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(way).await?)
    }

    async fn held_now(&self) -> Result<Held> {
        // Twice: what the first frees may have held what only the second finds.
        for _ in 0..2 {
            self.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        }
        let reply = self.devtools("Performance.getMetrics", json!({})).await?;
        let metrics = reply["metrics"].as_array().context("a list of counters")?;
        let counter = |name: &str| {
            let metric = metrics.iter().find(|metric| metric["name"] == name);
            metric.and_then(|metric| metric["value"].as_f64()).with_context(|| format!("no counter {name}"))
        };
        let sizes = "const items = [...Object.entries(localStorage), ...Object.entries(sessionStorage)];
            return [window.observed().wasm, items.flat().reduce((sum, text) => sum + 2 * text.length, 0)]";
        let sizes = self.script(sizes, &[]).await?;
        Ok(Held {
            heap: counter("JSHeapUsedSize")?,
            wasm: sizes[0].as_f64().context("the memory of WebAssembly")?,
            nodes: counter("Nodes")?,
            listeners: counter("JSEventListeners")?,
            stored: sizes[1].as_f64().context("the size of the stores")?,
        })
    }
}

/// Goes round after round until so many acts are done; gives what was held after the first rounds that made up the
/// first number of acts, and at the end.
async fn soak(acts: [usize; 2]) -> Result<()> {
    run("soak", Setup { fragment: "#000-02", wants: &[Want::DevTools], ..Setup::default() }, move |page| async move {
        let observe = json!({ "source": include_str!("../../xtask/src/bench/watch/observe.js") });
        page.devtools("Page.addScriptToEvaluateOnNewDocument", observe).await?;
        page.devtools("Performance.enable", json!({})).await?;
        page.client.refresh().await?;
        page.ready().await?;
        ensure!(page.held_now().await?.wasm > 0.0, "the program's memory is seen");

        let mut done = 0;
        let mut held = Vec::new();
        for limit in acts {
            while done < limit {
                for (number, (act, condition)) in ROUND.iter().enumerate() {
                    let outcome = async {
                        page.act(act).await?;
                        page.until(condition, &format!("{ASKED} return {condition}")).await
                    };
                    outcome.await.with_context(|| format!("act {} of the round, {done} before it", number + 1))?;
                    done += 1;
                }
            }
            page.saved().await?;
            held.push(page.held_now().await?);
            println!("after {done} acts: {:?}", held[held.len() - 1]);
        }
        steady(held[0], held[1])
    })
    .await
}

/// Nothing has grown beyond what is stored and what a browser keeps of its own.
fn steady(first: Held, last: Held) -> Result<()> {
    /// Bytes in memory for each byte that is stored more: the same text as it lies in the program and in the page.
    const FOR_STORED: f64 = 4.0;
    /// Code that the browser has compiled better meanwhile, and caches of its own.
    const OWN: f64 = 500_000.0;
    let grown = (last.heap + last.wasm) - (first.heap + first.wasm);
    let stored = (last.stored - first.stored).max(0.0);
    ensure!(grown <= OWN + FOR_STORED * stored, "memory grew by {grown} bytes, what is stored by {stored}");
    ensure!(last.nodes <= first.nodes + 20.0, "nodes: {} and then {}", first.nodes, last.nodes);
    ensure!(last.listeners <= first.listeners + 5.0, "listeners: {} and then {}", first.listeners, last.listeners);
    Ok(())
}

#[tokio::test]
async fn rounds_of_reading_and_noting_leave_nothing_behind() -> Result<()> {
    soak([200, 600]).await
}

#[tokio::test]
#[ignore = "takes a quarter of an hour; `cargo test --test browser five_thousand_acts -- --ignored --nocapture` prints the figures of BENCHMARKS.md"]
async fn five_thousand_acts_leave_nothing_behind() -> Result<()> {
    soak([1_000, 5_000]).await
}
