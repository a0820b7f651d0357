//! The page comes up: under a sub-path, with its policy, at every width and in both themes.

use anyhow::{Context, Result, ensure};
use xtask::browser::Want;

use crate::harness::{SIZES, Setup, run};

#[tokio::test]
async fn the_page_shows_its_text_and_asks_no_one_else() -> Result<()> {
    run("loads", Setup::default(), |page| async move {
        page.ready().await?;
        let text = page.find("article").await?.text().await?;
        ensure!(text.chars().count() > 300, "too little text: {text}");
        // No request to another origin and no error in the console: the harness sees to both.
        Ok(())
    })
    .await
}

#[tokio::test]
async fn at_every_width_and_in_both_themes_it_fits() -> Result<()> {
    for size in SIZES {
        for dark in [false, true] {
            let name = format!("page-{}-{}", size.0, if dark { "dark" } else { "light" });
            let setup = Setup { size, dark, ..Setup::default() };
            run("widths", setup, |page| async move {
                page.ready().await?;
                page.screenshot(&name).await?;
                page.fits().await.with_context(|| name.clone())?;
                let paper = page.script(LIGHTNESS, &[]).await?.as_f64().context("a number")?;
                ensure!((paper < 128.0) == dark, "{name}: the paper's lightness is {paper}");
                Ok(())
            })
            .await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn at_every_width_nothing_jumps() -> Result<()> {
    for size in SIZES {
        run("jumps", Setup { size, wants: &[Want::LayoutShifts], ..Setup::default() }, |page| async move {
            page.ready().await?;
            let shifts = page.client.execute_async(LAYOUT_SHIFTS, vec![]).await?;
            ensure!(shifts.as_array().is_some_and(Vec::is_empty), "{}: the layout shifts: {shifts:#}", size.0);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// What has moved since the page began, and by how much: empty when nothing has.
const LAYOUT_SHIFTS: &str = r"
    const [done] = arguments;
    const shifts = [];
    const add = (list) => {
        for (const { value, sources } of list) {
            const moved = sources.map(({ node, previousRect, currentRect }) =>
                `${node?.className || node?.nodeName}: ${JSON.stringify([previousRect, currentRect])}`);
            shifts.push(`${value} by ${moved.join(', ')}`);
        }
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => { add(observer.takeRecords()); done(shifts); }));
";

/// The mean of the colour channels of the page's ground.
const LIGHTNESS: &str = r"
    const colour = [document.body, document.documentElement]
        .map((element) => getComputedStyle(element).backgroundColor)
        .find((colour) => colour !== 'rgba(0, 0, 0, 0)');
    const channels = colour.match(/[\d.]+/g).slice(0, 3).map(Number);
    return (channels[0] + channels[1] + channels[2]) / 3;
";
