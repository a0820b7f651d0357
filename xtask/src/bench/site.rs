//! What is served beside `dist/` to be measured: the core as one WebAssembly module, packages from npm, and the
//! pages and scripts in `page/`. It lies in `target/bench/`; nothing of it comes into the product.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::program::WHOLE;
use crate::{build, dist, publish, root, say, setup, target};

/// A peer from npm.
struct Package {
    /// Its name; for one that cuts words also that of its script in `page/contenders/`.
    name: &'static str,
    /// The version that is measured.
    version: &'static str,
    /// The folder of it that a browser needs.
    folder: &'static str,
    /// Whether it cuts words, and so takes part in what is measured of that.
    cuts: bool,
    /// A page that does with it what ours does.
    page: Page,
}

/// A page to be loaded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    /// Whose it is, as a table says it.
    pub title: &'static str,
    /// Its file in `page/`; `{{text}}` stands for the text that it is about.
    pub file: &'static str,
    /// The marks that it sets, and what they mean.
    pub marks: &'static [(&'static str, &'static str)],
}

const PACKAGES: [Package; 2] = [
    Package {
        name: "jieba-wasm",
        version: "2.4.0",
        folder: "pkg/web",
        cuts: true,
        page: Page {
            title: "jieba-wasm",
            file: "jieba-wasm.html",
            marks: &[("peer-words", "jieba-wasm in a bare page: first cut")],
        },
    },
    Package {
        name: "@recogito/text-annotator",
        version: "4.1.1",
        folder: "dist",
        cuts: false,
        page: Page {
            title: "@recogito/text-annotator",
            file: "recogito.html",
            marks: &[("peer-text", "first text"), ("peer-notes", "notes")],
        },
    },
];

/// What takes part without a package: ours and the browser's.
const BUILT_IN: [&str; 2] = ["meipi", "intl-segmenter"];

/// The folder, ready to be served.
#[derive(Debug)]
pub(super) struct Site {
    /// Where it lies.
    pub folder: PathBuf,
    /// Whether npm's packages are in it.
    has_packages: bool,
}

/// Puts the folder together; builds and installs what is missing. Expects [`crate::setup::for_build`] and `dist/`.
pub(super) fn prepare(shell: &Shell) -> Result<Site> {
    let folder = target().join("bench/site");
    shell.create_dir(&folder)?;
    let page = root().join("xtask/src/bench/page");
    for file in build::files(&page, &[])? {
        build::copy_new(&file, &folder.join(file.strip_prefix(&page)?))?;
    }
    core(shell, &folder.join("meipi"))?;
    let has_packages = packages(shell, &folder)?;
    publish::compress_new(&folder)?;
    Ok(Site { folder, has_packages })
}

impl Site {
    /// The contenders' names: each is a script in `page/contenders/`.
    pub fn contenders(&self) -> Vec<&'static str> {
        BUILT_IN.into_iter().chain(self.packages(true).map(|package| package.name)).collect()
    }

    /// What a contender is called in a table.
    pub fn title(name: &str) -> String {
        match PACKAGES.iter().find(|package| package.name == name) {
            Some(package) => format!("npm `{name}` {}", package.version),
            None if name == BUILT_IN[0] => "Meipi".to_owned(),
            None => "the browser's `Intl.Segmenter`".to_owned(),
        }
    }

    /// Writes the peers' pages for a text, those that cut words or those that draw notes. A paragraph is an element,
    /// and what stands between them makes the page's text this text, character for character.
    pub fn pages(&self, text: &str, cuts: bool) -> Result<Vec<Page>> {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "</p>\n<p>");
        let pages: Vec<Page> = self.packages(cuts).map(|package| package.page).collect();
        for page in &pages {
            let html = fs::read_to_string(root().join("xtask/src/bench/page").join(page.file))?;
            fs::write(self.folder.join(page.file), html.replace("{{text}}", &format!("<p>{text}</p>")))?;
        }
        publish::compress_new(&self.folder)?;
        Ok(pages)
    }

    /// The packages that are there, those that cut words or the others.
    fn packages(&self, cuts: bool) -> impl Iterator<Item = &'static Package> {
        let there = self.has_packages;
        PACKAGES.iter().filter(move |package| there && package.cuts == cuts)
    }

    /// Why peers are missing, for the report.
    pub fn absent(&self) -> Option<String> {
        let names = PACKAGES.map(|package| package.name).join(", ");
        (!self.has_packages).then(|| format!("**Without npm: {names} could not be measured.**"))
    }
}

/// The core as a module for the browser, built as the page's worker is, with the dictionary that it fetches.
fn core(shell: &Shell, folder: &Path) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let options = [WHOLE.as_slice(), &["--bin", "bench", "--profile", "web", "--target", TARGET]].concat();
    cmd!(shell, "cargo build --locked --offline {options...}").run()?;
    let wasm = target().join(TARGET).join("web/bench.wasm");
    cmd!(shell, "wasm-bindgen --target web --no-typescript --out-dir {folder} {wasm}").run()?;
    let words = build::files(&dist(), &[])?.into_iter().find(|file| file.ends_with("words.bin"));
    build::copy_new(&words.context("dist/ has no dictionary")?, &folder.join("words.bin"))
}

/// Installs the packages, unless they are there; whether they are there now.
fn packages(shell: &Shell, folder: &Path) -> Result<bool> {
    for package in &PACKAGES {
        if let Err(error) = setup::npm_package(shell, (package.name, package.version)) {
            say(&format!("{error:#}: the peers from npm are left out"));
            return Ok(false);
        }
        let (installed, served) = (setup::npm_file(package.name, ""), folder.join("npm").join(package.name));
        for file in build::files(&installed.join(package.folder), &[])? {
            build::copy_new(&file, &served.join(file.strip_prefix(&installed)?))?;
        }
    }
    Ok(true)
}
