//! The page as it stands before the program runs: read with scripts off, and taken over by the program so that nothing
//! moves, nothing flashes and nothing that the reader did is lost.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::{Value, json};
use xtask::browser::Want;

use crate::harness::{Page, SIZES, Setup, run};

/// Holds the program back until `letGo()`: it is fetched, and not started.
const HOLD: &str = r"(() => {
    if (window.letGo) return;
    const held = new Promise((done) => { window.letGo = done; });
    for (const name of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming']) {
        const begin = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            await held;
            return begin.apply(WebAssembly, given);
        };
    }
})()";

/// Where every block and every mark of the text is on the page, and in what colour.
const BOXES: &str = r"
    return [...document.querySelectorAll('[data-block], [data-block] .mark, .facts, .series-line, .after a, .between')]
        .filter((element) => element.getClientRects().length > 0)
        .map((element) => {
            const { left, top, width, height } = element.getBoundingClientRect();
            const { color, borderBottomColor } = getComputedStyle(element);
            return [element.textContent, left, top + scrollY, width, height, color, borderBottomColor].join(' ');
        });
";

/// The element that is read: no article, or one that is seen.
const SEEN: &str = "return document.querySelector('article')?.checkVisibility() ?? false";

impl Page {
    /// Opens an address below the page's own, with the program held back.
    async fn open_held(&self, address: &str) -> Result<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": HOLD })).await?;
        self.open(address).await
    }

    /// Opens an address below the page's own, as a document of its own.
    async fn open(&self, address: &str) -> Result<()> {
        self.client.goto("about:blank").await?;
        self.client.goto(&format!("{}{address}", self.address)).await?;
        Ok(())
    }

    async fn set_going(&self) -> Result<()> {
        self.script("letGo()", &[]).await?;
        self.ready().await
    }

    async fn texts(&self, script: &str) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.script(script, &[]).await?)?)
    }
}

#[tokio::test]
async fn with_scripts_off_the_text_is_read_and_links_lead_on() -> Result<()> {
    for size in SIZES {
        run("no-scripts", Setup { size, wants: &[Want::DevTools], ..Setup::default() }, |page| async move {
            page.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
            page.open("").await?;
            let first = page.find("h1").await?.text().await?;
            ensure!(page.find("article").await?.text().await?.chars().count() > 300, "too little text");
            ensure!(
                page.find("noscript .hint").await?.text().await?.contains("JavaScript"),
                "what it takes is not said"
            );
            page.fits().await?;
            page.screenshot(&format!("still-{}", size.0)).await?;

            page.click("link", "下一篇").await?;
            page.wait("the next article", || async {
                Ok((page.find("h1").await?.text().await? != first).then_some(()))
            })
            .await?;
            let title = page.client.title().await?;
            ensure!(title.contains(&page.find("h1").await?.text().await?), "the window is called {title}");
            page.click("link", "让科技创新").await?;
            page.wait("the article from the contents", || async {
                Ok(page.find("h1").await?.text().await?.contains("让科技创新").then_some(()))
            })
            .await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn nothing_moves_when_the_program_comes() -> Result<()> {
    for size in SIZES {
        for dark in [false, true] {
            let setup = Setup { size, dark, wants: &[Want::DevTools], ..Setup::default() };
            run("still-to-app", setup, |page| async move {
                let name = format!("{}-{}", size.0, if dark { "dark" } else { "light" });
                // A picture, a part of a series, and the article that the page opens with.
                for (number, address) in ["", "000-03.html", "000-09.html"].into_iter().enumerate() {
                    page.open_held(address).await?;
                    let before = page.texts(BOXES).await?;
                    ensure!(before.len() > 10, "{name}: nothing stands there yet: {before:?}");
                    page.screenshot(&format!("before-{name}-{number}")).await?;
                    page.set_going().await?;
                    let after = page.texts(BOXES).await?;
                    page.screenshot(&format!("after-{name}-{number}")).await?;
                    let moved: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).collect();
                    ensure!(before.len() == after.len() && moved.is_empty(), "{name} {address}: {moved:#?}");
                    let shifts = page.client.execute_async(SHIFTS, vec![]).await?;
                    ensure!(shifts.as_array().is_some_and(Vec::is_empty), "{name}: the layout shifts: {shifts:#}");
                }
                Ok(())
            })
            .await?;
        }
    }
    Ok(())
}

/// How much the layout has shifted since the page began: a number for each time.
const SHIFTS: &str = r"
    const [done] = arguments;
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => {
        done(observer.takeRecords().map((shift) => shift.value));
    }));
";

#[tokio::test]
async fn a_link_to_another_article_never_shows_the_first() -> Result<()> {
    run("no-flash", Setup { wants: &[Want::DevTools], ..Setup::default() }, |page| async move {
        for (address, seen) in [
            ("", true),
            ("#000-09.p3", false),
            ("#try", false),
            ("000-09.html", true),
            ("000-09.html#000-09.p3", true),
            ("000-09.html#000-03", false),
        ] {
            page.open_held(address).await?;
            ensure!(
                page.script(SEEN, &[]).await? == seen,
                "{address}: the article is {}seen",
                if seen { "not " } else { "" }
            );
            ensure!(page.shown(".opening").await?.is_empty() == seen, "{address}: the sign is wrong");
        }
        // The article's own paragraph is there at once.
        page.open_held("000-09.html#000-09.p3").await?;
        page.until(
            "the paragraph",
            "return scrollY > 0 && document.getElementById('000-09.p3').getBoundingClientRect().top < innerHeight / 2",
        )
        .await?;
        page.set_going().await?;
        ensure!(page.script(SEEN, &[]).await? == true, "the program shows nothing");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn on_an_articles_own_page_the_program_goes_on_with_that_article() -> Result<()> {
    run("own-page", Setup { size: (820, 500), wants: &[Want::DevTools], ..Setup::default() }, |page| async move {
        for (address, place) in
            [("000-03.html", "000-03"), ("000-03.html#000-09.p3", "000-09.p3"), ("000-03.html#contents", "000-03")]
        {
            page.open(address).await?;
            page.ready().await?;
            let now = page.client.current_url().await?;
            ensure!(now.as_str() == format!("{}#{place}", page.address), "{address} became {now}");
            let article = place.split('.').next().unwrap_or_default();
            ensure!(page.script("return document.querySelector('article').id", &[]).await? == article, "{address}");
            page.client.refresh().await?;
            page.ready().await?;
            ensure!(
                page.script("return document.querySelector('article').id", &[]).await? == article,
                "{address} again"
            );
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_reader_has_set_holds_before_the_program_runs() -> Result<()> {
    const LOOK: &str = "const { theme, size, marks } = document.documentElement.dataset; return { theme, size, marks }";
    run("still-settings", Setup { wants: &[Want::DevTools], ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.click("button", "设置").await?;
        for choice in ["深色", "特大"] {
            // The dialog is not in the first load.
            page.wait(choice, || async {
                let label = format!("//label[contains(., '{choice}')]");
                Ok(Some(page.client.find(Locator::XPath(&label)).await?.click().await?))
            })
            .await?;
        }
        page.press(&[Key::Escape]).await?;
        page.click("button", "隐藏全部标记").await?;
        page.until("what was chosen", "return document.documentElement.dataset.marks === 'hidden'").await?;
        let chosen: BTreeMap<String, Value> = serde_json::from_value(page.script(LOOK, &[]).await?)?;
        ensure!(
            chosen
                == BTreeMap::from(
                    [("theme", "dark"), ("size", "huge"), ("marks", "hidden")].map(|(k, v)| (k.to_owned(), v.into()))
                ),
            "{chosen:?}"
        );
        page.open_held("000-03.html").await?;
        let held: BTreeMap<String, Value> = serde_json::from_value(page.script(LOOK, &[]).await?)?;
        ensure!(held == chosen, "before the program runs it is {held:?}");
        page.screenshot("still-settings").await
    })
    .await
}

#[tokio::test]
async fn where_the_reader_is_and_what_is_selected_stays() -> Result<()> {
    const SELECT: &str = r"
        const blocks = document.querySelectorAll('.paragraph');
        const from = document.createTreeWalker(blocks[2], NodeFilter.SHOW_TEXT).nextNode();
        const to = document.createTreeWalker(blocks[3], NodeFilter.SHOW_TEXT);
        to.nextNode();
        to.nextNode();
        // Whole words: others the program would make whole.
        getSelection().setBaseAndExtent(from, 4, to.currentNode, to.currentNode.length);
        return String(getSelection());
    ";
    for address in ["000-03.html", "000-03.html#000-03.p1"] {
        run(
            "still-reader",
            Setup { size: (820, 500), wants: &[Want::DevTools], ..Setup::default() },
            |page| async move {
                page.open_held(address).await?;
                page.until("a text to scroll", "scrollTo(0, 400); return scrollY === 400").await?;
                let selected = page.script(SELECT, &[]).await?;
                ensure!(selected.as_str().context("a text")?.chars().count() > 5, "{selected}");
                page.set_going().await?;
                ensure!(page.script("return scrollY", &[]).await? == 400, "{address}: the text has moved");
                page.until(
                    "the same selection",
                    "return getSelection().anchorNode?.isConnected && String(getSelection()).length > 5",
                )
                .await?;
                let now = page.script("return String(getSelection())", &[]).await?;
                ensure!(now == selected, "{selected} became {now}");
                Ok(())
            },
        )
        .await?;
    }
    Ok(())
}
