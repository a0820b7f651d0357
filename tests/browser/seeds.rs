//! Another file in `seeds/` is in the page after a rebuild, with no change of code.

use std::fs;
use std::path::Path;

use anyhow::Result;
use xtask::{build, setup};

use crate::harness::{Setup, run};

/// A page with a title that no other has.
const PAGE: &str = "\
图书馆延长开放时间

本报记者 王小明

学校图书馆从九月起每天开放到晚上十点，阅览座位增加到1200个。

读者可以在网上预约，也可以直接到馆。
";

#[tokio::test]
async fn a_new_seed_is_in_the_contents_and_reads_like_the_others() -> Result<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    let checkout = folder.join("checkout");
    if checkout.exists() {
        fs::remove_dir_all(&checkout)?;
    }
    build::copy_inputs(&checkout)?;
    fs::write(checkout.join("seeds/900_school.txt"), PAGE)?;
    let shell = setup::shell()?;
    shell.change_dir(&checkout);
    // Not the checkout's own: cargo takes a copy for the original and would mix what it builds of both.
    shell.set_var("CARGO_TARGET_DIR", folder.join("target"));
    // The page as it is for readers, but for the optimising, which takes most of the time.
    build::page(&shell, "dev")?;

    let setup = Setup { dist: checkout.join("dist"), ..Setup::default() };
    run("new-seed", setup, |page| async move {
        page.ready().await?;
        page.click("link", "图书馆延长开放时间").await?;
        page.note("阅览座位增加到1200个", "新的一页。").await?;
        page.painted("阅览座位增加到1200个", true).await
    })
    .await
}
