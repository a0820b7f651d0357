//! After one visit the page is there without a network; a new version is offered and taken when the reader says so;
//! one that arrives broken changes nothing. The network goes by pulling out the server.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::json;
use tempfile::TempDir;
use xtask::browser::Want;
use xtask::publish::beside;
use xtask::{build, dist, offline};

use crate::harness::{Page, Setup, run};
use crate::notes::QUOTE;
use crate::tryout::OWN;

/// What the page of a later build has and the first has not.
const LATER: &str = "meta[name=later]";

/// What the last browser event said about a service worker that the browser is asked to look for.
const LOOK_FOR_UPDATE: &str = r"
    const [done] = arguments;
    navigator.serviceWorker.getRegistration().then(async (registration) => {
        await registration.update();
        const arriving = registration.installing ?? registration.waiting;
        if (!arriving || arriving.state !== 'installing') return done(arriving?.state ?? 'nothing');
        arriving.addEventListener('statechange', () => done(arriving.state), { once: true });
    });
";

/// A copy of the built page that a test can change.
fn site() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    for file in build::files(&dist(), &[])? {
        let copy = folder.path().join(file.strip_prefix(dist())?);
        fs::create_dir_all(copy.parent().context("a folder")?)?;
        fs::copy(&file, copy)?;
    }
    Ok(folder)
}

/// Makes a later build of the site: another page, and its worker under another address.
fn publish_later(site: &Path) -> Result<()> {
    let page = site.join("index.html");
    let html = fs::read_to_string(&page)?;
    let worker = html.split('"').find(|part| part.starts_with("worker-")).context("the page names its worker")?;
    let (folder, program) = worker.split_once('/').context("in a folder")?;
    fs::rename(site.join(folder), site.join("worker-later"))?;
    let later = html.replace(worker, &format!("worker-later/{program}"));
    fs::write(&page, later.replace("</head>", "<meta name=\"later\"></head>"))?;
    publish(site)
}

/// Completes a changed site.
fn publish(site: &Path) -> Result<()> {
    // Packed forms of what was there before.
    for name in ["index.html", "sw.js"] {
        for form in ["gz", "br"] {
            let packed = beside(&site.join(name), form);
            if packed.exists() {
                fs::remove_file(packed)?;
            }
        }
    }
    offline::write(site)
}

impl Page {
    /// Waits until the page does without a network.
    async fn installed(&self) -> Result<()> {
        self.ready().await?;
        self.until("the service worker", "return navigator.serviceWorker.controller?.state === 'activated'").await
    }

    /// Loads the page again as a reader does. Firefox's driver goes past the service worker when it is told to.
    async fn reload(&self) -> Result<()> {
        self.script("window.before = true; location.reload()", &[]).await?;
        self.until("the page again", "return !window.before").await
    }

    /// Tries a text in the page for that, to the end.
    async fn try_own(&self) -> Result<()> {
        self.script("location.hash = '#try'", &[]).await?;
        self.role("heading", "试一段").await?;
        self.paste(OWN).await?;
        self.chord(Key::Control, Key::Enter).await?;
        self.told("分好了").await
    }

    async fn is_later(&self) -> Result<bool> {
        let later = self.script("return document.querySelector(arguments[0]) !== null", &[json!(LATER)]).await?;
        Ok(later == true)
    }
}

#[tokio::test]
async fn after_one_visit_it_works_without_a_network() -> Result<()> {
    run("offline", Setup { offline: true, ..Setup::default() }, |page| async move {
        page.installed().await?;
        page.server.pull_out();
        page.reload().await?;
        page.ready().await?;
        page.note(QUOTE, "没有网的时候写的。").await?;
        page.saved().await?;
        page.script("location.hash = '#notes'", &[]).await?;
        page.lists(1, "共 1 条批注").await?;
        page.reload().await?;
        page.lists(1, "共 1 条批注").await?;
        let icons = "return Promise.all(['icons/manifest.webmanifest', 'icons/icon-512.png'].map((file) =>
            fetch(file).then((response) => response.headers.get('content-type'))))";
        let types = page.script(icons, &[]).await?;
        ensure!(types == json!(["application/manifest+json", "image/png"]), "{types}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn it_can_be_installed() -> Result<()> {
    run("install", Setup { offline: true, wants: &[Want::DevTools], ..Setup::default() }, |page| async move {
        page.installed().await?;
        let found = page.devtools("Page.getInstallabilityErrors", json!({})).await?;
        ensure!(found["installabilityErrors"] == json!([]), "it cannot be installed: {found:#}");
        let manifest = page.devtools("Page.getAppManifest", json!({})).await?;
        ensure!(manifest["errors"] == json!([]), "the manifest: {manifest:#}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_dictionary_comes_when_it_is_asked_for_and_stays() -> Result<()> {
    run("offline-dictionary", Setup { offline: true, ..Setup::default() }, |page| async move {
        page.installed().await?;
        page.server.pull_out();
        page.script("location.hash = '#try'", &[]).await?;
        page.role("heading", "试一段").await?;
        page.paste(OWN).await?;
        page.chord(Key::Control, Key::Enter).await?;
        page.told("词典没有取到").await?;
        page.server.put_back()?;
        page.click("button", "再试一次").await?;
        page.told("分好了").await?;
        page.server.pull_out();
        page.reload().await?;
        page.try_own().await
    })
    .await
}

#[tokio::test]
async fn a_new_version_is_offered_and_taken_and_what_is_open_goes_on() -> Result<()> {
    let site = site()?;
    let folder = site.path().to_owned();
    let setup = Setup { dist: folder.clone(), offline: true, ..Setup::default() };
    run("update", setup, |page| async move {
        page.installed().await?;
        page.note(QUOTE, "旧版里写的。").await?;
        page.saved().await?;
        let tabs = page.second_tab(&Setup::default()).await?;
        page.try_own().await?;
        page.client.switch_to_window(tabs[0].clone()).await?;

        publish_later(&folder)?;
        page.reload().await?;
        page.role("button", "换上新版本").await?;
        page.screenshot("update").await?;
        ensure!(!page.is_later().await?, "a new version came without being asked for");
        page.reload().await?;
        ensure!(!page.is_later().await?, "a new version came with a reload");
        page.click("button", "以后再说").await?;
        page.no_role("button", "换上新版本").await?;
        page.reload().await?;
        page.click("button", "换上新版本").await?;
        page.until("the new version", &format!("return document.querySelector('{LATER}') !== null")).await?;
        page.ready().await?;
        page.role("button", "旧版里写的。").await?;
        page.no_role("button", "换上新版本").await?;

        // The other page was not disturbed, and what it asks for is of its own build, gone from the host by now.
        page.client.switch_to_window(tabs[1].clone()).await?;
        ensure!(!page.is_later().await?, "another page was taken along");
        page.role("heading", "试一段").await?;
        let own = "return fetch(document.querySelector('[name=meipi-worker]').content).then((script) => script.ok)";
        ensure!(page.script(own, &[]).await? == true, "the old page's worker is gone");
        page.client.close_window().await?;
        page.client.switch_to_window(tabs[0].clone()).await?;
        page.reload().await?;
        page.until("nothing of the old version", "return caches.keys().then((names) => names.length === 1)").await?;

        page.server.pull_out();
        page.reload().await?;
        ensure!(page.is_later().await?, "the old version came back");
        page.role("button", "旧版里写的。").await?;
        // The dictionary has come along.
        page.try_own().await
    })
    .await
}

/// Nothing that the page writes is kept from now on, by either store.
const NO_ROOM: &str = "
    const full = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    Storage.prototype.setItem = full;
    IDBDatabase.prototype.transaction = full;
";

#[tokio::test]
async fn what_is_not_kept_is_said_before_the_page_is_opened_anew() -> Result<()> {
    let site = site()?;
    let folder = site.path().to_owned();
    let setup = Setup { dist: folder.clone(), offline: true, ..Setup::default() };
    run("update-unsaved", setup, |page| async move {
        page.installed().await?;
        page.script(NO_ROOM, &[]).await?;
        page.note(QUOTE, "没有存下的。").await?;
        publish_later(&folder)?;
        let state = page.client.execute_async(LOOK_FOR_UPDATE, vec![]).await?;
        ensure!(state == "installed", "the new version is {state}");
        page.role("button", "换上新版本").await?;
        let told = page.find(".update").await?.text().await?;
        ensure!(told.contains("还有 1 条没有存下"), "the offer says: {told}");
        page.screenshot("update-unsaved").await
    })
    .await
}

#[tokio::test]
async fn without_a_network_an_articles_page_leads_to_the_article() -> Result<()> {
    let site = site()?;
    let folder = site.path().to_owned();
    // A page that is in the list and was never opened.
    fs::write(folder.join("000-03.html"), "<!DOCTYPE html><h1>An article</h1>")?;
    publish(&folder)?;
    let setup = Setup { dist: folder, offline: true, ..Setup::default() };
    run("offline-article", setup, |page| async move {
        page.installed().await?;
        page.server.pull_out();
        page.client.goto(&format!("{}000-03.html", page.address)).await?;
        page.until("the article", "return document.querySelector('article')?.id === '000-03'").await
    })
    .await
}

#[tokio::test]
async fn a_version_that_does_not_arrive_whole_changes_nothing() -> Result<()> {
    let site = site()?;
    let folder = site.path().to_owned();
    let setup = Setup { dist: folder.clone(), offline: true, ..Setup::default() };
    run("update-broken", setup, |page| async move {
        page.installed().await?;
        publish_later(&folder)?;
        let file = folder.join("index.html");
        let whole = fs::read(&file)?;
        fs::write(&file, &whole[..100])?;
        let state = page.client.execute_async(LOOK_FOR_UPDATE, vec![]).await?;
        ensure!(state == "redundant", "half a version is {state}");
        page.reload().await?;
        ensure!(!page.is_later().await?, "half a version took over");
        page.server.pull_out();
        page.reload().await?;
        page.ready().await?;
        page.note(QUOTE, "旧版还在。").await?;

        page.server.put_back()?;
        fs::write(&file, &whole)?;
        page.reload().await?;
        page.click("button", "换上新版本").await?;
        page.until("the new version", &format!("return document.querySelector('{LATER}') !== null")).await?;
        page.role("button", "旧版还在。").await?;
        Ok(())
    })
    .await
}
