//! `dist/sw.js`: the service worker (`src/browser/offline.js`) with the list of all files of the build before it.
//!
//! The last step but for compressing: what is written into `dist/` after it is not in the list, and a file that is
//! changed after it would be refused by its digest.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};
use url::Url;

use crate::{build, program, root};

/// The service worker's name, the same in every build: by it a browser asks for the next one.
const PROGRAM: &str = "sw.js";

/// Writes the service worker for what lies in the folder.
pub fn write(dist: &Path) -> Result<()> {
    let source = root().join("src/browser/offline.js");
    let source = fs::read_to_string(&source).with_context(|| source.display().to_string())?;
    fs::write(dist.join(PROGRAM), with_list(&files(dist)?, &source))?;
    Ok(())
}

/// A file of the build.
struct File {
    /// Its address relative to the page, as a browser writes it.
    address: String,
    /// SHA-256 of its content, in base64.
    digest: String,
    /// It is fetched when it is asked for and not before.
    late: bool,
}

/// Every file but the service worker itself and the packed forms, which a browser never sees as files.
fn files(dist: &Path) -> Result<Vec<File>> {
    let mut list = Vec::new();
    for file in build::files(dist, &[PROGRAM])? {
        let is_form = file.extension().is_some_and(|kind| kind == "gz" || kind == "br");
        if is_form && file.with_extension("").is_file() {
            continue;
        }
        let content = fs::read(&file).with_context(|| file.display().to_string())?;
        let address = address(file.strip_prefix(dist)?)?;
        // The dictionary is more than all the rest, and whoever only reads never needs it: a class on one bad line
        // should not wait for it. Once fetched it stays, through later builds too. An article's own page says nothing
        // that the program does not have.
        let late = file.file_name().is_some_and(|name| name == program::DICTIONARY)
            || (file.extension().is_some_and(|kind| kind == "html") && address != "index.html");
        list.push(File { address, digest: BASE64_STANDARD.encode(Sha256::digest(content)), late });
    }
    Ok(list)
}

/// A path as it stands in an address: `一.html` is `%E4%B8%80.html`.
fn address(path: &Path) -> Result<String> {
    let mut url = Url::parse("http://x/")?;
    let parts = path.iter().map(|part| part.to_str().context("a name that is not UTF-8"));
    url.path_segments_mut().ok().context("it has a path")?.extend(parts.collect::<Result<Vec<_>>>()?);
    Ok(url.path().trim_start_matches('/').to_owned())
}

fn with_list(files: &[File], source: &str) -> String {
    let line = |File { address, digest, late }: &File| {
        format!("  [\"{address}\", {{ digest: \"{digest}\", late: {late} }}],\n")
    };
    let list = files.iter().map(line).collect::<Vec<_>>().concat();
    let digest = format!("{:x}", Sha256::digest(&list));
    let build = &digest[..16];
    format!("const BUILD = '{build}';\nconst FILES = new Map([\n{list}]);\n\n{source}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The service worker's list for a folder with these files.
    fn listed(folder: &[(&str, &str)]) -> Result<String> {
        let dir = tempfile::tempdir()?;
        for (name, content) in folder {
            let file = dir.path().join(name);
            fs::create_dir_all(file.parent().context("a folder")?)?;
            fs::write(file, content)?;
        }
        write(dir.path())?;
        let program = fs::read_to_string(dir.path().join(PROGRAM))?;
        let (list, source) = program.split_once("]);\n").context("a list and a program")?;
        assert!(source.contains("addEventListener('fetch'"));
        Ok(list.to_owned())
    }

    const SITE: [(&str, &str); 7] = [
        ("index.html", "x"),
        ("index.html.gz", "packed"),
        ("一 二.html", "y"),
        ("worker-1/worker.js", "1"),
        ("worker-1/words.bin", "一"),
        ("notes.gz", "no form of another file"),
        ("sw.js", "of an earlier run"),
    ];

    #[test]
    fn every_file_is_listed_with_its_digest_and_what_few_need_comes_late() -> Result<()> {
        let list = listed(&SITE)?;
        // printf x | openssl dgst -sha256 -binary | base64
        let index = r#"["index.html", { digest: "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=", late: false }]"#;
        assert!(list.contains(index), "{list}");
        assert!(list.contains("[\"%E4%B8%80%20%E4%BA%8C.html\""), "{list}");
        assert_eq!(list.lines().filter(|line| line.starts_with("  [")).count(), 5, "{list}");
        let late: Vec<_> = list.lines().filter(|line| line.contains("late: true")).collect();
        assert!(late.len() == 2 && late[0].contains("worker-1/words.bin"), "{late:?}");
        assert!(late[1].contains("%E4%B8%80"), "{late:?}");
        Ok(())
    }

    #[test]
    fn a_build_is_named_by_all_its_files() -> Result<()> {
        let build = |folder: &[_]| Ok::<_, anyhow::Error>(listed(folder)?.lines().next().map(str::to_owned));
        let mut changed = SITE;
        changed[3].1 = "2";
        let mut packed = SITE;
        packed[1].1 = "otherwise";
        assert_ne!(build(&SITE)?, build(&changed)?);
        assert_eq!(build(&SITE)?, build(&packed)?);
        Ok(())
    }

    #[test]
    fn icons_have_the_sizes_that_the_manifest_and_the_page_say() -> Result<()> {
        let icons = root().join("icons");
        let manifest: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(icons.join("manifest.webmanifest"))?)?;
        let said = manifest["icons"].as_array().context("icons")?;
        let mut sizes: Vec<(String, String)> = said
            .iter()
            .map(|icon| {
                (icon["src"].as_str().unwrap_or_default().into(), icon["sizes"].as_str().unwrap_or_default().into())
            })
            .collect();
        assert!(fs::read_to_string(root().join("index.html"))?.contains("icons/touch-180.png"));
        sizes.push(("touch-180.png".into(), "180x180".into()));
        for (name, wanted) in sizes {
            let file = fs::read(icons.join(&name)).with_context(|| name.clone())?;
            let size = match file.strip_prefix(b"\x89PNG\r\n\x1a\n") {
                // Length and name of the first part, then width and height: https://www.w3.org/TR/png/#11IHDR
                Some(png) => {
                    let number = |at: usize| png[at..at + 4].iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
                    format!("{}x{}", number(8), number(12))
                }
                None => "any".to_owned(),
            };
            assert_eq!(size, wanted, "{name}");
        }
        Ok(())
    }
}
