//! A first visit, in a browser that has never seen the page: the files it fetches, the time to text and marks, whether
//! it is smooth, and what it holds; beside it, in the same run, the time that a page of a peer takes for the words of
//! the same text alone.

use std::fmt::Write as _;

use anyhow::{Context, Result};

use super::report::{Spread, megabytes, sizes};
use super::site::Site;
use super::visit::{Condition, Served, Visit, visit, when};
use crate::browser::{Driver, Start};
use crate::{dist, say};

/// A page whose loading is timed.
struct Page {
    served: Served,
    /// Its file, nothing for the index.
    file: &'static str,
    /// Whose it is.
    title: String,
    /// The marks that it sets, and what they mean; all are set when what is compared is done.
    marks: &'static [(&'static str, &'static str)],
}

/// Ours: the article is painted with all its marks, by the HTML or the program; the program has set it.
const OURS: &[(&str, &str)] = &[("bench-marks", "text with all marks"), ("meipi-marks", "the program at work")];

/// What part of the peer's time ours is to be at most.
const ASKED: f64 = 0.25;

const LINE: Option<(f64, f64)> = Some((10.0, 40.0));

const CONDITIONS: [Condition; 4] = [
    Condition { name: "this machine", line: None, slowdown: 1.0 },
    Condition { name: "10 Mbit/s, 40 ms", line: LINE, slowdown: 1.0 },
    Condition { name: "processor 4 times slower", line: None, slowdown: 4.0 },
    Condition { name: "10 Mbit/s, 40 ms, processor 4 times slower", line: LINE, slowdown: 4.0 },
];

/// The tables.
pub(super) async fn measure(driver: &Driver, site: &Site, runs: usize) -> Result<String> {
    let ours = Page { served: Served::new(&dist()).await?, file: "", title: "Meipi".to_owned(), marks: OURS };
    let text = article(driver, &ours.served.address).await?;
    let mut pages = vec![ours];
    for page in site.pages(&text, true)? {
        let served = Served::new(&site.folder).await?;
        pages.push(Page { served, file: page.file, title: format!("the page of {}", page.title), marks: page.marks });
    }
    let mut times = String::from("| first visit | | median | least | most |\n| --- | --- | ---: | ---: | ---: |\n");
    let mut calm = String::from(
        "| first visit | | long tasks | longest | layout shift | JS heap | of it held | wasm | JS and wasm |\n\
         | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let mut files = String::new();
    for condition in CONDITIONS {
        let mut visits: Vec<Vec<Visit>> = pages.iter().map(|_| Vec::new()).collect();
        for run in 1..=runs {
            say(&format!("{}: run {run} of {runs}", condition.name));
            // In turns, so that whatever else the machine does meets all of them.
            for (page, visits) in pages.iter().zip(&mut visits) {
                visits.push(visit(driver, &page.served, page.file, page.marks, &condition).await?);
            }
        }
        timed(&mut times, condition.name, &pages, &visits)?;
        for (page, visits) in pages.iter().zip(&visits) {
            writeln!(calm, "| {} | {} | {} |", condition.name, page.title, smooth(visits))?;
        }
        files = fetched(visits[0].last().context("at least one run")?)?;
    }
    let characters = text.chars().count();
    Ok(format!("{files}\n{times}\n{calm}\nThe text is the first article, {characters} characters.\n"))
}

/// The rows of one condition: each page's marks, and how ours compares with each peer when all is done.
fn timed(table: &mut String, condition: &str, pages: &[Page], visits: &[Vec<Visit>]) -> Result<()> {
    let paint = Spread::of(visits[0].iter().map(|visit| visit.first_paint));
    writeln!(table, "| {condition} | the browser's first contentful paint | {} |", paint.in_milliseconds())?;
    let mut ours = Vec::new();
    for (number, (page, visits)) in pages.iter().zip(visits).enumerate() {
        for (index, (_, meaning)) in page.marks.iter().enumerate() {
            let spread = Spread::of(visits.iter().map(|visit| visit.marks[index]));
            writeln!(table, "| {condition} | {meaning} | {} |", spread.in_milliseconds())?;
            if number == 0 {
                ours.push((*meaning, spread.median));
                continue;
            }
            for (what, time) in &ours {
                let part = time / spread.median;
                writeln!(table, "| {condition} | **{what}: {part:.2} of {}** (asked: {ASKED}) | | | |", page.title)?;
            }
        }
    }
    Ok(())
}

/// How smooth some visits were and what their pages held.
fn smooth(visits: &[Visit]) -> String {
    let median = |of: fn(&Visit) -> f64| Spread::of(visits.iter().map(of)).median;
    let most = |of: fn(&Visit) -> f64| visits.iter().map(of).fold(0.0, f64::max);
    let memory = [
        median(|visit| visit.memory.script),
        median(|visit| visit.memory.script_held),
        median(|visit| visit.memory.wasm),
        median(|visit| visit.memory.script + visit.memory.wasm),
    ];
    format!(
        "{:.0} | {:.0} ms | {:.3} | {}",
        median(|visit| visit.long_tasks.len() as f64),
        most(|visit| visit.long_tasks.iter().copied().fold(0.0, f64::max)),
        most(|visit| visit.shift),
        memory.map(megabytes).join(" | "),
    )
}

/// The tables of what a visit of ours fetched, before its marks and after them.
fn fetched(visit: &Visit) -> Result<String> {
    const HEADS: [&str; 2] = ["asked for before the program is at work", "asked for after that, by itself"];
    let mut tables = String::new();
    for (head, requests) in HEADS.into_iter().zip(&visit.files) {
        let names = requests.iter().map(|name| if name.is_empty() { "index.html" } else { name });
        // Not in dist: the browser asks for an icon that a page does not name.
        let names: Vec<String> = names.filter(|name| dist().join(name).is_file()).map(str::to_owned).collect();
        writeln!(tables, "{}", sizes(head, &dist(), &names)?)?;
    }
    Ok(tables)
}

/// The text of the article that our page opens with, as the page shows it.
async fn article(driver: &Driver, address: &str) -> Result<String> {
    let client = driver.open(&Start::default()).await?;
    let text = async {
        client.goto(address).await?;
        shown_text(&client).await
    }
    .await;
    client.close().await?;
    text
}

/// The reading text of the article that our page shows, when it is painted.
pub(super) async fn shown_text(client: &fantoccini::Client) -> Result<String> {
    const TEXT: &str =
        "return [...document.querySelectorAll('article [data-block]')].map((block) => block.textContent).join('\\n')";
    when(client, OURS[1].0).await?;
    let text = client.execute(TEXT, vec![]).await?;
    Ok(text.as_str().filter(|text| !text.is_empty()).context("the page shows no article")?.to_owned())
}
