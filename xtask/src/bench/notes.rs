//! Thousands of notes on one long text: drawing all, making one more, writing in one, scrolling; ours and a peer's, on
//! the same text and the same notes, in the same browser.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use fantoccini::wd::TimeoutConfiguration;
use serde::Deserialize;
use serde_json::json;

use super::act::{Cost, cost, key, script, settled, wait};
use super::load::shown_text;
use super::long::{ARTICLE, CHARACTERS};
use super::report::{Spread, thousands};
use super::site::Site;
use super::visit::{PATIENCE, Served, when};
use crate::browser::{Driver, Start, devtools};
use crate::say;

/// How many notes there are.
const NOTES: usize = 5_000;

/// How many notes more are made, and how many strokes are typed, in each run.
const MADE: usize = 20;
const STROKES: usize = 40;

/// A turn of the wheel, CSS pixels, how many turns there are, and the frames from one to the next.
const TURN: u32 = 360;
const TURNS: usize = 200;

/// How long a frame is at most when none is left out: 1/60 s, and what the clock's coarseness adds.
const FRAME: f64 = 1000.0 / 60.0 + 0.5;

/// The peer's two ways of drawing, its own choice first.
const RENDERERS: [&str; 2] = ["SPANS", "CSS_HIGHLIGHTS"];

/// A note: what the page keeps it as, and where it stands, UTF-16 units.
#[derive(Debug, Deserialize)]
struct Made(String, String, u64, u64);

/// All that is measured of one way to have notes, over all runs.
#[derive(Debug, Default)]
struct Figures {
    text: Vec<f64>,
    notes: Vec<f64>,
    draw: Vec<Cost>,
    add: Vec<Cost>,
    write: Vec<Cost>,
    stroke: Vec<Cost>,
    frames: Vec<f64>,
    bare_frames: Vec<f64>,
}

/// The table.
pub(super) async fn measure(driver: &Driver, site: &Site, long: &Path, runs: usize) -> Result<String> {
    let (ours, beside) = (Served::new(long).await?, Served::new(&site.folder).await?);
    let address = format!("{}#{ARTICLE}", ours.address);
    let (text, made) = prepared(driver, &address, &beside.address).await?;
    let annotations: Vec<_> = made.iter().map(|Made(key, _, start, end)| json!([key, start, end])).collect();
    fs::write(site.folder.join("notes.json"), serde_json::to_string(&annotations)?)?;
    let pages = site.pages(&text, false)?;

    let mut all = vec![("Meipi".to_owned(), Figures::default())];
    for page in &pages {
        all.extend(RENDERERS.map(|way| (format!("{}, `{way}`", page.title), Figures::default())));
    }
    for run in 1..=runs {
        say(&format!("notes: run {run} of {runs}"));
        let client = driver.open(&Start::default()).await?;
        let outcome = async {
            ready(&client).await?;
            in_ours(&client, &address, &made, &mut all[0].1).await.context("ours")?;
            for (index, page) in pages.iter().enumerate() {
                for (way, renderer) in RENDERERS.into_iter().enumerate() {
                    let address = format!("{}{}?{renderer}", beside.address, page.file);
                    let figures = &mut all[1 + index * RENDERERS.len() + way].1;
                    in_peer(&client, &address, page.marks, &made, figures).await.context(renderer)?;
                }
            }
            anyhow::Ok(())
        }
        .await;
        client.close().await?;
        outcome?;
    }
    let characters = thousands(text.chars().count() as u64);
    Ok(format!("{}\nThe text has {characters} characters, and {} notes.\n", table(&all)?, thousands(made.len() as u64)))
}

/// The long article's text as our page shows it, and notes on it.
async fn prepared(driver: &Driver, address: &str, beside: &str) -> Result<(String, Vec<Made>)> {
    const MAKE: &str = "const [article, text, every, done] = arguments; \
        const make = () => window.notes ? done(window.notes(article, text, every)) : setTimeout(make, 20); make();";
    let client = driver.open(&Start::default()).await?;
    let prepared = async {
        ready(&client).await?;
        client.goto(address).await?;
        let text = shown_text(&client).await?;
        let length = text.chars().count();
        ensure!(length >= CHARACTERS, "the page shows {length} characters: not the long article");
        client.goto(&format!("{beside}notes.html")).await?;
        let every = length / NOTES;
        let made = client.execute_async(MAKE, vec![json!(ARTICLE), json!(text), json!(every)]).await?;
        let mut made: Vec<Made> = serde_json::from_str(made.as_str().context("notes as text")?)?;
        made.truncate(NOTES);
        anyhow::Ok((text, made))
    }
    .await;
    client.close().await?;
    prepared
}

/// A desk's window, and counters that count.
async fn ready(client: &Client) -> Result<()> {
    client.update_timeouts(TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None)).await?;
    let desk = json!({ "width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": false });
    devtools(client, "Emulation.setDeviceMetricsOverride", desk).await?;
    devtools(client, "Performance.enable", json!({})).await?;
    Ok(())
}

/// One run of our page.
async fn in_ours(client: &Client, address: &str, made: &[Made], figures: &mut Figures) -> Result<()> {
    const FILL: &str = "for (const [key, item] of arguments[0]) localStorage.setItem(key, item)";
    client.goto(address).await?;
    when(client, "meipi-marks").await?;
    figures.bare_frames.extend(scroll(client).await?);
    for part in made.chunks(1_000) {
        let items: Vec<_> = part.iter().map(|Made(key, item, ..)| [key, item]).collect();
        client.execute(FILL, vec![json!(items)]).await?;
    }
    let watch = json!({ "source": include_str!("watch/notes.js") });
    let watch = devtools(client, "Page.addScriptToEvaluateOnNewDocument", watch).await?;
    client.refresh().await?;
    figures.text.push(when(client, "meipi-text").await?);
    figures.notes.push(when(client, "bench-notes").await?);
    devtools(client, "Page.removeScriptToEvaluateOnNewDocument", watch).await?;

    key(client, "h").await?;
    wait(client, "the notes away", "CSS.highlights.values().every(({ size }) => size === 0)").await?;
    figures.draw.push(cost(client, key(client, "h")).await?);
    let painted = "[...CSS.highlights].some(([name, { size }]) => name.startsWith('note-') && size > 0)";
    wait(client, "the notes again", painted).await?;

    figures.frames.extend(scroll(client).await?);
    let count = "Object.keys(localStorage).filter((key) => key.startsWith('meipi:note:')).length";
    for n in 0..MADE {
        double_click(client, made, n).await?;
        figures.add.push(cost(client, key(client, "1")).await?);
        wait(client, "one note more", &format!("{count} === {}", made.len() + n + 1)).await?;
    }
    double_click(client, made, MADE).await?;
    figures.write.push(cost(client, key(client, "a")).await?);
    wait(client, "the cursor in the note", "document.activeElement.matches('textarea')").await?;
    for stroke in ["这", "里", "说", "的"].into_iter().cycle().take(STROKES) {
        figures.stroke.push(cost(client, key(client, stroke)).await?);
    }
    wait(client, "the strokes", &format!("document.activeElement.value.length === {STROKES}")).await?;
    client.execute("localStorage.clear(); sessionStorage.clear()", vec![]).await?;
    Ok(())
}

/// One run of a peer's page.
async fn in_peer(
    client: &Client,
    address: &str,
    marks: &[(&str, &str)],
    made: &[Made],
    figures: &mut Figures,
) -> Result<()> {
    client.goto(address).await?;
    figures.text.push(when(client, marks[0].0).await?);
    figures.notes.push(when(client, marks[1].0).await?);
    wait(client, "all annotations", &format!("window.count() === {}", made.len())).await?;
    script(client, "window.none()").await?;
    settled(client).await?;
    figures.draw.push(cost(client, script(client, "window.all()")).await?);
    figures.frames.extend(scroll(client).await?);
    for n in 0..MADE {
        let (start, end) = (gap(made, n), gap(made, n) + 2);
        figures.add.push(cost(client, script(client, &format!("window.add('more-{n}', {start}, {end})"))).await?);
    }
    wait(client, "one annotation more", &format!("window.count() === {}", made.len() + MADE)).await
}

/// Where there is no note, UTF-16 units: one such place after the other, all in the first third of the text, so that
/// the window has not far to go.
fn gap(made: &[Made], n: usize) -> u64 {
    let Made(.., end) = made[(n + 1) * made.len() / MADE / 3];
    end + 3
}

/// Selects a word where there is no note, as a reader does, and waits for the tools.
async fn double_click(client: &Client, made: &[Made], n: usize) -> Result<()> {
    const PLACE: &str = "
        let at = arguments[0];
        for (const block of document.querySelectorAll('article [data-block]')) {
            const length = block.textContent.length;
            if (at >= length) { at = Math.max(at - length - 1, 0); continue; }
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const node = walker.currentNode;
                if (at >= node.length) { at -= node.length; continue; }
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                node.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
                let box = range.getBoundingClientRect();
                scrollBy({ top: box.top - innerHeight / 2, behavior: 'instant' });
                box = range.getBoundingClientRect();
                return [box.left + box.width / 2, box.top + box.height / 2];
            }
        }
        return null;";
    let place = client.execute(PLACE, vec![json!(gap(made, n))]).await?;
    settled(client).await?;
    for (kind, count) in [("mousePressed", 1), ("mouseReleased", 1), ("mousePressed", 2), ("mouseReleased", 2)] {
        let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": count });
        devtools(client, "Input.dispatchMouseEvent", event).await?;
    }
    wait(client, "the tools for a selection", "document.querySelector('[role=toolbar]') !== null").await
}

/// Turns the wheel through the text from its beginning; gives the times between frames.
async fn scroll(client: &Client) -> Result<Vec<f64>> {
    script(client, "scrollTo({ top: 0, behavior: 'instant' })").await?;
    settled(client).await?;
    script(client, include_str!("watch/frames.js")).await?;
    for _ in 0..TURNS {
        let turn = json!({ "type": "mouseWheel", "x": 700, "y": 450, "deltaX": 0, "deltaY": TURN });
        devtools(client, "Input.dispatchMouseEvent", turn).await?;
        settled(client).await?;
    }
    let frames: Vec<f64> = serde_json::from_value(script(client, "window.takeFrames()").await?)?;
    let way = script(client, "scrollY").await?.as_f64().unwrap_or(0.0);
    ensure!(way > f64::from(TURN) * TURNS as f64 / 2.0, "the wheel moved the page by {way} pixels only");
    Ok(frames)
}

/// All in a table, a column each.
fn table(all: &[(String, Figures)]) -> Result<String> {
    type Cell = fn(&Figures) -> String;
    const ROWS: [(&str, Cell); 9] = [
        ("first visit: text painted", |figures| time(&figures.text)),
        ("first visit: notes painted", |figures| time(&figures.notes)),
        ("all drawn anew", |figures| costs(&figures.draw)),
        ("one note more", |figures| costs(&figures.add)),
        ("one note more, and its editor opened", |figures| costs(&figures.write)),
        ("a stroke in a note", |figures| costs(&figures.stroke)),
        ("scrolling: frames later than 1/60 s", |figures| late(&figures.frames)),
        ("scrolling: the longest frame", |figures| longest(&figures.frames)),
        ("scrolling without notes: late, longest", |figures| match figures.bare_frames.as_slice() {
            [] => String::new(),
            frames => format!("{}, {}", late(frames), longest(frames)),
        }),
    ];
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let mut table = format!("| | {} |\n| --- |{}\n", names.join(" | "), " ---: |".repeat(names.len()));
    for (name, cell) in ROWS {
        let cells: Vec<String> = all.iter().map(|(_, figures)| cell(figures)).collect();
        writeln!(table, "| {name} | {} |", cells.join(" | "))?;
    }
    Ok(table)
}

/// The median of some moments.
fn time(times: &[f64]) -> String {
    format!("{:.0} ms", Spread::of(times.iter().copied()).median)
}

/// Script and layout: median and worst; then the median of all work. Nothing where nothing was measured.
fn costs(costs: &[Cost]) -> String {
    if costs.is_empty() {
        return String::new();
    }
    let of = |part: fn(&Cost) -> f64| Spread::of(costs.iter().map(part));
    let (script, all) = (of(|cost| cost.script_and_layout), of(|cost| cost.all));
    format!("{:.1} ms, at most {:.1} (in all {:.1}, at most {:.1})", script.median, script.most, all.median, all.most)
}

fn late(frames: &[f64]) -> String {
    let late = frames.iter().filter(|frame| **frame > FRAME).count();
    format!("{:.1} % of {}", 100.0 * late as f64 / frames.len() as f64, thousands(frames.len() as u64))
}

fn longest(frames: &[f64]) -> String {
    format!("{:.0} ms", frames.iter().copied().fold(0.0, f64::max))
}
