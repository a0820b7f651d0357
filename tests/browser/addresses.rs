//! The address names the article and the place: links, reload, the back button.

use anyhow::{Result, ensure};

use crate::harness::{Page, Setup, run};

impl Page {
    /// Waits until the article has a title.
    async fn titled(&self, title: &str) -> Result<()> {
        self.wait(&format!("the article “{title}”"), || async {
            Ok(self.find("h1").await?.text().await?.contains(title).then_some(()))
        })
        .await
    }
}

/// Whether the element that the fragment names is at the top of what is read.
const PLACE_IS_SEEN: &str = r"
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return false;
    const { top, bottom } = place.getBoundingClientRect();
    return top < innerHeight / 2 && bottom > 0;
";

#[tokio::test]
async fn back_and_forward_go_from_article_to_article() -> Result<()> {
    run("back", Setup::default(), |page| async move {
        page.ready().await?;
        page.titled("全力以赴推动").await?;
        page.click("link", "让科技创新").await?;
        page.titled("让科技创新").await?;
        page.click("link", "强力推进").await?;
        page.titled("强力推进").await?;
        page.client.back().await?;
        page.titled("让科技创新").await?;
        page.client.back().await?;
        page.titled("全力以赴推动").await?;
        page.client.forward().await?;
        page.titled("让科技创新").await
    })
    .await
}

#[tokio::test]
async fn a_link_opens_its_paragraph_and_a_reload_stays_there() -> Result<()> {
    let setup = Setup { fragment: "#000-03.p4", size: (820, 500), ..Setup::default() };
    run("deep-link", setup, |page| async move {
        page.ready().await?;
        page.titled("让科技创新").await?;
        page.until("the paragraph", PLACE_IS_SEEN).await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.titled("让科技创新").await?;
        page.until("the paragraph after a reload", PLACE_IS_SEEN).await
    })
    .await
}

#[tokio::test]
async fn the_address_follows_the_reader_down_the_text() -> Result<()> {
    let setup = Setup { size: (820, 500), ..Setup::default() };
    run("place", setup, |page| async move {
        page.ready().await?;
        page.script("scrollTo(0, document.documentElement.scrollHeight / 2)", &[]).await?;
        page.until("a paragraph in the address", r"return /\.p\d+$/.test(location.hash)").await?;
        page.client.refresh().await?;
        page.ready().await?;
        page.until("the same place", PLACE_IS_SEEN).await
    })
    .await
}

#[tokio::test]
async fn an_address_of_nothing_opens_the_first_article_and_says_so() -> Result<()> {
    let setup = Setup { fragment: "#999-99", ..Setup::default() };
    run("no-article", setup, |page| async move {
        page.ready().await?;
        page.titled("全力以赴推动").await?;
        let notice = page.find("[role=status]").await?.text().await?;
        ensure!(notice.contains("没有对应的文章"), "the notice says: {notice}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_place_in_the_address_stays_the_place() -> Result<()> {
    run("place", Setup { fragment: "#000-09.p3", ..Setup::default() }, |page| async move {
        page.ready().await?;
        for _ in 0..2 {
            page.until("the place on the screen", PLACE_IS_SEEN).await?;
            // When the page has taken down where the reader is, it is still the same place.
            page.until("the place taken down", "return localStorage.getItem('meipi:progress') !== null").await?;
            let address = page.script("return location.hash", &[]).await?;
            ensure!(address == "#000-09.p3", "the address became {address}");
            page.script("localStorage.clear()", &[]).await?;
            page.client.refresh().await?;
            page.ready().await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_open_card_does_not_outlive_its_article() -> Result<()> {
    run("card-left", Setup { fragment: "#004-02", ..Setup::default() }, |page| async move {
        page.ready().await?;
        page.script("[...document.querySelectorAll('[data-mark]')].at(-1).click()", &[]).await?;
        page.role("dialog", "解释").await?;
        page.type_text("j").await?;
        page.titled("走访企业").await?;
        page.no_role("dialog", "解释").await
    })
    .await
}
