//! `dist/index.html` and its style sheet, from the checkout's `index.html` and `styles/`.
//!
//! The page names the style sheet as a person would, `styles/main.css`, which imports the others in their order; here
//! they become one file, because each file more is a way to the host and back before the first paint. Where the page
//! says `<!-- program -->` come the addresses of the programs and the start.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::program::{START, short};

/// The style sheet that the page names, below the checkout.
pub const STYLES: &str = "styles/main.css";
/// Where the page has its programs.
pub const PROGRAM: &str = "<!-- program -->\n";

/// Writes both into `dist`, where the programs lie in these folders.
pub fn write(checkout: &Path, dist: &Path, app: &str, worker: &str) -> Result<()> {
    let styles = joined(&checkout.join(STYLES))?;
    let name = format!("page-{}.css", short(Sha256::new_with_prefix(&styles)));
    fs::write(dist.join(&name), styles)?;
    let page = checkout.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    let html = replaced(&html, STYLES, &name)?;
    let html = replaced(&html, PROGRAM, &program(app, worker))?;
    fs::write(dist.join("index.html"), html)?;
    Ok(())
}

/// What the page says of its programs. It asks for the start of its own alone, which asks for the rest when the text is
/// painted.
fn program(app: &str, worker: &str) -> String {
    // The first is read by `src/browser/helper.rs`.
    format!(
        "<meta name=\"meipi-worker\" content=\"{worker}/{START}\">\n\
         <script type=\"module\" src=\"{app}/{START}\"></script>\n"
    )
}

/// A style sheet with those that it imports in the places of their imports.
pub fn joined(sheet: &Path) -> Result<String> {
    let text = fs::read_to_string(sheet).with_context(|| sheet.display().to_string())?;
    let mut all = String::new();
    for line in text.lines() {
        let import = line.trim().strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";"));
        match import {
            Some(name) => {
                let part = sheet.with_file_name(name);
                all += &fs::read_to_string(&part).with_context(|| part.display().to_string())?;
            }
            None => all += line,
        }
        all.push('\n');
    }
    ensure!(!all.contains("@import"), "{}: an import that is not of the form @import \"NAME\";", sheet.display());
    Ok(all)
}

/// The page with one thing in the place of another, which it must have once.
pub fn replaced(html: &str, what: &str, by: &str) -> Result<String> {
    ensure!(html.matches(what).count() == 1, "index.html must say {} once", what.trim());
    Ok(html.replacen(what, by, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_what_there_is() -> Result<()> {
        let (checkout, dist) = (tempfile::tempdir()?, tempfile::tempdir()?);
        fs::create_dir(checkout.path().join("styles"))?;
        fs::write(checkout.path().join("styles/main.css"), "/* all */\n@import \"b.css\";\n@import \"a.css\";\n")?;
        fs::write(checkout.path().join("styles/a.css"), "a {}\n")?;
        fs::write(checkout.path().join("styles/b.css"), "b {}\n")?;
        let page = "<head>\n<link rel=\"stylesheet\" href=\"styles/main.css\">\n<!-- program -->\n</head>";
        fs::write(checkout.path().join("index.html"), page)?;
        write(checkout.path(), dist.path(), "app-1", "worker-2")?;

        let html = fs::read_to_string(dist.path().join("index.html"))?;
        let style = html.split('"').find(|part| part.starts_with("page-")).context("a style sheet")?;
        let style = fs::read_to_string(dist.path().join(style))?;
        assert!(style.find("b {}") < style.find("a {}") && style.contains("a {}"), "{style}");
        for part in ["content=\"worker-2/start.js\"", "src=\"app-1/start.js\""] {
            assert!(html.contains(part), "{part}: {html}");
        }
        Ok(())
    }

    #[test]
    fn a_page_without_its_places_is_an_error() {
        for html in ["<head></head>", "<!-- program -->\n<!-- program -->\n"] {
            assert!(replaced(html, PROGRAM, "x").is_err(), "{html}");
        }
    }
}
