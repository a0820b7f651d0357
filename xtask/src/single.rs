//! `dist-single/meipi.html`: all of the page in one file, to be opened from disk.
//!
//! It is made from the sources and not from `dist/`, whose parts find each other by address: the app and its worker
//! are bound as plain scripts (`--target no-modules`), because an inline module cannot be imported; programs and
//! dictionary lie in it as base64 of gzip, for which every browser has an unpacker. The worker is a text in the page
//! and started from a Blob; where it fetches the dictionary it gets what lies in it.
//!
//! The policy is stricter than that of `dist/`: the two inline texts by their digests, a worker from a Blob, and no
//! connection anywhere.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use xshell::{Shell, cmd};

use crate::build::PROFILE;
use crate::program::{self, Linked};
use crate::publish::{digests, gzip};
use crate::{page, root, say, setup, target};

/// What both programs begin with.
const UNPACK: &str = include_str!("single.js");

/// `cargo xtask build --single`.
pub fn command() -> Result<()> {
    let shell = setup::shell()?;
    setup::for_build(&shell)?;
    build(&shell)?;
    println!("{}", file().display());
    Ok(())
}

/// Where the file is written.
pub fn file() -> PathBuf {
    root().join("dist-single/meipi.html")
}

/// Writes the file. Expects [`setup::for_build`].
pub fn build(shell: &Shell) -> Result<()> {
    say("building the page as one file");
    let worker = program::compile(shell, "worker", PROFILE, &program::WHOLE, &[])?;
    let parts = Parts {
        page: read("index.html")?,
        style: page::joined(&root().join(page::STYLES))?,
        icon: read("icons/seal.svg")?,
        // Not split: there is no host to fetch the parts from.
        app: Program::bind(shell, &program::compile(shell, "app", PROFILE, &program::WHOLE, &[])?, "app")?,
        worker: Program::bind(shell, &worker, "worker")?,
        dictionary: BASE64_STANDARD.encode(program::dictionary(&worker)?),
    };
    let html = parts.assembled()?;
    let file = file();
    fs::create_dir_all(file.parent().context("it lies in a folder")?)?;
    fs::write(&file, html).with_context(|| file.display().to_string())
}

fn read(name: &str) -> Result<String> {
    fs::read_to_string(root().join(name)).with_context(|| name.to_owned())
}

/// A program bound as a plain script.
struct Program {
    /// Makes `wasm_bindgen`, a function that starts the program from its bytes.
    script: String,
    /// The program as base64 of gzip.
    wasm: String,
}

impl Program {
    fn bind(shell: &Shell, linked: &Linked, name: &str) -> Result<Self> {
        let (out, wasm) = (target().join("single"), &linked.wasm);
        let options = ["--target", "no-modules", "--no-typescript", "--remove-name-section"];
        cmd!(shell, "wasm-bindgen {options...} --out-dir {out} --out-name {name} {wasm}").run()?;
        Self::read(&out, name)
    }

    fn read(folder: &Path, name: &str) -> Result<Self> {
        let script = fs::read_to_string(folder.join(format!("{name}.js")))?;
        // A page reads a script up to there, whatever the script means by it.
        ensure!(!script.contains("</script") && !script.contains("<!--"), "{name}.js cannot stand in a page");
        let wasm = BASE64_STANDARD.encode(gzip(&fs::read(folder.join(format!("{name}_bg.wasm")))?)?);
        Ok(Self { script, wasm })
    }
}

/// What the file is made of.
struct Parts {
    page: String,
    style: String,
    icon: String,
    app: Program,
    worker: Program,
    /// Base64 of gzip.
    dictionary: String,
}

impl Parts {
    /// The whole file.
    fn assembled(&self) -> Result<String> {
        const HEAD: &str = "<head>";
        let page = page::replaced(&self.page, page::PROGRAM, "")?;
        let rest: Vec<&str> = page.lines().filter(|line| !line.starts_with("<link ")).collect();
        let style = format!("<style>{}</style>", self.style);
        let start = format!("<script>{}</script>", self.start());
        let policy = [
            "default-src 'none'".to_owned(),
            format!("script-src 'wasm-unsafe-eval'{}", digests(&start, "script")?),
            format!("style-src{}", digests(&style, "style")?),
            "img-src data:".to_owned(),
            "worker-src blob:".to_owned(),
            "base-uri 'none'".to_owned(),
            "form-action 'none'".to_owned(),
        ]
        .join("; ");

        let page = rest.join("\n");
        let (before, head) = page.split_once(HEAD).context("the page has no <head>")?;
        let (head, body) = head.split_once("</head>").context("the page has no </head>")?;
        let (body, after) = body.split_once("</body>").context("the page has no </body>")?;
        let icon = BASE64_STANDARD.encode(&self.icon);
        let blocks = [("program", self.app.wasm.as_str()), ("worker", &self.worker_script())]
            .map(|(id, content)| format!("<script type=\"text/plain\" id=\"meipi-{id}\">{content}</script>\n"))
            .concat();
        Ok(format!(
            "{before}{HEAD}\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{head}\
             <link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n\
             <meta name=\"meipi-worker\" content=\"\">\n\
             {style}\n</head>{body}{blocks}{start}\n</body>{after}\n"
        ))
    }

    /// Starts the app, and gives it the address of the worker, which `src/browser/helper.rs` asks for.
    fn start(&self) -> String {
        let script = &self.app.script;
        format!(
            "{UNPACK}{script}\n\
             const textOf = (part) => document.getElementById('meipi-' + part).textContent;\n\
             const worker = URL.createObjectURL(new Blob([textOf('worker')], {{ type: 'text/javascript' }}));\n\
             document.querySelector('meta[name=meipi-worker]').content = worker;\n\
             unpacked(textOf('program')).then((program) => wasm_bindgen({{ module_or_path: program }}));\n"
        )
    }

    /// The worker's text. The program fetches one file, which is here.
    fn worker_script(&self) -> String {
        let (Program { script, wasm }, dictionary, name) = (&self.worker, &self.dictionary, program::DICTIONARY);
        format!(
            "{UNPACK}{script}\n\
             const FILES = {{ '{name}': '{dictionary}' }};\n\
             self.fetch = async (name) => new Response(bytesOf(FILES[name]));\n\
             unpacked('{wasm}').then((program) => wasm_bindgen({{ module_or_path: program }}));\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        let program = || Program { script: "let wasm_bindgen;".into(), wasm: "AAAA".into() };
        let page = "<html><head>\n<title>眉批</title>\n<link rel=\"stylesheet\" href=\"styles/main.css\">\n\
                    <!-- program -->\n</head>\n<body><p></p></body></html>";
        Parts {
            page: page.into(),
            style: "a {}".into(),
            icon: "<svg/>".into(),
            app: program(),
            worker: program(),
            dictionary: "BBBB".into(),
        }
    }

    #[test]
    fn everything_is_inside_and_nothing_is_asked_for() -> Result<()> {
        let html = parts().assembled()?;
        assert!(html.contains("<style>a {}</style>"), "{html}");
        assert!(html.contains("'words.bin': 'BBBB'") && html.contains("AAAA"), "{html}");
        assert!(
            !html.contains("<link rel=\"stylesheet") && !html.contains("src=") && !html.contains("connect-src"),
            "{html}"
        );
        assert!(!html.contains("'self'") && !html.contains("unsafe-inline"), "{html}");
        assert!(html.find("Content-Security-Policy") < html.find("<style"), "{html}");
        assert!(html.starts_with("<html><head>") && html.ends_with("</body></html>\n"), "{html}");
        Ok(())
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() -> Result<()> {
        let dir = tempfile::tempdir()?;
        fs::write(dir.path().join("app_bg.wasm"), "")?;
        for (script, fits) in [("a < b", true), ("'</script>'", false), ("'<!--'", false)] {
            fs::write(dir.path().join("app.js"), script)?;
            assert_eq!(Program::read(dir.path(), "app").is_ok(), fits, "{script}");
        }
        Ok(())
    }
}
