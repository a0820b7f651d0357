//! What `dist/` has beyond the page and its programs: a Content-Security-Policy in every page, and a `.gz` and a
//! `.br` beside each file that shrinks by it, for hosts that send such files as they lie.

use std::fs;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::{build, offline, say};

/// Completes the output of one build.
pub fn finish(dist: &Path) -> Result<()> {
    let files = build::files(dist, &[])?;
    for page in files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "html")) {
        let html = fs::read_to_string(page).with_context(|| page.display().to_string())?;
        fs::write(page, with_policy(&html)?)?;
    }
    offline::write(dist)?;
    say("compressing");
    compress(&compressible(dist)?)
}

/// Writes the compressed files below a folder that are missing or older than what they hold.
pub fn compress_new(folder: &Path) -> Result<()> {
    let written = |file: &Path| fs::metadata(file).and_then(|meta| meta.modified());
    let mut files = compressible(folder)?;
    files.retain(|file| match (written(file), written(&beside(file, "gz"))) {
        (Ok(plain), Ok(packed)) => plain > packed,
        _ => true,
    });
    compress(&files)
}

/// The page with its policy as the first thing in its head, so that it governs all that follows.
fn with_policy(html: &str) -> Result<String> {
    const HEAD: &str = "<head>";
    let at = html.find(HEAD).context("the page has no <head>")? + HEAD.len();
    let (before, after) = html.split_at(at);
    let meta = format!(r#"<meta http-equiv="Content-Security-Policy" content="{}">"#, policy(html)?);
    Ok(format!("{before}\n{meta}{after}"))
}

/// Own files only; WebAssembly may be compiled, text may not be evaluated; an inline script (the
/// start) or style sheet is allowed by its digest.
fn policy(html: &str) -> Result<String> {
    let scripts = digests(html, "script")?;
    let styles = digests(html, "style")?;
    Ok([
        "default-src 'none'".to_owned(),
        format!("script-src 'self' 'wasm-unsafe-eval'{scripts}"),
        format!("style-src 'self'{styles}"),
        "img-src 'self' data:".to_owned(),
        "connect-src 'self'".to_owned(),
        "font-src 'none'".to_owned(),
        "manifest-src 'self'".to_owned(),
        "worker-src 'self'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ]
    .join("; "))
}

/// The digests of all inline elements of one name, each with a space before it.
pub fn digests(html: &str, name: &str) -> Result<String> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = String::new();
    let mut rest = html;
    while let Some(start) = rest.find(&open) {
        rest = &rest[start..];
        let content = rest.find('>').context("an open tag without an end")? + 1;
        let length = rest[content..].find(&close).with_context(|| format!("no {close}"))?;
        let inline = &rest[content..content + length];
        if !inline.is_empty() {
            ensure!(!inline.contains('\r'), "a parser would read the inline {name} with other line ends");
            let digest = BASE64_STANDARD.encode(Sha256::digest(inline));
            found.extend([" 'sha256-", &digest, "'"]);
        }
        rest = &rest[content + length..];
    }
    Ok(found)
}

fn compressible(dist: &Path) -> Result<Vec<PathBuf>> {
    const KINDS: [&str; 9] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];
    let mut files = build::files(dist, &[])?;
    files.retain(|file| file.extension().is_some_and(|kind| KINDS.iter().any(|known| kind == *known)));
    Ok(files)
}

/// Writes the compressed files, two at a time: one form each.
fn compress(files: &[PathBuf]) -> Result<()> {
    type Form = (&'static str, fn(&[u8]) -> std::io::Result<Vec<u8>>);
    const FORMS: [Form; 2] = [("gz", gzip), ("br", brotli)];
    thread::scope(|scope| {
        let forms = FORMS.map(|(suffix, form)| {
            scope.spawn(move || -> Result<()> {
                for file in files {
                    let plain = fs::read(file).with_context(|| file.display().to_string())?;
                    let small = form(&plain)?;
                    if small.len() < plain.len() {
                        fs::write(beside(file, suffix), small)?;
                    }
                }
                Ok(())
            })
        });
        forms.into_iter().try_for_each(|form| form.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// The name of a file's compressed form.
pub fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

/// Packs as gzip, as small as it goes: a twentieth smaller than what `gzip -9` makes.
pub fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    // More rounds gain a thousandth.
    let options = zopfli::Options { iteration_count: NonZeroU64::MIN.saturating_add(4), ..Default::default() };
    let mut out = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, plain, &mut out)?;
    Ok(out)
}

fn brotli(mut plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut plain, &mut out, &params)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_policy_stands_first_and_names_inline_scripts_only_by_digest() -> Result<()> {
        let html = "<html><head><meta charset=utf-8><script src=\"a.js\"></script>\
                    <script type=\"module\">x</script></head></html>";
        let page = with_policy(html)?;
        // printf x | openssl dgst -sha256 -binary | base64
        let digest = "'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='";
        assert!(page.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {digest};")), "{page}");
        assert!(page.contains("style-src 'self';"));
        assert!(page.find("Content-Security-Policy") < page.find("<script"));
        assert!(!page.contains("unsafe-inline"));
        Ok(())
    }

    #[test]
    fn a_page_that_cannot_carry_a_policy_is_an_error() {
        for html in ["", "<html></html>", "<head><script>x", "<head><script"] {
            assert!(with_policy(html).is_err(), "{html}");
        }
    }

    #[test]
    fn compressed_files_hold_the_same_and_only_where_they_are_smaller() -> Result<()> {
        let dir = tempfile::tempdir()?;
        let at = |name: &str| dir.path().join(name);
        let long = "眉批".repeat(1000);
        fs::write(at("a.css"), &long)?;
        fs::write(at("b.js"), "1")?;
        fs::write(at("c.png"), &long)?;
        compress(&compressible(dir.path())?)?;

        let mut unzipped = String::new();
        flate2::read::GzDecoder::new(fs::File::open(at("a.css.gz"))?).read_to_string(&mut unzipped)?;
        assert_eq!(unzipped, long);
        let mut unbroken = Vec::new();
        brotli::BrotliDecompress(&mut fs::File::open(at("a.css.br"))?, &mut unbroken)?;
        assert_eq!(unbroken, long.as_bytes());
        for absent in ["b.js.gz", "b.js.br", "c.png.gz", "c.png.br"] {
            assert!(!at(absent).exists(), "{absent}");
        }
        Ok(())
    }
}
