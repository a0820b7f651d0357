//! `cargo xtask release`: what is handed out of a version, in `target/release-VERSION/`.
//!
//! | file | is |
//! | --- | --- |
//! | `meipi-VERSION.zip` | the page: one folder, to be put on any host |
//! | `meipi.html` | the page in one file, to be opened from disk |
//! | `SHA256SUMS` | the digests of the other files, as `sha256sum --check` reads them |
//!
//! Contract: one checkout gives the same bytes at any time, since the archive holds neither times nor owners and its
//! order is that of the names. It is refused where the version has no section in `CHANGELOG.md`, where a file of the
//! checkout is not committed, where a test fails, and where the built page is not whole.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use xshell::{Shell, cmd};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::program::START;
use crate::publish::beside;
use crate::{build, dist, root, say, setup, single, target, test};

/// Bytes of a file that one form of packing may leave as it is where another makes it smaller.
const SMALL: usize = 1_000;

/// What of the checkout goes with the page: it is the licences' condition.
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// `cargo xtask release`; with `untested` the tests are left to somebody else.
pub fn command(untested: bool) -> Result<()> {
    let shell = setup::shell()?;
    let version = version(&shell)?;
    let log = fs::read_to_string(root().join("CHANGELOG.md")).context("CHANGELOG.md")?;
    section(&log, &version)?;
    let changed = cmd!(shell, "git status --porcelain").quiet().read()?;
    ensure!(changed.is_empty(), "commit these first, or remove them:\n{changed}");
    if untested {
        say("no test is run");
    } else {
        test::all()?;
    }
    setup::for_build(&shell)?;
    build::build(&shell)?;
    whole(&dist())?;

    let folder = target().join(format!("release-{version}"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let name = format!("meipi-{version}");
    fs::write(folder.join(format!("{name}.zip")), archive(&name, &contents()?)?)?;
    single::build(&shell)?;
    fs::copy(single::file(), folder.join("meipi.html"))?;
    fs::write(folder.join("SHA256SUMS"), sums(&folder)?)?;
    say(&format!("{} is ready", folder.display()));
    Ok(())
}

/// The version of the page, as `Cargo.toml` says it.
fn version(shell: &Shell) -> Result<String> {
    let metadata = cmd!(shell, "cargo metadata --locked --no-deps --format-version 1").quiet().read()?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let mut packages = metadata["packages"].as_array().context("cargo names no packages")?.iter();
    let page = packages.find(|package| package["name"] == "meipi").context("there is no package meipi")?;
    Ok(page["version"].as_str().context("it has no version")?.to_owned())
}

/// What `CHANGELOG.md` says of a version: `## [VERSION] - YYYY-MM-DD`, and lines up to the next heading of that level.
fn section<'a>(changes: &'a str, version: &str) -> Result<&'a str> {
    let head = format!("## [{version}] - ");
    let begin = format!("\n{changes}").find(&format!("\n{head}")).with_context(|| {
        format!("CHANGELOG.md has no section “{head}YYYY-MM-DD”: move there what stands under “Unreleased”")
    })?;
    let rest = &changes[begin + head.len()..];
    let (date, rest) = rest.split_once('\n').unwrap_or((rest, ""));
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = date.trim_end().split('-').collect();
    let is_date = matches!(parts[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2));
    ensure!(is_date, "CHANGELOG.md: “{date}” after “{head}” is no date");
    let text = rest.split("\n## ").next().unwrap_or(rest).trim();
    ensure!(text.lines().any(|line| line.starts_with("- ")), "CHANGELOG.md says nothing of {version}");
    Ok(text)
}

/// Whether a built page has all that it names, and each compressed file holds what lies beside it.
fn whole(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    let named = named(&html);
    for name in &named {
        ensure!(dist.join(name).is_file(), "the page names {name}, which is not there");
    }
    let starts: Vec<&&str> = named.iter().filter(|name| Path::new(name).ends_with(START)).collect();
    ensure!(!starts.is_empty(), "the page starts no program");
    for start in starts {
        let beside = build::files(dist.join(start).parent().context("a file lies in a folder")?, &[])?;
        let has_program = beside.iter().any(|file| file.extension().is_some_and(|kind| kind == "wasm"));
        ensure!(has_program, "{start} has no program to start");
    }
    for file in build::files(dist, &[])? {
        let unpack: fn(&[u8]) -> std::io::Result<Vec<u8>> = match file.extension().and_then(|kind| kind.to_str()) {
            Some("gz") => ungzip,
            Some("br") => unbrotli,
            _ => continue,
        };
        let plain = file.with_extension("");
        let wanted = fs::read(&plain).with_context(|| format!("{} lies alone", file.display()))?;
        let found = unpack(&fs::read(&file)?).with_context(|| file.display().to_string())?;
        ensure!(found == wanted, "{} does not hold {}", file.display(), plain.display());
        for suffix in ["gz", "br"].into_iter().filter(|_| wanted.len() > SMALL) {
            ensure!(beside(&plain, suffix).is_file(), "{} has no .{suffix}", plain.display());
        }
    }
    Ok(())
}

/// The files of its own host that a page names in its elements.
fn named(html: &str) -> Vec<&str> {
    let attributes = ["href=\"", "src=\"", "content=\"worker-"];
    let found = attributes.into_iter().flat_map(|attribute| {
        let skip = attribute.find('"').map_or(0, |quote| quote + 1);
        html.match_indices(attribute).filter_map(move |(at, _)| html[at + skip..].split('"').next())
    });
    let names = found.map(|name| name.split(['#', '?']).next().unwrap_or(name).trim_start_matches("./"));
    names.filter(|name| !name.is_empty() && !name.contains(':') && !name.ends_with('/')).collect()
}

fn ungzip(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut plain)?;
    Ok(plain)
}

fn unbrotli(mut packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut packed, &mut plain)?;
    Ok(plain)
}

/// The files of the archive: the name in it, and where each lies.
fn contents() -> Result<Vec<(String, PathBuf)>> {
    let mut contents = Vec::new();
    for file in build::files(&dist(), &[])? {
        let name = file.strip_prefix(dist())?.to_str().context("a name that is not UTF-8")?.to_owned();
        contents.push((name, file));
    }
    contents.extend(LICENCES.map(|name| (name.to_owned(), root().join(name))));
    contents.sort();
    if let Some(twice) = contents.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        bail!("there are two files {}", twice[0].0);
    }
    Ok(contents)
}

/// An archive of one folder.
fn archive(folder: &str, contents: &[(String, PathBuf)]) -> Result<Vec<u8>> {
    // The time is the first that the format knows.
    let options = SimpleFileOptions::DEFAULT.unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, file) in contents {
        let packed = file.extension().is_some_and(|kind| kind == "gz" || kind == "br");
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(format!("{folder}/{name}"), options.compression_method(method))?;
        archive.write_all(&fs::read(file).with_context(|| file.display().to_string())?)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The digests of the files of a folder, a line each.
fn sums(folder: &Path) -> Result<String> {
    let mut sums = String::new();
    for file in build::files(folder, &[])? {
        for byte in Sha256::digest(fs::read(&file)?) {
            write!(sums, "{byte:02x}")?;
        }
        writeln!(sums, "  {}", file.strip_prefix(folder)?.display())?;
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish;

    #[test]
    fn a_version_is_told_of_under_its_head_and_date() {
        let changes = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-01-02\n\n### Added\n\n- More.\n\n\
                       ## [0.1.0] - 2025-11-20\n\n- First.\n\n## [0.0.2] - soon\n\n- x\n\n## [0.0.1] - 2025-01-01\n";
        assert_eq!(section(changes, "0.2.0").expect("a section"), "### Added\n\n- More.");
        assert_eq!(section(changes, "0.1.0").expect("a section"), "- First.");
        for (version, why) in
            [("0.3.0", "no section"), ("0.0.2", "no date"), ("0.0.1", "nothing"), ("0.1", "no section")]
        {
            let error = section(changes, version).expect_err(version).to_string();
            assert!(error.contains(why), "{version}: {error}");
        }
    }

    #[test]
    fn this_version_is_told_of() -> Result<()> {
        let changes = fs::read_to_string(root().join("CHANGELOG.md"))?;
        section(&changes, &version(&setup::shell()?)?).map(drop)
    }

    /// A small page: it names a style sheet, the starts of page and worker, itself and another host.
    fn page() -> Result<tempfile::TempDir> {
        let dir = tempfile::tempdir()?;
        let html = "<html><head><link rel=\"stylesheet\" href=\"./a.css\"><script src=\"app-1/start.js\"></script>\
                    <meta name=\"meipi-worker\" content=\"worker-1/start.js\"></head><a href=\"https://example.org/x\">x</a>\
                    <a href=\"#a\">a</a></html>";
        fs::write(dir.path().join("index.html"), html)?;
        for name in ["a.css", "app-1/start.js", "app-1/app.wasm", "worker-1/start.js", "worker-1/worker.wasm"] {
            let file = dir.path().join(name);
            fs::create_dir_all(file.parent().context("a file lies in a folder")?)?;
            fs::write(file, name.repeat(SMALL))?;
        }
        publish::compress_new(dir.path())?;
        Ok(dir)
    }

    #[test]
    fn a_page_is_whole_or_says_what_is_amiss() -> Result<()> {
        type Spoil = fn(&Path) -> std::io::Result<()>;
        let dir = page()?;
        whole(dir.path())?;
        let amiss: [(&str, Spoil); 7] = [
            ("worker-1/start.js, which is not there", |dir| fs::remove_file(dir.join("worker-1/start.js"))),
            ("app-1/start.js has no program", |dir| fs::remove_file(dir.join("app-1/app.wasm"))),
            ("a.css, which is not there", |dir| fs::remove_file(dir.join("a.css"))),
            ("does not hold", |dir| fs::write(dir.join("a.css"), "other")),
            ("has no .br", |dir| fs::remove_file(dir.join("a.css.br"))),
            ("b.css.gz lies alone", |dir| fs::copy(dir.join("a.css.gz"), dir.join("b.css.gz")).map(drop)),
            ("starts no program", |dir| fs::write(dir.join("index.html"), "<html></html>")),
        ];
        for (wanted, spoil) in amiss {
            let dir = page()?;
            spoil(dir.path())?;
            let error = format!("{:#}", whole(dir.path()).expect_err(wanted));
            assert!(error.contains(wanted), "{wanted}: {error}");
        }
        Ok(())
    }

    #[test]
    fn an_archive_is_the_same_at_any_time_and_holds_what_was_put_in() -> Result<()> {
        let dir = page()?;
        let contents: Vec<(String, PathBuf)> =
            ["a.css", "a.css.gz"].map(|name| (name.to_owned(), dir.path().join(name))).into();
        let first = archive("meipi-1", &contents)?;
        // Written anew, and so of another time.
        let css = fs::read(dir.path().join("a.css"))?;
        fs::write(dir.path().join("a.css"), &css)?;
        assert_eq!(archive("meipi-1", &contents)?, first);

        let mut archive = zip::ZipArchive::new(Cursor::new(first))?;
        let names = archive.file_names().map(|name| name.map(String::from)).collect::<Result<Vec<_>, _>>()?;
        assert_eq!(names, ["meipi-1/a.css", "meipi-1/a.css.gz"]);
        let mut found = Vec::new();
        archive.by_name("meipi-1/a.css")?.read_to_end(&mut found)?;
        assert_eq!(found, css);
        Ok(())
    }

    #[test]
    fn sums_are_as_the_common_program_reads_them() -> Result<()> {
        let dir = tempfile::tempdir()?;
        fs::write(dir.path().join("a"), "x")?;
        // printf x | sha256sum
        let sum = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  a\n";
        assert_eq!(sums(dir.path())?, sum);
        Ok(())
    }
}
